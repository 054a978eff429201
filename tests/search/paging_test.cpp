// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "search/cursor.h"
#include "tests/search/library.h"

using namespace acervo;
using namespace acervo::test;
using List = std::vector<std::string>;

namespace {

/// Records of which many are alike in weight, date and title.
void fill(Library& library, int count) {
    std::mt19937 random{3};
    const List titles = {"Árbol", "arena", "Ñandú", "nube", "oso", "zorro", ""};
    for (int i = 0; i < count; ++i) {
        Record record;
        record.languages = {"es"};
        if (const auto& title = titles[random() % titles.size()]; !title.empty()) record.title = {{"es", title}};
        if (random() % 3 != 0) record.issued = std::to_string(2010 + random() % 4);
        library.put("r" + std::to_string(i), record, {unit(1, random() % 2 == 0 ? "agua limpia" : "agua y agua")});
    }
    library.index();
}

/// All pages one after the other.
List all_pages(Library& library, Query query) {
    List result;
    for (int pages = 0; pages < 200; ++pages) {
        const auto results = library.search(query);
        for (const auto& hit : results.hits) result.push_back(hit.id);
        CHECK(results.hits.size() <= static_cast<std::size_t>(query.page_size));
        if (results.next.empty()) return result;
        CHECK(results.hits.size() == static_cast<std::size_t>(query.page_size));
        query.cursor = results.next;
    }
    FAIL("the pages do not end");
    return result;
}

}  // namespace

TEST_CASE("Going through all pages shows every record once, in one order") {
    Library library;
    fill(library, 90);
    for (const auto sort : {Sort::relevance, Sort::date, Sort::date_descending, Sort::title}) {
        for (const std::string text : {"agua", "limpia", "", "año:2011.."}) {
            INFO(text << ", sort " << static_cast<int>(sort));
            Query query{.text = text, .language = "es", .sort = sort, .page_size = 100, .passages = 0};
            List whole;
            const auto results = library.search(query);
            for (const auto& hit : results.hits) whole.push_back(hit.id);
            CHECK(results.next.empty());
            CHECK(results.total == static_cast<std::int64_t>(whole.size()));
            auto once = whole;
            std::ranges::sort(once);
            CHECK(std::ranges::adjacent_find(once) == once.end());
            for (const int size : {1, 7, 30}) {
                query.page_size = size;
                CHECK(all_pages(library, query) == whole);
            }
        }
    }
}

TEST_CASE("Results are ordered by date or by title as readers sort") {
    Library library;
    const auto put = [&](const std::string& key, const std::string& title, const std::string& issued) {
        Record record;
        record.languages = {"es"};
        record.title = {{"es", title}};
        record.issued = issued;
        library.put(key, record);
    };
    put("nube", "nube", "2020-05");
    put("ñandú", "Ñandú", "2020-05-02");
    put("oso", "oso", "");
    put("árbol", "Árbol", "2019");
    library.index();
    Query query{.text = "", .language = "es"};
    CHECK(library.keys(library.search(query)) == List{"ñandú", "nube", "árbol", "oso"});
    query.sort = Sort::date;
    CHECK(library.keys(library.search(query)) == List{"árbol", "nube", "ñandú", "oso"});
    query.sort = Sort::title;
    CHECK(library.keys(library.search(query)) == List{"árbol", "nube", "ñandú", "oso"});
}

TEST_CASE("A cursor of an earlier state of the index has expired") {
    Library library;
    fill(library, 20);
    Query query{.text = "agua", .language = "es", .page_size = 5};
    query.cursor = library.search(query).next;
    REQUIRE_FALSE(query.cursor.empty());
    CHECK(library.search(query).hits.size() == 5);
    library.put_text("new", "es", "agua nueva");
    library.index();
    CHECK(error_code([&] { library.search(query); }) == "cursor-expired");
}

TEST_CASE("A cursor that was not given out for this search is refused") {
    const IndexStamp stamp{"a-uuid", 7};
    const Query query{.text = "agua"};
    const Matched last{12, 3.25};
    const auto good = make_cursor(stamp, query, last);
    CHECK(read_cursor(good, stamp, query) == last);
    CHECK(good.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") ==
          std::string::npos);

    CHECK(error_code([&] { read_cursor(good, stamp, {.text = "fuego"}); }) == "cursor-invalid");
    auto sorted = query;
    sorted.sort = Sort::title;
    CHECK(error_code([&] { read_cursor(good, stamp, sorted); }) == "cursor-invalid");
    auto paged = query;
    paged.page_size = 3;
    CHECK(read_cursor(good, stamp, paged) == last);
    CHECK(error_code([&] { read_cursor(good, {"a-uuid", 8}, query); }) == "cursor-expired");
    CHECK(error_code([&] { read_cursor(good, {"b-uuid", 7}, query); }) == "cursor-expired");

    for (std::size_t i = 0; i < good.size(); ++i) {
        auto changed = good;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        if (changed != good) CHECK(error_code([&] { read_cursor(changed, stamp, query); }) == "cursor-invalid");
    }
    const auto garbage = GENERATE_COPY(as<std::string>{}, "x", "!!!!", std::string(100'000, 'A'), std::string(54, 'A'),
                                       good + "A", good.substr(1), "\xff\xfe");
    CHECK(error_code([&] { read_cursor(garbage, stamp, query); }) == "cursor-invalid");
}

TEST_CASE("Pages have a size within limits") {
    Library library;
    library.put("a");
    library.index();
    CHECK(error_code([&] { library.search(Query{.page_size = 0}); }) == "bad-parameter");
    CHECK(error_code([&] { library.search(Query{.page_size = 101}); }) == "bad-parameter");
    CHECK(error_code([&] { library.search(Query{.passages = 6}); }) == "bad-parameter");
}
