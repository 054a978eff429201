// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/person_name.h"

#include <catch2/catch.hpp>

using acervo::Agent;
using acervo::person_name;

namespace {

struct Case {
    const char* written;
    const char* language;
    const char* country;
    const char* inverted;
    const char* initials;
};

}  // namespace

TEST_CASE("names of persons are sorted as their countries sort them") {
    const auto one = GENERATE(values<Case>({
        // Portuguese: the last surname, with what tells kin apart
        {"José Carlos da Silva Júnior", "pt", "", "Silva Júnior, José Carlos da", "J. C."},
        {"Fernando Henrique Cardoso", "pt", "", "Cardoso, Fernando Henrique", "F. H."},
        {"Fernando Henrique Cardoso", "es", "", "Cardoso, Fernando Henrique", "F. H."},
        {"Maria Aparecida dos Santos", "es", "", "Santos, Maria Aparecida dos", "M. A."},
        {"João Batista Neto", "pt", "BR", "Batista Neto, João", "J."},
        {"Antônio Delfim Netto", "pt", "BR", "Netto, Antônio Delfim", "A. D."},
        {"Ana Neto", "pt", "PT", "Neto, Ana", "A."},
        {"Carlos Alberto Vieira Filho", "pt", "", "Vieira Filho, Carlos Alberto", "C. A."},
        {"Luiz Gonzaga Sobrinho", "pt", "", "Gonzaga Sobrinho, Luiz", "L."},
        {"Humberto de Alencar Castelo Branco", "pt", "", "Castelo Branco, Humberto de Alencar", "H. de A."},
        {"Maria do Espírito Santo", "pt", "", "Espírito Santo, Maria do", "M."},
        {"João da Costa e Silva", "es", "", "Silva, João da Costa e", "J. da C."},
        {"Silva, José da", "pt", "", "Silva, José da", "J."},
        {"da Silva, José", "pt", "", "Silva, José da", "J."},
        {"Silva Júnior, José da", "pt", "", "Silva Júnior, José da", "J."},
        {"SOUZA, Celina", "pt", "", "Souza, Celina", "C."},
        {"MARIA DAS GRAÇAS RUA", "pt", "BR", "Rua, Maria das Graças", "M. das G."},
        {"Rui Santa Cruz", "pt", "PT", "Santa Cruz, Rui", "R."},
        {"J. C. Oliveira", "pt", "", "Oliveira, J. C.", "J. C."},
        {"J.C. Oliveira", "pt", "", "Oliveira, J.C.", "J. C."},
        // Spanish: both surnames
        {"Gabriel García Márquez", "es", "", "García Márquez, Gabriel", "G."},
        {"María José Pérez", "es", "", "Pérez, María José", "M. J."},
        {"María García Pérez", "es", "", "García Pérez, María", "M."},
        {"Juan Carlos Rodríguez Ibarra", "es", "", "Rodríguez Ibarra, Juan Carlos", "J. C."},
        {"Xiomara Yamileth Pérez Gómez", "es", "HN", "Pérez Gómez, Xiomara Yamileth", "X. Y."},
        {"María del Carmen Gómez Ruiz", "es", "", "Gómez Ruiz, María del Carmen", "M. del C."},
        {"María de los Ángeles Fernández", "es", "", "Fernández, María de los Ángeles", "M. de los Á."},
        {"Juan de Dios Pineda Guadarrama", "es", "MX", "Pineda Guadarrama, Juan de Dios", "J. de D."},
        {"Miguel de la Madrid Hurtado", "es", "", "Madrid Hurtado, Miguel de la", "M."},
        {"Bartolomé de las Casas", "es", "", "Casas, Bartolomé de las", "B."},
        {"Antonio del Río", "es", "", "Río, Antonio del", "A."},
        {"Gregorio Las Heras", "es", "", "Las Heras, Gregorio", "G."},
        {"Carlos Salinas de Gortari", "es", "", "Salinas de Gortari, Carlos", "C."},
        {"Elena Fernández de la Torre", "es", "", "Fernández de la Torre, Elena", "E."},
        {"José Ortega y Gasset", "es", "", "Ortega y Gasset, José", "J."},
        {"Santiago Ramón y Cajal", "es", "", "Ramón y Cajal, Santiago", "S."},
        {"Pau Casals i Defilló", "ca", "", "Casals i Defilló, Pau", "P."},
        {"Andrés M. López Obrador", "es", "", "López Obrador, Andrés M.", "A. M."},
        {"de la Cruz, Juan", "es", "", "Cruz, Juan de la", "J."},
        {"De la Cruz, Juan", "es", "", "De la Cruz, Juan", "J."},
        {"José GARCÍA PÉREZ", "es", "", "García Pérez, José", "J."},
        {"GARCÍA PÉREZ José Luis", "es", "", "García Pérez, José Luis", "J. L."},
        {"JUAN GARCÍA LÓPEZ", "es", "", "García López, Juan", "J."},
        {"Íñigo Martínez-Pereda", "es", "", "Martínez-Pereda, Íñigo", "Í."},
        {"Jorge Peña Ñúñez", "en", "", "Peña Ñúñez, Jorge", "J."},
        {"Juan García López", "en", "", "García López, Juan", "J."},
        {"Ana Pérez (coord.)", "es", "", "Pérez (coord.), Ana", "A."},
        {"Aristóteles", "es", "", "Aristóteles", ""},
        // elsewhere
        {"James Robert Brown", "en", "", "Brown, James Robert", "J. R."},
        {"James Brown, Jr.", "en", "", "Brown, James, Jr.", "J."},
        {"Brown, James, Jr.", "en", "", "Brown, James, Jr.", "J."},
        {"James Brown III", "en", "", "Brown, James, III", "J."},
        {"Ludwig van der Rohe", "en", "", "van der Rohe, Ludwig", "L."},
        {"Jean-Pierre Serre", "fr", "", "Serre, Jean-Pierre", "J.-P."},
        {"  Ana   Pérez ", "es", "", "Pérez, Ana", "A."},
        {"", "es", "", "", ""},
        {",", "es", "", ",", ""},
    }));
    INFO(one.written << " in " << one.language);
    const auto name = person_name({.name = one.written, .country = one.country}, one.language);
    CHECK(name.inverted() == one.inverted);
    CHECK(name.initials() == one.initials);
}

TEST_CASE("a name that was inverted is read as the same name") {
    const auto* const written =
        GENERATE("José Carlos da Silva Júnior", "João da Costa e Silva", "Miguel de la Madrid Hurtado",
                 "Carlos Salinas de Gortari", "María del Carmen Gómez Ruiz", "James Brown, Jr.", "Ludwig van der Rohe");
    for (const auto* language : {"es", "pt", "en"}) {
        INFO(written << " in " << language);
        const auto name = person_name({.name = written}, language);
        CHECK(person_name({.name = name.inverted()}, language) == name);
    }
}

TEST_CASE("an organization keeps its name whole") {
    const auto name = person_name({.name = "Ayuntamiento de Madrid, Área de Cultura", .organization = true}, "es");
    CHECK(name.inverted() == "Ayuntamiento de Madrid, Área de Cultura");
    CHECK(name.in_order() == name.inverted());
    CHECK(name.initials().empty());
    for (const char* body :
         {"Equipo de Acervo", "The Acervo team", "Câmara Municipal do Porto", "AYUNTAMIENTO DE CUENCA"}) {
        const auto read = person_name({.name = body}, "es");
        CHECK(read.organization);
        CHECK(read.inverted() == body);
    }
}
