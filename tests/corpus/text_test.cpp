// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/text.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <thread>

#include "corpus/error.h"

using namespace acervo;
using Texts = std::vector<std::string>;

namespace {

Texts texts(std::string_view text) {
    Texts result;
    for (const auto& word : words(text)) result.emplace_back(word.text);
    return result;
}

/// Texts of letters, marks, digits, signs of several scripts, and some broken bytes.
class Generator {
public:
    std::string text() {
        constexpr std::pair<unsigned, unsigned> ranges[] = {
            {0x20, 0x7E},     {0x20, 0x7E},     {0xA0, 0x24F},     {0x300, 0x36F},   {0x370, 0x3FF},
            {0x400, 0x45F},   {0x5D0, 0x5EA},   {0x620, 0x65F},    {0x900, 0x94F},   {0x1E00, 0x1EFF},
            {0x1F00, 0x1FFC}, {0x2010, 0x2030}, {0x20D0, 0x20F0},  {0x2100, 0x2150}, {0x3040, 0x309F},
            {0xAC00, 0xAD00}, {0xFB00, 0xFB06}, {0x1F600, 0x1F610}};
        std::string result;
        for (auto left = pick(0, 24); left > 0; --left) {
            if (pick(0, 30) == 0) {
                result += static_cast<char>(pick(0x80, 0xFF));
                continue;
            }
            const auto [first, last] = ranges[pick(0, std::size(ranges) - 1)];
            append_utf8(result, pick(first, last));
        }
        return result;
    }
    unsigned pick(unsigned first, unsigned last) { return std::uniform_int_distribution{first, last}(random_); }

private:
    std::mt19937 random_{20241126};
};

}  // namespace

TEST_CASE("folding drops case and the marks of Latin and Greek letters, and no other mark") {
    const auto [typed, folded] = GENERATE(table<std::string, std::string>({
        {"Café", "cafe"},
        {"Gestão de Resíduos", "gestao de residuos"},
        {"AÑO", "ano"},
        {"Straße", "strasse"},
        {"STRASSE", "strasse"},
        {"ﬁnanzas", "finanzas"},
        {"İstanbul", "istanbul"},
        {"1ª edición, 2º", "1a edicion, 2o"},
        {"muni\u00ADcipio", "municipio"},
        {"e\u0301cole", "ecole"},
        {"col·lecció", "col·leccio"},
        {"coŀlecció", "col·leccio"},
        {"Ελλάδα", "ελλαδα"},
        {"ΟΔΌΣ", "οδοσ"},
        {"bán", "ban"},
        {"Ｆｕｌｌ", "full"},
        {"हिन्दी", "हिन्दी"},
        {"が", "が"},
        {"йод", "йод"},
        {"Ё", "ё"},
        {"שָׁלוֹם", "שָׁלוֹם"},
        {"ø", "ø"},
        {"", ""},
        {"a\xFF", "a\xEF\xBF\xBD"},
        {"\xC3", "\xEF\xBF\xBD"},
        {"\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
    }));
    CHECK(fold(typed) == folded);
}

TEST_CASE("lowering keeps the marks") {
    const auto [typed, lowered] = GENERATE(table<std::string, std::string>(
        {{"GESTÃO", "gestão"}, {"e\u0301cole", "école"}, {"Straße", "strasse"}, {"Ñandú", "ñandú"}, {"ODS", "ods"}}));
    CHECK(lower(typed) == lowered);
}

TEST_CASE("fold, lower and clean are idempotent and yield UTF-8, whatever comes in") {
    Generator generator;
    for (int i = 0; i < 30'000; ++i) {
        const auto text = generator.text();
        INFO("text " << i << ": " << text);
        for (auto* const step : {fold, lower, clean}) {
            const auto once = step(text);
            REQUIRE(is_utf8(once));
            REQUIRE(step(once) == once);
        }
        REQUIRE(fold(lower(text)) == fold(text));
    }
}

TEST_CASE("characters become UTF-8 one by one, and what is none is told from them") {
    for (unsigned code = 0; code < 0x110000; code += code < 0x3000 ? 1 : 0x7F) {
        if (code >= 0xD800 && code < 0xE000) continue;
        std::string text, wanted;
        acervo::append_utf8(text, char32_t{code});
        append_utf8(wanted, code);
        INFO("character " << code);
        REQUIRE(text == wanted);
    }
    for (const char32_t code : {0xD800U, 0xDFFFU, 0x110000U, 0xFFFFFFFFU}) {
        std::string text = "a";
        acervo::append_utf8(text, code);
        CHECK(text == "a\uFFFD");
    }
}

TEST_CASE("a text of Latin letters alone is folded as it is among others") {
    // A Chinese character takes the general way through ICU; Latin letters alone take the table.
    Generator generator;
    for (int i = 0; i < 30'000; ++i) {
        std::string text;
        for (int letters = 0; letters < 3; ++letters) append_utf8(text, generator.pick(1, 0x2FF));
        INFO("text: " << text);
        REQUIRE(fold(text + "中") == fold(text) + "中");
        REQUIRE(lower(text + "中") == lower(text) + "中");
    }
}

TEST_CASE("words are numbers and codes whole, and what elision joins apart") {
    const auto [text, expected] = GENERATE(table<std::string, Texts>({
        {"", {}},
        {" ... ____ ¿? «» 😀 — ", {}},
        {"Agenda 2030 y ODS", {"Agenda", "2030", "y", "ODS"}},
        {"Ley 13.709/2018, art. 5", {"Ley", "13.709", "2018", "art", "5"}},
        {"1.234,56 €", {"1.234,56"}},
        {"COVID-19 y ODS-11", {"COVID-19", "y", "ODS-11"}},
        {"bienio 2015-2020", {"bienio", "2015", "2020"}},
        {"guarda-chuva, fazê-lo", {"guarda", "chuva", "fazê", "lo"}},
        {"L'aigua i l’Hospitalet", {"L", "aigua", "i", "l", "Hospitalet"}},
        {"copo d'água", {"copo", "d", "água"}},
        {"compra'l", {"compra", "l"}},
        {"aujourd'hui", {"aujourd'hui"}},
        {"qu'il n'y a", {"qu", "il", "n", "y", "a"}},
        {"O'Higgins' city's plan, don't", {"O'Higgins", "city's", "plan", "don't"}},
        {"col·lecció col.lecció", {"col·lecció", "col.lecció"}},
        {"municipios.La reforma", {"municipios", "La", "reforma"}},
        {"tema:agua", {"tema", "agua"}},
        {"nombre____fecha", {"nombre", "fecha"}},
        {"v2.1 de 10.5", {"v2.1", "de", "10.5"}},
        {"www.gob.mx", {"www", "gob", "mx"}},
        {"muni\u00ADcipio", {"muni\u00ADcipio"}},
        {"हिन्दी है", {"हिन्दी", "है"}},
        {"1.º, 2ª", {"1", "º", "2ª"}},
    }));
    CHECK(texts(text) == expected);
}

TEST_CASE("words stand in order, apart from each other, inside the text") {
    Generator generator;
    for (int i = 0; i < 20'000; ++i) {
        const auto text = generator.text() + generator.text();
        INFO("text " << i << ": " << text);
        std::size_t end = 0;
        for (const auto& word : words(text)) {
            REQUIRE(!word.text.empty());
            REQUIRE(word.begin >= end);
            REQUIRE(word.text.data() == text.data() + word.begin);
            end = word.begin + word.text.size();
            REQUIRE(end <= text.size());
        }
    }
}

TEST_CASE("cleaning removes what is no text and keeps lines apart") {
    const auto [raw, cleaned] = GENERATE(table<std::string, std::string>({
        {"a\r\nb\rc\n", "a\nb\nc\n"},
        {"page one\fpage two\vx", "page one\npage two\nx"},
        {"a\u0085b\u2028c", "a\nb\nc"},
        {std::string("a\0b\x01\x7F", 5), "ab"},
        {"\uFEFFtitle", "title"},
        {"a\uFFFEb\uFFFFc", "abc"},
        {"e\u0301", "é"},
        {"tab\there", "tab\there"},
        {"bad \xF0\x28 bytes", "bad \xEF\xBF\xBD( bytes"},
    }));
    CHECK(clean(raw) == cleaned);
}

TEST_CASE("squeezing leaves single spaces between words") {
    CHECK(squeeze("  a \n\t b\u00A0\u2003c  ") == "a b c");
    CHECK(squeeze(" \n ").empty());
    CHECK(squeeze("\xFF a") == "\xFF a");
}

TEST_CASE("well-formed UTF-8 is told from the rest") {
    const auto [bytes, well_formed] = GENERATE(table<std::string, bool>({{"", true},
                                                                         {"ascii", true},
                                                                         {"ñ€😀", true},
                                                                         {"\xC3", false},
                                                                         {"\xA4", false},
                                                                         {"\xC0\x80", false},
                                                                         {"\xED\xA0\x80", false},
                                                                         {"\xF4\x90\x80\x80", false},
                                                                         {"abc\xE2\x82", false}}));
    CHECK(is_utf8(bytes) == well_formed);
}

TEST_CASE("characters are written in UTF-8, and what is no character as U+FFFD") {
    std::string text;
    for (const char32_t character : {U'a', U'\x7F', U'ñ', U'€', U'\xFFFF', U'😀'}) append_utf8(text, character);
    CHECK(text == "a\x7Fñ€\xEF\xBF\xBF😀");
    text.clear();
    for (const char32_t none : std::initializer_list<char32_t>{0xD800, 0xDFFF, 0x110000}) append_utf8(text, none);
    CHECK(text == "\uFFFD\uFFFD\uFFFD");
}

TEST_CASE("bytes in a legacy encoding become UTF-8") {
    struct Case {
        std::string bytes, declared, text;
    };
    using namespace std::string_literals;
    const auto [bytes, declared, text] = GENERATE_COPY(values<Case>({
        {"gesti\xF3n", "iso-8859-1", "gestión"},
        {"\x93gesti\xF3n\x94 \x80", "ISO-8859-1", "“gestión” €"},
        {"gest\xE3o", "windows-1252", "gestão"},
        {"\xEF\xBB\xBFgestão", "", "gestão"},
        {"\xEF\xBB\xBFgestão", "windows-1252", "gestão"},
        {"\xFF\xFEg\0e\0\xF3\0"s, "", "geó"},
        {"\xFE\xFF\0g\0e\0\xF3"s, "utf-8", "geó"},
        {"g\0e\0\xF3\0"s, "utf-16le", "geó"},
        {"gestión", "", "gestión"},
        {"gestión", "utf-8", "gestión"},
        {"gesti\xF3n", "utf-8", "gestión"},
        {"gesti\xF3n", "no-such-encoding", "gestión"},
        {"gesti\xF3n", "../../etc/passwd", "gestión"},
        {"S\xE3o Paulo investe em gest\xE3o de res\xED"
         "duos e participa\xE7\xE3o",
         "", "São Paulo investe em gestão de resíduos e participação"},
        {"El a\xF1o pasado la alcald\xED"
         "a abri\xF3 el presupuesto a la participaci\xF3n",
         "", "El año pasado la alcaldía abrió el presupuesto a la participación"},
        {"\xCF\xF0\xE8\xE2\xE5\xF2", "windows-1251", "Привет"},
        {"", "utf-8", ""},
    }));
    INFO("declared " << declared);
    CHECK(to_utf8(bytes, declared) == text);
}

TEST_CASE("any bytes under any declared name become UTF-8") {
    Generator generator;
    const Texts names = {"",        "utf-8", "utf-7", "utf-16",       "shift_jis", "iso-2022-jp",
                         "gb18030", "big5",  "hz",    "windows-1252", "scsu",      "ibm-1047"};
    for (int i = 0; i < 4'000; ++i) {
        std::string bytes;
        for (auto left = generator.pick(0, 60); left > 0; --left) bytes += static_cast<char>(generator.pick(0, 255));
        const auto& name = names[static_cast<std::size_t>(i) % names.size()];
        INFO("declared " << name);
        REQUIRE(is_utf8(to_utf8(bytes, name)));
    }
}

TEST_CASE("a pair of UTF-16 units is not torn where a buffer ends") {
    const std::string odd(4095, 'a');
    std::string bytes = "\xFF\xFE";
    for (const char letter : odd) bytes += std::string{letter, '\0'};
    bytes += std::string{'\x3D', '\xD8', '\0', '\xDE'};
    CHECK(to_utf8(bytes) == odd + "😀");
}

TEST_CASE("titles sort as the reader's language has it, and keys sort bytewise") {
    const auto sorted = [](Texts titles, const std::string& language) {
        std::ranges::sort(titles, {}, [&](const std::string& title) { return collation_key(title, language); });
        return titles;
    };
    CHECK(sorted({"oso", "ñu", "nube", "Árbol", "arena"}, "es") == Texts{"Árbol", "arena", "nube", "ñu", "oso"});
    CHECK(sorted({"zona", "Água", "Ação", "agir"}, "pt") == Texts{"Ação", "agir", "Água", "zona"});
    CHECK(collation_key("año", "es") > collation_key("anzuelo", "es"));
    CHECK(collation_key("a", "no such language") == collation_key("a", ""));
    CHECK(collation_key(std::string(5'000, 'z'), "es") > collation_key(std::string(4'999, 'z'), "es"));
}

TEST_CASE("a shortened text ends at a word, with an ellipsis, within its limit") {
    const auto [text, limit, expected] = GENERATE(table<std::string, std::size_t, std::string>({
        {"gestión de residuos", 100, "gestión de residuos"},
        {"gestión de residuos", 19, "gestión de residuos"},
        {"gestión de residuos", 18, "gestión de…"},
        {"gestión de residuos", 11, "gestión de…"},
        {"gestión de residuos", 10, "gestión…"},
        {"gestión, de residuos", 10, "gestión…"},
        {"gestión de residuos", 4, "ges…"},
        {"gestión de residuos", 1, "…"},
        {"gestión de residuos", 0, ""},
        {"", 5, ""},
        {"ñandúes", 5, "ñand…"},
    }));
    CHECK(shorten(text, limit) == expected);
}

TEST_CASE("no shortened text is longer than its limit") {
    Generator generator;
    for (int i = 0; i < 10'000; ++i) {
        const auto text = clean(generator.text() + " " + generator.text());
        const auto limit = generator.pick(0, 30);
        const auto cut = shorten(text, limit);
        INFO("text " << text << ", limit " << limit << ", cut " << cut);
        REQUIRE(is_utf8(cut));
        REQUIRE(std::ranges::count_if(cut, [](char byte) { return (byte & 0xC0) != 0x80; }) <= limit);
    }
}

TEST_CASE("messages choose their plural and write numbers as the language does") {
    const std::string pattern = "{n, plural, one {# registro} other {# registros}} de {place}";
    CHECK(format_message(pattern, "es", {{"place", "Lima"}}, {{"n", 1}}) == "1 registro de Lima");
    CHECK(format_message(pattern, "es", {{"place", "O'Higgins {x}"}}, {{"n", 12345}}) ==
          "12.345 registros de O'Higgins {x}");
    CHECK(format_message(pattern, "en", {{"place", "Lima"}}, {{"n", 12345}}) == "12,345 registros de Lima");
    CHECK(format_message("Nothing to fill in", "en", {}) == "Nothing to fill in");
    CHECK(format_message("l'any {y}", "ca", {{"y", "2024"}}) == "l'any 2024");
    CHECK_THROWS_AS(format_message("{n, plural, one {", "es", {}), Error);
}

TEST_CASE("dates are written as the language does; what is no date stays") {
    const auto [edtf, language, expected] = GENERATE(table<std::string, std::string, std::string>({
        {"2024", "es", "2024"},
        {"2024-08", "pt", "agosto de 2024"},
        {"2024-08-26", "es", "26 de agosto de 2024"},
        {"2024-08-26", "pt", "26 de agosto de 2024"},
        {"2024-08-26", "en", "August 26, 2024"},
        {"2024-08-26T10:30:00Z", "es", "26 de agosto de 2024"},
        {"2024-01-01", "es", "1 de enero de 2024"},
        {"1492-10-12", "es", "12 de octubre de 1492"},
        {"2024~", "es", "c. 2024"},
        {"2024?", "en", "2024 (?)"},
        {"2019/..", "es", "2019 –"},
        {"/2019", "es", "– 2019"},
        {"2024-13", "es", "2024-13"},
        {"2023-02-29", "es", "2023-02-29"},
        {"2024-8-1", "es", "2024-8-1"},
        {"mañana", "es", "mañana"},
        {"", "es", ""},
        {"/", "es", "/"},
    }));
    CHECK(format_date(edtf, language) == expected);
}

TEST_CASE("an interval of dates names what both share once") {
    const auto text = format_date("2024-11-26/2024-11-29", "es");
    CHECK(text.find("26") != std::string::npos);
    CHECK(text.find("29") != std::string::npos);
    CHECK(text.find("noviembre") == text.rfind("noviembre"));
    CHECK(format_date("1492-10-12/1492-10-14", "es") == "12 de octubre de 1492 – 14 de octubre de 1492");
    CHECK(format_date("2020/2019-05", "es") == "2020 – mayo de 2019");
}

TEST_CASE("numbers are written as the language does") {
    CHECK(format_number(1234567.5, "es") == "1.234.567,5");
    CHECK(format_number(1234567.5, "pt") == "1.234.567,5");
    CHECK(format_number(1234567.5, "en") == "1,234,567.5");
    CHECK(format_number(0.12345, "en") == "0.123");
}

TEST_CASE("threads analyse texts at the same time") {
    const std::string text = "L'aigua és de tots: gestión, gestão e management, COVID-19 東京 हिन्दी";
    const auto expected = texts(text);
    std::vector<int> wrong(4, 0);
    std::vector<std::thread> threads;
    for (auto& count : wrong)
        threads.emplace_back([&] {
            for (int i = 0; i < 500; ++i)
                count += texts(text) != expected || fold("Gestão") != "gestao" || format_number(1.5, "es") != "1,5";
        });
    for (auto& thread : threads) thread.join();
    CHECK(std::ranges::count(wrong, 0) == 4);
}

TEST_CASE("words of Latin letters, found without ICU, are those that ICU finds in other scripts") {
    // Letters that are elided or written l·l are left out: they are divided by rules of ours.
    const std::vector<std::string> latin = {"a", "e", "Z", "á", "ñ", "Ő", "ſ"},
                                   greek = {"α", "ε", "Ζ", "ά", "ν", "Ο", "σ"};
    const std::vector<std::string> signs = {" ", " ", "\n", "\t", ".",  ",", ":", ";",     "'", "_",
                                            "-", "(", ")",  "/",  "\"", "?", "!", "%",     "&", "@",
                                            "*", "+", "7",  "·",  "’",  "–", "«", "\u0301"};
    std::mt19937 random{7};
    const auto below = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>{0, n - 1}(random); };
    for (int round = 0; round < 20'000; ++round) {
        std::string ours, theirs;
        std::vector<std::size_t> ours_at, theirs_at;  // where each character begins
        const auto add = [&](const std::string& a, const std::string& b) {
            ours_at.push_back(ours.size());
            theirs_at.push_back(theirs.size());
            ours += a;
            theirs += b;
        };
        for (auto n = below(14); n > 0; --n) {
            if (below(3) == 0) {
                const auto& sign = signs[below(signs.size())];
                add(sign, sign);
            } else {
                const auto letter = below(latin.size());
                add(latin[letter], greek[letter]);
            }
        }
        const auto places = [](const std::string& text, const std::vector<std::size_t>& at) {
            std::vector<std::pair<std::size_t, std::size_t>> result;
            const auto character = [&](std::size_t byte) {
                return static_cast<std::size_t>(std::ranges::lower_bound(at, byte) - at.begin());
            };
            for (const auto& word : words(text))
                result.emplace_back(character(word.begin), character(word.begin + word.text.size()));
            return result;
        };
        CAPTURE(ours);
        REQUIRE(places(ours, ours_at) == places(theirs, theirs_at));
    }
}
