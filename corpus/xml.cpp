// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/xml.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <exception>
#include <mutex>
#include <new>

#include "corpus/error.h"
#include "corpus/text.h"
#include "corpus/xml_scan.h"

namespace acervo::xml {
namespace {

constexpr std::size_t size_limit = 64U << 20;
constexpr int attribute_limit = 1000;  // libxml2 compares all attributes of an element with each other

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

/// HTML's named characters written out; XML's own five and unknown names are left to the parser.
std::string with_named_characters(std::string text) {
    std::size_t at = text.find('&');
    if (at == std::string::npos) return text;
    std::string out;
    std::size_t done = 0;
    for (; at != std::string::npos; at = text.find('&', at + 1)) {
        constexpr std::size_t longest = 11;  // from "&" to ";"
        const auto length = std::string_view{text}.substr(at, longest).find(';');
        if (length == std::string_view::npos || length < 3 || text[at + 1] == '#') continue;
        const auto entity = text.substr(at + 1, length - 1);
        if (entity == "lt" || entity == "gt" || entity == "amp" || entity == "quot" || entity == "apos") continue;
        const auto* known = htmlEntityLookup(reinterpret_cast<const xmlChar*>(entity.c_str()));
        if (known == nullptr) continue;
        out.append(text, done, at - done);
        append_utf8(out, known->value);
        done = at + length + 1;
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

/// Bytes as the parser may see them: in UTF-8, without named characters of HTML, looked over.
std::string admitted(std::string_view bytes) {
    prepare_library();
    if (bytes.size() > size_limit) {
        throw Error{Problem::bad_input, "XML of more than 64 MB"}.with_code("too-large");
    }
    auto text = with_named_characters(to_utf8(bytes, declared_encoding(bytes)));
    check_tags(text);
    return text;
}

constexpr int options =
    XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_BIG_LINES;
using Context = std::unique_ptr<xmlParserCtxt, Releaser<xmlFreeParserCtxt>>;

void forbid_declarations(xmlSAXHandler& handler) {
    handler.entityDecl = on_entity;
    handler.attributeDecl = on_attribute;
    handler.reference = on_reference;
    handler.error = nullptr;
    handler.warning = nullptr;
    handler.serror = [](void*, xmlErrorPtr) {};
}

void check(const Refusal& refusal) {
    if (refusal.what.empty()) return;
    malformed(refusal.what, refusal.line, "Write its entities out, and leave their declarations away.");
}

[[noreturn]] void fail(xmlParserCtxtPtr context) {
    const auto* error = xmlCtxtGetLastError(context);
    if (error != nullptr && error->code == XML_ERR_NO_MEMORY) throw std::bad_alloc{};
    malformed(error != nullptr && error->message != nullptr ? squeeze(clean(error->message)) : "there is no element",
              error != nullptr ? error->line : 1);
}

/// A scan under way. Exceptions of its sink must not fly through libxml2.
struct Scanning : Refusal {
    const Sink* sink = nullptr;
    bool stopped = false;
    std::exception_ptr thrown;
};

template <typename Step>
void guarded(void* context, Step&& step) {
    auto* parser = static_cast<xmlParserCtxtPtr>(context);
    auto* scanning = static_cast<Scanning*>(static_cast<Refusal*>(parser->_private));
    if (scanning->stopped) return;
    try {
        scanning->stopped = !step(*scanning->sink);
    } catch (...) {
        scanning->stopped = true;
        scanning->thrown = std::current_exception();
    }
    if (scanning->stopped) xmlStopParser(parser);
}

std::string_view view(const xmlChar* text) {
    return reinterpret_cast<const char*>(text);
}

void on_begin(void* context, const xmlChar* local, const xmlChar*, const xmlChar*, int, const xmlChar**, int count, int,
              const xmlChar** raw) {
    guarded(context, [&](const Sink& sink) {
        Attributes attributes;  // each: local name, prefix, namespace, value, end of value
        for (int i = 0; i < count; ++i, raw += 5) {
            attributes.emplace_back(view(raw[0]), std::string_view{reinterpret_cast<const char*>(raw[3]),
                                                                   static_cast<std::size_t>(raw[4] - raw[3])});
        }
        sink.begin(view(local), attributes);
        return true;
    });
}
void on_end(void* context, const xmlChar* local, const xmlChar*, const xmlChar*) {
    guarded(context, [&](const Sink& sink) { return sink.end(view(local)); });
}
void on_text(void* context, const xmlChar* text, int length) {
    guarded(context, [&](const Sink& sink) {
        sink.text({reinterpret_cast<const char*>(text), static_cast<std::size_t>(length)});
        return true;
    });
}

}  // namespace

Document parse(std::string_view bytes) {
    const auto text = admitted(bytes);
    const Context context{xmlNewParserCtxt()};
    if (!context) throw std::bad_alloc{};
    Refusal refusal;
    context->_private = &refusal;
    forbid_declarations(*context->sax);
    Document document{
        xmlCtxtReadMemory(context.get(), text.data(), static_cast<int>(text.size()), nullptr, "UTF-8", options)};
    if (context->myDoc != nullptr && !document) {
        xmlFreeDoc(context->myDoc);
        context->myDoc = nullptr;
    }
    check(refusal);
    if (!document || xmlDocGetRootElement(document.get()) == nullptr) fail(context.get());
    return document;
}

void scan(std::string_view bytes, const Sink& sink) {
    const auto text = admitted(bytes);
    const Context context{xmlNewParserCtxt()};
    if (!context) throw std::bad_alloc{};
    Scanning scanning;
    scanning.sink = &sink;
    context->_private = static_cast<Refusal*>(&scanning);
    forbid_declarations(*context->sax);
    context->sax->startElementNs = on_begin;
    context->sax->endElementNs = on_end;
    context->sax->characters = context->sax->cdataBlock = context->sax->ignorableWhitespace = on_text;
    const Document nothing{
        xmlCtxtReadMemory(context.get(), text.data(), static_cast<int>(text.size()), nullptr, "UTF-8", options)};
    if (context->myDoc != nullptr) {
        xmlFreeDoc(context->myDoc);
        context->myDoc = nullptr;
    }
    if (scanning.thrown) std::rethrow_exception(scanning.thrown);
    check(scanning);
    if (!scanning.stopped && context->wellFormed == 0) fail(context.get());
}

}  // namespace acervo::xml
