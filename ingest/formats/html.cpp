// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <set>
#include <vector>

#include "corpus/error.h"
#include "corpus/text.h"
#include "ingest/formats/formats.h"
#include "ingest/formats/html_metadata.h"
#include "ingest/formats/html_sections.h"
#include "ingest/formats/html_text.h"
#include "ingest/formats/metadata.h"
#include "ingest/formats/sections.h"

namespace acervo {
namespace {

constexpr std::size_t size_limit = 32U << 20;

template <std::size_t n>
bool one_of(std::string_view tag, const std::array<std::string_view, n>& list) {
    return std::find(list.begin(), list.end(), tag) != list.end();
}

bool is_furniture(const GumboNode& node, bool inside_main) {
    constexpr std::array<std::string_view, 19> always{
        "script", "style",  "template", "noscript", "nav",    "footer", "form",  "button",   "select", "iframe",
        "svg",    "object", "audio",    "video",    "canvas", "head",   "input", "textarea", "dialog"};
    const auto tag = tag_name(node);
    if (one_of(tag, always) || (tag == "header" && !inside_main)) return true;
    if (attribute(node, "aria-hidden") == "true" ||
        gumbo_get_attribute(&node.v.element.attributes, "hidden") != nullptr)
        return true;
    const auto role = attribute(node, "role");
    if (role == "navigation" || role == "banner" || role == "contentinfo" || role == "search") return true;
    const auto style = attribute(node, "style");
    return style.find("display:none") != std::string::npos || style.find("display: none") != std::string::npos;
}

bool is_block(std::string_view tag) {
    constexpr std::array<std::string_view, 35> blocks{
        "p",    "div",   "section", "article", "main",       "li",    "ul",      "ol",         "dl",
        "dt",   "dd",    "table",   "tr",      "blockquote", "pre",   "figure",  "figcaption", "h1",
        "h2",   "h3",    "h4",      "h5",      "h6",         "hr",    "address", "details",    "summary",
        "body", "thead", "tbody",   "caption", "header",     "aside", "center",  "fieldset"};
    return one_of(tag, blocks);
}

int heading_level(std::string_view tag) {
    return tag.size() == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6' ? tag[1] - '0' : 0;
}

/// The part of a page that is its content: <main>, or the only <article>, if most of the text is there; else the body.
const GumboNode* main_content(const GumboNode* root) {
    const GumboNode* body = root;
    std::vector<const GumboNode*> mains, articles;
    walk(root, [&](const GumboNode& node) {
        const auto tag = tag_name(node);
        if (tag == "body") body = &node;
        if (tag == "main" || (!tag.empty() && attribute(node, "role") == "main")) mains.push_back(&node);
        if (tag == "article") articles.push_back(&node);
        return tag != "article";
    });
    const auto all = inner_text(body).size();
    for (const auto* list : {&articles, &mains}) {
        if (list->size() == 1 && inner_text(list->front()).size() * 3 >= all) return list->front();
    }
    return body;
}

class HtmlReader {
public:
    explicit HtmlReader(Sections& sections) : sections_(sections) {}

    void read(const GumboNode* from, bool inside_main) {
        walk(
            from, [&](const GumboNode& node) { return enter(node, inside_main); },
            [&](const GumboNode& node) { leave(node); });
        flush();
    }

    std::string first_heading;

private:
    bool enter(const GumboNode& node, bool inside_main) {
        if (const auto text = text_of(node); !text.empty()) {
            line_ += text;
            return false;
        }
        const auto tag = tag_name(node);
        if (tag.empty()) return node.type == GUMBO_NODE_DOCUMENT;
        if (is_furniture(node, inside_main)) return false;
        if (tag == "br") {
            preformatted_ > 0 ? void(line_ += '\n') : void(line_ += ' ');
        } else if (tag == "img") {
            const auto words = squeeze(attribute(node, "alt"));
            if (is_alternative_text(words)) line_ += " " + words + " ";
        } else if (tag == "td" || tag == "th") {
            if (!squeeze(line_).empty()) line_ += " | ";
        } else if (heading_level(tag) > 0) {
            flush();
            heading(node, heading_level(tag));
            return false;
        } else if (is_block(tag)) {
            flush();
            if (tag == "pre") ++preformatted_;
        }
        return true;
    }

    void leave(const GumboNode& node) {
        const auto tag = tag_name(node);
        if (!is_block(tag)) return;
        flush();
        if (tag == "pre") --preformatted_;
    }

    void heading(const GumboNode& node, int level) {
        const auto words = inner_text(&node);
        if (first_heading.empty()) first_heading = words;
        sections_.heading(words, level);
    }

    void flush() {
        if (preformatted_ > 0) {
            sections_.verbatim(line_);
        } else {
            auto words = squeeze(line_);
            while (words.ends_with(" |")) words.resize(words.size() - 2);
            sections_.paragraph(words);
        }
        line_.clear();
    }

    Sections& sections_;
    std::string line_;
    int preformatted_ = 0;
};

/// The charset that a page declares in its first kilobytes.
std::string declared_charset(std::string_view bytes) {
    const auto head = lower(std::string{bytes.substr(0, 4096)});
    const auto at = head.find("charset=");
    if (at == std::string::npos) return {};
    auto begin = at + 8;
    while (begin < head.size() && (head[begin] == '"' || head[begin] == '\'' || head[begin] == ' ')) ++begin;
    const auto end = head.find_first_of("\"' />;", begin);
    return head.substr(begin, end == std::string::npos ? 0 : end - begin);
}

class HtmlExtractor : public Extractor {
public:
    bool reads(std::string_view type) const override { return type == "text/html" || type == "application/xhtml+xml"; }

    Extracted extract(const SourceFile& file, std::string_view media_type) const override {
        if (file.bytes.size() > size_limit)
            throw Error{Problem::bad_input, "a page of more than 32 MB"}.with_code("too-large");
        Extracted out{.media_type = std::string{media_type}};
        const auto charset = declared_charset(file.bytes);
        const auto text = to_utf8(file.bytes, charset);
        if (charset.empty() && !is_utf8(file.bytes)) out.notices.push_back({"charset-guessed", ""});
        const HtmlTree tree{text};
        Sections sections;
        const auto heading = read_page(tree.root(), sections);
        out.units = sections.take();
        describe_page(tree.root(), heading, file.name, out.described);
        if (out.units.empty() && out.described.title.empty()) {
            throw Error{Problem::bad_input, "the page has no text"}.with_code("empty");
        }
        return out;
    }
};

}  // namespace

std::string read_page(const GumboNode* root, Sections& sections) {
    const auto* content = main_content(root);
    HtmlReader reader{sections};
    reader.read(content, tag_name(*content) != "body");
    return reader.first_heading;
}

std::unique_ptr<Extractor> html_extractor() {
    return std::make_unique<HtmlExtractor>();
}

}  // namespace acervo
