// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Private to corpus/dictionary/.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "corpus/dictionary/automaton.h"

namespace acervo {

/// Parts of speech that carry content, as the search needs to tell them apart.
enum class PartOfSpeech : std::uint8_t { noun, name, adjective, verb, adverb, other };

/// A lemma as a dictionary has it: "echar de menos", verb.
struct Lemma {
    std::string text;
    PartOfSpeech part = PartOfSpeech::other;

    bool operator==(const Lemma&) const = default;
};

/// A dictionary to be enumerated. What would never end is left out: whatever runs through a cycle, and the classes of
/// letters, digits and signs of regular expressions for numbers, addresses and acronyms; so is "+", which joins several
/// words in one form.
class Transducer {
public:
    explicit Transducer(Automaton automaton);

    /// Every surface form of a morphological analyser with the lemma that it belongs to; the same one may come several
    /// times. Beyond `limit` steps it stops and returns false.
    bool analyses(const std::function<void(const std::string& form, const Lemma& lemma)>& visit,
                  std::size_t limit = 100'000'000) const;
    /// Every pair of lemmas of a bilingual dictionary, likewise.
    bool pairs(const std::function<void(const Lemma& from, const Lemma& to)>& visit,
               std::size_t limit = 100'000'000) const;

private:
    using Arc = Automaton::Arc;
    struct Symbol {
        enum class Kind : std::uint8_t { nothing, letter, tag, excluded };
        Kind kind = Kind::nothing;
        PartOfSpeech part = PartOfSpeech::other;  ///< of a tag
        std::string text;                         ///< of a letter
    };
    class Walk;

    static Symbol symbol(std::string text);
    void keep(const std::vector<bool>& states);
    void drop_classes();
    void drop_cycles();
    void drop_dead_ends();
    /// Sorts the arcs by their state and notes where each state's begin.
    void arrange();

    std::vector<Arc> arcs_;
    std::vector<std::uint32_t> first_;  ///< by state: its first arc; one more at the end
    std::vector<bool> final_;
    std::vector<std::uint32_t> initial_;
    std::vector<Symbol> symbols_;
};

}  // namespace acervo
