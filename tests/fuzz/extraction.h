// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "corpus/error.h"
#include "corpus/text.h"
#include "ingest/extractor.h"

/// Reads bytes as a media type; anything but text in good order or an Error is a finding.
inline void read_as(std::string_view media_type, const std::uint8_t* data, std::size_t size) {
    const acervo::SourceFile file{{reinterpret_cast<const char*>(data), size}, "a"};
    for (const auto& extractor : acervo::extractors()) {
        if (!extractor->reads(media_type)) continue;
        try {
            int number = 0;
            for (const auto& unit : extractor->extract(file, media_type).units) {
                if (unit.number != ++number || !acervo::is_utf8(unit.title) || !acervo::is_utf8(unit.text) ||
                    !acervo::is_utf8(unit.notes))
                    std::abort();
            }
        } catch (const acervo::Error& error) {
            if (error.code().empty()) std::abort();
        }
        return;
    }
    std::abort();
}
