// SPDX-License-Identifier: GPL-3.0-or-later
#include <libxml/xmlschemas.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <limits>
#include <map>
#include <set>

#include "api/formats/oai_dc.h"
#include "api/formats/oai_openaire.h"
#include "api/formats/practice_xml.h"
#include "api/oai/metadata_formats.h"
#include "api/oai/provider.h"
#include "api/oai/resumption.h"
#include "api/router.h"
#include "api/routes/routes.h"
#include "corpus/xml.h"
#include "tests/api/house.h"

using namespace acervo;

namespace {

using Arguments = std::vector<std::pair<std::string, std::string>>;

/// A collection that is asked without a socket, and may change between two questions.
class Repository {
public:
    explicit Repository(int records)
        : folder_{std::filesystem::temp_directory_path() / ("acervo-oai-" + std::to_string(::getpid()))} {
        std::filesystem::create_directories(folder_);
        Catalogue catalogue{folder_};
        batch_ = catalogue.start_batch("test", "{}").id;
        Catalogue::Transaction transaction{catalogue};
        for (int i = 0; i < records; ++i) put(catalogue, "r" + std::to_string(i), i);
        transaction.commit();
    }
    ~Repository() {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }

    static Record record(const std::string& key, int i) {
        Record record;
        record.collection = "test";
        record.source_key = key;
        record.id = record_id("test", key);
        record.kind = i % 5 == 0 ? "practice" : i % 2 ? "paper" : "report";
        record.title = {{"es", "Agua <limpia> & \"buena\" " + key}};
        record.languages = {"es"};
        record.countries = i % 3 == 0 ? std::vector<std::string>{"BR", "FR"} : std::vector<std::string>{"MX"};
        record.themes = {i % 4 ? "amb.res" : "amb"};
        if (i % 7 == 0) record.event.id = "clad-2024";
        if (record.kind == "practice") {
            record.practice.emplace();
            record.practice->problem = {{"es", "Faltaba agua"}, {"pt", "Faltava água"}};
            record.practice->cost = Cost{.setup = 1e21, .currency = "EUR", .year = 2020};
            record.practice->results = {{.name = {{"es", "Hogares"}}, .unit = "n", .baseline = 0.5, .value = 12}};
            record.practice->transferability["conditions"] = {.value = 3, .why = {{"es", "Depende"}}};
            record.practice->conditions = {{"es", "Voluntad"}};
            record.practice->adoptions = {{.place = {.name = "Lugo", .country = "ES", .lat = 43.0}, .date = "2021"}};
        }
        return record;
    }
    void put(Catalogue& catalogue, const std::string& key, int i) const {
        catalogue.put(record(key, i), {{.number = 1, .language = "es", .text = "secreto " + key}}, batch_);
    }
    void put(const std::string& key, int i) const {
        Catalogue catalogue{folder_};
        put(catalogue, key, i);
    }
    void withdraw(const std::string& key) const {
        Catalogue catalogue{folder_};
        catalogue.withdraw(record_id("test", key), batch_);
    }

    /// Everything is opened anew for each question, as after a restart.
    std::string ask(const Arguments& parameters, const std::string& form = {}) const {
        static const Router router{oai_routes()};
        static Index index{test::collection(), test::vocabulary()};
        Catalogue catalogue{folder_, Catalogue::Mode::read_only};
        Searcher searcher{index};
        Context context{catalogue, searcher, test::vocabulary(), nullptr, nullptr, site_};
        Request request{.method = form.empty() ? "GET" : "POST", .path = "/oai", .parameters = parameters};
        request.body = form;
        request.headers["content-type"] = "application/x-www-form-urlencoded; charset=UTF-8";
        const auto response = router.answer(context, request);
        REQUIRE(response.status == 200);
        REQUIRE(response.content_type.starts_with("text/xml"));
        return response.body;
    }
    /// The codes of an answer's errors.
    std::string error(const Arguments& parameters, const std::string& form = {}) const {
        const auto document = xml::parse(ask(parameters, form));
        return xml::attribute(xml::at(xml::root(document), "error"), "code");
    }

    struct Head {
        std::string identifier, datestamp;
        bool deleted = false;
        std::vector<std::string> sets;
    };
    struct Part {
        std::vector<Head> heads;
        std::string token, cursor, size;
        bool has_token = false;
    };
    Part part(const Arguments& parameters) const {
        const auto document = xml::parse(ask(parameters));
        const auto* const root = xml::root(document);
        Part part;
        INFO(xml::text(xml::at(root, "error")));
        REQUIRE(xml::at(root, "error") == nullptr);
        for (const auto* header : xml::all(root, "header")) {
            Head head{xml::text(xml::at(header, "identifier")),
                      xml::text(xml::at(header, "datestamp")),
                      xml::attribute(header, "status") == "deleted",
                      {}};
            for (const auto* set : xml::children(header, "setSpec")) head.sets.push_back(xml::text(set));
            part.heads.push_back(std::move(head));
        }
        for (const auto* token : xml::all(root, "resumptionToken")) {
            part.has_token = true;
            part.token = xml::text(token);
            part.cursor = xml::attribute(token, "cursor");
            part.size = xml::attribute(token, "completeListSize");
        }
        return part;
    }
    /// A whole list; `between` is called after each part.
    std::vector<Head> list(const Arguments& first, const std::function<void(int)>& between = {}) const {
        std::vector<Head> all;
        auto arguments = first;
        for (int n = 0; n < 100; ++n) {
            auto piece = part(arguments);
            if (piece.has_token) CHECK(piece.cursor == std::to_string(all.size()));
            all.insert(all.end(), piece.heads.begin(), piece.heads.end());
            if (piece.token.empty()) return all;
            CHECK(piece.heads.size() == oai_page);
            if (between) between(n);
            arguments = {first.front(), {"resumptionToken", piece.token}};
        }
        FAIL("the list has no end");
        return all;
    }

    const std::filesystem::path& folder() const { return folder_; }
    static std::string identifier(const std::string& key) { return "oai:acervo.example.org:" + record_id("test", key); }

private:
    std::filesystem::path folder_;
    std::string batch_;
    Site site_{.base = "https://acervo.example.org", .name = "Acervo & co", .admin = "library@example.org"};
};

const Arguments records = {{"verb", "ListRecords"}, {"metadataPrefix", "oai_dc"}};
const Arguments headers = {{"verb", "ListIdentifiers"}, {"metadataPrefix", "oai_dc"}};

std::set<std::string> names(const std::vector<Repository::Head>& heads) {
    std::set<std::string> names;
    for (const auto& head : heads) names.insert(head.identifier);
    return names;
}

}  // namespace

TEST_CASE("OAI-PMH: what is asked wrongly is told by the protocol's own errors") {
    const Repository repository{3};
    const auto one = Repository::identifier("r1");
    const std::vector<std::pair<Arguments, std::string>> table = {
        {{}, "badVerb"},
        {{{"junk", ""}}, "badVerb"},
        {{{"verb", "junk"}}, "badVerb"},
        {{{"verb", "Identify"}, {"verb", "Identify"}}, "badVerb"},
        {{{"verb", "Identify"}, {"lang", "es"}}, "badArgument"},
        {{{"verb", "GetRecord"}, {"metadataPrefix", "oai_dc"}}, "badArgument"},
        {{{"verb", "GetRecord"}, {"identifier", one}}, "badArgument"},
        {{{"verb", "GetRecord"}, {"identifier", one}, {"identifier", one}, {"metadataPrefix", "oai_dc"}},
         "badArgument"},
        {{{"verb", "GetRecord"}, {"identifier", one}, {"metadataPrefix", "oai_marc"}}, "cannotDisseminateFormat"},
        {{{"verb", "GetRecord"}, {"identifier", one}, {"metadataPrefix", "acervo_practice"}},
         "cannotDisseminateFormat"},
        {{{"verb", "GetRecord"}, {"identifier", "inv\"alid<"}, {"metadataPrefix", "oai_dc"}}, "idDoesNotExist"},
        {{{"verb", "ListMetadataFormats"}, {"identifier", one + "x"}}, "idDoesNotExist"},
        {{{"verb", "ListSets"}, {"resumptionToken", "x"}}, "badResumptionToken"},
        {{{"verb", "ListRecords"}}, "badArgument"},
        {{{"verb", "ListRecords"}, {"metadataPrefix", ""}}, "badArgument"},
        {{{"verb", "ListRecords"}, {"metadataPrefix", "none"}}, "cannotDisseminateFormat"},
        {{{"verb", "ListRecords"}, {"resumptionToken", "junk"}}, "badResumptionToken"},
        {{{"verb", "ListRecords"}, {"resumptionToken", "junk"}, {"until", "2000-01-01"}}, "badArgument"},
    };
    for (const auto& [parameters, code] : table) {
        CAPTURE(parameters);
        CHECK(repository.error(parameters) == code);
    }
    const std::vector<std::pair<Arguments, std::string>> lists = {
        {{{"from", "junk"}}, "badArgument"},
        {{{"until", "2024-02-30"}}, "badArgument"},
        {{{"until", "2024-02-20T24:00:00Z"}}, "badArgument"},
        {{{"until", "2024-02-20T10:00:00.5Z"}}, "badArgument"},
        {{{"from", "2002-02-05"}, {"until", "2002-02-06T05:35:00Z"}}, "badArgument"},
        {{{"from", "2002-02-05"}, {"until", "2002-02-04"}}, "badArgument"},
        {{{"until", "1990-01-01"}}, "noRecordsMatch"},
        {{{"from", "2990-01-01"}}, "noRecordsMatch"},
        {{{"set", "kind:nothing"}}, "noRecordsMatch"},
        {{{"set", "country:AR"}}, "noRecordsMatch"},
        {{{"set", "amb.res"}}, "noRecordsMatch"},
        {{{"set", "theme:amb.res"}}, "noRecordsMatch"},
        {{{"set", "theme::amb"}}, "badArgument"},
        {{{"set", "a b"}}, "badArgument"},
    };
    for (const auto& [more, code] : lists) {
        auto parameters = records;
        parameters.insert(parameters.end(), more.begin(), more.end());
        CAPTURE(parameters);
        CHECK(repository.error(parameters) == code);
    }
}

TEST_CASE("OAI-PMH: an answer repeats what it understood of the request, and nothing else") {
    const Repository repository{2};
    const auto request = [&](const Arguments& parameters) {
        const auto document = xml::parse(repository.ask(parameters));
        const auto* const node = xml::at(xml::root(document), "request");
        CHECK(xml::text(node) == "https://acervo.example.org/oai");
        return xml::attribute(node, "verb") + "|" + xml::attribute(node, "identifier") + "|" +
               xml::attribute(node, "metadataPrefix");
    };
    CHECK(request({{"verb", "junk"}}) == "||");
    CHECK(request({{"verb", "GetRecord"}, {"identifier", "x"}}) == "||");
    CHECK(request({{"verb", "GetRecord"}, {"identifier", "a\"<b>"}, {"metadataPrefix", "oai_dc"}}) ==
          "GetRecord|a\"<b>|oai_dc");
    const auto identity = xml::parse(repository.ask({{"verb", "Identify"}}));
    const auto* const said = xml::at(xml::root(identity), "Identify");
    CHECK(xml::text(xml::at(said, "repositoryName")) == "Acervo & co");
    CHECK(xml::text(xml::at(said, "adminEmail")) == "library@example.org");
    CHECK(xml::text(xml::at(said, "description/oai-identifier/repositoryIdentifier")) == "acervo.example.org");
    CHECK(repository.ask({}, "verb=Identify").find("<Identify>") != std::string::npos);
    CHECK(repository.error({{"verb", "Identify"}}, "verb=Identify") == "badVerb");
}

TEST_CASE("OAI-PMH: a list has every record once, in pieces, with its size") {
    const Repository repository{250};
    std::set<std::string> expected;
    for (int i = 0; i < 250; ++i) expected.insert(Repository::identifier("r" + std::to_string(i)));
    for (const auto& arguments : {records, headers}) {
        const auto heads = repository.list(arguments);
        CHECK(heads.size() == 250);
        CHECK(names(heads) == expected);
        CHECK(repository.part(arguments).size == "250");
    }
}

TEST_CASE("OAI-PMH: what existed when a list was begun is in it, whatever happens to it meanwhile, and the list ends") {
    const Repository repository{250};
    std::set<std::string> expected, gone;
    for (int i = 0; i < 250; ++i) expected.insert(Repository::identifier("r" + std::to_string(i)));
    const auto heads = repository.list(records, [&](int n) {
        // Delivered or not: changed, withdrawn, changed twice; and more and more that is new.
        for (const int i : {n, 150 + n, 249 - n}) repository.put("r" + std::to_string(i), i + 1);
        for (const int i : {10 + n, 170 + n, 240 - n}) repository.withdraw("r" + std::to_string(i));
        for (const int i : {249 - n}) repository.put("r" + std::to_string(i), i + 2);
        for (int i = 0; i < 150; ++i) repository.put("new" + std::to_string(n) + "-" + std::to_string(i), i);
    });
    CHECK(heads.size() == 250);
    CHECK(names(heads) == expected);
    for (const auto& head : heads) {
        const auto key = head.identifier;
        if (key == Repository::identifier("r170") || key == Repository::identifier("r240")) {
            CHECK(head.deleted);
            CHECK(head.sets.size() >= 3);
        }
    }
    // What the list told the old state of comes with the next one.
    const auto later = repository.list(headers);
    std::set<std::string> deleted;
    for (const auto& head : later)
        if (head.deleted) deleted.insert(head.identifier);
    CHECK(deleted.size() == 6);
    CHECK(names(later).size() == 250 + 300);
}

TEST_CASE("OAI-PMH: a token that is torn, mistyped, expired or of another list is refused") {
    const Repository repository{150};
    const auto token = repository.part(records).token;
    REQUIRE(!token.empty());
    CHECK(repository.error({{"verb", "ListRecords"}, {"resumptionToken", token}}).empty());
    CHECK(repository.error({{"verb", "ListIdentifiers"}, {"resumptionToken", token}}) == "badResumptionToken");
    for (std::size_t i = 0; i < token.size(); ++i) {
        auto other = token;
        other[i] = other[i] == '1' ? '2' : '1';
        CHECK(repository.error({{"verb", "ListRecords"}, {"resumptionToken", other}}) == "badResumptionToken");
        if (i > 0)
            CHECK(repository.error({{"verb", "ListRecords"}, {"resumptionToken", token.substr(0, i)}}) ==
                  "badResumptionToken");
    }
    // Anybody can make the sum: what comes before a place is no more than what was written before it.
    auto forged = resumption_token(token, "");
    forged.cursor = std::numeric_limits<std::int64_t>::max();
    CHECK(repository.error({{"verb", "ListRecords"}, {"resumptionToken", to_text(forged)}}) == "badResumptionToken");
    ResumptionToken made{.verb = "ListRecords",
                         .prefix = "oai_dc",
                         .set = "kind:paper",
                         .after = 7,
                         .end = 9,
                         .cursor = 100,
                         .size = -1,
                         .expires = expiry("2024-01-31T10:00:00Z")};
    CHECK(made.expires == "2024-02-07T10:00:00Z");
    CHECK(resumption_token(to_text(made), "2024-02-07T09:59:59Z") == made);
    CHECK_THROWS_AS(resumption_token(to_text(made), "2024-02-07T10:00:01Z"), Error);
    CHECK(to_text(made).find_first_of(" &#%+\"<>?=") == std::string::npos);
}

TEST_CASE("OAI-PMH: sets hold the records that name them in their headers, and those of the sets below them") {
    const Repository repository{60};
    repository.withdraw("r7");
    const auto all = repository.list(headers);
    const auto document = xml::parse(repository.ask({{"verb", "ListSets"}}));
    std::set<std::string> listed;
    for (const auto* set : xml::all(xml::root(document), "set")) listed.insert(xml::text(xml::at(set, "setSpec")));
    for (const auto& set : {"kind", "kind:paper", "theme", "theme:amb", "theme:amb:amb.res", "country:BR", "country:FR",
                            "event", "event:clad", "event:clad:clad-2024"})
        CHECK(listed.count(set) == 1);
    CHECK(listed.count("country:AR") == 0);
    for (const auto& set : listed) {
        std::set<std::string> expected;
        for (const auto& head : all)
            for (const auto& own : head.sets)
                if (own == set || own.starts_with(set + ":")) expected.insert(head.identifier);
        auto arguments = headers;
        arguments.emplace_back("set", set);
        CAPTURE(set);
        CHECK(names(repository.list(arguments)) == expected);
    }
    const auto gone = std::find_if(all.begin(), all.end(), [](const auto& head) { return head.deleted; });
    REQUIRE(gone != all.end());
    CHECK(gone->sets ==
          std::vector<std::string>{"kind:paper", "event:clad:clad-2024", "country:MX", "theme:amb:amb.res"});
}

TEST_CASE("OAI-PMH: a selective harvest has what was written between two seconds, both included") {
    const Repository repository{4};
    ::usleep(1100000);
    repository.put("late", 1);
    const auto all = repository.list(headers);
    const auto last = all.back().datestamp, first = all.front().datestamp;
    REQUIRE(first < last);
    const auto between = [&](const std::string& from, const std::string& until) {
        auto arguments = headers;
        if (!from.empty()) arguments.emplace_back("from", from);
        if (!until.empty()) arguments.emplace_back("until", until);
        return repository.list(arguments).size();
    };
    CHECK(between(first, last) == 5);
    CHECK(between(last, "") == 1);
    CHECK(between(last, last) == 1);
    CHECK(between("", first) == 4);
    CHECK(between(first.substr(0, 10), last.substr(0, 10)) == 5);
}

TEST_CASE("OAI-PMH: versions are dated when they can be seen, not when their transaction began") {
    const Repository repository{1};
    std::string before;
    {
        Catalogue catalogue{repository.folder()};
        Catalogue::Transaction transaction{catalogue};
        repository.put(catalogue, "slow", 1);
        ::usleep(2100000);
        before = now();
        transaction.commit();
    }
    Catalogue catalogue{repository.folder()};
    const auto stored = catalogue.find(record_id("test", "slow"));
    CHECK(stored->modified >= before);
    CHECK(stored->created >= before);
}

TEST_CASE("OAI-PMH: every format of every kind of record is well-formed, in its namespace, and shows no text") {
    const Repository repository{10};
    for (const auto& format : metadata_formats()) {
        const auto document = xml::parse(repository.ask({{"verb", "ListRecords"}, {"metadataPrefix", format.prefix}}));
        const auto found = xml::all(xml::root(document), "metadata");
        CHECK(found.size() == (format.kind.empty() ? 10 : 2));
        for (const auto* metadata : found) {
            REQUIRE(xml::children(metadata).size() == 1);
            CHECK(xml::space(xml::children(metadata).front()) == format.space);
            CHECK(xml::text(metadata).find("secreto") == std::string::npos);
            CHECK(xml::text(metadata).find("Agua <limpia> & \"buena\"") != std::string::npos);
        }
    }
    // Of the house's records those that are not open, and the hostile ones.
    Catalogue catalogue{test::collection(), Catalogue::Mode::read_only};
    const Publication publication{test::vocabulary(), "https://acervo.example.org"};
    for (const auto& id : {test::ids().practice, test::ids().restricted, test::ids().embargoed, test::ids().hostile}) {
        const auto stored = catalogue.find(id);
        for (const auto& format : metadata_formats()) {
            const auto text = format.write(*stored, publication);
            CHECK_NOTHROW(xml::parse(text));
            const bool open = id == test::ids().practice || id == test::ids().hostile;
            if (!open) CHECK(text.find("/files/") == std::string::npos);
        }
        if (id == test::ids().embargoed) CHECK(oai_openaire(*stored, publication).find("c_f1cf") != std::string::npos);
    }
}

TEST_CASE("OAI-PMH: practices keep the schema that they are published with") {
    const auto schema = practice_schema();
    const std::unique_ptr<xmlSchemaParserCtxt, decltype(&xmlSchemaFreeParserCtxt)> parser{
        xmlSchemaNewMemParserCtxt(schema.data(), static_cast<int>(schema.size())), &xmlSchemaFreeParserCtxt};
    const std::unique_ptr<xmlSchema, decltype(&xmlSchemaFree)> parsed{xmlSchemaParse(parser.get()), &xmlSchemaFree};
    REQUIRE(parsed);
    Stored stored;
    stored.record = Repository::record("x", 0);
    const Publication publication{test::vocabulary(), "https://acervo.example.org"};
    const auto valid = [&](const std::string& text) {
        auto document = xml::parse(text);
        const std::unique_ptr<xmlSchemaValidCtxt, decltype(&xmlSchemaFreeValidCtxt)> context{
            xmlSchemaNewValidCtxt(parsed.get()), &xmlSchemaFreeValidCtxt};
        return xmlSchemaValidateDoc(context.get(), document.get()) == 0;
    };
    const auto text = practice_xml(stored, publication);
    CHECK(valid(text));
    CHECK(text.find("<problem xml:lang=\"pt\">Faltava água</problem>") != std::string::npos);
    CHECK(text.find("<transferability><conditions><value>3</value><why xml:lang=\"es\">Depende</why>") !=
          std::string::npos);
    CHECK_FALSE(valid("<practice xmlns=\"urn:acervo:practice:1\"><nothing/></practice>"));
}

TEST_CASE("OAI-PMH: a real server answers, packed where that is wanted, and posts too") {
    const auto plain = test::get(test::port(), "/oai?verb=ListRecords&metadataPrefix=oai_dc");
    CHECK(plain.status == 200);
    CHECK(plain.header("content-type") == "text/xml; charset=utf-8");
    CHECK(plain.header("cache-control") == "no-store");
    const auto document = xml::parse(plain.body);
    CHECK(xml::all(xml::root(document), "header").size() == test::shown + 1);  // what was withdrawn, too
    CHECK(xml::text(xml::at(xml::root(document), "request")) ==
          "http://127.0.0.1:" + std::to_string(test::port()) + "/oai");
    const auto packed =
        test::get(test::port(), "/oai?verb=ListRecords&metadataPrefix=oai_dc", {{"Accept-Encoding", "gzip"}});
    CHECK(packed.header("content-encoding") == "gzip");
    CHECK(packed.body.size() < plain.body.size() / 3);
    test::Client client{test::port()};
    const std::string form =
        "verb=GetRecord&metadataPrefix=oai_dc&identifier=oai%3Aacervo.localdomain%3A" + test::ids().withdrawn;
    client.send("POST /oai HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " +
                std::to_string(form.size()) + "\r\n\r\n" + form);
    const auto posted = client.read();
    CHECK(posted.status == 200);
    CHECK(posted.body.find("<header status=\"deleted\">") != std::string::npos);
    CHECK(posted.body.find("<metadata>") == std::string::npos);
    CHECK(test::get(test::port(), "/oai/practice.xsd").status == 200);
}
