// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/formats/html_text.h"

#include <new>
#include <vector>

#include "corpus/text.h"

namespace acervo {

/// Gumbo frees its trees by recursion, which a deep page turns into a stack overflow, and does not look whether it got
/// memory. So it gets its memory from here, and all of it is freed at once.
class HtmlTree::Arena {
public:
    static void* allocate(void* arena, std::size_t size) { return static_cast<Arena*>(arena)->take(size); }
    static void release(void*, void*) {}

private:
    void* take(std::size_t size) {
        constexpr std::size_t alignment = alignof(std::max_align_t), chunk = 256U << 10;
        size = (size + alignment - 1) / alignment * alignment;
        if (size > left_) {
            // A large piece has a chunk of its own; the rest of the present one stays in use.
            const bool large = size > chunk / 4;
            chunks_.push_back(std::make_unique_for_overwrite<char[]>(large ? size : chunk));
            if (large) return chunks_.back().get();
            next_ = chunks_.back().get();
            left_ = chunk;
        }
        void* piece = next_;
        next_ += size;
        left_ -= size;
        return piece;
    }

    std::vector<std::unique_ptr<char[]>> chunks_;
    char* next_ = nullptr;
    std::size_t left_ = 0;
};

HtmlTree::HtmlTree(std::string_view text) : arena_(std::make_unique<Arena>()) {
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = Arena::allocate;
    options.deallocator = Arena::release;
    options.userdata = arena_.get();
    options.max_errors = 0;
    output_ = gumbo_parse_with_options(&options, text.data(), text.size());
}

HtmlTree::~HtmlTree() = default;

const GumboNode* HtmlTree::root() const {
    return output_->root;
}

void walk(const GumboNode* from, const std::function<bool(const GumboNode&)>& enter,
          const std::function<void(const GumboNode&)>& leave) {
    struct Step {
        const GumboNode* node;
        unsigned next;
    };
    const auto children = [](const GumboNode& node) -> const GumboVector* {
        if (node.type == GUMBO_NODE_DOCUMENT) return &node.v.document.children;
        return node.type == GUMBO_NODE_ELEMENT || node.type == GUMBO_NODE_TEMPLATE ? &node.v.element.children : nullptr;
    };
    if (from == nullptr || !enter(*from)) return;
    std::vector<Step> path{{from, 0}};
    while (!path.empty()) {
        auto& [node, next] = path.back();
        const auto* below = children(*node);
        if (below != nullptr && next < below->length) {
            const auto* child = static_cast<const GumboNode*>(below->data[next++]);
            if (enter(*child)) path.push_back({child, 0});
        } else {
            if (leave) leave(*node);
            path.pop_back();
        }
    }
}

std::string_view tag_name(const GumboNode& node) {
    if (node.type != GUMBO_NODE_ELEMENT && node.type != GUMBO_NODE_TEMPLATE) return {};
    const auto& element = node.v.element;
    if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
    GumboStringPiece piece = element.original_tag;
    if (piece.data == nullptr) return "unknown";
    gumbo_tag_from_original_text(&piece);
    return {piece.data, piece.length};
}

std::string_view text_of(const GumboNode& node) {
    if (node.type != GUMBO_NODE_TEXT && node.type != GUMBO_NODE_WHITESPACE && node.type != GUMBO_NODE_CDATA) return {};
    return node.v.text.text;
}

std::string attribute(const GumboNode& node, const char* name) {
    if (node.type != GUMBO_NODE_ELEMENT && node.type != GUMBO_NODE_TEMPLATE) return {};
    const auto* found = gumbo_get_attribute(&node.v.element.attributes, name);
    return found == nullptr ? std::string{} : std::string{found->value};
}

std::string inner_text(const GumboNode* from) {
    std::string text;
    walk(from, [&](const GumboNode& node) {
        text += text_of(node);
        const auto tag = tag_name(node);
        if (tag == "br" || tag == "p" || tag == "div" || tag == "li" || tag == "td") text += ' ';
        return tag != "script" && tag != "style" && tag != "template";
    });
    return squeeze(text);
}

std::string text_of_html_fragment(std::string_view html) {
    const HtmlTree tree{html};
    return inner_text(tree.root());
}

}  // namespace acervo
