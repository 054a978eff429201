// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/bibliographic/csl_json.h"

#include <algorithm>
#include <array>

#include "corpus/error.h"
#include "corpus/text.h"
#include "ingest/bibliographic/readers.h"
#include "ingest/bibliographic/text_lines.h"
#include "ingest/bibliographic/values.h"
#include "ingest/formats/metadata.h"
#include "ingest/lines.h"

namespace acervo {

namespace {

using nlohmann::json;

constexpr int deepest = 16;                      // levels of an item; the format has five
constexpr std::size_t longest_item = 16U << 20;  // bytes

constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kinds{{
    {"article", "paper"},
    {"article-journal", "paper"},
    {"article-magazine", "paper"},
    {"article-newspaper", "paper"},
    {"paper-conference", "paper"},
    {"chapter", "paper"},
    {"entry-encyclopedia", "paper"},
    {"report", "report"},
    {"speech", "presentation"},
    {"motion_picture", "recording"},
    {"song", "recording"},
    {"broadcast", "recording"},
}};

/// Texts of CSL may have a little HTML in them (<i>, <sup>, <span class="nocase">).
std::string without_tags(const std::string& text) {
    constexpr std::size_t longest = 61;  // of a tag
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto next = at + 1 < text.size() ? text[at + 1] : ' ';
        const bool tag = text[at] == '<' && (next == '/' || (next >= 'a' && next <= 'z'));
        const auto length = tag ? std::string_view{text}.substr(at, longest).find('>') : std::string_view::npos;
        if (length == std::string_view::npos) {
            out += text[at];
        } else {
            at += length;
        }
    }
    return squeeze(clean(out));
}

std::string text(const json& item, const char* name) {
    const auto at = item.find(name);
    if (at == item.end()) return {};
    if (at->is_string()) return without_tags(at->get_ref<const std::string&>());
    if (at->is_number_integer()) return at->dump();
    return {};
}

std::vector<Agent> agents(const json& item, const char* name, const char* role) {
    std::vector<Agent> all;
    const auto list = item.find(name);
    if (list == item.end() || !list->is_array()) return all;
    for (const auto& one : *list) {
        if (!one.is_object()) continue;
        Agent agent{.name = {}, .role = role};
        auto family = text(one, "family");
        for (const char* particle : {"non-dropping-particle", "dropping-particle"}) {
            if (const auto word = text(one, particle); !word.empty())
                family = word + (word.ends_with('\'') ? "" : " ") + family;
        }
        if (const auto suffix = text(one, "suffix"); !suffix.empty()) family += " " + suffix;
        const auto given = text(one, "given");
        agent.name = family + (given.empty() ? "" : (family.empty() ? "" : ", ") + given);
        if (const auto literal = text(one, "literal"); agent.name.empty() && !literal.empty()) {
            agent.name = literal;
            agent.organization = true;
        }
        agent.orcid = orcid_in(text(one, "ORCID"));
        if (!agent.name.empty()) all.push_back(std::move(agent));
    }
    return all;
}

std::string number(const json& part) {
    auto digits = part.is_number_integer() ? part.dump()
                  : part.is_string()       ? squeeze(part.get_ref<const std::string&>())
                                           : std::string{};
    return digits.size() == 1 ? "0" + digits : digits;
}

/// {"date-parts": [[2019, 3, 7], [2019, 3, 9]]}, {"raw": "..."}, {"literal": "..."}
std::string date(const json& item, const char* name) {
    const auto at = item.find(name);
    if (at == item.end()) return {};
    if (at->is_string()) return at->get<std::string>();
    if (!at->is_object()) return {};
    const auto parts = at->find("date-parts");
    if (parts != at->end() && parts->is_array() && !parts->empty() && parts->front().is_array()) {
        std::string written;
        for (const auto& part : parts->front()) {
            const auto digits = number(part);
            if (digits.empty() || digits == "00" || written.size() > 12) break;
            written += (written.empty() ? "" : "-") + digits;
        }
        if (!written.empty()) return written;
    }
    const auto raw = text(*at, "raw");
    return raw.empty() ? text(*at, "literal") : raw;
}

/// The objects of a list, or of the list in an object's "items", cut out of the text one by one: memory does not grow
/// with their number.
class Items {
public:
    explicit Items(std::string_view text) : text_(text), lines_(text) {}

    /// @return false when the list is not closed.
    bool run(const std::function<void(std::string_view item, int line)>& take) {
        at_ = text_.find('[');
        const auto object = text_.find('{');
        if (at_ == std::string_view::npos || (object < at_ && !opens_items(object))) {
            if (object == std::string_view::npos) return false;
            at_ = object;  // one item alone
            return one(take);
        }
        for (++at_; at_ < text_.size();) {
            at_ = text_.find_first_of("{]", at_);
            if (at_ == std::string_view::npos) return false;
            if (text_[at_] == ']') return true;
            if (!one(take)) return false;
        }
        return false;
    }

private:
    /// {"items": [
    bool opens_items(std::size_t object) const {
        const auto head = squeeze(text_.substr(object + 1, at_ - object - 1));
        return head == "\"items\":" || head == "\"items\" :" || head.ends_with(",\"items\":") ||
               head.ends_with(", \"items\":");
    }

    bool one(const std::function<void(std::string_view, int)>& take) {
        const auto begin = at_;
        std::size_t depth = 0;
        bool quoted = false;
        for (; at_ < text_.size(); ++at_) {
            const char c = text_[at_];
            if (quoted) {
                if (c == '\\') ++at_;
                if (c == '"') quoted = false;
            } else if (c == '"') {
                quoted = true;
            } else if (c == '{' || c == '[') {
                ++depth;
            } else if ((c == '}' || c == ']') && --depth == 0) {
                ++at_;
                take(text_.substr(begin, at_ - begin), lines_.next(begin));
                return true;
            }
        }
        take(text_.substr(begin), lines_.next(begin));
        return false;
    }

    std::string_view text_;
    RisingLines lines_;
    std::size_t at_ = 0;
};

SourceRow row_of(std::string_view item, int line) {
    SourceRow row;
    row.line = line;
    if (item.size() > longest_item) {
        row.wrong = Finding{"too-large", "", "", ""};
        return row;
    }
    const json parsed =
        nests_deeper_than(item, deepest) ? json() : json::parse(item, nullptr, /*allow_exceptions=*/false);
    if (!parsed.is_object()) {
        row.wrong = Finding{"json", "", shorten(clean(item.substr(0, 200)), 40), ""};
        return row;
    }
    return to_row(record_from_csl(parsed), line);
}

class CslReader final : public RowReader {
public:
    bool reads(std::string_view media_type) const override {
        return media_type == "application/vnd.citationstyles.csl+json";
    }
    void prepare() const override { prepare_crosswalks(); }
    void read(const SourceFile& file, std::string_view, const RowSink& take) const override {
        const auto read = [&](std::string_view text) {
            return Items(text).run([&](std::string_view item, int line) { take(row_of(item, line)); });
        };
        const bool whole = is_utf8(file.bytes) ? read(file.bytes) : read(to_utf8(file.bytes));
        if (!whole) throw Error(Problem::bad_input, "the list does not end").with_code("malformed");
    }
};

}  // namespace

BibliographicRecord record_from_csl(const json& item) {
    BibliographicRecord made;
    Record& record = made.record;
    const auto type = text(item, "type");
    const auto* const kind = std::ranges::find(kinds, type, &std::pair<std::string_view, std::string_view>::first);
    if (kind != kinds.end()) record.kind = kind->second;
    if (const auto genre = written_kind(text(item, "genre")); !genre.empty() && genre != "other") record.kind = genre;
    if (record.kind.empty()) record.kind = type == "book" && !text(item, "event").empty() ? "proceedings" : "other";
    append(record.title, "", text(item, "title"));
    append(record.abstract, "", text(item, "abstract"));
    record.creators = agents(item, "author", "");
    for (const char* role : {"editor", "translator", "compiler", "illustrator"}) {
        auto more = agents(item, role, role);
        const bool whole = record.creators.empty() && std::string_view{role} == "editor" && record.kind != "paper";
        auto& list = whole ? record.creators : record.contributors;
        list.insert(list.end(), more.begin(), more.end());
    }
    set_issued(made, date(item, "issued"));
    record.publisher = text(item, "publisher");
    record.series = text(item, "container-title");
    if (record.series.empty()) record.series = text(item, "collection-title");
    record.volume = text(item, "volume");
    if (const auto issue = text(item, "issue"); !issue.empty())
        record.volume += record.volume.empty() ? issue : " (" + issue + ")";
    set_pages(record, text(item, "page"));
    for (const auto& word : split_list(std::string_view{text(item, "keyword")})) put(record.keywords, "", word);
    add_language(made, text(item, "language"));
    if (const auto doi = text(item, "DOI"); !doi.empty() && (!add_identifier(record, doi) || record.doi.empty()))
        not_understood(made, "doi", doi);
    if (const auto isbn = text(item, "ISBN"); !isbn.empty()) add_identifier(record, "ISBN " + isbn);
    if (const auto issn = text(item, "ISSN"); !issn.empty()) add_identifier(record, "ISSN " + issn);
    add_identifier(record, text(item, "URL"));
    record.rights.licence = licence_id(text(item, "license"));
    made.event = text(item, "event-title");
    if (made.event.empty()) made.event = text(item, "event");
    append(record.note, "", made.event);
    append(record.note, "", text(item, "note"));
    record.source.name = text(item, "source");
    made.key = text(item, "id");
    finish(made);
    return made;
}

std::unique_ptr<RowReader> csl_reader() {
    return std::make_unique<CslReader>();
}

}  // namespace acervo
