// SPDX-License-Identifier: GPL-3.0-or-later
#include <libxml/uri.h>

#include <algorithm>

#include "corpus/text.h"
#include "corpus/xml.h"

namespace acervo::xml {
namespace {

void free_characters(xmlChar* characters) {
    xmlFree(characters);  // a variable, so it cannot be Releaser's argument itself
}
using Characters = std::unique_ptr<xmlChar, Releaser<free_characters>>;

const xmlAttr* find_attribute(Node node, std::string_view local, std::string_view name_space) {
    if (node == nullptr || node->type != XML_ELEMENT_NODE) return nullptr;
    for (const xmlAttr* a = node->properties; a != nullptr; a = a->next) {
        if (local != reinterpret_cast<const char*>(a->name)) continue;
        if (name_space.empty()) return a;
        if (a->ns != nullptr && a->ns->href != nullptr && name_space == reinterpret_cast<const char*>(a->ns->href))
            return a;
    }
    return nullptr;
}

std::string value_of(const xmlAttr* attribute) {
    std::string value;
    for (Node n = attribute->children; n != nullptr; n = n->next) {
        if (n->content != nullptr) value += reinterpret_cast<const char*>(n->content);
    }
    return value;
}

void collect(Node node, std::string& out) {
    for (Node n = node->children; n != nullptr; n = n->next) {
        if (n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE) {
            if (n->content != nullptr) out += reinterpret_cast<const char*>(n->content);
        } else if (n->type == XML_ELEMENT_NODE) {
            collect(n, out);
        }
    }
}

void collect(Node node, std::string_view local, std::vector<Node>& out) {
    for (Node n = node->children; n != nullptr; n = n->next) {
        if (n->type != XML_ELEMENT_NODE) continue;
        if (is(n, local)) {
            out.push_back(n);
        } else {
            collect(n, local, out);
        }
    }
}

}  // namespace

Node root(const Document& document) {
    return xmlDocGetRootElement(document.get());
}

std::string_view name(Node node) {
    if (node == nullptr || node->type != XML_ELEMENT_NODE) return {};
    return reinterpret_cast<const char*>(node->name);
}

std::string_view space(Node node) {
    if (node == nullptr || node->type != XML_ELEMENT_NODE || node->ns == nullptr || node->ns->href == nullptr)
        return {};
    return reinterpret_cast<const char*>(node->ns->href);
}

bool is(Node node, std::string_view local) {
    return name(node) == local;
}

std::string attribute(Node node, std::string_view local, std::string_view name_space) {
    const auto* found = find_attribute(node, local, name_space);
    return found == nullptr ? std::string{} : value_of(found);
}

std::vector<Node> children(Node node, std::string_view local) {
    std::vector<Node> found;
    if (node == nullptr) return found;
    for (Node n = node->children; n != nullptr; n = n->next) {
        if (n->type == XML_ELEMENT_NODE && (local.empty() || is(n, local))) found.push_back(n);
    }
    return found;
}

Node at(Node node, std::string_view path) {
    while (node != nullptr && !path.empty()) {
        const auto slash = path.find('/');
        const auto step = path.substr(0, slash);
        Node n = node->children;
        while (n != nullptr && !is(n, step)) n = n->next;
        node = n;
        path = slash == std::string_view::npos ? std::string_view{} : path.substr(slash + 1);
    }
    return node;
}

std::vector<Node> all(Node node, std::string_view local) {
    std::vector<Node> found;
    if (node != nullptr) collect(node, local, found);
    return found;
}

std::string raw_text(Node node) {
    std::string out;
    if (node != nullptr) collect(node, out);
    return out;
}

std::string text(Node node) {
    return squeeze(raw_text(node));
}

std::string language(Node node) {
    for (; node != nullptr && node->type == XML_ELEMENT_NODE; node = node->parent) {
        auto found = attribute(node, "lang", "http://www.w3.org/XML/1998/namespace");
        if (!found.empty()) return found;
    }
    return {};
}

long line(Node node) {
    return node == nullptr ? 0 : std::max(xmlGetLineNo(node), 0L);
}

std::string absolute(Node node, const std::string& address) {
    const Characters base{xmlNodeGetBase(node->doc, node)};
    return base ? absolute(reinterpret_cast<const char*>(base.get()), address) : address;
}

std::string absolute(const std::string& base, const std::string& address) {
    const Characters whole{
        xmlBuildURI(reinterpret_cast<const xmlChar*>(address.c_str()), reinterpret_cast<const xmlChar*>(base.c_str()))};
    return whole ? std::string{reinterpret_cast<const char*>(whole.get())} : address;
}

}  // namespace acervo::xml
