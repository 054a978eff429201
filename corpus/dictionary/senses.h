// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Private to corpus/dictionary/.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "corpus/dictionary/dictionary.h"
#include "corpus/dictionary/transducer.h"

namespace acervo {

/// Lemmas of several languages and which translates which: what all bilingual dictionaries say together. Reading it
/// from several threads is safe once nothing is added.
class Senses {
public:
    /// Both ways: what a dictionary uses in one direction only is still a translation.
    void add(const std::string& from, const Lemma& lemma, const std::string& to, const Lemma& translation);

    /// Lemmas of a language by number.
    const std::vector<Lemma>& lemmas(const std::string& language) const;
    std::optional<std::uint32_t> find(const std::string& language, const Lemma& lemma) const;

    /// For each lemma of a language, by number, what Translation::Origin tells of; the best supported first. At most 16
    /// direct and bridged translations, and 8 pivots.
    std::vector<std::vector<Translation>> translations(const std::string& from, const std::string& to) const;

private:
    struct Hash {
        std::size_t operator()(const Lemma& lemma) const {
            return std::hash<std::string>{}(lemma.text) * 31 + static_cast<std::size_t>(lemma.part);
        }
    };
    struct Language {
        std::vector<Lemma> lemmas;
        std::unordered_map<Lemma, std::uint32_t, Hash> numbers;
    };
    struct Reached {
        std::uint32_t lemma = 0;
        Translation::Origin origin = Translation::Origin::direct;
        std::uint32_t routes = 1;  ///< how many ways lead there
    };
    using Links = std::vector<std::vector<std::uint32_t>>;

    std::uint32_t number(const std::string& language, const Lemma& lemma);
    const std::vector<std::uint32_t>& links(const std::string& from, const std::string& to, std::uint32_t lemma) const;
    std::vector<Reached> reach(const std::string& from, const std::string& to, std::uint32_t lemma) const;
    void add_pivots(const std::string& from, const std::string& to, std::uint32_t lemma,
                    std::vector<Reached>& reached) const;

    std::map<std::string, Language> languages_;
    std::map<std::pair<std::string, std::string>, Links> links_;
};

}  // namespace acervo
