// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/duplicates/index.h"

#include <algorithm>
#include <span>

namespace acervo {

namespace {

constexpr std::size_t least_indexed = 16, one_in = 64;
constexpr int most_of_a_hash = 16;  // records; more and it is a phrase that everybody uses
constexpr std::size_t least_slots = 1024;

std::span<const std::uint32_t> indexed(const TextSketch& sketch) {
    const std::size_t count = std::max<std::size_t>(least_indexed, sketch.shingles / one_in);
    return std::span(sketch.hashes).first(std::min(count, sketch.hashes.size()));
}

/// Ten letters or digits in six bits each.
std::uint64_t packed(const std::string& id) {
    std::uint64_t number = 0;
    for (const char c : id.substr(0, 10)) {
        const int digit = c >= 'a' ? c - 'a' + 11 : c - '0' + 1;
        number = number << 6 | static_cast<std::uint64_t>(digit & 63);
    }
    return number;
}

std::string unpacked(std::uint64_t number) {
    std::string id;
    for (; number != 0; number >>= 6) {
        const int digit = static_cast<int>(number & 63);
        id += static_cast<char>(digit > 10 ? 'a' + digit - 11 : '0' + digit - 1);
    }
    std::ranges::reverse(id);
    return id;
}

}  // namespace

std::size_t SketchIndex::slot(std::uint32_t hash) const {
    // The hashes kept are the smallest: they must be spread again.
    const std::uint64_t spread = std::uint64_t{hash} * 0x9E3779B97F4A7C15ULL;
    return static_cast<std::size_t>(spread >> 32) & (postings_.size() - 1);
}

void SketchIndex::insert(std::uint32_t hash, std::uint32_t record) {
    int of_hash = 0;
    std::size_t at = slot(hash);
    for (; postings_[at].record != none; at = (at + 1) & (postings_.size() - 1)) {
        if (postings_[at].hash != hash) continue;
        if (postings_[at].record == record || ++of_hash >= most_of_a_hash) return;
    }
    postings_[at] = {hash, record};
    ++used_;
}

void SketchIndex::grow() {
    std::vector<Posting> old(std::max(least_slots, postings_.size() * 2));
    old.swap(postings_);
    used_ = 0;
    for (const auto& posting : old) {
        if (posting.record != none) insert(posting.hash, posting.record);
    }
}

void SketchIndex::add(const std::string& record, const TextSketch& sketch) {
    const auto number = static_cast<std::uint32_t>(ids_.size());
    ids_.push_back(packed(record));
    for (const auto hash : indexed(sketch)) {
        if ((used_ + 1) * 4 > postings_.size() * 3) grow();
        insert(hash, number);
    }
    for (const auto identifier : sketch.identifiers) holders_.try_emplace(identifier, number);
}

std::vector<std::string> SketchIndex::alike(const TextSketch& sketch, std::size_t most) const {
    if (postings_.empty()) return {};
    std::vector<std::uint32_t> hits;
    const auto hashes = indexed(sketch);
    for (const auto hash : hashes) {
        for (std::size_t at = slot(hash); postings_[at].record != none; at = (at + 1) & (postings_.size() - 1)) {
            if (postings_[at].hash == hash) hits.push_back(postings_[at].record);
        }
    }
    std::ranges::sort(hits);
    std::vector<std::pair<std::size_t, std::uint32_t>> counted;  // hits and number
    for (auto at = hits.begin(); at != hits.end();) {
        const auto end = std::upper_bound(at, hits.end(), *at);
        const auto count = static_cast<std::size_t>(end - at);
        if (count >= std::min<std::size_t>(2, hashes.size())) counted.emplace_back(count, *at);
        at = end;
    }
    std::ranges::sort(counted, [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    std::vector<std::string> records;
    for (const auto& [count, number] : counted) {
        std::string id = unpacked(ids_[number]);
        if (std::ranges::find(records, id) == records.end()) records.push_back(std::move(id));
        if (records.size() >= most) break;
    }
    return records;
}

std::optional<std::string> SketchIndex::holder(std::uint64_t identifier) const {
    const auto at = holders_.find(identifier);
    return at == holders_.end() ? std::nullopt : std::optional(unpacked(ids_[at->second]));
}

std::size_t SketchIndex::bytes() const {
    constexpr std::size_t of_an_identifier = 40;  // node and bucket of the hash table
    return ids_.capacity() * sizeof(ids_[0]) + postings_.capacity() * sizeof(Posting) +
           holders_.size() * of_an_identifier;
}

}  // namespace acervo
