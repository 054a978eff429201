// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gumbo.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace acervo {

/// A parsed page (gumbo). Trees may be as deep as the file is long: never recurse over them, walk() instead.
class HtmlTree {
public:
    /// `text` is UTF-8 and must outlive the tree.
    explicit HtmlTree(std::string_view text);
    ~HtmlTree();
    HtmlTree(const HtmlTree&) = delete;
    HtmlTree& operator=(const HtmlTree&) = delete;

    const GumboNode* root() const;

private:
    class Arena;
    std::unique_ptr<Arena> arena_;
    GumboOutput* output_;
};

/// Visits a node and what is below it in document order. `enter` may keep the walk out of a node's children by
/// returning false; then `leave` is not called for it.
void walk(const GumboNode* from, const std::function<bool(const GumboNode&)>& enter,
          const std::function<void(const GumboNode&)>& leave = {});

/// Name of an element's tag, lower-case; empty for what is no element. Works for tags gumbo does not know.
std::string_view tag_name(const GumboNode& node);
/// Text of a text node (white space and CDATA included); empty for what is none.
std::string_view text_of(const GumboNode& node);
/// Value of an attribute; empty when absent.
std::string attribute(const GumboNode& node, const char* name);
/// All text below a node, white space squeezed; scripts and styles left out.
std::string inner_text(const GumboNode* node);

/// The words of a piece of HTML: tags out, character references resolved, white space squeezed.
std::string text_of_html_fragment(std::string_view html);

}  // namespace acervo
