// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

/// Private to search/executor.cpp: weights and counts of a stretch of documents, small enough to stay in the
/// processor's cache while operators add to them.
namespace acervo {

/// Places of a window.
class WindowSet {
public:
    static constexpr std::uint32_t size = 4096;

    void set(std::uint32_t i) { words[i / 64] |= std::uint64_t{1} << i % 64; }
    bool test(std::uint32_t i) const { return (words[i / 64] >> i % 64 & 1U) != 0; }
    bool none() const {
        return std::ranges::all_of(words, [](std::uint64_t word) { return word == 0; });
    }
    std::size_t count() const {
        std::size_t count = 0;
        for (const auto word : words) count += static_cast<std::size_t>(std::popcount(word));
        return count;
    }
    template <typename Step>
    void for_each(Step&& step) const {
        for (std::uint32_t i = 0; i < words.size(); ++i)
            for (auto word = words[i]; word != 0; word &= word - 1)
                step(i * 64 + static_cast<std::uint32_t>(std::countr_zero(word)));
    }
    std::array<std::uint64_t, size / 64> words{};
};

/// Values of the places, zero where the set has no bit.
template <typename Value>
struct WindowOf {
    static constexpr std::uint32_t size = WindowSet::size;

    WindowSet bits;
    std::array<Value, size> values{};

    void add(std::uint32_t i, Value value) {
        bits.set(i);
        values[i] += value;
    }
    void raise(std::uint32_t i, Value value) {
        bits.set(i);
        values[i] = std::max(values[i], value);
    }

    /// Documents of a larger set, from `base` on, with no value.
    void add_set(const std::vector<std::uint64_t>& set, std::uint32_t base, const WindowSet* mask) {
        for (std::size_t i = 0; i < bits.words.size() && base / 64 + i < set.size(); ++i)
            bits.words[i] |= set[base / 64 + i] & (mask ? mask->words[i] : ~std::uint64_t{0});
    }

    /// Keeps what the other has too, and adds the other's values; empties the other.
    void keep(WindowOf& other) {
        for (std::size_t i = 0; i < bits.words.size(); ++i) clear(i, ~other.bits.words[i]);
        other.consume([&](std::uint32_t i, Value value) {
            if (bits.test(i)) values[i] += value;
        });
    }

    /// Drops what the other has; empties the other.
    void remove(WindowOf& other) {
        for (std::size_t i = 0; i < bits.words.size(); ++i) clear(i, other.bits.words[i]);
        other.consume([](std::uint32_t, Value) {});
    }

    /// Calls `step(place, value)` for each, ascending, and empties the window.
    template <typename Step>
    void consume(Step&& step) {
        for (std::uint32_t i = 0; i < bits.words.size(); ++i) {
            for (auto word = bits.words[i]; word != 0; word &= word - 1) {
                const auto place = i * 64 + static_cast<std::uint32_t>(std::countr_zero(word));
                step(place, values[place]);
                values[place] = {};
            }
            bits.words[i] = 0;
        }
    }

private:
    void clear(std::size_t word, std::uint64_t which) {
        for (auto gone = bits.words[word] & which; gone != 0; gone &= gone - 1)
            values[word * 64 + static_cast<std::size_t>(std::countr_zero(gone))] = {};
        bits.words[word] &= ~which;
    }
};

using Window = WindowOf<double>;
using CountWindow = WindowOf<std::uint32_t>;

/// Windows for the operators that are being run, one inside the other. What is taken is empty, and is given back
/// empty.
class WindowPool {
    struct GiveBack {
        WindowPool* pool;
        void operator()(Window* window) const { pool->free_.emplace_back(window); }
    };

public:
    std::unique_ptr<Window, GiveBack> take() {
        if (free_.empty()) free_.push_back(std::make_unique<Window>());
        auto* const window = free_.back().release();
        free_.pop_back();
        return {window, GiveBack{this}};
    }

private:
    std::vector<std::unique_ptr<Window>> free_;
};

}  // namespace acervo
