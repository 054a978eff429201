// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/ingest.h"

#include <sys/stat.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "corpus/error.h"
#include "ingest/discover.h"
#include "tests/ingest/support.h"

using namespace acervo;
using test::said;

namespace {

/// A data folder and its catalogue.
struct Data {
    test::Folder folder;
    Catalogue catalogue{folder / "data"};

    IngestResult take(const IngestOptions& options) { return ingest(catalogue, test::vocabulary(), options); }
    Stored record(const std::string& key, const std::string& collection = "local") {
        auto stored = catalogue.find_by_key(collection, key);
        INFO("record " + key);
        REQUIRE(stored);
        return *stored;
    }
};

std::map<std::string, std::int64_t> totals(const IngestResult& result) {
    std::map<std::string, std::int64_t> counted;
    for (const auto& item : result.items) ++counted[to_string(item.outcome)];
    CHECK(counted == result.batch.totals);
    return counted;
}

/// Everything in a folder as name -> bytes.
std::map<std::string, std::string> contents(const std::filesystem::path& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) files[entry.path().string()] = test::read(entry.path());
    }
    return files;
}

const std::string row_text = "El ayuntamiento abrió los datos de su presupuesto a todos los vecinos del municipio.";

}  // namespace

TEST_CASE("a folder of files becomes records with their originals, units and items") {
    Data data;
    const test::Folder in;
    in.write("set/b/agua.html",
             test::html("Gestión del agua", "El agua de los municipios se gestiona entre todos los vecinos."));
    in.write("set/a.md",
             "# Plano de mobilidade\n\nA cidade quer que os moradores andem mais de bicicleta e menos de carro.\n");
    in.write("set/.git/config", "x");
    in.write("set/.DS_Store", "x");
    in.write("set/empty.html", "");
    const auto result = data.take(test::options({in / "set"}));
    CHECK(result.batch.state == "applied");
    CHECK(said(result, "set/b/agua.html") == "created");
    CHECK(said(result, "set/a.md") == "created");
    CHECK(said(result, "set/.git") == "skipped hidden");
    CHECK(said(result, "set/.DS_Store") == "skipped hidden");
    CHECK(said(result, "set/empty.html") == "rejected empty");
    CHECK(totals(result) == std::map<std::string, std::int64_t>{{"created", 2}, {"skipped", 2}, {"rejected", 1}});
    const Stored stored = data.record("set/b/agua.html");
    CHECK(stored.record.title.at("es") == "Gestión del agua");
    CHECK(stored.record.languages == std::vector<std::string>{"es"});
    REQUIRE(stored.record.files.size() == 1);
    CHECK(stored.record.files[0].name == "agua.html");
    CHECK(stored.record.files[0].media_type == "text/html");
    CHECK(test::read(data.catalogue.original(stored.record.files[0].sha256)) == test::read(in / "set/b/agua.html"));
    CHECK_FALSE(data.catalogue.units(stored.text).empty());
    CHECK(data.record("set/a.md").record.languages == std::vector<std::string>{"pt"});
    std::vector<std::string> paths;
    for (const auto& item : result.items) paths.push_back(item.path);
    CHECK(std::ranges::is_sorted(paths));
}

TEST_CASE("ingesting the same thing again changes nothing") {
    Data data;
    const test::Folder in;
    in.write("set/a.html", test::html("Agua", "El agua de los municipios se gestiona entre todos los vecinos."));
    in.write("set/m.jsonl", "{\"source_key\":\"r\",\"kind\":\"practice\",\"title\":{\"es\":\"Datos\"},\"text\":\"" +
                                row_text + "\"}\n");
    data.take(test::options({in / "set"}));
    const auto sequence = data.catalogue.sequence();
    const auto again = data.take(test::options({in / "set"}));
    CHECK(said(again, "set/a.html") == "unchanged");
    CHECK(said(again, "set/m.jsonl", 1) == "unchanged");
    CHECK(data.catalogue.sequence() == sequence);

    SECTION("and bytes that were read once are not read again") {
        // Without a program there can be no worker: what is not remembered would fail.
        auto options = test::options({in / "set"});
        options.program = "/nonexistent/acervo";
        CHECK(said(data.take(options), "set/a.html") == "unchanged");
    }
    SECTION("but other bytes make another version") {
        in.write("set/a.html", test::html("Agua y saneamiento", "El agua de los municipios se gestiona entre todos."));
        CHECK(said(data.take(test::options({in / "set"})), "set/a.html") == "updated");
        CHECK(data.catalogue.versions(data.record("set/a.html").record.id).size() == 2);
    }
}

TEST_CASE("a manifest describes its files, and they are no records of their own") {
    Data data;
    const test::Folder in;
    in.write(
        "lote/manifest.jsonl",
        R"({"source_key":"1","kind":"report","title":{"es":"Informe"},"file":"docs/uno.html","theme":["amb"]})"
        "\n"
        R"({"source_key":"2","kind":"report","title":"Dois","language":"pt","file":["docs/dos.html","docs/anexo.html"]})"
        "\n"
        R"({"source_key":"3","kind":"report","title":"Falta","file":"docs/no.html"})"
        "\n"
        R"({"source_key":"4","kind":"report","title":"Fuera","file":"../secreto.html"})"
        "\n"
        R"({"source_key":"5","kind":"report","title":"Fuera","file":"/etc/passwd"})"
        "\n"
        R"({"source_key":"1","kind":"report","title":"Otra vez"})"
        "\n"
        R"({"source_key":"7","kind":"papr","title":"Tipo"})"
        "\n"
        R"({"source_key":"8","kind":"report","title":"Campo","colour":"red"})"
        "\n"
        R"({"source_key":"9","collection":"otra","kind":"report","title":"Aparte"})"
        "\n"
        "{oops\n");
    for (const char* const name : {"uno", "dos", "anexo", "suelto"}) {
        in.write(std::string("lote/docs/") + name + ".html", test::html(name, row_text + " " + name));
    }
    in.write("secreto.html", test::html("Secreto", row_text));
    const auto result = data.take(test::options({in / "lote"}));
    const std::string manifest = "lote/manifest.jsonl";
    CHECK(said(result, manifest, 1) == "created");
    CHECK(said(result, manifest, 2) == "created");
    CHECK(said(result, manifest, 3) == "rejected missing-file file");
    CHECK(said(result, manifest, 4) == "rejected unsafe-path file");
    CHECK(said(result, manifest, 5) == "rejected unsafe-path file");
    CHECK(said(result, manifest, 6) == "rejected duplicate-key source_key");
    CHECK(said(result, manifest, 7) == "rejected vocabulary kind");
    CHECK(said(result, manifest, 8) == "created unknown-field colour");
    CHECK(said(result, manifest, 9) == "created");
    CHECK(said(result, manifest, 10) == "rejected json");
    CHECK(said(result, manifest) == "skipped manifest");
    CHECK(said(result, "lote/docs/uno.html") == "created manifest-file");
    CHECK(said(result, "lote/docs/anexo.html") == "created manifest-file");
    CHECK(said(result, "lote/docs/suelto.html") == "created");
    CHECK(test::find(result.items, "lote/docs/uno.html")->record == record_id("local", "1"));
    CHECK(test::find(result.items, manifest, 6)->message.at("en").find("lote/manifest.jsonl:1") != std::string::npos);
    CHECK(test::find(result.items, manifest, 7)->message.at("pt").find("paper") != std::string::npos);
    CHECK_FALSE(data.catalogue.find_by_key("local", "lote/docs/uno.html"));

    const Stored two = data.record("2");
    REQUIRE(two.record.files.size() == 2);
    CHECK(two.record.files[0].role == "main");
    CHECK(two.record.files[1].role == "supplement");
    CHECK(two.record.title == LangMap{{"pt", "Dois"}});
    CHECK(data.record("1").record.themes == std::vector<std::string>{"amb"});
    CHECK(data.record("9", "otra").record.collection == "otra");
}

TEST_CASE("a CSV manifest and one given by itself find the files beside them") {
    Data data;
    const test::Folder in;
    in.write("m.csv",
             "source_key;kind;title_es;file;theme\n1;practice;Datos abiertos;sub/a.html;abi; "
             "dig\n2;practice;Agua;sub/a.html;\"amb; cli\"\n");
    in.write("sub/a.html", test::html("A", row_text));
    const auto result = data.take(test::options({in / "m.csv"}));
    CHECK(said(result, "m.csv", 2) == "rejected csv");
    CHECK(said(result, "m.csv", 3) == "created");
    CHECK(said(result, "sub/a.html") == "created manifest-file");
    CHECK(data.record("2").record.themes == std::vector<std::string>{"amb", "cli"});
}

TEST_CASE("what is in an archive is taken in under its name") {
    Data data;
    const test::Folder in;
    const std::string page = test::html("Dentro", row_text);
    in.write("lote.zip",
             test::zip({{"b/pagina.html", page},
                        {"m.jsonl", R"({"source_key":"z1","kind":"paper","title":"Con archivo","file":"a.html"})"
                                    "\n"},
                        {"a.html", test::html("A", row_text + " Otra vez.")},
                        {"__MACOSX/b/._pagina.html", "x"},
                        {"../fuera.html", page},
                        {"otro.zip", test::zip({{"x.html", test::html("X", row_text + " En otro.")},
                                                {"tercero.zip", test::zip({{"y.html", page}})}})}}));
    const auto result = data.take(test::options({in / "lote.zip"}));
    CHECK(said(result, "lote.zip!/b/pagina.html") == "created");
    CHECK(said(result, "lote.zip!/m.jsonl", 1) == "created");
    CHECK(said(result, "lote.zip!/a.html") == "created manifest-file");
    CHECK(said(result, "lote.zip!/__MACOSX/b/._pagina.html") == "skipped hidden");
    CHECK(said(result, "lote.zip!/../fuera.html") == "rejected unsafe-path");
    // An archive in an archive is opened; a third level is not.
    CHECK(said(result, "lote.zip!/otro.zip") == "skipped archive");
    CHECK(said(result, "lote.zip!/otro.zip!/x.html") == "created");
    CHECK(said(result, "lote.zip!/otro.zip!/tercero.zip") == "rejected nested");
    CHECK(said(result, "lote.zip") == "skipped archive");
    CHECK(data.record("lote.zip!/b/pagina.html").record.title.at("es") == "Dentro");
    CHECK_FALSE(std::filesystem::exists(in / "fuera.html"));
    for (const auto& entry : std::filesystem::directory_iterator(data.folder / "data/tmp"))
        CHECK_FALSE(entry.is_directory());
    CHECK(said(data.take(test::options({in / "lote.zip"})), "lote.zip!/b/pagina.html") == "unchanged");
}

TEST_CASE("what a killed process left in the staging folder is cleared away") {
    Data data;
    const test::Folder in;
    in.write("a.html", test::html("A", row_text));
    const auto stale = data.folder / "data/tmp/ingest-dead00";
    std::filesystem::create_directories(stale / "deep");
    data.take(test::options({in / "a.html"}));
    CHECK_FALSE(std::filesystem::exists(stale));
}

TEST_CASE("the same bytes under another name are skipped, naming the record that has them") {
    Data data;
    const test::Folder in;
    const std::string page = test::html("Igual", row_text);
    in.write("set/a.html", page);
    in.write("set/b.html", page);
    const auto check = [&](const IngestResult& result, const std::string& first) {
        CHECK(said(result, "set/a.html") == first);
        CHECK(said(result, "set/b.html") == "skipped duplicate-bytes");
        CHECK(test::find(result.items, "set/b.html")->record == record_id("local", "set/a.html"));
        CHECK_FALSE(data.catalogue.find_by_key("local", "set/b.html"));
    };
    check(data.take(test::options({in / "set"})), "created");
    check(data.take(test::options({in / "set"})), "unchanged");
}

TEST_CASE("links stay inside the folder that was given, and what is no file is skipped") {
    Data data;
    const test::Folder in;
    in.write("outside.html", test::html("Fuera", row_text));
    in.write("set/real.html", test::html("Real", row_text));
    std::filesystem::create_directories(in / "set/sub");
    std::filesystem::create_symlink(in / "outside.html", in / "set/leak.html");
    std::filesystem::create_symlink("real.html", in / "set/zlink.html");
    std::filesystem::create_directory_symlink(in.path(), in / "set/loop");
    REQUIRE(::mkfifo((in / "set/pipe").c_str(), 0600) == 0);
    in.write("set/m.jsonl", R"({"source_key":"1","kind":"paper","title":"T","file":"leak.html"})"
                            "\n");
    const auto result = data.take(test::options({in / "set"}));
    CHECK(said(result, "set/leak.html") == "skipped symlink");
    CHECK(said(result, "set/loop") == "skipped symlink");
    CHECK(said(result, "set/pipe") == "skipped special-file");
    CHECK(said(result, "set/real.html") == "created");
    CHECK(said(result, "set/zlink.html") == "skipped duplicate-bytes");
    CHECK(said(result, "set/m.jsonl", 1) == "rejected unsafe-path file");
}

TEST_CASE("a dry run says what would happen and writes nothing") {
    Data data;
    const test::Folder in;
    const std::string page = test::html("Igual", row_text);
    in.write("set/a.html", page);
    in.write("set/m.jsonl", R"({"source_key":"1","kind":"paper","title":"T"})"
                            "\n"
                            R"({"source_key":"1","kind":"paper","title":"U"})"
                            "\n"
                            R"({"source_key":"2","kind":"zzz","title":"U"})"
                            "\n");
    data.take(test::options({in / "set"}));
    in.write("set/b.html", page);
    in.write("set/c.html", test::html("Nuevo", row_text + " Nuevo."));
    in.write("set/d.html", test::html("Nuevo", row_text + " Nuevo."));
    in.write("set/m.jsonl", R"({"source_key":"1","kind":"paper","title":"Otro"})"
                            "\n"
                            R"({"source_key":"1","kind":"paper","title":"U"})"
                            "\n"
                            R"({"source_key":"2","kind":"zzz","title":"U"})"
                            "\n");
    const auto sequence = data.catalogue.sequence();
    const auto originals = contents(data.folder / "data/originals");
    const auto batches = data.catalogue.batches().size();
    auto options = test::options({in / "set"});
    options.dry_run = true;
    const auto planned = data.take(options);
    CHECK(data.catalogue.sequence() == sequence);
    CHECK(contents(data.folder / "data/originals") == originals);
    CHECK(data.catalogue.batches().size() == batches);
    CHECK(planned.batch.state == "planned");
    const auto real = data.take(test::options({in / "set"}));
    REQUIRE(planned.items.size() == real.items.size());
    for (std::size_t i = 0; i < real.items.size(); ++i) {
        CAPTURE(real.items[i].path, real.items[i].line);
        CHECK(planned.items[i].path == real.items[i].path);
        CHECK(planned.items[i].outcome == real.items[i].outcome);
        CHECK(planned.items[i].rule == real.items[i].rule);
        CHECK(planned.items[i].record == real.items[i].record);
    }
    CHECK(said(real, "set/m.jsonl", 1) == "updated");
    CHECK(said(real, "set/d.html") == "skipped duplicate-bytes");
}

TEST_CASE("a rejected item can be stepped over, stop the batch, or undo it") {
    Data data;
    const test::Folder in;
    const std::string good = R"({"source_key":"1","kind":"paper","title":"Uno"})"
                             "\n";
    const std::string rest = R"({"source_key":"3","kind":"paper","title":"Tres"})"
                             "\n";
    in.write("set/m.jsonl", good +
                                R"({"source_key":"2","kind":"nonsense","title":"Dos"})"
                                "\n" +
                                rest);
    in.write("set/a.html", test::html("A", row_text));
    auto options = test::options({in / "set"});

    SECTION("skip") {
        const auto result = data.take(options);
        CHECK(result.rejected() == 1);
        CHECK(result.batch.state == "applied");
        CHECK(data.catalogue.totals().records == 3);
    }
    SECTION("stop, and go on when it is corrected") {
        options.on_error = OnError::stop;
        const auto result = data.take(options);
        CHECK(result.batch.state == "failed");
        CHECK(said(result, "set/m.jsonl", 1) == "created");
        CHECK(said(result, "set/m.jsonl", 2) == "rejected vocabulary kind");
        CHECK(said(result, "set/m.jsonl", 3) == "-");
        CHECK(data.catalogue.totals().records == 1);
        in.write("set/m.jsonl", good +
                                    R"({"source_key":"2","kind":"paper","title":"Dos"})"
                                    "\n" +
                                    rest);
        const auto resumed = resume(data.catalogue, test::vocabulary(), result.batch.id, {}, ACERVO_PROGRAM);
        CHECK(resumed.batch.state == "applied");
        CHECK(said(resumed, "set/m.jsonl", 2) == "created");
        CHECK(said(resumed, "set/a.html") == "created");
        CHECK(data.catalogue.totals().records == 4);
        CHECK(data.catalogue.totals().versions == 4);
    }
    SECTION("roll back, and repeat when it is corrected") {
        options.on_error = OnError::rollback;
        const auto result = data.take(options);
        CHECK(result.batch.state == "failed");
        CHECK(said(result, "set/m.jsonl", 1) == "skipped rolled-back");
        CHECK(said(result, "set/m.jsonl", 2) == "rejected vocabulary kind");
        CHECK(data.catalogue.totals().records == 0);
        CHECK(data.catalogue.sequence() == 0);
        in.write("set/m.jsonl", good + rest);
        const auto resumed = resume(data.catalogue, test::vocabulary(), result.batch.id, {}, ACERVO_PROGRAM);
        CHECK(resumed.batch.state == "applied");
        CHECK(data.catalogue.totals().records == 3);
    }
}

TEST_CASE("a batch that is taken back leaves things as they were before it") {
    Data data;
    const test::Folder in;
    in.write("set/m.jsonl", R"({"source_key":"1","kind":"paper","title":"Uno"})"
                            "\n");
    data.take(test::options({in / "set"}));
    const Record before = data.record("1").record;
    in.write("set/m.jsonl", R"({"source_key":"1","kind":"paper","title":"Uno, corregido"})"
                            "\n"
                            R"({"source_key":"2","kind":"paper","title":"Dos","text":"Texto"})"
                            "\n");
    const auto second = data.take(test::options({in / "set"}));
    REQUIRE(said(second, "set/m.jsonl", 1) == "updated");

    SECTION("when nothing was changed since") {
        const auto reverted = revert(data.catalogue, second.batch.id);
        CHECK(reverted.batch.state == "reverted");
        CHECK(reverted.items.size() == 2);
        CHECK(said(reverted, "set/m.jsonl", 1) == "updated restored");
        CHECK(said(reverted, "set/m.jsonl", 2) == "updated withdrawn");
        CHECK(data.record("1").record == before);
        CHECK(data.record("2").withdrawn);
        CHECK_THROWS_AS(revert(data.catalogue, second.batch.id), Error);
        CHECK_THROWS_AS(resume(data.catalogue, test::vocabulary(), second.batch.id), Error);
        CHECK(said(data.take(test::options({in / "set"})), "set/m.jsonl", 2) == "created");
    }
    SECTION("and is refused, naming the records, when they were") {
        in.write("set/m.jsonl", R"({"source_key":"1","kind":"paper","title":"Uno, otra vez"})"
                                "\n");
        data.take(test::options({in / "set"}));
        const auto sequence = data.catalogue.sequence();
        try {
            revert(data.catalogue, second.batch.id);
            FAIL("it was taken back");
        } catch (const Error& error) {
            CHECK(error.code() == "edited-since");
            CHECK(std::string(error.what()).find(record_id("local", "1")) != std::string::npos);
            CHECK(std::string(error.what()).find(record_id("local", "2")) == std::string::npos);
        }
        CHECK(data.catalogue.sequence() == sequence);
        CHECK(data.catalogue.batch(second.batch.id)->state == "applied");
    }
}

TEST_CASE("an ingest is refused at once while another one runs") {
    Data data;
    const test::Folder in;
    in.write("a.html", test::html("A", row_text));
    const IngestLock other(data.folder / "data");
    try {
        data.take(test::options({in / "a.html"}));
        FAIL("it ran");
    } catch (const Error& error) {
        CHECK(error.problem() == Problem::busy);
    }
}

TEST_CASE("options that make no sense are refused before anything is written") {
    Data data;
    const test::Folder in;
    in.write("a.html", test::html("A", row_text));
    auto options = test::options({in / "a.html"});
    SECTION("kind") {
        options.kind = "practise";
    }
    SECTION("event") {
        options.event = "no-such-event";
    }
    SECTION("path") {
        options.paths.emplace_back("/nonexistent/thing");
    }
    SECTION("nothing") {
        options.paths.clear();
    }
    SECTION("collection") {
        options.collection = " x";
    }
    CHECK_THROWS_AS(data.take(options), Error);
    CHECK(data.catalogue.batches().empty());
}

TEST_CASE("names of the arguments keep records apart") {
    using Paths = std::vector<std::filesystem::path>;
    CHECK(labels_of(Paths{"/x/2019/a", "/x/b.pdf"}) == std::vector<std::string>{"a", "b.pdf"});
    CHECK(labels_of(Paths{"/x/2019/a", "/x/2020/a", "/c"}) == std::vector<std::string>{"2019/a", "2020/a", "c"});
    CHECK(labels_of(Paths{"/1/p/a", "/2/p/a"}) == std::vector<std::string>{"1/p/a", "2/p/a"});
}

TEST_CASE("paths are written so that they can be read and told apart") {
    CHECK(printable("a/niño.pdf") == "a/niño.pdf");
    CHECK(printable("a/nin\xCC\x83o.pdf") == "a/niño.pdf");
    CHECK(printable("a/ni\xF1o.pdf") == "a/ni%F1o.pdf");
    CHECK(printable("a\nb") == "a%0Ab");
    CHECK(printable(" a /b ") == "%20a%20/b%20");
}

TEST_CASE("of two names that are written alike each has its own in the report") {
    const test::Folder folder;
    folder.write("in/a%0A", "uno");
    folder.write("in/a\n", "dos");
    const auto tree = Tree::of(folder / "in", "in");
    REQUIRE(tree->entries().size() == 2);
    CHECK(tree->entries()[0].name == "a%0A");
    CHECK_FALSE(tree->entries()[0].decided);
    CHECK(tree->entries()[1].name == "a%0A#1");
    CHECK(tree->entries()[1].decided);
}
