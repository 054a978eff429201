// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/xml_writer.h"
#include "ingest/report/writers.h"

namespace acervo::reporting {
namespace {

using xml::escaped;

/// Filtering needs no script: a radio button hides the rows of the other outcomes.
void write_style(std::ostream& out) {
    out << "<style>:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:80rem;margin:2rem "
           "auto;padding:0 1rem}table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;"
           "padding:.4rem .6rem;border-bottom:1px solid #8886}th{position:sticky;top:0;background:Canvas}td{overflow-"
           "wrap:anywhere}fieldset{border:0;padding:0;margin:1rem 0;display:flex;flex-wrap:wrap;gap:.5rem 1.5rem}"
           ".error{color:#b3261e}.warning{color:#8a5a00}@media(prefers-color-scheme:dark){.error{color:#ffb4ab}"
           ".warning{color:#ffcf7a}}@media print{fieldset{display:none}}";
    for (const Outcome shown : all_outcomes) {
        out << "body:has(#show-" << to_string(shown) << ":checked) tbody tr:not(." << to_string(shown)
            << "){display:none}";
    }
    out << "</style>\n";
}

void write_filter(std::ostream& out, const Batch& batch, const Words& words) {
    out << "<fieldset><label><input type=\"radio\" name=\"show\" id=\"show-all\" checked> " << words.everything
        << "</label>";
    for (const Outcome outcome : all_outcomes) {
        if (total(batch, outcome) == 0) continue;
        out << "<label><input type=\"radio\" name=\"show\" id=\"show-" << to_string(outcome) << "\"> "
            << words.of(outcome) << " (" << total(batch, outcome) << ")</label>";
    }
    out << "</fieldset>\n";
}

void write_row(std::ostream& out, const Item& item, const std::string& language, const Words& words) {
    const auto remarks = remarks_of(item);
    const std::string place = escaped(item.path) + (item.line ? ":" + std::to_string(item.line) : "");
    const auto row = [&](const Remark* remark) {
        out << "<tr class=\"" << to_string(item.outcome) << "\"><td>" << place << "</td><td>" << words.of(item.outcome)
            << "</td><td>" << escaped(item.record) << "</td>";
        if (remark) {
            out << "<td class=\"" << severity_of(item, *remark) << "\">" << escaped(remark->rule) << "</td><td>"
                << escaped(remark->field) << "</td><td>" << escaped(remark->value) << "</td><td>"
                << escaped(best(remark->message, language).second) << "</td>";
        } else {
            out << "<td></td><td></td><td></td><td></td>";
        }
        out << "</tr>\n";
    };
    if (remarks.empty()) row(nullptr);
    for (const Remark& remark : remarks) row(&remark);
}

}  // namespace

void write_html(std::ostream& out, const Batch& batch, const EachItem& items, const std::string& language) {
    const Words& words = words_of(language);
    const std::string title =
        std::string(words.report) + " " + escaped(batch.id) + (batch.name.empty() ? "" : " · " + escaped(batch.name));
    out << "<!DOCTYPE html>\n<html lang=\"" << words.language << "\"><head><meta charset=\"utf-8\">"
        << "<meta name=\"viewport\" content=\"width=device-width\"><title>" << title << "</title>\n";
    write_style(out);
    out << "</head><body>\n<h1>" << title << "</h1>\n<p>" << words.state << ": " << escaped(batch.state) << " · "
        << escaped(batch.started) << (batch.finished.empty() ? "" : " – " + escaped(batch.finished)) << "</p>\n";
    if (batch.state == "planned") out << "<p><strong>" << words.planned << "</strong></p>\n";
    write_filter(out, batch, words);
    out << "<table><thead><tr>";
    for (const char* const heading :
         {words.place, words.outcome, words.record, words.rule, words.field, words.value, words.sentence})
        out << "<th scope=\"col\">" << heading << "</th>";
    out << "</tr></thead><tbody>\n";
    items([&](const Item& item) { write_row(out, item, language, words); });
    out << "</tbody></table>\n</body></html>\n";
}

}  // namespace acervo::reporting
