// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/bibliographic/bibtex.h"

#include <catch2/catch.hpp>

#include "ingest/bibliographic/readers.h"

using namespace acervo;

namespace {

std::vector<BibtexEntry> entries_of(const std::string& text) {
    std::vector<BibtexEntry> entries;
    read_bibtex(text, [&](BibtexEntry&& entry) { entries.push_back(std::move(entry)); });
    return entries;
}

std::vector<SourceRow> rows_of(const std::string& text) {
    std::vector<SourceRow> rows;
    bibtex_reader()->read({text, "a.bib"}, "application/x-bibtex", [&](const SourceRow& row) { rows.push_back(row); });
    return rows;
}

}  // namespace

TEST_CASE("LaTeX becomes plain text") {
    const auto [latex, text] = GENERATE(table<std::string, std::string>({
        {R"(Gest{\~a}o de res\'{\i}duos s\'olidos)", "Gestão de resíduos sólidos"},
        {R"(\"A{\"O}{\"{u}}\ss)", "ÄÖüß"},
        {R"(Mo\ss en)", "Moßen"},
        {R"(Fran\c{c}ois \c Ceylan)", "François Çeylan"},
        {R"({\AA}rhus, {\L}{\'o}d{\'z})", "Århus, Łódź"},
        {R"(N{\'u}\~{n}ez)", "Núñez"},
        {R"(?`Qu\'e? --- 10\% \& m\'as)", "¿Qué? — 10% & más"},
        {R"(\emph{ciudad} {B}rasil~2020)", "ciudad Brasil 2020"},
        {R"(a\"{)", "a"},
        {R"(\)", ""},
        {R"({{{)", ""},
    }));
    CAPTURE(latex);
    CHECK(latex_to_text(latex) == text);
}

TEST_CASE("names of BibTeX put the family first, particles with it") {
    const auto [written, names] = GENERATE(table<std::string, std::vector<std::string>>({
        {"Ana Núñez and Lima, João", {"Núñez, Ana", "Lima, João"}},
        {"Ludwig van Beethoven", {"van Beethoven, Ludwig"}},
        {"de la Fuente, Pilar", {"de la Fuente, Pilar"}},
        {"King, Jr, Martin Luther", {"King Jr, Martin Luther"}},
        {"{Banco Mundial} and others", {"Banco Mundial"}},
        {"{Barnes and Noble}", {"Barnes and Noble"}},
        {"Platón", {"Platón"}},
        {R"(Jos{\'e} Mar{\'i}a Aznar)", {"Aznar, José María"}},
        {" and  and ", {}},
    }));
    CAPTURE(written);
    std::vector<std::string> found;
    for (const auto& agent : bibtex_names(written)) found.push_back(agent.name);
    CHECK(found == names);
}

TEST_CASE("BibTeX: macros, pieces, comments and both kinds of quotes") {
    const auto entries = entries_of(
        "Texto libre, correo a@b.org\n@comment{nada @misc{x,}}\n@preamble{\"\\newcommand\"}\n"
        "@string{clad = {Congreso } # \"CLAD\"}\n"
        "@inproceedings(lima2020,\n  title = \"Gest{\\~a}o \\\"{u} {\"}\",\n  booktitle = clad # { 2020},\n"
        "  month = mar # \"~3\", year = 2020\n)\n@misc{b, title={Uno {dos} tres},}\n");
    REQUIRE(entries.size() == 2);
    CHECK(entries[0].key == "lima2020");
    CHECK(entries[0].line == 5);
    CHECK(entries[0].wrong.empty());
    CHECK(entries[0].fields.at("booktitle") == "Congreso CLAD 2020");
    CHECK(entries[0].fields.at("month") == "mar~3");
    CHECK(entries[1].fields.at("title") == "Uno {dos} tres");
}

TEST_CASE("a broken BibTeX entry is one row that is wrong; the next is read") {
    const auto rows = rows_of(
        "@article{a, title = {Sin cierre,\n year = 2001\n\n@article{b, title = {Bien}, year = 2002}\n"
        "@article{c, title {falta}, year = 2003}\n@article{d, title = {Otra}}");
    REQUIRE(rows.size() == 4);
    CHECK(rows[0].wrong->rule == "broken-entry");
    CHECK_FALSE(rows[1].wrong);
    CHECK(rows[1].key == "b");
    CHECK(rows[2].wrong->rule == "broken-entry");
    CHECK_FALSE(rows[3].wrong);
    CHECK(is_rule("broken-entry"));
}

TEST_CASE("BibTeX entries take over what their crossref has") {
    const auto rows = rows_of(
        "@inproceedings{p1, author = {Ana Ruiz}, title = {Ponencia}, crossref = {clad}, pages = {5--9},\n"
        " doi = {10.1234/ABC}, keywords = {presupuesto; participación}, file = {Texto:docs/p1.pdf:application/pdf}}\n"
        "@proceedings{clad, title = {Actas del congreso}, year = 2019, month = nov, publisher = {CLAD}, language = "
        "{spanish}}\n");
    REQUIRE(rows.size() == 2);
    const auto& paper = rows[0].record;
    CHECK(paper["kind"] == "paper");
    CHECK(paper["series"] == "Actas del congreso");
    CHECK(paper["issued"] == "2019-11");
    CHECK(paper["publisher"] == "CLAD");
    CHECK(paper["title"] == nlohmann::json{{"es", "Ponencia"}});
    CHECK(paper["page_start"] == 5);
    CHECK(paper["page_end"] == 9);
    CHECK(paper["source_key"] == "doi:10.1234/abc");
    CHECK(paper["file"] == nlohmann::json{"docs/p1.pdf"});
    CHECK(rows[1].record["kind"] == "proceedings");
}
