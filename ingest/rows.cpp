// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/rows.h"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "corpus/record_json.h"
#include "ingest/bibliographic/readers.h"
#include "ingest/formats/formats.h"
#include "ingest/tree.h"

namespace acervo {

namespace {

nlohmann::json to_json(const Finding& finding) {
    return {{"rule", finding.rule}, {"field", finding.field}, {"value", finding.value}, {"hint", finding.hint}};
}

std::string replaced(std::string_view text, std::string_view what, std::string_view with) {
    std::string made;
    for (;;) {
        const auto at = text.find(what);
        made += text.substr(0, at);
        if (at == std::string_view::npos) return made;
        made += with;
        text.remove_prefix(at + what.size());
    }
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

}  // namespace

const std::vector<std::unique_ptr<RowReader>>& row_readers() {
    static const auto all = [] {
        std::vector<std::unique_ptr<RowReader>> list;
        list.push_back(xml_reader());
        list.push_back(marc_reader());
        list.push_back(bibtex_reader());
        list.push_back(csl_reader());
        list.push_back(ris_reader());
        list.push_back(workbook_reader());
        return list;
    }();
    return all;
}

const RowReader* row_reader_for(std::string_view media_type) {
    const auto& all = row_readers();
    const auto found = std::ranges::find_if(all, [&](const auto& reader) { return reader->reads(media_type); });
    return found == all.end() ? nullptr : found->get();
}

std::string to_text(const SourceRow& row) {
    nlohmann::json said{{"record", row.record}};
    if (!row.key.empty()) said["key"] = row.key;
    if (!row.event.empty()) said["event"] = row.event;
    if (!row.cells.empty()) said["cells"] = row.cells;
    if (row.wrong) said["wrong"] = to_json(*row.wrong);
    for (const auto& notice : row.notices) said["notices"].push_back(to_json(notice));
    const std::string part = row.part.empty() ? "" : "/" + replaced(printable(row.part), " ", "%20");
    return std::to_string(row.line) + part + ' ' + dump(said);
}

std::optional<RowText> split_row(std::string_view text) {
    RowText row;
    const auto* const end = text.data() + text.size();
    const auto [at, error] = std::from_chars(text.data(), end, row.line);
    if (error != std::errc() || row.line < 1 || at == end || (*at != ' ' && *at != '/')) return std::nullopt;
    const std::string_view rest{at, end};
    const auto space = rest.find(' ');
    if (space == std::string_view::npos) return std::nullopt;
    const auto part = std::min<std::size_t>(space, 1);  // behind its "/"
    row.part = printable(replaced(rest.substr(part, space - part), "%20", " "));
    row.json = rest.substr(space + 1);
    return row;
}

bool may_hold_rows(std::string_view head) {
    if (head.starts_with("PK\x03\x04")) return true;                                // a workbook
    if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) return true;  // UTF-16
    if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
    const auto begin = head.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return false;
    const auto text = head.substr(begin);
    if (text.size() >= 5 && std::all_of(text.begin(), text.begin() + 5, is_digit)) return true;  // ISO 2709
    if (text.front() == '<' || text.front() == '[' || text.front() == '{' || text.front() == '@') return true;
    return text.find("\n@") != std::string_view::npos || text.find("TY  -") != std::string_view::npos;
}

}  // namespace acervo
