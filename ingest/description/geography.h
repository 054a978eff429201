// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <unordered_set>
#include <vector>

#include "corpus/gazetteer/gazetteer.h"
#include "corpus/thesaurus.h"
#include "ingest/description/phrases.h"
#include "ingest/description/suggester.h"

namespace acervo {

/// Country and place from the names in a text.
///
/// What speaks for a country: its names and demonyms, what only it has (institutions, currencies, domains of addresses;
/// what several have is divided among them), its states and provinces, the countries of affiliations, and its places. A
/// place's name is given to those that are called so by population and by what else speaks for their countries; the
/// country or division that follows it decides ("Mérida (Venezuela)"). Without a gazetteer there are countries only.
class GeographySuggester final : public Suggester {
public:
    /// The gazetteer must outlive it. The thesaurus tells words from names: "Protección" and "Esperanza" are towns too.
    GeographySuggester(const Gazetteer& gazetteer, const Thesaurus& thesaurus);
    void suggest(const Reading& reading, std::vector<FieldSuggestion>& suggestions) const override;

private:
    struct Clue {
        std::uint16_t country = 0;  ///< place in countries_
        float weight = 0;
        bool is_name = false;
        bool shouted = false;  ///< written in capitals only: "SUS" is no "sus"
    };
    struct Evidence {
        double weight = 0;
        std::map<std::string, double> words;
    };
    using ByCountry = std::map<std::string, Evidence>;
    /// One name of a place in the text.
    struct Mention {
        std::string name;
        double weight = 0;
        std::vector<std::uint32_t> places;
        std::string country_after;             ///< named right behind it
        std::uint32_t division_after = 0;      ///< number plus one
        std::vector<std::uint32_t> divisions;  ///< that are called so
        std::map<std::string, double> said;    ///< what it has said for countries, which is no reason to read it so
    };

    void read_clues();
    void read_words(const Thesaurus& thesaurus);
    std::uint16_t number_of(const std::string& country);
    void weigh_clues(const Reading& reading, ByCountry& countries) const;
    void weigh_addresses(const Reading& reading, ByCountry& countries) const;
    void weigh_affiliations(const Reading& reading, ByCountry& countries) const;
    std::vector<Mention> mentions(const Reading& reading) const;
    void add_mentions(const Reading& reading, const TextPassage& passage, std::vector<Mention>& mentions) const;
    void look_behind(const TextPassage& passage, std::size_t next, Mention& mention) const;
    std::vector<double> chances(const Mention& mention, const ByCountry& countries, double all) const;

    const Gazetteer& gazetteer_;
    std::vector<std::string> countries_;
    std::vector<Clue> clues_;  ///< meanings of the phrases
    Phrases phrases_, names_;  ///< all that speaks for a country; countries' names alone
    std::map<std::string, std::string, std::less<>> domains_;
    std::unordered_set<std::string> common_;  ///< folded words of the labels of concepts
};

}  // namespace acervo
