// SPDX-License-Identifier: GPL-3.0-or-later
// What speaks for a country besides its places.
#include <algorithm>
#include <array>
#include <set>

#include "corpus/error.h"
#include "corpus/text.h"
#include "corpus/vocabulary.h"
#include "ingest/description/geography.h"
#include "ingest/description/share_json.h"
#include "ingest/formats/countries.h"

namespace acervo {

namespace {

constexpr float of_name = 1, of_ambiguous = 0.1F, of_demonym = 0.6F, of_language = 0.15F, of_own_word = 0.5F,
                of_shared_word = 0.3F;
constexpr double of_address = 0.7, of_affiliation = 2.5;
constexpr std::array<double, where_count> where_weight = {3, 2.5, 2, 1, 0.8};  // in the order of Where

/// Names of languages: "portugués" speaks of a text as often as of people.
std::set<std::string> names_of_languages() {
    std::set<std::string> names;
    for (const char* language : {"es", "pt", "en", "fr", "it", "de", "ca", "gl", "nl", "ru", "zh", "ja"}) {
        for (const char* reader : {"es", "pt", "en", "fr", "ca", "gl"})
            names.insert(fold(language_name(language, reader)));
    }
    return names;
}

}  // namespace

std::uint16_t GeographySuggester::number_of(const std::string& country) {
    const auto at = std::ranges::find(countries_, country);
    if (at != countries_.end()) return static_cast<std::uint16_t>(at - countries_.begin());
    countries_.push_back(country);
    return static_cast<std::uint16_t>(countries_.size() - 1);
}

void GeographySuggester::read_clues() {
    const auto json = read_share_json("countries.json");
    const auto add = [&](const std::string& phrase, const std::string& country, float weight, bool is_name = false) {
        const bool shouted =
            lower(phrase) != phrase && std::ranges::none_of(phrase, [](char c) { return c >= 'a' && c <= 'z'; });
        clues_.push_back({number_of(country), weight, is_name, shouted});
        phrases_.add(phrase, static_cast<std::uint32_t>(clues_.size() - 1));
    };
    const auto name = [&](const std::string& called, const std::string& country) {
        add(called, country, of_name, true);
        names_.add(called, number_of(country));
    };
    // Also called so: a city, a state, a first name.
    std::set<std::string> ambiguous;
    for (const auto& word : json.at("ambiguous")) ambiguous.insert(fold(word.get<std::string>()));
    for (const auto& [called, country] : country_names()) {
        if (ambiguous.contains(called))
            add(called, country, of_ambiguous, true);
        else
            name(called, country);
    }
    const auto languages = names_of_languages();
    for (const auto& [country, of] : json.at("countries").items()) {
        for (const auto& called : of.value("names", std::vector<std::string>{})) name(called, country);
        for (const auto& word : of.value("demonyms", std::vector<std::string>{}))
            add(word, country, languages.contains(fold(word)) ? of_language : of_demonym);
        for (const auto& word : of.value("words", std::vector<std::string>{})) add(word, country, of_own_word);
        for (const auto& domain : of.value("domains", std::vector<std::string>{})) domains_.emplace(domain, country);
    }
    for (const auto& [word, list] : json.at("shared").items()) {
        const auto share = of_shared_word / static_cast<float>(list.size());
        for (const auto& country : list) add(word, country.get<std::string>(), share);
    }
}

void GeographySuggester::weigh_clues(const Reading& reading, ByCountry& countries) const {
    for (const auto& passage : reading.passages) {
        const double weight = where_weight[static_cast<std::size_t>(passage.where)];
        phrases_.each(passage.folded, [&](std::size_t at, const Phrases::Found& found) {
            for (const auto meaning : found.meanings) {
                const Clue& clue = clues_[meaning];
                // Countries are written large in every language that we read; "jordan" and "chile" are not.
                if (clue.is_name && !passage.is_capitalised(at)) continue;
                if (clue.shouted && !passage.is_all_capitals(at)) continue;
                auto& evidence = countries[countries_[clue.country]];
                const auto last = at + found.count - 1;
                const auto words = passage.text.substr(
                    passage.begin[at], passage.begin[last] + passage.words[last].size() - passage.begin[at]);
                evidence.weight += weight * clue.weight;
                evidence.words[words] += weight * clue.weight;
            }
        });
    }
    weigh_addresses(reading, countries);
    weigh_affiliations(reading, countries);
}

/// Domains of web and mail addresses, and the sign of the one currency that no other has.
void GeographySuggester::weigh_addresses(const Reading& reading, ByCountry& countries) const {
    constexpr std::size_t longest = 200;
    const auto look = [&](std::string_view text, double weight) {
        for (const std::string_view start : {"://", "www.", "@"}) {
            for (auto at = text.find(start); at != std::string_view::npos; at = text.find(start, at + 1)) {
                auto host = text.substr(at + start.size(), longest);
                host = host.substr(0, host.find_first_not_of("abcdefghijklmnopqrstuvwxyz"
                                                             "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-."));
                while (host.ends_with('.') || host.ends_with('-')) host.remove_suffix(1);
                const auto dot = host.find_last_of('.');
                if (dot == std::string_view::npos || dot == 0) continue;
                const auto found = domains_.find(fold(host.substr(dot + 1)));
                if (found == domains_.end()) continue;
                countries[found->second].weight += weight;
                countries[found->second].words[std::string{host}] += weight;
            }
        }
        for (auto at = text.find("R$"); at != std::string_view::npos; at = text.find("R$", at + 1)) {
            countries["BR"].weight += weight;
            countries["BR"].words["R$"] += weight;
        }
    };
    for (const auto& passage : reading.passages)
        look(passage.text, of_address * where_weight[static_cast<std::size_t>(passage.where)] / 2);
    look(reading.record.url, of_address);
    look(reading.record.source.url, of_address);
}

void GeographySuggester::weigh_affiliations(const Reading& reading, ByCountry& countries) const {
    double weight = of_affiliation;
    for (const auto* agents : {&reading.record.creators, &reading.record.contributors}) {
        for (const auto& agent : *agents) {
            const auto country = agent.country.empty() ? country_of_affiliation(agent.affiliation) : agent.country;
            if (country.empty()) continue;
            countries[country].weight += weight;
            countries[country].words[agent.affiliation.empty() ? country : shorten(agent.affiliation, 60)] += weight;
        }
        weight /= 2;
    }
}

}  // namespace acervo
