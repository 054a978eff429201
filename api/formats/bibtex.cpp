// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/formats/bibtex.h"

#include <array>

#include "corpus/text.h"

namespace acervo {
namespace {

/// A text that TeX reads as it is.
std::string escaped(const std::string& text) {
    std::string out;
    for (const char c : squeeze(text)) {
        switch (c) {
            case '\\':
                out += "{\\textbackslash}";
                break;
            case '~':
                out += "{\\textasciitilde}";
                break;
            case '^':
                out += "{\\textasciicircum}";
                break;
            // Braces are counted by BibTeX, escaped or not: one that closes nothing would end the field.
            case '{':
                out += "{\\textbraceleft}";
                break;
            case '}':
                out += "{\\textbraceright}";
                break;
            case '&':
            case '%':
            case '$':
            case '#':
            case '_':
                out += '\\';
                [[fallthrough]];
            default:
                out += c;
        }
    }
    return out;
}

/// An address: nothing is escaped, what would end the field is coded.
std::string address(const std::string& url) {
    std::string out;
    for (const char c : url) {
        if (c == '{') {
            out += "%7B";
        } else if (c == '}') {
            out += "%7D";
        } else if (c == '\\') {
            out += "%5C";
        } else if (static_cast<unsigned char>(c) > 0x20) {
            out += c;
        }
    }
    return out;
}

/// In "von Last" what stands before the last word in small letters would be the particle.
bool would_be_cut(const std::string& family) {
    for (auto at = family.find(' '); at != std::string::npos; at = family.find(' ', at + 1))
        if (at + 1 < family.size() && family[at + 1] >= 'a' && family[at + 1] <= 'z') return true;
    return false;
}

/// "and" stands between names, in any case.
bool joins_names(const std::string& name) {
    return (" " + ascii_lower(name) + " ").find(" and ") != std::string::npos;
}

std::string part_of_name(const std::string& text, bool kept_whole) {
    return kept_whole ? "{" + escaped(text) + "}" : escaped(text);
}

std::string name_of(const PersonName& name) {
    if (name.organization || name.given.empty()) return "{" + escaped(name.family) + "}";
    const auto family = part_of_name(name.family, would_be_cut(name.family) || joins_names(name.family));
    return (name.particle.empty() ? "" : name.particle + " ") + family +
           (name.suffix.empty() ? "" : ", " + escaped(name.suffix)) + ", " +
           part_of_name(name.given, joins_names(name.given));
}

std::string names_of(const std::vector<PersonName>& names) {
    std::string text;
    for (const auto& name : names) text += (text.empty() ? "" : " and ") + name_of(name);
    return text;
}

/// Letters and digits of ASCII: "silvajunior2024-7f3k9x2m1q".
std::string key_of(const Reference& reference) {
    const auto& names = reference.authors.empty() ? reference.editors : reference.authors;
    std::string key;
    if (!names.empty() && !names.front().organization)
        for (const char c : fold(names.front().family))
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) key += c;
    if (const auto year = date_parts(reference.issued).year; year != 0) key += std::to_string(year);
    return key + (key.empty() ? "" : "-") + reference.id;
}

std::string_view babel_name(const std::string& language) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> names{{{"es", "spanish"},
                                                                                  {"pt", "portuguese"},
                                                                                  {"en", "english"},
                                                                                  {"ca", "catalan"},
                                                                                  {"gl", "galician"},
                                                                                  {"fr", "french"}}};
    if (language == "pt-BR") return "brazilian";
    for (const auto& [tag, name] : names)
        if (language.substr(0, language.find('-')) == tag) return name;
    return {};
}

std::string doubled_hyphen(std::string pages) {
    if (const auto dash = pages.find("–"); dash != std::string::npos) pages.replace(dash, 3, "--");
    return pages;
}

class Entry {
public:
    Entry(std::string_view type, const std::string& key) : text_("@" + std::string{type} + "{" + key) {}
    void field(std::string_view name, const std::string& value) {
        if (!value.empty()) text_ += ",\n  " + std::string{name} + " = {" + value + "}";
    }
    std::string finished() const { return text_ + "\n}\n"; }

private:
    std::string text_;
};

}  // namespace

std::string bibtex(const Reference& reference) {
    const bool article = reference.in_journal();
    const bool loose = reference.kind == "paper" && reference.container.empty() && reference.event.empty();
    Entry entry{article ? "article" : loose ? "misc" : document_type(reference.kind).bibtex, key_of(reference)};
    entry.field("author", names_of(reference.authors));
    entry.field("editor", names_of(reference.editors.empty() ? reference.container_editors : reference.editors));
    entry.field("translator", names_of(reference.translators));
    // Doubled braces keep the capitals of names in titles.
    if (!reference.title.empty()) entry.field("title", "{" + escaped(reference.title) + "}");
    const auto& host = reference.container.empty() && reference.kind == "paper" ? reference.event : reference.container;
    entry.field(article ? "journal" : "booktitle", escaped(host));
    entry.field("eventtitle", escaped(reference.event));
    entry.field("venue", escaped(reference.event_place));
    entry.field("series", escaped(reference.collection));
    const auto date = date_parts(reference.issued);
    entry.field("year", date.year == 0 ? "" : std::to_string(date.year));
    entry.field("date", reference.issued);
    entry.field("volume", escaped(reference.volume));
    entry.field("number", escaped(reference.issue));
    entry.field("pages", doubled_hyphen(reference.pages));
    const bool report = document_type(reference.kind).bibtex == "techreport";
    entry.field(report ? "institution" : "publisher", escaped(reference.publisher));
    entry.field("doi", address(reference.doi));
    entry.field("isbn", escaped(reference.isbn));
    entry.field("issn", escaped(reference.issn));
    entry.field("url", address(reference.url));
    entry.field("langid", std::string{babel_name(reference.language)});
    std::string keywords;
    for (const auto& word : reference.keywords) keywords += (keywords.empty() ? "" : ", ") + escaped(word);
    entry.field("keywords", keywords);
    entry.field("abstract", escaped(reference.abstract));
    return entry.finished();
}

}  // namespace acervo
