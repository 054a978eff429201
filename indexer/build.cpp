// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/build.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <thread>

#include "indexer/documents.h"
#include "indexer/generation.h"

namespace acervo {

namespace {

namespace fs = std::filesystem;

// Measured (tests/bench/index_build): more records a part cost memory and time, fewer leave more to merge.
constexpr std::size_t slice_records = 1000;
constexpr int fan_in = 16;
// What Xapian gathers in memory before it writes.
constexpr std::size_t words_in_memory = 2'000'000;
constexpr int throw_away = Xapian::DB_CREATE | Xapian::DB_NO_SYNC | Xapian::DB_BACKEND_GLASS;
constexpr std::array databases = {"records", "passages"};

/// Merges databases, in order, into a new one.
void merge(const std::vector<fs::path>& parts, const fs::path& into, unsigned flags) {
    fs::create_directories(into);
    for (const char* name : databases) {
        const std::string target = (into / name).string();
        Xapian::Database all;
        bool any = false;
        for (const fs::path& part : parts) {
            Xapian::Database one{(part / name).string()};
            if (one.get_doccount() == 0) continue;
            all.add_database(one);
            any = true;
        }
        if (any) {
            all.compact(target, flags);
        } else {
            Xapian::WritableDatabase{target, throw_away}.commit();
        }
    }
    for (const fs::path& part : parts) fs::remove_all(part);
}

class Build {
public:
    Build(const BuildTask& task, const Vocabulary& vocabulary)
        : task_(task), vocabulary_(vocabulary), catalogue_(task.data, Catalogue::Mode::read_only) {
        const Catalogue::Totals totals = catalogue_.totals();
        total_ = totals.records + totals.withdrawn;
    }

    BuildReport run() {
        fs::create_directories(task_.folder / "parts");
        std::vector<std::thread> workers;
        const int jobs = std::clamp(task_.jobs, 1, 64);
        running_ = jobs;
        for (int i = 0; i < jobs; ++i) workers.emplace_back([this] { work(); });
        watch();
        for (std::thread& worker : workers) worker.join();
        if (failure_) std::rethrow_exception(failure_);
        with_xapian([&] { finish(); });
        return report_;
    }

private:
    struct Slice {
        int number = 0;
        std::vector<Stored> records;
    };

    /// Reports progress until every worker has ended.
    void watch() {
        std::unique_lock lock{mutex_};
        while (running_ > 0) {
            changed_.wait_for(lock, std::chrono::milliseconds{200});
            if (!task_.progress) continue;
            const std::int64_t done = done_;
            lock.unlock();
            task_.progress(done, std::max(done, total_));
            lock.lock();
        }
    }

    void work() noexcept {
        try {
            with_xapian([&] {
                const Catalogue catalogue{task_.data, Catalogue::Mode::read_only};
                const Translations translations{task_.data};
                DocumentMaker maker{vocabulary_, task_.today, &translations};
                while (const std::optional<Slice> slice = take()) {
                    write(*slice, catalogue, maker);
                    merge_from(0, slice->number);
                }
            });
        } catch (...) {
            const std::lock_guard lock{mutex_};
            if (!failure_) failure_ = std::current_exception();
        }
        const std::lock_guard lock{mutex_};
        --running_;
        changed_.notify_all();
    }

    std::optional<Slice> take() {
        const std::lock_guard lock{mutex_};
        if (failure_) return std::nullopt;
        Slice slice{slices_, next_changes(catalogue_, taken_, task_.until, slice_records)};
        if (slice.records.empty()) return std::nullopt;
        taken_ = slice.records.back().sequence;
        ++slices_;
        return slice;
    }

    void write(const Slice& slice, const Catalogue& catalogue, DocumentMaker& maker) {
        const fs::path folder = part(0, slice.number);
        fs::create_directories(folder);
        generation::Writers writers = generation::open(folder, throw_away);
        std::size_t words = 0;
        for (const Stored& stored : slice.records) {
            if (!stored.withdrawn) {
                const Documents documents = during("indexing record " + stored.record.id, [&] {
                    return maker.make(stored, stored.text > 0 ? catalogue.units(stored.text) : std::vector<Unit>{});
                });
                writers.records.add_document(documents.record);
                for (const Xapian::Document& passage : documents.passages) writers.passages.add_document(passage);
                words += documents.words;
                const std::lock_guard lock{mutex_};
                ++report_.records;
                report_.passages += static_cast<std::int64_t>(documents.passages.size());
                ++done_;
            } else {
                const std::lock_guard lock{mutex_};
                ++done_;
            }
            if (words > words_in_memory) {
                writers.records.commit();
                writers.passages.commit();
                words = 0;
            }
        }
        writers.records.commit();
        writers.passages.commit();
    }

    /// Merges the group of parts that this one completes, if it does, and so on upwards.
    void merge_from(int level, int number) {
        for (;; ++level, number /= fan_in) {
            const int first = number / fan_in * fan_in;
            std::vector<fs::path> parts;
            {
                const std::lock_guard lock{mutex_};
                std::set<int>& ready = ready_[level];
                ready.insert(number);
                for (int i = first; i < first + fan_in; ++i) {
                    if (!ready.contains(i)) return;
                    parts.push_back(part(level, i));
                }
                for (int i = first; i < first + fan_in; ++i) ready.erase(i);
            }
            merge(parts, part(level + 1, number / fan_in), Xapian::Compactor::STANDARD);
        }
    }

    void finish() {
        // Only the last group of a level is incomplete, and what lies on a higher level comes before it.
        std::vector<fs::path> rest;
        for (auto level = ready_.rbegin(); level != ready_.rend(); ++level) {
            for (const int number : level->second) rest.push_back(part(level->first, number));
        }
        merge(rest, task_.folder, Xapian::Compactor::FULL);
        fs::remove_all(task_.folder / "parts");
        generation::Writers writers = generation::open(task_.folder, Xapian::DB_OPEN);
        for (Xapian::WritableDatabase* database : {&writers.passages, &writers.records}) {
            generation::describe(*database, task_.until, task_.translations, vocabulary_.thesaurus());
            database->commit();
            database->close();
        }
        generation::sync_tree(task_.folder);
    }

    fs::path part(int level, int number) const {
        return task_.folder / "parts" / (std::to_string(level) + '-' + std::to_string(number));
    }

    const BuildTask& task_;
    const Vocabulary& vocabulary_;
    Catalogue catalogue_;  ///< where slices come from; under mutex_
    std::int64_t total_ = 0;

    std::mutex mutex_;
    std::condition_variable changed_;
    int running_ = 0, slices_ = 0;
    std::int64_t taken_ = 0, done_ = 0;
    std::map<int, std::set<int>> ready_;  ///< finished parts by level
    BuildReport report_;
    std::exception_ptr failure_;
};

}  // namespace

std::vector<Stored> next_changes(const Catalogue& catalogue, std::int64_t after, std::int64_t until,
                                 std::size_t limit) {
    std::vector<Stored> changes;
    if (after >= until) return changes;
    catalogue.changed_since(after, [&](const Stored& stored) {
        if (stored.sequence > until) return false;
        changes.push_back(stored);
        return changes.size() < limit;
    });
    return changes;
}

BuildReport build_generation(const BuildTask& task, const Vocabulary& vocabulary) {
    return Build{task, vocabulary}.run();
}

}  // namespace acervo
