// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "corpus/label_trie.h"
#include "corpus/skos.h"

namespace acervo {

/// The concepts that texts are searched for, with their labels in every language. Immutable; safe to share among
/// threads.
class Thesaurus {
public:
    /// One file: a thesaurus by the name of its file.
    struct Part {
        std::string name;                  ///< "local-government"
        std::filesystem::path file;        ///< empty when it is from no file
        Skos skos;                         ///< without its concepts
        std::size_t first = 0, count = 0;  ///< ordinals of its concepts
    };

    Thesaurus() = default;  ///< no concepts
    /// Parts with their concepts. An id that an earlier part has too becomes "<name of the part>:<id>".
    explicit Thesaurus(std::vector<Part> parts);
    /// share/thesaurus/*.rdf, then data/thesaurus/*.rdf, each in the order of their names; one of the data folder takes
    /// the place of one of the same name. Folders may be absent. @throws Error (bad_input) naming the file
    static Thesaurus load(const std::filesystem::path& share, const std::filesystem::path& data);

    /// A concept's ordinal is its place.
    const std::vector<ThesaurusConcept>& concepts() const { return concepts_; }
    const std::vector<Part>& parts() const { return parts_; }
    const ThesaurusConcept* find(std::string_view id) const;  ///< null: there is none
    const Part& part_of(const ThesaurusConcept& entry) const;

    /// Labels in the words of a text: the longest one from left to right, never overlapping.
    struct Found {
        std::size_t begin = 0, count = 0;     ///< words
        std::vector<std::uint32_t> concepts;  ///< ordinals, ascending; several when they share the label
    };
    /// `words` as words() divides the text; nothing is found in "und".
    std::vector<Found> recognise(const std::vector<std::string>& words, const std::string& analysis_language) const;
    /// What texts of the language may call a concept, without repeats: preferred labels first, then alternatives, then
    /// hidden ones; of each those of the tag itself first ("pt-PT" before "pt" and "pt-BR").
    std::vector<std::string> labels(const ThesaurusConcept& entry, const std::string& language) const;
    /// Of all tags of an analysis language; an empty one where there are no labels.
    const LabelTrie& trie(const std::string& analysis_language) const;

    /// Changes whenever another id or label may be found; an index made with another one is stale. Empty: no concepts.
    const std::string& version() const { return version_; }

private:
    void build_tries();

    std::vector<Part> parts_;
    std::vector<ThesaurusConcept> concepts_;
    std::unordered_map<std::string, std::uint32_t> ordinals_;
    std::map<std::string, LabelTrie, std::less<>> tries_;
    std::string version_;
};

/// Puts a thesaurus into the data folder under a name (a-z, 0-9, "-"), in place of one that was there; it is on disk
/// when this returns. @returns the file
std::filesystem::path install_thesaurus(const std::filesystem::path& data, const std::string& name, const Skos& skos);

}  // namespace acervo
