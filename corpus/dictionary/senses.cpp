// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/dictionary/senses.h"

#include <algorithm>
#include <array>

namespace acervo {
namespace {

using Origin = Translation::Origin;

constexpr std::size_t most_translations = 16;
constexpr std::size_t most_pivots = 8;
/// Languages that dictionaries of the others meet in. Spanish comes last: it has a dictionary with all of them.
constexpr std::array bridges = {"ca", "gl", "es"};
/// Between these, the third one gives alternatives.
constexpr std::array pivots = {"es", "pt", "en"};

bool has_pivot(const std::string& language) {
    return std::ranges::find(pivots, language) != pivots.end();
}

}  // namespace

std::uint32_t Senses::number(const std::string& language, const Lemma& lemma) {
    auto& [lemmas, numbers] = languages_[language];
    const auto [place, added] = numbers.try_emplace(lemma, static_cast<std::uint32_t>(lemmas.size()));
    if (added) lemmas.push_back(lemma);
    return place->second;
}

void Senses::add(const std::string& from, const Lemma& lemma, const std::string& to, const Lemma& translation) {
    const auto here = number(from, lemma), there = number(to, translation);
    const auto link = [&](const std::string& source, const std::string& target, std::uint32_t a, std::uint32_t b) {
        auto& lists = links_[{source, target}];
        if (lists.size() <= a) lists.resize(std::max<std::size_t>(a + 1, languages_[source].lemmas.size()));
        if (std::ranges::find(lists[a], b) == lists[a].end()) lists[a].push_back(b);
    };
    link(from, to, here, there);
    link(to, from, there, here);
}

const std::vector<Lemma>& Senses::lemmas(const std::string& language) const {
    static const std::vector<Lemma> none;
    const auto found = languages_.find(language);
    return found == languages_.end() ? none : found->second.lemmas;
}

std::optional<std::uint32_t> Senses::find(const std::string& language, const Lemma& lemma) const {
    const auto found = languages_.find(language);
    if (found == languages_.end()) return std::nullopt;
    const auto place = found->second.numbers.find(lemma);
    return place == found->second.numbers.end() ? std::nullopt : std::optional{place->second};
}

const std::vector<std::uint32_t>& Senses::links(const std::string& from, const std::string& to,
                                                std::uint32_t lemma) const {
    static const std::vector<std::uint32_t> none;
    const auto found = links_.find({from, to});
    return found == links_.end() || lemma >= found->second.size() ? none : found->second[lemma];
}

/// Direct translations and those over one bridge, the best supported first.
std::vector<Senses::Reached> Senses::reach(const std::string& from, const std::string& to, std::uint32_t lemma) const {
    std::vector<Reached> reached;
    for (const auto there : links(from, to, lemma)) reached.push_back({there, Origin::direct, 1});
    for (const std::string bridge : bridges) {
        if (bridge == from || bridge == to) continue;
        for (const auto middle : links(from, bridge, lemma)) {
            for (const auto there : links(bridge, to, middle)) {
                const auto same = std::ranges::find(reached, there, &Reached::lemma);
                if (same == reached.end())
                    reached.push_back({there, Origin::bridge, 1});
                else
                    ++same->routes;
            }
        }
    }
    std::ranges::stable_sort(reached, [](const Reached& a, const Reached& b) {
        return a.origin != b.origin ? a.origin < b.origin : a.routes > b.routes;
    });
    if (reached.size() > most_translations) reached.resize(most_translations);
    return reached;
}

void Senses::add_pivots(const std::string& from, const std::string& to, std::uint32_t lemma,
                        std::vector<Reached>& reached) const {
    const auto third = std::ranges::find_if(pivots, [&](const char* one) { return one != from && one != to; });
    std::vector<Reached> found;
    for (const auto& middle : reach(from, *third, lemma)) {
        for (const auto& there : reach(*third, to, middle.lemma)) {
            if (std::ranges::find(reached, there.lemma, &Reached::lemma) != reached.end()) continue;
            const auto same = std::ranges::find(found, there.lemma, &Reached::lemma);
            const auto routes = middle.routes * there.routes;
            if (same == found.end())
                found.push_back({there.lemma, Origin::pivot, routes});
            else
                same->routes += routes;
        }
    }
    std::ranges::stable_sort(found, std::ranges::greater{}, &Reached::routes);
    if (found.size() > most_pivots) found.resize(most_pivots);
    reached.insert(reached.end(), found.begin(), found.end());
}

std::vector<std::vector<Translation>> Senses::translations(const std::string& from, const std::string& to) const {
    std::vector<std::vector<Translation>> result(lemmas(from).size());
    const auto& targets = lemmas(to);
    for (std::uint32_t lemma = 0; lemma < result.size(); ++lemma) {
        auto reached = reach(from, to, lemma);
        if (has_pivot(from) && has_pivot(to)) add_pivots(from, to, lemma, reached);
        for (const auto& one : reached) {
            const auto& text = targets[one.lemma].text;
            if (std::ranges::find(result[lemma], text, &Translation::text) == result[lemma].end())
                result[lemma].push_back({text, one.origin});
        }
    }
    return result;
}

}  // namespace acervo
