// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/formats/formats.h"
#include "tests/fuzz/extraction.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr auto type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    read_as(type, data, size);
    try {
        const acervo::SourceFile file{{reinterpret_cast<const char*>(data), size}, "a"};
        acervo::workbook_reader()->read(file, type, [](const acervo::SourceRow& row) {
            if (row.line < 1 || !row.record.is_object() || !acervo::split_row(acervo::to_text(row))) std::abort();
        });
    } catch (const acervo::Error& error) {
        if (error.code().empty()) std::abort();
    }
    return 0;
}
