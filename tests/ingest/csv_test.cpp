// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/csv.h"

#include <catch2/catch.hpp>
#include <random>
#include <sstream>

using acervo::CsvReader;
using acervo::CsvRecord;

namespace {

using Records = std::vector<std::vector<std::string>>;

Records read(const std::string& text, char delimiter = ',') {
    std::istringstream in(text);
    CsvReader reader(in, delimiter);
    Records records;
    for (CsvRecord record; reader.next(record);) {
        records.push_back(record.wrong.empty() ? record.fields : std::vector<std::string>{"!" + record.wrong});
    }
    return records;
}

}  // namespace

TEST_CASE("a CSV reader takes what RFC 4180 and spreadsheets write") {
    const auto [text, expected] = GENERATE(table<std::string, Records>({
        {"", {}},
        {"a,b\r\nc,d\r\n", {{"a", "b"}, {"c", "d"}}},
        {"a,b\nc,d", {{"a", "b"}, {"c", "d"}}},
        {"a,b\rc,d\r", {{"a", "b"}, {"c", "d"}}},
        {"\xEF\xBB\xBF"
         "a,b\n",
         {{"a", "b"}}},
        {"a,,c\n", {{"a", "", "c"}}},
        {"a,b,\n", {{"a", "b", ""}}},
        {"\n\n\"\"\n", {}},
        {"\"a,b\",\"c\"\"d\",\"e\r\nf\"\n", {{"a,b", "c\"d", "e\r\nf"}}},
        {"\"a\"", {{"a"}}},
        {"5\" pipe,x\n", {{"5\" pipe", "x"}}},
        {"ação,niño\n", {{"ação", "niño"}}},
        {"\"never closed\nb", {{"!unclosed-quote"}}},
        {"\"a\"b,c\nd,e\n", {{"!text-after-quote"}, {"d", "e"}}},
    }));
    CAPTURE(text);
    CHECK(read(text) == expected);
}

TEST_CASE("a CSV reader takes other delimiters") {
    CHECK(read("a;b,c;\"d;e\"\n", ';') == Records{{"a", "b,c", "d;e"}});
    CHECK(read("a\tb\n", '\t') == Records{{"a", "b"}});
}

TEST_CASE("a CSV record knows the line it began on") {
    std::istringstream in("h\n\"a\nb\"\n\nc\r\nd\n");
    CsvReader reader(in);
    std::vector<int> lines;
    for (CsvRecord record; reader.next(record);) lines.push_back(record.line);
    CHECK(lines == std::vector<int>{1, 2, 5, 6});
}

TEST_CASE("a CSV record over the limit is given up and the next one is read") {
    std::istringstream in(std::string(5000, 'x') + ",y\nz\n");
    CsvReader reader(in, ',', 1000);
    CsvRecord record;
    REQUIRE(reader.next(record));
    CHECK(record.wrong == "too-large");
    REQUIRE(reader.next(record));
    CHECK(record.fields == std::vector<std::string>{"z"});
    CHECK_FALSE(reader.next(record));
}

TEST_CASE("whatever csv_field() writes reads back as it was") {
    std::mt19937 random(7);
    const std::string letters = "ab,;\"\r\n é'=\t";
    for (int round = 0; round < 500; ++round) {
        std::vector<std::string> fields(1 + random() % 5);
        for (auto& field : fields) {
            field = "x";  // nothing that a spreadsheet would take for a formula, and no blank record
            for (auto length = random() % 12; length > 0; --length) field += letters[random() % letters.size()];
        }
        std::string line;
        for (const auto& field : fields) line += (line.empty() ? "" : ",") + acervo::csv_field(field);
        CAPTURE(line);
        REQUIRE(read(line + "\r\n") == Records{fields});
    }
}

TEST_CASE("csv_field() disarms what a spreadsheet would run") {
    const auto text = GENERATE(as<std::string>{}, "=HYPERLINK(1)", "+1", "-1+2", "@SUM(A1)", "\tx", "\rx");
    CAPTURE(text);
    CHECK(read(acervo::csv_field(text) + "\n") == Records{{"'" + text}});
}
