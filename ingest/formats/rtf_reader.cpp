// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/formats/rtf_reader.h"

#include <algorithm>
#include <array>
#include <utility>

#include "corpus/error.h"
#include "corpus/text.h"
#include "ingest/formats/binary.h"

namespace acervo {
namespace {

constexpr std::size_t deepest = 4096;

/// The code page of a font's character set.
unsigned page_of(int charset) {
    constexpr std::array<std::pair<int, unsigned>, 17> pages{{{77, 10000},
                                                              {128, 932},
                                                              {129, 949},
                                                              {134, 936},
                                                              {136, 950},
                                                              {161, 1253},
                                                              {162, 1254},
                                                              {163, 1258},
                                                              {177, 1255},
                                                              {178, 1256},
                                                              {186, 1257},
                                                              {204, 1251},
                                                              {222, 874},
                                                              {238, 1250},
                                                              {254, 437},
                                                              {255, 850},
                                                              {0, 1252}}};
    const auto* found = std::find_if(pages.begin(), pages.end(), [&](auto one) { return one.first == charset; });
    return found == pages.end() ? 0 : found->second;
}

template <std::size_t n>
bool one_of(std::string_view name, const std::array<std::string_view, n>& list) {
    return std::find(list.begin(), list.end(), name) != list.end();
}

/// Groups without text of the document.
bool is_skipped(std::string_view name) {
    constexpr std::array<std::string_view, 28> skipped{
        "colortbl", "pict",         "ftnsep",     "ftnsepc",  "ftncn",   "aftnsep",   "aftnsepc",
        "aftncn",   "xe",           "tc",         "rxe",      "txe",     "pntext",    "listtext",
        "pntxta",   "pntxtb",       "nonshppict", "shprslt",  "fldinst", "bkmkstart", "bkmkend",
        "filetbl",  "nonesttables", "objdata",    "objclass", "atnid",   "atnauthor", "annotation"};
    return one_of(name, skipped);
}

bool is_margin(std::string_view name) {
    return name.starts_with("header") ? name.size() <= 7 && name != "headery"
                                      : name.starts_with("footer") && name.size() <= 7 && name != "footery";
}

}  // namespace

RtfReader::RtfReader(std::string_view bytes_of_file) : tokens_(bytes_of_file) {
    for (auto token = tokens_.next(); token.kind != RtfToken::end; token = tokens_.next()) {
        switch (token.kind) {
            case RtfToken::group_begin:
                begin_group();
                break;
            case RtfToken::group_end:
                end_group();
                break;
            case RtfToken::word:
                word(token);
                break;
            case RtfToken::byte:
                bytes({reinterpret_cast<const char*>(&token.value), 1});
                break;
            default:
                bytes(token.words);
        }
    }
    whole = groups_.size() == 1;
    while (groups_.size() > 1) end_group();
    end_paragraph();
    end_row();
    if (sections.empty()) sections.verbatim(margin_);
}

void RtfReader::begin_group() {
    if (groups_.size() > deepest) throw Error{Problem::bad_input, "groups are nested too deep"}.with_code("malformed");
    flush();
    skip_ = 0;
    const bool inner = groups_.size() > 1 && groups_[groups_.size() - 2].to == To::styles;
    const bool each_style = group().to == To::styles && !inner;
    if (each_style) style_ = 0;  // the one without a number of its own
    groups_.push_back(group());
    group().fresh = true;
}

void RtfReader::end_group() {
    flush();
    skip_ = 0;
    if (groups_.size() == 1) return;
    const auto ended = group().to;
    groups_.pop_back();
    if (ended == To::aside && group().to != To::aside && !squeeze(aside_).empty()) {
        asides_.push_back(std::exchange(aside_, {}));
    }
}

void RtfReader::bytes(std::string_view text) {
    group().fresh = false;
    const auto skipped = std::min(skip_, text.size());
    skip_ -= skipped;
    text.remove_prefix(skipped);
    if (text.empty() || group().to == To::nowhere) return;
    if (!wide_.empty()) flush();
    bytes_ += text;
}

void RtfReader::unicode(int unit) {
    group().fresh = false;
    skip_ = static_cast<std::size_t>(std::clamp(group().fallback, 0, 255));
    if (group().to == To::nowhere) return;
    if (!bytes_.empty()) flush();
    wide_ += static_cast<char>(unit & 0xFF);
    wide_ += static_cast<char>(unit >> 8 & 0xFF);
}

/// Decodes what came so far into the text it belongs to.
void RtfReader::flush() {
    if (bytes_.empty() && wide_.empty()) return;
    const unsigned page = group().page != 0 ? group().page : page_;
    put(wide_.empty() ? from_code_page(bytes_, page) : from_utf16(wide_));
    bytes_.clear();
    wide_.clear();
}

void RtfReader::put(std::string_view text) {
    if (group().hidden) return;
    switch (group().to) {
        case To::paragraph:
            paragraph_ += text;
            break;
        case To::aside:
            aside_ += text;
            break;
        case To::margin:
            margin_ += text;
            break;
        case To::field:
            info[std::string{group().field}] += text;
            break;
        case To::styles:
            styles_[style_].name += text;
            break;
        default:
            break;
    }
}

void RtfReader::word(const RtfToken& token) {
    const auto name = token.word_name;
    if (name == "u" && token.has_number) return unicode(token.number);
    if (name == "bin") return tokens_.skip(static_cast<std::size_t>(std::max(token.number, 0)));
    if (name == "*") {
        group().optional = group().fresh;
        return;
    }
    group().fresh = false;
    const bool may_be_skipped = std::exchange(group().optional, false);
    // A character is no end of what is decoded together: two bytes of one may be written in two ways.
    if (name.size() == 1 && (name == "\\" || name == "{" || name == "}")) return bytes(name);
    flush();
    skip_ = 0;
    if (destination(name)) return;
    if (may_be_skipped) group().to = To::nowhere;
    if (name == "uc") group().fallback = token.number;
    if (group().to == To::nowhere || character(name)) return;
    if (name == "ansicpg" && token.number > 0) page_ = static_cast<unsigned>(token.number);
    if (name == "mac") page_ = 10000;
    if (name == "pc") page_ = 437;
    if (name == "pca") page_ = 850;
    if (name == "deff") font_ = default_font_ = token.number;
    if (name == "f" || name == "plain" || name == "fcharset" || group().to == To::styles) font_or_style(token);
    if (group().to == To::field) date(token);
    if (group().to == To::margin && name == "par") margin_ += '\n';
    if (group().to == To::paragraph || group().to == To::aside) layout(token);
}

/// Words at the beginning of a group that say what it is for.
bool RtfReader::destination(std::string_view name) {
    auto& to = group().to;
    constexpr std::array<std::string_view, 9> fields{"title",   "subject", "author",  "keywords", "doccomm",
                                                     "company", "manager", "creatim", "revtim"};
    if (name == "shptxt") {
        to = To::aside;
    } else if (name == "ud") {
        to = group().outside;
    } else if (to == To::nowhere) {
        return false;
    } else if (name == "upr") {
        group().outside = std::exchange(to, To::nowhere);  // it says the same twice; the second one is Unicode
    } else if (is_skipped(name) || name == "shpinst") {
        to = To::nowhere;
    } else if (name == "fonttbl") {
        to = To::fonts;
    } else if (name == "stylesheet") {
        to = To::styles;
        style_ = 0;
    } else if (name == "info") {
        to = To::info;
    } else if (to == To::info) {
        to = one_of(name, fields) ? To::field : To::nowhere;
        group().field = name;
        if (to == To::field) info[std::string{name}].clear();
    } else if (is_margin(name)) {
        to = To::margin;
    } else if (name == "footnote") {
        to = To::aside;
    } else {
        return false;
    }
    return true;
}

void RtfReader::font_or_style(const RtfToken& token) {
    const auto name = token.word_name;
    if (name == "f" || name == "plain") font_ = name == "f" ? token.number : default_font_;
    if (group().to == To::fonts) {
        if (name == "fcharset") fonts_[font_] = page_of(token.number);
    } else if (group().to == To::styles) {
        if (name == "s" || name == "cs" || name == "ds" || name == "ts") style_ = name == "s" ? token.number : -1;
        if (name == "outlinelevel" && token.number < 9) styles_[style_].level = token.number + 1;
    } else {
        const auto found = fonts_.find(font_);
        group().page = found == fonts_.end() ? 0 : found->second;
    }
}

bool RtfReader::character(std::string_view name) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 14> characters{{{"emdash", "—"},
                                                                                        {"endash", "–"},
                                                                                        {"bullet", "•"},
                                                                                        {"lquote", "‘"},
                                                                                        {"rquote", "’"},
                                                                                        {"ldblquote", "“"},
                                                                                        {"rdblquote", "”"},
                                                                                        {"tab", " "},
                                                                                        {"line", " "},
                                                                                        {"emspace", " "},
                                                                                        {"enspace", " "},
                                                                                        {"~", " "},
                                                                                        {"_", "-"},
                                                                                        {"nestcell", " | "}}};
    const auto* found = std::find_if(characters.begin(), characters.end(), [&](auto one) { return one.first == name; });
    if (found == characters.end()) return false;
    put(found->second);
    return true;
}

void RtfReader::layout(const RtfToken& token) {
    const auto name = token.word_name;
    if (name == "par" || name == "sect" || name == "page" || name == "\n" || name == "\r") {
        group().to == To::aside ? void(aside_ += '\n') : end_paragraph();
    } else if (name == "cell") {
        if (const auto text = squeeze(paragraph_); !text.empty()) row_ += (row_.empty() ? "" : " | ") + text;
        paragraph_.clear();
    } else if (name == "row") {
        end_row();
    } else if (name == "pard") {
        level_ = style_ = 0;
        in_table_ = false;
    } else if (name == "intbl") {
        in_table_ = true;
    } else if (name == "s") {
        style_ = token.number;
    } else if (name == "outlinelevel") {
        level_ = token.number >= 0 && token.number < 9 ? token.number + 1 : 0;
    } else if (name == "v" || name == "deleted") {
        group().hidden = !token.has_number || token.number != 0;
    }
}

/// \yr \mo \dy in that order, as every program writes them.
void RtfReader::date(const RtfToken& token) {
    const auto name = token.word_name;
    auto& text = info[std::string{group().field}];
    if (name == "yr" && token.number > 0) text = std::to_string(token.number);
    if ((name == "mo" || name == "dy") && token.number > 0 && token.number < 32 && !text.empty())
        text += (token.number < 10 ? "-0" : "-") + std::to_string(token.number);
}

void RtfReader::end_paragraph() {
    if (in_table_) {
        paragraph_ += ' ';
        return;
    }
    const auto text = squeeze(std::exchange(paragraph_, {}));
    const auto found = styles_.find(style_);
    const auto style = found == styles_.end() ? Style{} : found->second;
    const auto name = lower(squeeze(style.name));
    int level = level_ > 0 ? level_ : style.level;
    if (level == 0 && name.starts_with("heading ") && name.size() >= 9 && name[8] >= '1' && name[8] <= '9')
        level = name[8] - '0';
    if (level == 0 && name.starts_with("title")) level = 1;
    if (level > 0 && text.size() <= 300) {
        if (title.empty()) title = text;
        sections.heading(text, level);
    } else if (!name.starts_with("toc ")) {
        sections.paragraph(text);
    }
    for (const auto& aside : asides_) sections.paragraph(aside);
    asides_.clear();
}

void RtfReader::end_row() {
    if (!squeeze(paragraph_).empty()) row_ += (row_.empty() ? "" : " | ") + squeeze(paragraph_);
    paragraph_.clear();
    sections.paragraph(row_);
    row_.clear();
    for (const auto& aside : asides_) sections.paragraph(aside);
    asides_.clear();
}

}  // namespace acervo
