// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <chrono>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "corpus/practice.h"
#include "indexer/build.h"
#include "indexer/documents.h"
#include "indexer/fields.h"
#include "indexer/generation.h"
#include "indexer/indexer.h"

namespace acervo {

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

// A reader survives one commit, and has to repeat its search after two: so they are kept apart, unless memory runs out.
constexpr std::size_t records_a_commit = 2000;
constexpr auto between_commits = std::chrono::seconds{2};
constexpr std::size_t words_in_memory = 4'000'000;
constexpr std::size_t slice_records = 500;
// Replacing documents costs more than building them, and leaves holes in the tables.
constexpr std::int64_t few_changes = 500;
constexpr double large_share = 0.3;

/// What only building anew can cure: a file that is missing, cut or changed. Trouble of the system's (no space, no
/// rights) is not that.
bool is_damage(const Xapian::DatabaseError& error) {
    const std::string type = error.get_type();
    if (type == "DatabaseLockError" || type == "DatabaseModifiedError") return false;
    return type != "DatabaseError" || error.get_error_string() == nullptr;
}

/// Applies changes to the generation in use.
class Update {
public:
    Update(const fs::path& folder, const Catalogue& catalogue, const Translations& translations,
           const Vocabulary& vocabulary, std::string today)
        : folder_(folder),
          catalogue_(catalogue),
          translations_(translations),
          thesaurus_(vocabulary.thesaurus()),
          maker_(vocabulary, std::move(today), &translations),
          writers_(generation::open(folder, Xapian::DB_OPEN)),
          covered_(generation::revision(writers_.records)),
          passages_covered_(generation::revision(writers_.passages)),
          translations_covered_(generation::translations(writers_.records)),
          same_thesaurus_(generation::is_made_with(writers_.records, thesaurus_) &&
                          generation::is_made_with(writers_.passages, thesaurus_)) {}

    /// What both databases cover; -1: unusable, of another version or thesaurus.
    std::int64_t covered() const { return same_thesaurus_ ? std::min(covered_, passages_covered_) : -1; }
    std::int64_t latest() const { return std::max(covered_, passages_covered_); }
    std::int64_t records() const { return writers_.records.get_doccount(); }
    /// Changes to take over, those of translations included.
    std::int64_t changes() const {
        return catalogue_.sequence() - covered() + translations_.count_marked_since(translations_covered_);
    }

    void run(IndexReport& report, const std::function<void(std::int64_t, std::int64_t)>& progress) {
        const std::int64_t until = catalogue_.sequence();
        const std::int64_t translated_until = translations_.sequence();
        const std::int64_t total = changes();
        std::int64_t done = 0;
        begin();
        for (std::int64_t at = covered();;) {
            const std::vector<Stored> changes = next_changes(catalogue_, at, until, slice_records);
            if (changes.empty()) break;
            for (const Stored& stored : changes) {
                apply(stored, report);
                at = stored.sequence;
                if (commit_is_due()) {
                    commit(at, translations_covered_);
                    begin();
                }
            }
            done += static_cast<std::int64_t>(changes.size());
            if (progress) progress(done, std::max(done, total));
        }
        for (const auto& [id, sequence] : translated(translated_until)) {
            if (const auto stored = catalogue_.find(id); stored && !stored->withdrawn) apply(*stored, report);
            if (commit_is_due()) {
                commit(until, sequence);
                begin();
            }
            if (progress && ++done % slice_records == 0) progress(done, std::max(done, total));
        }
        for (const std::string& id : overdue()) {
            const std::optional<Stored> stored = catalogue_.find(id);
            if (stored && (is_open(stored->record.rights, maker_.today()) || is_stale(stored->record)))
                apply(*stored, report);
        }
        if (pending_ > 0 || covered() != until || latest() != until || translations_covered_ < translated_until) {
            commit(until, std::max(translations_covered_, translated_until));
        } else {
            writers_.passages.cancel_transaction();
            writers_.records.cancel_transaction();
        }
        if (progress) progress(done, done);
    }

private:
    void begin() {
        // In a transaction Xapian's own flush at 10 000 documents writes, but commits nothing.
        writers_.passages.begin_transaction();
        writers_.records.begin_transaction();
        pending_ = words_ = 0;
    }

    bool commit_is_due() const {
        if (words_ >= words_in_memory) return true;
        return pending_ >= records_a_commit && Clock::now() - last_commit_ >= between_commits;
    }

    /// Passages first: a crash in between leaves them ahead, and doing the same changes again does no harm.
    void commit(std::int64_t revision, std::int64_t translated) {
        for (const auto& [database, name] :
             {std::pair{&writers_.passages, "passages"}, std::pair{&writers_.records, "records"}}) {
            generation::describe(*database, revision, translated, thesaurus_);
            database->commit_transaction();
            generation::sync_folder(folder_ / name);
        }
        covered_ = passages_covered_ = revision;
        translations_covered_ = translated;
        last_commit_ = Clock::now();
    }

    void apply(const Stored& stored, IndexReport& report) {
        const std::string& id = stored.record.id;
        ++pending_;
        writers_.passages.delete_document(passages_term(id));
        if (stored.withdrawn) {
            writers_.records.delete_document(record_term(id));
            ++report.withdrawn;
            return;
        }
        const Documents documents = during("indexing record " + id, [&] {
            return maker_.make(stored, stored.text > 0 ? catalogue_.units(stored.text) : std::vector<Unit>{});
        });
        writers_.records.replace_document(record_term(id), documents.record);
        for (const Xapian::Document& passage : documents.passages) writers_.passages.add_document(passage);
        words_ += documents.words;
        ++report.records;
        report.passages += static_cast<std::int64_t>(documents.passages.size());
    }

    bool is_stale(const Record& record) const {
        return record.practice && confirmation(*record.practice, maker_.today()) == "stale";
    }

    /// Records that gained translations since the index was last told, in the order of their marks.
    std::vector<std::pair<std::string, std::int64_t>> translated(std::int64_t until) const {
        std::vector<std::pair<std::string, std::int64_t>> gained;
        translations_.marked_since(translations_covered_, [&](const std::string& id, std::int64_t sequence) {
            if (sequence > until) return false;
            gained.emplace_back(id, sequence);
            return true;
        });
        return gained;
    }

    /// Records that are indexed as hidden, though their embargo has ended, or as confirmed recently, though that was
    /// long ago.
    std::vector<std::string> overdue() const {
        std::vector<std::string> ended;
        const Xapian::Database& records = writers_.records;
        const std::string last = fields::term(fields::embargo, maker_.today());
        for (auto term = records.allterms_begin(std::string{fields::embargo});
             term != records.allterms_end(std::string{fields::embargo}) && *term <= last; ++term) {
            for (auto document = records.postlist_begin(*term); document != records.postlist_end(*term); ++document) {
                const std::string data = records.get_document(*document).get_data();
                const nlohmann::json known = nlohmann::json::parse(data, nullptr, false);
                const auto id = known.is_object() ? known.find("id") : known.end();
                if (id != known.end() && id->is_string()) ended.push_back(id->get<std::string>());
            }
        }
        return ended;
    }

    fs::path folder_;
    const Catalogue& catalogue_;
    const Translations& translations_;
    const Thesaurus& thesaurus_;
    DocumentMaker maker_;
    generation::Writers writers_;
    std::int64_t covered_, passages_covered_, translations_covered_;
    const bool same_thesaurus_;
    std::size_t pending_ = 0, words_ = 0;
    Clock::time_point last_commit_{};
};

/// What all steps of one run share.
struct Run {
    const fs::path& data;
    const Catalogue& catalogue;
    const Translations& translations;
    const Vocabulary& vocabulary;
    std::string today;
    const std::function<void(std::int64_t, std::int64_t)>& progress;
};

enum class Share { small, any };

/// Opens the generation in use for changing; nothing when only a new one will do, or would be faster.
std::unique_ptr<Update> open_current(const Run& run, Share share) {
    const std::optional<fs::path> folder = fields::current_generation(run.data);
    if (!folder) return nullptr;
    auto update = std::make_unique<Update>(*folder, run.catalogue, run.translations, run.vocabulary, run.today);
    const std::int64_t sequence = run.catalogue.sequence();
    // An index that knows more than the catalogue belongs to a catalogue that is no more.
    if (update->covered() < 0 || update->latest() > sequence) return nullptr;
    const std::int64_t changes = update->changes();
    const auto known = static_cast<double>(update->records());
    const bool large = changes > few_changes && static_cast<double>(changes) > large_share * known;
    if (large && share == Share::small) return nullptr;
    return update;
}

/// @returns whether the generation in use could be brought up to date
bool update_current(const Run& run, Share share, IndexReport& report) {
    try {
        const std::unique_ptr<Update> update = open_current(run, share);
        if (!update) return false;
        update->run(report, run.progress);
        report.revision = update->covered();
        return true;
    } catch (const Xapian::DatabaseError& error) {
        if (is_damage(error)) return false;
        throw translate(error);
    } catch (const Xapian::Error& error) {
        throw translate(error);
    }
}

IndexReport rebuild(const Run& run, int jobs) {
    const int number = generation::next(run.data);
    const BuildTask task{.data = run.data,
                         .folder = generation::folder(run.data, number),
                         .until = run.catalogue.sequence(),
                         .translations = run.translations.sequence(),
                         .today = run.today,
                         .jobs = jobs > 0 ? jobs : static_cast<int>(std::thread::hardware_concurrency()),
                         .progress = run.progress};
    BuildReport built;
    try {
        built = build_generation(task, run.vocabulary);
        generation::make_current(run.data, number);
    } catch (...) {
        // Half a generation is of no use, and where the disk is full its space is.
        std::error_code none;
        if (generation::current(run.data) != number) fs::remove_all(task.folder, none);
        throw;
    }
    generation::sweep(run.data);
    IndexReport report;
    report.records = built.records;
    report.passages = built.passages;
    report.rebuilt = true;
    return report;
}

}  // namespace

IndexReport update_index(const fs::path& data, const Vocabulary& vocabulary, const IndexOptions& options,
                         const std::function<void(std::int64_t done, std::int64_t total)>& progress) {
    try {
        const Catalogue catalogue{data, Catalogue::Mode::read_only};
        const Translations translations{data};
        const generation::Lock lock{data / "index"};
        generation::sweep(data);
        const Run run{data, catalogue, translations, vocabulary, now().substr(0, 10), progress};
        IndexReport report;
        if (options.rebuild || !update_current(run, Share::small, report)) {
            report = rebuild(run, options.jobs);
            // What was written to the catalogue in the meantime.
            if (!update_current(run, Share::any, report)) {
                throw Error{Problem::broken, "the index that was just built cannot be read"}.with_hint(
                    "Check the disk that holds the data folder.");
            }
        }
        report.generation = generation::current(data);
        return report;
    } catch (const fs::filesystem_error& error) {
        throw Error{Problem::broken, std::string{"indexing: "} + error.what()}.with_hint(
            "Check the rights and the free space of the data folder, then run `acervo index` again.");
    }
}

std::int64_t indexed_sequence(const fs::path& data) {
    const std::optional<fs::path> folder = fields::current_generation(data);
    if (!folder) return 0;
    try {
        const Xapian::Database records{(*folder / "records").string()};
        return std::max<std::int64_t>(generation::revision(records), 0);
    } catch (const Xapian::Error&) {
        return 0;
    }
}

}  // namespace acervo
