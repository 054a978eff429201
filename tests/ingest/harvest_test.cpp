// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/harvest/harvest.h"

#include <catch2/catch.hpp>
#include <cstring>
#include <map>
#include <set>

#include "corpus/error.h"
#include "ingest/harvest/addresses.h"
#include "ingest/harvest/oai_answer.h"
#include "ingest/harvest/web_client.h"
#include "tests/ingest/support.h"
#include "tests/ingest/web_server.h"

using namespace acervo;
using test::WebServer;
using namespace std::chrono_literals;

namespace {

std::string record(const std::string& key, const std::string& title, const std::string& date = "2024-05-01T10:00:00Z") {
    return "<record><header><identifier>oai:x:" + key + "</identifier><datestamp>" + date +
           "</datestamp></header><metadata><oai_dc:dc xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" "
           "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>" +
           title + "</dc:title><dc:type>article</dc:type><dc:language>es</dc:language></oai_dc:dc></metadata></record>";
}
std::string deleted(const std::string& key, const std::string& date = "2024-05-02T10:00:00Z") {
    return "<record><header status=\"deleted\"><identifier>oai:x:" + key + "</identifier><datestamp>" + date +
           "</datestamp></header></record>";
}
std::string oai(const std::string& inside, const std::string& date = "2024-06-01T00:00:00Z") {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\">"
           "<responseDate>" +
           date + "</responseDate><request>x</request>" + inside + "</OAI-PMH>\n";
}
std::string list(const std::string& records, const std::string& token = {}) {
    return oai("<ListRecords>" + records + "<resumptionToken>" + token + "</resumptionToken></ListRecords>");
}
std::string fault(const std::string& code) {
    return oai("<error code=\"" + code + "\">because</error>");
}

/// A repository that is written down: what it says to "Identify" and the like is usual, a list comes from the test.
class Fixture {
public:
    using List = std::function<WebServer::Reply(const std::string& arguments)>;
    explicit Fixture(List answer)
        : list_{std::move(answer)}, server_{[this](const std::string& target) { return reply(target); }} {}

    HarvestOptions options() const {
        HarvestOptions options;
        options.url = server_.address();
        options.allow_private = true;
        options.program = ACERVO_PROGRAM;
        options.collection = "elsewhere";
        options.jobs = 1;
        options.wait = [this](std::chrono::milliseconds time) { waited_ += time; };
        return options;
    }
    HarvestResult harvest(HarvestOptions options) {
        Catalogue catalogue{data_.path()};
        return acervo::harvest(catalogue, test::vocabulary(), options);
    }
    HarvestResult harvest() { return harvest(options()); }

    /// Titles of the records that are there, by key.
    std::map<std::string, std::string> titles() const {
        std::map<std::string, std::string> titles;
        Catalogue catalogue{data_.path()};
        catalogue.changed_since(0, [&](const Stored& stored) {
            const auto& key = stored.record.source_key;
            titles[key.substr(key.rfind(':') + 1)] = stored.withdrawn ? "-" : best(stored.record.title, "es").second;
            CHECK(stored.record.source.harvested_from == server_.address());
            return true;
        });
        return titles;
    }
    std::vector<std::string> lists() const {
        std::vector<std::string> lists;
        for (const auto& target : server_.targets())
            if (target.find("verb=ListRecords") != std::string::npos)
                lists.push_back(target.substr(target.find("ListRecords") + 11));
        return lists;
    }
    const std::filesystem::path& data() const { return data_.path(); }
    std::chrono::milliseconds waited() const { return waited_; }
    WebServer& server() { return server_; }

    std::string identity =
        oai("<Identify><repositoryName>Elsewhere</repositoryName>"
            "<granularity>YYYY-MM-DDThh:mm:ssZ</granularity></Identify>");
    std::string formats =
        oai("<ListMetadataFormats><metadataFormat><metadataPrefix>oai_dc</metadataPrefix><metadataNamespace>"
            "http://www.openarchives.org/OAI/2.0/oai_dc/</metadataNamespace></metadataFormat></ListMetadataFormats>");

private:
    WebServer::Reply reply(const std::string& target) const {
        if (target.find("verb=Identify") != std::string::npos) return {.body = identity};
        if (target.find("verb=ListMetadataFormats") != std::string::npos) return {.body = formats};
        return list_(target);
    }
    const List list_;
    test::Folder data_;
    mutable std::chrono::milliseconds waited_{0};
    WebServer server_;
};

std::multiset<std::string> rules(const HarvestResult& result) {
    std::multiset<std::string> rules;
    for (const auto& item : result.ingest.items) {
        if (item.path.starts_with("http")) {
            rules.insert(item.rule);
            for (const auto& other : item.others) rules.insert(other.rule);
        }
    }
    return rules;
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

/// Code of the error that the action ends in; empty: it does not.
template <typename Action>
std::string code_of(Action&& action) {
    try {
        action();
    } catch (const Error& error) {
        return error.code();
    }
    return "";
}

using Titles = std::map<std::string, std::string>;

}  // namespace

TEST_CASE("a list of several pages is taken in as a batch, and later what changed there") {
    int round = 1;
    Fixture fixture{[&](const std::string& target) -> WebServer::Reply {
        if (round == 2) return {.body = list(deleted("b", "2024-06-02T00:00:00Z") + record("c", "Ciudad nueva"))};
        if (round == 3) return {.body = fault("noRecordsMatch")};
        if (has(target, "resumptionToken=next%26+1") || has(target, "resumptionToken=next%26%201"))
            return {.body = list(record("c", "Ciudad") + deleted("never"))};
        return {.body = list(record("a", "Agua") + record("b", "Barrio"), " next&amp; 1 ")};
    }};
    auto result = fixture.harvest();
    CHECK(result.pages == 2);
    CHECK(result.ingest.batch.name == "Elsewhere");
    CHECK(result.ingest.batch.state == "applied");
    CHECK(result.ingest.rejected() == 0);
    CHECK(fixture.titles() == Titles{{"a", "Agua"}, {"b", "Barrio"}, {"c", "Ciudad"}});
    round = 2;
    result = fixture.harvest();
    // Nothing was newer than a day before the repository's clock.
    CHECK(has(fixture.lists().back(), "from=2024-05-31T00%3A00%3A00Z"));
    CHECK(fixture.titles() == Titles{{"a", "Agua"}, {"b", "-"}, {"c", "Ciudad nueva"}});
    CHECK(result.ingest.batch.totals.at("updated") == 2);
    round = 3;
    result = fixture.harvest();
    CHECK(has(fixture.lists().back(), "from=2024-06-01T00%3A00%3A00Z"));
    CHECK(result.ingest.batch.id.empty());
    auto options = fixture.options();
    options.full = true;
    round = 1;
    result = fixture.harvest(options);
    CHECK_FALSE(has(fixture.lists()[4], "from="));
    CHECK(fixture.titles() == Titles{{"a", "Agua"}, {"b", "Barrio"}, {"c", "Ciudad"}});
}

TEST_CASE("a harvest can be taken back like any batch, deletions too") {
    int round = 1;
    Fixture fixture{[&](const std::string&) -> WebServer::Reply {
        return {.body = list(round == 1 ? record("a", "Agua") : deleted("a"))};
    }};
    fixture.harvest();
    round = 2;
    const auto result = fixture.harvest();
    CHECK(fixture.titles() == Titles{{"a", "-"}});
    Catalogue catalogue{fixture.data()};
    revert(catalogue, result.ingest.batch.id);
    CHECK(fixture.titles() == Titles{{"a", "Agua"}});
}

TEST_CASE("a server that is busy is waited for as long as it asks") {
    int asked = 0;
    Fixture fixture{[&](const std::string&) -> WebServer::Reply {
        if (++asked == 1) return {.status = 503, .body = "later", .headers = "Retry-After: 7\r\n"};
        if (asked == 2) return {.status = 429, .body = "later", .headers = "Retry-After: 11\r\n"};
        return {.body = list(record("a", "Agua"))};
    }};
    const auto result = fixture.harvest();
    CHECK(fixture.waited() == std::chrono::seconds{18});
    CHECK(rules(result).count("oai-again") == 2);
    CHECK(has(fixture.server().last_head(), "User-Agent: Acervo"));
}

TEST_CASE("a server that asks for too long a wait is left alone, and the harvest goes on from there later") {
    bool busy = true;
    Fixture fixture{[&](const std::string& target) -> WebServer::Reply {
        if (!has(target, "resumptionToken")) return {.body = list(record("a", "Agua"), "t1")};
        if (busy) return {.status = 503, .body = "", .headers = "Retry-After: 86400\r\n"};
        return {.body = list(record("b", "Barrio"))};
    }};
    CHECK_THROWS_AS(fixture.harvest(), Error);
    CHECK(fixture.titles().empty());
    busy = false;
    fixture.harvest();
    CHECK(fixture.titles() == Titles{{"a", "Agua"}, {"b", "Barrio"}});
    // The first page was not asked for again.
    CHECK(fixture.lists().size() == 3);
}

TEST_CASE("a token that expired has the list asked for from its beginning") {
    int asked = 0;
    Fixture fixture{[&](const std::string& target) -> WebServer::Reply {
        if (!has(target, "resumptionToken")) return {.body = list(record("a", "Agua"), "t" + std::to_string(asked))};
        if (++asked == 1) return {.body = fault("badResumptionToken")};
        return {.body = list(record("b", "Barrio"))};
    }};
    const auto result = fixture.harvest();
    CHECK(rules(result) == std::multiset<std::string>{"oai-token-expired"});
    CHECK(fixture.titles() == Titles{{"a", "Agua"}, {"b", "Barrio"}});
}

TEST_CASE("a list that runs in circles is ended, said, and asked for again the next time") {
    Fixture fixture{[&](const std::string& target) -> WebServer::Reply {
        if (has(target, "=t2")) return {.body = list(record("a", "Agua"), "t1")};
        if (has(target, "=t1")) return {.body = list(record("b", "Barrio"), "t2")};
        return {.body = list(record("a", "Agua"), "t1")};
    }};
    const auto result = fixture.harvest();
    CHECK(rules(result) == std::multiset<std::string>{"oai-token-repeated"});
    CHECK(fixture.lists().size() == 3);
    CHECK(fixture.titles() == Titles{{"a", "Agua"}, {"b", "Barrio"}});
    fixture.harvest();
    CHECK_FALSE(has(fixture.lists()[3], "from="));
}

TEST_CASE("a list that goes on without records is ended, however much was said of it before") {
    int asked = 0, part = 0;
    Fixture fixture{[&](const std::string&) -> WebServer::Reply {
        // Each of the first parts has twenty things to be told of, until no more is told.
        if (part < 52 && ++asked % 20 != 0) return {.status = 503};
        const auto key = std::to_string(++part);
        if (part <= 52) return {.body = list(record(key, "Agua " + key, "yesterday"), "t" + key)};
        return {.body = part < 100 ? list("", "t" + key) : list(record("end", "Fin"))};
    }};
    auto options = fixture.options();
    options.tries = 20;
    fixture.harvest(options);
    CHECK(part == 73);
}

TEST_CASE("where the state was removed, everything is asked for, and taken in") {
    int round = 1;
    Fixture fixture{[&](const std::string&) -> WebServer::Reply {
        return {.body = list(record("a", round == 1 ? "Agua" : "Agua potable"))};
    }};
    fixture.harvest();
    for (const auto& each : std::filesystem::directory_iterator{fixture.data() / "harvest"})
        REQUIRE(std::filesystem::remove(each.path() / "state.json"));
    round = 2;
    fixture.harvest();
    CHECK_FALSE(has(fixture.lists().back(), "from="));
    CHECK(fixture.titles() == Titles{{"a", "Agua potable"}});
}

TEST_CASE("dates that are none or to come do not say from when the next harvest asks") {
    Fixture fixture{[&](const std::string&) -> WebServer::Reply {
        return {.body = oai("<ListRecords>" + record("a", "Agua", "2024-13-45T99:00:00Z") + "</ListRecords>",
                            "2999-01-01T00:00:00Z")};
    }};
    const auto result = fixture.harvest();
    CHECK(rules(result).count("oai-date") == 1);
    fixture.harvest();
    CHECK(has(fixture.lists().back(), "from=20"));
    CHECK_FALSE(has(fixture.lists().back(), "from=2999"));
    CHECK_FALSE(has(fixture.lists().back(), "from=2024-13"));
    CHECK(is_oai_date("2024-02-29T23:59:59Z"));
    for (const auto* none : {"2023-02-29", "2024-13-01", "2024-01-01T24:00:00Z", "2024-01-01T10:00:60Z"})
        CHECK_FALSE(is_oai_date(none));
}

TEST_CASE("one token for all parts of a list is no circle, a record that comes twice no error") {
    int part = 0;
    Fixture fixture{[&](const std::string&) -> WebServer::Reply {
        switch (part++) {
            case 0:
                return {.body = list(record("a", "Agua"), "same")};
            case 1:
                return {.body = list(record("b", "Barrio"), "same")};
            case 2:
                return {.body = list("", "same")};
            default:
                return {.body = list(record("a", "Agua potable") + record("c", "Ciudad"))};
        }
    }};
    const auto result = fixture.harvest();
    CHECK(result.ingest.rejected() == 0);
    CHECK(rules(result) == std::multiset<std::string>{"oai-empty-page"});
    CHECK(fixture.titles() == Titles{{"a", "Agua potable"}, {"b", "Barrio"}, {"c", "Ciudad"}});
}

TEST_CASE("what real servers get wrong is mended and said") {
    struct Case {
        std::string body, rule, title;
    };
    const std::vector<Case> table = {
        {"\xEF\xBB\xBF\n  " + list(record("a", "Agua")), "", "Agua"},
        {"Warning: mysql in /var/www\n" + list(record("a", "Agua")), "oai-junk", "Agua"},
        {list(record("a", "Agua")) + "\n<!-- 0.3 s -->x", "oai-junk", "Agua"},
        {list(record("a",
                     "Gesti\xF3n p\xC3\xBA"
                     "blica")),
         "oai-encoding", "Gestión pública"},
        {list(record("a", "Ag\x0Bua&#x1F; y&#31; sol&#65;")), "oai-control-characters", "Agua y solA"},
        {list(record("a", "Agua", "01/05/2024")), "oai-date", "Agua"},
        {[] {
             auto text = list(record("a", "Gesti\xF3n"));
             return text.replace(text.find("UTF-8"), 5, "ISO-8859-1");
         }(),
         "", "Gestión"},
        {[] {
             auto text = list(record("a", "Gestión"));
             return text.replace(text.find("UTF-8"), 5, "ISO-8859-1");
         }(),
         "", "Gestión"},
        {[] {
             auto text = list(record("a", "Agua"));
             return text.replace(text.find("2024-06-01T00:00:00Z"), 20, "Sat Jun 1 2024");
         }(),
         "oai-date", "Agua"},
    };
    for (const auto& row : table) {
        CAPTURE(row.body);
        Fixture fixture{[&](const std::string&) -> WebServer::Reply { return {.body = row.body}; }};
        const auto result = fixture.harvest();
        const auto said = rules(result);
        CHECK(said == (row.rule.empty() ? std::multiset<std::string>{} : std::multiset<std::string>{row.rule}));
        CHECK(fixture.titles() == Titles{{"a", row.title}});
    }
}

TEST_CASE("a record that is broken spoils no other") {
    Fixture fixture{[&](const std::string&) -> WebServer::Reply {
        return {.body = list(record("a", "Agua <i>") + record("b", "Barrio") + record("c", "x &undefined; y"))};
    }};
    const auto result = fixture.harvest();
    CHECK(fixture.titles().count("b") == 1);
    CHECK(result.ingest.rejected() >= 1);
}

TEST_CASE("answers of no use are asked for again: torn ones, pages of the web with status 200, errors of servers") {
    int asked = 0;
    const auto good = list(record("a", "Agua"));
    Fixture fixture{[&](const std::string&) -> WebServer::Reply {
        switch (asked++) {
            case 0:
                return {.body = good.substr(0, good.size() / 2), .announced = good.size()};
            case 1:
                return {.body = good.substr(0, good.size() / 2)};
            case 2:
                return {.body = "<!DOCTYPE html><html><body>Mantenimiento</body></html>"};
            case 3:
                return {.status = 502, .body = "Bad Gateway"};
            default:
                return {.body = good};
        }
    }};
    const auto result = fixture.harvest();
    CHECK(rules(result).count("oai-again") == 4);
    CHECK(fixture.titles() == Titles{{"a", "Agua"}});
}

TEST_CASE("who says seconds and takes days is asked by days") {
    Fixture fixture{[&](const std::string& target) -> WebServer::Reply {
        if (has(target, "T00")) return {.body = fault("badArgument")};
        return {.body = list(record("a", "Agua"))};
    }};
    auto options = fixture.options();
    options.from = "2024-01-01T00:00:00Z";
    const auto result = fixture.harvest(options);
    CHECK(rules(result) == std::multiset<std::string>{"oai-granularity"});
    CHECK(has(fixture.lists().back(), "from=2024-01-01&"));
}

TEST_CASE("errors of the protocol, of the address and of the format end a harvest with a reason") {
    const auto code = [](Fixture& fixture, const HarvestOptions& options) {
        return code_of([&] { fixture.harvest(options); });
    };
    Fixture fixture{[&](const std::string&) -> WebServer::Reply { return {.body = fault("noSetHierarchy")}; }};
    CHECK(code(fixture, fixture.options()) == "oai-error");
    auto options = fixture.options();
    options.from = "yesterday";
    CHECK_FALSE(fixture.lists().empty());
    CHECK_THROWS_AS(fixture.harvest(options), Error);
    fixture.identity = "<html>Not found</html>";
    options = fixture.options();
    options.full = true;
    options.set = "x";
    CHECK(code(fixture, options) == "not-oai");
    fixture.identity = oai("<Identify/>");
    fixture.formats =
        oai("<ListMetadataFormats><metadataFormat><metadataPrefix>mets</metadataPrefix></metadataFormat>"
            "</ListMetadataFormats>");
    CHECK(code(fixture, options) == "no-format");
    options = fixture.options();
    options.allow_private = false;
    options.set = "y";
    CHECK(code(fixture, options) == "private-address");
}

TEST_CASE("the richest of the formats that are offered is asked for") {
    using Format = OaiAnswer::Format;
    CHECK(richest_format({{"oai_dc", ""}, {"qdc", ""}, {"dim", ""}}) == "dim");
    CHECK(richest_format({{"oai_dc", ""}, {"MARC", "http://www.loc.gov/MARC21/slim"}}) == "MARC");
    CHECK(richest_format({{"oai_dc", ""}, {"etdms", ""}}) == "oai_dc");
    CHECK(richest_format({Format{"mets", ""}}).empty());
}

TEST_CASE("addresses that are not of the public internet are told, however they are written") {
    const auto is_public_host = [](const std::string& host) {
        for (const auto& address : addresses_of(host, 80))
            if (!is_public(address)) return false;
        return true;
    };
    for (const auto* host : {"127.0.0.1",
                             "127.1",
                             "0.0.0.0",
                             "0",
                             "2130706433",
                             "0x7f000001",
                             "0177.0.0.1",
                             "10.0.0.1",
                             "172.16.0.1",
                             "172.31.255.255",
                             "192.168.1.1",
                             "169.254.169.254",
                             "100.64.0.1",
                             "100.127.255.255",
                             "192.0.2.1",
                             "198.18.0.1",
                             "198.51.100.7",
                             "203.0.113.7",
                             "224.0.0.1",
                             "239.255.255.250",
                             "240.0.0.1",
                             "255.255.255.255",
                             "::1",
                             "::",
                             "fe80::1",
                             "fc00::1",
                             "fd00::1",
                             "ff02::1",
                             "::ffff:127.0.0.1",
                             "::ffff:8.8.8.8",
                             "64:ff9b::7f00:1",
                             "2002:7f00:1::",
                             "2001::1",
                             "2001:db8::1",
                             "localhost"}) {
        CAPTURE(host);
        try {
            CHECK_FALSE(is_public_host(host));
        } catch (const Error& error) {
            // A machine without IPv6 does not even look these up.
            CHECK(error.code() == "no-such-host");
        }
    }
    for (const auto* host : {"8.8.8.8", "172.32.0.1", "100.128.0.1", "193.0.0.1", "192.0.1.1", "11.0.0.1"}) {
        CAPTURE(host);
        CHECK(is_public_host(host));
    }
    const auto of6 = [](std::initializer_list<unsigned char> head) {
        NetAddress address;
        sockaddr_in6 six{};
        six.sin6_family = AF_INET6;
        std::copy(head.begin(), head.end(), six.sin6_addr.s6_addr);
        std::memcpy(&address.storage, &six, sizeof six);
        address.length = sizeof six;
        return is_public(address);
    };
    CHECK(of6({0x26, 0x06, 0x28}));
    CHECK(of6({0x20, 0x01, 0x06, 0x7c}));
    CHECK_FALSE(of6({0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 8, 8, 8, 8}));
    CHECK_FALSE(of6({0xfd}));
    CHECK_FALSE(of6({0x20, 0x02, 8, 8, 8, 8}));
}

TEST_CASE("redirects are followed to the fifth, each checked; other schemes and users' names are refused") {
    int hops = 3;
    WebServer server{[&](const std::string& target) -> WebServer::Reply {
        if (target == "/file") return {.status = 302, .headers = "Location: file:///etc/passwd\r\n"};
        if (target == "/gopher") return {.status = 302, .headers = "Location: gopher://example.org/\r\n"};
        if (target.starts_with("/hop")) {
            const int hop = std::stoi(target.substr(4));
            if (hop < hops) return {.status = 301, .headers = "Location: /hop" + std::to_string(hop + 1) + "\r\n"};
        }
        return {.body = "there"};
    }};
    WebManners manners;
    manners.allow_private = true;
    CHECK(web_get(server.address("/hop0"), manners).body == "there");
    const auto code = [&](const std::string& url) { return code_of([&] { web_get(url, manners); }); };
    hops = 5;
    CHECK(code(server.address("/hop0")).empty());
    hops = 6;
    CHECK(code(server.address("/hop0")) == "redirects");
    CHECK(code(server.address("/file")) == "address");
    CHECK(code(server.address("/gopher")) == "address");
    CHECK(code("file:///etc/passwd") == "address");
    CHECK(code("http://user:secret@127.0.0.1/") == "address");
    manners.most = 3;
    CHECK(code(server.address("/")) == "too-large");
    manners.allow_private = false;
    CHECK(code(server.address("/")) == "private-address");
    CHECK(server.targets().back() == "/");
}

TEST_CASE("a server has the time of one answer for all of it, however slowly its head comes") {
    WebServer server{[](const std::string&) -> WebServer::Reply {
        return {.body = "there", .headers = "X: " + std::string(400, 'x') + "\r\n", .pause = 50ms};
    }};
    WebManners manners;
    manners.allow_private = true;
    manners.patience = 1s;
    const auto begun = std::chrono::steady_clock::now();
    CHECK(code_of([&] { web_get(server.address(), manners); }) == "network");
    CHECK(std::chrono::steady_clock::now() - begun < 10s);
}

TEST_CASE("a connection that ends before there is a certificate is no wrong certificate") {
    // Takes the connection and closes it.
    const int door = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    auto* const any = reinterpret_cast<sockaddr*>(&address);
    REQUIRE(::bind(door, any, length) == 0);
    REQUIRE(::listen(door, 1) == 0);
    REQUIRE(::getsockname(door, any, &length) == 0);
    std::thread server{[&] {
        const int client = ::accept(door, nullptr, nullptr);
        char hello[4096];
        CHECK(::recv(client, hello, sizeof hello, 0) > 0);
        ::close(client);
    }};
    WebManners manners;
    manners.allow_private = true;
    const auto url = "https://127.0.0.1:" + std::to_string(ntohs(address.sin_port)) + "/oai";
    CHECK(code_of([&] { web_get(url, manners); }) == "network");
    server.join();
    ::close(door);
}

TEST_CASE("Retry-After is seconds or a date") {
    const auto now = std::chrono::system_clock::from_time_t(1717243200);  // 2024-06-01T12:00:00Z
    using std::chrono::seconds;
    CHECK(retry_after("120", now) == seconds{120});
    CHECK(retry_after(" 0 ", now) == seconds{0});
    CHECK(retry_after("-5", now) == seconds{0});
    CHECK(retry_after("Sat, 01 Jun 2024 12:01:00 GMT", now) == seconds{60});
    CHECK(retry_after("Sat, 01 Jun 2024 11:00:00 GMT", now) == seconds{0});
    CHECK_FALSE(retry_after("soon", now));
    CHECK_FALSE(retry_after("", now));
}

TEST_CASE("an answer in which nothing is UTF-8 is mended in little time") {
    std::string text = "<OAI-PMH>";
    for (int i = 0; i < 1000000; ++i) text += "\x81x";
    const auto begun = std::chrono::steady_clock::now();
    CHECK(mended_xml(text + "</OAI-PMH>").findings.at(0).value == "1000000");
    CHECK(std::chrono::steady_clock::now() - begun < 10s);
}

TEST_CASE("what is mended is well-formed, and mending it again changes nothing") {
    for (const std::string text : {"", "<", "<?xml", "<a>\xFF\xFE</a>", "x<a>&#0;&#xFFFF;&#99999999999;&#x;</a>y",
                                   "\xFE\xFF\0<", "<a>\xED\xA0\x80</a>"}) {
        const auto once = mended_xml(text);
        CHECK(mended_xml(once.bytes).bytes == once.bytes);
        CHECK_NOTHROW(read_oai_answer(once.bytes));
    }
}
