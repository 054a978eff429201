// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/describe.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "corpus/text.h"
#include "ingest/languages.h"

namespace acervo {

namespace {

constexpr std::size_t longest_title_line = 200, shortest_title_line = 6;  // bytes
constexpr int lines_to_look_at = 12;
constexpr std::size_t parts_of_a_volume = 2;

/// Fills a field that nobody filled.
template <typename Field>
bool fill(Field& field, const Field& from) {
    if (!(field == Field{}) || from == Field{}) return false;
    field = from;
    return true;
}

void mark(Record& record, const std::string& field) {
    if (std::ranges::find(record.machine, field) == record.machine.end()) record.machine.push_back(field);
}

/// Formats whose date is that of a publication; in the others it is when a program saved the file.
bool dates_publication(const std::string& media_type) {
    return media_type.find("jats") != std::string::npos || media_type.find("tei") != std::string::npos ||
           media_type == "text/html" || media_type == "application/xhtml+xml" || media_type == "text/markdown";
}

/// Formats whose language somebody declared on purpose; in the others it is the setting of a program.
bool declares_language(const std::string& media_type) {
    return media_type.find("jats") != std::string::npos;
}

std::string kind_of(const std::string& media_type) {
    for (const std::string_view slides : {"presentation", "powerpoint"}) {
        if (media_type.find(slides) != std::string::npos) return "presentation";
    }
    for (const std::string_view article : {"jats", "tei"}) {
        if (media_type.find(article) != std::string::npos) return "paper";
    }
    return "other";
}

/// Lays what the file says of itself under what a person gave.
void merge(Record& record, const Record& embedded, const std::string& media_type) {
    const bool guessed_date = !dates_publication(media_type) || std::ranges::count(embedded.machine, "issued") > 0;
    fill(record.abstract, embedded.abstract);
    fill(record.creators, embedded.creators);
    fill(record.contributors, embedded.contributors);
    fill(record.publisher, embedded.publisher);
    if (fill(record.issued, embedded.issued) && guessed_date) mark(record, "issued");
    fill(record.themes, embedded.themes);
    fill(record.axes, embedded.axes);
    fill(record.sdgs, embedded.sdgs);
    fill(record.keywords, embedded.keywords);
    fill(record.countries, embedded.countries);
    fill(record.places, embedded.places);
    fill(record.level, embedded.level);
    fill(record.event, embedded.event);
    fill(record.rights.licence, embedded.rights.licence);
    fill(record.rights.holder, embedded.rights.holder);
    fill(record.source, embedded.source);
    fill(record.note, embedded.note);
    fill(record.doi, embedded.doi);
    fill(record.handle, embedded.handle);
    fill(record.isbn, embedded.isbn);
    fill(record.issn, embedded.issn);
    fill(record.url, embedded.url);
    fill(record.volume, embedded.volume);
    fill(record.series, embedded.series);
    fill(record.page_start, embedded.page_start);
    fill(record.page_end, embedded.page_end);
    for (const auto& [name, text] : embedded.extra) record.extra.emplace(name, text);
}

bool has_text(const LangMap& map) {
    return std::ranges::any_of(map, [](const auto& entry) { return !entry.second.empty(); });
}

/// Headings that open many a document and name none.
bool is_front_matter(const std::string& heading) {
    constexpr std::array names = {"indice",
                                  "indice general",
                                  "indice de contenidos",
                                  "tabla de contenido",
                                  "tabla de contenidos",
                                  "contenido",
                                  "contenidos",
                                  "sumario",
                                  "conteudo",
                                  "table of contents",
                                  "contents",
                                  "introduccion",
                                  "introducao",
                                  "introduction",
                                  "resumen",
                                  "resumo",
                                  "abstract",
                                  "summary",
                                  "portada",
                                  "capa",
                                  "presentacion",
                                  "apresentacao",
                                  "prologo",
                                  "prefacio",
                                  "agenda",
                                  "agradecimientos",
                                  "agradecimentos",
                                  "readme",
                                  "index"};
    return std::ranges::find(names, fold(heading)) != names.end();
}

/// What a unit has to offer as the title of the whole: its heading, else a line of its text.
std::string title_from_unit(const Unit& unit) {
    const std::string heading = squeeze(unit.title);
    if (heading.empty()) return title_from_text(unit.text);
    const bool serves =
        heading.size() <= longest_title_line && !is_front_matter(heading) && !is_title_of_a_program(heading);
    return serves ? heading : "";
}

/// First heading or first telling line of the first units, else the file's name.
void guess_title(Record& record, const std::vector<Unit>& units, const std::string& name) {
    constexpr std::size_t units_to_look_at = 3;
    std::string title;
    for (std::size_t i = 0; i < std::min(units.size(), units_to_look_at) && title.empty(); ++i) {
        title = title_from_unit(units[i]);
        if (!title.empty() && !units[i].language.empty()) record.title = {{units[i].language, title}};
    }
    if (title.empty() && !name.empty()) title = title_from_name(name);
    if (title.empty()) return;
    if (!has_text(record.title)) record.title = {{"und", title}};
    mark(record, "title");
}

void guess_kind(Record& record, const Draft& draft, const Record& embedded) {
    if (!record.kind.empty()) return;
    if (!draft.kind.empty()) {
        record.kind = draft.kind;
    } else if (record.parts.size() >= parts_of_a_volume) {
        record.kind = "proceedings";
        mark(record, "kind");
    } else if (!embedded.kind.empty()) {
        record.kind = embedded.kind;
        if (std::ranges::count(embedded.machine, "kind") > 0) mark(record, "kind");
    } else if (!draft.name.empty()) {
        record.kind = kind_of(draft.media_type);
        mark(record, "kind");
    }
}

/// Where the authors work, in the order they are named.
void guess_countries(Record& record) {
    if (!record.countries.empty()) return;
    for (const auto& agent : record.creators) {
        if (agent.country.empty() || std::ranges::count(record.countries, agent.country) > 0) continue;
        record.countries.push_back(agent.country);
    }
    if (!record.countries.empty()) mark(record, "country");
}

/// What the event says that its axis is about.
void guess_themes(Record& record, const Vocabulary& vocabulary) {
    const Event* const event = record.event.axis.empty() ? nullptr : vocabulary.find_event(record.event.id);
    if (!event) return;
    const auto axis = std::ranges::find(event->axes, record.event.axis, &EventAxis::code);
    if (axis == event->axes.end()) return;
    if (fill(record.themes, axis->themes)) mark(record, "theme");
    if (fill(record.axes, axis->axes)) mark(record, "axis");
}

/// Languages of the units, of the record and of its title and abstract.
void settle_languages(Described& described, const Record& embedded, const std::string& media_type, bool given) {
    Record& record = described.record;
    if (!given && declares_language(media_type)) record.languages = embedded.languages;
    guess_languages(described.units, record.languages.empty() ? embedded.languages : record.languages);
    if (record.languages.empty()) {
        record.languages = languages_of(described.units);
        if (!record.languages.empty()) mark(record, "language");
    }
    if (record.languages.empty() && !embedded.languages.empty()) record.languages = embedded.languages;
    const std::string main = record.languages.empty() ? "" : record.languages.front();
    for (LangMap* const map : {&record.title, &record.abstract, &record.note}) name_language(*map, main);
    if (const auto words = record.keywords.find("und"); words != record.keywords.end() && !main.empty()) {
        auto list = std::move(words->second);
        record.keywords.erase(words);
        auto& present = record.keywords[main];
        present.insert(present.end(), list.begin(), list.end());
    }
}

/// The language of a proposed part is that of its pages.
void settle_parts(Described& described) {
    for (auto& part : described.record.parts) {
        if (part.language.empty()) {
            std::vector<Unit> pages;
            std::ranges::copy_if(described.units, std::back_inserter(pages), [&](const Unit& unit) {
                return unit.number >= part.start && unit.number <= part.end;
            });
            const auto languages = languages_of(pages);
            if (!languages.empty()) part.language = languages.front();
        }
        name_language(part.title, part.language);
    }
}

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> endings) {
    return std::ranges::any_of(endings, [&](std::string_view end) {
        return text.size() > end.size() && text.substr(text.size() - end.size()) == end;
    });
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace

bool is_title_of_a_program(const std::string& title) {
    const std::string text = fold(squeeze(title));
    constexpr std::array starts = {"microsoft word - ",
                                   "microsoft powerpoint - ",
                                   "powerpoint presentation",
                                   "presentacion de powerpoint",
                                   "apresentacao do powerpoint",
                                   "diapositiva 1",
                                   "diapositivo 1",
                                   "slide 1",
                                   "untitled",
                                   "sin titulo",
                                   "sem titulo",
                                   "documento sin titulo",
                                   "documento sem titulo",
                                   "titulo de la presentacion",
                                   "document1",
                                   "documento1",
                                   "titulo da apresentacao",
                                   "presentation title",
                                   "unnamed"};
    if (text.size() < 3 ||
        std::ranges::any_of(starts, [&](std::string_view start) { return text.rfind(start, 0) == 0; }))
        return true;
    if (ends_with_any(text,
                      {".doc", ".docx", ".ppt", ".pptx", ".pdf", ".indd", ".qxd",  ".qxp", ".tex", ".dvi", ".odt",
                       ".odp", ".rtf",  ".cdr", ".ai",   ".pub", ".fm",   ".html", ".htm", ".txt", ".p65", ".pmd"})) {
        return true;
    }
    return words(text).empty() || std::ranges::none_of(text, [](char c) {
               return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
           });
}

std::string title_from_name(const std::string& name) {
    std::string plain = name.substr(name.find_last_of('/') + 1);
    const auto dot = plain.find_last_of('.');
    if (dot != std::string::npos && dot > 0 && plain.size() - dot <= 6) plain.resize(dot);
    std::string text;
    for (std::size_t at = 0; at < plain.size(); ++at) {
        const int high = at + 2 < plain.size() && plain[at] == '%' ? hex_digit(plain[at + 1]) : -1;
        const int low = high >= 0 ? hex_digit(plain[at + 2]) : -1;
        if (low >= 0) {
            text += static_cast<char>(high * 16 + low);
            at += 2;
        } else {
            text += plain[at] == '_' || plain[at] == '+' ? ' ' : plain[at];
        }
    }
    // Hyphens part words where nothing else does, but not the numbers of a date.
    if (text.find(' ') == std::string::npos) {
        for (std::size_t at = 0; at < text.size(); ++at) {
            const auto digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
            if (text[at] == '-' && !(at > 0 && digit(at - 1) && digit(at + 1))) text[at] = ' ';
        }
    }
    text = squeeze(clean(text));
    if (text.empty()) return squeeze(clean(name));
    if (text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

std::string title_from_text(const std::string& text) {
    std::size_t at = 0;
    for (int looked = 0; looked < lines_to_look_at && at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        const std::string line = squeeze(std::string_view{text}.substr(at, end - at));
        at = end + 1;
        if (line.empty()) continue;
        ++looked;
        if (line.size() < shortest_title_line || line.size() > longest_title_line) continue;
        if (line.find("://") != std::string::npos || line.find("www.") != std::string::npos ||
            line.find('@') != std::string::npos)
            continue;
        const auto found = words(line);
        const auto with_letters = std::ranges::count_if(found, [](const Word& word) {
            return word.text.size() > 1 && (static_cast<unsigned char>(word.text[0]) >= 0x80 || word.text[0] > '9');
        });
        if (with_letters < 2 || with_letters * 2 < static_cast<std::ptrdiff_t>(found.size())) continue;
        if (!is_title_of_a_program(line) && !is_front_matter(line)) return line;
    }
    return "";
}

Described describe(const Draft& draft, const Validator& validator) {
    Described described{draft.given, draft.units};
    Record& record = described.record;
    Record embedded;
    if (draft.extracted) {
        embedded = draft.extracted->described;
        embedded.parts = draft.extracted->parts;
        validator.sanitize(embedded);
    }
    const bool given_language = !record.languages.empty();
    // Options are what a person said of the whole batch: they stand before what the file says.
    if (record.event.id.empty() && !draft.event.empty()) record.event.id = draft.event;
    merge(record, embedded, draft.media_type);
    if (described.units.empty() && draft.extracted) described.units = draft.extracted->units;
    if (record.parts.empty() && embedded.parts.size() >= parts_of_a_volume) {
        record.parts = embedded.parts;
        mark(record, "parts");
    }
    guess_kind(record, draft, embedded);
    settle_languages(described, embedded, draft.media_type, given_language);
    if (!has_text(record.title)) {
        const bool found_in_text = std::ranges::count(embedded.machine, "title") > 0;
        std::erase_if(embedded.title, [&](const auto& entry) {
            return is_title_of_a_program(entry.second) || (found_in_text && is_front_matter(entry.second));
        });
        record.title = embedded.title;
        if (has_text(record.title)) {
            if (std::ranges::count(embedded.machine, "title") > 0) mark(record, "title");
        } else {
            guess_title(record, described.units, draft.name);
        }
        name_language(record.title, record.languages.empty() ? "" : record.languages.front());
    }
    guess_countries(record);
    guess_themes(record, validator.vocabulary());
    if (record.population_band.empty() && !record.places.empty() && record.places.front().population) {
        record.population_band = population_band(*record.places.front().population);
    }
    if (!described.units.empty()) settle_parts(described);
    return described;
}

}  // namespace acervo
