// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "corpus/record_json.h"
#include "ingest/bibliographic/crosswalks.h"
#include "ingest/bibliographic/csl_json.h"
#include "ingest/bibliographic/marc.h"
#include "ingest/bibliographic/readers.h"
#include "ingest/bibliographic/ris.h"
#include "ingest/bibliographic/xml_records.h"
#include "tests/ingest/support.h"

using namespace acervo;

namespace {

std::vector<SourceRow> rows_of(const std::string& bytes, const std::string& name = "a") {
    std::vector<SourceRow> rows;
    const SourceFile file{bytes, name};
    const auto type = identify(file);
    CAPTURE(type);
    const auto* reader = row_reader_for(type);
    REQUIRE(reader != nullptr);
    reader->read(file, type, [&](const SourceRow& row) { rows.push_back(row); });
    return rows;
}

Record record_of(const SourceRow& row) {
    CHECK_FALSE(row.wrong);
    return record_from_json(row.record);
}

std::vector<std::string> names(const std::vector<Agent>& agents) {
    std::vector<std::string> all;
    for (const auto& agent : agents) all.push_back(agent.name + (agent.role.empty() ? "" : "/" + agent.role));
    return all;
}

using List = std::vector<std::string>;

/// An ISO 2709 record of fields "245" -> "10" "\x1F" "aTítulo".
std::string iso2709(const std::vector<std::pair<std::string, std::string>>& fields, char coding = 'a') {
    const auto number = [](std::size_t value, std::size_t width) {
        auto digits = std::to_string(value);
        return std::string(width - digits.size(), '0') + digits;
    };
    std::string directory, data;
    for (const auto& [tag, text] : fields) {
        directory += tag + number(text.size() + 1, 4) + number(data.size(), 5);
        data += text + '\x1E';
    }
    const auto base = 24 + directory.size() + 1;
    return number(base + data.size() + 1, 5) + "nam " + coding + "22" + number(base, 5) + " a 4500" + directory +
           '\x1E' + data + '\x1D';
}

const std::vector<std::pair<std::string, std::string>> a_book = {
    {"001", "000123"},
    {"003", "BR-RjBN"},
    {"008", "190301s2018    bl            000 0 por d"},
    {"020",
     "  \x1F"
     "a9788481963205 (broch.)"},
    {"043",
     "  \x1F"
     "as-bl---"},
    {"100",
     "1 \x1F"
     "aSilva, Jo\xC3\xA3o,\x1F"
     "d1950-"},
    {"245",
     "10\x1F"
     "aGest\xC3\xA3o municipal :\x1F"
     "bteoria e pr\xC3\xA1tica /\x1F"
     "cJo\xC3\xA3o Silva."},
    {"260",
     "  \x1F"
     "aRio :\x1F"
     "bIBAM,\x1F"
     "cc2018."},
    {"650",
     " 4\x1F"
     "aMunic\xC3\xADpios\x1F"
     "zBrasil."},
    {"700",
     "1 \x1F"
     "aSouza, Maria,\x1F"
     "etradutora."},
};

}  // namespace

TEST_CASE("RIS: several tags, lines that go on, byte-order marks and encodings") {
    const std::string text =
        "TY  - CONF\r\nT1  - Actas del congreso\r\nED  - Pérez, Ana\r\nED  - Gómez, Luis\r\nPY  - 2019///\r\n"
        "AB  - Primera línea\r\n      y segunda.\r\nKW  - agua\r\nKW  - residuos\r\nSN  - 0034-7612\r\nLA  - es; pt\r\n"
        "SP  - 12\r\nEP  - 20\r\nUR  - https://a.example/1;https://b.example/2\r\nER  - \r\n";
    std::string wide = "\xFF\xFE";
    for (const char16_t c : std::u16string(u"TY  - CONF\nT1  - Gestão\nED  - Pérez, Ana\nER  - \n")) {
        wide += static_cast<char>(c & 0xFF);
        wide += static_cast<char>(c >> 8);
    }
    for (const auto& bytes : {text, "\xEF\xBB\xBF" + text}) {
        const auto rows = rows_of(bytes);
        REQUIRE(rows.size() == 1);
        const auto record = record_of(rows[0]);
        CHECK(record.kind == "proceedings");
        CHECK(names(record.creators) == List{"Pérez, Ana/editor", "Gómez, Luis/editor"});
        CHECK(best(record.abstract, "es").second == "Primera línea y segunda.");
        CHECK(record.languages == List{"es", "pt"});
        CHECK(record.issn == "0034-7612");
        CHECK(record.page_end == 20);
        CHECK(record.url == "https://a.example/1");
        CHECK(record.issued == "2019");
    }
    CHECK(record_of(rows_of(wide).at(0)).title.at("und") == "Gestão");
    CHECK(record_of(rows_of("TY  - JOUR\nTI  - Gest\xE3o p\xFA"
                            "blica e participa\xE7\xE3o social\nAU  - Concei\xE7\xE3o, Jo\xE3o\nER  - \n")
                        .at(0))
              .creators[0]
              .name == "Conceição, João");
    const auto cut = rows_of("TY  - JOUR\nTI  - Uno\nTY  - JOUR\nTI  - Dos\n");
    REQUIRE(cut.size() == 2);
    CHECK(cut[0].notices.at(0).rule == "unfinished-record");
}

TEST_CASE("CSL-JSON: a list, an object of items and one item alone") {
    const std::string item =
        R"({"id":"lima2020","type":"paper-conference","title":"<i>Gestão</i> de resíduos","author":[{"family":"Lima","given":"Ana",)"
        R"("non-dropping-particle":"de"},{"literal":"Banco Mundial"}],"issued":{"date-parts":[[2020,3]]},"page":"5-9",)"
        R"("container-title":"Anais","DOI":"10.1234/x","language":"pt-BR","keyword":"lixo; cidade"})";
    for (const auto& text : {"[" + item + "]", "{\"items\": [" + item + "]}", item}) {
        const auto rows = rows_of(text, "a.json");
        REQUIRE(rows.size() == 1);
        const auto record = record_of(rows[0]);
        CHECK(record.title == LangMap{{"pt-BR", "Gestão de resíduos"}});
        CHECK(names(record.creators) == List{"de Lima, Ana", "Banco Mundial"});
        CHECK(record.issued == "2020-03");
        CHECK(record.page_start == 5);
        CHECK(record.keywords == LangListMap{{"pt-BR", {"lixo", "cidade"}}});
        CHECK(record.doi == "10.1234/x");
    }
    const auto rows = rows_of("[" + item + ", {\"type\":\"book\",}, " + item + "]", "a.json");
    REQUIRE(rows.size() == 3);
    CHECK(rows[1].wrong->rule == "json");
    CHECK_FALSE(rows[2].wrong);
}

TEST_CASE("Dublin Core in its forms says the same") {
    const std::string oai =
        "<oai_dc:dc xmlns:oai_dc='http://www.openarchives.org/OAI/2.0/oai_dc/' "
        "xmlns:dc='http://purl.org/dc/elements/1.1/'>"
        "<dc:title xml:lang='es'>Presupuesto</dc:title><dc:creator>Núñez, Ana</dc:creator><dc:date>2019-05</dc:date>"
        "<dc:type>info:eu-repo/semantics/report</dc:type><dc:language>spa</dc:language><dc:subject>agua; "
        "suelo</dc:subject>"
        "<dc:identifier>https://hdl.handle.net/1822/9</dc:identifier><dc:rights>https://creativecommons.org/licenses/"
        "by/4.0/</dc:rights>"
        "<dc:coverage>Brasil</dc:coverage></oai_dc:dc>";
    const std::string dcterms =
        "<?xml version='1.0'?><record xmlns:dc='http://purl.org/dc/elements/1.1/' "
        "xmlns:dcterms='http://purl.org/dc/terms/'>"
        "<dcterms:title xml:lang='es'>Presupuesto</dcterms:title><dc:creator>Núñez, Ana</dc:creator>"
        "<dcterms:issued>2019-05</dcterms:issued><dc:type>Informe</dc:type><dc:language>es</dc:language>"
        "<dc:subject xml:lang='es'>agua</dc:subject><dc:subject xml:lang='es'>suelo</dc:subject>"
        "<dcterms:identifier>hdl:1822/9</dcterms:identifier><dcterms:license>https://creativecommons.org/licenses/by/"
        "4.0/</dcterms:license>"
        "<dcterms:spatial>Brasil</dcterms:spatial></record>";
    const std::string dspace =
        "<dublin_core><dcvalue element='title' qualifier='none' language='es'>Presupuesto</dcvalue>"
        "<dcvalue element='contributor' qualifier='author'>Núñez, Ana</dcvalue><dcvalue element='date' "
        "qualifier='accessioned'>2020-01-01T00:00:00Z</dcvalue>"
        "<dcvalue element='date' qualifier='issued'>2019-05</dcvalue><dcvalue element='type'>Informe</dcvalue>"
        "<dcvalue element='language' qualifier='iso'>es</dcvalue><dcvalue element='subject' "
        "language='es'>agua</dcvalue>"
        "<dcvalue element='subject' language='es'>suelo</dcvalue><dcvalue element='identifier' "
        "qualifier='uri'>http://hdl.handle.net/1822/9</dcvalue>"
        "<dcvalue element='rights' qualifier='uri'>https://creativecommons.org/licenses/by/4.0/</dcvalue><dcvalue "
        "element='coverage' qualifier='spatial'>Brasil</dcvalue></dublin_core>";
    for (const auto& text : {oai, dcterms, dspace}) {
        const auto rows = rows_of(text);
        REQUIRE(rows.size() == 1);
        const auto record = record_of(rows[0]);
        CHECK(record.title == LangMap{{"es", "Presupuesto"}});
        CHECK(names(record.creators) == List{"Núñez, Ana"});
        CHECK(record.issued == "2019-05");
        CHECK(record.kind == "report");
        CHECK(record.languages == List{"es"});
        CHECK(record.keywords == LangListMap{{"es", {"agua", "suelo"}}});
        CHECK(record.handle == "1822/9");
        CHECK(record.source_key == "hdl:1822/9");
        CHECK(record.rights.licence == "CC-BY-4.0");
        CHECK(record.countries == List{"BR"});
    }
}

TEST_CASE("an embargo without an end restricts, with one it ends") {
    const auto dc = [](const std::string& inner) {
        return record_of(rows_of("<oai_dc:dc xmlns:oai_dc='http://www.openarchives.org/OAI/2.0/oai_dc/' "
                                 "xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>T</dc:title>" +
                                 inner + "</oai_dc:dc>")
                             .at(0));
    };
    CHECK(dc("<dc:rights>info:eu-repo/semantics/embargoedAccess</dc:rights>").rights.access == "restricted");
    const auto record =
        dc("<dc:rights>info:eu-repo/semantics/embargoedAccess</dc:rights>"
           "<dc:date>info:eu-repo/date/embargoEnd/2031-05-01</dc:date>");
    CHECK(record.rights.access == "embargo");
    CHECK(record.rights.embargo_until == "2031-05-01");
    CHECK(dc("<dc:rights>info:eu-repo/semantics/openAccess</dc:rights>").rights.access == "open");
}

TEST_CASE("MARC: the same record from ISO 2709, with and without a directory to trust, and from MARCXML") {
    auto whole = iso2709(a_book), lying = whole, short_leader = whole;
    lying.replace(24 + 3, 9, "999900000");  // a field longer than the record
    short_leader.replace(0, 5, "00001");
    const std::string xml =
        "<collection xmlns='http://www.loc.gov/MARC21/slim'><record><leader>00000nam a2200000 a 4500</leader>"
        "<controlfield tag='001'>000123</controlfield><controlfield tag='003'>BR-RjBN</controlfield>"
        "<controlfield tag='008'>190301s2018    bl            000 0 por d</controlfield>"
        "<datafield tag='020' ind1=' ' ind2=' '><subfield code='a'>9788481963205 (broch.)</subfield></datafield>"
        "<datafield tag='043' ind1=' ' ind2=' '><subfield code='a'>s-bl---</subfield></datafield>"
        "<datafield tag='100' ind1='1' ind2=' '><subfield code='a'>Silva, João,</subfield><subfield "
        "code='d'>1950-</subfield></datafield>"
        "<datafield tag='245' ind1='1' ind2='0'><subfield code='a'>Gestão municipal :</subfield><subfield "
        "code='b'>teoria e prática /</subfield></datafield>"
        "<datafield tag='260' ind1=' ' ind2=' '><subfield code='b'>IBAM,</subfield><subfield "
        "code='c'>c2018.</subfield></datafield>"
        "<datafield tag='650' ind1=' ' ind2='4'><subfield code='a'>Municípios</subfield><subfield "
        "code='z'>Brasil.</subfield></datafield>"
        "<datafield tag='700' ind1='1' ind2=' '><subfield code='a'>Souza, Maria,</subfield><subfield "
        "code='e'>tradutora.</subfield></datafield>"
        "</record></collection>";
    for (const auto& bytes : {whole, lying, short_leader, xml}) {
        const auto rows = rows_of(bytes);
        REQUIRE(rows.size() == 1);
        const auto record = record_of(rows[0]);
        CHECK(record.source_key == "(BR-RjBN)000123");
        CHECK(record.title == LangMap{{"pt", "Gestão municipal: teoria e prática"}});
        CHECK(names(record.creators) == List{"Silva, João"});
        CHECK(names(record.contributors) == List{"Souza, Maria/translator"});
        CHECK(record.issued == "2018");
        CHECK(record.publisher == "IBAM");
        CHECK(record.isbn == "9788481963205");
        CHECK(record.countries == List{"BR"});
        CHECK(record.keywords == LangListMap{{"pt", {"Municípios"}}});
        CHECK((bytes == whole || bytes == xml) == rows[0].notices.empty());
    }
}

TEST_CASE("MARC-8 has its marks before the letter, and may be announced as anything") {
    bool replaced = false;
    CHECK(marc8_to_utf8("Gest\xE4"
                        "ao p\xE2"
                        "ublica, Nu\xE4"
                        "nez, \xC6"
                        "Que?",
                        replaced) == "Gestão pública, Nuñez, ¡Que?");
    CHECK(marc8_to_utf8("H\x1B"
                        "b2\x1B"
                        "sO",
                        replaced) == "H₂O");
    CHECK_FALSE(replaced);
    CHECK(marc8_to_utf8("\x1B(Nabc", replaced) == "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    CHECK(replaced);
    const auto title = [](const std::string& text, char coding) {
        return best(record_of(rows_of(iso2709({{"245",
                                                "10\x1F"
                                                "a" +
                                                    text}},
                                              coding))
                                  .at(0))
                        .title,
                    "pt")
            .second;
    };
    CHECK(title("Gest\xE4"
                "ao",
                ' ') == "Gestão");
    CHECK(title("Gest\xC3\xA3o", ' ') == "Gestão");  // UTF-8 that the leader does not tell of
    CHECK(title("Gest\xE3o participativa", 'a') == "Gestão participativa");
}

TEST_CASE("one bad record of a MARC file stops no other") {
    const auto rows = rows_of(iso2709(a_book) + "00010basura\x1D\n" +
                              iso2709({{"001", "9"},
                                       {"245",
                                        "00\x1F"
                                        "aOtro"}}) +
                              "00099nam");
    REQUIRE(rows.size() == 4);
    CHECK_FALSE(rows[0].wrong);
    CHECK(rows[1].wrong->rule == "malformed");
    CHECK(rows[1].line == 2);
    CHECK(rows[2].key == "9");
    CHECK(rows[3].wrong);
}

TEST_CASE("what fills a MARC file up between records and at its end is no record") {
    const std::string fill =
        GENERATE(as<std::string>(), "\n", "\x1A", std::string(512, '\0'), std::string("\0\x1A", 2));
    const auto rows = rows_of(iso2709(a_book) + fill + iso2709(a_book) + fill);
    CHECK(rows.size() == 2);
    for (const auto& row : rows) CHECK_FALSE(row.wrong);
}

TEST_CASE("MODS: names, roles, host, dates and subjects") {
    const auto rows = rows_of(
        "<modsCollection xmlns='http://www.loc.gov/mods/v3'><mods ID='lima2020'><titleInfo "
        "lang='por'><nonSort>A</nonSort>"
        "<title>gestão</title><subTitle>um caso</subTitle></titleInfo><titleInfo type='translated' "
        "lang='eng'><title>Management</title></titleInfo>"
        "<name type='personal'><namePart type='given'>Ana</namePart><namePart type='family'>Lima</namePart>"
        "<role><roleTerm authority='marcrelator' type='text'>author</roleTerm></role></name>"
        "<name type='corporate'><namePart>Prefeitura do Recife</namePart><role><roleTerm "
        "type='code'>spn</roleTerm></role></name>"
        "<originInfo><dateIssued>c2020</dateIssued></originInfo><language><languageTerm type='code' "
        "authority='iso639-2b'>por</languageTerm></language>"
        "<abstract>Resumo do "
        "trabalho.</abstract><subject><topic>Resíduos</topic><geographic>Brasil</geographic></subject>"
        "<relatedItem type='host'><titleInfo><title>Anais</title></titleInfo><part><detail "
        "type='volume'><number>3</number></detail>"
        "<extent unit='pages'><start>5</start><end>9</end></extent></part></relatedItem>"
        "<identifier type='doi'>10.1234/m</identifier></mods>"
        "<mods><titleInfo><title>Roto</titleInfo></mods><mods "
        "ID='tres'><titleInfo><title>Tres</title></titleInfo></mods></modsCollection>");
    REQUIRE(rows.size() == 3);
    const auto record = record_of(rows[0]);
    CHECK(record.title == LangMap{{"pt", "A gestão: um caso"}, {"en", "Management"}});
    CHECK(record.kind == "paper");
    CHECK(names(record.creators) == List{"Lima, Ana"});
    CHECK(names(record.contributors) == List{"Prefeitura do Recife/sponsor"});
    CHECK(record.series == "Anais");
    CHECK(record.volume == "3");
    CHECK(record.page_end == 9);
    CHECK(record.countries == List{"BR"});
    CHECK(record.doi == "10.1234/m");
    CHECK(rows[1].wrong->rule == "malformed");
    CHECK(rows[2].key == "tres");
}

TEST_CASE("an answer of OAI-PMH is a file of records, deleted ones among them") {
    const auto rows = rows_of(
        "<?xml version='1.0'?>\n<OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/'><ListRecords>\n"
        "<record><header><identifier>oai:x:1</identifier><datestamp>2020-01-01</datestamp></header><metadata>"
        "<record xmlns='http://www.loc.gov/MARC21/slim'><leader>00000nam a2200000 a 4500</leader><datafield tag='245' "
        "ind1='0' ind2='0'>"
        "<subfield code='a'>Uno</subfield></datafield></record></metadata></record>\n"
        "<record><header status='deleted'><identifier>oai:x:2</identifier></header></record>\n"
        "<record><header><identifier>oai:x:3</identifier></header><metadata><otro xmlns='urn:x'/></metadata></record>\n"
        "</ListRecords></OAI-PMH>");
    REQUIRE(rows.size() == 3);
    CHECK(record_of(rows[0]).source_key == "oai:x:1");
    CHECK(rows[0].line == 3);
    CHECK(rows[1].wrong->rule == "deleted-at-source");
    CHECK(rows[2].wrong->rule == "unknown-metadata");
}

TEST_CASE("XML doors of metadata open no entities, and records that do not end end the reading of themselves only") {
    const auto bomb = GENERATE(as<std::string>(), "<!DOCTYPE m [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>",
                               "<!DOCTYPE m [<!ENTITY a 'aaaa'>]>");
    const auto rows =
        rows_of(bomb + "<mods xmlns='http://www.loc.gov/mods/v3'><titleInfo><title>&a;</title></titleInfo></mods>");
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].wrong->rule == "malformed");
    const auto cut = rows_of(
        "<modsCollection xmlns='http://www.loc.gov/mods/v3'><mods><titleInfo><title>a</title></titleInfo>"
        "<mods ID='b'><titleInfo><title>Dos</title></titleInfo></mods></modsCollection>");
    REQUIRE(cut.size() == 2);
    CHECK(cut[0].wrong->rule == "malformed");
    CHECK_FALSE(cut[1].wrong);
}

TEST_CASE("formats of metadata are told by their content") {
    const auto [bytes, name, type] = GENERATE(table<std::string, std::string, std::string>({
        {"% comentario\n@Article{a,\n title={x}}", "x.txt", "application/x-bibtex"},
        {"# Notas\n\n@article{a, title={x}}\n", "x.md", "text/markdown"},
        {"Escriba a @juan{} para saber más.\n", "x.txt", "text/plain"},
        {"Provider: X\nTY  - JOUR\n", "x.ris", "application/x-research-info-systems"},
        {"[1, 2]", "x.json", "application/json"},
        {R"([{"type":"report","title":"x","author":[{"family":"y"}]}])", "x.json",
         "application/vnd.citationstyles.csl+json"},
        {R"([{"type":"FeatureCollection","title":"x"}])", "x.json", "application/json"},
        {"<dim:dim xmlns:dim='http://www.dspace.org/xmlns/dspace/dim'/>", "x.xml", "application/dim+xml"},
        {iso2709(a_book), "x", "application/marc"},
    }));
    CAPTURE(name, bytes);
    CHECK(identify({bytes, name}) == type);
}
