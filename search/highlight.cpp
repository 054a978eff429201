// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/highlight.h"

#include <algorithm>
#include <bitset>
#include <map>
#include <set>
#include <unordered_map>

#include "corpus/analysis.h"
#include "corpus/text.h"

namespace acervo {
namespace {

bool is_space(char byte) {
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

unsigned char lower_ascii(char byte) {
    return static_cast<unsigned char>(byte >= 'A' && byte <= 'Z' ? byte + ('a' - 'A') : byte);
}

bool is_word_byte(unsigned char byte) {
    return byte >= 0x80 || (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
}

/// Whether a word can be one that is wanted, from its first two bytes alone.
class Beginnings {
public:
    void add(std::string_view folded) {
        if (folded.empty()) return;
        const auto first = static_cast<unsigned char>(folded[0]);
        firsts_.set(first);
        if (folded.size() == 1)
            single_.set(first);
        else
            pairs_.set(static_cast<std::size_t>(first << 8U) | static_cast<unsigned char>(folded[1]));
    }

    bool may_begin(std::string_view text) const {
        const auto first = lower_ascii(text[0]);
        if (first >= 0x80) return true;
        if (!firsts_[first]) return false;
        if (single_[first] || text.size() == 1) return true;
        const auto second = lower_ascii(text[1]);
        return second >= 0x80 || pairs_[static_cast<std::size_t>(first << 8U) | second];
    }

private:
    std::bitset<256> firsts_, single_;
    std::bitset<65536> pairs_;
};

/// Something wanted, and why what stands for it does.
struct Target {
    std::size_t wanted = 0;
    Via via = Via::itself;
};

/// Words that have to stand side by side, as stems.
struct Sequence {
    Target target;
    const std::vector<std::vector<std::string>>* words;
};

/// What is wanted, as it looks in texts of one language.
struct Lookup {
    std::unordered_map<std::string, Target> stems;
    std::vector<std::pair<std::string, std::size_t>> prefixes;          ///< folded
    std::unordered_map<std::string, std::vector<std::size_t>> phrases;  ///< by first word, folded
    std::unordered_map<std::string, std::vector<Sequence>> sequences;   ///< by stem of the first word, longest first
    Beginnings beginnings;
};

/// Bytes of a text that hold the words: generous with what stands between them.
std::size_t room_for(std::size_t words) {
    return 64 + words * 48;
}

}  // namespace

struct Highlighter::Impl {
    std::vector<Wanted> wanted;
    Legs legs;
    mutable std::map<std::string, Lookup> lookups;

    const Lookup& lookup(const std::string& language) const {
        const auto [place, added] = lookups.try_emplace(language);
        auto& result = place->second;
        if (!added) return result;
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            const auto& one = wanted[i];
            if (one.kind == Wanted::Kind::prefix || one.kind == Wanted::Kind::phrase)
                result.beginnings.add(one.folded.front());
            if (one.kind == Wanted::Kind::prefix) {
                result.prefixes.emplace_back(one.folded.front(), i);
            } else if (one.kind == Wanted::Kind::phrase) {
                result.phrases[one.folded.front()].push_back(i);
            } else {
                add_alternatives(i, language, result);
            }
        }
        for (auto& [first, list] : result.sequences)
            std::ranges::stable_sort(
                list, [](const Sequence& a, const Sequence& b) { return a.words->size() > b.words->size(); });
        return result;
    }

    void add_alternatives(std::size_t i, const std::string& language, Lookup& to) const {
        for (const auto& alternative : wanted[i].wordings(language)) {
            const Target target{i, alternative.via};
            for (const auto& stem : alternative.words.front()) {
                if (alternative.words.size() == 1)
                    to.stems.try_emplace(stem, target);
                else
                    to.sequences[stem].push_back({target, &alternative.words});
                to.beginnings.add(stem);
            }
        }
    }

    /// End of the words that begin at `begin` and agree with the stems one by one; 0: they do not.
    static std::size_t sequence_end(std::string_view text, std::size_t begin, const Sequence& sequence,
                                    const std::string& language) {
        const auto count = sequence.words->size();
        auto end = std::min(text.size(), begin + room_for(count));
        while (end < text.size() && !is_space(text[end])) ++end;
        const auto found = words(text.substr(begin, end - begin));
        if (found.size() < count) return 0;
        for (std::size_t i = 0; i < count; ++i) {
            const auto& stems = (*sequence.words)[i];
            const auto has = forms(found[i].text, language);
            if (std::ranges::find(stems, has.stem) == stems.end() &&
                (has.stem_accented.empty() || std::ranges::find(stems, has.stem_accented) == stems.end()))
                return 0;
        }
        return begin + found[count - 1].begin + found[count - 1].text.size();
    }

    /// Marks the longest sequence that begins with the word at `at`. @returns whether there is one
    static bool mark_sequence(std::string_view text, std::size_t at, const Forms& has, const Lookup& lookup,
                              const std::string& language, std::vector<Mark>& marks) {
        if (lookup.sequences.empty()) return false;
        for (const auto& stem : {has.stem, has.stem_accented}) {
            const auto known = lookup.sequences.find(stem);
            if (known == lookup.sequences.end()) continue;
            for (const auto& sequence : known->second) {
                const auto end = sequence_end(text, at, sequence, language);
                if (end == 0) continue;
                marks.push_back({at, end, sequence.target.wanted, sequence.target.via});
                return true;
            }
        }
        return false;
    }

    /// End of the phrase that begins at `begin`; 0: it is not there.
    static std::size_t phrase_end(std::string_view text, std::size_t begin, const Wanted& phrase) {
        std::size_t bytes = 64;
        for (const auto& word : phrase.folded) bytes += 2 * word.size() + 16;
        auto end = std::min(text.size(), begin + bytes);
        while (end < text.size() && !is_space(text[end])) ++end;
        const auto found = words(text.substr(begin, end - begin));
        if (found.size() < phrase.folded.size()) return 0;
        for (std::size_t i = 0; i < phrase.folded.size(); ++i)
            if (fold(found[i].text) != phrase.folded[i]) return 0;
        const auto& last = found[phrase.folded.size() - 1];
        return begin + last.begin + last.text.size();
    }

    /// Marks of one stretch without white space that holds a word that may be wanted.
    void find_in(std::string_view text, std::size_t begin, std::size_t end, const Lookup& lookup,
                 const std::string& language, std::vector<Mark>& marks) const {
        for (const auto& word : words(text.substr(begin, end - begin))) {
            const auto at = begin + word.begin;
            if (!marks.empty() && at < marks.back().end) continue;  // inside a phrase
            if (!lookup.beginnings.may_begin(word.text)) continue;
            const auto has = forms(word.text, language);
            std::size_t phrase = 0;
            if (const auto known = lookup.phrases.find(has.folded); known != lookup.phrases.end()) {
                for (const auto i : known->second) {
                    phrase = phrase_end(text, at, wanted[i]);
                    if (phrase == 0) continue;
                    marks.push_back({at, phrase, i, Via::itself});
                    break;
                }
            }
            if (phrase != 0 || mark_sequence(text, at, has, lookup, language, marks)) continue;
            auto known = lookup.stems.find(has.stem);
            if (known == lookup.stems.end() && !has.stem_accented.empty()) known = lookup.stems.find(has.stem_accented);
            if (known != lookup.stems.end()) {
                marks.push_back({at, at + word.text.size(), known->second.wanted, known->second.via});
                continue;
            }
            for (const auto& [prefix, i] : lookup.prefixes) {
                if (!has.folded.starts_with(prefix)) continue;
                marks.push_back({at, at + word.text.size(), i, Via::itself});
                break;
            }
        }
    }
};

Highlighter::Highlighter(std::vector<Wanted> wanted, Legs legs) : impl_(std::make_unique<Impl>()) {
    impl_->wanted = std::move(wanted);
    impl_->legs = std::move(legs);
}
Highlighter::~Highlighter() = default;
Highlighter::Highlighter(Highlighter&&) noexcept = default;

const std::vector<Wanted>& Highlighter::wanted() const {
    return impl_->wanted;
}

std::vector<Mark> Highlighter::find(std::string_view text, const std::string& language) const {
    std::vector<Mark> marks;
    const auto analysis = analysis_language(language);
    if (impl_->wanted.empty() || !impl_->legs.covers(analysis)) return marks;
    const auto& lookup = impl_->lookup(analysis);
    std::size_t stretch = 0;  // begin of the stretch between white space
    bool in_word = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (is_space(text[at])) {
            stretch = at + 1;
            in_word = false;
            continue;
        }
        const bool begins = !in_word && is_word_byte(lower_ascii(text[at]));
        in_word = is_word_byte(lower_ascii(text[at]));
        if (!begins || !lookup.beginnings.may_begin(text.substr(at))) continue;
        auto end = at;
        while (end < text.size() && !is_space(text[end])) ++end;
        impl_->find_in(text, stretch, end, lookup, analysis, marks);
        at = end - 1;
    }
    return marks;
}

double coverage(const std::vector<Mark>& marks, const std::vector<Wanted>& wanted) {
    std::set<std::size_t> seen;
    double sum = 0;
    for (const auto& mark : marks)
        if (seen.insert(mark.wanted).second) sum += wanted[mark.wanted].weight;
    return sum;
}

Pieces mark_pieces(std::string_view text, const std::vector<Mark>& marks) {
    Pieces pieces;
    std::size_t at = 0;
    for (const auto& mark : marks) {
        if (mark.begin > at) pieces.emplace_back(text.substr(at, mark.begin - at), false);
        pieces.emplace_back(text.substr(mark.begin, mark.end - mark.begin), true);
        at = mark.end;
    }
    if (at < text.size()) pieces.emplace_back(text.substr(at), false);
    return pieces;
}

}  // namespace acervo
