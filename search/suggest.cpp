// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/suggest.h"

#include <xapian.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "corpus/text.h"
#include "indexer/fields.h"

namespace acervo {
namespace {

constexpr int most_terms = 60'000;     // looked at for one word: about 30 ms
constexpr std::size_t most_words = 3;  // corrected in one query
constexpr std::size_t longest = 32;    // letters; longer things are no misspelt words

std::u32string letters_of(std::string_view text) {
    std::u32string result;
    for (const char byte : text) {
        const auto bits = static_cast<unsigned char>(byte);
        if ((bits & 0xC0U) == 0x80U && !result.empty())
            result.back() = result.back() << 6U | (bits & 0x3FU);
        else
            result += static_cast<char32_t>(bits < 0x80U ? bits
                                                         : bits & (bits >= 0xF0U   ? 0x07U
                                                                   : bits >= 0xE0U ? 0x0FU
                                                                                   : 0x1FU));
    }
    return result;
}

/// Optimal string alignment, given up where it must exceed the limit.
int distance(const std::u32string& a, const std::u32string& b, int limit) {
    const auto m = static_cast<int>(a.size()), n = static_cast<int>(b.size());
    if (std::abs(m - n) > limit || n > static_cast<int>(longest) || m > static_cast<int>(longest)) return limit + 1;
    std::array<std::array<int, longest + 1>, 3> rows{};
    for (int j = 0; j <= n; ++j) rows[0][static_cast<std::size_t>(j)] = j;
    for (int i = 1; i <= m; ++i) {
        auto& row = rows[static_cast<std::size_t>(i % 3)];
        const auto& above = rows[static_cast<std::size_t>((i + 2) % 3)];
        const auto& two_above = rows[static_cast<std::size_t>((i + 1) % 3)];
        row[0] = i;
        int least = i;
        for (int j = 1; j <= n; ++j) {
            const auto at = static_cast<std::size_t>(j);
            const auto x = a[static_cast<std::size_t>(i - 1)], y = b[at - 1];
            row[at] = std::min({above[at] + 1, row[at - 1] + 1, above[at - 1] + (x == y ? 0 : 1)});
            if (i > 1 && j > 1 && x == b[at - 2] && a[static_cast<std::size_t>(i - 2)] == y)
                row[at] = std::min(row[at], two_above[at - 2] + 1);
            least = std::min(least, row[at]);
        }
        if (least > limit) return limit + 1;
    }
    return std::min(rows[static_cast<std::size_t>(m % 3)][static_cast<std::size_t>(n)], limit + 1);
}

struct Near {
    int distance = 0;
    Xapian::doccount frequency = 0;
    std::string word, language;
    bool better_than(const Near& other) const {
        return word.empty() != other.word.empty() ? !word.empty()
               : distance != other.distance       ? distance < other.distance
                                                  : frequency > other.frequency;
    }
};

/// The most frequent way in which a folded word is written with accents, where most texts write it so.
std::string as_written(const Xapian::Database& records, const Near& near) {
    const auto prefix = fields::with_language(fields::accented, near.language);
    std::string best = near.word;
    Xapian::doccount best_frequency = near.frequency / 2;
    const auto look = [&](const std::string& start) {
        int seen = 0;
        for (auto term = records.allterms_begin(start); term != records.allterms_end(start) && seen < most_terms;
             ++term, ++seen) {
            const auto frequency = term.get_termfreq();
            if (frequency <= best_frequency) continue;
            auto form = (*term).substr(prefix.size());
            if (fold(form) != near.word) continue;
            best = std::move(form);
            best_frequency = frequency;
        }
    };
    // Where the second letter is a consonant it has no accent, and fewer words need to be looked at.
    const auto second = near.word.substr(1, 1);
    const auto rest = second.find_first_of("bdfghjklmpqrstvwxyz") == std::string::npos ? std::string{} : second;
    const auto first = near.word.substr(0, 1);
    look(prefix + first + rest);
    for (const std::string accented : {"á", "é", "í", "ó", "ú", "â", "ê", "ô", "à", "ç"})
        if (fold(accented) == first) look(prefix + accented + rest);
    return best;
}

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

int edit_distance(std::string_view a, std::string_view b, int limit) {
    return distance(letters_of(a), letters_of(b), limit);
}

std::optional<std::string> near_word(const Xapian::Database& records, const std::string& typed, const Legs& legs) {
    const auto folded = fold(typed);
    const auto letters = letters_of(folded);
    if (letters.size() < 4 || letters.size() > longest || folded.find_first_of("0123456789") != std::string::npos)
        return {};
    const int limit = letters.size() < 6 ? 1 : 2;
    const auto first = folded.substr(0, 1);
    if (static_cast<unsigned char>(first[0]) >= 0x80) return {};
    Near best;
    int seen = 0;
    for (const auto& language : legs.languages) {
        const auto prefix = fields::with_language(fields::word, language);
        for (auto term = records.allterms_begin(prefix + first);
             term != records.allterms_end(prefix + first) && seen < most_terms; ++term, ++seen) {
            const std::string form = (*term).substr(prefix.size());
            const auto difference =
                form.size() > folded.size() ? form.size() - folded.size() : folded.size() - form.size();
            if (difference > 4U * static_cast<unsigned>(limit)) continue;
            Near near{distance(letters, letters_of(form), limit), 0, {}, language};
            if (near.distance > limit || near.distance == 0) continue;
            near.word = form;
            near.frequency = term.get_termfreq();
            if (near.better_than(best)) best = std::move(near);
        }
    }
    if (best.word.empty()) return {};
    return as_written(records, best);
}

std::optional<Node> corrected(const Node& tree, const std::vector<std::string>& unknown,
                              const Xapian::Database& records, const Legs& legs) {
    std::vector<std::pair<std::string, std::string>> replacements;
    for (const auto& typed : unknown) {
        if (replacements.size() == most_words) break;
        if (auto meant = near_word(records, typed, legs)) replacements.emplace_back(typed, std::move(*meant));
    }
    auto result = tree;
    if (!replace_words(result, replacements)) return {};
    return result;
}

}  // namespace acervo
