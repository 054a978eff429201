// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "corpus/dictionary/dictionary.h"
#include "corpus/thesaurus.h"
#include "search/lexicon.h"
#include "search/wanted.h"

/// Private to search/*.cpp: what the words of a query may mean, in each language that is searched.
namespace acervo {

/// The wordings of words and topics met before, of one state of an index: making them costs some hundred look-ups a
/// word. Thread-safe.
class Memory {
public:
    /// As remembered, else as made now.
    std::shared_ptr<const Wordings> of(std::string key, const std::function<Wordings()>& make);

private:
    static constexpr std::size_t most = 4096;  ///< then it begins anew; some 5 kB each
    std::mutex mutex_;
    std::unordered_map<std::string, std::shared_ptr<const Wordings>> known_;
};

/// Where meanings come from. All of it may be empty: then words stand for themselves.
struct Knowledge {
    const Dictionary& dictionary;
    const Thesaurus& thesaurus;
    /// The words of the index in a language; null: not known.
    std::function<std::shared_ptr<const Lexicon>(const std::string& language)> lexicon;
    Memory* memory = nullptr;
};

struct Interpretation {
    Legs legs;
    std::vector<Wanted> wanted;
    /// Entries and topics (places in `wanted`) that words of a node name: of an `any`, which its children name together
    /// or alone, or of a word that stands elsewhere.
    std::map<const Node*, std::vector<std::size_t>> named;

    const Wanted* word(const std::string& typed) const;
};

/// The legs' languages other than their own one are reached by translations; `tree` must outlive the result.
Interpretation interpret(const Node& tree, Legs legs, const Query& query, const Knowledge& knowledge);

/// Language in which what was typed is analysed: as given, else guessed, else the reader's.
std::string language_of(const Query& query, const Node& tree, const Dictionary& dictionary);

}  // namespace acervo
