// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/skos.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "corpus/error.h"
#include "corpus/label_trie.h"

/// Whatever is read as a thesaurus reads back as it is written, and its labels can be looked for.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    acervo::Skos skos;
    try {
        skos = acervo::read_skos({reinterpret_cast<const char*>(data), size});
    } catch (const acervo::Error&) {
        return 0;
    }
    if (acervo::read_skos(acervo::write_skos(skos)) != skos) std::abort();
    std::vector<acervo::LabelTrie::Label> labels;
    for (const auto& entry : skos.concepts)
        for (const auto& [language, text] : entry.preferred) labels.push_back({text, 0});
    const acervo::LabelTrie trie{"pt", labels};
    std::vector<std::uint32_t> concepts;
    const auto word = trie.word(skos.concepts.front().preferred.begin()->second);
    const std::vector words{word, word};
    trie.longest(words, concepts);
    return 0;
}
