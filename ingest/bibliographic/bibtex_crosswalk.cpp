// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <set>

#include "corpus/text.h"
#include "ingest/bibliographic/bibtex.h"
#include "ingest/bibliographic/readers.h"
#include "ingest/bibliographic/values.h"
#include "ingest/formats/metadata.h"

namespace acervo {

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 24> kinds{{
    {"article", "paper"},
    {"inproceedings", "paper"},
    {"conference", "paper"},
    {"incollection", "paper"},
    {"inbook", "paper"},
    {"unpublished", "paper"},
    {"suppbook", "paper"},
    {"inreference", "paper"},
    {"proceedings", "proceedings"},
    {"mvproceedings", "proceedings"},
    {"techreport", "report"},
    {"report", "report"},
    {"manual", "guide"},
    {"book", "other"},
    {"mvbook", "other"},
    {"collection", "other"},
    {"phdthesis", "other"},
    {"mastersthesis", "other"},
    {"thesis", "other"},
    {"misc", "other"},
    {"online", "other"},
    {"booklet", "other"},
    {"video", "recording"},
    {"audio", "recording"},
}};

/// The entry with what it takes over from the one its crossref names.
class Fields {
public:
    Fields(const BibtexEntry& entry, const BibtexEntry* parent) : entry_(entry), parent_(parent) {}

    /// As written, the entry's own before the parent's; the first of the names that has a value.
    std::string raw(std::initializer_list<const char*> names) const {
        for (const char* name : names) {
            if (auto value = of(entry_, name); !value.empty()) return value;
        }
        for (const char* name : names) {
            // What says what the parent itself is, is none of the child's.
            constexpr std::array own{"title", "subtitle", "doi",      "url", "abstract",
                                     "pages", "file",     "keywords", "note"};
            const std::string_view text = name;
            if (parent_ == nullptr || std::ranges::find(own, text) != own.end()) continue;
            if (auto value = of(*parent_, name); !value.empty()) return value;
            if (text == "booktitle") {
                if (auto value = of(*parent_, "title"); !value.empty()) return value;
            }
        }
        return {};
    }
    std::string text(std::initializer_list<const char*> names) const { return latex_to_text(raw(names)); }
    /// Addresses and numbers: braces and escapes go, nothing else is a command.
    std::string plain(std::initializer_list<const char*> names) const {
        auto value = squeeze(clean(raw(names)));
        std::erase_if(value, [](char c) { return c == '\\' || c == '{' || c == '}'; });
        return value;
    }

private:
    static std::string of(const BibtexEntry& entry, const char* name) {
        const auto found = entry.fields.find(name);
        return found == entry.fields.end() ? std::string{} : squeeze(found->second);
    }
    const BibtexEntry& entry_;
    const BibtexEntry* parent_;
};

/// "Full Text:papers/lima.pdf:application/pdf;b.pdf": description, path and type of each, or paths alone; a colon that
/// belongs to the text is "\:".
std::vector<std::string> files_of(std::string_view written) {
    std::vector<std::string> files;
    std::vector<std::string> parts(1);
    const auto end = [&] {
        std::string path = parts.size() >= 2 ? parts[1] : parts[0];
        if (parts.size() >= 4) {  // Zotero on Windows writes "x:C\:\\..." unescaped
            path = parts[1] + ":" + parts[2];
        }
        path = squeeze(path);
        if (!path.empty()) files.push_back(path);
        parts.assign(1, {});
    };
    for (std::size_t at = 0; at < written.size(); ++at) {
        const char c = written[at];
        if (c == '\\' && at + 1 < written.size()) {
            parts.back() += written[++at];
        } else if (c == ':') {
            parts.emplace_back();
        } else if (c == ';') {
            end();
        } else if (c != '{' && c != '}') {
            parts.back() += c;
        }
    }
    end();
    return files;
}

void add_date(const Fields& fields, BibliographicRecord& made) {
    if (const auto date = fields.text({"date"}); !date.empty()) return set_issued(made, date);
    const auto year = fields.text({"year"});
    const auto read = written_date(year);
    if (read.size() != 4) return set_issued(made, year);
    const auto month = fields.text({"month"});
    std::string first = month.substr(0, month.find_first_of(" .,-/~"));
    int number = month_of(first);
    const bool digits =
        !first.empty() && first.size() <= 2 && std::ranges::all_of(first, [](char c) { return c >= '0' && c <= '9'; });
    if (digits) number = std::stoi(first);
    if (number < 1 || number > 12) return set_issued(made, number == 0 && !month.empty() ? month + " " + year : year);
    const auto day = fields.text({"day"});
    set_issued(made, year + "-" + (number < 10 ? "0" : "") + std::to_string(number) +
                         (day.size() == 2   ? "-" + day
                          : day.size() == 1 ? "-0" + day
                                            : ""));
}

}  // namespace

BibliographicRecord record_from_bibtex(const BibtexEntry& entry, const BibtexEntry* parent) {
    BibliographicRecord made;
    Record& record = made.record;
    const Fields fields(entry, parent);
    const auto* const kind =
        std::ranges::find(kinds, entry.type, &std::pair<std::string_view, std::string_view>::first);
    record.kind = kind == kinds.end() ? "other" : std::string{kind->second};
    if (const auto type = written_kind(fields.text({"entrysubtype", "howpublished", "type"}));
        record.kind == "other" && !type.empty())
        record.kind = type;

    auto title = fields.text({"title"});
    if (const auto subtitle = fields.text({"subtitle"}); !subtitle.empty()) title += ": " + subtitle;
    append(record.title, "", title);
    append(record.abstract, "", fields.text({"abstract"}));
    record.creators = bibtex_names(fields.raw({"author"}));
    auto editors = bibtex_names(fields.raw({"editor"}));
    for (auto& editor : editors) editor.role = "editor";
    auto& of_editors = record.creators.empty() && record.kind != "paper" ? record.creators : record.contributors;
    of_editors.insert(of_editors.end(), editors.begin(), editors.end());
    for (auto& translator : bibtex_names(fields.raw({"translator"}))) {
        translator.role = "translator";
        record.contributors.push_back(std::move(translator));
    }
    if (record.creators.empty()) {
        const auto body = fields.text({"organization", "institution"});
        if (!body.empty() && record.kind != "paper") record.creators.push_back({.name = body, .organization = true});
    }
    add_date(fields, made);
    record.publisher = fields.text({"publisher", "institution", "school", "organization"});
    record.series = fields.text({"journal", "journaltitle", "booktitle", "maintitle", "series"});
    record.volume = fields.text({"volume"});
    if (const auto number = fields.text({"number", "issue"}); !number.empty())
        record.volume += record.volume.empty() ? number : " (" + number + ")";
    set_pages(record, fields.text({"pages"}));
    for (const auto& word : split_list(std::string_view{fields.text({"keywords", "keyword"})}))
        put(record.keywords, "", word);
    for (const auto& language : split_list(std::string_view{fields.text({"language", "langid"})}))
        add_language(made, language);
    if (const auto doi = fields.plain({"doi"}); !doi.empty() && (!add_identifier(record, doi) || record.doi.empty()))
        not_understood(made, "doi", doi);
    if (const auto isbn = fields.plain({"isbn"}); !isbn.empty()) add_identifier(record, "ISBN " + isbn);
    if (const auto issn = fields.plain({"issn"}); !issn.empty()) add_identifier(record, "ISSN " + issn);
    if (const auto url = fields.plain({"url", "howpublished"}); url.find("://") != std::string::npos) {
        // \url{https://...} and addresses with text around
        const auto at = url.find("http");
        if (at != std::string::npos) add_identifier(record, std::string_view{url}.substr(at));
    }
    made.event = fields.text({"eventtitle"});
    if (!made.event.empty()) append(record.note, "", made.event);
    append(record.note, "", fields.text({"note", "annote"}));
    if (const auto file = fields.raw({"file", "pdf"}); !file.empty() && !file.starts_with("http"))
        made.files = files_of(file);
    made.key = entry.key;
    finish(made);
    return made;
}

namespace {

class BibtexReader final : public RowReader {
public:
    bool reads(std::string_view media_type) const override { return media_type == "application/x-bibtex"; }
    void prepare() const override { prepare_crosswalks(); }
    void read(const SourceFile& file, std::string_view, const RowSink& take) const override {
        // An entry may take fields over from one that stands behind it.
        std::set<std::string> wanted;
        read_bibtex(file.bytes, [&](BibtexEntry&& entry) {
            if (const auto parent = entry.fields.find("crossref"); parent != entry.fields.end())
                wanted.insert(lower(squeeze(parent->second)));
        });
        std::map<std::string, BibtexEntry> parents;
        if (!wanted.empty()) {
            read_bibtex(file.bytes, [&](BibtexEntry&& entry) {
                if (wanted.contains(lower(entry.key))) parents.emplace(lower(entry.key), std::move(entry));
            });
        }
        read_bibtex(file.bytes, [&](BibtexEntry&& entry) {
            const auto named = entry.fields.find("crossref");
            const auto parent =
                named == entry.fields.end() ? parents.end() : parents.find(lower(squeeze(named->second)));
            const bool own = parent != parents.end() && parent->second.line == entry.line;
            auto row = to_row(record_from_bibtex(entry, parent == parents.end() || own ? nullptr : &parent->second),
                              entry.line);
            if (named != entry.fields.end() && parent == parents.end())
                row.notices.push_back({"not-understood", "crossref", clean(named->second), ""});
            if (!entry.wrong.empty()) row.wrong = Finding{"broken-entry", "", entry.wrong, ""};
            take(row);
        });
    }
};

}  // namespace

std::unique_ptr<RowReader> bibtex_reader() {
    return std::make_unique<BibtexReader>();
}

}  // namespace acervo
