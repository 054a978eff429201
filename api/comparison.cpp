// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/comparison.h"

#include <algorithm>

#include "api/practice_fields.h"
#include "api/results_json.h"
#include "ingest/csv.h"

namespace acervo {
namespace {

using nlohmann::json;

/// What stands above the table and needs no row.
bool is_heading(const std::string& field) {
    return field == "title" || field == "source_key" || field == "kind" || field == "language";
}

Record practice_of(Context& context, const std::string& id) {
    const auto stored = context.catalogue.find(id);
    if (!stored || stored->withdrawn || stored->record.kind != "practice")
        throw Error{Problem::not_found, "there is no practice " + id}.with_code("not-found");
    auto record = stored->record;
    if (!record.practice) record.practice = Practice{};  // of metadata alone
    return record;
}

}  // namespace

Comparison comparison_of(Context& context, const Request& request) {
    std::vector<std::string> ids;
    for (const auto& list : request.all("id")) {
        for (std::size_t from = 0; from <= list.size();) {
            const auto comma = std::min(list.find(',', from), list.size());
            const auto id = list.substr(from, comma - from);
            if (!id.empty() && std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
            from = comma + 1;
        }
    }
    if (ids.size() < least_compared || ids.size() > most_compared)
        throw RequestError{"bad-parameter", "id", std::to_string(ids.size()), {"id=a&id=b (2–4)"}};
    Comparison comparison;
    for (const auto& id : ids) comparison.practices.push_back(practice_of(context, id));
    const auto language = answer_language(request);
    for (const auto& field : practice_form()) {
        if (is_heading(field.name)) continue;
        Comparison::Row row{field.name, best(field.label, language).second, {}, false};
        const std::vector<std::string>* first = nullptr;
        for (const auto& practice : comparison.practices)
            row.cells.push_back(practice_lines(practice, field.name, context.vocabulary, language));
        for (const auto& cell : row.cells) {
            if (cell.empty()) continue;
            if (first != nullptr && cell != *first) row.differs = true;
            if (first == nullptr) first = &cell;
        }
        if (first != nullptr) comparison.rows.push_back(std::move(row));
    }
    return comparison;
}

json comparison_json(const Comparison& comparison, const std::string& language) {
    json practices = json::array(), rows = json::array();
    for (const auto& practice : comparison.practices) {
        const auto [tag, title] = best(practice.title, language);
        practices.push_back({{"id", practice.id},
                             {"title", {{"text", title}, {"lang", tag.empty() ? "und" : tag}}},
                             {"links",
                              {{"self", "/api/v1/records/" + practice.id},
                               {"html", "/records/" + practice.id},
                               {"brief", "/records/" + practice.id + "/brief"}}}});
    }
    for (const auto& row : comparison.rows) {
        json cells = json::array();
        for (const auto& cell : row.cells) cells.push_back({{"missing", cell.empty()}, {"lines", cell}});
        rows.push_back(
            {{"field", row.field}, {"label", row.label}, {"differs", row.differs}, {"cells", std::move(cells)}});
    }
    return {{"lang", language}, {"practices", std::move(practices)}, {"rows", std::move(rows)}};
}

std::string comparison_csv(const Comparison& comparison, const std::string& language) {
    std::string csv = "\xEF\xBB\xBF";
    const auto line = [&](const std::vector<std::string>& cells) {
        for (std::size_t i = 0; i < cells.size(); ++i) csv += (i > 0 ? "," : "") + csv_field(cells[i]);
        csv += "\r\n";
    };
    std::vector<std::string> head = {"field", practice_label("title", language)};
    for (const auto& practice : comparison.practices) head.push_back(best(practice.title, language).second);
    line(head);
    for (const auto& row : comparison.rows) {
        std::vector<std::string> cells = {row.field, row.label};
        for (const auto& lines : row.cells) {
            std::string text;
            for (const auto& one : lines) text += (text.empty() ? "" : "\n") + one;
            cells.push_back(std::move(text));
        }
        line(cells);
    }
    return csv;
}

std::vector<Parameter> comparison_parameters() {
    return {{.name = "id",
             .type = "code",
             .description = "Two to four practices: repeated, or with commas between them.",
             .repeats = true,
             .required = true,
             .example = "vehfy4qw3b,gvah2v13p7"}};
}

}  // namespace acervo
