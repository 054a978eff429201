// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/snapshot.h"

#include <xapian.h>

#include <algorithm>
#include <charconv>

#include "corpus/analysis.h"
#include "corpus/error.h"
#include "indexer/fields.h"

namespace acervo {
namespace {

constexpr std::size_t kept = 3;  // states at once: one in use, one being replaced, one to spare

void check_version(const Xapian::Database& records) {
    const auto version = records.get_metadata(fields::key_version);
    if (version == std::to_string(fields::index_version)) return;
    throw Error{Problem::broken, "the index is of version " + (version.empty() ? "unknown" : version) +
                                     ", this program reads version " + std::to_string(fields::index_version)}
        .with_hint("Make it anew from the catalogue: `acervo index --rebuild`.")
        .with_code("index-version");
}

std::vector<std::string> languages_of(const Xapian::Database& records) {
    auto candidates = analysed_languages();
    candidates.emplace_back("und");
    std::vector<std::string> result;
    for (const auto& language : candidates) {
        const auto has = [&](std::string_view kind) {
            const auto prefix = fields::with_language(kind, language);
            return records.allterms_begin(prefix) != records.allterms_end(prefix);
        };
        if (has(fields::stem) || has(fields::translated)) result.push_back(language);
    }
    return result;
}

std::shared_ptr<Snapshot> load(const std::filesystem::path& generation, const IndexStamp& stamp,
                               const Xapian::Database& records) {
    check_version(records);
    auto result = std::make_shared<Snapshot>();
    result->generation = generation;
    result->stamp = stamp;
    result->columns = load_columns(records);
    result->lengths = Lengths{records};
    result->dictionary = Dictionary::open(generation.parent_path().parent_path() / "dict");
    result->languages = languages_of(records);
    result->built = records.get_metadata(fields::key_built);
    const auto sequence = records.get_metadata(fields::key_revision);
    std::from_chars(sequence.data(), sequence.data() + sequence.size(), result->sequence);
    return result;
}

}  // namespace

const std::vector<std::uint32_t>& Snapshot::titles(const Xapian::Database& records, const std::string& language) const {
    const std::lock_guard lock{mutex_};
    if (const auto found = titles_.find(language); found != titles_.end()) return found->second;
    return titles_.emplace(language, title_ranks(records, columns, language)).first->second;
}

std::shared_ptr<const Lexicon> Snapshot::lexicon(const Xapian::Database& records, const std::string& language) const {
    const std::lock_guard lock{lexicon_mutex_};
    auto& known = lexicons_[language];
    if (!known) known = std::make_shared<const Lexicon>(records, language);
    return known;
}

std::shared_ptr<const RecordPlaces> Snapshot::record_places(const std::shared_ptr<const Places>& places) const {
    const std::lock_guard lock{places_mutex_};
    if (!record_places_ || record_places_->places() != places)
        record_places_ = std::make_shared<const RecordPlaces>(places, columns);
    return record_places_;
}

bool Index::State::loading() const {
    const std::lock_guard lock{mutex_};
    return !in_work_.empty();
}

std::shared_ptr<const Snapshot> Index::State::snapshot(const std::filesystem::path& generation,
                                                       const Xapian::Database& records) {
    const IndexStamp stamp{records.get_uuid(), records.get_revision()};
    std::unique_lock lock{mutex_};
    for (;;) {
        const auto found =
            std::ranges::find_if(recent_, [&](const auto& snapshot) { return snapshot->stamp == stamp; });
        if (found != recent_.end()) return *found;
        if (std::ranges::find(in_work_, stamp) == in_work_.end()) break;
        loaded_.wait(lock);
    }
    in_work_.push_back(stamp);
    lock.unlock();
    std::shared_ptr<const Snapshot> fresh;
    const auto finish = [&] {
        lock.lock();
        std::erase(in_work_, stamp);
        if (fresh) recent_.push_back(fresh);
        if (recent_.size() > kept) recent_.erase(recent_.begin());
        lock.unlock();
        loaded_.notify_all();
    };
    try {
        fresh = load(generation, stamp, records);
    } catch (...) {
        finish();
        throw;
    }
    finish();
    return fresh;
}

Index::Index(std::filesystem::path data, const Vocabulary& vocabulary)
    : state_(std::make_shared<State>(std::move(data), vocabulary)) {}
Index::~Index() = default;

}  // namespace acervo
