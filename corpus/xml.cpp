// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/xml.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/uri.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <mutex>
#include <new>

#include "corpus/error.h"
#include "corpus/text.h"

namespace acervo::xml {
namespace {

constexpr std::size_t size_limit = 64U << 20;
constexpr int attribute_limit = 1000;  // libxml2 compares all attributes of an element with each other

void free_characters(xmlChar* characters) {
    xmlFree(characters);  // a variable, so it cannot be Releaser's argument itself
}
using Characters = std::unique_ptr<xmlChar, Releaser<free_characters>>;

[[noreturn]] void malformed(const std::string& what, long line, const char* hint = "") {
    throw Error{Problem::bad_input, "not well-formed XML: line " + std::to_string(line) + ": " + what}
        .with_code("malformed")
        .with_hint(hint);
}

xmlParserInputPtr load_nothing(const char*, const char*, xmlParserCtxtPtr) {
    return nullptr;
}
void say_nothing(void*, const char*, ...) {}

void prepare_library() {
    static std::once_flag once;
    std::call_once(once, [] {
        xmlInitParser();
        xmlSetExternalEntityLoader(load_nothing);
        xmlSetGenericErrorFunc(nullptr, say_nothing);
    });
}

/// What the document's own declarations and unknown entities leave behind.
struct Refusal {
    std::string what;
    long line = 0;
};

void refuse(void* context, const std::string& what) {
    auto* parser = static_cast<xmlParserCtxtPtr>(context);
    auto* refusal = static_cast<Refusal*>(parser->_private);
    if (refusal->what.empty()) *refusal = {what, xmlSAX2GetLineNumber(context)};
    xmlStopParser(parser);
}

void on_entity(void* context, const xmlChar*, int, const xmlChar*, const xmlChar*, xmlChar*) {
    refuse(context, "the document declares entities of its own");
}
void on_attribute(void* context, const xmlChar*, const xmlChar*, int, int, const xmlChar*, xmlEnumerationPtr tree) {
    xmlFreeEnumeration(tree);
    refuse(context, "the document declares attributes of its own");
}
void on_reference(void* context, const xmlChar* entity) {
    refuse(context, "unknown entity &" + std::string{reinterpret_cast<const char*>(entity)} + ";");
}

/// The value of encoding="..." in the XML declaration.
std::string declared_encoding(std::string_view bytes) {
    if (!bytes.starts_with("<?xml")) return {};
    const auto head = bytes.substr(0, std::min(bytes.find("?>"), std::size_t{200}));
    auto at = head.find("encoding");
    if (at == std::string_view::npos) return {};
    at = head.find_first_of("\"'", at);
    if (at == std::string_view::npos) return {};
    const auto end = head.find(head[at], at + 1);
    return end == std::string_view::npos ? std::string{} : std::string{head.substr(at + 1, end - at - 1)};
}

void append_utf8(std::string& out, unsigned code) {
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xC0 | code >> 6);
        out += static_cast<char>(0x80 | (code & 0x3F));
    } else {
        out += static_cast<char>(0xE0 | code >> 12);
        out += static_cast<char>(0x80 | (code >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (code & 0x3F));
    }
}

/// HTML's named characters written out; XML's own five and unknown names are left to the parser.
std::string with_named_characters(std::string text) {
    std::size_t at = text.find('&');
    if (at == std::string::npos) return text;
    std::string out;
    std::size_t done = 0;
    for (; at != std::string::npos; at = text.find('&', at + 1)) {
        const auto end = text.find(';', at);
        if (end == std::string::npos) break;
        if (end - at < 3 || end - at > 10 || text[at + 1] == '#') continue;
        const auto entity = text.substr(at + 1, end - at - 1);
        if (entity == "lt" || entity == "gt" || entity == "amp" || entity == "quot" || entity == "apos") continue;
        const auto* known = htmlEntityLookup(reinterpret_cast<const xmlChar*>(entity.c_str()));
        if (known == nullptr) continue;
        out.append(text, done, at - done);
        append_utf8(out, known->value);
        done = end + 1;
    }
    if (done == 0) return text;
    return out.append(text, done);
}

/// Looks at every tag before libxml2 does. Linear.
void check_tags(std::string_view text) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 3> skipped{
        {{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}}};
    for (auto at = text.find('<'); at != std::string_view::npos; at = text.find('<', at)) {
        bool skip = false;
        for (const auto& [begin, end] : skipped) {
            if (text.substr(at, begin.size()) != begin) continue;
            const auto last = text.find(end, at + begin.size());
            at = last == std::string_view::npos ? text.size() : last + end.size();
            skip = true;
            break;
        }
        if (skip) continue;
        int attributes = 0;
        for (++at; at < text.size() && text[at] != '>' && text[at] != '<'; ++at) {
            if (text[at] != '"' && text[at] != '\'') continue;
            if (++attributes > attribute_limit) {
                malformed("an element has more than " + std::to_string(attribute_limit) + " attributes",
                          1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
            }
            const auto close = text.find(text[at], at + 1);
            if (close == std::string_view::npos) return;  // the parser will say where
            at = close;
        }
    }
}

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

Document parse(std::string_view bytes) {
    prepare_library();
    if (bytes.size() > size_limit) {
        throw Error{Problem::bad_input, "XML of more than 64 MB"}.with_code("too-large");
    }
    const std::string text = with_named_characters(to_utf8(bytes, declared_encoding(bytes)));
    check_tags(text);

    using Context = std::unique_ptr<xmlParserCtxt, Releaser<xmlFreeParserCtxt>>;
    const Context context{xmlNewParserCtxt()};
    if (!context) throw std::bad_alloc{};
    Refusal refusal;
    context->_private = &refusal;
    context->sax->entityDecl = on_entity;
    context->sax->attributeDecl = on_attribute;
    context->sax->reference = on_reference;
    context->sax->error = nullptr;
    context->sax->warning = nullptr;
    context->sax->serror = [](void*, xmlErrorPtr) {};
    constexpr int options =
        XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_BIG_LINES;
    Document document{
        xmlCtxtReadMemory(context.get(), text.data(), static_cast<int>(text.size()), nullptr, "UTF-8", options)};
    if (context->myDoc != nullptr && !document) {
        xmlFreeDoc(context->myDoc);
        context->myDoc = nullptr;
    }
    if (!refusal.what.empty()) {
        malformed(refusal.what, refusal.line, "Write its entities out, and leave their declarations away.");
    }
    if (!document || xmlDocGetRootElement(document.get()) == nullptr) {
        const auto* error = xmlCtxtGetLastError(context.get());
        if (error != nullptr && error->code == XML_ERR_NO_MEMORY) throw std::bad_alloc{};
        malformed(
            error != nullptr && error->message != nullptr ? squeeze(clean(error->message)) : "there is no element",
            error != nullptr ? error->line : 1);
    }
    return document;
}

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
