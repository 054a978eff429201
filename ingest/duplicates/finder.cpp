// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/duplicates/finder.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>

#include "corpus/text.h"
#include "ingest/duplicates/attach.h"
#include "ingest/duplicates/identifiers.h"

namespace acervo {

namespace {

constexpr std::size_t most_twins = 5;
constexpr int least_samples = 12;  // hashes that a share of them says something

std::string two_digits(double number) {
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%.2f", number);
    return text.data();
}

bool shares_a_file(const Record& one, const Record& other) {
    return std::ranges::any_of(one.files, [&](const FileRef& file) {
        return std::ranges::find(other.files, file.sha256, &FileRef::sha256) != other.files.end();
    });
}

bool refers_to(const Record& one, const Record& other) {
    return std::ranges::any_of(one.relations, [&](const Relation& relation) {
        return relation.target == other.id || relation.target == other.source_key;
    });
}

/// Two works in one volume: each has its own pages of the one file.
bool are_parts(const Record& one, const Record& other) {
    return one.page_start && other.page_start && one.page_start != other.page_start;
}

std::string media_type_of(const Record& record) {
    return record.files.empty() ? std::string() : record.files.front().media_type;
}

/// Collection, folder and stem: files that agree in these are likely one work.
std::string place_of_work(const Record& record) {
    return record.collection + '\n' + folder_of(record.source_key) + '\n' + stem_of(record.source_key);
}

/// Name of the file that both have.
std::string name_of_file(const Record& record, const std::string& sha256) {
    const auto at = std::ranges::find(record.files, sha256, &FileRef::sha256);
    return at == record.files.end() ? std::string() : at->name;
}

}  // namespace

std::string stem_of(const std::string& path) {
    std::string stem;
    for (const char c : fold(std::filesystem::path(path).stem().string())) {
        const bool sign = static_cast<unsigned char>(c) < 0x80 && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9');
        if (!sign) stem += c;
    }
    return stem;
}

std::string folder_of(const std::string& path) {
    const auto slash = path.find_last_of('/');
    return slash == std::string::npos ? std::string() : path.substr(0, slash);
}

Finding finding_of(const Twin& twin) {
    return {twin.rule, twin.field, twin.value, twin.record};
}

TwinFinder TwinFinder::empty(const Catalogue& catalogue) {
    TwinFinder finder(catalogue);
    finder.loaded_ = true;
    for (const auto& decision : catalogue.twin_decisions()) {
        if (decision.decision == "distinct") finder.distinct_.emplace(decision.one, decision.other);
    }
    return finder;
}

void TwinFinder::load() {
    if (loaded_) return;
    *this = empty(*catalogue_);
    catalogue_->each_fingerprint([&](const Fingerprint& fingerprint) {
        if (const auto sketch = sketch_from(fingerprint.bytes)) index_.add(fingerprint.record, *sketch);
    });
}

void TwinFinder::note(const Record& record) {
    if (is_loose(record)) names_.try_emplace(place_of_work(record), record.id);
}

void TwinFinder::add(const Record& record, const TextSketch& sketch, bool planned) {
    load();
    index_.add(record.id, sketch);
    note(record);
    if (!planned) return;
    Planned& kept = planned_[record.id];
    kept.sketch = sketch;
    kept.record.id = record.id;
    kept.record.collection = record.collection;
    kept.record.source_key = record.source_key;
    kept.record.files = record.files;
    kept.record.relations = record.relations;
    kept.record.page_start = record.page_start;
}

bool TwinFinder::may_have_twins(const TextSketch& sketch) {
    load();
    const auto is_held = [&](std::uint64_t identifier) { return index_.holder(identifier).has_value(); };
    return std::ranges::any_of(sketch.identifiers, is_held) ||
           (sketch.shingles >= least_shingles && !index_.alike(sketch, 1).empty());
}

std::optional<Record> TwinFinder::record(const std::string& id) const {
    if (const auto at = planned_.find(id); at != planned_.end()) return at->second.record;
    auto stored = catalogue_->find(id);
    if (!stored || stored->withdrawn) return std::nullopt;
    return std::move(stored->record);
}

std::optional<TextSketch> TwinFinder::sketch_of_record(const std::string& id) const {
    if (const auto at = planned_.find(id); at != planned_.end()) return at->second.sketch;
    const auto fingerprint = catalogue_->fingerprint(id);
    return fingerprint ? sketch_from(fingerprint->bytes) : std::nullopt;
}

bool TwinFinder::is_settled(const Record& record, const Record& other) const {
    return distinct_.contains(std::minmax(record.id, other.id)) || refers_to(record, other) ||
           refers_to(other, record) || are_parts(record, other);
}

std::optional<Twin> TwinFinder::compared(const Record& record, const TextSketch& sketch, const std::string& id) const {
    const auto its = sketch_of_record(id);
    if (!its || its->shingles < least_shingles) return std::nullopt;
    Twin twin{.record = id, .rule = "near-duplicate", .field = "", .value = "", .text = likeness(sketch, *its)};
    const double contained = twin.text.samples < least_samples ? 0 : twin.text.contained;
    if (twin.text.jaccard < near_jaccard && contained < near_contained) return std::nullopt;
    twin.likeness = std::max(twin.text.jaccard, contained);
    twin.value = two_digits(twin.likeness);
    const auto other = this->record(id);
    // One file is told as such, once.
    if (!other || is_settled(record, *other) || shares_a_file(record, *other)) return std::nullopt;
    const std::string mine = media_type_of(record), theirs = media_type_of(*other);
    const bool two_formats = !mine.empty() && !theirs.empty() && mine != theirs;
    const bool one_name = !mine.empty() && stem_of(record.source_key) == stem_of(other->source_key);
    // A leaflet that is all in a guide is another work; under the name of the guide it is an excerpt to look at.
    const bool whole = one_name || twin.text.jaccard >= near_jaccard;
    if (twin.likeness >= near_contained && whole && (two_formats || one_name)) twin.rule = "same-work";
    return twin;
}

/// A scan beside its text: there is nothing to compare, but the name.
std::optional<Twin> TwinFinder::namesake(const Record& record, const TextSketch& sketch) const {
    if (!is_loose(record)) return std::nullopt;
    const auto at = names_.find(place_of_work(record));
    if (at == names_.end() || at->second == record.id) return std::nullopt;
    const auto other = this->record(at->second);
    const auto its = sketch_of_record(at->second);
    if (!other || is_settled(record, *other) || shares_a_file(record, *other)) return std::nullopt;
    const bool comparable = sketch.shingles >= least_shingles && its && its->shingles >= least_shingles;
    if (comparable || media_type_of(record) == media_type_of(*other)) return std::nullopt;
    return Twin{.record = other->id, .rule = "same-work", .field = "", .value = "", .likeness = 0, .text = {}};
}

std::vector<Twin> TwinFinder::of(const Record& record, const TextSketch& sketch) {
    load();
    std::vector<Twin> twins;
    for (const auto& identifier : identifiers_of(record)) {
        const auto holder = index_.holder(hash_of(identifier));
        if (!holder || *holder == record.id) continue;
        const auto other = this->record(*holder);
        if (!other || is_settled(record, *other)) continue;
        // A sketch may be of an earlier version of its record, that had another identifier.
        const auto its = planned_.contains(*holder) ? std::vector{identifier} : identifiers_of(*other);
        if (std::ranges::find(its, identifier) == its.end()) continue;
        Twin twin{.record = *holder,
                  .rule = "same-identifier",
                  .field = identifier.field,
                  .value = identifier.value,
                  .text = {}};
        if (identifier.field == "file") {
            twin.rule = "duplicate-bytes";
            twin.value = name_of_file(record, identifier.value);
        }
        twins.push_back(std::move(twin));
    }
    if (sketch.shingles >= least_shingles) {
        const auto first = twins.size();
        for (const auto& id : index_.alike(sketch)) {
            if (id == record.id) continue;
            if (auto twin = compared(record, sketch, id)) twins.push_back(*std::move(twin));
        }
        std::stable_sort(twins.begin() + static_cast<std::ptrdiff_t>(first), twins.end(),
                         [](const Twin& a, const Twin& b) { return a.likeness > b.likeness; });
    }
    if (auto twin = namesake(record, sketch)) twins.push_back(*std::move(twin));
    if (twins.size() > most_twins) twins.resize(most_twins);
    return twins;
}

}  // namespace acervo
