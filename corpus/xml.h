// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <libxml/tree.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// libxml2: every XML document is read through this door. Trees are small next to their text (no entity is ever
/// expanded, depth is at most 256), so recursion over them is safe.
namespace acervo::xml {

template <auto release>
struct Releaser {
    template <typename T>
    void operator()(T* p) const noexcept {
        release(p);
    }
};
using Document = std::unique_ptr<xmlDoc, Releaser<xmlFreeDoc>>;
using Node = const xmlNode*;

/// Reads well-formed XML in any encoding. Nothing is fetched, no entity is declared or expanded: a document that brings
/// declarations of its own (entities, attribute defaults) is refused; the named characters of HTML (&nbsp; &ccedil;)
/// are understood.
/// @throws Error (bad_input, code "malformed", with the line; code "too-large" beyond 64 MB)
Document parse(std::string_view bytes);

/// The document element; never null.
Node root(const Document& document);
std::string_view name(Node node);   ///< local name; empty for what is no element
std::string_view space(Node node);  ///< namespace URI; empty when there is none
bool is(Node node, std::string_view local);

/// Value of the attribute with this local name, in whatever namespace, or in the one given; empty when absent.
std::string attribute(Node node, std::string_view local, std::string_view name_space = {});

/// Child elements, all or those of one name.
std::vector<Node> children(Node node, std::string_view local = {});
/// First element at a path of local names below `node` ("front/article-meta"); null when absent or when `node` is null.
Node at(Node node, std::string_view path);
/// Every element of that name below `node`, in document order, not below one another.
std::vector<Node> all(Node node, std::string_view local);
/// Text below a node, spaces as they stand; empty for null.
std::string raw_text(Node node);
/// The same with white space squeezed.
std::string text(Node node);
/// Language declared by the nearest xml:lang at or above the node; empty when none is.
std::string language(Node node);
/// Line on which an element begins, from 1; 0 when not known.
long line(Node node);
/// An address as it is meant at this node: relative to the nearest xml:base where there is one.
std::string absolute(Node node, const std::string& address);
/// An address relative to another one (RFC 3986); what cannot be read as an address stays as it is.
std::string absolute(const std::string& base, const std::string& address);

}  // namespace acervo::xml
