// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "corpus/dictionary/automaton.h"

/// The bytes of a file of lttoolbox with this automaton, one section, without weights.
inline std::string encoded(const acervo::Automaton& automaton) {
    std::string bytes;
    const auto number = [&](std::uint32_t value) {
        const unsigned more = value < 0x40 ? 0 : value < 0x4000 ? 1 : value < 0x400000 ? 2 : 3;
        for (unsigned i = more + 1; i-- > 0;)
            bytes += static_cast<char>((value >> 8U * i & 0xFFU) | (i == more ? more << 6U : 0));
    };
    const auto mark = [&](const char* name) { bytes += name + std::string(8, '\0'); };
    std::vector<std::string> tags;
    for (const auto& symbol : automaton.symbols)
        if (symbol.starts_with('<')) tags.push_back(symbol.substr(1, symbol.size() - 2));
    const auto tag_count = static_cast<std::uint32_t>(tags.size());
    const auto code = [&](const std::string& symbol) -> std::uint32_t {
        if (symbol.empty()) return tag_count;
        if (symbol.starts_with('<')) {
            const auto place = std::find(tags.begin(), tags.end(), symbol.substr(1, symbol.size() - 2)) - tags.begin();
            return tag_count - 1 - static_cast<std::uint32_t>(place);
        }
        const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(symbol[i]); };
        return tag_count + (symbol.size() == 1 ? byte(0) : (byte(0) & 0x1FU) << 6U | (byte(1) & 0x3FU));
    };
    mark("LTTB");
    number(0);  // no letters
    number(tag_count);
    for (const auto& tag : tags) {
        number(static_cast<std::uint32_t>(tag.size()));
        for (const char letter : tag) number(static_cast<unsigned char>(letter));
    }
    number(static_cast<std::uint32_t>(automaton.arcs.size()));  // a pair for each arc
    for (const auto& arc : automaton.arcs) {
        number(code(automaton.symbols[arc.input]));
        number(code(automaton.symbols[arc.output]));
    }
    number(1);
    number(4);
    for (const char letter : {'m', 'a', 'i', 'n'}) number(static_cast<unsigned char>(letter));
    mark("LTTD");
    number(automaton.initial.front());
    number(static_cast<std::uint32_t>(automaton.final.size()));
    std::uint32_t before = 0;
    for (const auto state : automaton.final) {
        number(state - before);
        before = state;
    }
    number(automaton.states);
    for (std::uint32_t from = 0; from < automaton.states; ++from) {
        std::vector<std::pair<std::uint32_t, std::uint32_t>> arcs;
        for (std::uint32_t i = 0; i < automaton.arcs.size(); ++i)
            if (automaton.arcs[i].from == from) arcs.emplace_back(i, automaton.arcs[i].to);
        number(static_cast<std::uint32_t>(arcs.size()));
        std::uint32_t pair = 0;
        for (const auto& [arc, to] : arcs) {
            number(arc - pair);
            number((to + automaton.states - from) % automaton.states);
            pair = arc;
        }
    }
    return bytes;
}

/// Writes an automaton by hand.
class Paths {
public:
    Paths() {
        automaton_.states = 1000;
        automaton_.initial = {0};
    }

    /// One path from state `first` to `last` (below 100) through states of its own. Its symbols are separated by white
    /// space, input and output by a colon: "n:m"; "0" is nothing, "_" a space.
    Paths& path(std::uint32_t first, const std::string& symbols, std::uint32_t last) {
        std::istringstream input{symbols};
        std::vector<std::string> all;
        for (std::string one; input >> one;) all.push_back(one);
        for (std::size_t i = 0; i < all.size(); ++i) {
            const auto colon = all[i].find(':', 1);
            const auto from = i == 0 ? first : next_ - 1;
            const auto to = i + 1 == all.size() ? last : next_++;
            arc(from, to, all[i].substr(0, colon), colon == std::string::npos ? all[i] : all[i].substr(colon + 1));
        }
        return *this;
    }
    Paths& arc(std::uint32_t from, std::uint32_t to, const std::string& input, const std::string& output) {
        automaton_.arcs.push_back({from, to, symbol(input), symbol(output)});
        return *this;
    }
    Paths& final(std::uint32_t state) {
        automaton_.final.push_back(state);
        return *this;
    }
    Paths& initial(std::uint32_t state) {
        automaton_.initial.push_back(state);
        return *this;
    }
    const acervo::Automaton& automaton() const { return automaton_; }

private:
    std::uint32_t symbol(const std::string& written) {
        const std::string text = written == "0" ? "" : written == "_" ? " " : written;
        auto& all = automaton_.symbols;
        const auto found = std::find(all.begin(), all.end(), text);
        if (found == all.end()) {
            all.push_back(text);
            return static_cast<std::uint32_t>(all.size() - 1);
        }
        return static_cast<std::uint32_t>(found - all.begin());
    }

    acervo::Automaton automaton_;
    std::uint32_t next_ = 100;
};
