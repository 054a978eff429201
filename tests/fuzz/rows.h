// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string_view>

#include "corpus/error.h"
#include "corpus/record_json.h"
#include "ingest/manifest.h"
#include "ingest/rows.h"

/// Reads bytes as a file of records of this type. Lines only rise, every row is understood or wrong by a rule that has
/// its sentence, and what is understood is a record of the model.
inline void read_rows_as(std::string_view media_type, const std::uint8_t* data, std::size_t size) {
    const acervo::SourceFile file{{reinterpret_cast<const char*>(data), size}, "a"};
    const auto* reader = acervo::row_reader_for(media_type);
    if (reader == nullptr) std::abort();
    const acervo::Manifest manifest(std::make_unique<std::istringstream>(), acervo::ManifestFormat::rows);
    int line = 0;
    try {
        reader->read(file, media_type, [&](const acervo::SourceRow& made) {
            if (made.line <= line) std::abort();
            line = made.line;
            const auto text = acervo::to_text(made);
            const auto parts = acervo::split_row(text);
            if (!parts || text.find('\n') != std::string::npos) std::abort();
            acervo::RawRow raw;
            raw.line = parts->line;
            raw.text = std::string(parts->json);
            const auto row = manifest.read(raw);
            if (row.wrong && !acervo::is_rule(row.wrong->rule)) std::abort();
            if (!made.wrong && row.wrong) std::abort();  // what a crosswalk makes is of the model's types
            for (const auto& notice : row.notices) {
                if (!acervo::is_rule(notice.rule)) std::abort();
            }
        });
    } catch (const acervo::Error& error) {
        if (error.code().empty()) std::abort();
    }
}
