// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "corpus/text.h"
#include "ingest/bibliographic/bibliographic_record.h"
#include "ingest/bibliographic/readers.h"
#include "ingest/bibliographic/ris.h"
#include "ingest/bibliographic/text_lines.h"
#include "ingest/bibliographic/values.h"
#include "ingest/formats/metadata.h"

namespace acervo {

namespace {

constexpr std::size_t longest_record = 4U << 20;  // bytes of one record's values

bool is_tag(std::string_view line) {
    const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    // "TY  - JOUR"; some programs leave out blanks around the hyphen of an empty value.
    return line.size() >= 5 && capital(line[0]) && (capital(line[1]) || digit(line[1])) && line[2] == ' ' &&
           line.find_first_not_of(' ', 2) != std::string_view::npos && line[line.find_first_not_of(' ', 2)] == '-' &&
           line.find_first_not_of(' ', 2) <= 4;
}

std::string_view value_of(std::string_view line) {
    auto value = line.substr(line.find('-') + 1);
    if (value.starts_with(' ')) value.remove_prefix(1);
    return value;
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 28> kinds{{
    {"JOUR", "paper"},      {"EJOUR", "paper"},    {"MGZN", "paper"},         {"NEWS", "paper"},
    {"CPAPER", "paper"},    {"CHAP", "paper"},     {"ECHAP", "paper"},        {"INPR", "paper"},
    {"UNPB", "paper"},      {"ABST", "paper"},     {"JFULL", "other"},        {"CONF", "proceedings"},
    {"RPRT", "report"},     {"GOVDOC", "report"},  {"SLIDE", "presentation"}, {"VIDEO", "recording"},
    {"SOUND", "recording"}, {"MPCT", "recording"}, {"THES", "other"},         {"BOOK", "other"},
    {"EBOOK", "other"},     {"EDBOOK", "other"},   {"ELEC", "other"},         {"GEN", "other"},
    {"PAMP", "other"},      {"STAND", "other"},    {"LEGAL", "other"},        {"WEB", "other"},
}};

/// Values of one tag or, where the first has none, of the next.
class Fields {
public:
    explicit Fields(const RisRecord& record) : record_(record) {}
    std::vector<std::string> all(std::initializer_list<std::string_view> tags) const {
        std::vector<std::string> values;
        for (const auto& [tag, value] : record_.fields) {
            if (std::find(tags.begin(), tags.end(), tag) != tags.end() && !value.empty()) values.push_back(value);
        }
        return values;
    }
    std::string first(std::initializer_list<std::string_view> tags) const {
        for (const auto tag : tags) {
            for (const auto& [name, value] : record_.fields) {
                if (name == tag && !value.empty()) return value;
            }
        }
        return {};
    }

private:
    const RisRecord& record_;
};

void add_agents(const Fields& fields, Record& record) {
    for (const auto& name : fields.all({"AU", "A1"})) record.creators.push_back({.name = written_name(name)});
    const bool whole = record.creators.empty() && (record.kind == "proceedings" || record.kind == "other");
    for (const auto& name : fields.all({"ED"})) {
        Agent editor{.name = written_name(name), .role = "editor"};
        // Of a whole volume the editors are those who made it.
        (whole ? record.creators : record.contributors).push_back(std::move(editor));
    }
    for (const auto& name : fields.all({"A2", "A3"}))
        record.contributors.push_back({.name = written_name(name), .role = "editor"});
    for (const auto& name : fields.all({"A4", "TA"}))
        record.contributors.push_back({.name = written_name(name), .role = "translator"});
}

/// SN holds ISSN or ISBN, with or without hyphens, several in one value.
void add_numbers(const Fields& fields, Record& record) {
    for (const auto& value : fields.all({"SN"})) {
        for (std::size_t begin = 0; begin < value.size();) {
            const auto end = std::min(value.find_first_of(";,", begin), value.size());
            auto number = value.substr(begin, end - begin);
            begin = end + 1;
            if (add_identifier(record, number)) continue;
            // By length where the check digit is wrong: the validation says so.
            const auto digits = std::ranges::count_if(number, [](char c) { return c >= '0' && c <= '9'; });
            add_identifier(record, (digits >= 9 ? "ISBN " : "ISSN ") + number);
        }
    }
}

}  // namespace

BibliographicRecord record_from_ris(const RisRecord& ris) {
    BibliographicRecord made;
    Record& record = made.record;
    const Fields fields(ris);
    const auto* const kind = std::ranges::find(kinds, ris.type, &std::pair<std::string_view, std::string_view>::first);
    if (kind != kinds.end()) record.kind = kind->second;
    append(record.title, "", fields.first({"TI", "T1", "CT", "BT"}));
    for (const auto& text : fields.all({"AB"})) append(record.abstract, "", text);
    if (record.abstract.empty()) append(record.abstract, "", fields.first({"N2"}));
    add_agents(fields, record);
    const auto year = fields.first({"PY", "Y1"}), date = fields.first({"DA"});
    // "2005//" and "2021/12/03/": the finer of the two that agree.
    const auto by_year = written_date(year), by_date = written_date(date);
    const bool finer = by_date.size() > by_year.size() && by_date.substr(0, 4) == by_year.substr(0, 4);
    set_issued(made, by_year.empty() || finer ? (by_date.empty() ? (year.empty() ? date : year) : date) : year);
    for (const auto& word : fields.all({"KW"})) put(record.keywords, "", squeeze(clean(word)));
    for (const auto& language : fields.all({"LA"})) {
        for (const auto& one : split_list(std::string_view{language})) add_language(made, one);
    }
    record.publisher = squeeze(fields.first({"PB"}));
    record.volume = squeeze(fields.first({"VL"}));
    const auto issue = squeeze(fields.first({"IS"}));
    if (!issue.empty()) record.volume += record.volume.empty() ? issue : " (" + issue + ")";
    record.series = squeeze(fields.first({"T2", "JO", "JF", "JA", "J2", "T3"}));
    if (record.series.empty() && !fields.first({"TI", "T1"}).empty()) record.series = squeeze(fields.first({"BT"}));
    const auto last = fields.first({"EP"});
    set_pages(record, fields.first({"SP"}) + (last.empty() ? "" : "-" + last));
    for (const auto& value : fields.all({"DO", "DI"})) {
        if (!add_identifier(record, value) || record.doi.empty()) not_understood(made, "doi", value);
    }
    for (const auto& value : fields.all({"UR", "L2"})) {
        for (std::size_t begin = 0; begin < value.size();) {  // several addresses may stand in one value
            const auto end = std::min(value.find_first_of("; \n", begin), value.size());
            add_identifier(record, value.substr(begin, end - begin));
            begin = end + 1;
        }
    }
    add_numbers(fields, record);
    if (const auto database = squeeze(fields.first({"DB", "DP"})); !database.empty()) record.source.name = database;
    for (const auto& note : fields.all({"N1"})) append(record.note, "", note);
    for (const auto& file : fields.all({"L1", "L4"})) {
        auto path = squeeze(file);
        if (path.starts_with("http://") || path.starts_with("https://")) {
            add_identifier(record, path);
        } else if (!path.empty()) {
            if (path.starts_with("file://")) path.erase(0, 7);
            made.files.push_back(std::move(path));
        }
    }
    made.key = squeeze(fields.first({"ID"}));
    finish(made);
    return made;
}

void read_ris(std::string_view bytes, const std::function<void(const RisRecord&)>& take) {
    const std::string text = to_utf8(bytes);
    TextLines lines(text);
    RisRecord record;
    std::size_t size = 0;
    bool open = false;
    const auto end = [&](const char* wrong) {
        if (open) {
            record.wrong = wrong;
            take(record);
        }
        open = false;
    };
    while (lines.next()) {
        auto line = lines.line();
        if (line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);  // files that were put one after another
        if (!is_tag(line)) {
            // A value that goes on: the line break inside it is no more than that.
            if (open && !record.fields.empty() && size + line.size() <= longest_record) {
                auto& value = record.fields.back().second;
                const auto more = squeeze(clean(line));
                if (!more.empty()) value += (value.empty() ? "" : " ") + more;
                size += more.size() + 1;
            }
            continue;
        }
        const auto tag = line.substr(0, 2);
        if (tag == "TY") {
            end("unfinished");
            record = {.line = lines.number(), .type = squeeze(value_of(line)), .fields = {}, .wrong = {}};
            size = 0;
            open = true;
        } else if (tag == "ER") {
            end("");
        } else if (open) {
            const auto value = squeeze(clean(value_of(line)));
            if ((size += value.size() + 8) <= longest_record) record.fields.emplace_back(tag, value);
        }
    }
    end("unfinished");
}

namespace {

class RisReader final : public RowReader {
public:
    bool reads(std::string_view media_type) const override {
        return media_type == "application/x-research-info-systems";
    }
    void prepare() const override { prepare_crosswalks(); }
    void read(const SourceFile& file, std::string_view, const RowSink& take) const override {
        read_ris(file.bytes, [&](const RisRecord& record) {
            auto row = to_row(record_from_ris(record), record.line);
            if (!record.wrong.empty()) row.notices.push_back({"unfinished-record", "", "ER", ""});
            take(row);
        });
    }
};

}  // namespace

std::unique_ptr<RowReader> ris_reader() {
    return std::make_unique<RisReader>();
}

}  // namespace acervo
