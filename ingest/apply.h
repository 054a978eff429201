// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "corpus/catalogue.h"
#include "ingest/duplicates/finder.h"
#include "ingest/prepare.h"

namespace acervo {

/// Takes prepared items, in their order, into the catalogue: records and items together, in transactions of bounded
/// size. In a dry run it says what would become of them and writes nothing; for a plan it writes just that.
class Applier {
public:
    enum class Mode { real, dry_run, plan };
    /// `commit_often`: false when the caller holds a transaction over all of it.
    Applier(Catalogue& catalogue, std::string batch, Mode mode, bool commit_often);

    /// Items of an earlier run of the batch that stand: their keys are taken.
    void remember(const std::vector<Item>& items);
    /// From now on, what is not as the batch's plan has it is not taken in.
    void hold_to_plan() { held_to_plan_ = true; }
    /// How many items are known of; written with the next commit.
    void expect(std::size_t found) { found_ = found; }

    /// @return outcome of the item itself (its files may have items of their own).
    Outcome apply(const Prepared& prepared);
    /// Commits what is pending if it is many or old.
    void commit_if_due();
    /// Commits what is left.
    void close();
    /// What the plan has and nobody found any more; after the last item.
    void close_plan();
    /// When what is pending should be committed; far away when nothing is.
    std::chrono::steady_clock::time_point due() const;

    std::size_t items() const { return count_; }
    std::size_t units() const { return units_; }
    /// Of a dry run; a real one has them in the catalogue.
    const std::vector<Item>& planned() const { return planned_; }

private:
    void put(const Prepared& prepared, Item& item);
    /// False: the item is not as planned, and decided by that.
    bool is_as_planned(const Prepared& prepared, Item& item) const;
    /// Files that a row names by their digest alone, as an exported record does, must be there.
    void require_files(const Prepared& prepared) const;
    void store(const Prepared& prepared) const;
    Catalogue::Put compare(const Record& record, const std::vector<Unit>& units) const;
    bool reject_twin(const Record& record, Item& item);
    bool is_repeated(const Record& record) const { return keys_.contains(record.id); }
    /// Of a record that the repository it came from deleted.
    void withdraw(const Prepared& prepared, Item& item);
    std::string holder(const Prepared& prepared) const;
    bool attach_to_twin(const Prepared& prepared, const Record& record, const std::vector<Twin>& twins, Item& item);
    void keep_sketch(const Record& record, const TextSketch& sketch, Outcome outcome);
    void add(const Item& item);
    void add_files(const Prepared& prepared, const Item& item);

    Catalogue& catalogue_;
    TwinFinder twins_;
    std::string batch_;
    Mode mode_;
    bool commit_often_;
    bool held_to_plan_ = false;
    std::size_t found_ = 0, written_found_ = 0;
    std::optional<Catalogue::Transaction> transaction_;
    std::chrono::steady_clock::time_point begun_;
    std::size_t pending_ = 0, count_ = 0, units_ = 0;
    std::unordered_map<std::string, std::pair<std::size_t, int>>
        keys_;  ///< record id -> path (in paths_) and line it came from
    std::vector<std::string> paths_;
    std::map<std::string, std::string> held_;  ///< dry run: bytes that a record of this batch would hold
    std::set<std::string> claimed_;            ///< paths of files that have their item with a row
    std::vector<Item> planned_;
};

/// "manifest.jsonl:3", or the path alone.
std::string place_of(const std::string& path, int line);

}  // namespace acervo
