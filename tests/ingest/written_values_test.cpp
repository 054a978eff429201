// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "ingest/bibliographic/values.h"
#include "ingest/edtf.h"

using namespace acervo;

TEST_CASE("dates as catalogues write them become EDTF") {
    const auto [written, edtf] = GENERATE(table<std::string, std::string>({
        {"2024", "2024"},
        {"2024-08-26T10:00:00Z", "2024-08-26"},
        {"2005//", "2005"},
        {"2021/12/03/", "2021-12-03"},
        {"20240826", "2024-08-26"},
        {"26 de agosto de 2024", "2024-08-26"},
        {"August 26th, 2024", "2024-08-26"},
        {"26/08/2024", "2024-08-26"},
        {"08/2024", "2024-08"},
        {"março de 2019", "2019-03"},
        {"2019 Dec 3", "2019-12-03"},
        {"c1998.", "1998"},
        {"©2011", "2011"},
        {"[2005?]", "2005?"},
        {"[199-]", "199X"},
        {"19uu", "19XX"},
        {"1998-2001", "1998/2001"},
        {"2019/2023", "2019/2023"},
        {"2024-13-45", "2024"},
        {"2023-02-30", "2023-02"},
        {"in press", ""},
        {"s.f.", ""},
        {"9999", ""},
        {"", ""},
    }));
    CAPTURE(written);
    CHECK(written_date(written) == edtf);
    CHECK((edtf.empty() || is_edtf(edtf)));
}

TEST_CASE("languages by code, tag and name become BCP 47") {
    const auto [written, tag] = GENERATE(table<std::string, std::string>({
        {"spa", "es"},
        {"por", "pt"},
        {"baq", "eu"},
        {"eus", "eu"},
        {"fre", "fr"},
        {"pt_BR", "pt-BR"},
        {"es-MX", "es-MX"},
        {"Português", "pt"},
        {"Español", "es"},
        {"Portuguese (Brazil)", "pt"},
        {"http://id.loc.gov/vocabulary/iso639-2/spa", "es"},
        {"mul", "und"},
        {"klingon", ""},
        {"p80", ""},
        {"", ""},
    }));
    CAPTURE(written);
    CHECK(written_language(written) == tag);
}

TEST_CASE("identifiers are told apart with and without their labels") {
    const auto [written, scheme, value] = GENERATE(table<std::string, Scheme, std::string>({
        {"https://doi.org/10.1590/S0034-76122010000300002.", Scheme::doi, "10.1590/S0034-76122010000300002"},
        {"doi:10.1234/abc", Scheme::doi, "10.1234/abc"},
        {"http://hdl.handle.net/1822/4567", Scheme::handle, "1822/4567"},
        {"hdl:20.500.12345/7", Scheme::handle, "20.500.12345/7"},
        {"ISBN 978-84-8196-320-5 (rústica)", Scheme::isbn, "978-84-8196-320-5"},
        {"urn:isbn:9788481963205", Scheme::isbn, "9788481963205"},
        {"ISSN 0034-761x", Scheme::issn, "0034-761X"},
        {"0034-7612", Scheme::issn, "0034-7612"},
        {"0034-7613", Scheme::none, ""},
        {"https://repositorio.example/handle/1", Scheme::url, "https://repositorio.example/handle/1"},
        {"12345", Scheme::none, ""},
        {"", Scheme::none, ""},
    }));
    CAPTURE(written);
    const auto found = written_identifier(written);
    CHECK(found.scheme == scheme);
    CHECK(found.value == value);
}

TEST_CASE("pages are numbers where they are written as numbers") {
    const auto [written, first, last] = GENERATE(table<std::string, int, int>({
        {"231-236", 231, 236},
        {"pp. 5--9", 5, 9},
        {"1071-9", 1071, 1079},
        {"17", 17, 0},
        {"p. 3–8, 12", 3, 8},
        {"e1234", 0, 0},
        {"S12-S15", 0, 0},
        {"", 0, 0},
        {"99999999-1", 0, 0},
    }));
    CAPTURE(written);
    const auto pages = written_pages(written);
    CHECK(pages.first.value_or(0) == first);
    CHECK(pages.last.value_or(0) == last);
}

TEST_CASE("types and roles of several vocabularies become ours") {
    CHECK(written_kind("info:eu-repo/semantics/conferenceObject") == "paper");
    CHECK(written_kind("http://purl.org/coar/resource_type/c_f744") == "proceedings");
    CHECK(written_kind("Artículos") == "paper");
    CHECK(written_kind("Conference Proceedings") == "proceedings");
    CHECK(written_kind("Tesis doctoral de 1998").empty());
    CHECK(written_role("edt") == "editor");
    CHECK(written_role("http://id.loc.gov/vocabulary/relators/trl") == "translator");
    CHECK(written_role("Coord.") == "coordinator");
    CHECK(written_role("autor.") == "author");
}

TEST_CASE("names lose dates and punctuation of the catalogue, nothing else") {
    CHECK(written_name("Borges, Jorge Luis, 1899-1986.") == "Borges, Jorge Luis");
    CHECK(written_name("Pérez, J.") == "Pérez, J.");
    CHECK(written_name("Universidad de Chile.") == "Universidad de Chile");
    CHECK(written_name("Silva, João da ;") == "Silva, João da");
    CHECK(orcid_in("https://orcid.org/0000-0002-1825-009x") == "0000-0002-1825-009X");
}
