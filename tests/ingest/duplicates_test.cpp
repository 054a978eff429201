// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "corpus/error.h"
#include "ingest/duplicates/decide.h"
#include "ingest/duplicates/pairs.h"
#include "tests/ingest/support.h"

using namespace acervo;

namespace {

const std::string text =
    "La cooperativa de recicladoras de la ciudad recoge cada semana los residuos orgánicos de los mercados municipales "
    "y los "
    "convierte en compost para las huertas escolares. El ayuntamiento paga por tonelada recuperada, y las vecinas "
    "deciden en "
    "asamblea a qué barrios se extiende el servicio durante el año siguiente.";
const std::string other_text =
    "El presupuesto participativo permite que los jóvenes propongan obras pequeñas en las plazas, y que voten desde el "
    "teléfono "
    "o en la biblioteca. Cada distrito publica después cuánto costó cada obra, quién la hizo y si se terminó en el "
    "plazo "
    "previsto, con fotografías del antes y del después de los trabajos.";

struct House {
    test::Folder data, material;
    Catalogue catalogue{data.path()};
    IngestResult ingest(const std::filesystem::path& path, bool dry_run = false) {
        auto options = test::options({path});
        options.dry_run = dry_run;
        return acervo::ingest(catalogue, test::vocabulary(), options);
    }
    std::filesystem::path rows(const std::string& name, const std::vector<nlohmann::json>& rows) const {
        std::string lines;
        for (const auto& row : rows) lines += row.dump() + "\n";
        return material.write(name, lines);
    }
    std::vector<std::string> present() const {
        std::vector<std::string> ids;
        catalogue.changed_since(0, [&](const Stored& stored) {
            if (!stored.withdrawn) ids.push_back(stored.record.id);
            return true;
        });
        return ids;
    }
};

nlohmann::json row(const std::string& key, const std::string& title, const std::string& abstract) {
    return {{"source_key", key},
            {"kind", "report"},
            {"title", {{"es", title}}},
            {"abstract", {{"es", abstract}}},
            {"issued", "2024"}};
}

std::string id(const std::string& key) {
    return record_id("local", key);
}

/// Rules of all that is said about an item.
std::vector<std::string> rules(const IngestResult& result, const std::string& path, int line = 0) {
    const auto* const item = test::find(result.items, path, line);
    std::vector<std::string> found;
    if (item && !item->rule.empty()) found.push_back(item->rule);
    if (item) {
        for (const auto& remark : item->others) found.push_back(remark.rule);
    }
    return found;
}

std::filesystem::path decisions(const test::Folder& folder, const std::string& decision, const TwinPair& pair) {
    return folder.write("decided.csv",
                        "keep,other,decision\r\n" + pair.keep + "," + pair.other + "," + decision + "\r\n");
}

}  // namespace

TEST_CASE("one work in two formats side by side is one record with two files, and stays so") {
    House house;
    house.material.write("m/compost.html", test::html("Compost de los mercados", text));
    house.material.write("m/compost.md", "# Compost de los mercados\n\n" + text + "\n");
    house.material.write("m/otro.md", "# Obras de los jóvenes\n\n" + other_text + "\n");
    const auto planned = house.ingest(house.material / "m", true);
    const auto result = house.ingest(house.material / "m");
    CHECK(test::said(result, "m/compost.html") == "created");
    CHECK(test::said(result, "m/compost.md") == "updated attached-to");
    CHECK(test::said(result, "m/otro.md") == "created");
    for (std::size_t i = 0; i < result.items.size(); ++i) {
        CHECK(planned.items.at(i).outcome == result.items[i].outcome);
        CHECK(planned.items[i].rule == result.items[i].rule);
        CHECK(planned.items[i].record == result.items[i].record);
    }
    CHECK(house.present().size() == 2);
    const auto stored = house.catalogue.find(id("m/compost.html"));
    REQUIRE(stored);
    REQUIRE(stored->record.files.size() == 2);
    CHECK(stored->record.files[1].name == "compost.md");
    CHECK(stored->record.files[1].role == "supplement");
    for (const auto& file : stored->record.files) CHECK(house.catalogue.has_original(file.sha256));

    const auto again = house.ingest(house.material / "m");
    CHECK(test::said(again, "m/compost.html") == "unchanged");
    CHECK(test::said(again, "m/compost.md") == "unchanged attached-to");
    CHECK(house.catalogue.find(id("m/compost.html"))->version == stored->version);

    revert(house.catalogue, result.batch.id);
    CHECK(house.present().empty());
}

TEST_CASE("the format that serves readers best becomes the main file, and taking the other in again changes nothing") {
    House house;
    const auto sample = std::filesystem::path(SOURCE_DIR) / "corpus/sample";
    std::filesystem::path pdf;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(sample)) {
        if (entry.path().extension() == ".pdf" && (pdf.empty() || entry.path() < pdf)) pdf = entry.path();
    }
    REQUIRE_FALSE(pdf.empty());
    house.material.write("m/trabajo.pdf", test::read(pdf));
    Worker worker({}, ACERVO_PROGRAM);
    std::string words;
    for (const auto& unit : worker.extract(pdf, "trabajo.pdf").units) words += unit.text + "\n\n";
    house.material.write("m/trabajo.md", "# Trabajo\n\n" + words);
    const auto result = house.ingest(house.material / "m");
    CHECK(test::said(result, "m/trabajo.md").starts_with("created"));
    CHECK(test::said(result, "m/trabajo.pdf").starts_with("updated attached-to"));
    const auto stored = house.catalogue.find(id("m/trabajo.md"));
    REQUIRE(stored->record.files.size() == 2);
    CHECK(stored->record.files[0].name == "trabajo.pdf");
    CHECK(house.catalogue.units(stored->text).front().kind == UnitKind::page);
    const auto again = house.ingest(house.material / "m");
    CHECK(test::said(again, "m/trabajo.md").starts_with("unchanged"));
    CHECK(test::said(again, "m/trabajo.pdf").starts_with("unchanged"));
}

TEST_CASE("twins of name in other folders, and twins of text of other names, are left to the librarian") {
    House house;
    std::string reworded = text;
    reworded.replace(reworded.find("compost"), 7, "abono");
    house.material.write("m/a/compost.html", test::html("Compost", text));
    house.material.write("m/b/compost.md", "# Compost\n\n" + text + "\n");
    house.material.write("m/c/reciclar.html", test::html("Reciclar", reworded));
    house.material.write("m/d/otro.html", test::html("Otro", other_text));
    const auto result = house.ingest(house.material / "m");
    CHECK(rules(result, "m/a/compost.html").empty());
    CHECK(test::said(result, "m/b/compost.md") == "created same-work");
    CHECK(test::said(result, "m/c/reciclar.html").starts_with("created"));
    CHECK_FALSE(rules(result, "m/c/reciclar.html").empty());
    CHECK(rules(result, "m/d/otro.html").empty());
    CHECK(house.present().size() == 4);
    CHECK(twin_pairs(house.catalogue).size() == 3);
    CHECK(twin_pairs(house.catalogue, result.batch.id).size() == 3);
    CHECK(twin_pairs(house.catalogue, "", 0.999).size() < 3);
    CHECK_THROWS_AS(twin_pairs(house.catalogue, "nobatch"), Error);
}

TEST_CASE("short texts and one text in two languages are no duplicates") {
    House house;
    house.material.write("m/1.md", "# Portada\n\nAyuntamiento\n");
    house.material.write("m/2.md", "# Portada\n\nAyuntamiento de aquí\n");
    const auto result = house.ingest(house.material / "m");
    CHECK(rules(result, "m/2.md").empty());
}

TEST_CASE("the same bytes are told whichever way they come") {
    House house;
    const std::string page = test::html("Compost", text);
    house.material.write("uno/a.html", page);
    const auto first = house.ingest(house.material / "uno");
    house.material.write("dos/b.html", page);
    house.material.write("dos/c.zip", test::zip({{"d.html", page}, {"e.html", page + " "}}));
    const auto second = house.ingest(house.material / "dos");
    CHECK(test::said(second, "dos/b.html") == "skipped duplicate-bytes");
    CHECK(test::said(second, "dos/c.zip!/d.html") == "skipped duplicate-bytes");
    CHECK(test::find(second.items, "dos/b.html")->record == id("uno/a.html"));
    // Rows are what a librarian wrote: they go in, with a word about it.
    house.material.write("tres/f.html", page);
    auto one = row("k1", "Uno", ""), two = row("k2", "Dos", "");
    one["file"] = two["file"] = "f.html";
    house.rows("tres/filas.jsonl", {one, two});
    const auto third = house.ingest(house.material / "tres");
    CHECK(test::said(third, "tres/filas.jsonl", 1) == "created duplicate-bytes file");
    CHECK(test::said(third, "tres/filas.jsonl", 2) == "created duplicate-bytes file");
    CHECK(house.catalogue.totals().originals == 2);
}

TEST_CASE("papers of a volume that share its file by their pages are no duplicates") {
    House house;
    house.material.write("m/v.html", test::html("Actas", text));
    auto one = row("k1", "Uno", ""), two = row("k2", "Dos", "");
    one["file"] = two["file"] = "v.html";
    one["page_start"] = 1, one["page_end"] = 4;
    two["page_start"] = 5, two["page_end"] = 9;
    house.rows("m/filas.jsonl", {one, two});
    CHECK(rules(house.ingest(house.material / "m"), "m/filas.jsonl", 2).empty());
}

TEST_CASE("one identifier on two keys is told, across batches and ways of writing it") {
    House house;
    auto one = row("k1", "Uno", ""), two = row("k2", "Dos", ""), three = row("k3", "Tres", "");
    one["doi"] = "https://doi.org/10.5281/Zenodo.77";
    two["doi"] = "doi:10.5281/zenodo.77";
    three["url"] = "https://example.org/x";
    house.ingest(house.rows("a.jsonl", {one}));
    const auto result = house.ingest(house.rows("b.jsonl", {two, three}));
    CHECK(test::said(result, "b.jsonl", 1) == "created same-identifier doi");
    CHECK(rules(result, "b.jsonl", 2).empty());
    // The same record again is not its own twin.
    CHECK(test::said(house.ingest(house.material / "a.jsonl"), "a.jsonl", 1).starts_with("unchanged"));
}

TEST_CASE("near-duplicates of rows are found in the batch and in the catalogue, planned or done") {
    House house;
    house.ingest(house.rows("a.jsonl", {row("k1", "Compost", text), row("k2", "Obras", other_text)}));
    const auto more = house.rows("b.jsonl", {row("k3", "Compost en los mercados", text + " Fin."),
                                             row("k4", "Plazas", other_text), row("k5", "Más plazas", other_text)});
    for (const bool dry_run : {true, false}) {
        const auto result = house.ingest(more, dry_run);
        CAPTURE(dry_run);
        CHECK(test::said(result, "b.jsonl", 1) == "created near-duplicate");
        CHECK(test::find(result.items, "b.jsonl", 1)->message.at("es").find(id("k1")) != std::string::npos);
        CHECK(test::said(result, "b.jsonl", 2) == "created near-duplicate");
        CHECK(test::said(result, "b.jsonl", 3) == "created near-duplicate");
    }
}

TEST_CASE("merging keeps one record with both files, and can be taken back") {
    House house;
    house.material.write("m/a/x.html", test::html("Compost", text));
    house.material.write("m/b/y.html", test::html("El compost", text));
    house.ingest(house.material / "m");
    const auto pairs = twin_pairs(house.catalogue);
    REQUIRE(pairs.size() == 1);
    CHECK(pairs[0].keep == id("m/a/x.html"));
    const auto before = house.catalogue.find(pairs[0].other)->record;
    const auto result = decide_twins(house.catalogue, decisions(house.material, "merge", pairs[0]));
    CHECK(result.items.size() == 2);
    CHECK(test::said(result, "decided.csv", 2) == "updated merged");
    const auto kept = house.catalogue.find(pairs[0].keep), gone = house.catalogue.find(pairs[0].other);
    CHECK(kept->record.files.size() == 2);
    CHECK(gone->withdrawn);
    REQUIRE(gone->record.relations.size() == 1);
    CHECK(gone->record.relations[0] == Relation{"isReplacedBy", pairs[0].keep});
    CHECK(twin_pairs(house.catalogue).empty());

    revert(house.catalogue, result.batch.id);
    CHECK(house.catalogue.find(pairs[0].keep)->record.files.size() == 1);
    CHECK_FALSE(house.catalogue.find(pairs[0].other)->withdrawn);
    CHECK(house.catalogue.find(pairs[0].other)->record == before);
    CHECK(twin_pairs(house.catalogue).size() == 1);
}

TEST_CASE("a merged record is found by what it took over, and no longer when that was taken back") {
    House house;
    auto one = row("k1", "Compost", text), two = row("k2", "Compost, otra vez", text), three = row("k3", "Tres", "");
    two["doi"] = three["doi"] = "10.5281/zenodo.77";
    house.ingest(house.rows("a.jsonl", {one, two}));
    auto pairs = twin_pairs(house.catalogue);
    REQUIRE(pairs.size() == 1);
    pairs[0].keep = id("k1");
    pairs[0].other = id("k2");
    const auto merged = decide_twins(house.catalogue, decisions(house.material, "merge", pairs[0]));
    CHECK(house.catalogue.find(id("k1"))->record.doi == "10.5281/zenodo.77");
    const auto found = house.ingest(house.rows("b.jsonl", {three}), true);
    CHECK(test::said(found, "b.jsonl", 1) == "created same-identifier doi");
    CHECK(test::find(found.items, "b.jsonl", 1)->message.at("es").find(id("k1")) != std::string::npos);

    revert(house.catalogue, merged.batch.id);
    for (const auto& pair : twin_pairs(house.catalogue)) CHECK(pair.twin.rule == "near-duplicate");
}

TEST_CASE("a list of decisions may come from a spreadsheet that writes semicolons") {
    House house;
    house.ingest(house.rows("a.jsonl", {row("k1", "Compost", text), row("k2", "Compost", text)}));
    const auto list = house.material.write("d.csv",
                                           "\xEF\xBB\xBF"
                                           "Decision;keep;other\r\ndistinct;" +
                                               id("k1") + ";" + id("k2") + "\r\n");
    CHECK(decide_twins(house.catalogue, list).rejected() == 0);
    CHECK(twin_pairs(house.catalogue).empty());
}

TEST_CASE("records that no sketch was kept of are compared with one another") {
    House house;
    for (const char* const key : {"k1", "k2"}) {
        Record record;
        record.id = id(key);
        record.collection = "local";
        record.source_key = key;
        record.kind = "report";
        record.title = {{"es", "Compost"}};
        record.abstract = {{"es", text}};
        house.catalogue.put(record, {}, house.catalogue.start_batch("old", "{}").id);
    }
    CHECK(twin_pairs(house.catalogue).size() == 1);
}

TEST_CASE("related and distinct records are not listed again") {
    const std::string decision = GENERATE("relate", "distinct");
    House house;
    const auto rows = house.rows("a.jsonl", {row("k1", "Compost", text), row("k2", "Compost (2.ª ed.)", text)});
    house.ingest(rows);
    const auto pairs = twin_pairs(house.catalogue);
    REQUIRE(pairs.size() == 1);
    const auto result = decide_twins(house.catalogue, decisions(house.material, decision, pairs[0]));
    CHECK(result.rejected() == 0);
    CHECK(twin_pairs(house.catalogue).empty());
    if (decision == "relate") {
        CHECK(house.catalogue.find(pairs[0].other)->record.relations.at(0) == Relation{"version", pairs[0].keep});
        CHECK(house.catalogue.find(pairs[0].keep)->record.relations.at(0) == Relation{"version", pairs[0].other});
    } else {
        CHECK(rules(house.ingest(rows), "a.jsonl", 2).empty());
    }
}

TEST_CASE("a list of decisions with mistakes says which, and does the rest") {
    House house;
    house.ingest(
        house.rows("a.jsonl", {row("k1", "Compost", text), row("k2", "Compost", text), row("k3", "Compost", text)}));
    const std::string list = "decision,keep,other\r\nmarry," + id("k1") + "," + id("k2") + "\r\n,x,y\r\nmerge," +
                             id("k1") + ",nobody\r\nmerge," + id("k1") + "," + id("k1") + "\r\nMerge," + id("k1") +
                             "," + id("k3") + "\r\nmerge," + id("k3") + "," + id("k2") + "\r\n";
    const auto result = decide_twins(house.catalogue, house.material.write("d.csv", list));
    CHECK(test::said(result, "d.csv", 2) == "rejected vocabulary decision");
    CHECK(test::said(result, "d.csv", 3) == "-");
    CHECK(test::said(result, "d.csv", 4) == "rejected no-such-record");
    CHECK(test::said(result, "d.csv", 5) == "rejected no-such-record");
    CHECK(test::said(result, "d.csv", 6) == "updated merged");
    CHECK(test::said(result, "d.csv", 7) == "rejected no-such-record");
    CHECK_THROWS_AS(decide_twins(house.catalogue, house.material.write("e.csv", "a,b\r\n")), Error);
    CHECK_THROWS_AS(decide_twins(house.catalogue, house.material / "absent.csv"), Error);
}

TEST_CASE("the list of pairs can be read by people, spreadsheets and programs") {
    House house;
    house.ingest(house.rows("a.jsonl", {row("k1", "=Compost", text), row("k2", "Compost, otra vez", text)}));
    const auto pairs = twin_pairs(house.catalogue);
    REQUIRE(pairs.size() == 1);
    const auto json = nlohmann::json::parse(listed(pairs, PairFormat::json, "es"));
    CHECK(json.at(0).at("keep").at("id") == pairs[0].keep);
    CHECK(json.at(0).at("likeness").get<double>() > 0.8);
    const std::string csv = listed(pairs, PairFormat::csv, "es");
    CHECK(csv.starts_with("decision,keep,other,"));
    CHECK(csv.find("'=Compost") != std::string::npos);
    CHECK(listed(pairs, PairFormat::text, "es").find("Compost, otra vez") != std::string::npos);
    // It can be filled in and given back as it is.
    std::string filled = csv;
    filled.insert(filled.find("\r\n") + 2, "distinct");
    CHECK(decide_twins(house.catalogue, house.material.write("lista.csv", filled)).rejected() == 0);
    CHECK(twin_pairs(house.catalogue).empty());
}
