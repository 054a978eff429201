// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <chrono>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "api/batch_desk.h"
#include "indexer/indexer.h"
#include "tests/api/house.h"
#include "tests/api/schema.h"

using namespace acervo;
using namespace acervo::test;
using nlohmann::json;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

/// A data folder that may be written to, with a server and a token.
struct Desk {
    fs::path folder;
    std::unique_ptr<Server> server;
    std::string secret = "acervo_secret";

    explicit Desk(bool read_only = false) {
        auto name = (fs::temp_directory_path() / "acervo-desk-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()));
        folder = name;
        {
            Catalogue catalogue{folder};
            catalogue.add_token({"t1", "desk", "librarian", "", "", ""}, sha256_of(secret));
        }
        update_index(folder, vocabulary());
        auto wishes = options();
        wishes.data = folder;
        wishes.read_only = read_only;
        wishes.upload = 1 << 20;
        wishes.program = ACERVO_PROGRAM;
        server = std::make_unique<Server>(wishes, vocabulary());
    }
    ~Desk() {
        server.reset();
        std::error_code ignored;
        fs::remove_all(folder, ignored);
    }

    Answer ask(const std::string& method, const std::string& target, const std::string& body = "",
               const std::string& token = "acervo_secret") const {
        Client client{server->port()};
        std::string head = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
        if (!token.empty()) head += "Authorization: Bearer " + token + "\r\n";
        if (method == "POST") head += "Content-Length: " + std::to_string(body.size()) + "\r\n";
        client.send(head + "\r\n" + body);
        return client.read();
    }

    /// The batch once it rests.
    json settled(const std::string& id) const {
        for (int i = 0; i < 600; ++i) {
            const auto batch = json::parse(ask("GET", "/api/v1/batches/" + id).body);
            if (!batch["busy"].get<bool>()) return batch;
            std::this_thread::sleep_for(50ms);
        }
        FAIL("the batch does not come to rest");
        return {};
    }

    std::string send(const std::string& name, const std::string& bytes) const {
        const auto answer = ask("POST", "/api/v1/batches?filename=" + name + "&name=Congreso", bytes);
        REQUIRE(answer.status == 202);
        return json::parse(answer.body)["id"];
    }

    bool has_uploads() const { return fs::exists(folder / "uploads") && !fs::is_empty(folder / "uploads"); }
};

std::string rows(int count) {
    std::string text;
    for (int i = 0; i < count; ++i) {
        text += R"({"source_key":"k)" + std::to_string(i) + R"(","kind":"practice","title":{"es":"Compostaje )" +
                std::to_string(i) + "\"}}\n";
    }
    return text + "{\"source_key\":\"bad\"}\n";
}

void check_schema(const std::string& body, const std::string& name) {
    const json document = get_json("/api/v1/openapi.json");
    const auto wrong = misfits(json::parse(body), {{"$ref", "#/components/schemas/" + name}}, document, true);
    for (const auto& what : wrong) UNSCOPED_INFO(what);
    CHECK(wrong.empty());
}

}  // namespace

TEST_CASE("a file is sent, planned, applied, found and taken back") {
    const Desk desk;
    const auto id = desk.send("practicas.jsonl", rows(3));
    auto batch = desk.settled(id);
    CHECK(batch["state"] == "planned");
    CHECK(batch["name"] == "Congreso");
    CHECK(batch["totals"]["created"] == 3);
    CHECK(batch["totals"]["rejected"] == 1);
    CHECK(batch["done"] == 0);
    CHECK(Catalogue(desk.folder, Catalogue::Mode::read_only).totals().records == 0);
    check_schema(desk.ask("GET", "/api/v1/batches/" + id).body, "Batch");
    check_schema(desk.ask("GET", "/api/v1/batches").body, "BatchList");

    const auto report = desk.ask("GET", "/api/v1/batches/" + id + "/report?outcome=rejected");
    check_schema(report.body, "BatchReport");
    CHECK(json::parse(report.body)["items"].size() == 1);
    CHECK(desk.ask("GET", "/api/v1/batches/" + id + "/report?format=html&lang=pt").body.find("lang=\"pt\"") !=
          std::string::npos);
    CHECK(desk.ask("GET", "/api/v1/batches/" + id + "/report?format=csv").header("content-type").find("text/csv") == 0);

    CHECK(desk.has_uploads());
    CHECK(desk.ask("POST", "/api/v1/batches/" + id + "/apply").status == 202);
    batch = desk.settled(id);
    CHECK(batch["state"] == "applied");
    CHECK(batch["done"] == 5);
    CHECK_FALSE(desk.has_uploads());
    CHECK(Catalogue(desk.folder, Catalogue::Mode::read_only).totals().records == 3);
    CHECK(desk.ask("POST", "/api/v1/batches/" + id + "/apply").status == 409);
    CHECK(desk.ask("POST", "/api/v1/batches/" + id + "/resume").status == 409);

    CHECK(desk.ask("POST", "/api/v1/batches/" + id + "/revert").status == 200);
    CHECK(Catalogue(desk.folder, Catalogue::Mode::read_only).totals().records == 0);
    CHECK(desk.ask("POST", "/api/v1/batches/" + id + "/revert").status == 409);
}

TEST_CASE("an edit is taken back over HTTP too, and a plan is given up with what was sent for it") {
    const Desk desk;
    const auto id = desk.send("practicas.jsonl", rows(1));
    desk.settled(id);
    REQUIRE(desk.has_uploads());
    CHECK(desk.ask("POST", "/api/v1/batches/" + id + "/revert").status == 200);
    CHECK_FALSE(desk.has_uploads());
    CHECK(desk.ask("POST", "/api/v1/batches/" + id + "/apply").status == 409);

    Catalogue catalogue{desk.folder};
    const auto edit = catalogue.start_batch("edit", "{}").id;
    catalogue.set_batch_state(edit, "applied");
    const auto answer = desk.ask("POST", "/api/v1/batches/" + edit + "/revert");
    CHECK(answer.status == 200);
    CHECK(json::parse(answer.body)["state"] == "reverted");
}

TEST_CASE("what a service that ended was still receiving is cleared away") {
    auto name = (fs::temp_directory_path() / "acervo-desk-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()));
    fs::create_directories(fs::path{name} / "uploads/kept");
    std::ofstream{fs::path{name} / "uploads/half.part"} << "half";
    { const BatchDesk desk{name, vocabulary()}; }
    CHECK_FALSE(fs::exists(fs::path{name} / "uploads/half.part"));
    CHECK(fs::exists(fs::path{name} / "uploads/kept"));
    fs::remove_all(name);
}

TEST_CASE("progress comes as events until the batch rests") {
    const Desk desk;
    const auto id = desk.send("practicas.jsonl", rows(40));
    Client client{desk.server->port()};
    client.send(
        "GET /api/v1/batches/" + id +
        "/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer acervo_secret\r\nConnection: close\r\n\r\n");
    const auto told = client.read_rest(20000);
    CHECK(told.find("Transfer-Encoding: chunked") != std::string::npos);
    CHECK(told.find("Content-Type: text/event-stream") != std::string::npos);
    CHECK(told.find("event: progress\ndata: {") != std::string::npos);
    const auto end = told.find("event: end\ndata: ");
    REQUIRE(end != std::string::npos);
    const auto data = told.substr(end + 17, told.find("\n\n", end) - end - 17);
    CHECK(json::parse(data)["state"] == "planned");
    CHECK(json::parse(data)["done"] == 42);
    CHECK(told.ends_with("0\r\n\r\n"));
}

TEST_CASE("nothing is taken from who has no right to send it") {
    const Desk desk;
    for (const std::string token : {"", "acervo_guess", "acervo_secret x"}) {
        CAPTURE(token);
        CHECK(desk.ask("POST", "/api/v1/batches?filename=a.jsonl", rows(1), token).status == 401);
        const auto refused = desk.ask("GET", "/api/v1/batches", "", token);
        CHECK(refused.status == 401);
        CHECK(refused.header("www-authenticate").find("Bearer") == 0);
    }
    CHECK_FALSE(desk.has_uploads());
    Catalogue{desk.folder}.revoke_token("t1");
    CHECK(desk.ask("GET", "/api/v1/batches").status == 401);
}

TEST_CASE("what is sent is bounded, named, and gone when it is no use") {
    const Desk desk;
    CHECK(desk.ask("POST", "/api/v1/batches?filename=a.jsonl", std::string((1 << 20) + 1, ' ')).status == 413);
    for (const std::string name : {"", "..", "%2e%2e%2f", ".hidden", "a%2f"}) {
        CAPTURE(name);
        CHECK(desk.ask("POST", "/api/v1/batches?filename=" + name, rows(1)).status == 400);
    }
    CHECK(desk.ask("POST", "/api/v1/batches?filename=a.jsonl", "").status == 400);
    CHECK(desk.ask("POST", "/api/v1/batches?filename=a.jsonl&event=nothing", rows(1)).status == 400);
    // A client that goes away in the middle.
    {
        Client client{desk.server->port()};
        client.send(
            "POST /api/v1/batches?filename=a.jsonl HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
            "acervo_secret\r\nContent-Length: 1000\r\n\r\nhalf");
    }
    for (int i = 0; i < 100 && desk.has_uploads(); ++i) std::this_thread::sleep_for(20ms);
    CHECK_FALSE(desk.has_uploads());
    CHECK(json::parse(desk.ask("GET", "/api/v1/batches").body)["total"] == 0);
    CHECK(desk.ask("GET", "/api/v1/batches/nothing").status == 404);
    const auto wrong = desk.ask("POST", "/api/v1/search", "");
    CHECK(wrong.status == 405);
    CHECK(wrong.header("allow") == "GET, HEAD");
}

TEST_CASE("a file's name is its own, wherever the client had it") {
    const Desk desk;
    const auto id = desk.send("..%2f..%2fetc%2f%C3%BAltimo.jsonl", rows(1));
    desk.settled(id);
    const auto report = json::parse(desk.ask("GET", "/api/v1/batches/" + id + "/report").body);
    CHECK(report["items"][0]["path"] == "último.jsonl");
}

TEST_CASE("a read-only service takes nothing") {
    const Desk desk{true};
    CHECK(desk.ask("POST", "/api/v1/batches?filename=a.jsonl", rows(1)).status == 403);
}
