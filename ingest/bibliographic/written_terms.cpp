// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <utility>

#include "corpus/text.h"
#include "ingest/bibliographic/kinds_table.h"
#include "ingest/bibliographic/marc_codes.h"
#include "ingest/bibliographic/values.h"

namespace acervo {

namespace {

/// Roles: MARC relator code, then its terms in English and what people write.
constexpr std::array known_roles = {
    KnownTerm{"aut", "author"},
    KnownTerm{"author", "author"},
    KnownTerm{"creator", "author"},
    KnownTerm{"cre", "author"},
    KnownTerm{"autor", "author"},
    KnownTerm{"autora", "author"},
    KnownTerm{"coautor", "author"},
    KnownTerm{"joint author", "author"},
    KnownTerm{"aui", "prologue"},
    KnownTerm{"prologo", "prologue"},
    KnownTerm{"prologuista", "prologue"},
    KnownTerm{"edt", "editor"},
    KnownTerm{"editor", "editor"},
    KnownTerm{"ed", "editor"},
    KnownTerm{"editora", "editor"},
    KnownTerm{"edc", "editor"},
    KnownTerm{"edm", "editor"},
    KnownTerm{"pbd", "editor"},
    KnownTerm{"editor of compilation", "editor"},
    KnownTerm{"com", "compiler"},
    KnownTerm{"compiler", "compiler"},
    KnownTerm{"comp", "compiler"},
    KnownTerm{"compilador", "compiler"},
    KnownTerm{"compiladora", "compiler"},
    KnownTerm{"orm", "organizer"},
    KnownTerm{"org", "organizer"},
    KnownTerm{"organizer", "organizer"},
    KnownTerm{"organizador", "organizer"},
    KnownTerm{"organizadora", "organizer"},
    KnownTerm{"originator", "organizer"},
    KnownTerm{"coord", "coordinator"},
    KnownTerm{"coordinator", "coordinator"},
    KnownTerm{"coordinador", "coordinator"},
    KnownTerm{"coordinadora", "coordinator"},
    KnownTerm{"coordenador", "coordinator"},
    KnownTerm{"coordenadora", "coordinator"},
    KnownTerm{"pdr", "coordinator"},
    KnownTerm{"project director", "coordinator"},
    KnownTerm{"trl", "translator"},
    KnownTerm{"translator", "translator"},
    KnownTerm{"trad", "translator"},
    KnownTerm{"traductor", "translator"},
    KnownTerm{"traductora", "translator"},
    KnownTerm{"tradutor", "translator"},
    KnownTerm{"tradutora", "translator"},
    KnownTerm{"ill", "illustrator"},
    KnownTerm{"illustrator", "illustrator"},
    KnownTerm{"ilustrador", "illustrator"},
    KnownTerm{"ths", "advisor"},
    KnownTerm{"advisor", "advisor"},
    KnownTerm{"thesis advisor", "advisor"},
    KnownTerm{"dgs", "advisor"},
    KnownTerm{"degree supervisor", "advisor"},
    KnownTerm{"director", "advisor"},
    KnownTerm{"directora", "advisor"},
    KnownTerm{"orientador", "advisor"},
    KnownTerm{"orientadora", "advisor"},
    KnownTerm{"tutor", "advisor"},
    KnownTerm{"spk", "presenter"},
    KnownTerm{"speaker", "presenter"},
    KnownTerm{"pre", "presenter"},
    KnownTerm{"presenter", "presenter"},
    KnownTerm{"ponente", "presenter"},
    KnownTerm{"palestrante", "presenter"},
    KnownTerm{"prs", "presenter"},
    KnownTerm{"spn", "sponsor"},
    KnownTerm{"sponsor", "sponsor"},
    KnownTerm{"funder", "sponsor"},
    KnownTerm{"fnd", "sponsor"},
    KnownTerm{"ctb", "contributor"},
    KnownTerm{"contributor", "contributor"},
    KnownTerm{"colaborador", "contributor"},
    KnownTerm{"colaboradora", "contributor"},
    KnownTerm{"mod", "moderator"},
    KnownTerm{"moderator", "moderator"},
    KnownTerm{"moderador", "moderator"},
    KnownTerm{"moderadora", "moderator"},
    KnownTerm{"pbl", "publisher"},
    KnownTerm{"publisher", "publisher"},
    KnownTerm{"isb", "issuing body"},
    KnownTerm{"his", "host institution"},
    KnownTerm{"oth", "other"},
    KnownTerm{"other", "other"},
    KnownTerm{"aft", "epilogue"},
    KnownTerm{"rev", "reviewer"},
    KnownTerm{"reviewer", "reviewer"},
    KnownTerm{"pht", "photographer"},
    KnownTerm{"photographer", "photographer"},
    KnownTerm{"fotografo", "photographer"},
    KnownTerm{"res", "researcher"},
    KnownTerm{"researcher", "researcher"},
    KnownTerm{"dis", "author"},
    KnownTerm{"dissertant", "author"},
};

std::string_view look_up(const auto& terms, std::string_view text) {
    const auto* const found = std::ranges::find(terms, text, &KnownTerm::first);
    return found == terms.end() ? std::string_view{} : found->second;
}

}  // namespace

std::string written_kind(std::string_view text) {
    std::string word = fold(squeeze(text.substr(0, 300)));
    // Addresses and paths: the last part counts ("http://purl.org/coar/resource_type/c_5794").
    if (const auto slash = word.find_last_of("/#"); slash != std::string::npos && word.find(' ') == std::string::npos)
        word.erase(0, slash + 1);
    if (word.starts_with("c_")) return std::string{look_up(known_kinds, word)};
    std::erase_if(word, [](char c) { return c == ' ' || c == '-' || c == '_' || c == '.'; });
    if (auto kind = look_up(known_kinds, word); !kind.empty()) return std::string{kind};
    for (const std::string_view plural : {"es", "s"}) {
        if (!word.ends_with(plural)) continue;
        const auto singular = std::string_view{word}.substr(0, word.size() - plural.size());
        if (auto kind = look_up(known_kinds, singular); !kind.empty()) return std::string{kind};
    }
    return {};
}

std::string written_role(std::string_view text) {
    std::string word = squeeze(clean(text.substr(0, 100)));
    if (const auto slash = word.rfind('/'); slash != std::string::npos && slash + 1 < word.size())
        word.erase(0, slash + 1);
    while (!word.empty() && (word.back() == '.' || word.back() == ',' || word.back() == ')')) word.pop_back();
    while (!word.empty() && word.front() == '(') word.erase(0, 1);
    const auto known = look_up(known_roles, fold(word));
    return known.empty() ? lower(word) : std::string{known};
}

std::string relator_code(std::string_view role) {
    if (role.empty()) return "aut";
    const auto* const found = std::ranges::find_if(
        known_roles, [&](const KnownTerm& one) { return one.second == role && one.first.size() == 3; });
    return found == known_roles.end() ? std::string{} : std::string{found->first};
}

bool is_creator_role(std::string_view role) {
    return role.empty() || role == "author" || role == "presenter";
}

std::string written_name(std::string_view text) {
    std::string name = squeeze(clean(text.substr(0, 1000)));
    // Dates of life: ", 1899-1986", ", 1950-", ", n. 1950".
    const auto comma = name.rfind(", ");
    if (comma != std::string::npos && comma > 0) {
        const auto rest = name.substr(comma + 2);
        const auto digits = std::ranges::count_if(rest, [](char c) { return c >= '0' && c <= '9'; });
        const bool dates = digits >= 4 && rest.find_first_not_of("0123456789-–. ?bdcnafl") == std::string::npos;
        if (dates) name.resize(comma);
    }
    while (!name.empty() && (name.back() == ',' || name.back() == ';' || name.back() == ':' || name.back() == '/' ||
                             name.back() == ' ')) {
        name.pop_back();
    }
    // A full stop at the end belongs to punctuation, unless it closes an initial ("Pérez, J.").
    if (name.size() > 3 && name.back() == '.' && name[name.size() - 3] != ' ' && name[name.size() - 3] != '.' &&
        name[name.size() - 3] != '-' && static_cast<unsigned char>(name[name.size() - 2]) < 0x80) {
        const auto last = name.find_last_of(" ,");
        const auto word = fold(name.substr(last == std::string::npos ? 0 : last + 1));
        if (word != "jr." && word != "sr." && word != "inc." && word != "ltda.") name.pop_back();
    }
    return name;
}

}  // namespace acervo
