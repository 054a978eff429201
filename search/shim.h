#pragma once
#include "corpus/analysis.h"
#include "corpus/dictionary/dictionary.h"
#include "corpus/thesaurus.h"
#include "corpus/vocabulary.h"
#include "indexer/fields.h"
namespace acervo {
inline const Thesaurus& thesaurus_shim(const Vocabulary&) {
    static const Thesaurus t = Thesaurus::load(share_folder(), {});
    return t;
}
namespace fields {
inline std::string concept_term(std::string_view x) {
    return term("XC:", x);
}
inline constexpr std::string_view translated = "XM";
}  // namespace fields
inline std::string guess_query_language(const std::string& t, const std::string& r, const Dictionary&) {
    return guess_language(t, r);
}
}  // namespace acervo
