// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/dictionary/automaton.h"

#include <unicode/utf8.h>

#include <array>
#include <cstring>
#include <unordered_map>
#include <utility>

#include "corpus/error.h"

// The format, as lttoolbox 3.5 to 3.7 write it. Numbers have 1 to 4 bytes, the first two bits of the first byte saying
// how many follow; strings are a number of code points and the code points.
//
//   "LTTB" and 8 bytes of features, the highest first; older files have neither
//   letters:   how many, and the code points
//   tags:      how many, and their names as strings
//   pairs:     how many, and for each the input and output symbol plus the number of tags: from 1 on a letter, 0
//              nothing, below it a tag (-1 is the first)
//   sections:  how many, and for each its name and a transducer:
//     "LTTD" and 8 bytes of features; older files have neither
//     the initial state; the number of final states, and each as the distance to the one before (and its weight)
//     the number of states, and for each the number of its arcs, and these: the pair as the distance to the pair of the
//     arc before, the state as the distance to this one modulo the number of states (and the weight)

namespace acervo {
namespace {

constexpr std::uint64_t weighted = 1;  // the only feature there is

class Reader {
public:
    explicit Reader(std::string_view bytes) : rest_(bytes) {}

    Automaton read() {
        features("LTTB", 0);
        for (auto letters = count(); letters > 0; --letters) number();
        read_pairs();
        for (auto sections = count(); sections > 0; --sections) {
            for (auto letters = count(); letters > 0; --letters) number();  // its name
            read_section();
        }
        return std::move(result_);
    }

private:
    [[noreturn]] static void damaged() {
        throw Error{Problem::bad_input, "it is no dictionary of lttoolbox, or damaged"}.with_hint(
            "Install its package again");
    }

    std::uint32_t byte() {
        if (rest_.empty()) damaged();
        const auto result = static_cast<unsigned char>(rest_.front());
        rest_.remove_prefix(1);
        return result;
    }

    std::uint32_t number() {
        const auto first = byte();
        auto result = first & 0x3FU;
        for (auto more = first >> 6U; more > 0; --more) result = result << 8U | byte();
        return result;
    }

    /// Of things that take a byte at least.
    std::uint32_t count() {
        const auto result = number();
        if (result > rest_.size()) damaged();
        return result;
    }

    std::uint64_t features(std::string_view mark, std::uint64_t known) {
        if (!rest_.starts_with(mark)) return 0;
        rest_.remove_prefix(mark.size());
        std::uint64_t result = 0;
        for (int i = 0; i < 8; ++i) result = result << 8U | byte();
        if ((result & ~known) != 0)
            throw Error{Problem::unsupported, "it is of a newer version of lttoolbox than this program reads"};
        return result;
    }

    void skip_weight() {
        for (int part = 0; part < 2; ++part)
            if (number() >= 0x04000000U) number();
    }

    std::string text(std::uint32_t code) {
        std::array<char, U8_MAX_LENGTH> bytes{};
        std::int32_t length = 0;
        bool failed = false;
        U8_APPEND(bytes.data(), length, U8_MAX_LENGTH, static_cast<UChar32>(code), failed);
        if (failed) damaged();
        return {bytes.data(), static_cast<std::size_t>(length)};
    }

    void read_pairs() {
        std::vector<std::string> tags(count());
        for (auto& tag : tags) {
            tag += '<';
            for (auto letters = count(); letters > 0; --letters) tag += text(number());
            tag += '>';
        }
        std::unordered_map<std::uint32_t, std::uint32_t> numbers;
        const auto symbol = [&] {
            const auto code = number();
            const auto [place, added] = numbers.try_emplace(code, result_.symbols.size());
            if (added) {
                // The tags stand in reverse below the letters.
                if (code < tags.size())
                    result_.symbols.push_back(tags[tags.size() - 1 - code]);
                else
                    result_.symbols.push_back(code == tags.size() ? "" : text(code - tags.size()));
            }
            return place->second;
        };
        pairs_.resize(count());
        for (auto& [input, output] : pairs_) {
            input = symbol();
            output = symbol();
        }
    }

    void read_section() {
        const bool weights = (features("LTTD", weighted) & weighted) != 0;
        const auto base = result_.states, initial = number();
        std::uint64_t state = 0;
        const auto first_final = result_.final.size();
        for (auto finals = count(); finals > 0; --finals) {
            state += number();
            if (weights) skip_weight();
            result_.final.push_back(base + static_cast<std::uint32_t>(state));
        }
        const auto states = count();
        if (initial >= states || state >= states) damaged();
        if (first_final == result_.final.size()) damaged();
        result_.initial.push_back(base + initial);
        for (std::uint32_t from = 0; from < states; ++from) {
            std::uint64_t pair = 0;
            for (auto arcs = count(); arcs > 0; --arcs) {
                pair += number();
                const auto to = (number() + from) % states;
                if (weights) skip_weight();
                if (pair >= pairs_.size()) damaged();
                result_.arcs.push_back({base + from, base + to, pairs_[pair].first, pairs_[pair].second});
            }
        }
        result_.states += states;
    }

    std::string_view rest_;
    Automaton result_;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs_;
};

}  // namespace

Automaton read_automaton(std::string_view bytes) {
    return Reader{bytes}.read();
}

}  // namespace acervo
