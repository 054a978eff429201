// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/formats/volume.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "corpus/text.h"
#include "ingest/formats/metadata.h"

namespace acervo {
namespace {

/// What stands between or before the works of a volume, folded.
bool is_front_matter(const std::string& title) {
    constexpr std::array<std::string_view, 34> names{"indice",
                                                     "sumario",
                                                     "contents",
                                                     "table of contents",
                                                     "contenido",
                                                     "conteudo",
                                                     "prologo",
                                                     "prefacio",
                                                     "preface",
                                                     "foreword",
                                                     "presentacion",
                                                     "apresentacao",
                                                     "introduccion",
                                                     "introducao",
                                                     "introduction",
                                                     "creditos",
                                                     "credits",
                                                     "portada",
                                                     "capa",
                                                     "cover",
                                                     "comite",
                                                     "committee",
                                                     "agradecimientos",
                                                     "agradecimentos",
                                                     "acknowledg",
                                                     "bibliografia",
                                                     "referencias",
                                                     "references",
                                                     "anexo",
                                                     "annex",
                                                     "programa",
                                                     "programme",
                                                     "author index",
                                                     "colofon"};
    return std::any_of(names.begin(), names.end(), [&](auto name) { return title.starts_with(name); }) &&
           title.size() < 60;
}

std::string letters_of(std::string_view text) {
    std::string out;
    for (const auto& word : words(text)) out += fold(word.text);
    return out;
}

/// Where a work's abstract begins: a line that is, or begins with, the word for it. npos when there is none.
std::size_t abstract_at(const std::string& page) {
    constexpr std::array<std::string_view, 13> names{
        "resumen",        "resumo",         "abstract",       "resum",    "resume",    "summary",      "sumario",
        "palabras clave", "palavras-chave", "palavras chave", "keywords", "key words", "paraules clau"};
    for (std::size_t begin = 0; begin < page.size() && begin < 4000;) {
        const auto end = std::min(page.find('\n', begin), page.size());
        const auto line = fold(std::string_view{page}.substr(begin, std::min<std::size_t>(end - begin, 60)));
        for (const auto name : names) {
            if (!line.starts_with(name)) continue;
            const auto next = line.size() == name.size() ? ':' : line[name.size()];
            if (std::isalpha(static_cast<unsigned char>(next)) == 0) return begin;
        }
        begin = end + 1;
    }
    return std::string::npos;
}

bool has_address(std::string_view page) {
    const auto at = page.substr(0, 2500).find('@');
    return at != std::string_view::npos && at > 0 && std::isalnum(static_cast<unsigned char>(page[at - 1])) != 0;
}

bool reads_like_name(const std::string& name) {
    constexpr std::array<std::string_view, 24> bodies{
        "universi",   "institut",   "facult",     "departament", "ayuntamiento", "municip", "prefeitura", "camara",
        "diputacion", "ministerio", "secretaria", "centro",      "center",       "centre",  "escuela",    "escola",
        "fundacion",  "fundacao",   "gobierno",   "governo",     "grupo",        "autor",   "email",      "consejo"};
    const auto parts = words(name);
    if (parts.size() < 2 || parts.size() > 7 || name.size() > 70) return false;
    int capitals = 0;
    for (const auto& part : parts) {
        const auto folded = fold(part.text);
        if (std::any_of(bodies.begin(), bodies.end(), [&](auto body) { return folded.starts_with(body); }))
            return false;
        if (std::isdigit(static_cast<unsigned char>(folded[0])) != 0) return false;
        capitals +=
            lower(part.text.substr(0, 1)) != part.text.substr(0, 1) || static_cast<unsigned char>(part.text[0]) >= 0xC3
                ? 1
                : 0;
    }
    return capitals >= 2 && name.find_first_of("@:/?!") == std::string::npos;
}

/// Marks of notes that stick to names: digits, asterisks.
std::string without_marks(std::string_view line) {
    std::string out;
    for (const char c : line) {
        if (std::isdigit(static_cast<unsigned char>(c)) == 0 && c != '*') out += c;
    }
    return out;
}

/// Names between the title and the abstract.
std::vector<Agent> authors_on(const std::string& page, const std::string& title, std::size_t abstract) {
    const auto wanted = letters_of(title);
    std::string seen;
    std::vector<Agent> authors;
    int lines = 0;
    for (std::size_t begin = 0; begin < page.size() && begin < std::min<std::size_t>(abstract, 2500);) {
        const auto end = std::min(page.find('\n', begin), page.size());
        const auto line = std::string_view{page}.substr(begin, end - begin);
        begin = end + 1;
        if (seen.find(wanted) == std::string::npos) {
            seen += letters_of(line);
            continue;
        }
        const auto names = split_authors(without_marks(line));
        const bool all = !names.empty() && std::all_of(names.begin(), names.end(),
                                                       [](const auto& agent) { return reads_like_name(agent.name); });
        if (all) {
            authors.insert(authors.end(), names.begin(), names.end());
        } else if (!authors.empty() || (abstract == std::string::npos && ++lines == 2)) {
            break;  // without an abstract to end at, names are where a byline is or nowhere
        }
    }
    return authors;
}

struct Candidate {
    Part part;
    bool work = false, strong = false;  ///< by a byline, which a subheading may look like; by an abstract or an address
};

std::vector<Candidate> candidates(const std::vector<Bookmark>& bookmarks, const std::vector<Unit>& pages, int depth) {
    std::vector<Candidate> found;
    const int last = static_cast<int>(pages.size());
    for (std::size_t i = 0; i < bookmarks.size(); ++i) {
        const auto& bookmark = bookmarks[i];
        if (bookmark.depth != depth || bookmark.page < 1 || bookmark.page > last) continue;
        // It ends where the next one of its level, or of one above, begins.
        int end = last;
        for (std::size_t j = i + 1; j < bookmarks.size(); ++j) {
            if (bookmarks[j].depth > depth || bookmarks[j].page < 1) continue;
            end = std::max(bookmark.page, bookmarks[j].page - 1);
            break;
        }
        if (is_front_matter(fold(bookmark.title))) continue;
        const auto& page = pages[static_cast<std::size_t>(bookmark.page) - 1];
        Candidate one;
        const auto abstract = abstract_at(page.text);
        const bool printed =
            letters_of(page.text.substr(0, 1500)).find(letters_of(bookmark.title)) != std::string::npos;
        if (printed) one.part.creators = authors_on(page.text, bookmark.title, abstract);
        one.strong = abstract != std::string::npos || has_address(page.text);
        one.work = one.strong || !one.part.creators.empty();
        put(one.part.title, "", bookmark.title);
        one.part.start = bookmark.page;
        one.part.end = end;
        one.part.label_start = page.label;
        one.part.label_end = pages[static_cast<std::size_t>(end) - 1].label;
        one.part.confidence = !one.work ? 0.5 : printed ? 0.9 : 0.7;
        found.push_back(std::move(one));
    }
    return found;
}

}  // namespace

std::vector<Part> works_of(const std::vector<Bookmark>& bookmarks, const std::vector<Unit>& pages) {
    std::vector<Candidate> best;
    std::ptrdiff_t most = 0;
    for (int depth = 0; depth < 3; ++depth) {
        auto found = candidates(bookmarks, pages, depth);
        const auto works = std::count_if(found.begin(), found.end(), [](const auto& one) { return one.work; });
        const auto strong = std::count_if(found.begin(), found.end(), [](const auto& one) { return one.strong; });
        const auto all = static_cast<std::ptrdiff_t>(found.size());
        const bool mostly = strong * 2 >= all || works * 5 >= all * 4;
        if (works >= 3 && mostly && works > most) {
            most = works;
            best = std::move(found);
        }
    }
    std::vector<Part> parts;
    for (auto& one : best) {
        if (is_title(one.part.title["und"], {})) parts.push_back(std::move(one.part));
    }
    return parts;
}

}  // namespace acervo
