// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/packages/simple_archive.h"

#include <catch2/catch.hpp>
#include <filesystem>

#include "ingest/packages/package_export.h"
#include "tests/ingest/support.h"

using namespace acervo;
namespace fs = std::filesystem;

namespace {

std::string dublin_core(const std::string& title, const std::string& more = "") {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<dublin_core>\n  <dcvalue element=\"title\" qualifier=\"none\" "
           "language=\"es\">" +
           title + "</dcvalue>\n" + more + "</dublin_core>\n";
}

std::vector<std::pair<std::string, std::string>> two_items() {
    return {{"saf/item_000/dublin_core.xml",
             dublin_core("Presupuesto participativo", "<dcvalue element='type'>report</dcvalue>")},
            {"saf/item_000/metadata_dcterms.xml",
             "<dublin_core schema='dcterms'><dcvalue element='publisher'>CLAD</dcvalue></dublin_core>"},
            {"saf/item_000/contents",
             "informe.html\tbundle:ORIGINAL\tdescription:Texto completo\nmini.html\tbundle:THUMBNAIL\nlicense.txt\n"},
            {"saf/item_000/informe.html", test::html("Informe", "El presupuesto participativo de la ciudad.")},
            {"saf/item_000/mini.html", test::html("Mini", "Una miniatura.")},
            {"saf/item_000/license.txt", "licencia"},
            {"saf/item_000/handle", "1822/77\n"},
            {"saf/item_001/dublin_core.xml", dublin_core("Sin archivos")},
            {"saf/item_001/contents", ""}};
}

}  // namespace

TEST_CASE("lines of contents") {
    const auto lines = read_contents(
        "a.pdf\n\nb.pdf\tbundle:TEXT\tpermissions:-r 'Staff'\tprimary:true\r\n-r -s 1 -f 12/34\n../x.pdf\n/etc/passwd\n"
        "license.txt\nc\\d.pdf\n~/.ssh/id\n" +
        std::string("e\0f.pdf\n", 8) + "g.pdf\tpermissions:-r 'Anonymous'\n");
    REQUIRE(lines.size() == 10);
    CHECK(lines[0].file == "a.pdf");
    CHECK(lines[0].bundle == "ORIGINAL");
    CHECK(lines[1].bundle == "TEXT");
    CHECK(lines[1].primary);
    CHECK(lines[1].restricted);
    CHECK(lines[1].line == 3);
    CHECK(lines[2].wrong->rule == "registered-file");
    for (const std::size_t unsafe : {3, 4, 6, 7, 8}) CHECK(lines[unsafe].wrong->rule == "unsafe-path");
    CHECK(lines[5].bundle == "LICENSE");
    CHECK_FALSE(lines[9].restricted);
}

TEST_CASE("contents with more files than are read say so") {
    std::string contents;
    for (int i = 0; i < 20002; ++i) contents += "a.pdf\n";
    const auto lines = read_contents(contents);
    REQUIRE(lines.size() == 20001);
    CHECK_FALSE(lines[19999].wrong);
    REQUIRE(lines.back().wrong);
    CHECK(lines.back().wrong->rule == "too-large");
}

TEST_CASE("what was not understood in the metadata of an item is told, and contents that are too large keep it out") {
    const test::Folder folder;
    const auto dc = [](const std::string& title) {
        return dublin_core(title, "<dcvalue element='date' qualifier='issued'>en prensa</dcvalue>");
    };
    folder.write("in/item_000/dublin_core.xml", dc("Uno"));
    folder.write("in/item_000/contents", "");
    folder.write("in/item_001/dublin_core.xml", dc("Dos"));
    folder.write("in/item_001/contents", std::string(5U << 20, 'x'));
    Catalogue catalogue(folder / "data");
    const auto result = ingest(catalogue, test::vocabulary(), test::options({folder / "in"}));
    CHECK(test::said(result, "in/item_000/dublin_core.xml") == "created not-understood issued");
    CHECK(test::said(result, "in/item_001/dublin_core.xml") == "rejected too-large contents");
}

TEST_CASE("every item of a Simple Archive is one row with its files, in a folder as in a ZIP") {
    const bool zipped = GENERATE(false, true);
    const test::Folder folder;
    if (zipped) {
        folder.write("in/lote.zip", test::zip(two_items()));
    } else {
        for (const auto& [name, bytes] : two_items()) folder.write("in/lote/" + name, bytes);
    }
    const std::string prefix = zipped ? "in/lote.zip!/saf/" : "in/lote/saf/";
    Catalogue catalogue(folder / "data");
    const auto result = ingest(catalogue, test::vocabulary(), test::options({folder / "in"}));
    CHECK(test::said(result, prefix + "item_000/dublin_core.xml") == "created");
    CHECK(test::said(result, prefix + "item_000/informe.html") == "created manifest-file");
    CHECK(test::said(result, prefix + "item_000/contents") == "skipped manifest-file");
    CHECK(test::said(result, prefix + "item_000/metadata_dcterms.xml") == "skipped manifest-file");
    CHECK(test::said(result, prefix + "item_000/mini.html") == "skipped not-in-contents");
    CHECK(test::said(result, prefix + "item_001/dublin_core.xml") == "created");
    const auto first = catalogue.find(record_id("local", "hdl:1822/77"));
    REQUIRE(first);
    CHECK(first->record.kind == "report");
    CHECK(first->record.publisher == "CLAD");
    CHECK(first->record.handle == "1822/77");
    CHECK(first->record.files.size() == 1);
    CHECK(catalogue.find(record_id("local", prefix + "item_001")));
    const auto again = ingest(catalogue, test::vocabulary(), test::options({folder / "in"}));
    CHECK(test::said(again, prefix + "item_000/dublin_core.xml") == "unchanged");
}

TEST_CASE("an item of a Simple Archive that cannot be had says why, and stops no other") {
    const auto [contents, dc, said] = GENERATE(table<std::string, std::string, std::string>({
        {"../../secreto.txt\n", dublin_core("A"), "rejected unsafe-path file"},
        {"/etc/passwd\n", dublin_core("A"), "rejected unsafe-path file"},
        {"enlace.txt\n", dublin_core("A"), "rejected unsafe-path file"},
        {"-r -s 1 -f a/b\n", dublin_core("A"), "rejected registered-file file"},
        {"no_esta.pdf\n", dublin_core("A"), "rejected missing-file file"},
        {"", "<dublin_core><dcvalue element='title'>sin cierre</dublin_core>", "rejected malformed"},
        {"",
         "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><dublin_core><dcvalue "
         "element='title'>&x;</dcvalue></dublin_core>",
         "rejected malformed"},
        {"", "<dublin_core><dcvalue element='date' qualifier='issued'>1990</dcvalue></dublin_core>",
         "rejected required title"},
    }));
    CAPTURE(contents, dc);
    const test::Folder folder;
    folder.write("secreto.txt", "secreto");
    folder.write("in/item_000/dublin_core.xml", dc);
    folder.write("in/item_000/contents", contents);
    fs::create_symlink(folder / "secreto.txt", folder / "in/item_000/enlace.txt");
    folder.write("in/item_001/dublin_core.xml", dublin_core("Otro"));
    folder.write("in/item_001/contents", "");
    Catalogue catalogue(folder / "data");
    const auto result = ingest(catalogue, test::vocabulary(), test::options({folder / "in"}));
    CHECK(test::said(result, "in/item_000/dublin_core.xml") == said);
    CHECK(test::said(result, "in/item_001/dublin_core.xml") == "created");
}

TEST_CASE("files of one name, and one that is called as another would be, are all in the item") {
    const test::Folder folder;
    folder.write("in/m.jsonl", R"({"source_key": "x", "kind": "report", "title": {"es": "Tres"}, )"
                               R"("file": ["a/n.html", "b/3-n.html", "c/n.html"]})"
                               "\n");
    for (const std::string name : {"a/n.html", "b/3-n.html", "c/n.html"})
        folder.write("in/" + name, test::html("Informe " + name, "El presupuesto de la ciudad: " + name));
    Catalogue catalogue(folder / "data");
    ingest(catalogue, test::vocabulary(), test::options({folder / "in"}));
    REQUIRE(export_simple_archive(catalogue, {}, folder / "saf") == 1);
    std::size_t files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder / "saf"))
        files += entry.path().extension() == ".html";
    CHECK(files == 3);
}
