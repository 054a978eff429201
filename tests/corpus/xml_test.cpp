// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/xml.h"

#include <catch2/catch.hpp>

#include "corpus/error.h"
#include "corpus/xml_writer.h"

using namespace acervo;

namespace {

/// "" when it is accepted, else the code.
std::string refused(std::string_view bytes) {
    try {
        xml::parse(bytes);
        return {};
    } catch (const Error& error) {
        return error.code();
    }
}

std::string text_of(std::string_view bytes) {
    return xml::text(xml::root(xml::parse(bytes)));
}

}  // namespace

TEST_CASE("XML that reaches out or swells is refused") {
    const auto [what, bytes] = GENERATE(table<std::string, std::string>({
        {"external entity", "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>"},
        {"external parameter entity", "<!DOCTYPE a [<!ENTITY % e SYSTEM 'http://127.0.0.1/x'> %e;]><a/>"},
        {"billion laughs", "<!DOCTYPE a [<!ENTITY x 'ha'><!ENTITY y '&x;&x;&x;&x;&x;&x;&x;&x;'>]><a>&y;</a>"},
        {"quadratic",
         "<!DOCTYPE a [<!ENTITY x '" + std::string(100000, 'x') + "'>]><a>" + std::string(100, ' ') + "&x;&x;&x;</a>"},
        {"default attribute", "<!DOCTYPE a [<!ATTLIST a b CDATA 'long'>]><a/>"},
        {"too deep",
         [] {
             std::string s;
             for (int i = 0; i < 5000; ++i) s += "<a>";
             return s;
         }()},
        {"too many attributes",
         [] {
             std::string s = "<a";
             for (int i = 0; i < 20000; ++i) s += " a" + std::to_string(i) + "='1'";
             return s + "/>";
         }()},
        {"undeclared entity", "<a>&nada;</a>"},
        {"undeclared entity of an external DTD", "<!DOCTYPE article PUBLIC 'x' 'y.dtd'><article>&nada;</article>"},
        {"not closed", "<a><b></a>"},
        {"nothing", ""},
        {"no element", "<?xml version='1.0'?><!-- nada -->"},
        {"two roots", "<a/><b/>"},
    }));
    CAPTURE(what);
    CHECK(refused(bytes) == "malformed");
}

TEST_CASE("the place of a mistake is told") {
    try {
        xml::parse("<a>\n<b>\n</a>");
        FAIL("it was read");
    } catch (const Error& error) {
        CHECK(std::string{error.what()}.find("line 3") != std::string::npos);
    }
}

TEST_CASE("an external document type is named, never fetched, and its characters are understood") {
    CHECK(text_of("<!DOCTYPE article PUBLIC '-//NLM//DTD' "
                  "'http://127.0.0.1:1/a.dtd'><article>Gesti&oacute;n&nbsp;p&uacute;blica</article>") ==
          "Gestión pública");
    CHECK(text_of("<a b='caf&eacute;'>&lt;&amp;&#241;</a>") == "<&ñ");
    CHECK(xml::attribute(xml::root(xml::parse("<a b='caf&eacute;'/>")), "b") == "café");
}

TEST_CASE("no name of a character is looked for further than one can be long") {
    const std::string signs(4U << 20, '&');
    CHECK(text_of("<a><![CDATA[" + signs + ";]]></a>") == signs + ";");
    CHECK(text_of("<a>&thetasym;&clubs;</a>") == "ϑ♣");
}

TEST_CASE("XInclude stays what it says") {
    CHECK(text_of("<a xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='/etc/passwd' parse='text'/>b</a>") ==
          "b");
}

TEST_CASE("encodings come from mark, declaration or content") {
    const auto [bytes, text] = GENERATE(table<std::string, std::string>({
        {"<?xml version='1.0' encoding='ISO-8859-1'?><a>ni\xF1o</a>", "niño"},
        {"<?xml version='1.0' encoding='windows-1252'?><a>\x93niño\x94</a>", ""},
        {"\xEF\xBB\xBF<a>niño</a>", "niño"},
        {"<a>niño</a>", "niño"},
        {std::string{"\xFF\xFE<\0a\0>\0\xF1\0<\0/\0a\0>\0", 18}, "ñ"},
    }));
    if (text.empty()) {
        CHECK_FALSE(text_of(bytes).empty());
    } else {
        CHECK(text_of(bytes) == text);
    }
}

TEST_CASE("nodes are found by local names") {
    const auto document =
        xml::parse("<x:a xmlns:x='urn:x' xml:lang='pt'><x:b i='1'><c/></x:b><b i='2'>dos <i>tres</i></b></x:a>");
    const auto* root = xml::root(document);
    CHECK(xml::is(root, "a"));
    CHECK(xml::space(root) == "urn:x");
    CHECK(xml::children(root, "b").size() == 2);
    CHECK(xml::at(root, "b/c") != nullptr);
    CHECK(xml::at(root, "b/d") == nullptr);
    CHECK(xml::at(nullptr, "b") == nullptr);
    CHECK(xml::attribute(xml::children(root, "b")[1], "i") == "2");
    CHECK(xml::text(xml::children(root, "b")[1]) == "dos tres");
    CHECK(xml::language(xml::at(root, "b/c")) == "pt");
    CHECK(xml::all(root, "c").size() == 1);
}

TEST_CASE("what is written as XML is read back as it was, and cannot break out of its place") {
    const std::string hostile = "a<b>&\"'\r\n\t]]>\x01\xEF\xBF\xBE\xC3\xB1";
    std::string out;
    xml::Writer writer{out};
    writer.open("r", {{"xml:lang", "es"}, {"none", ""}}).element("t", hostile, {{"a", "\"<&"}}).text("x & y").close();
    const auto document = xml::parse(out);
    CHECK(xml::attribute(xml::root(document), "a").empty());
    CHECK(out.find("none") == std::string::npos);
    const auto* element = xml::at(xml::root(document), "t");
    CHECK(xml::attribute(element, "a") == "\"<&");
    CHECK(xml::raw_text(element) == "a<b>&\"'\r\n\t]]>\xEF\xBF\xBD\xEF\xBF\xBD\xC3\xB1");
    CHECK(xml::escaped("S\xE3o") == "S\xC3\xA3o");
    CHECK(xml::raw_text(xml::root(document)).ends_with("x & y"));
}
