// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/completer.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <set>
#include <tuple>
#include <unordered_map>

#include "corpus/text.h"

namespace acervo {
namespace {

using Kind = Suggestion::Kind;

constexpr std::size_t most_of_kind = 400;  // names of a kind that are looked at closely: the most frequent
constexpr std::size_t most_words_of_name = 40;

/// Themes first: there are few, and each stands for many records.
constexpr std::array prior = {.9, .8, .8, .7, .7, .5, .5, 0.};
static_assert(prior.size() == static_cast<std::size_t>(Kind::title) + 1);

constexpr double begins_so = 1, whole_words = .6, share_typed = .8, frequent = .05, other_language = -.6;

struct Draft {
    const Name* name = nullptr;
    std::vector<std::uint32_t> words;
    std::vector<std::uint32_t> key;  ///< the words; of who made it in order: "Freire, Paulo" is "Paulo Freire"
    std::uint32_t count = 0;

    /// What makes two names one: titles that are the same, a name in several writings.
    auto identity() const { return std::tie(name->kind, name->code, name->language, key); }
};

}  // namespace

Completer::Completer(std::vector<Name> names) {
    // Words get their numbers in alphabetical order, so that those of one beginning are a range.
    std::unordered_map<std::string, std::uint32_t> numbers;
    std::vector<Draft> drafts;
    drafts.reserve(names.size());
    for (const auto& name : names) {
        if (name.text.find('\0') != std::string::npos) continue;
        Draft draft{.name = &name, .count = name.count};
        const auto folded = fold(name.text);
        for (const auto& one : acervo::words(folded)) {
            if (draft.words.size() == most_words_of_name) break;
            const auto number = static_cast<std::uint32_t>(numbers.size());
            draft.words.push_back(numbers.try_emplace(std::string{one.text}, number).first->second);
        }
        if (!draft.words.empty()) drafts.push_back(std::move(draft));
    }
    std::vector<std::pair<std::string_view, std::uint32_t>> sorted;
    for (const auto& [text, number] : numbers) sorted.emplace_back(text, number);
    std::ranges::sort(sorted);
    std::vector<std::uint32_t> renumbered(sorted.size());
    for (const auto& [text, number] : sorted) {
        renumbered[number] = static_cast<std::uint32_t>(word_begins_.size());
        word_begins_.push_back(static_cast<std::uint32_t>(words_.size()));
        words_ += text;
    }
    word_begins_.push_back(static_cast<std::uint32_t>(words_.size()));
    for (auto& draft : drafts) {
        for (auto& number : draft.words) number = renumbered[number];
        draft.key = draft.words;
        if (draft.name->kind == Kind::person || draft.name->kind == Kind::organization) std::ranges::sort(draft.key);
    }

    std::ranges::stable_sort(drafts, [](const Draft& a, const Draft& b) { return a.identity() < b.identity(); });
    std::size_t kept = 0;
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        if (kept > 0 && drafts[kept - 1].identity() == drafts[i].identity()) {
            auto& same = drafts[kept - 1];
            same.count += drafts[i].count;
            if (drafts[i].name->count <= same.name->count) continue;
            same.name = drafts[i].name;  // shown as most records write it
            same.words = std::move(drafts[i].words);
        } else {
            if (kept != i) drafts[kept] = std::move(drafts[i]);
            ++kept;
        }
    }
    drafts.resize(kept);
    std::ranges::stable_sort(drafts, [](const Draft& a, const Draft& b) {
        return std::tuple{a.name->kind, b.count, a.words.size()} < std::tuple{b.name->kind, a.count, b.words.size()};
    });

    lists_.assign(sorted.size() + 1, 0);
    for (const auto& draft : drafts) {
        const auto kind = static_cast<std::size_t>(draft.name->kind);
        for (auto next = kind + 1; next <= kinds; ++next) ++kind_begins_[next];
        sequence_begins_.push_back(static_cast<std::uint32_t>(sequences_.size()));
        sequences_.insert(sequences_.end(), draft.words.begin(), draft.words.end());
        counts_.push_back(draft.count);
        for (const auto number : draft.words) ++lists_[number + 1];
        if (draft.name->kind == Kind::title) {
            documents_.push_back(draft.name->document);
            continue;
        }
        text_begins_.push_back(static_cast<std::uint32_t>(texts_.size()));
        for (const auto* text : {&draft.name->text, &draft.name->code, &draft.name->language})
            (texts_ += *text) += '\0';
    }
    sequence_begins_.push_back(static_cast<std::uint32_t>(sequences_.size()));
    std::partial_sum(lists_.begin(), lists_.end(), lists_.begin());
    postings_.resize(sequences_.size());
    auto next = lists_;
    for (std::uint32_t name = 0; name < counts_.size(); ++name)
        for (auto i = sequence_begins_[name]; i < sequence_begins_[name + 1]; ++i)
            postings_[next[sequences_[i]]++] = name;
    for (auto* list : {&word_begins_, &sequences_, &sequence_begins_, &counts_, &documents_, &text_begins_})
        list->shrink_to_fit();
    words_.shrink_to_fit();
    texts_.shrink_to_fit();
}

std::string_view Completer::word(std::size_t i) const {
    return std::string_view{words_}.substr(word_begins_[i], word_begins_[i + 1] - word_begins_[i]);
}

Completer::Range Completer::range_of(std::string_view beginning) const {
    const auto first = [&](auto before) {
        std::uint32_t low = 0, high = static_cast<std::uint32_t>(word_begins_.size() - 1);
        while (low < high) {
            const auto middle = (low + high) / 2;
            if (before(word(middle)))
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    };
    return {first([&](std::string_view one) { return one < beginning; }),
            first([&](std::string_view one) { return one.substr(0, beginning.size()) <= beginning; })};
}

Completer::Entry Completer::entry(std::size_t name) const {
    Entry entry{.count = counts_[name]};
    const auto after = std::ranges::upper_bound(kind_begins_, static_cast<std::uint32_t>(name));
    entry.kind = static_cast<Kind>(after - kind_begins_.begin() - 1);
    if (entry.kind == Kind::title) {
        entry.document = documents_[name - kind_begins_[static_cast<std::size_t>(Kind::title)]];
        return entry;
    }
    std::size_t at = text_begins_[name];
    for (auto* part : {&entry.text, &entry.code, &entry.language}) {
        const auto end = texts_.find('\0', at);
        *part = std::string_view{texts_}.substr(at, end - at);
        at = end + 1;
    }
    return entry;
}

/// One bit a name.
std::vector<std::uint64_t> Completer::names_with_all(const std::vector<Range>& ranges) const {
    std::vector<std::uint64_t> all, one;
    for (const auto& [first, last] : ranges) {
        one.assign(counts_.size() / 64 + 1, 0);
        for (auto i = lists_[first]; i < lists_[last]; ++i)
            one[postings_[i] / 64] |= std::uint64_t{1} << postings_[i] % 64;
        if (all.empty())
            all.swap(one);
        else
            for (std::size_t i = 0; i < all.size(); ++i) all[i] &= one[i];
    }
    return all;
}

double Completer::score(std::size_t name, Kind kind, const std::vector<std::string>& typed,
                        const std::vector<Range>& ranges, const std::string& language) const {
    const std::vector<std::uint32_t> sequence{sequences_.begin() + sequence_begins_[name],
                                              sequences_.begin() + sequence_begins_[name + 1]};
    std::size_t letters_typed = 0, letters = 0, whole = 0;
    for (const auto number : sequence) letters += word(number).size();
    for (std::size_t i = 0; i < typed.size(); ++i) {
        letters_typed += typed[i].size();
        if (word(ranges[i].first) == typed[i] && std::ranges::count(sequence, ranges[i].first) > 0) ++whole;
    }
    const bool starts = ranges.front().first <= sequence.front() && sequence.front() < ranges.front().second;
    double result = prior[static_cast<std::size_t>(kind)] + frequent * std::log2(1.0 + counts_[name]);
    if (starts) result += begins_so;
    result += whole_words * static_cast<double>(whole) / static_cast<double>(typed.size());
    result += share_typed * std::min(1.0, static_cast<double>(letters_typed) / static_cast<double>(letters));
    if (kind != Kind::title) {
        const auto own = entry(name).language;
        if (!own.empty() && own.substr(0, own.find('-')) != language) result += other_language;
    }
    return result;
}

std::vector<Completer::Match> Completer::find(const std::vector<std::string>& typed, const std::string& language,
                                              std::size_t limit) const {
    std::vector<Range> ranges;
    for (const auto& beginning : typed) {
        ranges.push_back(range_of(beginning));
        if (ranges.back().first == ranges.back().second) return {};
    }
    if (ranges.empty() || counts_.empty()) return {};
    const auto matching = names_with_all(ranges);
    std::vector<Match> matches;
    for (std::size_t kind = 0; kind < kinds; ++kind) {
        std::size_t seen = 0;
        const auto end = kind_begins_[kind + 1];
        for (auto name = kind_begins_[kind]; name < end && seen < most_of_kind;) {
            const auto rest = matching[name / 64] >> name % 64;
            if (rest == 0) {
                name = (name / 64 + 1) * 64;
                continue;
            }
            name += static_cast<std::uint32_t>(std::countr_zero(rest));
            if (name >= end) break;
            matches.push_back({name, score(name, static_cast<Kind>(kind), typed, ranges, language)});
            ++seen;
            ++name;
        }
    }
    std::ranges::sort(matches, [](const Match& a, const Match& b) {
        return a.score != b.score ? a.score > b.score : a.name < b.name;
    });
    std::set<std::pair<Kind, std::string_view>> seen;
    std::vector<Match> best;
    for (const auto& match : matches) {
        if (best.size() == limit) break;
        const auto one = entry(match.name);
        // Labels of one thing; a place's code tells it apart from others of its name only.
        const bool labelled = !one.language.empty();
        if (labelled && !seen.emplace(one.kind, one.code).second) continue;
        best.push_back(match);
    }
    return best;
}

std::size_t Completer::bytes() const {
    std::size_t result = words_.capacity() + texts_.capacity();
    for (const auto* list :
         {&word_begins_, &postings_, &lists_, &sequences_, &sequence_begins_, &counts_, &documents_, &text_begins_})
        result += list->capacity() * sizeof(std::uint32_t);
    return result;
}

}  // namespace acervo
