// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "corpus/error.h"
#include "ingest/extractor.h"

namespace acervo {

/// Names what the extractors of this program make of a file: raised with every change to them that gives other text or
/// metadata, so that files taken in before are read anew when they are ingested again.
inline constexpr auto extractor_version = "2";

/// What came of reading a file: its content, or why there is none.
struct Extraction {
    Extracted extracted;
    std::string wrong;  ///< rule; empty: it was read
    std::string value;  ///< what the reader said
};

/// Whether the same file will always give this: not when it depended on time or memory.
bool is_lasting(const Extraction& extraction);

/// Whether an Error is about the machine and not about the file: no item, the end.
bool ends_the_run(const Error& error);

/// The rule of an Error that a worker threw.
Extraction extraction_of(const Error& error);

/// As the catalogue's extraction cache keeps it.
std::string to_cache(const Extraction& extraction);
/// Nothing when the text is not what to_cache() wrote: then the file is read again.
std::optional<Extraction> from_cache(const std::string& text);

}  // namespace acervo
