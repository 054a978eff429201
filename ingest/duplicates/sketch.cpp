// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/duplicates/sketch.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "corpus/text.h"
#include "ingest/duplicates/identifiers.h"

namespace acervo {

namespace {

constexpr std::size_t words_of_a_shingle = 3;
constexpr std::size_t least_kept = 64, most_kept = 4096, one_in = 16;
constexpr std::size_t most_bytes = 64U << 20;  // of one text
constexpr std::size_t most_identifiers = 255;  // that one byte counts
constexpr std::size_t text_to_speak_of = 200;  // bytes in all units; less is a cover or a scan
constexpr char version = 1;

/// Finalizer of MurmurHash3: every bit of the number counts for every bit of the result.
constexpr std::uint64_t mixed(std::uint64_t number) {
    number = (number ^ number >> 33) * 0xFF51AFD7ED558CCDULL;
    number = (number ^ number >> 33) * 0xC4CEB9FE1A85EC53ULL;
    return number ^ number >> 33;
}

/// Bytes of the sign that divides words at `at`; 0: a word goes on. Of what fold() left of our scripts only the
/// blocks of Latin-1 signs and of general punctuation and symbols divide.
std::size_t divider(std::string_view text, std::size_t at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') ? 0 : 1;
    const std::size_t length = byte == 0xC2 ? 2 : byte == 0xE2 || byte == 0xEF ? 3 : 0;
    return std::min(length, text.size() - at);
}

/// Where a word that was divided at the end of a line goes on; `at` itself where none was.
std::size_t behind_hyphen(std::string_view text, std::size_t at) {
    if (text[at] != '-') return at;
    std::size_t next = at + 1;
    bool line = false;
    for (; next < text.size() && (text[next] == ' ' || text[next] == '\n'); ++next) line |= text[next] == '\n';
    return line && next < text.size() && divider(text, next) == 0 ? next : at;
}

void put(std::string& bytes, std::uint64_t number, int length) {
    for (int i = 0; i < length; ++i) bytes += static_cast<char>(number >> 8 * i & 0xFF);
}

std::uint64_t get(std::string_view bytes, std::size_t at, int length) {
    std::uint64_t number = 0;
    for (int i = 0; i < length; ++i) {
        number |= std::uint64_t{static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)])} << 8 * i;
    }
    return number;
}

}  // namespace

void Shingles::add(std::string_view text) {
    const std::string folded = fold(text.substr(0, most_bytes));
    constexpr std::uint64_t seed = 0xCBF29CE484222325ULL;
    std::array<std::uint64_t, words_of_a_shingle> last{};
    std::size_t words = 0;
    std::uint64_t word = seed;
    bool letters = false;
    const auto end_of_word = [&] {
        if (letters) {
            std::rotate(last.begin(), last.begin() + 1, last.end());
            last.back() = word;
            if (++words >= words_of_a_shingle) {
                std::uint64_t shingle = 0;
                for (const auto part : last) shingle = mixed(shingle + part);
                hashes_.push_back(static_cast<std::uint32_t>(shingle >> 32));
            }
        }
        word = seed;
        letters = false;
    };
    for (std::size_t at = 0; at < folded.size();) {
        if (const std::size_t length = divider(folded, at); length > 0) {
            if (const auto next = letters ? behind_hyphen(folded, at) : at; next != at) {
                at = next;
                continue;
            }
            end_of_word();
            at += length;
            continue;
        }
        const auto byte = static_cast<unsigned char>(folded[at++]);
        letters |= byte > '9';
        word = (word ^ byte) * 0x100000001B3ULL;
    }
    end_of_word();
}

std::vector<std::uint32_t> Shingles::take() {
    std::ranges::sort(hashes_);
    hashes_.erase(std::unique(hashes_.begin(), hashes_.end()), hashes_.end());
    return std::exchange(hashes_, {});
}

TextSketch sketch_of(const Record& record, const std::vector<Unit>& units) {
    Shingles shingles;
    std::size_t bytes = 0;
    for (const auto& unit : units) {
        shingles.add(unit.text);
        bytes += unit.text.size();
        if (bytes > most_bytes) break;
    }
    if (bytes < text_to_speak_of) {
        for (const auto& [language, text] : record.title) shingles.add(text);
        for (const auto& [language, text] : record.abstract) shingles.add(text);
    }
    TextSketch sketch;
    sketch.hashes = shingles.take();
    sketch.shingles = static_cast<std::uint32_t>(sketch.hashes.size());
    const std::size_t kept = std::clamp(sketch.hashes.size() / one_in, least_kept, most_kept);
    if (sketch.hashes.size() > kept) sketch.hashes.resize(kept);
    for (const auto& identifier : identifiers_of(record)) {
        if (sketch.identifiers.size() == most_identifiers) break;
        sketch.identifiers.push_back(hash_of(identifier));
    }
    return sketch;
}

TextLikeness likeness(const TextSketch& one, const TextSketch& other) {
    if (one.hashes.empty() || other.hashes.empty()) return {};
    // Up to here both samples are whole.
    std::uint32_t limit = ~0U;
    for (const auto* of : {&one, &other}) {
        if (!of->is_whole()) limit = std::min(limit, of->hashes.back());
    }
    const auto upto = [&](const TextSketch& of) {
        return std::span(of.hashes.begin(), std::ranges::upper_bound(of.hashes, limit));
    };
    const auto left = upto(one), right = upto(other);
    std::size_t common = 0;
    for (auto a = left.begin(), b = right.begin(); a != left.end() && b != right.end();) {
        if (*a == *b)
            ++common, ++a, ++b;
        else if (*a < *b)
            ++a;
        else
            ++b;
    }
    const auto smaller = std::min(left.size(), right.size());
    if (smaller == 0) return {};
    const auto share = [&](std::size_t of) { return static_cast<double>(common) / static_cast<double>(of); };
    return {share(left.size() + right.size() - common), share(smaller), static_cast<int>(smaller)};
}

std::string to_bytes(const TextSketch& sketch) {
    std::string bytes(1, version);
    put(bytes, sketch.identifiers.size(), 1);
    put(bytes, sketch.shingles, 4);
    for (const auto identifier : sketch.identifiers) put(bytes, identifier, 8);
    for (const auto hash : sketch.hashes) put(bytes, hash, 4);
    return bytes;
}

std::optional<TextSketch> sketch_from(std::string_view bytes) {
    constexpr std::size_t head = 6;
    if (bytes.size() < head || bytes[0] != version) return std::nullopt;
    const auto identifiers = static_cast<std::size_t>(get(bytes, 1, 1)) * 8;
    if (bytes.size() < head + identifiers || (bytes.size() - head - identifiers) % 4 != 0) return std::nullopt;
    TextSketch sketch;
    sketch.shingles = static_cast<std::uint32_t>(get(bytes, 2, 4));
    std::size_t at = head;
    for (; at < head + identifiers; at += 8) sketch.identifiers.push_back(get(bytes, at, 8));
    for (; at < bytes.size(); at += 4) sketch.hashes.push_back(static_cast<std::uint32_t>(get(bytes, at, 4)));
    const bool sound = sketch.hashes.size() <= sketch.shingles && std::ranges::is_sorted(sketch.hashes);
    return sound ? std::optional(std::move(sketch)) : std::nullopt;
}

}  // namespace acervo
