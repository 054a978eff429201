// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <string_view>

/// Words that tell the parts of a name, folded. Private to corpus/person_name.cpp.
namespace acervo {

/// Given names in Spanish, Catalan and Galician that stand second, or are no surname where they stand first.
inline constexpr auto given_names = std::to_array<std::string_view>(
    {"abel",       "adolfo",    "adrian",    "adriana",    "agustin",   "aida",      "alba",      "alberto",
     "alejandra",  "alejandro", "alfonso",   "alfredo",    "alicia",    "alonso",    "alvaro",    "amalia",
     "amelia",     "ana",       "andrea",    "andres",     "angel",     "angela",    "angeles",   "angelica",
     "antonia",    "antonio",   "armando",   "arturo",     "augusto",   "aurora",    "beatriz",   "belen",
     "benito",     "bernardo",  "blanca",    "camila",     "camilo",    "carlos",    "carlota",   "carmen",
     "carolina",   "catalina",  "cecilia",   "celia",      "cesar",     "clara",     "claudia",   "claudio",
     "concepcion", "consuelo",  "cristian",  "cristina",   "cristobal", "damian",    "daniel",    "daniela",
     "david",      "diana",     "diego",     "dolores",    "edgar",     "eduardo",   "elena",     "elisa",
     "elvira",     "emilia",    "emilio",    "enrique",    "ernesto",   "esperanza", "esteban",   "ester",
     "esther",     "eugenia",   "eugenio",   "eva",        "fabian",    "fabiola",   "federico",  "felipe",
     "fernanda",   "fernando",  "francisca", "francisco",  "gabriel",   "gabriela",  "gerardo",   "german",
     "gloria",     "gonzalo",   "graciela",  "gregorio",   "guadalupe", "guillermo", "gustavo",   "hector",
     "hernan",     "hilda",     "hugo",      "humberto",   "ignacio",   "ines",      "irene",     "isabel",
     "ismael",     "ivan",      "jaime",     "javier",     "jesus",     "joan",      "joaquin",   "jorge",
     "jose",       "josefa",    "josefina",  "josep",      "juan",      "juana",     "julia",     "julian",
     "juliana",    "julio",     "karina",    "laura",      "leonardo",  "leonor",    "leticia",   "lidia",
     "liliana",    "lorena",    "lorenzo",   "lourdes",    "lucia",     "luis",      "luisa",     "luz",
     "magdalena",  "manuel",    "manuela",   "marcela",    "marcelo",   "marcos",    "margarita", "maria",
     "mariana",    "mariano",   "mario",     "marta",      "martha",    "matias",    "mauricio",  "mercedes",
     "miguel",     "milagros",  "monica",    "montserrat", "natalia",   "nelida",    "nelson",    "nicolas",
     "noelia",     "nora",      "norma",     "nuria",      "olga",      "omar",      "orlando",   "oscar",
     "pablo",      "paola",     "patricia",  "patricio",   "paula",     "paulina",   "pedro",     "pilar",
     "rafael",     "ramiro",    "ramon",     "raquel",     "raul",      "rebeca",    "ricardo",   "roberto",
     "rocio",      "rodolfo",   "rodrigo",   "rosa",       "rosario",   "ruben",     "salvador",  "sandra",
     "santiago",   "sara",      "sebastian", "sergio",     "silvia",    "sofia",     "soledad",   "sonia",
     "susana",     "teresa",    "tomas",     "valentina",  "valeria",   "veronica",  "vicente",   "victor",
     "victoria",   "virginia",  "walter",    "xavier",     "ximena",    "yolanda",   "marc",      "jordi"});

/// What a given name goes on with after "de", "del", "de los": "María del Carmen", "Juan de Dios".
inline constexpr auto devotions = std::to_array<std::string_view>(
    {"carmen",   "pilar",  "angeles",  "jesus",    "dios",   "rosario", "mar",      "rocio",     "socorro",  "refugio",
     "consuelo", "pino",   "lourdes",  "luz",      "fatima", "dolores", "mercedes", "guadalupe", "cielo",    "soledad",
     "amparo",   "nieves", "remedios", "milagros", "prado",  "cristo",  "sagrado",  "corazon",   "transito", "belen"});

/// What belongs to the surname before it, by kinship.
inline constexpr auto kinships = std::to_array<std::string_view>(
    {"junior", "filho", "filha", "neto", "neta", "sobrinho", "sobrinha", "segundo", "bisneto"});
/// The same, where it stands apart in lists.
inline constexpr auto suffixes = std::to_array<std::string_view>({"jr", "sr", "ii", "iii", "iv", "junior", "hijo"});

/// Surnames in Portuguese of two words.
inline constexpr auto compounds = std::to_array<std::string_view>(
    {"castelo branco", "castello branco", "espirito santo", "villas boas", "vilas boas", "monte alegre", "corte real",
     "vila nova", "casa grande", "vila real", "monte negro", "boa morte"});

/// What nobody is called in Spanish.
inline constexpr auto portuguese_given = std::to_array<std::string_view>(
    {"henrique", "luiz",    "paulo",  "joaquim", "guilherme", "marcio",  "marcia", "fabio",     "fabiana",
     "vinicius", "thiago",  "tiago",  "rogerio", "renato",    "flavio",  "flavia", "eduarda",   "rui",
     "nuno",     "goncalo", "duarte", "helder",  "caio",      "luciana", "denise", "aparecida", "iara"});
inline constexpr auto only_portuguese = std::to_array<std::string_view>({"da", "das", "do", "dos", "e"});
inline constexpr auto only_spanish = std::to_array<std::string_view>({"del", "y"});
inline constexpr auto articles = std::to_array<std::string_view>({"la", "las", "los", "el"});
/// Between a given name and a surname, in any of our languages and those of immigrants.
inline constexpr auto particles = std::to_array<std::string_view>(
    {"de",  "da",  "das", "do",  "dos", "del", "la",  "las", "los", "el", "van", "von",
     "der", "den", "ter", "ten", "di",  "du",  "des", "le",  "lo",  "zu", "af",  "dalla"});

/// What the name of a body begins with, and nobody's name.
inline constexpr auto bodies = std::to_array<std::string_view>(
    {"agencia",    "agency",      "alcaldia",     "asociacion",   "associacao",   "association",  "ayuntamiento",
     "banco",      "camara",      "center",       "centre",       "centro",       "comision",     "comissao",
     "comite",     "concello",    "conselho",     "consejo",      "consorcio",    "department",   "departamento",
     "diputacion", "direccion",   "equip",        "equipe",       "equipo",       "federacao",    "federacion",
     "foundation", "fundacao",    "fundacion",    "gobierno",     "governo",      "grupo",        "institute",
     "instituto",  "intendencia", "junta",        "mancomunidad", "ministerio",   "ministry",     "municipalidad",
     "municipio",  "network",     "observatorio", "oficina",      "organizacion", "organizacao",  "prefeitura",
     "programa",   "rede",        "secretaria",   "the",          "universidad",  "universidade", "universitat",
     "university", "ajuntament",  "generalitat"});

}  // namespace acervo
