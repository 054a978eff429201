// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <set>

#include "api/http.h"
#include "tests/api/house.h"

using namespace acervo;
using namespace acervo::test;
using nlohmann::json;

namespace {

std::string record(const std::string& id, const std::string& rest = {}) {
    return "/api/v1/records/" + id + rest;
}

json facet_value(const json& results, const std::string& facet, const std::string& code) {
    for (const auto& value : results["facets"][facet]["values"]) {
        if (value["code"] == code) return value;
        for (const auto& child : value.value("children", json::array()))
            if (child["code"] == code) return child;
    }
    return {};
}

json problem_at(const std::string& target, int status, const std::map<std::string, std::string>& headers = {}) {
    const auto answer = get(port(), target, headers);
    INFO(target << ": " << answer.body);
    CHECK(answer.status == status);
    CHECK(answer.header("content-type") == "application/problem+json");
    return json::parse(answer.body, nullptr, false);
}

}  // namespace

TEST_CASE("a search answers with hits that say where, and with what they are") {
    const auto results = get_json("/api/v1/search?q=presupuesto+participativo&lang=pt&facets=*");
    CHECK(results["query"]["q"] == "presupuesto participativo");
    CHECK(results["query"]["lang"] == "pt");
    CHECK(results["total"] == json{{"value", 1}, {"relation", "eq"}});
    const auto& hit = results["hits"].at(0);
    CHECK(hit["id"] == ids().practice);
    CHECK(hit["kind"] == "practice");
    CHECK(hit["title"] == json{{"text", "Orçamento participativo nos bairros"}, {"lang", "pt"}});
    CHECK(hit["countries"] == json::array({{{"code", "BR"}, {"label", "Brasil"}}}));
    CHECK(hit["creators"] == json::array({"Pérez, Ana", "Ayuntamiento"}));
    CHECK(hit["issued"] == "2019-05");
    CHECK(hit["event"]["code"] == "clad-2024");
    CHECK(hit["links"]["self"] == record(ids().practice));
    CHECK(hit["links"]["file"] == record(ids().practice, "/files/1"));
    REQUIRE_FALSE(hit["passages"].empty());
    const auto& passage = hit["passages"][0];
    CHECK(passage["page"] == 1);
    CHECK(passage["label"] == "i");
    CHECK(passage["unit"] == "page");
    CHECK(passage["href"] == "/records/" + ids().practice + "/1");
    CHECK(passage["snippet"].get<std::string>().find("<mark>presupuesto</mark>") != std::string::npos);
    CHECK(facet_value(results, "country", "BR")["count"] == 1);
    CHECK(facet_value(results, "theme", "abi.pre")["label"] == "Orçamento participativo");
    CHECK(results["index"]["revision"].get<int>() > 0);
}

TEST_CASE("facets carry counts, labels in the reader's language, and what is chosen") {
    const auto results = get_json("/api/v1/search?q=urbanismo&country=MX&facets=country,theme,year&lang=en");
    CHECK(results["total"]["value"] == papers / 2);
    CHECK(facet_value(results, "country", "MX")["selected"] == true);
    CHECK(facet_value(results, "country", "MX")["label"] == "Mexico");
    CHECK(facet_value(results, "country", "ES")["selected"] == false);
    CHECK(facet_value(results, "country", "ES")["label"] == "Spain");
    CHECK(facet_value(results, "country", "ES")["count"] == papers / 2);
    CHECK(facet_value(results, "theme", "urb")["count"] == papers / 2);
    CHECK(facet_value(results, "theme", "urb.viv")["count"] == papers / 3);
    CHECK(facet_value(results, "year", "2001")["count"] == papers / 10);
    CHECK(results["facets"].size() == 3);
    CHECK(results["query"]["filters"]["country"]["any"] == json::array({"MX"}));
}

TEST_CASE("the links of an answer lead through all hits once") {
    std::set<std::string> seen;
    std::string target = "/api/v1/search?q=urbanismo&page_size=7&sort=title&lang=es";
    int pages = 0;
    while (!target.empty()) {
        REQUIRE(++pages < 10);
        const auto answer = get(port(), target);
        REQUIRE(answer.status == 200);
        const auto results = json::parse(answer.body);
        for (const auto& hit : results["hits"]) CHECK(seen.insert(hit["id"]).second);
        const auto self = results["links"]["self"].get<std::string>();
        CHECK(get_json(self) == results);
        target = results["links"].value("next", "");
        CHECK(answer.header("link") == (target.empty() ? "" : "<" + target + ">; rel=\"next\""));
    }
    CHECK(seen.size() == papers);
}

TEST_CASE("markup in a record stays text") {
    const auto results = get_json("/api/v1/search?q=peligro");
    REQUIRE(results["total"]["value"] == 1);
    const auto& hit = results["hits"][0];
    const auto snippet = hit["passages"].at(0)["snippet"].get<std::string>();
    CHECK(snippet.find("<mark>peligro</mark>") != std::string::npos);
    CHECK(snippet.find("<b>") == std::string::npos);
    CHECK(snippet.find("&lt;b&gt;") != std::string::npos);
    CHECK(hit["title"]["text"] == "<img src=x onerror=alert(1)> peligro");
}

TEST_CASE("a parameter that is not known is an error that names the nearest one") {
    const auto [target, parameter, nearest] = GENERATE(table<std::string, std::string, std::string>({
        {"/api/v1/search?q=a&themee=cli", "themee", "theme"},
        {"/api/v1/search?q=a&contry=BR", "contry", "country"},
        {"/api/v1/search?q=a&not.contry=BR", "not.contry", "not.country"},
        {"/api/v1/search?q=a&pagesize=3", "pagesize", "page_size"},
        {"/api/v1/search?Q=a", "Q", "q"},
    }));
    const auto document = problem_at(target, 400);
    CHECK(document["type"] == "/problems/unknown-parameter");
    CHECK(document["errors"][0]["parameter"] == parameter);
    CHECK(document["errors"][0]["allowed"] == json::array({nearest}));
}

TEST_CASE("problems are told in the reader's language and keep their type") {
    const auto [target, status, type] = GENERATE(table<std::string, int, std::string>({
        {"/api/v1/search?q=a&sort=best", 400, "bad-parameter"},
        {"/api/v1/search?q=a&q=b", 400, "repeated-parameter"},
        {"/api/v1/search?q=a&page_size=x", 400, "bad-parameter"},
        {"/api/v1/search?cursor=nonsense", 400, "cursor-invalid"},
        {"/api/v1/search?q=" + std::string(70, '(') + "a", 400, "too-deep"},
        {"/api/v1/suggest?q=", 400, "missing-parameter"},
        {"/api/v1/suggest?q=a&limit=21", 400, "bad-parameter"},
        {"/api/v1/suggest?q=a&theme=amb", 400, "unknown-parameter"},
        {"/api/v1/suggest?q=" + std::string(3000, 'a'), 400, "query-too-long"},
        {"/api/v1/events?x=1", 400, "no-parameters"},
        {"/api/v1/records/" + std::string(10, '0'), 404, "not-found"},
        {"/api/v1/nothing", 404, "not-found"},
        {"/api/v1/vocabularies/nothing", 404, "not-found"},
        {"/api/v1/events/nothing", 404, "not-found"},
    }));
    CAPTURE(target);
    std::set<std::string> details;
    for (const std::string language : {"es", "pt-BR", "en"}) {
        const auto document = problem_at(target, status, {{"Accept-Language", language}});
        CHECK(document["type"] == "/problems/" + type);
        details.insert(document["detail"].get<std::string>());
    }
    CHECK(details.size() == 3);
}

TEST_CASE("limits of the query are errors of the one who asks") {
    CHECK(problem_at("/api/v1/search?q=" + std::string(3000, 'a'), 400)["type"] == "/problems/query-too-long");
    std::string words;
    for (int i = 0; i < 70; ++i) words += "w" + std::to_string(i) + "+";
    CHECK(problem_at("/api/v1/search?q=" + words, 400)["errors"][0]["parameter"] == "q");
    std::string deep = "a";
    for (int i = 0; i < 20; ++i) deep = "(a+OR+" + deep + "+AND+b)";
    CHECK(problem_at("/api/v1/search?q=" + deep, 400)["status"] == 400);
}

TEST_CASE("an error of the query says where, and what is no syntax is said beside the results") {
    CHECK(problem_at("/api/v1/search?q=agua+%C3%B1+" + std::string(70, '(') + "a", 400)["position"] ==
          json{{"begin", 7 + 64}, {"length", 7}});  // the first one too many, to the end
    const auto long_one = problem_at("/api/v1/search?q=" + std::string(3000, 'a'), 400)["position"];
    CHECK(long_one == json{{"begin", 2048}, {"length", 952}});
    const auto typed = "/api/v1/search?q=" + url_encode("“ñandú autoor:x año:abc ab* (agua AND");
    std::set<std::string> texts;
    for (const std::string language : {"es", "pt", "en"}) {
        const auto notices = get_json(typed + "&lang=" + language)["query"]["notices"];
        REQUIRE(notices.size() == 6);
        CHECK(notices[0]["code"] == "unclosed-quote");
        CHECK(notices[0]["position"] == json{{"begin", 0}, {"length", 1}});
        CHECK(notices[1]["code"] == "unknown-field");
        CHECK(notices[1]["position"] == json{{"begin", 7}, {"length", 7}});
        for (const auto& notice : notices) texts.insert(notice["text"].get<std::string>());
    }
    CHECK(texts.size() == 18);
    CHECK(get_json("/api/v1/search?q=agua+AND+suelo")["query"]["notices"] == json::array());
}

TEST_CASE("the only scripts of a page are modules of this server, and nothing in the page itself runs") {
    const auto page = get(port(), "/search?q=peligro&lang=es", {{"Accept", "text/html"}});
    REQUIRE(page.status == 200);
    const auto policy = page.header("content-security-policy");
    CHECK(policy.starts_with("default-src 'none'; script-src 'self'; connect-src 'self';"));
    CHECK(policy.find("unsafe") == std::string::npos);
    const std::string opening = "<script type=\"module\" src=\"";
    int scripts = 0;
    for (auto at = page.body.find("<script"); at != std::string::npos; at = page.body.find("<script", at + 1)) {
        ++scripts;
        const auto tag = page.body.substr(at);
        REQUIRE(tag.starts_with(opening));
        const auto source = tag.substr(opening.size());
        const auto script = get(port(), source.substr(0, source.find('"')));
        CHECK(script.status == 200);
        CHECK(script.header("content-type") == "text/javascript; charset=utf-8");
        CHECK(script.header("content-security-policy") == "default-src 'none'");
    }
    CHECK(scripts > 0);
}

TEST_CASE("names are completed over HTTP, with links that answer") {
    const auto answer = get_json("/api/v1/suggest?q=presu+participa&lang=es");
    CHECK(answer["ready"] == true);
    CHECK(answer["query"] == json{{"q", "presu participa"}, {"lang", "es"}});
    REQUIRE_FALSE(answer["suggestions"].empty());
    for (const auto& one : answer["suggestions"]) {
        std::string whole;
        for (const auto& piece : one["pieces"]) whole += piece["text"].get<std::string>();
        CHECK(one["text"] == whole);
        CHECK(get(port(), one["links"]["api"].get<std::string>()).status == 200);
    }
    const auto theme = get_json("/api/v1/suggest?q=or%C3%A7amento&lang=en&limit=20")["suggestions"];
    const auto found = std::find_if(theme.begin(), theme.end(), [](const json& one) { return one["kind"] == "theme"; });
    REQUIRE(found != theme.end());
    CHECK((*found)["label"] == "Participatory budgeting");
    const auto counted = get_json((*found)["links"]["api"].get<std::string>());
    CHECK(counted["total"]["value"] == (*found)["count"]);
    CHECK(get_json("/api/v1/suggest?q=zzzzzz")["suggestions"].empty());
    CHECK(get_json("/api/v1/suggest?q=%3Cimg+src")["suggestions"][0]["text"] == "<img src=x onerror=alert(1)> peligro");
}

TEST_CASE("a record comes with the labels of its codes and links to what belongs to it") {
    const auto told = get_json(record(ids().practice, "?lang=en"));
    CHECK(told["id"] == ids().practice);
    CHECK(told["title"]["pt"] == "Orçamento participativo nos bairros");
    CHECK(told["theme"] == json::array({"abi.pre"}));
    CHECK(told["labels"]["theme"]["abi.pre"] == "Participatory budgeting");
    CHECK(told["labels"]["country"]["BR"] == "Brazil");
    CHECK(told["version"] == 1);
    CHECK(told["units"] == 3);
    CHECK(told["text_open"] == true);
    CHECK(told["links"]["files"].size() == 2);
    for (const auto& link : {told["links"]["units"], told["links"]["similar"], told["links"]["files"][1]})
        CHECK(get(port(), link.get<std::string>()).status == 200);
}

TEST_CASE("the units of a record are listed and read one by one") {
    const auto list = get_json(record(ids().practice, "/units"));
    CHECK(list["total"] == 3);
    CHECK(list["units"][0] == json{{"number", 1},
                                   {"kind", "page"},
                                   {"label", "i"},
                                   {"title", "Introducción"},
                                   {"language", "es"},
                                   {"href", record(ids().practice, "/units/1")}});
    const auto slide = get_json(record(ids().practice, "/units/3"));
    CHECK(slide["kind"] == "slide");
    CHECK(slide["label"] == "3");
    CHECK(slide["text"] == "Participatory budgeting in the city.");
    CHECK(slide["notes"] == "Say it slowly.");
    CHECK(slide["links"]["prev"] == record(ids().practice, "/units/2"));
    CHECK_FALSE(slide["links"].contains("next"));
    for (const std::string number : {"0", "4", "-1", "x", "1x", "01", "99999999999"})
        problem_at(record(ids().practice, "/units/" + number), 404);
}

TEST_CASE("a search inside a record answers with its passages") {
    const auto found = get_json(record(ids().practice, "/search?q=presupuesto"));
    REQUIRE_FALSE(found["passages"].empty());
    CHECK(found["passages"][0]["page"] == 1);
    CHECK(problem_at(record(ids().practice, "/search"), 400)["type"] == "/problems/missing-parameter");
}

TEST_CASE("what is like a record is not the record itself") {
    const auto paper = get_json("/api/v1/search?q=urbanismo&page_size=1")["hits"][0]["id"].get<std::string>();
    const auto similar = get_json(record(paper, "/similar?limit=5"));
    CHECK(similar["hits"].size() <= 5);
    for (const auto& hit : similar["hits"]) CHECK(hit["id"] != paper);
    CHECK(problem_at(record(paper, "/similar?limit=51"), 400)["errors"][0]["parameter"] == "limit");
}

TEST_CASE("of a record that is not open, the metadata are shown and nothing of its text") {
    for (const auto& id : {ids().restricted, ids().embargoed}) {
        const auto told = get_json(record(id));
        CHECK(told["text_open"] == false);
        CHECK(told["links"]["files"].empty());
        CHECK_FALSE(told["links"].contains("units"));
        for (const std::string part : {"/units", "/units/1", "/files/1", "/search?q=secreto"}) {
            CAPTURE(part);
            const auto document = problem_at(record(id, part), 403);
            CHECK(document["type"] == "/problems/text-restricted");
            CHECK(document.dump().find("bien guardado") == std::string::npos);
        }
    }
    const auto results = get_json("/api/v1/search?q=reservado&page_size=10");
    CHECK(results["total"]["value"] == 3);
    for (const auto& hit : results["hits"]) {
        if (hit["id"] == ids().expired) continue;
        CHECK(hit["access"] != "open");
        CHECK(hit["passages"].empty());
        CHECK_FALSE(hit["links"].contains("file"));
        CHECK(hit.dump().find("bien guardado") == std::string::npos);
    }
    CHECK(get(port(), record(ids().expired, "/files/1")).body == "secreto de expired");
}

TEST_CASE("a withdrawn record leaves a tombstone and nothing else") {
    const auto document = problem_at(record(ids().withdrawn), 410);
    CHECK(document["type"] == "/problems/withdrawn");
    CHECK(document["record"]["title"]["es"] == "Informe retirado");
    for (const std::string part : {"/units", "/units/1", "/files/1", "/similar", "/search?q=texto"})
        problem_at(record(ids().withdrawn, part), 410);
    CHECK(get_json("/api/v1/search?q=retirado")["total"]["value"] == 0);
}

TEST_CASE("a file goes out as it came, never as something a browser runs") {
    const auto page = get(port(), record(ids().practice, "/files/1"));
    CHECK(page.status == 200);
    CHECK(page.body == "<script>alert(1)</script>");
    CHECK(page.header("content-type") == "text/html");
    CHECK(page.header("content-disposition").starts_with("attachment; filename=\"a_b_"));
    CHECK(page.header("content-disposition").find("Set-Cookie%3A%20x%3D%C3%B1.html") != std::string::npos);
    CHECK(page.header("set-cookie").empty());
    CHECK(page.header("x-content-type-options") == "nosniff");
    CHECK(page.header("content-security-policy").starts_with("sandbox"));
    const auto pdf = get(port(), record(ids().practice, "/files/2"));
    CHECK(pdf.body == pdf_bytes());
    CHECK(pdf.header("content-type") == "application/pdf");
    CHECK(pdf.header("content-disposition").starts_with("inline; filename=\"informe.pdf\""));
    CHECK(pdf.header("etag") == "\"" + sha256_of(pdf_bytes()) + "\"");
    for (const std::string number : {"0", "3", "a", "1/../2"})
        CHECK(get(port(), record(ids().practice, "/files/" + number)).status >= 400);
}

TEST_CASE("byte ranges of a file") {
    const auto whole = pdf_bytes();
    const auto size = static_cast<long>(whole.size());
    const auto [range, status, first, length] = GENERATE_COPY(table<std::string, int, long, long>({
        {"bytes=0-99", 206, 0, 100},
        {"bytes=100-", 206, 100, size - 100},
        {"bytes=-100", 206, size - 100, 100},
        {"bytes=" + std::to_string(size - 1) + "-99999999999", 206, size - 1, 1},
        {"bytes=-99999999999", 206, 0, size},
        {"bytes=" + std::to_string(size) + "-", 416, 0, 0},
        {"bytes=-0", 416, 0, 0},
        {"bytes=5-4", 200, 0, size},
        {"bytes=0-1,5-6", 200, 0, size},
        {"bytes=a-b", 200, 0, size},
        {"bytes=99999999999999999999-", 200, 0, size},
        {"lines=0-1", 200, 0, size},
    }));
    CAPTURE(range);
    const auto answer = get(port(), record(ids().practice, "/files/2"), {{"Range", range}});
    CHECK(answer.status == status);
    if (status == 416) {
        CHECK(answer.header("content-range") == "bytes */" + std::to_string(size));
        return;
    }
    CHECK(answer.body == whole.substr(static_cast<std::size_t>(first), static_cast<std::size_t>(length)));
    if (status == 206)
        CHECK(answer.header("content-range") ==
              "bytes " + std::to_string(first) + "-" + std::to_string(first + length - 1) + "/" + std::to_string(size));
    const auto etag = answer.header("etag");
    const std::map<std::string, std::string> same = {{"Range", range}, {"If-Range", etag}};
    CHECK(get(port(), record(ids().practice, "/files/2"), same).status == status);
    const std::map<std::string, std::string> other = {{"Range", range}, {"If-Range", "\"other\""}};
    CHECK(get(port(), record(ids().practice, "/files/2"), other).status == 200);
}

TEST_CASE("what a client knows already is not sent again") {
    const auto target = GENERATE_COPY(values<std::string>(
        {"/api/v1/search?q=urbanismo&facets=*", record(ids().practice), record(ids().practice, "/files/2"),
         "/api/v1/vocabularies/theme", "/api/v1/events", "/api/v1/openapi.json", "/api/v1/suggest?q=urb"}));
    CAPTURE(target);
    const auto first = get(port(), target);
    const auto etag = first.header("etag");
    REQUIRE_FALSE(etag.empty());
    const auto bare = etag.starts_with("W/") ? etag.substr(2) : etag;
    CHECK(get(port(), target).header("etag") == etag);
    for (const auto& condition : {etag, "W/" + bare, "\"x\", " + bare + " , \"y\"", std::string{"*"}}) {
        const auto again = get(port(), target, {{"If-None-Match", condition}});
        CHECK(again.status == 304);
        CHECK(again.body.empty());
        CHECK(again.header("etag") == etag);
        CHECK(again.header("content-length").empty());
    }
    for (const std::string condition : {"\"x\"", "x", "", ",,,", "\""})
        CHECK(get(port(), target, {{"If-None-Match", condition}}).status == 200);
}

TEST_CASE("the ETag of a search is that of the question, not of how it was written") {
    const auto etag = [](const std::string& target) { return get(port(), target).header("etag"); };
    const auto usual = etag("/api/v1/search?q=urbanismo&theme=urb&theme=cli&lang=es");
    CHECK(usual.starts_with("W/\""));
    CHECK(etag("/api/v1/search?theme=cli&lang=es&theme=urb&q=urbanismo&year=") == usual);
    CHECK(etag("/api/v1/search?q=urbanismo&theme=urb&theme=cli&lang=pt") != usual);
    CHECK(etag("/api/v1/search?q=urbanismo&theme=urb&lang=es") != usual);
}

TEST_CASE("a long answer is compressed for who can read it, with an ETag of its own") {
    const std::string target = "/api/v1/vocabularies/theme";
    const auto plain = get(port(), target);
    const auto packed = get(port(), target, {{"Accept-Encoding", "br, gzip;q=0.5"}});
    CHECK(packed.header("content-encoding") == "gzip");
    CHECK(packed.body.starts_with("\x1f\x8b"));
    CHECK(packed.body.size() < plain.body.size() / 2);
    CHECK(packed.header("etag") != plain.header("etag"));
    CHECK(packed.header("vary").find("Accept-Encoding") != std::string::npos);
    CHECK(plain.header("vary").find("Accept-Encoding") != std::string::npos);
    const auto known = get(port(), target, {{"Accept-Encoding", "gzip"}, {"If-None-Match", packed.header("etag")}});
    CHECK(known.status == 304);
    CHECK(known.header("etag") == packed.header("etag"));
    CHECK(get(port(), target, {{"Accept-Encoding", "gzip;q=0"}}).body == plain.body);
    CHECK(get(port(), record(ids().practice, "/files/2"), {{"Accept-Encoding", "gzip"}}).body == pdf_bytes());
}

TEST_CASE("events are shown by series, and each by its name in the reader's language") {
    const auto list = get_json("/api/v1/events?lang=en");
    REQUIRE(list["series"].size() == vocabulary().series().size());
    for (const auto& series : list["series"]) {
        CHECK_FALSE(series["label"].get<std::string>().empty());
        CHECK(get_json("/api/v1/events/" + series["id"].get<std::string>() + "?lang=en") == series);
        for (const auto& event : series["events"]) {
            const auto told = get_json(event["links"]["self"].get<std::string>());
            CHECK(told["type"] == "event");
            CHECK(told["series"]["code"] == series["id"]);
        }
    }
    const auto clad = get_json("/api/v1/events/clad-2024");
    CHECK(get_json(clad["links"]["search"].get<std::string>())["total"]["value"] == 1);
}

TEST_CASE("vocabularies are listed, and each gives its concepts with labels") {
    const auto all = get_json("/api/v1/vocabularies");
    for (const auto& entry : all["vocabularies"]) {
        const auto told = get_json(entry["links"]["self"].get<std::string>() + "?lang=pt");
        CAPTURE(told["scheme"]);
        CHECK(told["concepts"].size() == entry["count"]);
        for (const auto& item : told["concepts"]) CHECK_FALSE(item["label"].get<std::string>().empty());
    }
    const auto countries = get_json("/api/v1/vocabularies/country?lang=pt")["concepts"];
    const auto brazil =
        std::find_if(countries.begin(), countries.end(), [](const json& item) { return item["code"] == "BR"; });
    REQUIRE(brazil != countries.end());
    CHECK((*brazil)["label"] == "Brasil");
}

TEST_CASE("health says what the index covers, metrics count what was answered") {
    const auto health = get_json("/health");
    CHECK(health["status"] == "ok");
    CHECK(health["index"]["revision"] == health["catalogue"]["sequence"]);
    const auto answer = get(port(), "/metrics");
    CHECK(answer.header("content-type").starts_with("text/plain"));
    CHECK(answer.header("cache-control") == "no-store");
    CHECK(answer.header("etag").empty());
    for (const char* name :
         {"acervo_http_requests_total{status=\"200\"} ", "acervo_http_request_duration_seconds_count ",
          "acervo_http_request_duration_seconds_bucket{le=\"+Inf\"} ", "acervo_index_revision ", "acervo_records "})
        CHECK(answer.body.find(name) != std::string::npos);
    CHECK(answer.body.find("acervo_records " + std::to_string(health["records"].get<int>()) + "\n") !=
          std::string::npos);
}

TEST_CASE("a person is shown a page where a program gets a document") {
    const auto page = get(port(), "/nothing", {{"Accept", "text/html,*/*;q=0.8"}, {"Accept-Language", "en"}});
    CHECK(page.status == 404);
    CHECK(page.header("content-type").starts_with("text/html"));
    CHECK(page.body.find("Not found") != std::string::npos);
    CHECK(get(port(), "/nothing").header("content-type") == "application/problem+json");
    CHECK(get(port(), "/api/v1/nothing", {{"Accept", "text/html"}}).header("content-type") ==
          "application/problem+json");
}
