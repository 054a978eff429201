// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <charconv>
#include <set>

#include "corpus/error.h"
#include "corpus/parts.h"
#include "ingest/csv.h"
#include "ingest/parts.h"
#include "ingest/parts_columns.h"

namespace acervo {
namespace {

std::string decimal(double number) {
    std::array<char, 32> text{};
    return {text.data(), std::to_chars(text.data(), text.data() + text.size(), number).ptr};
}

std::string list(const auto& items, const auto& text_of) {
    std::string cell;
    for (const auto& item : items) {
        if (!cell.empty()) cell += "; ";
        for (const char c : std::string{text_of(item)})
            cell += c == ';' || c == '\\' ? std::string{'\\', c} : std::string{c};
    }
    return cell;
}

void write_row(std::ostream& out, const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) out << (i > 0 ? "," : "") << csv_field(cells[i]);
    out << "\r\n";
}

}  // namespace

std::size_t export_parts(const Catalogue& catalogue, const std::vector<std::string>& records, std::ostream& out) {
    // Languages that titles have, besides those that every file has a column for.
    std::set<std::string> languages{"es", "pt", "en"};
    for (const auto& id : records) {
        const auto stored = catalogue.find(id);
        if (!stored || stored->withdrawn)
            throw Error(Problem::not_found, "there is no record " + id).with_hint("See `acervo search`.");
        for (const auto& part : stored->record.parts) {
            for (const auto& [language, title] : part.title) languages.insert(language);
        }
    }
    auto columns = parts_columns_before;
    std::vector<std::string> head{columns.begin(), columns.end()};
    for (const auto& language : languages) head.push_back(parts_title_column + language);
    head.insert(head.end(), parts_columns_behind.begin(), parts_columns_behind.end());
    out << "\xEF\xBB\xBF";  // so that spreadsheets take it for UTF-8
    write_row(out, head);
    std::size_t rows = 0;
    for (const auto& id : records) {
        const auto stored = catalogue.find(id);
        const auto& parts = stored->record.parts;
        const auto ids = part_ids(parts);
        for (std::size_t i = 0; i < parts.size(); ++i) {
            const auto& part = parts[i];
            std::vector<std::string> cells{id,
                                           std::to_string(stored->version),
                                           ids[i],
                                           "keep",
                                           std::to_string(part.start),
                                           std::to_string(part.end),
                                           part.label_start,
                                           part.label_end};
            for (const auto& language : languages) {
                const auto title = part.title.find(language);
                cells.push_back(title == part.title.end() ? "" : title->second);
            }
            cells.push_back(list(part.creators, [](const Agent& agent) { return agent.name; }));
            cells.push_back(part.language);
            cells.push_back(decimal(part.confidence));
            cells.push_back(list(part.evidence, [](const std::string& sign) { return sign; }));
            write_row(out, cells);
            ++rows;
        }
    }
    return rows;
}

std::vector<std::string> volumes_of(const Catalogue& catalogue, const std::string& batch) {
    if (!catalogue.batch(batch))
        throw Error(Problem::not_found, "there is no batch " + batch).with_hint("See `acervo batch list`.");
    std::set<std::string> seen;
    std::vector<std::string> volumes;
    for (const auto& item : catalogue.items(batch)) {
        if (item.record.empty() || !seen.insert(item.record).second) continue;
        const auto stored = catalogue.find(item.record);
        if (stored && !stored->withdrawn && !stored->record.parts.empty()) volumes.push_back(item.record);
    }
    return volumes;
}

}  // namespace acervo
