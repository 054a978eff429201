// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <string>

#include "corpus/error.h"
#include "ingest/extractor.h"

namespace test {

/// Reads a file as the worker's child does, but in this process.
inline acervo::Extracted extract(const std::string& name, const std::string& bytes) {
    const acervo::SourceFile file{bytes, name};
    const auto type = acervo::identify(file);
    const auto& all = acervo::extractors();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& extractor) { return extractor->reads(type); });
    if (found == all.end()) throw acervo::Error{acervo::Problem::unsupported, type}.with_code("format");
    return (*found)->extract(file, type);
}

/// Code of the error that reading ends with; empty when it ends well.
inline std::string refused(const std::string& name, const std::string& bytes) {
    try {
        extract(name, bytes);
        return {};
    } catch (const acervo::Error& error) {
        return error.code();
    }
}

}  // namespace test
