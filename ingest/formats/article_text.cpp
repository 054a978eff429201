// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/formats/article_text.h"

#include <algorithm>
#include <array>

#include "corpus/text.h"

namespace acervo {
namespace {

using xml::Node;

template <std::size_t n>
bool one_of(std::string_view name, const std::array<std::string_view, n>& list) {
    return std::find(list.begin(), list.end(), name) != list.end();
}

bool is_division(std::string_view kind) {
    constexpr std::array<std::string_view, 15> divisions{"sec",      "div",      "div1",      "div2",       "div3",
                                                         "div4",     "app",      "app-group", "ack",        "ref-list",
                                                         "fn-group", "glossary", "notes",     "boxed-text", "listBibl"};
    return one_of(kind, divisions);
}

/// What stands in a paragraph but is not part of its sentence.
bool is_block(std::string_view kind) {
    constexpr std::array<std::string_view, 16> blocks{
        "list",  "def-list", "table-wrap", "fig",    "fig-group",   "disp-quote",       "boxed-text",
        "fn",    "note",     "table",      "figure", "verse-group", "table-wrap-group", "supplementary-material",
        "quote", "cit"};
    return one_of(kind, blocks);
}

bool is_nothing(std::string_view kind) {
    constexpr std::array<std::string_view, 16> nothing{
        "graphic", "inline-graphic", "media",      "object-id", "label",        "title",           "head", "index",
        "ptr",     "permissions",    "annotation", "sec-meta",  "private-char", "processing-meta", "fs",   "anchor"};
    return one_of(kind, nothing);
}

/// A mark that points to a note or a reference: a number in the air, which would stick to the word before it.
bool is_mark(Node node) {
    if (!xml::is(node, "xref")) return false;
    const auto words = xml::text(node);
    return words.find_first_not_of("0123456789,;-*†‡§ab[]() –") == std::string::npos;
}

/// Of the same thing given several times, the one to read: a table or text rather than a picture or formula.
Node alternative(Node node) {
    const auto below = xml::children(node);
    for (const auto* n : below) {
        if (xml::is(n, "table") || xml::is(n, "textual-form") || xml::is(n, "tex-math")) return n;
    }
    return below.empty() ? nullptr : below.front();
}

std::string heading_of(Node node) {
    for (const char* name : {"title", "head", "caption/title"}) {
        if (const auto* found = xml::at(node, name)) return plain_words(found);
    }
    return {};
}

/// Parentheses and brackets that held nothing but marks: " (,)".
std::string without_empty_marks(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char close = text[i] == '(' ? ')' : text[i] == '[' ? ']' : '\0';
        if (close != '\0') {
            const auto end = text.find_first_not_of(" ,;-\xE2\x80\x93\x94", i + 1);
            if (end != std::string_view::npos && text[end] == close && end - i < 40) {
                i = end;
                continue;
            }
        }
        out += text[i];
    }
    return out;
}

void gather(Node node, std::string& out) {
    for (Node n = node->children; n != nullptr; n = n->next) {
        if (n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE) {
            out += reinterpret_cast<const char*>(n->content);
            continue;
        }
        const auto kind = xml::name(n);
        if (kind == "break" || kind == "lb") {
            out += ' ';
        } else if (kind == "xref" || kind == "fn" || kind == "note") {
            if (kind == "xref" && !is_mark(n)) gather(n, out);
        } else if (!kind.empty()) {
            const bool apart = kind == "p" || kind == "sec" || kind == "title" || kind == "list-item";
            if (apart) out += ' ';
            gather(n, out);
            if (kind == "title" && xmlNextElementSibling(const_cast<xmlNode*>(n)) != nullptr && !out.empty() &&
                std::string_view{".:?!"}.find(squeeze(out).back()) == std::string_view::npos)
                out += ':';
            if (apart) out += ' ';
        }
    }
}

}  // namespace

std::string plain_words(Node node) {
    std::string out;
    if (node != nullptr) gather(node, out);
    return tidy(squeeze(without_empty_marks(out)));
}

void ArticleText::division(Node node, int level, const std::string& language) {
    if (node == nullptr) return;
    const auto declared = xml::attribute(node, "lang", "http://www.w3.org/XML/1998/namespace");
    const auto& own = declared.empty() ? language : declared;
    if (auto heading = heading_of(node); !heading.empty()) {
        if (const auto number = plain_words(xml::at(node, "label")); !number.empty()) heading.insert(0, number + " ");
        if (first_heading.empty()) first_heading = heading;
        sections_.heading(heading, level, own);
    }
    for (const auto* child : xml::children(node)) block(child, level, own);
}

void ArticleText::block(Node node, int level, const std::string& language) {
    const auto kind = xml::name(node);
    if (kind == "head" || kind == "title" || kind == "label" || is_nothing(kind)) return;
    if (kind == "alternatives") {
        if (const auto* chosen = alternative(node)) block(chosen, level, language);
    } else if (is_division(kind)) {
        division(node, level + 1, language);
    } else if (kind == "table") {
        table(node, language);
    } else if (kind == "ref") {
        const auto* citation = xml::at(node, "mixed-citation");
        sections_.paragraph(plain_words(citation != nullptr ? citation : node), language);
    } else if (kind == "table-wrap" || kind == "fig" || kind == "figure") {
        const auto label = plain_words(xml::at(node, "label")),
                   caption = plain_words(xml::at(node, kind == "figure" ? "head" : "caption"));
        sections_.paragraph(label + (label.empty() || caption.empty() ? "" : " ") + caption, language);
        for (const auto* child : xml::children(node)) {
            if (!xml::is(child, "caption")) block(child, level, language);
        }
    } else if (kind == "list" || kind == "def-list" || kind == "disp-quote" || kind == "fig-group" ||
               kind == "table-wrap-group" || kind == "table-wrap-foot" || kind == "floatingText" || kind == "body" ||
               kind == "group" || kind == "front" || kind == "back" || kind == "text" || kind == "lg" ||
               kind == "verse-group" || kind == "cit") {
        for (const auto* child : xml::children(node)) block(child, level, language);
    } else {
        paragraph(node, language);
    }
}

void ArticleText::paragraph(Node node, const std::string& language) {
    std::string text;
    std::vector<Node> after;
    inline_text(node, text, after);
    sections_.paragraph(without_empty_marks(text), language);
    for (const auto* one : after) {
        if (xml::is(one, "fn") || xml::is(one, "note") || xml::is(one, "quote")) {
            paragraph(one, language);
        } else {
            block(one, 3, language);
        }
    }
}

void ArticleText::inline_text(Node node, std::string& text, std::vector<Node>& after) const {
    for (Node n = node->children; n != nullptr; n = n->next) {
        if (n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE) {
            text += reinterpret_cast<const char*>(n->content);
            continue;
        }
        const auto kind = xml::name(n);
        if (kind.empty() || is_nothing(kind) || is_mark(n)) continue;
        if (kind == "alternatives" || kind == "inline-formula" || kind == "disp-formula") {
            const auto* chosen = kind == "alternatives" ? alternative(n) : n;
            if (chosen != nullptr) inline_text(chosen, text, after);
        } else if (kind == "break" || kind == "lb" || kind == "cell") {
            text += ' ';
            inline_text(n, text, after);
        } else if (kind == "quote" && n->parent->type == XML_ELEMENT_NODE && xml::text(n).size() < 300) {
            inline_text(n, text, after);
        } else if (is_block(kind)) {
            after.push_back(n);
        } else {
            const bool apart = kind == "p" || kind == "item" || kind == "list-item" || kind == "def" || kind == "term";
            if (apart) text += ' ';
            inline_text(n, text, after);
            if (apart) text += ' ';
        }
    }
}

void ArticleText::table(Node node, const std::string& language) {
    for (const auto* row : xml::all(node, xml::at(node, "row") != nullptr ? "row" : "tr")) {
        std::string line;
        for (const auto* cell : xml::children(row)) {
            const auto words = plain_words(cell);
            if (words.empty()) continue;
            if (!line.empty()) line += " | ";
            line += words;
        }
        sections_.paragraph(line, language);
    }
}

}  // namespace acervo
