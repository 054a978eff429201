// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Private to corpus/dictionary/.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace acervo {

/// Parts of speech that carry content, as the search needs to tell them apart.
enum class PartOfSpeech : std::uint8_t { noun, name, adjective, verb, adverb, other };

/// A lemma as a dictionary has it: "echar de menos", verb.
struct Lemma {
    std::string text;
    PartOfSpeech part = PartOfSpeech::other;

    bool operator==(const Lemma&) const = default;
};

/// A letter transducer of lttoolbox, read from what `lt-print -H` prints (AT&T format). What enumerating it would never
/// end with is left out when it is read: whatever runs through a cycle, and arcs with digits or signs, which come from
/// regular expressions for numbers and addresses; so is "+", which joins several words in one form.
class Transducer {
public:
    /// @throws Error (bad_input) with the line that is not of the format, or beyond some millions of arcs
    explicit Transducer(std::string_view att);

    /// Every surface form of a morphological analyser with the lemma that it belongs to; the same one may come several
    /// times. Beyond `limit` steps it stops and returns false.
    bool analyses(const std::function<void(const std::string& form, const Lemma& lemma)>& visit,
                  std::size_t limit = 100'000'000) const;
    /// Every pair of lemmas of a bilingual dictionary, likewise.
    bool pairs(const std::function<void(const Lemma& from, const Lemma& to)>& visit,
               std::size_t limit = 100'000'000) const;

private:
    struct Arc {
        std::uint32_t from = 0, to = 0, input = 0, output = 0;
    };
    struct Symbol {
        enum class Kind : std::uint8_t { nothing, letter, tag, excluded };
        Kind kind = Kind::nothing;
        PartOfSpeech part = PartOfSpeech::other;  ///< of a tag
        std::string text;                         ///< of a letter
    };
    class Walk;

    std::uint32_t symbol(std::string_view printed);
    void read(std::string_view att);
    void keep(const std::vector<bool>& states);
    void drop_cycles();
    void drop_dead_ends();
    /// Sorts the arcs by their state and notes where each state's begin.
    void arrange();

    std::vector<Arc> arcs_;
    std::vector<std::uint32_t> first_;  ///< by state: its first arc; one more at the end
    std::vector<bool> final_;
    std::vector<std::uint32_t> initial_;  ///< of each section
    std::vector<Symbol> symbols_;
    std::unordered_map<std::string, std::uint32_t> symbol_number_;
};

}  // namespace acervo
