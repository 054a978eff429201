// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/formats/compound_file.h"

namespace acervo {

/// The text of a Word document of before 2007 ([MS-DOC]; Word 6 and 95 too): pieces of the file that a table puts in
/// order. For the files of this folder only.
class DocPieces {
public:
    /// @throws Error (bad_input: "malformed", "encrypted")
    explicit DocPieces(const CompoundFile& file);

    /// The texts of a document, in the order in which they follow one another.
    enum Story { main_text, footnotes, headers, macros, comments, endnotes, text_boxes, header_boxes };

    struct Paragraph {
        std::string text;      ///< with Word's own marks (fields, pictures) still in it
        char mark = 0;         ///< 0x0D, 0x07 of a table cell, 0x0C of a page or section; 0 at the end of the story
        int level = 0;         ///< of a heading, from 1
        bool row_end = false;  ///< it ends a row of a table, and has no text of its own
    };
    void paragraphs(Story story, const std::function<void(const Paragraph&)>& take) const;

private:
    struct Piece {
        std::uint64_t begin = 0, end = 0;  ///< positions in the document, in characters
        std::uint64_t at = 0;              ///< byte in the stream
        bool wide = false;                 ///< UTF-16, else bytes of the code page
    };
    struct Run {
        std::uint32_t begin = 0, end = 0;  ///< bytes in the stream
        int level = 0;
        bool row_end = false;
    };

    void read_word_6(unsigned flags);
    void read_word_97(const CompoundFile& file, unsigned flags);
    void read_table(std::string_view table);
    void add_piece(Piece piece);
    void read_runs(std::string_view pages);
    void close(Paragraph& paragraph, std::uint64_t byte) const;

    std::string stream_;
    std::vector<std::uint32_t> lengths_;  ///< characters of each story
    std::vector<Piece> pieces_;
    std::vector<Run> runs_;  ///< of paragraphs that are headings or end a row
    bool modern_ = true;     ///< Word 97 or later
    unsigned code_page_ = 1252;
    std::uint64_t used_ = 0;  ///< bytes of all pieces
};

}  // namespace acervo
