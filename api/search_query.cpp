// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "api/http.h"
#include "api/search_parameters.h"
#include "corpus/text.h"

namespace acervo {
namespace {

const std::vector<std::pair<std::string, Sort>>& sorts() {
    static const std::vector<std::pair<std::string, Sort>> names = {{"relevance", Sort::relevance},
                                                                    {"date", Sort::date},
                                                                    {"-date", Sort::date_descending},
                                                                    {"title", Sort::title},
                                                                    {"peer", Sort::peer}};
    return names;
}

bool is_facet(const std::string& name) {
    return name != "year" && std::find(facet_names().begin(), facet_names().end(), name) != facet_names().end();
}

/// The last value that is not blank: what a form sends for a field that was left alone says nothing.
std::optional<std::string> filled(const Request& request, const std::string& name) {
    const auto value = request.parameter(name);
    return value && !value->empty() ? value : std::nullopt;
}

std::optional<int> whole_number(std::string_view text) {
    int number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || read.ec != std::errc{} || read.ptr != text.data() + text.size()) return {};
    return number;
}

int number_between(const Request& request, const std::string& name, int least, int most, int otherwise) {
    const auto value = filled(request, name);
    if (!value) return otherwise;
    const auto number = whole_number(*value);
    if (!number || *number < least || *number > most)
        throw RequestError{"bad-parameter", name, *value, {std::to_string(least) + ".." + std::to_string(most)}};
    return *number;
}

bool yes_or_no(const Request& request, const std::string& name, bool otherwise) {
    const auto value = filled(request, name);
    if (!value) return otherwise;
    if (*value == "1" || *value == "true") return true;
    if (*value == "0" || *value == "false") return false;
    throw RequestError{"bad-parameter", name, *value, {"0", "1"}};
}

std::optional<int> year_in(std::string_view text) {
    const auto year = text.size() == 4 ? whole_number(text) : std::nullopt;
    return year && *year >= 0 ? year : std::nullopt;
}

YearRange year_range(const std::string& value) {
    const RequestError wrong{"bad-parameter", "year", value, {"2015", "2015..2020", "2015..", "..2020"}};
    const auto dots = value.find("..");
    YearRange range;
    if (dots == std::string::npos) {
        range.from = range.to = year_in(value);
        if (!range.from) throw wrong;
        return range;
    }
    const auto from = value.substr(0, dots), to = value.substr(dots + 2);
    range.from = year_in(from);
    range.to = year_in(to);
    if ((!from.empty() && !range.from) || (!to.empty() && !range.to) || (from.empty() && to.empty())) throw wrong;
    if (range.from && range.to && *range.from > *range.to) throw wrong;
    return range;
}

std::string year_text(const YearRange& range) {
    const auto four = [](const std::optional<int>& year) {
        if (!year) return std::string{};
        const auto digits = std::to_string(*year);
        return std::string(digits.size() < 4 ? 4 - digits.size() : 0, '0') + digits;
    };
    if (range.from && range.from == range.to) return four(range.from);
    return four(range.from) + ".." + four(range.to);
}

std::vector<std::string> facets_asked(const Request& request) {
    std::vector<std::string> asked;
    for (const auto& list : request.all("facets")) {
        for (std::size_t start = 0; start <= list.size();) {
            const auto comma = std::min(list.find(',', start), list.size());
            const auto name = list.substr(start, comma - start);
            start = comma + 1;
            if (name.empty() || std::find(asked.begin(), asked.end(), name) != asked.end()) continue;
            if (name != "*" && name != "year" && !is_facet(name)) {
                auto allowed = facet_names();
                if (std::find(allowed.begin(), allowed.end(), "year") == allowed.end()) allowed.push_back("year");
                allowed.push_back("*");
                throw RequestError{"bad-parameter", "facets", name, allowed};
            }
            asked.push_back(name);
        }
    }
    return asked;
}

std::string language_asked(const Request& request, const std::string& name, const std::vector<std::string>& allowed) {
    const auto value = filled(request, name);
    if (!value) return {};
    if (std::find(allowed.begin(), allowed.end(), *value) == allowed.end())
        throw RequestError{"bad-parameter", name, *value, allowed};
    return *value;
}

void add(std::vector<std::string>& values, const std::string& value) {
    if (!value.empty() && std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
}

const std::vector<std::string>& query_languages() {
    static const std::vector<std::string> codes = {"auto", "es", "pt", "en", "ca", "gl", "fr"};
    return codes;
}

constexpr std::size_t longest_place = 200;  // bytes
constexpr auto weight_prefix = "w.";
constexpr double most_weight = 10;

}  // namespace

std::string weight_text(double weight) {
    std::array<char, 32> digits{};
    return {digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), weight).ptr};
}

PeerWeights peer_weights(const Request& request) {
    auto weights = usual_weights;
    double sum = 0;
    for (std::size_t i = 0; i < trait_count; ++i) {
        const auto name = weight_prefix + std::string{to_string(static_cast<Trait>(i))};
        if (const auto value = filled(request, name)) {
            const auto read = std::from_chars(value->data(), value->data() + value->size(), weights[i]);
            const bool number = read.ec == std::errc{} && read.ptr == value->data() + value->size();
            if (!number || !(weights[i] >= 0 && weights[i] <= most_weight))
                throw RequestError{"bad-parameter", name, *value, {"0..10"}};
        }
        sum += weights[i];
    }
    if (sum == 0) throw RequestError{"bad-parameter", "w.population", "0", {"0..10"}};
    return weights;
}

std::vector<Parameter> peer_weight_parameters() {
    std::vector<Parameter> parameters;
    for (std::size_t i = 0; i < trait_count; ++i) {
        const std::string trait{to_string(static_cast<Trait>(i))};
        parameters.push_back({.name = weight_prefix + trait,
                              .type = "number",
                              .description = "How much " + trait + " counts in the likeness of places, 0 to 10 (" +
                                             weight_text(usual_weights[i]) + ").",
                              .example = "2"});
    }
    return parameters;
}

Query query_from(const Request& request) {
    Query query;
    query.text = clean(request.parameter("q").value_or(""));
    language_asked(request, "lang", {"es", "pt", "en"});
    query.language = answer_language(request);
    query.query_language = language_asked(request, "ql", query_languages());
    for (const auto& [name, value] : request.parameters) {
        const bool exclude = name.starts_with("not.");
        const auto facet = exclude ? name.substr(4) : name;
        if (value.empty() || !is_facet(facet)) continue;
        auto& selection = query.filters[facet];
        add(exclude ? selection.none : selection.any, value);
    }
    if (const auto year = filled(request, "year")) query.year = year_range(*year);
    if (const auto sort = filled(request, "sort")) {
        const auto known =
            std::find_if(sorts().begin(), sorts().end(), [&](const auto& s) { return s.first == *sort; });
        if (known == sorts().end())
            throw RequestError{"bad-parameter", "sort", *sort, {"relevance", "date", "-date", "title", "peer"}};
        query.sort = known->second;
    }
    query.peer = squeeze(clean(request.parameter("peer").value_or("")));
    if (query.peer.size() > longest_place)
        throw RequestError{"bad-parameter", "peer", query.peer, {"1.." + std::to_string(longest_place)}};
    query.peer_weights = peer_weights(request);
    if (query.sort == Sort::peer && query.peer.empty()) throw RequestError{"missing-parameter", "peer", "", {}};
    query.page_size = number_between(request, "page_size", 1, 100, query.page_size);
    query.passages = number_between(request, "passages", 0, 5, query.passages);
    query.cursor = filled(request, "cursor").value_or("");
    query.facets = facets_asked(request);
    query.across_languages = yes_or_no(request, "xl", true);
    query.explain = yes_or_no(request, "explain", false);
    return query;
}

std::string to_query_string(const Query& query) {
    const Query usual;
    std::string text;
    const auto put = [&](const std::string& name, const std::string& value) {
        text += (text.empty() ? "" : "&") + url_encode(name) + "=" + url_encode(value);
    };
    if (!query.text.empty()) put("q", query.text);
    if (!query.language.empty()) put("lang", query.language);
    if (!query.query_language.empty()) put("ql", query.query_language);
    if (!query.across_languages) put("xl", "0");
    for (const auto& [facet, selection] : query.filters) {
        for (const auto& code : selection.any) put(facet, code);
        for (const auto& code : selection.none) put("not." + facet, code);
    }
    if (query.year) put("year", year_text(*query.year));
    for (const auto& [name, sort] : sorts())
        if (sort == query.sort && sort != usual.sort) put("sort", name);
    if (!query.peer.empty()) put("peer", query.peer);
    for (std::size_t i = 0; i < trait_count; ++i)
        if (query.peer_weights[i] != usual_weights[i])
            put(weight_prefix + std::string{to_string(static_cast<Trait>(i))}, weight_text(query.peer_weights[i]));
    if (query.page_size != usual.page_size) put("page_size", std::to_string(query.page_size));
    if (query.passages != usual.passages) put("passages", std::to_string(query.passages));
    std::string facets;
    for (const auto& name : query.facets) facets += (facets.empty() ? "" : ",") + name;
    if (!facets.empty()) put("facets", facets);
    if (query.explain) put("explain", "1");
    if (!query.cursor.empty()) put("cursor", query.cursor);
    return text;
}

std::vector<Parameter> search_parameters() {
    std::vector<Parameter> parameters = {
        {.name = "q",
         .description = "What is looked for: words, \"phrases\", AND OR NOT + -, NEAR/n, prefix*, field:value. At most "
                        "2048 bytes.",
         .example = "presupuesto participativo"},
        {.name = "ql",
         .description = "Language that q is written in; auto: guessed.",
         .values = query_languages(),
         .example = "es"},
        {.name = "xl",
         .type = "boolean",
         .description =
             "0: search for the words as typed only, in their own language: no translations, synonyms or topics.",
         .example = "0"},
    };
    for (const auto& facet : facet_names()) {
        if (facet == "year") continue;
        const std::string codes = facet == "country" ? "ISO 3166-1 codes" : "codes";
        parameters.push_back({.name = facet,
                              .type = "code",
                              .description = "Only records with one of these " + codes + " of " + facet +
                                             "; \"none\": without any. A code includes those below it.",
                              .repeats = true,
                              .example = facet == "country" ? "BR"
                                         : facet == "theme" ? "abi"
                                                            : "none"});
    }
    for (const auto& facet : facet_names()) {
        if (facet == "year") continue;
        parameters.push_back({.name = "not." + facet,
                              .type = "code",
                              .description = "Only records without any of these codes of " + facet + ".",
                              .repeats = true,
                              .example = facet == "country" ? "BR"
                                         : facet == "theme" ? "mov"
                                                            : "none"});
    }
    const std::vector<Parameter> rest = {
        {.name = "year",
         .type = "year-range",
         .description = "Year of issue: 2015, 2015..2020, 2015.. or ..2020.",
         .example = "2015..2024"},
        {.name = "sort",
         .description = "Order of the hits.",
         .values = {"relevance", "date", "-date", "title", "peer"},
         .example = "-date"},
        {.name = "peer",
         .description =
             "Number or name of a place (\"Almería\", \"Córdoba, AR\"): records of places like it come first; "
             "none is hidden.",
         .example = "Almería"},
        {.name = "page_size", .type = "integer", .description = "Hits in one answer, 1 to 100 (20).", .example = "10"},
        {.name = "cursor", .description = "From links.next of the answer before this one; opaque."},
        {.name = "facets",
         .description = "Names of the facets to count, separated by commas; *: all of them and the years.",
         .repeats = true,
         .example = "theme,country,year"},
        {.name = "passages",
         .type = "integer",
         .description = "Pages or slides shown of a hit, 0 to 5 (3).",
         .example = "1"},
        {.name = "explain", .type = "boolean", .description = "1: say how the query was understood.", .example = "1"},
    };
    parameters.insert(parameters.end(), rest.begin(), rest.end());
    for (auto& weight : peer_weight_parameters()) parameters.push_back(std::move(weight));
    return parameters;
}

}  // namespace acervo
