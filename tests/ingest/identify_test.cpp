// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "ingest/extractor.h"
#include "tests/ingest/support.h"

using namespace acervo;

namespace {

std::string types(const std::string& main) {
    return R"(<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">)"
           R"(<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>)"
           R"(<Override PartName="/x.xml" ContentType=")" +
           main + R"("/></Types>)";
}

const std::string ooxml = "application/vnd.openxmlformats-officedocument.";

}  // namespace

TEST_CASE("a file is what its content says, whatever its name") {
    struct Case {
        std::string name, bytes, type;
    };
    const auto sample = GENERATE(values<Case>({
        {"a.txt", "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n", "application/pdf"},
        {"a.pdf", "\n\n  %PDF-1.4\n1 0 obj", "application/pdf"},
        {"a.doc", "{\\rtf1\\ansi Hola}", "application/rtf"},
        {"a.html", "GIF89a" + std::string(20, '\1'), "image/gif"},
        {"a.zip", test::zip({{"[Content_Types].xml", types(ooxml + "wordprocessingml.document.main+xml")}}),
         ooxml + "wordprocessingml.document"},
        {"a.zip", test::zip({{"[Content_Types].xml", types(ooxml + "presentationml.presentation.main+xml")}}),
         ooxml + "presentationml.presentation"},
        {"a.zip",
         test::zip(
             {{"[Content_Types].xml", types("application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml")}}),
         "application/vnd.ms-powerpoint.presentation.macroEnabled"},
        {"a.zip", test::zip({{"word/document.xml", "<d/>"}}), ooxml + "wordprocessingml.document"},
        {"a.zip", test::zip({{"mimetype", "application/vnd.oasis.opendocument.presentation"}}),
         "application/vnd.oasis.opendocument.presentation"},
        {"a.zip", test::zip({{"mimetype", "application/epub+zip\n"}}), "application/epub+zip"},
        {"a.docx", test::zip({{"leame.txt", "hola"}}), "application/zip"},
        {"a.zip", test::zip({{"[Content_Types].xml", types("")}, {"word/document.xml", "<d/>"}}).substr(0, 300),
         ooxml + "wordprocessingml.document"},
        {"a.txt",
         "<?xml version='1.0'?><article article-type='research-article'><front><article-meta/></front></article>",
         "application/jats+xml"},
        {"a.xml", "<!DOCTYPE article PUBLIC \"-//NLM//DTD JATS\" \"x.dtd\">\n<!-- c --><article/>",
         "application/jats+xml"},
        {"a.xml", "\xEF\xBB\xBF<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader/></TEI>", "application/tei+xml"},
        {"a.xml", "<html xmlns='http://www.w3.org/1999/xhtml'><body/></html>", "text/html"},
        {"a.xml",
         "<?xml version='1.0'?><office:document xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "
         "office:mimetype='application/vnd.oasis.opendocument.text'/>",
         "application/vnd.oasis.opendocument.text-flat-xml"},
        {"a.xml", "<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml"},
        {"a.xml", "<?xml version='1.0'?><cosa/>", "application/xml"},
        {"a.txt", "<!doctype HTML>\n<title>x</title><p>hola", "text/html"},
        {"a.html", "<article><h1>Hola</h1><p>Texto</p></article>", "text/html"},
        {"a.txt", "---\ntitle: Guía\n---\n\n# Uno\n\nTexto [enlace](x).\n", "text/markdown"},
        {"a.md", "Solo una línea de texto.\n", "text/markdown"},
        {"a.Rmd", "```{r}\nx <- 1\n```\n", "text/markdown"},
        {"a.md", "<div>Un bloque</div>\n\nY texto.\n", "text/markdown"},
        {"a.txt", "La reunión fue el martes.\n\nSe acordó el presupuesto.\n", "text/plain"},
        {"a.txt",
         "Gesti\xF3n p\xFA"
         "blica en el municipio.\n",
         "text/plain"},
        {"a", std::string{"\xFF\xFEh\0o\0l\0a\0", 10}, "text/plain"},
        {"a.csv", "titulo;pais\nUno;ES\nDos;PT\n", "text/csv"},
        {"a.dat", "id,title_es,country\n1,Uno,ES\n2,\"Dos, tres\",PT\n3,Tres,AR\n", "text/csv"},
        {"a.txt", "uno, dos\ntres, cuatro\ncinco, seis\n", "text/plain"},
        {"a.jsonl", "{\"a\":1}\n{\"a\":2}\n", "application/x-ndjson"},
        {"a.dat", "{\"a\":1}\n{\"a\":2}\n", "application/x-ndjson"},
        {"a.json", "{\n \"a\": 1\n}\n", "application/json"},
        {"a.txt", "[Nota] Este texto empieza con un corchete.\n", "text/plain"},
    }));
    CAPTURE(sample.name, sample.bytes.substr(0, 80));
    CHECK(identify({sample.bytes, sample.name}) == sample.type);
}

TEST_CASE("a document with a password is recognised in its wrapping") {
    std::string bytes = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(504, '\0');
    for (const char c : std::string{"EncryptedPackage"}) bytes += std::string{c, '\0'};
    CHECK(identify({bytes, "a.docx"}) == "application/encrypted");
}

TEST_CASE("any bytes have a type") {
    const auto bytes =
        GENERATE(as<std::string>{}, "", "\x01", "PK", "PK\x03\x04", "<", "<?xml", "<!DOCTYPE", "{", "[", "---", "%PDF",
                 std::string(5000, '<'), std::string(5000, '{'), "\xFF\xFE", "\xEF\xBB\xBF");
    for (const auto* name : {"a", "a.csv", "a.md", "a.json", ".", ""}) CHECK_FALSE(identify({bytes, name}).empty());
}
