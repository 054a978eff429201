// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/complete.h"

#include <xapian.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "corpus/text.h"
#include "indexer/fields.h"
#include "search/lexer.h"

namespace acervo {
namespace {

using Kind = Suggestion::Kind;

constexpr std::size_t most_typed = 8;  // words; who types more knows what they look for
constexpr std::size_t longest_title = 160;

std::vector<std::string> typed_words(const std::string& typed) {
    std::vector<std::string> result;
    const auto folded = fold(typed);
    for (const auto& word : words(folded)) {
        if (result.size() == most_typed) break;
        if (std::ranges::find(result, word.text) == result.end()) result.emplace_back(word.text);
    }
    return result;
}

/// How many bytes of the word fold to what was typed; 0: it does not begin so.
std::size_t bytes_typed(std::string_view word, const std::string& typed) {
    for (std::size_t end = 1; end <= word.size(); ++end) {
        if (end < word.size() && (word[end] & 0xC0) == 0x80) continue;  // within a character
        const auto folded = fold(word.substr(0, end));
        if (folded.starts_with(typed)) return end;
        if (!typed.starts_with(folded)) return 0;
    }
    return 0;
}

std::string condition(const std::string& field, std::string_view value) {
    std::string text;
    for (const auto& word : plain_words(value)) text += (text.empty() ? "" : " ") + word;
    return field + ":\"" + text + "\"";
}

/// The reader's own label, where it is not the one that was typed.
std::string own_label(const Vocabulary& vocabulary, Kind kind, const std::string& code, const std::string& language) {
    if (kind == Kind::event) {
        const auto* event = vocabulary.find_event(code);
        return event ? best(event->name, language).second : std::string{};
    }
    if (kind == Kind::series) {
        const auto* series = vocabulary.find_series(code);
        return series ? best(series->name, language).second : std::string{};
    }
    const auto& scheme = vocabulary.scheme(to_string(kind));
    return scheme.label(code, language);
}

void set_labelled(Suggestion& suggestion, const Reader& reader, const std::string& code, std::string_view text) {
    suggestion.target.filters[to_string(suggestion.kind)].any = {code};
    if (auto label = own_label(reader.vocabulary, suggestion.kind, code, reader.language); label != text)
        suggestion.label = std::move(label);
}

void set_place(Suggestion& suggestion, const Reader& reader, const std::string& code, std::string_view text) {
    const auto line = code.find('\n');
    suggestion.subdivision = code.substr(0, line);
    suggestion.country = code.substr(line + 1);
    suggestion.target.text = condition(reader.language == "en" ? "place" : "lugar", text);
    if (!suggestion.country.empty()) suggestion.target.filters["country"].any = {suggestion.country};
}

/// Fills in what a title leads to; @returns the title.
std::string set_title(Suggestion& suggestion, const Reader& reader, DocId document) {
    const auto found = reader.records.get_document(document);
    const auto title = found.get_value(fields::slot_title);
    if (suggestion.count > 1) {
        suggestion.target.text = condition(reader.language == "en" ? "title" : "titulo", title);
        return title;
    }
    const auto data = nlohmann::json::parse(found.get_data(), nullptr, /*allow_exceptions=*/false);
    if (data.is_object()) suggestion.record = data.value("id", std::string{});
    return title;
}

}  // namespace

std::vector<std::pair<std::string, bool>> mark_beginnings(std::string_view name,
                                                          const std::vector<std::string>& typed) {
    std::vector<std::pair<std::string, bool>> pieces;
    const auto add = [&](std::string_view text, bool marked) {
        if (text.empty()) return;
        if (!pieces.empty() && pieces.back().second == marked)
            pieces.back().first += text;
        else
            pieces.emplace_back(text, marked);
    };
    std::size_t at = 0;
    for (const auto& word : words(name)) {
        std::size_t most = 0;
        for (const auto& beginning : typed) most = std::max(most, bytes_typed(word.text, beginning));
        add(name.substr(at, word.begin - at), false);
        add(word.text.substr(0, most), true);
        add(word.text.substr(most), false);
        at = word.begin + word.text.size();
    }
    add(name.substr(at), false);
    return pieces;
}

std::vector<Suggestion> complete(const Completer& completer, const Reader& reader, const std::string& typed,
                                 int limit) {
    const auto beginnings = typed_words(typed);
    const auto most = static_cast<std::size_t>(std::clamp(limit, 0, most_suggestions));
    std::vector<Suggestion> result;
    for (const auto& match : completer.find(beginnings, reader.language, most)) {
        const auto entry = completer.entry(match.name);
        Suggestion suggestion{.kind = entry.kind,
                              .language = std::string{entry.language},
                              .count = static_cast<std::int64_t>(entry.count)};
        suggestion.target.language = reader.language;
        std::string text{entry.text};
        try {
            if (entry.kind == Kind::title)
                text = shorten(set_title(suggestion, reader, entry.document), longest_title);
            else if (entry.kind == Kind::place)
                set_place(suggestion, reader, std::string{entry.code}, text);
            else if (entry.kind == Kind::person || entry.kind == Kind::organization)
                suggestion.target.text = condition(reader.language == "en" ? "author" : "autor", text);
            else
                set_labelled(suggestion, reader, std::string{entry.code}, text);
        } catch (const Xapian::DocNotFoundError&) {
            continue;  // withdrawn since the names were read
        }
        suggestion.text = mark_beginnings(text, beginnings);
        result.push_back(std::move(suggestion));
    }
    return result;
}

std::string to_string(Suggestion::Kind kind) {
    switch (kind) {
        case Kind::theme:
            return "theme";
        case Kind::event:
            return "event";
        case Kind::series:
            return "series";
        case Kind::country:
            return "country";
        case Kind::place:
            return "place";
        case Kind::person:
            return "person";
        case Kind::organization:
            return "organization";
        case Kind::title:
            break;
    }
    return "title";
}

}  // namespace acervo
