// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/formats/metadata.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "corpus/text.h"

namespace acervo {
namespace {

bool digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
}

int number(std::string_view text) {
    int value = 0;
    for (const char c : text) value = value * 10 + (c - '0');
    return value;
}

template <std::size_t n>
bool begins_with_any(std::string_view text, const std::array<std::string_view, n>& list) {
    return std::any_of(list.begin(), list.end(), [&](auto one) { return text.starts_with(one); });
}

std::vector<std::string> split(std::string_view text, std::string_view separator) {
    std::vector<std::string> parts;
    for (;;) {
        const auto at = text.find(separator);
        auto part = squeeze(text.substr(0, at));
        if (!part.empty()) parts.push_back(std::move(part));
        if (at == std::string_view::npos) return parts;
        text.remove_prefix(at + separator.size());
    }
}

std::string without_extension(std::string_view name) {
    const auto slash = name.rfind('/');
    if (slash != std::string_view::npos) name.remove_prefix(slash + 1);
    return std::string{name.substr(0, name.rfind('.'))};
}

bool has_file_ending(std::string_view text) {
    const auto dot = text.rfind('.');
    if (dot == std::string_view::npos) return false;
    constexpr std::array<std::string_view, 22> endings{"doc", "docx", "odt", "pdf",  "ppt", "pptx", "odp", "indd",
                                                       "qxd", "qxp",  "rtf", "txt",  "xls", "xlsx", "p65", "pmd",
                                                       "cdr", "ai",   "eps", "html", "tex", "dvi"};
    const auto ending = lower(text.substr(dot + 1));
    return std::find(endings.begin(), endings.end(), ending) != endings.end();
}

}  // namespace

bool is_title(std::string_view title, const std::string& file_name) {
    const auto folded = fold(squeeze(title));
    if (folded.size() < 3 || has_file_ending(folded)) return false;
    // A file named after the title is no reason against it, if it is written as people write.
    const auto stem = without_extension(file_name);
    if (folded == fold(file_name) || (squeeze(title) == stem && stem.find(' ') == std::string::npos)) return false;
    constexpr std::array<std::string_view, 26> empty_starts{"microsoft word",
                                                            "microsoft powerpoint",
                                                            "powerpoint presentation",
                                                            "presentacion de powerpoint",
                                                            "apresentacao do powerpoint",
                                                            "presentation powerpoint",
                                                            "untitled",
                                                            "sin titulo",
                                                            "sem titulo",
                                                            "sense titol",
                                                            "document",
                                                            "documento",
                                                            "presentacion1",
                                                            "apresentacao1",
                                                            "presentation1",
                                                            "slide ",
                                                            "diapositiva ",
                                                            "layout 1",
                                                            "no slide title",
                                                            "titulo de la presentacion",
                                                            "print",
                                                            "(anonymous)",
                                                            "title",
                                                            "template",
                                                            "plantilla",
                                                            "file:"};
    const auto known =
        std::find_if(empty_starts.begin(), empty_starts.end(), [&](auto one) { return folded.starts_with(one); });
    if (known != empty_starts.end()) {
        // "Documento de posición..." is a title, "Documento 3" and "Título" are not.
        const auto rest = squeeze(folded.substr(known->size()));
        if (rest.size() < 8 || known->starts_with("microsoft") || known->starts_with("file")) return false;
    }
    // Words, not a code: some letters, and most of it is letters.
    const auto all = words(folded);
    std::size_t letters = 0;
    for (const auto& word : all)
        letters += std::isdigit(static_cast<unsigned char>(word.text.front())) != 0 ? 0 : word.text.size();
    if (letters < 3 || letters * 2 < folded.size()) return false;
    // A word with underscores or dots is a name for computers.
    return folded.find(' ') != std::string::npos || folded.find_first_of("_.") == std::string::npos;
}

bool is_author(std::string_view name) {
    const auto folded = fold(squeeze(name));
    constexpr std::array<std::string_view, 19> accounts{
        "user",   "usuario", "admin",   "windows",     "microsoft", "office", "owner",
        "author", "autor",   "unknown", "desconocido", "anonymous", "root",   "equipo",
        "pc",     "hp",      "default", "python-docx", "apache"};
    const auto all = words(folded);
    if (folded.size() < 3 || folded.size() > 200 || all.empty()) return false;
    if (std::isdigit(static_cast<unsigned char>(folded.front())) != 0) return false;
    const auto account = [&](auto one) {
        return all.front().text.starts_with(one) && all.front().text.size() <= one.size() + 5;
    };
    if (folded.find('@') != std::string::npos || folded.find("://") != std::string::npos) return false;
    constexpr std::array<std::string_view, 4> anybody{"user", "usuario", "usuaria", "utilizador"};
    const auto is_anybody = [&](std::string_view word) {
        return std::find(anybody.begin(), anybody.end(), word) != anybody.end();
    };
    if (is_anybody(all.front().text) || is_anybody(all.back().text) || folded.starts_with("administrador") ||
        folded.starts_with("administrator")) {
        return false;
    }
    return !std::any_of(accounts.begin(), accounts.end(), account) ||
           (all.size() > 2 && all.front().text != "microsoft");
}

std::string edtf_date(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return {};
    text.remove_prefix(begin);
    if (text.size() < 4 || !digits(text.substr(0, 4))) return {};
    const int year = number(text.substr(0, 4));
    if (year < 1800 || year > 2100) return {};
    std::string date{text.substr(0, 4)};
    if (text.size() > 4 && std::isdigit(static_cast<unsigned char>(text[4])) != 0) return {};
    for (std::size_t at = 4; date.size() < 10; at += 3) {
        if (text.size() < at + 3 || (text[at] != '-' && text[at] != '/') || !digits(text.substr(at + 1, 2))) break;
        const int value = number(text.substr(at + 1, 2));
        if (value < 1 || value > (at == 4 ? 12 : 31)) break;
        date += '-';
        date += text.substr(at + 1, 2);
    }
    return date;
}

std::string language_code(std::string_view text) {
    const auto tag = squeeze(text);
    std::string out;
    std::size_t begin = 0;
    while (begin <= tag.size()) {
        const auto end = std::min(tag.find_first_of("-_", begin), tag.size());
        std::string part = tag.substr(begin, end - begin);
        const bool plain =
            std::all_of(part.begin(), part.end(), [](unsigned char c) { return std::isalnum(c) != 0 && c < 0x80; });
        if (part.empty() || part.size() > 8 || !plain) return {};
        for (char& c : part) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        if (out.empty()) {
            constexpr std::array<std::pair<std::string_view, std::string_view>, 9> long_codes{{{"spa", "es"},
                                                                                               {"por", "pt"},
                                                                                               {"eng", "en"},
                                                                                               {"cat", "ca"},
                                                                                               {"glg", "gl"},
                                                                                               {"fra", "fr"},
                                                                                               {"fre", "fr"},
                                                                                               {"deu", "de"},
                                                                                               {"ita", "it"}}};
            for (const auto& [three, two] : long_codes) {
                if (part == three) part = two;
            }
            if (part.size() < 2 || part.size() > 3 || std::isdigit(static_cast<unsigned char>(part[0])) != 0) return {};
            if (part == "zxx" || part == "und" || part == "mul") return {};
            out = part;
        } else {
            if (part.size() == 2) {
                for (char& c : part) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
            } else if (part.size() == 4) {
                part[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(part[0])));
            }
            out += "-" + part;
        }
        begin = end + 1;
    }
    return out;
}

std::string publisher_of(std::string_view company) {
    auto name = squeeze(clean(company));
    constexpr std::array<std::string_view, 24> makers{
        "hewlett", "dell",    "lenovo",  "acer",    "toshiba",  "sony",    "samsung",    "microsoft",
        "home",    "hogar",   "casa",    "house",   "personal", "private", "particular", "none",
        "ninguna", "nenhuma", "company", "empresa", "unknown",  "windows", "office",     "the house"};
    const auto folded = fold(name);
    const auto made = [&](auto one) { return folded.starts_with(one) && words(folded).size() <= 2; };
    if (!is_author(name) || name.size() < 4 || std::any_of(makers.begin(), makers.end(), made)) return {};
    return name;
}

std::vector<std::string> split_list(std::string_view text) {
    return split(text, text.find(';') != std::string_view::npos ? ";" : ",");
}

std::vector<Agent> split_authors(std::string_view text) {
    std::vector<std::string> names;
    if (text.find(';') != std::string_view::npos) {
        names = split(text, ";");
    } else {
        auto parts = split(text, ",");
        // "Pérez, Ana" and "Ana Pérez, Luis Gómez" are told apart by the single word.
        const bool family_given = parts.size() == 2 && (words(parts[0]).size() == 1 || words(parts[1]).size() == 1);
        if (family_given || parts.size() == 1) parts = {squeeze(text)};
        for (const auto& part : parts) {
            std::vector<std::string> pieces{part};
            for (const std::string_view joint : {" and ", " & ", " y ", " e "}) {
                std::vector<std::string> next;
                for (const auto& piece : pieces) {
                    for (auto& one : split(piece, joint)) next.push_back(std::move(one));
                }
                // "Secretaría de Hacienda y Crédito" is one body: names of people have more than one word on each side.
                const bool people =
                    std::all_of(next.begin(), next.end(), [](const auto& one) { return words(one).size() > 1; });
                if (people) pieces = std::move(next);
            }
            for (auto& piece : pieces) names.push_back(std::move(piece));
        }
    }
    std::vector<Agent> agents;
    for (auto& name : names) {
        if (is_author(name) && agents.size() < 200) agents.push_back({.name = clean(name)});
    }
    return agents;
}

std::string licence_id(std::string_view text) {
    auto folded = lower(squeeze(text));
    const auto cc = folded.find("creativecommons.org/");
    if (cc != std::string::npos) {
        auto rest = folded.substr(cc + 20);
        if (rest.starts_with("publicdomain/zero")) return "CC0-1.0";
        if (!rest.starts_with("licenses/")) return {};
        rest.erase(0, 9);
        const auto slash = rest.find('/');
        if (slash == std::string::npos) return {};
        std::string kind = rest.substr(0, slash);
        for (char& c : kind) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        const auto version = rest.substr(slash + 1, 3);
        const bool numbered = version.size() == 3 && digits(version.substr(0, 1)) && version[1] == '.';
        const bool known =
            kind.starts_with("BY") && kind.size() <= 8 && kind.find_first_not_of("ABCDNSY-") == std::string::npos;
        return known && numbered ? "CC-" + kind + "-" + version : std::string{};
    }
    if ((folded.starts_with("http://") || folded.starts_with("https://")) && folded.find(' ') == std::string::npos)
        return squeeze(text);
    return {};
}

std::string doi_in(std::string_view text) {
    for (auto at = text.find("10."); at != std::string_view::npos; at = text.find("10.", at + 3)) {
        if (at > 0 && (std::isalnum(static_cast<unsigned char>(text[at - 1])) != 0 || text[at - 1] == '.')) continue;
        const auto slash = text.find('/', at);
        if (slash == std::string_view::npos || slash - at < 7 || slash - at > 12) continue;
        if (!std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at) + 3,
                         text.begin() + static_cast<std::ptrdiff_t>(slash),
                         [](unsigned char c) { return std::isdigit(c) != 0 || c == '.'; })) {
            continue;
        }
        auto doi = text.substr(at, std::min(text.find_first_of(" \t\r\n\"<>{}", at), text.size()) - at);
        while (!doi.empty() && std::string_view{".,;)]"}.find(doi.back()) != std::string_view::npos)
            doi.remove_suffix(1);
        if (doi.size() > slash - at + 1) return std::string{doi};
    }
    return {};
}

void put(LangMap& map, std::string_view language, const std::string& text) {
    if (!text.empty()) map.emplace(language.empty() ? "und" : language, text);
}

void put(LangListMap& map, std::string_view language, const std::string& keyword) {
    if (keyword.empty() || keyword.size() > 300) return;
    auto& list = map[std::string{language.empty() ? "und" : language}];
    if (list.size() < 200 && std::find(list.begin(), list.end(), keyword) == list.end()) list.push_back(keyword);
}

bool is_alternative_text(std::string_view text) {
    const auto folded = fold(text);
    constexpr std::array<std::string_view, 5> automatic{"generada automaticamente", "gerada automaticamente",
                                                        "automatically generated", "generado automaticamente",
                                                        "gerado automaticamente"};
    constexpr std::array<std::string_view, 7> icons{" con relleno solido", " com preenchimento solido",
                                                    " with solid fill",    " estrutura de topicos",
                                                    " contorno",           " outline",
                                                    " esquematico"};
    return is_title(text, {}) &&
           std::none_of(automatic.begin(), automatic.end(),
                        [&](auto one) { return folded.find(one) != std::string::npos; }) &&
           std::none_of(icons.begin(), icons.end(), [&](auto one) { return folded.ends_with(one); });
}

bool is_title_frame(std::string_view name) {
    const auto folded = fold(name);
    constexpr std::array<std::string_view, 4> names{"titulo", "title", "titre", "titol"};
    return begins_with_any(folded, names);
}

void title_from_slides(Record& record, const std::vector<Unit>& slides, const std::string& file_name) {
    if (!record.title.empty() || slides.empty()) return;
    auto title = slides.front().title;
    for (std::size_t begin = 0; title.empty() && begin < slides.front().text.size();) {
        const auto& text = slides.front().text;
        const auto end = std::min(text.find('\n', begin), text.size());
        const auto line = text.substr(begin, end - begin);
        begin = end + 1;
        if (words(line).size() > 1 && line.size() < 200 && line.find_first_of("@/|") == std::string::npos &&
            is_title(line, file_name))
            title = line;
    }
    if (!is_title(title, file_name)) return;
    put(record.title, "", as_title(title));
    record.machine.emplace_back("title");
}

std::string as_title(std::string_view text) {
    return shorten(squeeze(text), 250);
}

}  // namespace acervo
