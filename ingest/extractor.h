// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/record.h"

namespace acervo {

/// A fact about a file that its reader should know though it did not stop anything: a page without text, a picture left
/// out.
struct Notice {
    std::string rule;  ///< stable name: "no-text-layer", "truncated", "charset-guessed", "malformed", ...
    std::string value;
};

/// What was read out of one file.
struct Extracted {
    std::string media_type;
    std::vector<Unit> units;
    Record
        described;  ///< the embedded metadata only: title, creators, languages, issued, keywords, doi, kind, event ...
    std::vector<Part> parts;  ///< proposed from bookmarks, when they look like works of a volume
    std::vector<Notice> notices;
};

/// The bytes of a file and the name it came with (the name is a weak hint: content decides).
struct SourceFile {
    std::string_view bytes;  ///< borrowed; must outlive the call
    std::string name;
};

/// Reads one family of formats. Stateless; runs inside a sandboxed worker only. Every text it gives went through
/// clean().
class Extractor {
public:
    virtual ~Extractor() = default;
    virtual bool reads(std::string_view media_type) const = 0;
    /// Loads what would have to be opened later: called once, before the sandbox closes.
    virtual void prepare() const {}
    /// @throws Error (bad_input, code "encrypted" | "malformed" | "empty" | "too-large"; unsupported)
    virtual Extracted extract(const SourceFile& file, std::string_view media_type) const = 0;
};

/// Every extractor of this program, most specific first. Adding a format means one class, one line here and one in
/// identify.cpp.
const std::vector<std::unique_ptr<Extractor>>& extractors();

/// Media type from the content: libmagic, then our own look inside ZIP containers (OOXML, ODF, EPUB), XML roots (JATS,
/// TEI, FODT) and text; never from the name alone. "application/octet-stream" when nothing fits.
std::string identify(const SourceFile& file);

}  // namespace acervo
