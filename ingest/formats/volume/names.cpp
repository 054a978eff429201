// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/formats/volume/names.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "corpus/text.h"
#include "ingest/formats/countries.h"
#include "ingest/formats/metadata.h"

namespace acervo::volume {
namespace {

bool starts_with_any(std::string_view text, const auto& names) {
    return std::any_of(names.begin(), names.end(), [&](std::string_view name) { return text.starts_with(name); });
}

bool is_one_of(std::string_view text, const auto& names) {
    return std::find(names.begin(), names.end(), text) != names.end();
}

/// Letters, digits and single spaces, folded.
std::string plain(std::string_view text) {
    std::string out;
    for (const auto& word : words(text)) out += (out.empty() ? "" : " ") + fold(word.text);
    return out;
}

bool is_upper(std::string_view word) {
    const auto first = word.substr(0, static_cast<unsigned char>(word[0]) >= 0xC3 ? 2 : 1);
    return lower(first) != first;
}

/// Words inside names that are written small.
constexpr std::array<std::string_view, 20> particles{"de", "da",  "do",  "das", "dos", "del", "la", "las", "los", "y",
                                                     "e",  "van", "von", "der", "den", "di",  "i",  "el",  "du",  "le"};

/// Words that no name of a person has: bodies, places of work, the language of titles.
constexpr std::array<std::string_view, 40> bodies{
    "universi",   "institut", "colegio",  "departament", "ayuntamiento", "municip",  "facult",  "camara",
    "diputacion", "minister", "secretar", "centro",      "center",       "centre",   "escuela", "escola",
    "fundaci",    "fundaca",  "gobierno", "governo",     "grupo",        "autor",    "email",   "consejo",
    "local",      "public",   "ciudad",   "cidade",      "gestion",      "gestao",   "program", "mesa",
    "panel",      "sesion",   "sessao",   "session",     "plenar",       "ponencia", "simposi", "poster"};

/// Without what sticks to names: digits, asterisks, daggers, e-mail addresses, what stands in parentheses, degrees.
std::string without_marks(std::string_view line) {
    std::string out;
    int depth = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        depth += c == '(' ? 1 : 0;
        const bool mark = std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '*';
        if (depth == 0 && !mark) out += c == '\t' ? ' ' : c;
        if (c == ')' && depth > 0) --depth;
    }
    for (const std::string_view sign : {"†", "‡", "§", "¹", "²", "³", "ª", "º"}) {
        for (auto at = out.find(sign); at != std::string::npos; at = out.find(sign)) out.erase(at, sign.size());
    }
    out = squeeze(out);
    constexpr std::array<std::string_view, 12> openings{
        "por ",      "by ",      "autor: ", "autora: ", "autores: ", "autoras: ",
        "authors: ", "author: ", "dr. ",    "dra. ",    "prof. ",    "lic. "};
    for (bool again = true; again;) {
        again = false;
        const auto folded = fold(out.substr(0, 12));
        for (const auto opening : openings) {
            if (!folded.starts_with(opening)) continue;
            out.erase(0, opening.size());
            again = true;
            break;
        }
    }
    while (!out.empty() && std::string_view{" ,;.-"}.find(out.back()) != std::string_view::npos) {
        if (out.back() == '.' && out.size() > 1 && is_upper(out.substr(out.size() - 2))) break;  // an initial
        out.pop_back();
    }
    return out;
}

/// "Mesa 3. Territorio": a numbered part of the programme.
bool names_session(std::string_view line) {
    static constexpr std::array<std::string_view, 11> kinds{"mesa", "sesion", "sessao", "session", "panel", "painel",
                                                            "eje",  "eixo",   "parte",  "part",    "track"};
    const auto all = words(line.substr(0, 60));
    if (all.size() < 2 || !is_one_of(fold(all[0].text), kinds)) return false;
    return std::isdigit(static_cast<unsigned char>(all[1].text[0])) != 0 || page_number(all[1].text).has_value();
}

constexpr std::array<std::pair<char, int>, 5> roman_digits{{{'i', 1}, {'v', 5}, {'x', 10}, {'l', 50}, {'c', 100}}};

int roman_digit(char c) {
    for (const auto& [letter, value] : roman_digits) {
        if (letter == (c | 0x20)) return value;
    }
    return 0;
}

std::string roman(int number) {
    static constexpr std::array<std::pair<int, std::string_view>, 9> steps{
        {{100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}}};
    std::string out;
    for (const auto& [value, letters] : steps) {
        for (; number >= value; number -= value) out += letters;
    }
    return out;
}

}  // namespace

std::string letters_of(std::string_view text) {
    std::string out;
    for (const auto& word : words(text)) out += fold(word.text);
    return out;
}

bool same_title(const std::string& letters, const std::string& other) {
    const auto& shorter = letters.size() < other.size() ? letters : other;
    const auto& longer = letters.size() < other.size() ? other : letters;
    if (shorter.size() < 4) return shorter == longer;
    return longer.starts_with(shorter) &&
           (shorter.size() == longer.size() || shorter.size() >= 24 || shorter.size() * 10 >= longer.size() * 8);
}

bool is_front_matter(std::string_view title) {
    static constexpr std::array<std::string_view, 42> whole{
        "indice",          "sumario",      "contents",     "contenido",       "contenidos",     "conteudo",
        "prologo",         "prefacio",     "preface",      "foreword",        "presentacion",   "apresentacao",
        "introduccion",    "introducao",   "introduction", "creditos",        "credits",        "portada",
        "portadilla",      "capa",         "cover",        "agradecimientos", "agradecimentos", "acknowledgements",
        "acknowledgments", "bibliografia", "referencias",  "references",      "anexo",          "anexos",
        "annex",           "programa",     "programme",    "program",         "colofon",        "colofao",
        "autores",         "authors",      "organizacion", "organizacao",     "patrocinadores", "sponsors"};
    static constexpr std::array<std::string_view, 33> beginnings{"indice de ",
                                                                 "indice geral",
                                                                 "indice general",
                                                                 "indice remissivo",
                                                                 "table of contents",
                                                                 "tabla de conten",
                                                                 "comite ",
                                                                 "comites",
                                                                 "comision organizadora",
                                                                 "comissao organizadora",
                                                                 "committee",
                                                                 "organizing committee",
                                                                 "program committee",
                                                                 "programme committee",
                                                                 "scientific committee",
                                                                 "author index",
                                                                 "index of authors",
                                                                 "subject index",
                                                                 "lista de autor",
                                                                 "list of authors",
                                                                 "list of contributors",
                                                                 "list of participants",
                                                                 "lista de participantes",
                                                                 "sobre los autores",
                                                                 "sobre os autores",
                                                                 "sobre las autoras",
                                                                 "about the authors",
                                                                 "palabras de bienvenida",
                                                                 "palavras de abertura",
                                                                 "mensaje de",
                                                                 "mensagem d",
                                                                 "consejo editorial",
                                                                 "conselho editorial"};
    const auto text = plain(title);
    if (text.size() > 60) return false;
    if (is_one_of(text, whole) || starts_with_any(text, beginnings)) return true;
    // "Prólogo a la segunda edición", "Presentación de las actas", "Palabras de la alcaldesa"
    static constexpr std::array<std::string_view, 8> forewords{"prologo ",      "prefacio ",         "preface ",
                                                               "foreword ",     "presentacion de l", "apresentacao d",
                                                               "agradecimient", "acknowledg"};
    return text.size() < 45 && starts_with_any(text, forewords);
}

bool is_contents_heading(std::string_view line) {
    static constexpr std::array<std::string_view, 16> names{"indice",
                                                            "indice general",
                                                            "indice de contenidos",
                                                            "indice de contenido",
                                                            "indice geral",
                                                            "sumario",
                                                            "sumario general",
                                                            "tabla de contenido",
                                                            "tabla de contenidos",
                                                            "contenido",
                                                            "contenidos",
                                                            "conteudo",
                                                            "contents",
                                                            "table of contents",
                                                            "index",
                                                            "taula de continguts"};
    return line.size() < 60 && is_one_of(plain(line), names);
}

bool begins_abstract(std::string_view line) {
    static constexpr std::array<std::string_view, 13> names{
        "resumen",        "resumo",         "abstract",       "resum",    "resume",    "summary",      "sumario",
        "palabras clave", "palavras-chave", "palavras chave", "keywords", "key words", "paraules clau"};
    const auto text = fold(line.substr(0, std::min<std::size_t>(line.size(), 60)));
    for (const auto name : names) {
        if (!text.starts_with(name)) continue;
        if (text.size() == name.size()) return true;
        const std::string_view rest{text.data() + name.size(), text.size() - name.size()};
        // A sentence may begin with such a word; an abstract follows it after a mark, or alone on its line.
        if (std::string_view{":.-\t"}.find(rest[0]) != std::string_view::npos) return true;
        if (rest.starts_with(" —") || rest.starts_with(" –") || rest.starts_with("—") || rest.starts_with(" -") ||
            rest.starts_with(" :"))
            return true;
    }
    return false;
}

People::People(const std::vector<std::string_view>& texts) {
    for (auto text : texts) {
        while (!text.empty()) {
            const auto end = std::min(text.find_first_of(" \t"), text.size());
            auto word = text.substr(0, end);
            text.remove_prefix(std::min(end + 1, text.size()));
            while (!word.empty() && std::ispunct(static_cast<unsigned char>(word.back())) != 0) word.remove_suffix(1);
            if (word.size() > 3 && word.front() >= 'a' && word.front() <= 'z') ++small_[lower(word)];
        }
    }
}

bool People::is_person(const std::string& name) const {
    const auto parts = words(name);
    if (parts.size() < 2 || parts.size() > 7 || name.size() > 70) return false;
    if (name.find(' ') == std::string::npos || name.find("...") != std::string::npos) return false;
    if (name.find_first_of("_@:/?!\"()") != std::string::npos) return false;
    int capitals = 0, small = 0;
    for (const auto& part : parts) {
        const auto folded = fold(part.text);
        if (folded.empty() || std::isdigit(static_cast<unsigned char>(folded[0])) != 0) return false;
        if (folded.size() > 4 && starts_with_any(folded, bodies)) return false;
        if (is_upper(part.text)) {
            ++capitals;
            const auto known = small_.find(lower(part.text));
            small += known != small_.end() && known->second >= 2 ? 1 : 0;
        } else if (!is_one_of(folded, particles)) {
            return false;
        }
    }
    // "Universidad de Cuba, Cuba" is cut like "Family, Given".
    const auto comma = name.rfind(',');
    if (!country_code(squeeze(name.substr(comma == std::string::npos ? 0 : comma + 1))).empty()) return false;
    return capitals >= 2 && small * 2 <= capitals;
}

std::vector<Agent> People::in(std::string_view line) const {
    if (line.size() > 600 || names_session(line)) return {};
    auto text = without_marks(line);
    for (const std::string_view between : {" · ", " • ", " | ", " / "}) {
        for (auto at = text.find(between); at != std::string::npos; at = text.find(between)) {
            text.replace(at, between.size(), "; ");
        }
    }
    auto people = split_authors(text);
    const bool all = !people.empty() &&
                     std::all_of(people.begin(), people.end(), [&](const auto& one) { return is_person(one.name); });
    if (!all) people.clear();
    return people;
}

std::string joined_names(const std::string& one, const std::string& next, bool full, const People& people) {
    if (one.empty()) return next;
    const auto end = fold(one);
    const bool open = end.ends_with(",") || end.ends_with(";") || end.ends_with(" y") || end.ends_with(" e") ||
                      end.ends_with(" and") || end.ends_with(" &");
    const bool list = one.find_first_of(",;") != std::string::npos;
    const bool goes_on = open || (full && list) || (full && !people.has(next));
    return one + (goes_on ? " " : "; ") + next;
}

std::optional<PageNumber> page_number(std::string_view text) {
    if (text.empty() || text.size() > 9) return std::nullopt;
    if (std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c) != 0; })) {
        if (text.size() > 4) return std::nullopt;
        const int value = std::stoi(std::string{text});
        return value > 0 ? std::optional{PageNumber{value, false}} : std::nullopt;
    }
    int value = 0, before = 0;
    for (auto at = text.rbegin(); at != text.rend(); ++at) {
        const int digit = roman_digit(*at);
        if (digit == 0) return std::nullopt;
        value += digit < before ? -digit : digit;
        before = std::max(before, digit);
    }
    if (value < 1 || value > 399 || roman(value) != lower(text)) return std::nullopt;
    return PageNumber{value, true};
}

}  // namespace acervo::volume
