// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <istream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/lines.h"

namespace acervo {

struct CsvRecord {
    std::vector<std::string> fields;
    int line = 0;  ///< of its first character, from 1
    std::string
        wrong;  ///< empty, or what makes it no RFC 4180 record: "unclosed-quote", "text-after-quote", "too-large"
};

/// RFC 4180, read forward in bounded memory. Beyond the letter of it: lines may end in LF or CR alone, a byte-order
/// mark and blank lines are stepped over, a quote inside an unquoted field stands for itself. A malformed record is
/// handed over as such and reading goes on at the next one.
class CsvReader {
public:
    /// `limit`: bytes of one record.
    explicit CsvReader(std::istream& in, char delimiter = ',', std::size_t limit = 16U << 20);
    /// @return false at the end.
    bool next(CsvRecord& record);

private:
    enum class End { field, record, file };
    End read_field(CsvRecord& record);
    End read_quoted(CsvRecord& record, std::string& field);
    int take();
    End end_of_line(int byte);
    void keep(CsvRecord& record, std::string& field, int byte);

    ByteReader bytes_;
    char delimiter_;
    std::size_t limit_, kept_ = 0;
    int line_ = 1;
};

/// The delimiter (comma, semicolon as spreadsheets of most of our countries write, or tab) under which the header has
/// the column; nothing when there is none. Leaves the stream at its beginning.
std::optional<char> delimiter_under(std::istream& in, std::string_view column);

/// A field as RFC 4180 writes it: in quotes where it must be. What a spreadsheet would take for a formula ("=", "+",
/// "-", "@", a tab or a line end in front) gets an apostrophe before it.
std::string csv_field(const std::string& text);

/// What csv_field() was given, of what a reader of CSV gives back.
std::string csv_unguarded(const std::string& field);

}  // namespace acervo
