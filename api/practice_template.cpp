// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/practice_template.h"

#include <nlohmann/json.hpp>
#include <vector>

#include "api/practice_fields.h"
#include "corpus/error.h"
#include "corpus/record_json.h"
#include "ingest/csv.h"
#include "ingest/formats/workbook_writer.h"
#include "ingest/manifest.h"

namespace acervo {
namespace {

struct Column {
    std::string name, example, help;
    const PracticeField* field = nullptr;
};

std::string in_language(std::string text, const std::string& language) {
    constexpr std::string_view mark = "{lang}";
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark))
        text.replace(at, mark.size(), language);
    return text;
}

std::string required(const std::string& language) {
    return language == "pt" ? "Obrigatório." : language == "en" ? "Required." : "Obligatorio.";
}

std::vector<Column> columns_in(const std::string& language) {
    std::vector<Column> columns;
    for (const auto& field : practice_form()) {
        auto help = best(field.label, language).second + ": " + best(field.help, language).second;
        if (field.required) help += " " + required(language);
        for (const auto& [name, example] : field.columns)
            columns.push_back({in_language(name, language), in_language(example, language), help, &field});
    }
    return columns;
}

std::string as_csv(const std::vector<Column>& columns) {
    std::string csv = "\xEF\xBB\xBF", help = "# ", example = "# ";
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const char* const comma = i > 0 ? "," : "";
        csv += comma + csv_field(columns[i].name);
        // The mark stands inside of the first cell.
        help = i > 0 ? help + comma + csv_field(columns[i].help) : csv_field(help + columns[i].help);
        example = i > 0 ? example + comma + csv_field(columns[i].example) : csv_field(example + columns[i].example);
    }
    return csv + "\r\n" + help + "\r\n" + example + "\r\n";
}

std::string as_workbook(const std::vector<Column>& columns, const std::string& language) {
    const bool pt = language == "pt", en = language == "en";
    WrittenSheet table{en ? "Practices" : pt ? "Práticas" : "Prácticas", {{}}, {}};
    WrittenSheet help{en   ? "Explanations"
                      : pt ? "Explicações"
                           : "Explicaciones",
                      {{en   ? "Column"
                        : pt ? "Coluna"
                             : "Columna",
                        en   ? "Explanation"
                        : pt ? "Explicação"
                             : "Explicación",
                        en   ? "Example"
                        : pt ? "Exemplo"
                             : "Ejemplo"}},
                      {28, 80, 50}};
    for (const auto& column : columns) {
        table.rows.front().push_back(column.name);
        table.widths.push_back(column.example == "…" ? 40 : 22);
        help.rows.push_back({column.name, column.help, column.example});
    }
    return write_workbook({table, help});
}

/// What a row of these cells is to the reader of manifests.
std::string as_json(const std::vector<Column>& columns) {
    std::vector<std::string> names, cells;
    for (const auto& column : columns) {
        names.push_back(column.name);
        cells.push_back(column.example);
    }
    return dump(members_of(names, cells)) + "\n";
}

}  // namespace

std::string practice_template(const std::string& format, const std::string& language) {
    const auto columns = columns_in(language);
    if (format == "csv") return as_csv(columns);
    if (format == "xlsx") return as_workbook(columns, language);
    if (format == "jsonl") return as_json(columns);
    throw Error{Problem::bad_input, "there is no template in " + format}.with_hint("csv, xlsx or jsonl");
}

}  // namespace acervo
