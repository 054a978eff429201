// SPDX-License-Identifier: GPL-3.0-or-later
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "api/router.h"
#include "indexer/indexer.h"
#include "tests/api/house.h"

using namespace acervo;
using nlohmann::json;

namespace {

/// A collection of its own, answered without a socket, that can change between two questions.
struct Desk {
    Desk() : folder{std::filesystem::temp_directory_path() / ("acervo-cursor-" + std::to_string(::getpid()))} {
        std::filesystem::create_directories(folder);
        for (int i = 0; i < 5; ++i) put("a" + std::to_string(i));
    }
    ~Desk() {
        std::error_code ignored;
        std::filesystem::remove_all(folder, ignored);
    }

    void put(const std::string& key) {
        Catalogue catalogue{folder};
        const auto batch = catalogue.start_batch("test", "{}").id;
        Record record;
        record.collection = "test";
        record.source_key = key;
        record.id = record_id("test", key);
        record.kind = "paper";
        record.title = {{"es", "Agua " + key}};
        record.languages = {"es"};
        catalogue.put(record, {}, batch);
        catalogue.set_batch_state(batch, "applied");
        update_index(folder, test::vocabulary());
    }

    Response ask(const std::string& path, std::vector<std::pair<std::string, std::string>> parameters,
                 const std::string& accept = "application/json") {
        Catalogue catalogue{folder, Catalogue::Mode::read_only};
        Searcher searcher{index};
        Context context{catalogue, searcher, test::vocabulary()};
        Request request{.path = path, .parameters = std::move(parameters), .headers = {{"accept", accept}}};
        return router.answer(context, request);
    }

    std::filesystem::path folder;
    Index index{folder, test::vocabulary()};
    Router router{[] {
        auto routes = api_routes();
        for (auto& route : page_routes(std::filesystem::path{SOURCE_DIR} / "api" / "web")) routes.push_back(route);
        return routes;
    }()};
};

std::string cursor_in(const std::string& link) {
    const auto at = link.find("cursor=");
    REQUIRE(at != std::string::npos);
    return link.substr(at + 7, link.find_first_of("&\">", at) - at - 7);
}

}  // namespace

TEST_CASE("a cursor of an index that has moved on is gone, in the reader's language, as a document and as a page") {
    Desk desk;
    const std::vector<std::pair<std::string, std::string>> first = {{"q", "agua"}, {"page_size", "2"}, {"lang", "pt"}};
    const auto answer = desk.ask("/api/v1/search", first);
    REQUIRE(answer.status == 200);
    auto next = first;
    next.emplace_back("cursor", cursor_in(json::parse(answer.body)["links"]["next"].get<std::string>()));
    CHECK(desk.ask("/api/v1/search", next).status == 200);
    desk.put("new");
    std::set<std::string> details;
    for (const std::string language : {"es", "pt", "en"}) {
        // The language belongs to the question: what was asked in another one has another cursor, but is as late.
        next[2].second = language;
        const auto gone = desk.ask("/api/v1/search", next);
        CHECK(gone.status == 410);
        CHECK(gone.content_type == "application/problem+json");
        const auto document = json::parse(gone.body);
        CHECK(document["type"] == "/problems/cursor-expired");
        CHECK(document["status"] == 410);
        CHECK(document["errors"][0]["parameter"] == "cursor");
        details.insert(document["detail"].get<std::string>());
    }
    CHECK(details.size() == 3);
    const auto page = desk.ask("/search", next, "text/html");
    CHECK(page.status == 410);
    CHECK(page.content_type.starts_with("text/html"));
    CHECK(desk.ask("/api/v1/search", first).status == 200);
}

TEST_CASE("sorting by title follows the reader's alphabet over HTTP") {
    Desk desk;
    for (const char* key : {"ñu", "nz", "o", "Árbol", "zeta"}) desk.put(key);
    const auto order = [&](const std::string& language) {
        std::string result;
        const auto answer =
            json::parse(desk.ask("/api/v1/search", {{"sort", "title"}, {"lang", language}, {"page_size", "100"}}).body);
        for (const auto& hit : answer["hits"]) result += hit["title"]["text"].get<std::string>().substr(5) + " ";
        return result;
    };
    CHECK(order("es") == "a0 a1 a2 a3 a4 Árbol nz ñu o zeta ");
    CHECK(order("en") == "a0 a1 a2 a3 a4 Árbol ñu nz o zeta ");
}
