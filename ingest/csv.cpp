// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/csv.h"

#include <algorithm>
#include <string_view>

#include "corpus/text.h"

namespace acervo {

CsvReader::CsvReader(std::istream& in, char delimiter, std::size_t limit)
    : bytes_(in), delimiter_(delimiter), limit_(limit) {
    bytes_.skip_mark();
}

int CsvReader::take() {
    const int byte = bytes_.get();
    if (byte == '\n' || (byte == '\r' && bytes_.peek() != '\n')) ++line_;
    return byte;
}

CsvReader::End CsvReader::end_of_line(int byte) {
    if (byte == '\r' && bytes_.peek() == '\n') take();
    return End::record;
}

void CsvReader::keep(CsvRecord& record, std::string& field, int byte) {
    if (++kept_ > limit_) {
        record.wrong = "too-large";
        return;
    }
    field += static_cast<char>(byte);
}

CsvReader::End CsvReader::read_quoted(CsvRecord& record, std::string& field) {
    for (;;) {
        int byte = take();
        if (byte < 0) {
            if (record.wrong.empty()) record.wrong = "unclosed-quote";
            return End::file;
        }
        if (byte != '"') {
            keep(record, field, byte);
            continue;
        }
        if (bytes_.peek() == '"') {
            keep(record, field, take());
            continue;
        }
        byte = take();
        if (byte < 0) return End::file;
        if (byte == static_cast<unsigned char>(delimiter_)) return End::field;
        if (byte == '\n' || byte == '\r') return end_of_line(byte);
        if (record.wrong.empty()) record.wrong = "text-after-quote";
        // Where this field was meant to end nobody can say: the record is given up at the end of the line.
        while (byte >= 0 && byte != '\n' && byte != '\r') byte = take();
        return byte < 0 ? End::file : end_of_line(byte);
    }
}

CsvReader::End CsvReader::read_field(CsvRecord& record) {
    std::string& field = record.fields.emplace_back();
    if (bytes_.peek() == '"') {
        take();
        return read_quoted(record, field);
    }
    for (;;) {
        const int byte = take();
        if (byte < 0) return End::file;
        if (byte == static_cast<unsigned char>(delimiter_)) return End::field;
        if (byte == '\n' || byte == '\r') return end_of_line(byte);
        keep(record, field, byte);
    }
}

bool CsvReader::next(CsvRecord& record) {
    for (;;) {
        record.fields.clear();
        record.wrong.clear();
        kept_ = 0;
        if (bytes_.peek() < 0) return false;
        record.line = line_;
        while (read_field(record) == End::field) {
            if (record.fields.size() > limit_ / 16) record.wrong = "too-large";
            if (!record.wrong.empty()) record.fields.resize(1);
        }
        const bool blank = record.wrong.empty() && record.fields.size() == 1 && record.fields[0].empty();
        if (!blank) return true;
    }
}

namespace {

/// Whether a spreadsheet would run the text, or it could be mistaken for one that was kept from that.
bool needs_guard(std::string_view text) {
    const auto first = text.find_first_not_of('\'');
    return first != std::string_view::npos &&
           std::string_view{"=+-@\t\r\n"}.find(text[first]) != std::string_view::npos;
}

}  // namespace

std::string csv_unguarded(const std::string& field) {
    return field.starts_with('\'') && needs_guard(field) ? field.substr(1) : field;
}

std::optional<char> delimiter_under(std::istream& in, std::string_view column) {
    constexpr std::size_t longest_header = 1U << 20;
    std::optional<char> found;
    for (const char delimiter : {',', ';', '\t'}) {
        in.clear();
        in.seekg(0);
        CsvReader reader(in, delimiter, longest_header);
        CsvRecord header;
        if (!reader.next(header) || !header.wrong.empty()) continue;
        if (std::ranges::any_of(header.fields, [&](const auto& name) { return lower(squeeze(name)) == column; })) {
            found = delimiter;
            break;
        }
    }
    in.clear();
    in.seekg(0);
    return found;
}

std::string csv_field(const std::string& text) {
    std::string field;
    if (needs_guard(text)) field = "'";
    field += text;
    if (field.find_first_of("\",\r\n") == std::string::npos) return field;
    std::string quoted = "\"";
    for (const char byte : field) {
        if (byte == '"') quoted += '"';
        quoted += byte;
    }
    return quoted + '"';
}

}  // namespace acervo
