// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>

#include "corpus/error.h"
#include "ingest/ingest.h"
#include "ingest/messages.h"
#include "ingest/nearest.h"
#include "ingest/staging.h"
#include "ingest/suggestions.h"

namespace acervo {

namespace {

constexpr std::size_t most_named = 20;  // records in one error

/// What a batch did to one record, by all its items together.
struct Change {
    std::string path;
    int line = 0;
    std::int64_t before = 0, after = 0;  ///< versions
    bool created = false;
};

std::map<std::string, Change> changes_of(const std::vector<Item>& items) {
    std::map<std::string, Change> changes;
    for (const auto& item : items) {
        const bool wrote = item.outcome == Outcome::created || item.outcome == Outcome::updated;
        // What was only planned has done nothing yet.
        if (!wrote || item.planned || item.record.empty() || item.version_after == 0) continue;
        auto [at, first] = changes.try_emplace(item.record);
        Change& change = at->second;
        if (first) change = {item.path, item.line, item.version_before, 0, item.outcome == Outcome::created};
        change.after = item.version_after;
    }
    return changes;
}

void refuse_edited(const Catalogue& catalogue, const std::string& batch, const std::map<std::string, Change>& changes) {
    std::vector<std::string> edited;
    std::size_t count = 0;
    for (const auto& [id, change] : changes) {
        const auto present = catalogue.find(id);
        if (present && present->version == change.after) continue;
        if (++count <= most_named) edited.push_back(id);
    }
    if (count == 0) return;
    if (count > most_named) edited.emplace_back("…");
    throw Error(Problem::bad_input, "batch " + batch + " cannot be taken back: " + std::to_string(count) +
                                        " of its records were changed since: " + joined(edited))
        .with_hint("Take back the later batches first, newest first.")
        .with_code("edited-since");
}

}  // namespace

IngestResult revert(Catalogue& catalogue, const std::string& batch) {
    const IngestLock lock(catalogue.folder());
    Catalogue::Transaction transaction(catalogue);
    const auto present = catalogue.batch(batch);
    if (!present) throw Error(Problem::not_found, "there is no batch " + batch).with_hint("See `acervo batch list`.");
    if (present->state == "reverted") {
        throw Error(Problem::bad_input, "batch " + batch + " was taken back already").with_code("reverted");
    }
    const auto changes = changes_of(catalogue.items(batch));
    refuse_edited(catalogue, batch, changes);
    IngestResult result;
    for (const auto& [id, change] : changes) {
        Item item;
        item.number = static_cast<std::int64_t>(result.items.size()) + 1;
        item.path = change.path;
        item.line = change.line;
        item.outcome = Outcome::updated;
        item.record = id;
        item.version_before = change.after;
        Finding finding{"withdrawn", "", "", id};
        if (change.created) {
            catalogue.withdraw(id, batch);
        } else {
            catalogue.restore(id, change.before, batch);
            finding = {"restored", "", std::to_string(change.before), id};
        }
        reopen_suggestions(catalogue, id);
        item.version_after = catalogue.find(id)->version;
        say(item, {finding});
        result.items.push_back(std::move(item));
    }
    catalogue.set_batch_state(batch, "reverted");
    transaction.commit();
    result.batch = *catalogue.batch(batch);
    result.batch.totals = {{"updated", static_cast<std::int64_t>(result.items.size())}};
    return result;
}

}  // namespace acervo
