// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/facets.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <set>

#include "indexer/fields.h"
#include "tests/search/library.h"

using namespace acervo;
using namespace acervo::test;

namespace {

/// A small world of codes, trees among them; "none" is the bucket, not a code.
const std::map<std::string, std::vector<std::string>> codes = {
    {"kind", {"paper", "practice", "report"}},
    {"theme", {"amb", "amb.res", "amb.agu", "mov", "mov.bus", "viv.soc"}},
    {"country", {"BR", "MX", "ES", "PT"}},
    {"sdg", {"6", "11", "11.3", "11.6"}},
    {"axis", {"digital", "green"}},
    {"access", {"open"}},
    {"primary", {"digital", "green"}},
    {"needs", {"law", "money", "staff"}},
    {"budget", {"b1", "b3", "b5"}},
    {"adopted", {"yes", "no"}},
    {"confirmed", {"recent", "stale", "never"}},
};

struct Made {
    std::map<std::string, std::set<std::string>> codes;  ///< with parents
    std::optional<int> year;
    std::set<std::string> words;
};

std::string any_of(std::mt19937& random, const std::vector<std::string>& list) {
    return list[random() % list.size()];
}

std::vector<std::string> some_of(std::mt19937& random, const std::vector<std::string>& list) {
    std::set<std::string> result;
    for (auto count = random() % 4; count > 0; --count) result.insert(any_of(random, list));
    return {result.begin(), result.end()};
}

void remember(Made& made, const std::string& facet, const std::vector<std::string>& list) {
    for (const auto& code : list) {
        made.codes[facet].insert(code);
        const std::string parent{facet == "theme" || facet == "sdg" ? fields::parent(code) : std::string_view{}};
        if (!parent.empty()) made.codes[facet].insert(parent);
    }
}

/// A practice that says a few things of itself, and their codes.
Practice random_practice(std::mt19937& random, Made& made) {
    Practice practice;
    std::vector<std::string> needs;
    if (random() % 3 == 0) {
        practice.legal_basis = {{"es", "amet"}};
        needs.emplace_back("law");
    }
    if (random() % 2 == 0) {
        const auto [amount, band] =
            std::vector<std::pair<double, const char*>>{{5e3, "b1"}, {2e5, "b3"}, {2e7, "b5"}}[random() % 3];
        practice.cost = Cost{.setup = amount, .currency = "USD"};
        needs.emplace_back("money");
        remember(made, "budget", {band});
    }
    if (random() % 3 == 0) {
        practice.staff_fte = 2;
        needs.emplace_back("staff");
    }
    remember(made, "needs", needs);
    const bool adopted = random() % 2 == 0;
    if (adopted) practice.adoptions = {{.place = {.country = "ES"}}};
    remember(made, "adopted", {adopted ? "yes" : "no"});
    const auto [day, state] = std::vector<std::pair<const char*, const char*>>{
        {"", "never"}, {"2001-02-03", "stale"}, {"2999-01-01", "recent"}}[random() % 3];
    practice.last_confirmed = day;
    remember(made, "confirmed", {state});
    return practice;
}

/// A library of random records, and what is known of each.
std::map<std::string, Made> fill(Library& library, std::mt19937& random, int count) {
    std::map<std::string, Made> world;
    for (int i = 0; i < count; ++i) {
        const auto key = "r" + std::to_string(i);
        auto& made = world[key];
        Record record;
        record.languages = {};
        record.kind = any_of(random, codes.at("kind"));
        record.themes = some_of(random, codes.at("theme"));
        record.countries = some_of(random, codes.at("country"));
        record.sdgs = some_of(random, codes.at("sdg"));
        record.axes = some_of(random, codes.at("axis"));
        if (random() % 4 != 0) {
            made.year = 2000 + static_cast<int>(random() % 12);
            record.issued = std::to_string(*made.year);
        }
        std::string text;
        for (const std::string word : {"lorem", "ipsum", "dolor", "amet"}) {
            if (random() % 2 == 0) continue;
            made.words.insert(word);
            text += word + " ";
        }
        record.title = {{"und", "x " + text}};
        remember(made, "kind", {record.kind});
        remember(made, "theme", record.themes);
        remember(made, "country", record.countries);
        remember(made, "sdg", record.sdgs);
        remember(made, "axis", record.axes);
        remember(made, "access", {"open"});
        if (!record.axes.empty()) remember(made, "primary", {record.axes.front()});
        if (record.kind == "practice") record.practice = random_practice(random, made);
        library.put(key, record);
    }
    library.index();
    return world;
}

bool meets(const Made& made, const std::string& facet, const Selection& selection) {
    const auto known = made.codes.find(facet);
    const auto has = [&](const std::string& code) {
        if (code == "none") return known == made.codes.end() || known->second.empty();
        return known != made.codes.end() && known->second.contains(code);
    };
    return (selection.any.empty() || std::ranges::any_of(selection.any, has)) &&
           std::ranges::none_of(selection.none, has);
}

bool in_years(const Made& made, const std::optional<YearRange>& years) {
    if (!years || *years == YearRange{}) return true;
    return made.year && (!years->from || *made.year >= *years->from) && (!years->to || *made.year <= *years->to);
}

bool matches(const Made& made, const std::string& text) {
    return text.empty() ||
           std::ranges::any_of(made.words, [&](const auto& word) { return text.find(word) != std::string::npos; });
}

/// Whether a record passes everything but the selection of `aside`.
bool passes(const Made& made, const Query& query, const std::string& aside) {
    if (!matches(made, query.text) || (aside != year_facet && !in_years(made, query.year))) return false;
    return std::ranges::all_of(query.filters, [&](const auto& filter) {
        return filter.first == aside || meets(made, filter.first, filter.second);
    });
}

Query random_query(std::mt19937& random) {
    Query query{.language = "es", .page_size = 100, .facets = {"*"}, .passages = 0};
    for (const std::string word : {"lorem", "ipsum", "dolor"})
        if (random() % 4 == 0) query.text += (query.text.empty() ? "" : " ") + word;
    for (const auto& [facet, list] : codes) {
        if (random() % 3 != 0) continue;
        auto choices = list;
        choices.emplace_back("none");
        choices.emplace_back("unused");
        Selection selection;
        for (auto count = random() % 3; count > 0; --count) selection.any.push_back(any_of(random, choices));
        for (auto count = random() % 2; count > 0; --count) selection.none.push_back(any_of(random, choices));
        query.filters[facet] = selection;
    }
    if (random() % 3 == 0) {
        query.year = YearRange{};
        if (random() % 3 != 0) query.year->from = 2000 + static_cast<int>(random() % 12);
        if (random() % 3 != 0) query.year->to = query.year->from.value_or(2002) + static_cast<int>(random() % 5);
    }
    return query;
}

std::map<std::string, std::int64_t> flat(const std::vector<FacetValue>& values) {
    std::map<std::string, std::int64_t> result;
    for (const auto& value : values) {
        result[value.code] = value.count;
        for (const auto& [code, count] : flat(value.children)) result[code] = count;
    }
    return result;
}

void compare(const Results& results, const Query& query, const std::map<std::string, Made>& world,
             const std::vector<std::string>& found) {
    std::set<std::string> expected;
    for (const auto& [key, made] : world)
        if (passes(made, query, {})) expected.insert(key);
    CHECK(results.total == static_cast<std::int64_t>(expected.size()));
    CHECK(std::set<std::string>(found.begin(), found.end()) == expected);
    for (const auto& name : facet_names()) {
        INFO(name);
        REQUIRE(results.facets.contains(name));
        const auto& facet = results.facets.at(name);
        std::map<std::string, std::int64_t> counts;
        std::int64_t missing = 0;
        for (const auto& [key, made] : world) {
            if (!passes(made, query, name)) continue;
            const auto known = made.codes.find(name);
            if (known == made.codes.end() || known->second.empty()) ++missing;
            if (known != made.codes.end())
                for (const auto& code : known->second) ++counts[code];
        }
        if (const auto chosen = query.filters.find(name); chosen != query.filters.end()) {
            for (const auto& list : {chosen->second.any, chosen->second.none})
                for (const auto& code : list) {
                    if (code == "none") continue;
                    counts.try_emplace(code, 0);
                    const std::string parent{name == "theme" || name == "sdg" ? fields::parent(code)
                                                                              : std::string_view{}};
                    if (!parent.empty()) counts.try_emplace(parent, 0);  // where it nests
                }
        }
        CHECK(facet.missing == missing);
        CHECK(flat(facet.values) == counts);
    }
    std::map<int, std::int64_t> years;
    for (const auto& [key, made] : world)
        if (made.year && passes(made, query, year_facet)) ++years[*made.year];
    CHECK(results.years == years);
}

}  // namespace

TEST_CASE("Totals and facet counts are those of counting by hand") {
    std::mt19937 random{7};
    for (int round = 0; round < 5; ++round) {
        Library library;
        const auto world = fill(library, random, 60);
        for (int i = 0; i < 80; ++i) {
            const auto query = random_query(random);
            const auto results = library.search(query);
            INFO("round " << round << ", query " << i << ": " << query.text);
            compare(results, query, world, library.keys(results));
        }
    }
}

TEST_CASE("Facets nest, mark what is chosen and come most frequent first") {
    Library library;
    const auto put = [&](const std::string& key, const std::vector<std::string>& themes) {
        Record record;
        record.themes = themes;
        library.put(key, record);
    };
    put("a", {"amb.res", "amb.agu"});
    put("b", {"amb.res"});
    put("c", {"mov"});
    put("d", {});
    library.index();
    Query query{.filters = {{"theme", {{"amb", "eco"}, {"mov"}}}}, .facets = {"theme"}};
    const auto results = library.search(query);
    CHECK(results.total == 2);
    const auto& facet = results.facets.at("theme");
    CHECK(facet.missing == 1);
    REQUIRE(facet.values.size() == 3);
    CHECK(facet.values[0].code == "amb");
    CHECK(facet.values[0].count == 2);
    CHECK(facet.values[0].selected);
    REQUIRE(facet.values[0].children.size() == 2);
    CHECK(facet.values[0].children[0].code == "amb.res");
    CHECK(facet.values[0].children[0].count == 2);
    CHECK(facet.values[1].code == "mov");
    CHECK(facet.values[1].excluded);
    CHECK(facet.values[2].code == "eco");
    CHECK(facet.values[2].count == 0);
    CHECK(facet.values[2].selected);
    CHECK(results.facets.size() == 1);
    CHECK(results.years.empty());

    query.filters = {{"theme", {{"none"}, {}}}};
    CHECK(library.keys(library.search(query)) == std::vector<std::string>{"d"});
}

TEST_CASE("A facet that does not exist is an error") {
    Library library;
    library.put("a");
    library.index();
    CHECK(error_code([&] { library.search(Query{.facets = {"colour"}}); }) == "unknown-facet");
    CHECK(error_code([&] { library.search(Query{.filters = {{"colour", {{"x"}, {}}}}}); }) == "unknown-facet");
}
