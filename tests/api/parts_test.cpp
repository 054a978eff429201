// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/api/house.h"

using namespace acervo;
using namespace acervo::test;
using nlohmann::json;

namespace {

std::string volume() {
    return "/api/v1/records/" + ids().practice + "/parts";
}

std::string page_of(const std::string& target) {
    const auto answer = get(port(), target);
    REQUIRE(answer.status == 200);
    return answer.body;
}

}  // namespace

TEST_CASE("the papers of a volume are listed, each with an address, pages and a citation") {
    const auto list = get_json(volume());
    CHECK(list["total"] == 2);
    const auto& first = list["parts"][0];
    CHECK(first["id"] == "1");
    CHECK(first["creators"] == json({"Ana Pérez", "João da Silva"}));
    CHECK(first["label_start"] == "i");
    CHECK(first["confirmed"] == false);
    CHECK(first["evidence"] == json({"contents", "title"}));
    CHECK(list["parts"][1]["label_start"] == "3");
    const auto one = get_json(first["links"]["self"]);
    CHECK(one == first);
    const auto link = "http://127.0.0.1:" + std::to_string(port()) + "/records/" + ids().practice + "/parts/1";
    const auto es = get_json(volume() + "/1?lang=es")["citation"].get<std::string>();
    CHECK(es ==
          "Pérez, A., & Silva, J. da. (2019). La gestión <del> agua. En A. Pérez & Ayuntamiento (Eds.), Presupuesto "
          "participativo en los barrios (pp. i–ii). " +
              link);
    const auto pt = get_json(volume() + "/3?lang=pt")["citation"].get<std::string>();
    CHECK(pt.starts_with("Care in the city. (2019). Em "));
    CHECK(pt.find(" (p. 3). ") != std::string::npos);
}

TEST_CASE("a part that is not there is not found") {
    for (const auto* id : {"2", "0", "1.2", "x", "01"}) {
        CAPTURE(id);
        CHECK(get(port(), volume() + "/" + id).status == 404);
    }
    CHECK(get(port(), "/api/v1/records/" + ids().withdrawn + "/parts").status == 410);
}

TEST_CASE("a hit inside a paper names it and opens the volume at its page") {
    const auto found = get_json("/api/v1/records/" + ids().practice + "/search?q=presupuesto&ql=es");
    REQUIRE_FALSE(found["passages"].empty());
    const auto& passage = found["passages"][0];
    CHECK(passage["page"] == 1);
    CHECK(passage["part"]["id"] == "1");
    CHECK(passage["part"]["title"]["text"] == "La gestión <del> agua");
    CHECK(passage["part"]["href"] == "/records/" + ids().practice + "/parts/1");
}

TEST_CASE("the page of a paper shows what it is, where it is, and how it is known") {
    const auto html = page_of("/records/" + ids().practice + "/parts/1?lang=es");
    for (const auto* text :
         {"La gestión &lt;del&gt; agua", "Ana Pérez; João da Silva", "i–ii", "confianza 90 %", "Cómo citar"}) {
        CAPTURE(text);
        CHECK(html.find(text) != std::string::npos);
    }
    CHECK(html.find("<del>") == std::string::npos);
    // What a person confirmed is not said to be proposed.
    CHECK(page_of("/records/" + ids().practice + "/parts/3?lang=es").find("confianza") == std::string::npos);
    CHECK(get(port(), "/records/" + ids().practice + "/parts/77?lang=es").status == 404);
    // The volume leads to its parts.
    const auto record = page_of("/records/" + ids().practice + "?lang=es");
    CHECK(record.find("/records/" + ids().practice + "/parts/1") != std::string::npos);
}

TEST_CASE("text that a machine recognised is said to be that, with its confidence") {
    const auto unit = get_json("/api/v1/records/" + ids().practice + "/units/2");
    CHECK(unit["origin"] == "ocr");
    CHECK(unit["confidence"] == 0.87);
    CHECK_FALSE(get_json("/api/v1/records/" + ids().practice + "/units/1").contains("origin"));
    const auto html = page_of("/records/" + ids().practice + "/2?lang=pt");
    CHECK(html.find("Texto reconhecido por máquina, confiança 87 %") != std::string::npos);
    CHECK(html.find("La gestión &lt;del&gt; agua") != std::string::npos);
}
