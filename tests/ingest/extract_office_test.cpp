// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/ingest/extract_support.h"
#include "tests/ingest/support.h"

using namespace acervo;
using test::extract;

namespace {

const std::string relationships =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)";
const std::string types_of = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

std::string relationship(const std::string& id, const std::string& type, const std::string& target) {
    return "<Relationship Id=\"" + id + "\" Type=\"" + types_of + type + "\" Target=\"" + target + "\"/>";
}

const std::string core =
    R"(<cp:coreProperties xmlns:cp="urn:cp" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">)";

std::string slide(const std::string& shapes, const std::string& more = "") {
    return R"(<p:sld xmlns:p="urn:p" xmlns:a="urn:a" xmlns:mc="urn:mc" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships")" +
           more + "><p:cSld><p:spTree>" + shapes + "</p:spTree></p:cSld></p:sld>";
}

std::string shape(const std::string& role, const std::string& text, const std::string& name = "x") {
    return "<p:sp><p:nvSpPr><p:cNvPr id='1' name='" + name + "'/><p:nvPr>" +
           (role.empty() ? "" : "<p:ph type='" + role + "'/>") + "</p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:t>" +
           text + "</a:t></a:r></a:p></p:txBody></p:sp>";
}

std::string deck() {
    return test::zip({
        {"_rels/.rels",
         relationships + relationship("r1", "officeDocument", "ppt/presentation.xml") +
             "<Relationship Id='r2' "
             "Type='http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties' "
             "Target='docProps/core.xml'/></Relationships>"},
        {"docProps/core.xml",
         core + "<dc:title>PowerPoint Presentation</dc:title><dc:creator>Eva Ruiz; Usuario de Windows</dc:creator>"
                "<dcterms:created>2020-05-06T07:08:09Z</dcterms:created></cp:coreProperties>"},
        {"ppt/presentation.xml",
         R"(<p:presentation xmlns:p="urn:p" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><p:sldIdLst>
            <p:sldId id="256" r:id="b"/><p:sldId id="257" r:id="a"/><p:sldId id="258" r:id="c"/></p:sldIdLst></p:presentation>)"},
        {"ppt/_rels/presentation.xml.rels", relationships + relationship("a", "slide", "slides/slide1.xml") +
                                                relationship("b", "slide", "slides/slide10.xml") +
                                                relationship("c", "slide", "/ppt/slides/slide2.xml") +
                                                "</Relationships>"},
        {"ppt/slides/slide10.xml",
         slide(shape("ctrTitle", "La ciudad que cuida") + shape("sldNum", "1") + shape("", "Subtítulo"))},
        {"ppt/slides/slide1.xml",
         slide(shape("body", "Punto uno") + "<p:grpSp><p:grpSp>" + shape("", "En un grupo") + "</p:grpSp></p:grpSp>" +
                   "<p:pic><p:nvPicPr><p:cNvPr id='2' descr='Mapa de los barrios'/></p:nvPicPr></p:pic>"
                   "<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tr><a:tc><a:txBody><a:p><a:r><a:t>Año</a:t></"
                   "a:r></a:p></a:txBody></a:tc><a:tc><a:txBody><a:p>"
                   "<a:r><a:t>Gasto</a:t></a:r></a:p></a:txBody></a:tc></a:tr></a:tbl></a:graphicData></a:graphic></"
                   "p:graphicFrame>"
                   "<p:graphicFrame><a:graphic><a:graphicData><d:relIds xmlns:d='urn:d' "
                   "r:dm='d1'/></a:graphicData></a:graphic></p:graphicFrame>" +
                   shape("", "Título escondido", "Título 3"),
               " show='0'")},
        {"ppt/slides/_rels/slide1.xml.rels",
         relationships + relationship("d1", "diagramData", "../diagrams/data1.xml") +
             relationship("n1", "notesSlide", "../notesSlides/notesSlide1.xml") + "</Relationships>"},
        {"ppt/diagrams/data1.xml",
         "<d:m xmlns:d='urn:d' xmlns:a='urn:a'><d:ptLst><d:pt><d:t><a:p><a:r><a:t>En un "
         "esquema</a:t></a:r></a:p></d:t></d:pt></d:ptLst></d:m>"},
        {"ppt/notesSlides/notesSlide1.xml",
         slide(shape("sldImg", "") + shape("body", "Lo que se dice en voz alta") + shape("sldNum", "2"))},
        {"ppt/slides/slide2.xml", slide("")},
    });
}

std::string word(const std::string& body, const std::string& styles = "", const std::string& footnotes = "") {
    const std::string space =
        R"( xmlns:w="urn:w" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="urn:mc")";
    return test::zip({
        {"word/document.xml", "<w:document" + space + "><w:body>" + body + "</w:body></w:document>"},
        {"word/_rels/document.xml.rels", relationships + relationship("s", "styles", "styles.xml") +
                                             relationship("f", "footnotes", "footnotes.xml") + "</Relationships>"},
        {"word/styles.xml", "<w:styles" + space + ">" + styles + "</w:styles>"},
        {"word/footnotes.xml", "<w:footnotes" + space + ">" + footnotes + "</w:footnotes>"},
    });
}

std::string paragraph(const std::string& text, const std::string& style = "") {
    return "<w:p><w:pPr>" + (style.empty() ? "" : "<w:pStyle w:val='" + style + "'/>") + "</w:pPr><w:r><w:t>" + text +
           "</w:t></w:r></w:p>";
}

const std::string flat_spaces =
    R"( xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:text" xmlns:draw="urn:draw" xmlns:table="urn:table")"
    R"( xmlns:presentation="urn:p" xmlns:svg="urn:svg" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:meta="urn:meta")";

std::string flat(const std::string& kind, const std::string& body, const std::string& meta = "") {
    return "<?xml version='1.0'?><office:document" + flat_spaces +
           " office:mimetype='application/vnd.oasis.opendocument." + kind + "'><office:meta>" + meta +
           "</office:meta><office:body><office:" + kind + ">" + body + "</office:" + kind +
           "></office:body></office:document>";
}

}  // namespace

TEST_CASE("slides of a PPTX come in the order of the presentation, whole, with their notes") {
    const auto out = extract("a.pptx", deck());
    CHECK(out.described.kind == "presentation");
    REQUIRE(out.units.size() == 3);
    CHECK(out.units[0].kind == UnitKind::slide);
    CHECK(out.units[0].title == "La ciudad que cuida");
    CHECK(out.units[0].text == "Subtítulo");
    CHECK(out.units[1].title == "Título escondido");
    CHECK(out.units[1].text == "Punto uno\nEn un grupo\nMapa de los barrios\nAño | Gasto\nEn un esquema");
    CHECK(out.units[1].notes == "Lo que se dice en voz alta");
    CHECK(out.units[2].number == 3);
    CHECK(out.units[2].text.empty());
    CHECK(out.described.title == LangMap{{"und", "La ciudad que cuida"}});
    REQUIRE(out.described.creators.size() == 1);
    CHECK(out.described.creators[0].name == "Eva Ruiz");
    CHECK(out.described.issued == "2020-05-06");
    CHECK(out.described.machine == std::vector<std::string>{"issued", "title"});
}

TEST_CASE("a slide that is broken leaves the others readable") {
    auto bytes = deck();
    const auto at = bytes.find("<p:cSld><p:spTree></p:spTree>");
    REQUIRE(at != std::string::npos);
    bytes[at] = '&';
    // The sum of the entry no longer fits either, which is as broken as a slide can be.
    const auto out = extract("a.pptx", bytes);
    CHECK(out.units.size() == 3);
    REQUIRE(out.notices.size() == 1);
    CHECK(out.notices[0].rule == "repaired");
}

TEST_CASE("a DOCX is read by headings, in whatever language its styles are named") {
    const auto out = extract(
        "a.docx",
        word(paragraph("Informe anual", "Ttulo") + paragraph("Antes.") + paragraph("Resultados", "Ttulo1") +
                 "<w:p><w:r><w:t>Se "
                 "</w:t></w:r><w:del><w:r><w:delText>borró</w:delText></w:r></w:del><w:ins><w:r><w:t>añadió</w:t></"
                 "w:r></w:ins>"
                 "<w:r><w:t xml:space='preserve'> texto</w:t><w:footnoteReference "
                 "w:id='2'/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>" +
                 paragraph("Índice que sobra", "TDC1") + "<w:tbl><w:tr><w:tc>" + paragraph("Año") + "</w:tc><w:tc>" +
                 paragraph("Gasto") + "</w:tc></w:tr></w:tbl>" + "<w:sdt><w:sdtContent>" + paragraph("En un control") +
                 "</w:sdtContent></w:sdt>" + paragraph("Detalle", "Propio") + paragraph("Final."),
             "<w:style w:styleId='Ttulo'><w:name w:val='Title'/></w:style><w:style w:styleId='Ttulo1'><w:name "
             "w:val='heading 1'/></w:style>"
             "<w:style w:styleId='TDC1'><w:name w:val='toc 1'/></w:style><w:style w:styleId='Base'><w:name "
             "w:val='x'/><w:pPr><w:outlineLvl w:val='1'/></w:pPr></w:style>"
             "<w:style w:styleId='Propio'><w:name w:val='y'/><w:basedOn w:val='Base'/></w:style>",
             "<w:footnote w:id='2'>" + paragraph("Nota al pie.") + "</w:footnote>"));
    REQUIRE(out.units.size() == 3);
    CHECK(out.units[0].title == "Informe anual");
    CHECK(out.units[0].text == "Antes.");
    CHECK(out.units[1].title == "Resultados");
    CHECK(out.units[1].text == "Se añadió texto\nNota al pie.\nAño | Gasto\nEn un control");
    CHECK(out.units[2].title == "Detalle");
    CHECK(out.units[2].text == "Final.");
    CHECK(out.described.title == LangMap{{"und", "Informe anual"}});
}

TEST_CASE("a DOCX without headings is cut by length") {
    std::string body;
    for (int i = 0; i < 40; ++i) {
        std::string text;
        for (int w = 0; w < 50; ++w) text += "palabra ";
        body += paragraph(text);
    }
    CHECK(extract("a.docx", word(body)).units.size() == 4);
}

TEST_CASE("an ODP gives slides with titles, notes, tables and descriptions of pictures") {
    const auto out = extract(
        "a.fodp",
        flat("presentation",
             "<draw:page draw:name='p1'><draw:frame "
             "presentation:class='title'><draw:text-box><text:p>Agua<text:line-break/>limpia</text:p></draw:text-box></"
             "draw:frame>"
             "<draw:frame presentation:class='outline'><draw:text-box><text:list><text:list-item><text:p>Uno<text:s "
             "text:c='2'/>dos</text:p></text:list-item></text:list>"
             "</draw:text-box></draw:frame><draw:frame "
             "presentation:class='footer'><draw:text-box><text:p>Pie</text:p></draw:text-box></draw:frame>"
             "<draw:g><draw:custom-shape><text:p>En un grupo</text:p></draw:custom-shape></draw:g>"
             "<draw:frame><draw:image/><svg:desc>Foto del embalse lleno</svg:desc></draw:frame>"
             "<draw:frame><table:table><table:table-row><table:table-cell><text:p>a</text:p></"
             "table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell>"
             "</table:table-row></table:table></draw:frame>"
             "<presentation:notes><draw:page-thumbnail/><draw:frame "
             "presentation:class='notes'><draw:text-box><text:p>Decir esto</text:p></draw:text-box></draw:frame>"
             "</presentation:notes></draw:page><draw:page/>",
             "<meta:initial-creator>Ana "
             "Pérez</meta:initial-creator><dc:date>2019-03-04T00:00:00</dc:date><meta:keyword>agua</meta:keyword>"));
    REQUIRE(out.units.size() == 2);
    CHECK(out.units[0].title == "Agua limpia");
    CHECK(out.units[0].text == "Uno dos\nEn un grupo\nFoto del embalse lleno\na | b");
    CHECK(out.units[0].notes == "Decir esto");
    CHECK(out.described.kind == "presentation");
    CHECK(out.described.creators.at(0).name == "Ana Pérez");
    CHECK(out.described.issued == "2019-03-04");
    CHECK(out.described.title == LangMap{{"und", "Agua limpia"}});
}

TEST_CASE("an ODT gives sections, without what was deleted or commented") {
    const auto out =
        extract("a.fodt", flat("text",
                               "<text:tracked-changes><text:changed-region><text:deletion><text:p>borrado</text:p></"
                               "text:deletion></text:changed-region></text:tracked-changes>"
                               "<text:h "
                               "text:outline-level='1'>Capítulo</text:h><text:p>Texto<text:note><text:note-citation>1</"
                               "text:note-citation><text:note-body><text:p>Nota.</text:p>"
                               "</text:note-body></text:note> que "
                               "sigue<office:annotation><text:p>comentario</text:p></office:annotation>.</text:p>"
                               "<text:section><text:list><text:list-item><text:p>Punto</text:p></text:list-item></"
                               "text:list></text:section>"
                               "<text:h text:outline-level='2'>Apartado</text:h><text:p>Más.</text:p>"));
    REQUIRE(out.units.size() == 2);
    CHECK(out.units[0].text == "Texto que sigue.\nNota.\nPunto");
    CHECK(out.units[1].title == "Apartado");
}

TEST_CASE("documents that cannot be read say why") {
    const auto odt = [](const std::string& manifest) {
        return test::zip({{"mimetype", "application/vnd.oasis.opendocument.text"},
                          {"META-INF/manifest.xml", manifest},
                          {"content.xml", "x"}});
    };
    CHECK(test::refused("a.odt", odt("<m><encryption-data/></m>")) == "encrypted");
    CHECK(test::refused("a.odt", odt("<m/>")) == "malformed");
    CHECK(test::refused("a.odt", test::zip({{"mimetype", "application/vnd.oasis.opendocument.text"}})) == "malformed");
    CHECK(test::refused("a.docx", test::zip({{"word/document.xml", "<w:document"}})) == "malformed");
    CHECK(test::refused("a.docx", word("x").substr(0, 400)) == "malformed");
    CHECK(test::refused("a.docx", test::zip({{"word/document.xml",
                                              "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>"}})) ==
          "malformed");
    CHECK(test::refused("a.pptx", test::zip({{"ppt/presentation.xml", "<p/>"}})) == "empty");
}
