// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/suggest.h"

#include <xapian.h>

#include <array>
#include <tuple>

#include "corpus/text.h"
#include "indexer/fields.h"
#include "search/letters.h"
#include "search/lexicon.h"

namespace acervo {
namespace {

constexpr std::size_t most_words = 3;  // corrected in one query
constexpr std::size_t shortest = 4, short_word = 5;
constexpr std::size_t candidates = 8;  // of each language: the rest is further or rarer

struct Near {
    int distance = 0;
    bool other_language = false, other_beginning = false;
    std::uint32_t frequency = 0;
    std::string word, language;

    bool better_than(const Near& other) const {
        const auto key = [](const Near& one) {
            return std::tuple{one.distance, one.other_language, one.other_beginning};
        };
        return key(*this) != key(other) ? key(*this) < key(other) : frequency > other.frequency;
    }
};

/// What may stand in a text where its folded form has this letter.
std::vector<std::string> written_as(const std::string& letter) {
    static const std::array<std::vector<std::string>, 8> variants = {{{"a", "á", "à", "â", "ã", "ä", "å"},
                                                                      {"e", "é", "è", "ê", "ë"},
                                                                      {"i", "í", "ì", "î", "ï"},
                                                                      {"o", "ó", "ò", "ô", "õ", "ö"},
                                                                      {"u", "ú", "ù", "û", "ü"},
                                                                      {"c", "ç"},
                                                                      {"n", "ñ"},
                                                                      {"y", "ý", "ÿ"}}};
    for (const auto& list : variants)
        if (list.front() == letter) return list;
    return {letter};
}

/// Walks the words of the index letter by letter, along those that fold to the one asked for.
struct AccentFinder {
    const Xapian::Database& records;
    std::vector<std::string> letters;
    std::string best;
    std::uint32_t best_frequency;
    std::size_t prefix_size;

    void walk(const std::string& term, std::size_t i) {
        if (i == letters.size()) {
            if (const auto frequency = records.get_termfreq(term); frequency > best_frequency) {
                best_frequency = frequency;
                best = term.substr(prefix_size);
            }
            return;
        }
        for (const auto& variant : written_as(letters[i])) {
            const auto longer = term + variant;
            if (records.allterms_begin(longer) != records.allterms_end(longer)) walk(longer, i + 1);
        }
    }
};

bool replace_words(Node& node, const std::vector<std::pair<std::string, std::string>>& replacements) {
    bool changed = false;
    if (node.kind == Node::Kind::word) {
        for (const auto& [from, to] : replacements) {
            if (node.words.front() != from) continue;
            node.words.front() = to;
            changed = true;
        }
    }
    for (auto& child : node.children) changed |= replace_words(child, replacements);
    return changed;
}

}  // namespace

std::string as_written(const Xapian::Database& records, const std::string& language, const std::string& folded,
                       std::uint32_t frequency) {
    const auto prefix = fields::with_language(fields::accented, language);
    AccentFinder finder{records, {}, folded, frequency / 2, prefix.size()};
    for (const char byte : folded) {
        if ((byte & 0xC0) != 0x80 || finder.letters.empty()) finder.letters.emplace_back();
        finder.letters.back() += byte;
    }
    finder.walk(prefix, 0);
    return finder.best;
}

std::optional<std::string> near_word(const Snapshot& snapshot, const Xapian::Database& records,
                                     const std::string& typed, const Legs& legs) {
    const auto folded = fold(typed);
    const auto letters = letters_of(folded);
    if (letters.size() < shortest || letters.size() > Spelling::longest ||
        folded.find_first_of("0123456789") != std::string::npos)
        return {};
    const Spelling spelling{letters};
    const int limit = letters.size() <= short_word ? 1 : 2;
    std::optional<Near> best;
    for (const auto& language : legs.languages) {
        const auto lexicon = snapshot.lexicon(records, language);
        for (const auto& found : lexicon->near(folded, limit, candidates)) {
            const auto other = letters_of(found.word);
            Near near{spelling.distance_to(other),      language != legs.own,
                      other.front() != letters.front(), found.frequency,
                      std::string{found.word},          language};
            if (near.distance == 0) return {};
            if (!best || near.better_than(*best)) best = std::move(near);
        }
    }
    if (!best) return {};
    return as_written(records, best->language, best->word, best->frequency);
}

std::optional<Node> corrected(const Node& tree, const std::vector<std::string>& unknown, const Snapshot& snapshot,
                              const Xapian::Database& records, const Legs& legs) {
    std::vector<std::pair<std::string, std::string>> replacements;
    for (const auto& typed : unknown) {
        if (replacements.size() == most_words) break;
        if (auto meant = near_word(snapshot, records, typed, legs)) replacements.emplace_back(typed, std::move(*meant));
    }
    auto result = tree;
    if (!replace_words(result, replacements)) return {};
    return result;
}

}  // namespace acervo
