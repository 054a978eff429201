// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace acervo {

struct Translation {
    /// direct: from a dictionary of the two languages. bridge: through Catalan or Galician, or through Spanish, between
    /// languages that have a dictionary with it. pivot: a two-hop alternative that neither gives; less certain.
    enum class Origin { direct, bridge, pivot };
    std::string text;  ///< lemma in the target language, with its accents; may be several words
    Origin origin = Origin::direct;

    bool operator==(const Translation&) const = default;
};

/// What a language's dictionaries know of a form.
struct FormKnowledge {
    bool known = false;    ///< whatever its accents
    bool spelt = false;    ///< as it is written: "resíduos" is no Spanish
    bool doubted = false;  ///< only one of several dictionaries has it: rare, or borrowed
};

/// Translation and synonym tables of one data folder (<data>/dict, made by `acervo dict build`), mapped read-only: a
/// look-up takes about a microsecond. Copies share the mapping; safe to share among threads. Empty where the tables
/// were never built; tables built anew are seen by the next open().
class Dictionary {
public:
    Dictionary();  ///< empty
    /// Never throws for what is in the folder: a table that is damaged or of another version is left out, and
    /// problems() says so.
    static Dictionary open(const std::filesystem::path& folder);

    bool empty() const;
    /// Those that have a table, in the order of analysed_languages().
    std::vector<std::string> languages() const;
    /// Files that were ignored: a sentence for each, with the remedy, for the log.
    const std::vector<std::string>& problems() const;

    /// Translations of a form (any accents, folded inside; may be several words joined by one space), the more certain
    /// first, no text twice. What is typed with accents is read as it is spelt where a language spells it so: "publicó"
    /// is not "público", and "publico" may be both. Empty for a form or languages that the tables do not have.
    std::vector<Translation> translate(std::string_view form, const std::string& from, const std::string& to) const;
    /// Synonyms (lemmas of the same language), at most 40; those of its lemmas where the form itself has none.
    std::vector<std::string> synonyms(std::string_view form, const std::string& language) const;
    /// Lemmas of a form, as the dictionaries write them ("residuos" -> "residuo").
    std::vector<std::string> lemmas(std::string_view form, const std::string& language) const;
    /// Bit i: analysed_languages()[i] knows the form, whatever its accents. Names belong to no language.
    unsigned known_in(std::string_view form) const;
    /// For each of analysed_languages(); empty when the dictionary is.
    std::vector<FormKnowledge> knowledge(std::string_view form) const;
    /// Longest key in words starting at words[at] (folded words), at least 2; 0: no multiword entry begins there.
    std::size_t multiword(const std::vector<std::string>& folded_words, std::size_t at, const std::string& from) const;

private:
    struct Tables;
    std::shared_ptr<const Tables> tables_;
};

}  // namespace acervo
