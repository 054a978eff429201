// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/citation/style.h"

#include <catch2/catch.hpp>

#include "tests/api/formats/works.h"
#include "tests/api/house.h"

using namespace acervo;
using namespace acervo::test;

namespace {

Publication publication() {
    return {vocabulary(), "https://acervo.example.org"};
}

/// Of a work by its key, looked at on a fixed day, at a fixed address.
Reference reference(const std::string& key) {
    for (const auto& stored : works()) {
        if (stored.record.source_key != key) continue;
        auto found = reference_of(stored.record, publication());
        found.accessed = "2026-11-24";
        if (found.doi.empty()) found.url = "https://acervo.example.org/records/x";
        return found;
    }
    FAIL("no work " + key);
    return {};
}

struct Case {
    const char* work;
    CitationStyle style;
    const char* language;
    const char* text;
};

}  // namespace

TEST_CASE("references read as the styles want them") {
    using enum CitationStyle;
    const auto one = GENERATE(values<Case>({
        {"article", apa, "es",
         "Gómez Ruiz, M. del C., Salinas de Gortari, C., & Ortega y Gasset, J. (2019). ¿Quién gobierna las ciudades? "
         "Revista de Gestión Pública, 12(3), 45–67. https://doi.org/10.5354/0719-1820.2019.55"},
        {"article", chicago, "es",
         "Gómez Ruiz, María del Carmen, Carlos Salinas de Gortari y José Ortega y Gasset. 2019. “¿Quién gobierna las "
         "ciudades?” Revista de Gestión Pública 12 (3): 45–67. https://doi.org/10.5354/0719-1820.2019.55."},
        {"article", abnt, "pt",
         "GÓMEZ RUIZ, María del Carmen; SALINAS DE GORTARI, Carlos; ORTEGA Y GASSET, José. ¿Quién gobierna las "
         "ciudades? Revista de Gestión Pública, v. 12, n. 3, p. 45-67, 2019. DOI: 10.5354/0719-1820.2019.55. "
         "Disponível em: https://doi.org/10.5354/0719-1820.2019.55. Acesso em: 24 nov. 2026."},
        {"article", iso690, "es",
         "GÓMEZ RUIZ, María del Carmen, SALINAS DE GORTARI, Carlos y ORTEGA Y GASSET, José, 2019. ¿Quién gobierna las "
         "ciudades? Revista de Gestión Pública, vol. 12, no. 3, pp. 45–67. ISSN 0719-1820. DOI "
         "10.5354/0719-1820.2019.55. Disponible en: https://doi.org/10.5354/0719-1820.2019.55"},
        {"article", vancouver, "en",
         "Gómez Ruiz MC, Salinas de Gortari C, Ortega y Gasset J. ¿Quién gobierna las ciudades? Revista de Gestión "
         "Pública. 2019;12(3):45-67. Available from: https://doi.org/10.5354/0719-1820.2019.55"},
        {"paper", apa, "pt",
         "Silva Júnior, J. C. da, Santos, M. A. dos, & García Márquez, G. (2024). Orçamento participativo & gestão: o "
         "caso de São Paulo. Em Anais do XXIX Congresso do CLAD (pp. 231–236). CLAD. "
         "https://acervo.example.org/records/x"},
        {"proceedings", apa, "es",
         "Pineda Guadarrama, J. de D. (Ed.). (2022). Actas del Foro de Desarrollo Local. Ayuntamiento de Zaragoza. "
         "https://acervo.example.org/records/x"},
        {"proceedings", abnt, "pt",
         "PINEDA GUADARRAMA, Juan de Dios (ed.). Actas del Foro de Desarrollo Local. [S. l.]: Ayuntamiento de "
         "Zaragoza, 2022. ISBN 978-84-481-6320-5. Disponível em: https://acervo.example.org/records/x. Acesso em: 24 "
         "nov. 2026."},
        {"practice", apa, "es",
         "Municipalidad de Peñalolén. (s. f.). Compras públicas locales [Buena práctica]. "
         "https://acervo.example.org/records/x"},
        {"practice", vancouver, "pt",
         "Municipalidad de Peñalolén. Compras públicas locales [Boa prática]. Municipalidad de Peñalolén; s.d. "
         "Disponível em: https://acervo.example.org/records/x"},
    }));
    INFO(one.work);
    CHECK(cite(reference(one.work), one.style, one.language).plain() == one.text);
}

TEST_CASE("a paper of congress proceedings is cited with its congress in ABNT") {
    const auto text = cite(reference("paper"), CitationStyle::abnt, "pt").plain();
    CAPTURE(text);
    CHECK(text.starts_with("SILVA JÚNIOR, José Carlos da; SANTOS, Maria Aparecida dos; GARCÍA MÁRQUEZ, Gabriel. "));
    CHECK(text.find(" In: ") != std::string::npos);
    CHECK(text.find("CONGRESSO INTERNACIONAL DO CLAD") != std::string::npos);
    CHECK(text.find(" p. 231-236.") != std::string::npos);
}

TEST_CASE("slides are cited with their event, a name of English with its suffix apart") {
    for (const auto& name : citation_styles()) {
        const auto text = cite(reference("slides"), *citation_style(name), "en").plain();
        CAPTURE(name, text);
        CHECK(text.find("Jr") != std::string::npos);
        CHECK(text.find("Open data for small councils") != std::string::npos);
        CHECK(text.find("CLAD") != std::string::npos);
    }
    CHECK(cite(reference("slides"), CitationStyle::apa, "en").plain().starts_with("Brown, J. R., Jr. (2024). "));
}

TEST_CASE("however little is known, a reference is well put together") {
    auto reference = GENERATE(Reference{}, Reference{.title = "Un título"}, Reference{.url = "https://x.org/"},
                              Reference{.title = "¿Y?", .authors = {{.family = "J."}}},
                              Reference{.kind = "paper", .title = "A", .container = "B", .pages = "3"});
    for (const auto& name : citation_styles())
        for (const auto* language : {"es", "pt", "en", "xx"}) {
            const auto text = cite(reference, *citation_style(name), language);
            CAPTURE(name, text.plain());
            for (const auto* wrong : {"..", ",,", "  ", " .", " ,", "()", ", ."})
                CHECK(text.plain().find(wrong) == std::string::npos);
        }
}

TEST_CASE("italics are marked, and nothing of a record is markup") {
    for (const auto& stored : works())
        for (const auto& name : citation_styles()) {
            const auto text = cite(reference_of(stored.record, publication()), *citation_style(name), "es");
            auto html = text.html();
            for (const auto* mark : {"<i>", "</i>"})
                for (auto at = html.find(mark); at != std::string::npos; at = html.find(mark))
                    html.erase(at, std::string_view{mark}.size());
            CHECK(html.find('<') == std::string::npos);
        }
    CHECK(cite(reference("article"), CitationStyle::apa, "es")
              .html()
              .find("<i>Revista de Gestión Pública</i>, <i>12</i>(3)") != std::string::npos);
}

TEST_CASE("of many authors each style leaves out as many as it wants") {
    Reference many{.kind = "report", .title = "T", .issued = "2020"};
    for (int i = 0; i < 25; ++i) many.authors.push_back({.family = "F" + std::to_string(i), .given = "G"});
    const auto text = [&](CitationStyle style) { return cite(many, style, "en").plain(); };
    CHECK(text(CitationStyle::apa).find("F18, G., . . . F24, G. (2020)") != std::string::npos);
    CHECK(text(CitationStyle::abnt).starts_with("F0, G et al. T."));
    CHECK(text(CitationStyle::vancouver).starts_with("F0 G, F1 G, F2 G, F3 G, F4 G, F5 G, et al. T."));
    CHECK(text(CitationStyle::chicago).find("F7") == std::string::npos);
    CHECK(text(CitationStyle::iso690).starts_with("F0, G et al., 2020."));
}
