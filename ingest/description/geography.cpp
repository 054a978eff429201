// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/description/geography.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "corpus/analysis.h"
#include "corpus/text.h"
#include "ingest/description/calibration.h"
#include "ingest/description/place_json.h"

namespace acervo {

namespace {

constexpr std::array<double, where_count> where_weight = {4, 3, 2, 1, 1};  // in the order of Where
constexpr std::size_t longest_name = 6;                                    // words
constexpr std::size_t look_ahead = 6;                                      // words behind a name
constexpr double population_power = 0.6;
constexpr double country_unseen = 0.02;     // of a country that nothing speaks for
constexpr double behind_decides = 60;       // a country or division behind the name
constexpr double least_inhabitants = 800;   // what is counted where nothing is known
constexpr double most_of_a_repetition = 6;  // the tenth mention says little more than the sixth
constexpr double of_place = 0.8, of_division = 0.7;

double inhabitants(const Gazetteer::Brief& place) {
    const double own = std::max<double>(place.population, least_inhabitants);
    return place.rank >= 2 ? own * 2 : own;
}

bool is_preposition(const std::string& folded) {
    static const std::set<std::string, std::less<>> words = {"en",   "de", "em", "in",  "at",    "from",  "to",
                                                             "of",   "do", "da", "a",   "desde", "hasta", "near",
                                                             "para", "i",  "d",  "del", "no",    "na"};
    return words.contains(folded);
}

/// Whether the words between are those of one name: blanks and hyphens only.
bool joins(std::string_view gap) {
    return std::ranges::all_of(gap, [](char c) { return c == ' ' || c == '-' || c == '.' || c == '\''; }) &&
           gap != ". ";
}

}  // namespace

GeographySuggester::GeographySuggester(const Gazetteer& gazetteer, const Thesaurus& thesaurus) : gazetteer_(gazetteer) {
    read_clues();
    if (!gazetteer.empty()) read_words(thesaurus);
}

void GeographySuggester::read_words(const Thesaurus& thesaurus) {
    for (const auto& concept_ : thesaurus.concepts()) {
        for (const char* const language : {"es", "pt", "en", "ca", "gl", "fr"}) {
            for (const auto& label : thesaurus.labels(concept_, language)) {
                for (const auto& word : acervo::words(label)) {
                    // Names keep their capital inside a label, too.
                    const bool name = word.begin > 0 && lower(word.text) != word.text;
                    if (!name) common_.insert(fold(word.text));
                }
            }
        }
    }
}

void GeographySuggester::look_behind(const TextPassage& passage, std::size_t next, Mention& mention) const {
    // "Santiago de Cali, Valle del Cauca, Colombia": both decide.
    for (std::size_t at = next; at < std::min(next + look_ahead, passage.words.size()); ++at) {
        if (passage.gap(at - 1).find_first_of(".;:!?\n") != std::string_view::npos) return;
        if (!passage.is_capitalised(at)) continue;
        if (const auto found = names_.longest(passage.folded, at); found.count) {
            mention.country_after = countries_[found.meanings.front()];
            return;
        }
        if (mention.division_after || passage.gap(at - 1).find_first_of(",(") == std::string_view::npos) continue;
        std::string key = passage.folded[at];
        for (std::size_t count = 1; count <= 4 && at + count <= passage.words.size(); ++count) {
            if (count > 1) key += ' ' + passage.folded[at + count - 1];
            bool begins = false;
            const auto named = gazetteer_.with_key(key, &begins);
            for (const auto division : named.divisions) {
                const bool one = std::ranges::any_of(mention.places, [&](std::uint32_t place) {
                    return gazetteer_.brief(place).division == division + 1;
                });
                if (one) mention.division_after = division + 1;
            }
            if (!begins) break;
        }
    }
}

void GeographySuggester::add_mentions(const Reading& reading, const TextPassage& passage,
                                      std::vector<Mention>& mentions) const {
    for (std::size_t at = 0; at < passage.words.size();) {
        const std::size_t first = at++;
        if (!passage.is_capitalised(first)) continue;
        // A country by its own name is not a town of that name elsewhere.
        if (const auto country = names_.longest(passage.folded, first); country.count) {
            at = first + country.count;
            continue;
        }
        std::string key;
        std::size_t count = 0;
        Gazetteer::Named named;
        for (std::size_t length = 1; length <= longest_name && first + length <= passage.words.size(); ++length) {
            const auto last = first + length - 1;
            if (length > 1 && !joins(passage.gap(last - 1))) break;
            key += (length > 1 ? " " : "") + passage.folded[last];
            bool begins = false;
            auto found = gazetteer_.with_key(key, &begins);
            if ((!found.places.empty() || !found.divisions.empty()) && passage.is_capitalised(last)) {
                named = std::move(found);
                count = length;
            }
            if (!begins) break;
        }
        if (count == 0) continue;
        at = first + count;
        const bool one_word = count == 1;
        const std::string& word = passage.folded[first];
        const bool shouted = passage.is_all_capitals(first);
        if (one_word &&
            (word.size() < 3 || reading.uncapitalised.contains(word) || is_stop_word(word, passage.language)))
            continue;
        const bool led = first > 0 && is_preposition(passage.folded[first - 1]) && joins(passage.gap(first - 1));
        const bool begins = passage.begins_sentence(first) && !led;
        Mention mention;
        mention.name = passage.text.substr(passage.begin[first],
                                           passage.begin[at - 1] + passage.words[at - 1].size() - passage.begin[first]);
        mention.weight = where_weight[static_cast<std::size_t>(passage.where)];
        mention.places = std::move(named.places);
        mention.divisions = std::move(named.divisions);
        look_behind(passage, at, mention);
        const bool decided = !mention.country_after.empty() || mention.division_after;
        if (one_word && !decided && common_.contains(word)) continue;
        // Two names that stand side by side are a person's, or an institution's; a word that opens a sentence is any
        // word.
        const auto is_name = [&](std::size_t other) {
            return passage.is_capitalised(other) && !passage.is_all_capitals(other);
        };
        const bool before = first > 0 && !shouted && is_name(first - 1) && passage.gap(first - 1) == " " &&
                            !passage.begins_sentence(first - 1);
        const bool behind = at < passage.words.size() && !shouted && is_name(at) && passage.gap(at - 1) == " ";
        if (!decided) {
            if (before || behind) mention.weight *= 0.15;
            if (one_word && begins && !shouted) mention.weight *= 0.4;
            if (one_word && shouted) mention.weight *= 0.4;
            if (one_word && !led) mention.weight *= 0.6;
        } else {
            mention.weight *= 1.5;
        }
        mentions.push_back(std::move(mention));
    }
}

std::vector<GeographySuggester::Mention> GeographySuggester::mentions(const Reading& reading) const {
    std::vector<Mention> all;
    if (gazetteer_.empty()) return all;
    for (const auto& passage : reading.passages) add_mentions(reading, passage, all);
    // Mentions of one name count together; where one says which it is, the others mean the same.
    std::map<std::string, Mention> merged;
    for (auto& mention : all) {
        auto [at, added] = merged.try_emplace(place_key(mention.name), mention);
        if (added) continue;
        Mention& same = at->second;
        same.weight =
            std::min(same.weight + mention.weight, std::max({same.weight, mention.weight, most_of_a_repetition}));
        if (same.country_after.empty()) same.country_after = mention.country_after;
        if (!same.division_after) same.division_after = mention.division_after;
    }
    all.clear();
    for (auto& [key, mention] : merged) all.push_back(std::move(mention));
    return all;
}

/// Of each place that is called so, in the order of `mention.places`; they sum to 1.
std::vector<double> GeographySuggester::chances(const Mention& mention, const ByCountry& countries, double all) const {
    std::vector<double> chances;
    double sum = 0;
    for (const auto number : mention.places) {
        const auto place = gazetteer_.brief(number);
        const std::string country{place.country.data(), place.country.size()};
        const auto evidence = countries.find(country);
        const auto own = mention.said.find(country);
        const double others =
            (evidence == countries.end() ? 0 : evidence->second.weight) - (own == mention.said.end() ? 0 : own->second);
        const double share = std::max(0.0, others) / (all + 1);
        double chance = std::pow(inhabitants(place), population_power) * (country_unseen + share);
        if (country == mention.country_after) chance *= behind_decides;
        if (mention.division_after && place.division == mention.division_after) chance *= behind_decides;
        chances.push_back(chance);
        sum += chance;
    }
    for (double& chance : chances) chance /= std::max(sum, 1e-12);
    return chances;
}

void GeographySuggester::suggest(const Reading& reading, std::vector<FieldSuggestion>& suggestions) const {
    ByCountry countries;
    weigh_clues(reading, countries);
    auto named = mentions(reading);
    const auto total = [](const ByCountry& of) {
        double all = 0;
        for (const auto& [country, evidence] : of) all += evidence.weight;
        return all;
    };
    // Divisions that only one country has; then places, twice: what the first look finds helps the second to tell
    // namesakes.
    ByCountry with_divisions = countries;
    for (const auto& mention : named) {
        std::set<std::string> of;
        for (const auto division : mention.divisions) of.insert(gazetteer_.division(division).country);
        if (of.size() != 1) continue;
        const bool a_bigger_place = std::ranges::any_of(mention.places, [&](std::uint32_t place) {
            const auto brief = gazetteer_.brief(place);
            return std::string(brief.country.data(), 2) != *of.begin() && brief.population > 100'000;
        });
        if (a_bigger_place) continue;
        auto& evidence = with_divisions[*of.begin()];
        evidence.weight += of_division * mention.weight;
        evidence.words[mention.name] += of_division * mention.weight;
    }
    ByCountry settled = with_divisions;
    for (int look = 0; look < 2; ++look) {
        ByCountry next = with_divisions;
        const double all = total(settled);
        for (auto& mention : named) {
            const auto likely = chances(mention, settled, all);
            mention.said.clear();
            for (std::size_t i = 0; i < likely.size(); ++i) {
                const auto brief = gazetteer_.brief(mention.places[i]);
                // A village is named less often than a word is spelt like it.
                const double known = std::min(1.0, 0.15 + inhabitants(brief) / 100'000);
                const double weight = of_place * mention.weight * likely[i] * known;
                const std::string country{brief.country.data(), brief.country.size()};
                auto& evidence = next[country];
                mention.said[country] += weight;
                evidence.weight += weight;
                if (likely[i] > 0.3) evidence.words[mention.name] += weight;
            }
        }
        settled = std::move(next);
    }
    const double all = total(settled);
    std::vector<std::pair<double, std::string>> best;
    for (const auto& [country, evidence] : settled) best.emplace_back(evidence.weight, country);
    std::ranges::sort(best, std::ranges::greater{});
    constexpr std::size_t most_countries = 4, most_places = 3;
    for (std::size_t i = 0; i < std::min(best.size(), most_countries); ++i) {
        const double confidence = country_calibration(best[i].first, best[i].first / std::max(all, 1e-9));
        if (confidence < least_confidence) continue;
        std::vector<std::pair<double, std::string>> words;
        for (const auto& [word, weight] : settled[best[i].second].words) words.emplace_back(weight, word);
        std::ranges::sort(words, std::ranges::greater{});
        Because because;
        for (const auto& [weight, word] : words) because.add(word);
        suggestions.push_back({{}, "country", best[i].second, confidence, because.words(), {}});
    }
    // Places: the likeliest of each name.
    struct Likely {
        double weight, chance;
        std::uint32_t place;
        const Mention* mention;
    };
    std::vector<Likely> places;
    double sum = 0;
    for (const auto& mention : named) {
        if (mention.places.empty()) continue;
        const auto likely = chances(mention, settled, all);
        const auto at = static_cast<std::size_t>(std::ranges::max_element(likely) - likely.begin());
        const auto brief = gazetteer_.brief(mention.places[at]);
        const double known = std::min(1.0, 0.3 + inhabitants(brief) / 50'000);
        const double weight = mention.weight * likely[at] * known;
        places.push_back({weight, likely[at], mention.places[at], &mention});
        sum += weight;
    }
    std::ranges::sort(places, std::ranges::greater{}, &Likely::weight);
    for (std::size_t i = 0; i < std::min(places.size(), most_places); ++i) {
        const double confidence =
            place_calibration(places[i].weight, places[i].weight / std::max(sum, 1e-9)) * places[i].chance;
        if (confidence < least_confidence) continue;
        Because because;
        because.add(places[i].mention->name);
        if (!places[i].mention->country_after.empty()) because.add(places[i].mention->country_after);
        suggestions.push_back(
            {{}, "place", place_value(gazetteer_.place(places[i].place)), confidence, because.words(), {}});
    }
}

}  // namespace acervo
