// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "corpus/error.h"
#include "corpus/parts.h"
#include "corpus/text.h"
#include "ingest/csv.h"
#include "ingest/manifest.h"
#include "ingest/messages.h"
#include "ingest/parts.h"
#include "ingest/parts_columns.h"
#include "ingest/staging.h"

namespace acervo {
namespace {

/// Says in Record::extra that a person went over the parts, even if none is left.
constexpr auto checked_mark = "parts_checked";

struct PartRow {
    int line = 0;
    std::map<std::string, std::string> cells;
    Finding wrong;

    std::string cell(const std::string& name) const {
        const auto found = cells.find(name);
        return found == cells.end() ? std::string{} : squeeze(clean(found->second));
    }
};

/// A BCP 47 tag, by its form.
bool is_language(std::string_view tag) {
    const auto main = tag.substr(0, tag.find('-'));
    const auto of_letters = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    const auto of_tag = [&](char c) { return of_letters(c) || (c >= '0' && c <= '9') || c == '-'; };
    return main.size() >= 2 && main.size() <= 3 && std::ranges::all_of(main, of_letters) && tag.size() <= 35 &&
           std::ranges::all_of(tag, of_tag) && tag.back() != '-';
}

/// What csv_field() put before a formula is no part of the text.
std::string as_written(std::string text) {
    if (text.size() > 1 && text[0] == '\'' && std::string_view{"=+-@\t"}.find(text[1]) != std::string_view::npos)
        text.erase(0, 1);
    return text;
}

std::vector<PartRow> read_rows(std::istream& in, const std::string& file) {
    CsvReader reader(in);
    CsvRecord record;
    const auto no_parts = [&](const std::string& what) {
        return Error(Problem::bad_input, file + ": " + what)
            .with_hint("The file must be one that `acervo parts export` wrote, with its column names.");
    };
    if (!reader.next(record)) throw no_parts("the file is empty");
    std::vector<std::string> names;
    for (const auto& field : record.fields) names.push_back(squeeze(field));
    for (const auto* needed : {"record", "version", "start", "end"}) {
        if (std::ranges::count(names, needed) != 1) throw no_parts(std::string{"there is no column "} + needed);
    }
    std::vector<PartRow> rows;
    while (reader.next(record)) {
        PartRow row{.line = record.line};
        if (!record.wrong.empty()) row.wrong = {record.wrong, "", "", ""};
        if (record.fields.size() > names.size()) row.wrong = {"columns", "", std::to_string(record.fields.size()), ""};
        for (std::size_t i = 0; i < std::min(record.fields.size(), names.size()); ++i)
            row.cells[names[i]] = as_written(record.fields[i]);
        rows.push_back(std::move(row));
    }
    return rows;
}

int page_in(const PartRow& row, const char* column) {
    const auto text = row.cell(column);
    int number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    return read.ec == std::errc{} && read.ptr == text.data() + text.size() ? number : 0;
}

/// Fills a part from a row; says what is wrong with it otherwise.
Finding fill(const PartRow& row, int pages, Part& part) {
    const int start = page_in(row, "start"), end = page_in(row, "end");
    const auto range = "1–" + std::to_string(pages);
    if (start < 1 || (pages > 0 && start > pages)) return {"parts-pages", "start", row.cell("start"), range};
    if (end < start || (pages > 0 && end > pages)) return {"parts-pages", "end", row.cell("end"), range};
    part.start = start;
    part.end = end;
    const auto has = [&](const char* column) { return row.cells.contains(column); };
    if (has("label_start")) part.label_start = row.cell("label_start");
    if (has("label_end")) part.label_end = row.cell("label_end");
    for (const auto& [column, text] : row.cells) {
        if (!column.starts_with(parts_title_column)) continue;
        const auto language = column.substr(parts_title_column.size());
        if (language != "und" && !is_language(language)) return {"language", column, language, ""};
        const auto title = squeeze(clean(text));
        if (title.size() > 1000) return {"too-large", column, title, ""};
        part.title.erase(language);
        if (!title.empty()) part.title[language] = title;
    }
    if (part.title.empty()) return {"required", "title", "", ""};
    if (has("language")) part.language = row.cell("language");
    if (!part.language.empty() && !is_language(part.language)) return {"language", "language", part.language, ""};
    if (has("creators")) {
        std::vector<Agent> creators;
        for (const auto& name : split_cell(row.cell("creators"))) {
            // What is known of a person besides the name stays.
            const auto known = std::ranges::find(part.creators, name, &Agent::name);
            creators.push_back(known == part.creators.end() ? Agent{.name = name} : *known);
        }
        part.creators = std::move(creators);
    }
    part.confirmed = true;
    part.confidence = 1;
    return {};
}

/// What the rows make of the parts of one volume; a row that is wrong says so in itself.
std::vector<Part> corrected(const Stored& volume, std::vector<PartRow*>& rows) {
    const auto& parts = volume.record.parts;
    const auto ids = part_ids(parts);
    std::vector<Part> kept, added;
    std::set<std::string> named;
    for (auto* row : rows) {
        if (!row->wrong.rule.empty()) continue;
        const auto id = row->cell("part"), action = row->cell("action");
        if (row->cell("version") != std::to_string(volume.version)) {
            row->wrong = {"parts-version", "version", row->cell("version"), std::to_string(volume.version)};
        } else if (!action.empty() && action != "keep" && action != "drop") {
            row->wrong = {"parts-action", "action", action, ""};
        } else if (id.empty()) {
            Part part;
            if (action != "drop") row->wrong = fill(*row, volume.units, part);
            if (action != "drop" && row->wrong.rule.empty()) added.push_back(std::move(part));
        } else if (const auto at = std::ranges::find(ids, id); at == ids.end()) {
            row->wrong = {"parts-unknown", "part", id, ""};
        } else if (!named.insert(id).second) {
            row->wrong = {"duplicate-key", "part", id, ""};
        } else if (action != "drop") {
            auto part = parts[static_cast<std::size_t>(at - ids.begin())];
            row->wrong = fill(*row, volume.units, part);
            if (row->wrong.rule.empty()) kept.push_back(std::move(part));
        }
    }
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (!named.contains(ids[i])) kept.push_back(parts[i]);
    }
    kept.insert(kept.end(), std::make_move_iterator(added.begin()), std::make_move_iterator(added.end()));
    sort_parts(kept);
    return kept;
}

}  // namespace

IngestResult import_parts(Catalogue& catalogue, std::istream& in, const std::string& file) {
    auto rows = read_rows(in, file);
    std::vector<std::string> order;
    std::map<std::string, std::vector<PartRow*>> by_record;
    for (auto& row : rows) {
        auto& list = by_record[row.cell("record")];
        if (list.empty()) order.push_back(row.cell("record"));
        list.push_back(&row);
    }
    const IngestLock lock(catalogue.folder());
    Catalogue::Transaction transaction(catalogue);
    const auto batch = catalogue.start_batch("parts: " + file, R"({"parts":true})");
    std::map<const PartRow*, Item> items;
    for (const auto& id : order) {
        auto& list = by_record[id];
        const auto stored = catalogue.find(id);
        std::vector<Part> parts;
        if (!stored || stored->withdrawn) {
            for (auto* row : list)
                if (row->wrong.rule.empty()) row->wrong = {"parts-record", "record", id, ""};
        } else {
            parts = corrected(*stored, list);
        }
        const bool good = std::ranges::all_of(list, [](const PartRow* row) { return row->wrong.rule.empty(); });
        Catalogue::Put put{Outcome::skipped, 0, 0};
        if (good) {
            Record record = stored->record;
            record.parts = std::move(parts);
            record.extra[checked_mark] = "true";
            std::erase(record.machine, "parts");
            put = catalogue.put(record, catalogue.units(stored->text), batch.id);
        }
        for (const auto* row : list) {
            Item item{.path = file, .line = row->line, .outcome = put.outcome};
            if (good) {
                item.record = id;
                item.version_before = put.version_before;
                item.version_after = put.version_after;
            } else {
                const bool own = !row->wrong.rule.empty();
                if (own) item.outcome = Outcome::rejected;
                say(item, {own ? row->wrong : Finding{"parts-others", "", id, ""}});
            }
            items.emplace(row, std::move(item));
        }
    }
    for (const auto& row : rows) catalogue.put_item(batch.id, items.at(&row));
    catalogue.set_batch_state(batch.id, "applied");
    transaction.commit();
    return {*catalogue.batch(batch.id), catalogue.items(batch.id)};
}

void keep_confirmed_parts(const Record& present, Record& record) {
    const auto mark = present.extra.find(checked_mark);
    if (mark == present.extra.end()) return;
    // Parts that a row of a manifest gives are a person's as well, and newer.
    const bool given = !record.parts.empty() && std::ranges::count(record.machine, "parts") == 0;
    record.extra.insert(*mark);
    if (given) return;
    record.parts = present.parts;
    std::erase(record.machine, "parts");
}

}  // namespace acervo
