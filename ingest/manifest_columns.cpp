// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <optional>
#include <string_view>

#include "corpus/record_json.h"
#include "corpus/text.h"
#include "ingest/manifest.h"

namespace acervo {

using nlohmann::json;

namespace {

constexpr int deepest = 16;  // levels of a cell's JSON or of a dotted name; the model has five

bool is_blank(const std::string& text) {
    return text.find_first_not_of(" \t\r") == std::string::npos;
}

/// The JSON that a cell holds, where its column may hold some.
std::optional<json> structured(const std::string& column, const std::string& cell) {
    const auto first = cell.find_first_not_of(" \t\r\n");
    if (first == std::string::npos || (cell[first] != '[' && cell[first] != '{') || !takes_json(column))
        return std::nullopt;
    if (nests_deeper_than(cell, deepest)) return std::nullopt;
    json value = json::parse(cell, nullptr, /*allow_exceptions=*/false);
    return value.is_discarded() ? std::nullopt : std::optional{std::move(value)};
}

/// "cost.setup" -> {"cost": {"setup": ...}}; a bare "place" beside "place.country" is read under the empty name. Beyond
/// `levels` dots are part of the name.
void put(json& object, const std::string& column, json value, int levels = deepest) {
    const bool whole = levels == 0 || column.find('[') != std::string::npos;
    const auto dot = whole ? std::string::npos : column.find('.');
    if (dot == std::string::npos) {
        if (object.contains(column) && object[column].is_object()) {
            object[column][""] = std::move(value);
        } else {
            object[column] = std::move(value);
        }
        return;
    }
    json& inner = object[column.substr(0, dot)];
    if (!inner.is_null() && !inner.is_object()) inner = json{{"", inner}};
    put(inner, column.substr(dot + 1), std::move(value), levels - 1);
}

}  // namespace

std::string column_name(const std::string& head) {
    const std::string column = squeeze(clean(head));
    // The language keeps its case ("title_pt-BR"), the rest is what people capitalize at will.
    const auto underscore = column.rfind('_');
    const bool tagged = underscore != std::string::npos && column.find('-', underscore) != std::string::npos;
    return tagged ? lower(column.substr(0, underscore)) + column.substr(underscore) : lower(column);
}

void unguard(const std::vector<std::string>& columns, std::vector<std::string>& cells) {
    if (std::ranges::find(columns, "version") == columns.end()) return;
    for (auto& cell : cells) cell = csv_unguarded(cell);
}

json members_of(const std::vector<std::string>& columns, const std::vector<std::string>& cells) {
    json object = json::object();
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].empty() || is_blank(cells[i])) continue;
        const std::string& cell = cells[i];
        if (columns[i].rfind("text_", 0) == 0) {
            put(object, "text." + columns[i].substr(5), cell);
        } else if (auto value = structured(columns[i], cell)) {
            put(object, columns[i], std::move(*value));
        } else if (columns[i] == "file" || takes_list(columns[i])) {
            put(object, columns[i], split_cell(cell));
        } else {
            put(object, columns[i], cell);
        }
    }
    return object;
}

std::vector<std::string> split_cell(const std::string& cell) {
    std::vector<std::string> parts;
    std::string part;
    const auto end = [&] {
        if (part = squeeze(part); !part.empty()) parts.push_back(std::move(part));
        part.clear();
    };
    for (std::size_t at = 0; at < cell.size(); ++at) {
        const bool escape = cell[at] == '\\' && at + 1 < cell.size() && (cell[at + 1] == ';' || cell[at + 1] == '\\');
        if (escape) {
            part += cell[++at];
        } else if (cell[at] == ';') {
            end();
        } else {
            part += cell[at];
        }
    }
    end();
    return parts;
}

}  // namespace acervo
