// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/lexicon.h"

#include <xapian.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <unordered_map>

#include "indexer/fields.h"
#include "search/letters.h"

namespace acervo {
namespace {

constexpr std::size_t padding = 1;  // a word of n letters has n + padding trigrams

/// The trigrams of a word as numbers. What repeats has the number of its repetition in it, so that a bag is a set.
std::vector<std::uint64_t> trigrams_of(std::u32string_view letters) {
    constexpr std::uint64_t factor = 0x9E3779B97F4A7C15U;  // odd: no two of a text's trigrams are likely to meet
    const auto at = [&](std::size_t i) -> std::uint64_t {
        return i < 2 || i >= letters.size() + 2 ? U' ' : letters[i - 2];
    };
    std::vector<std::uint64_t> result;
    for (std::size_t i = 0; i < letters.size() + padding; ++i)
        result.push_back(((at(i) * factor + at(i + 1)) * factor + at(i + 2)) * factor);
    std::ranges::sort(result);
    std::uint64_t repetition = 0;
    for (std::size_t i = 1; i < result.size(); ++i) {
        repetition = result[i] == result[i - 1] - repetition ? repetition + 1 : 0;
        result[i] += repetition;
    }
    return result;
}

bool better(const Lexicon::Found& a, const Lexicon::Found& b) {
    return a.frequency != b.frequency ? a.frequency > b.frequency : a.word < b.word;
}

template <typename Order>
void keep_best(std::vector<Lexicon::Found>& found, std::size_t limit, Order order) {
    const auto end = found.begin() + static_cast<std::ptrdiff_t>(std::min(limit, found.size()));
    std::partial_sort(found.begin(), end, found.end(), order);
    found.erase(end, found.end());
}

}  // namespace

Lexicon::Lexicon(const Xapian::Database& records, const std::string& language) {
    const auto prefix = fields::with_language(fields::word, language);
    for (auto term = records.allterms_begin(prefix); term != records.allterms_end(prefix); ++term) {
        const std::string form = *term;
        offsets_.push_back(static_cast<std::uint32_t>(text_.size()));
        text_.append(form, prefix.size());
        frequencies_.push_back(term.get_termfreq());
    }
    offsets_.push_back(static_cast<std::uint32_t>(text_.size()));
    text_.shrink_to_fit();
    offsets_.shrink_to_fit();
    frequencies_.shrink_to_fit();
}

std::string_view Lexicon::word(std::size_t i) const {
    return std::string_view{text_}.substr(offsets_[i], offsets_[i + 1] - offsets_[i]);
}

std::pair<std::size_t, std::size_t> Lexicon::range_beginning_with(std::string_view folded) const {
    const auto first = [&](auto before) {
        std::size_t low = 0, high = size();
        while (low < high) {
            const auto middle = (low + high) / 2;
            if (before(word(middle)))
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    };
    return {first([&](std::string_view one) { return one < folded; }),
            first([&](std::string_view one) { return one.substr(0, folded.size()) <= folded; })};
}

std::uint32_t Lexicon::frequency(std::string_view folded) const {
    const auto [at, end] = range_beginning_with(folded);
    return at < end && word(at) == folded ? frequencies_[at] : 0;
}

std::size_t Lexicon::count_beginning_with(std::string_view folded) const {
    const auto [begin, end] = range_beginning_with(folded);
    return end - begin;
}

std::vector<Lexicon::Found> Lexicon::beginning_with(std::string_view folded, std::size_t limit) const {
    std::vector<Found> found;
    const auto [begin, end] = range_beginning_with(folded);
    found.reserve(end - begin);
    for (auto i = begin; i < end; ++i) found.push_back({word(i), frequencies_[i], 1});
    keep_best(found, limit, better);
    return found;
}

bool Lexicon::is_compared(std::string_view one, std::uint32_t frequency) const {
    const auto letters = std::ranges::count_if(one, [](char byte) { return (byte & 0xC0) != 0x80; });
    return letters > 0 && letters <= static_cast<std::ptrdiff_t>(Spelling::longest) &&
           one.find_first_of("0123456789") == std::string_view::npos && (frequency > 1 || size() <= large);
}

const Lexicon::Shapes& Lexicon::shapes() const {
    std::call_once(shaped_, [&] {
        order_by_letters();
        post_trigrams();
    });
    return shapes_;
}

void Lexicon::order_by_letters() const {
    std::vector<std::vector<std::uint32_t>> by_letters(Spelling::longest + 1);
    for (std::size_t i = 0; i < size(); ++i) {
        if (!is_compared(word(i), frequencies_[i])) continue;
        const auto letters = std::ranges::count_if(word(i), [](char byte) { return (byte & 0xC0) != 0x80; });
        by_letters[static_cast<std::size_t>(letters)].push_back(static_cast<std::uint32_t>(i));
    }
    for (const auto& same : by_letters) {
        shapes_.begins.push_back(static_cast<std::uint32_t>(shapes_.words.size()));
        shapes_.words.insert(shapes_.words.end(), same.begin(), same.end());
    }
    shapes_.begins.push_back(static_cast<std::uint32_t>(shapes_.words.size()));
    shapes_.words.shrink_to_fit();
    for (const auto i : shapes_.words) shapes_.signatures.push_back(Spelling::signature(letters_of(word(i))));
    shapes_.signatures.shrink_to_fit();
}

void Lexicon::post_trigrams() const {
    // Twice over the words: how many postings each trigram has, then the postings.
    std::unordered_map<std::uint64_t, std::uint32_t> numbers;
    std::vector<std::uint32_t> sequence, counts;
    for (const auto i : shapes_.words) {
        for (const auto trigram : trigrams_of(letters_of(word(i)))) {
            const auto number = numbers.try_emplace(trigram, static_cast<std::uint32_t>(counts.size())).first->second;
            if (number == counts.size()) counts.push_back(0);
            ++counts[number];
            sequence.push_back(number);
        }
    }
    for (const auto& [trigram, number] : numbers) shapes_.trigrams.push_back(trigram);
    std::ranges::sort(shapes_.trigrams);
    std::vector<std::uint32_t> next(counts.size());
    std::uint32_t sum = 0;
    for (const auto trigram : shapes_.trigrams) {
        const auto number = numbers.at(trigram);
        shapes_.lists.push_back(next[number] = sum);
        sum += counts[number];
    }
    shapes_.lists.push_back(sum);
    shapes_.postings.resize(sum);
    std::size_t at = 0;
    for (std::size_t letters = 1; letters < shapes_.begins.size() - 1; ++letters)
        for (auto rank = shapes_.begins[letters]; rank < shapes_.begins[letters + 1]; ++rank)
            for (const auto end = at + letters + padding; at < end; ++at) shapes_.postings[next[sequence[at]]++] = rank;
}

std::vector<Lexicon::Found> Lexicon::alike(std::string_view folded, double least, std::size_t limit) const {
    const auto letters = letters_of(folded);
    if (letters.empty() || letters.size() > Spelling::longest || !(least > 0)) return {};
    const auto& index = shapes();
    const auto own = static_cast<double>(letters.size() + padding);
    // Of words too short or too long not even all trigrams would do.
    const auto fewest = std::max(1.0, std::floor(own * least / (2 - least)) - padding);
    const auto most = std::min<double>(Spelling::longest, std::ceil(own * (2 - least) / least) - padding);
    if (fewest > most) return {};
    const auto begin = index.begins[static_cast<std::size_t>(fewest)];
    const auto end = index.begins[static_cast<std::size_t>(most) + 1];
    thread_local std::vector<std::uint8_t> shared;
    shared.assign(end - begin, 0);
    for (const auto trigram : trigrams_of(letters)) {
        const auto known = std::ranges::lower_bound(index.trigrams, trigram);
        if (known == index.trigrams.end() || *known != trigram) continue;
        const auto list = static_cast<std::size_t>(known - index.trigrams.begin());
        const auto last = index.postings.begin() + index.lists[list + 1];
        for (auto one = std::lower_bound(index.postings.begin() + index.lists[list], last, begin);
             one != last && *one < end; ++one)
            ++shared[*one - begin];
    }
    std::vector<Found> found;
    for (auto many = static_cast<std::size_t>(fewest); many <= static_cast<std::size_t>(most); ++many) {
        const auto sum = own + static_cast<double>(many + padding);
        const auto needed = static_cast<std::uint8_t>(std::max(1.0, std::floor(least * sum / 2)));
        for (auto rank = index.begins[many]; rank < index.begins[many + 1]; ++rank) {
            if (shared[rank - begin] < needed) continue;
            const double likeness = 2.0 * shared[rank - begin] / sum;
            if (likeness < least) continue;
            found.push_back({word(index.words[rank]), frequencies_[index.words[rank]], likeness});
        }
    }
    keep_best(found, limit, [](const Found& a, const Found& b) {
        return a.likeness != b.likeness ? a.likeness > b.likeness : better(a, b);
    });
    return found;
}

std::vector<Lexicon::Found> Lexicon::near(std::string_view folded, int distance, std::size_t limit) const {
    const auto letters = letters_of(folded);
    if (letters.empty() || letters.size() > Spelling::longest || distance < 0) return {};
    distance = std::min(distance, static_cast<int>(Spelling::longest));
    const auto& index = shapes();
    const Spelling spelling{letters};
    const auto own = Spelling::signature(letters);
    const auto size = static_cast<int>(letters.size());
    std::vector<std::pair<int, Found>> reached;
    for (int many = std::max(1, size - distance); many <= std::min<int>(Spelling::longest, size + distance); ++many) {
        const auto place = static_cast<std::size_t>(many);
        for (auto rank = index.begins[place]; rank < index.begins[place + 1]; ++rank) {
            const auto other = index.signatures[rank];
            if (std::popcount(own & ~other) > distance || std::popcount(other & ~own) > distance) continue;
            const auto form = word(index.words[rank]);
            const auto far = spelling.distance_to(letters_of(form));
            if (far > distance) continue;
            reached.push_back({far, {form, frequencies_[index.words[rank]], 1.0 - far * 1.0 / std::max(size, many)}});
        }
    }
    std::ranges::sort(reached, [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first < b.first : better(a.second, b.second);
    });
    std::vector<Found> found;
    for (const auto& [far, one] : reached) {
        if (found.size() == limit) break;
        found.push_back(one);
    }
    return found;
}

std::size_t Lexicon::bytes() const {
    const auto of = [](const auto& list) { return list.capacity() * sizeof(list[0]); };
    const auto& index = shapes();
    return text_.capacity() + of(offsets_) + of(frequencies_) + of(index.words) + of(index.signatures) +
           of(index.begins) + of(index.trigrams) + of(index.lists) + of(index.postings);
}

}  // namespace acervo
