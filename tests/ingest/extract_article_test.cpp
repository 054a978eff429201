// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/ingest/extract_support.h"

using namespace acervo;
using test::extract;

TEST_CASE("an article in JATS gives metadata in every language, its text and its translation") {
    const auto article = extract("a.xml", R"(<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Publishing DTD v1.1 20151215//EN" "JATS-journalpublishing1.dtd">
<article article-type="research-article" xml:lang="pt" xmlns:xlink="http://www.w3.org/1999/xlink">
<front><journal-meta><journal-title-group><journal-title>Revista de Gest&atilde;o Local</journal-title></journal-title-group>
<issn pub-type="ppub">1111-1111</issn><issn pub-type="epub">2222-2222</issn><publisher><publisher-name>Editora X</publisher-name></publisher></journal-meta>
<article-meta><article-id pub-id-type="doi">10.1590/0001-xyz</article-id>
<title-group><article-title>Água e governo<xref ref-type="fn">*</xref></article-title><subtitle>três casos</subtitle>
<trans-title-group xml:lang="en"><trans-title>Water and government</trans-title></trans-title-group></title-group>
<contrib-group><contrib contrib-type="author"><contrib-id contrib-id-type="orcid">0000-0001-2345-6789</contrib-id>
<name><surname>Souza</surname><given-names>Ana</given-names><suffix>Filha</suffix></name><xref ref-type="aff" rid="aff1"/></contrib>
<contrib contrib-type="author"><collab>Grupo de Águas</collab><xref ref-type="aff" rid="aff2"/></contrib>
<contrib contrib-type="translator"><name><surname>Green</surname><given-names>Tom</given-names></name></contrib></contrib-group>
<aff id="aff1"><institution content-type="original">Depto. X, Universidade Y, Brasil</institution><institution content-type="orgname">Universidade Y</institution>
<country country="BR">Brasil</country></aff><aff id="aff2">Universidad Nacional, Montevideo, Uruguay</aff>
<pub-date date-type="collection"><year>2021</year></pub-date><pub-date date-type="pub"><day>3</day><month>2</month><year>2022</year></pub-date>
<volume>12</volume><issue>3</issue><fpage>10</fpage><lpage>25</lpage>
<permissions><copyright-holder>Autoras</copyright-holder><license xlink:href="https://creativecommons.org/licenses/by/4.0/"/></permissions>
<abstract><title>Resumo</title><sec><title>Objetivo</title><p>Estudar a água.</p></sec><sec><title>Método</title><p>Casos.</p></sec></abstract>
<abstract abstract-type="key-points"><p>Pontos.</p></abstract><trans-abstract xml:lang="en"><p>To study water.</p></trans-abstract>
<kwd-group xml:lang="pt"><kwd>água</kwd><kwd>governo</kwd></kwd-group><kwd-group xml:lang="en"><kwd>water</kwd></kwd-group></article-meta></front>
<body><sec><title>Introdução</title><p>A água<xref ref-type="bibr">1</xref> é pública<sup>(<xref>2</xref>,<xref>3</xref>)</sup>, diz a lei
(<xref ref-type="bibr">Silva, 2010</xref>).<fn><p>Uma nota.</p></fn></p>
<sec><title>Casos</title><p>Texto.</p><table-wrap><label>Tabela 1</label><caption><title>Votos</title></caption><table><tr><th>Ano</th><th>N</th></tr>
<tr><td>2020</td><td>7</td></tr></table></table-wrap></sec></sec></body>
<back><ref-list><title>Referências</title><ref><mixed-citation>Silva. A água. 2010.</mixed-citation><element-citation><year>2010</year></element-citation></ref></ref-list></back>
<sub-article article-type="translation" xml:lang="es"><front-stub><title-group><article-title>Agua y gobierno</article-title></title-group>
<abstract><p>Estudiar el agua.</p></abstract><kwd-group xml:lang="es"><kwd>agua</kwd></kwd-group></front-stub>
<body><sec><title>Introducción</title><p>El agua es pública.</p></sec></body></sub-article></article>)");
    const auto& said = article.described;
    CHECK(article.media_type == "application/jats+xml");
    CHECK(said.title ==
          LangMap{{"pt", "Água e governo: três casos"}, {"en", "Water and government"}, {"es", "Agua y gobierno"}});
    CHECK(said.abstract == LangMap{{"pt", "Objetivo: Estudar a água.\nMétodo: Casos."},
                                   {"en", "To study water."},
                                   {"es", "Estudiar el agua."}});
    CHECK(said.keywords == LangListMap{{"pt", {"água", "governo"}}, {"en", {"water"}}, {"es", {"agua"}}});
    CHECK(said.languages == std::vector<std::string>{"pt", "es"});
    REQUIRE(said.creators.size() == 2);
    CHECK(said.creators[0] == Agent{.name = "Souza Filha, Ana",
                                    .affiliation = "Universidade Y",
                                    .country = "BR",
                                    .orcid = "0000-0001-2345-6789"});
    CHECK(said.creators[1].organization);
    CHECK(said.creators[1].country == "UY");
    REQUIRE(said.contributors.size() == 1);
    CHECK(said.contributors[0].role == "translator");
    CHECK(said.issued == "2022-02-03");
    CHECK(said.kind == "paper");
    CHECK(said.doi == "10.1590/0001-xyz");
    CHECK(said.volume == "12 (3)");
    CHECK(said.page_start == 10);
    CHECK(said.page_end == 25);
    CHECK(said.series == "Revista de Gestão Local");
    CHECK(said.publisher == "Editora X");
    CHECK(said.issn == "2222-2222");
    CHECK(said.rights.licence == "CC-BY-4.0");

    REQUIRE(article.units.size() == 4);
    CHECK(article.units[0].title == "Introdução");
    CHECK(article.units[0].text == "A água é pública, diz a lei (Silva, 2010).\nUma nota.");
    CHECK(article.units[1].text == "Texto.\nTabela 1 Votos\nAno | N\n2020 | 7");
    CHECK(article.units[2].text == "Silva. A água. 2010.");
    CHECK(article.units[3].language == "es");
    CHECK(article.units[3].title == "Introducción");
    CHECK(article.units[3].text == "Agua y gobierno\nEl agua es pública.");
}

TEST_CASE("a congress abstract in TEI gives authors with their countries, topics and sections") {
    const auto abstract = extract(
        "a.xml", R"(<?xml version="1.0"?><TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
<title>El archivo <emph>abierto</emph></title><author><persName><surname>Ruiz</surname><forename>Eva</forename></persName>
<affiliation>UNAM, Mexico</affiliation><email>e@x.mx</email></author><author><persName><surname>Doe</surname><forename>Jo</forename></persName>
<affiliation>Stanford University, United States of America</affiliation></author><author><name>Li Wei</name><affiliation>Universidad sin país</affiliation></author>
</titleStmt><editionStmt><edition><date>2014-12-19T13:50:00Z</date></edition></editionStmt>
<publicationStmt><publisher>Name, Institution</publisher></publicationStmt></fileDesc><profileDesc><textClass>
<keywords n="category"><term>Paper</term></keywords><keywords n="keywords"><term>archivos</term><term>datos</term></keywords></textClass></profileDesc></teiHeader>
<text><body><div type="div1"><head>Introducción</head><p>Un párrafo <ref>con enlace</ref>.<note n="1"><p>Nota al pie.</p></note></p>
<list><item>uno</item><item>dos</item></list><table><row><cell>a</cell><cell>b</cell></row></table></div></body>
<back><div type="bibliogr"><listBibl><head>Bibliography</head><bibl>Ruiz (2010).</bibl></listBibl></div></back></text></TEI>)");
    const auto& said = abstract.described;
    CHECK(said.title == LangMap{{"und", "El archivo abierto"}});
    REQUIRE(said.creators.size() == 3);
    CHECK(said.creators[0] == Agent{.name = "Ruiz, Eva", .affiliation = "UNAM, Mexico", .country = "MX"});
    CHECK(said.creators[1].country == "US");
    CHECK(said.creators[2].name == "Li Wei");
    CHECK(said.creators[2].country.empty());
    CHECK(said.keywords.at("und") == std::vector<std::string>{"archivos", "datos"});
    CHECK(said.issued.empty());
    CHECK(said.publisher.empty());
    REQUIRE(abstract.units.size() == 2);
    CHECK(abstract.units[0].title == "Introducción");
    CHECK(abstract.units[0].text == "Un párrafo con enlace.\nNota al pie.\nuno\ndos\na | b");
    CHECK(abstract.units[1].title == "Bibliography");
}

TEST_CASE("an article without what makes it one is malformed") {
    CHECK(test::refused("a.xml", "<article dtd-version='1.1'><body/></article>") == "malformed");
    CHECK(test::refused("a.xml", "<TEI><teiHeader/></TEI>") == "malformed");
    CHECK(test::refused("a.xml", "<article dtd-version='1.1'><front><article-meta>") == "malformed");
}
