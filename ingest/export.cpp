// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/export.h"

#include <algorithm>
#include <array>
#include <functional>
#include <set>
#include <vector>

#include "corpus/record_json.h"
#include "ingest/csv.h"

namespace acervo {

namespace {

/// Columns that people look for first, in front; the rest by name.
constexpr std::array first_columns = {"source_key", "collection", "version",  "id",      "kind", "title",
                                      "creators",   "issued",     "language", "theme",   "axis", "sdg",
                                      "country",    "place",      "event",    "abstract"};

std::size_t rank(const std::string& column) {
    const std::string_view name = column;
    for (std::size_t i = 0; i < first_columns.size(); ++i) {
        const std::string_view first = first_columns[i];
        const bool same = name.substr(0, first.size()) == first;
        if (same && (name.size() == first.size() || name[first.size()] == '_' || name[first.size()] == '.')) return i;
    }
    return first_columns.size();
}

bool is_wanted(const Stored& stored, const ExportOptions& options) {
    const Record& record = stored.record;
    return !stored.withdrawn && (options.batch.empty() || stored.batch == options.batch) &&
           (options.kind.empty() || record.kind == options.kind) &&
           (options.collection.empty() || record.collection == options.collection) &&
           (options.event.empty() || record.event.id == options.event);
}

std::map<std::string, std::string> cells_with_version(const Stored& stored) {
    auto cells = cells_of(stored.record);
    cells["version"] = std::to_string(stored.version);
    return cells;
}

std::int64_t write_csv(const Catalogue& catalogue, const ExportOptions& options, std::ostream& out) {
    std::set<std::string> names;
    each_exported(catalogue, options, [&](const Stored& stored) {
        for (const auto& [column, cell] : cells_with_version(stored)) names.insert(column);
    });
    std::vector<std::string> columns(names.begin(), names.end());
    std::ranges::stable_sort(columns, {}, rank);
    if (columns.empty()) columns = {"source_key", "kind", "version"};
    const auto row = [&](const std::function<std::string(const std::string&)>& cell) {
        for (std::size_t i = 0; i < columns.size(); ++i) out << (i ? "," : "") << csv_field(cell(columns[i]));
        out << "\r\n";
    };
    row([](const std::string& column) { return column; });
    std::int64_t count = 0;
    each_exported(catalogue, options, [&](const Stored& stored) {
        const auto cells = cells_with_version(stored);
        // A record may have changed since the columns were counted: what has none is in the next export.
        row([&](const std::string& column) {
            const auto at = cells.find(column);
            return at == cells.end() ? std::string{} : at->second;
        });
        ++count;
    });
    return count;
}

std::int64_t write_jsonl(const Catalogue& catalogue, const ExportOptions& options, std::ostream& out) {
    std::int64_t count = 0;
    each_exported(catalogue, options, [&](const Stored& stored) {
        auto object = to_json(stored.record);
        object["version"] = stored.version;
        if (options.text && stored.text != 0) {
            auto& units = object["text"] = nlohmann::json::array();
            for (const Unit& unit : catalogue.units(stored.text)) units.push_back(to_json(unit));
        }
        out << dump(object) << '\n';
        ++count;
    });
    return count;
}

}  // namespace

void each_exported(const Catalogue& catalogue, const ExportOptions& options,
                   const std::function<void(const Stored&)>& visit) {
    catalogue.changed_since(0, [&](const Stored& stored) {
        if (is_wanted(stored, options)) visit(stored);
        return true;
    });
}

std::int64_t export_records(const Catalogue& catalogue, const ExportOptions& options, std::ostream& out) {
    return options.format == ExportFormat::csv ? write_csv(catalogue, options, out)
                                               : write_jsonl(catalogue, options, out);
}

}  // namespace acervo
