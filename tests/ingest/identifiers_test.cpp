// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/identifiers.h"

#include <catch2/catch.hpp>

#include "ingest/duplicates/identifiers.h"
#include "ingest/validation/codes.h"

using namespace acervo;

TEST_CASE("identifiers are read as people write them and checked") {
    using Read = std::optional<std::string> (*)(std::string_view);
    const auto [read, written, bare] = GENERATE(table<Read, std::string, std::string>({
        {doi, "10.1000/182", "10.1000/182"},
        {doi, "https://doi.org/10.1590/S0034-7612", "10.1590/s0034-7612"},
        {doi, " doi: 10.5281/ZENODO.1234 ", "10.5281/zenodo.1234"},
        {doi, "http://dx.doi.org/10.1000.10/123456", "10.1000.10/123456"},
        {doi, "10.1000", ""},
        {doi, "10.10/x", ""},
        {doi, "11.1000/182", ""},
        {doi, "10.1000/", ""},
        {doi, "10.1000/a b", ""},
        {doi, "doi:", ""},
        {doi, "", ""},
        {handle, "10419/12345", "10419/12345"},
        {handle, "https://hdl.handle.net/20.500.12345/Ab-1", "20.500.12345/Ab-1"},
        {handle, "hdl:2027.42/1", "2027.42/1"},
        {handle, "12345", ""},
        {handle, "a b/1", ""},
        {isbn, "978-0-306-40615-7", "9780306406157"},
        {isbn, "ISBN 0-306-40615-2", "9780306406157"},
        {isbn, "0-8044-2957-X", "9780804429573"},
        {isbn, "080442957x", "9780804429573"},
        {isbn, "978-0-306-40615-8", ""},
        {isbn, "0-306-40615-3", ""},
        {isbn, "977-0-306-40615-7", ""},
        {isbn, "97803064061", ""},
        {isbn, "08044X9573", ""},
        {issn, "2049-3630", "2049-3630"},
        {issn, "0317-8471", "0317-8471"},
        {issn, "ISSN 1050124x", "1050-124X"},
        {issn, "2049-3631", ""},
        {issn, "2049-363", ""},
        {orcid, "0000-0002-1825-0097", "0000-0002-1825-0097"},
        {orcid, "https://orcid.org/0000-0001-5109-3700", "0000-0001-5109-3700"},
        {orcid, "0000-0002-1694-233X", "0000-0002-1694-233X"},
        {orcid, "0000-0002-1825-0098", ""},
        {orcid, "0000-0002-1825", ""},
        {ror, "https://ror.org/02mhbdp94", "02mhbdp94"},
        {ror, "05dxps055", "05dxps055"},
        {ror, "02mhbdp95", ""},
        {ror, "12mhbdp94", ""},
        {ror, "02mhbdp9u", ""},
    }));
    CAPTURE(written);
    CHECK(read(written).value_or("") == bare);
    // What was read is read again as itself.
    if (!bare.empty()) CHECK(read(bare) == bare);
}

TEST_CASE("any one wrong digit, and any two neighbours exchanged, are found in an ORCID") {
    const std::string right = "0000000218250097";
    for (std::size_t i = 0; i < right.size(); ++i) {
        for (char digit = '0'; digit <= '9'; ++digit) {
            std::string changed = right;
            changed[i] = digit;
            CHECK(orcid(changed).has_value() == (changed == right));
        }
        std::string swapped = right;
        if (i > 0) std::swap(swapped[i - 1], swapped[i]);
        CHECK(orcid(swapped).has_value() == (swapped == right));
    }
}

TEST_CASE("a text that has the digits of an identifier somewhere is none") {
    const std::string words = std::string(600, 'a') + " 978-0-306-40615-7 " + std::string(600, 'a');
    CHECK_FALSE(isbn(words));
    CHECK_FALSE(issn(std::string(600, 'a') + "2049-3630"));
    CHECK_FALSE(isbn("978-0-306-40615-7" + std::string(600, ' ') + "."));
}

TEST_CASE("a wrong check digit brings the right one") {
    CHECK(with_right_check_digit("isbn", "978-0-306-40615-8") == "9780306406157");
    CHECK(with_right_check_digit("issn", "2049-3631") == "2049-3630");
    CHECK(with_right_check_digit("orcid", "0000-0002-1825-0098") == "0000-0002-1825-0097");
    CHECK(with_right_check_digit("isbn", "no isbn").empty());
}

TEST_CASE("language tags are well-formed by BCP 47") {
    const auto [tag, valid] = GENERATE(table<std::string, bool>({
        {"es", true},
        {"pt-BR", true},
        {"spa", true},
        {"zh-Hant-TW", true},
        {"sr-Latn-RS", true},
        {"es-419", true},
        {"pt-x-mt", true},
        {"x-klingon", true},
        {"de-CH-1996", true},
        {"sl-rozaj-biske", true},
        {"en-u-ca-gregory", true},
        {"zh-cmn-Hans", true},
        {"und", true},
        {"", false},
        {"e", false},
        {"español", false},
        {"pt_BR", false},
        {"pt-", false},
        {"-pt", false},
        {"es-ES-ES", false},
        {"pt-BR-x", false},
        {"en-a", false},
        {"de-1996-1996", false},
        {"en-a-bb-a-cc", false},
        {"es-toolongsubtag", false},
        {"x-", false},
        {"spanish", false},
        {"es-41", false},
    }));
    CAPTURE(tag);
    CHECK(is_language_tag(tag) == valid);
}

TEST_CASE("currencies are those of ISO 4217, and what people write leads to them") {
    for (const char* const code : {"EUR", "BRL", "UYU", "PTE", "USD"}) CHECK(is_currency(code));
    for (const char* const code : {"eur", "EURO", "XXX", "UR ", "R$", "", "RBR"}) CHECK_FALSE(is_currency(code));
    CHECK(nearest("euros", currency_names()).front() == "EUR");
    CHECK(nearest("R$", currency_names()).front() == "BRL");
}

TEST_CASE("addresses of persons are told from those of offices") {
    CHECK(personal_address("Ana García <ana.garcia@example.org>") == "ana.garcia@example.org");
    CHECK(personal_address("escriba a jlopez@muni.example").substr(0, 7) == "jlopez@");
    CHECK(personal_address("Oficina de prensa, prensa@example.org").empty());
    CHECK(personal_address("info.turismo@example.org y contacto@example.org").empty());
    CHECK(personal_address("@ayuntamiento, a@b, @, x@").empty());
}

TEST_CASE("what is one and the same is written alike, whoever wrote it") {
    Record one, other;
    one.kind = other.kind = "proceedings";
    one.doi = "https://doi.org/10.1000/ABC";
    other.doi = "10.1000/abc";
    one.isbn = "0-306-40615-2";
    other.isbn = "978-0-306-40615-7";
    one.url = "http://www.Example.org/libro/#p3";
    other.url = "https://example.org/libro";
    CHECK(identifiers_of(one) == identifiers_of(other));
    CHECK(identifiers_of(one).size() == 3);
    CHECK(hash_of(identifiers_of(one)[0]) != hash_of(identifiers_of(one)[1]));
    // A paper has the ISBN of its volume, and a home page is nobody's own.
    one.kind = "paper";
    one.url = "https://example.org/";
    one.doi = "not one";
    CHECK(identifiers_of(one).empty());
}
