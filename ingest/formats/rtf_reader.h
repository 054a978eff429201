// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/formats/rtf_tokens.h"
#include "ingest/formats/sections.h"

namespace acervo {

/// Text and \info of an RTF file. What is no text of the document (pictures, headers, comments, field codes, marks of
/// lists, tables of contents) is left out; headers and footers
/// are read where there is nothing else; notes and text boxes follow the paragraph they are in.
class RtfReader {
public:
    /// @throws Error (bad_input, "malformed") when groups are nested beyond reason
    explicit RtfReader(std::string_view bytes);

    Sections sections;
    std::string title;                        ///< the first heading
    std::map<std::string, std::string> info;  ///< "title", "author", "keywords" ...; "creatim", "revtim" as dates
    bool whole = false;                       ///< every group was closed

private:
    enum class To { nowhere, fonts, styles, info, field, paragraph, aside, margin };
    struct Group {
        To to = To::paragraph, outside = To::paragraph;
        std::string_view field;
        unsigned page = 0;  ///< 0: that of the document
        int fallback = 1;   ///< characters after \u that say the same
        bool fresh = true, optional = false, hidden = false;
    };
    struct Style {
        std::string name;
        int level = 0;
    };

    void word(const RtfToken& token);
    bool destination(std::string_view name);
    void font_or_style(const RtfToken& token);
    bool character(std::string_view name);
    void layout(const RtfToken& token);
    void date(const RtfToken& token);
    void unicode(int unit);
    void bytes(std::string_view text);
    void put(std::string_view text);
    void flush();
    void begin_group();
    void end_group();
    void end_paragraph();
    void end_row();
    Group& group() { return groups_.back(); }

    RtfTokens tokens_;
    std::vector<Group> groups_{1};
    std::map<int, unsigned> fonts_;  ///< number -> code page
    std::map<int, Style> styles_;
    int font_ = 0, style_ = 0, level_ = 0, default_font_ = 0;
    unsigned page_ = 1252;
    std::string bytes_, wide_;  ///< not yet decoded
    std::size_t skip_ = 0;
    std::string paragraph_, row_, aside_;
    std::string margin_;  ///< headers and footers
    std::vector<std::string> asides_;
    bool in_table_ = false;
};

}  // namespace acervo
