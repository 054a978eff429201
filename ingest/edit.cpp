// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/edit.h"

#include <algorithm>
#include <functional>
#include <set>

#include "corpus/error.h"
#include "corpus/record_json.h"
#include "ingest/manifest.h"
#include "ingest/messages.h"
#include "ingest/staging.h"
#include "ingest/validate.h"

namespace acervo {

namespace {

std::string member_of(const std::string& column) {
    return std::string(member_of_column(column));
}

/// What a record is found by; an edit never moves it.
bool is_identity(const std::string& column) {
    return column == "id" || column == "collection" || column == "source_key" || column == "version";
}

Stored present_of(const Catalogue& catalogue, const std::string& id) {
    auto present = catalogue.find(id);
    if (!present)
        throw Error(Problem::not_found, "there is no record " + id).with_hint("Search for it, or see its batch.");
    return std::move(*present);
}

/// One step on one record as a batch with one item.
IngestResult as_batch(Catalogue& catalogue, const std::string& id, const std::string& name,
                      const std::function<void(const std::string& batch, Item& item)>& step) {
    const IngestLock lock(catalogue.folder());
    Catalogue::Transaction transaction(catalogue);
    const Batch batch = catalogue.start_batch(name, "{}");
    Item item;
    item.number = 1;
    item.path = id;
    item.record = id;
    item.outcome = Outcome::updated;
    item.version_before = present_of(catalogue, id).version;
    step(batch.id, item);
    if (item.outcome == Outcome::updated) {
        item.version_after = catalogue.find(id)->version;
        if (item.version_after == item.version_before) item.outcome = Outcome::unchanged;
    }
    catalogue.put_item(batch.id, item);
    catalogue.set_batch_state(batch.id, item.outcome == Outcome::rejected ? "failed" : "applied");
    transaction.commit();
    return {*catalogue.batch(batch.id), {item}};
}

void reject(Item& item, const std::vector<Finding>& findings) {
    item.outcome = Outcome::rejected;
    item.version_before = 0;
    say(item, findings);
}

}  // namespace

Record edited(const Record& record, const Changes& changes) {
    auto cells = cells_of(record);
    const auto before = cells;
    std::set<std::string> touched;
    for (const auto& [column, cell] : changes) {
        if (is_identity(column)) continue;
        if (cell.find_first_not_of(" \t\r\n") == std::string::npos) {
            // An empty "title" takes the title away in every language, an empty "cost" all of the cost.
            std::erase_if(cells,
                          [&](const auto& entry) { return entry.first == column || member_of(entry.first) == column; });
        } else {
            cells[column] = cell;
        }
    }
    for (const auto& [column, cell] : cells) {
        const auto at = before.find(column);
        if (at == before.end() || at->second != cell) touched.insert(member_of(column));
    }
    for (const auto& [column, cell] : before) {
        if (!cells.contains(column)) touched.insert(member_of(column));
    }
    std::vector<std::string> columns, values;
    for (const auto& [column, cell] : cells) {
        columns.push_back(column);
        values.push_back(cell);
    }
    Record result = record_from_json(members_of(columns, values));
    result.id = record.id;
    if (!touched.contains("machine"))
        std::erase_if(result.machine, [&](const std::string& field) { return touched.contains(field); });
    return result;
}

IngestResult edit(Catalogue& catalogue, const Vocabulary& vocabulary, const std::string& id, const Changes& changes,
                  std::int64_t expected) {
    const Validator validator(vocabulary);
    return as_batch(catalogue, id, "edit " + id, [&](const std::string& batch, Item& item) {
        const Stored present = present_of(catalogue, id);
        if (present.withdrawn) {
            throw Error(Problem::bad_input, "record " + id + " was withdrawn")
                .with_hint("Give it an earlier version first: acervo edit " + id + " --restore VERSION")
                .with_code("withdrawn");
        }
        if (expected != 0 && present.version != expected) {
            throw Error(Problem::bad_input, "record " + id + " is at version " + std::to_string(present.version) +
                                                ", not " + std::to_string(expected))
                .with_hint("Look at what was changed, and repeat.")
                .with_code("conflict");
        }
        const Record record = edited(present.record, changes);
        const auto units = present.text ? catalogue.units(present.text) : std::vector<Unit>{};
        if (const auto violations = validator.violations(record, units); !violations.empty()) {
            reject(item, violations);
            return;
        }
        catalogue.put(record, units, batch);
    });
}

IngestResult withdraw(Catalogue& catalogue, const std::string& id) {
    return as_batch(catalogue, id, "withdraw " + id,
                    [&](const std::string& batch, Item&) { catalogue.withdraw(id, batch); });
}

IngestResult restore(Catalogue& catalogue, const std::string& id, std::int64_t version) {
    return as_batch(catalogue, id, "restore " + id + " to version " + std::to_string(version),
                    [&](const std::string& batch, Item&) { catalogue.restore(id, version, batch); });
}

std::vector<std::string> differences(const Record& before, const Record& after) {
    const auto one = cells_of(before), other = cells_of(after);
    std::set<std::string> columns;
    const auto compare = [&](const auto& from, const auto& to) {
        for (const auto& [column, cell] : from) {
            const auto at = to.find(column);
            if (at == to.end() || at->second != cell) columns.insert(column);
        }
    };
    compare(one, other);
    compare(other, one);
    return {columns.begin(), columns.end()};
}

}  // namespace acervo
