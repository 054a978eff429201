// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/csv.h"

#include <cstdint>
#include <cstdlib>
#include <sstream>

/// Whatever the bytes, reading ends, lines only go up, limits hold, and what is written again reads back as the same
/// fields.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    constexpr std::size_t limit = 4096;
    constexpr char delimiters[] = {',', ';', '\t'};
    const char delimiter = delimiters[data[0] % 3];
    std::istringstream in(std::string(reinterpret_cast<const char*>(data) + 1, size - 1));
    acervo::CsvReader reader(in, delimiter, limit);
    acervo::CsvRecord record;
    int line = 0;
    while (reader.next(record)) {
        if (record.line <= line || record.fields.empty()) std::abort();
        line = record.line;
        std::size_t bytes = 0;
        std::string again;
        for (const auto& field : record.fields) {
            bytes += field.size();
            again += (again.empty() ? "" : ",") + std::string("\"x");  // a letter in front: no formula, no blank record
            for (const char c : field) again += c == '"' ? std::string("\"\"") : std::string(1, c);
            again += '"';
        }
        if (bytes > limit) std::abort();
        if (!record.wrong.empty()) continue;
        std::istringstream back(again);
        acervo::CsvReader second(back, ',', 4 * limit);
        acervo::CsvRecord same;
        if (!second.next(same) || !same.wrong.empty() || same.fields.size() != record.fields.size()) std::abort();
        for (std::size_t i = 0; i < same.fields.size(); ++i) {
            if (same.fields[i] != "x" + record.fields[i]) std::abort();
        }
    }
    return 0;
}
