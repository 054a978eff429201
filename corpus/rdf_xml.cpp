// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "corpus/error.h"
#include "corpus/rdf.h"
#include "corpus/xml.h"

namespace acervo::rdf {
namespace {

using xml::Node;

constexpr std::string_view xml_space = "http://www.w3.org/XML/1998/namespace";

[[noreturn]] void fail(Node node, const std::string& problem) {
    throw Error{Problem::bad_input, "line " + std::to_string(xml::line(node)) + ": " + problem};
}

std::string address_of_name(Node element) {
    return std::string{xml::space(element)} + std::string{xml::name(element)};
}

bool is_rdf(Node element, std::string_view local) {
    return xml::is(element, local) && xml::space(element) == syntax;
}

/// An attribute of the RDF syntax; nothing when it is absent. Old documents leave out its prefix.
std::optional<std::string> rdf_attribute(Node element, const char* local) {
    for (const auto* at = element->properties; at != nullptr; at = at->next) {
        const std::string_view name{reinterpret_cast<const char*>(at->name)};
        const bool ours = at->ns == nullptr || syntax == reinterpret_cast<const char*>(at->ns->href);
        if (ours && name == local)
            return xml::attribute(element, local, at->ns == nullptr ? std::string_view{} : syntax);
    }
    return std::nullopt;
}

/// Walks a document as the grammar of RDF/XML goes: node elements hold property elements, these hold node elements or
/// text.
class Reader {
public:
    explicit Reader(const Visit& visit) : visit_(visit) {}

    void document(Node root) {
        if (!is_rdf(root, "RDF")) {
            read_node(root);
            return;
        }
        for (const auto node : xml::children(root)) read_node(node);
    }

private:
    Term blank() { return {Term::Kind::blank, "#" + std::to_string(++blanks_), {}}; }
    // Names that documents give their blank nodes hold no '#', so they never meet ours.
    static Term named_blank(std::string name) { return {Term::Kind::blank, std::move(name), {}}; }
    static Term address(Node at, const std::string& text) { return {Term::Kind::address, xml::absolute(at, text), {}}; }

    void say(const Term& subject, std::string predicate, Term object, Node at) {
        visit_({subject, std::move(predicate), std::move(object), xml::line(at)});
    }

    Term read_node(Node element) {
        Term subject;
        if (const auto about = rdf_attribute(element, "about")) {
            subject = address(element, *about);
        } else if (const auto id = rdf_attribute(element, "ID")) {
            subject = address(element, "#" + *id);
        } else if (const auto name = rdf_attribute(element, "nodeID")) {
            subject = named_blank(*name);
        } else {
            subject = blank();
        }
        if (!is_rdf(element, "Description")) say(subject, type(), {{}, address_of_name(element), {}}, element);
        read_attributes(element, subject);
        read_properties(element, subject);
        return subject;
    }

    static std::string type() { return std::string{syntax} + "type"; }

    /// Properties written as attributes. Those of the syntax itself, of XML and without a namespace are none.
    /// @returns whether there were some
    bool read_attributes(Node element, const Term& subject) {
        bool any = false;
        for (const auto* at = element->properties; at != nullptr; at = at->next) {
            if (at->ns == nullptr) continue;
            const std::string_view space{reinterpret_cast<const char*>(at->ns->href)};
            const std::string_view name{reinterpret_cast<const char*>(at->name)};
            if (space == xml_space || (space == syntax && name != "type" && name != "value")) continue;
            const auto value = xml::attribute(element, name, space);
            auto predicate = std::string{space} + std::string{name};
            if (predicate == type()) {
                say(subject, std::move(predicate), address(element, value), element);
            } else {
                say(subject, std::move(predicate), {Term::Kind::literal, value, xml::language(element)}, element);
            }
            any = true;
        }
        return any;
    }

    void read_properties(Node element, const Term& subject) {
        int items = 0;
        for (const auto property : xml::children(element)) {
            const auto predicate = is_rdf(property, "li") ? std::string{syntax} + "_" + std::to_string(++items)
                                                          : address_of_name(property);
            say(subject, predicate, read_object(property), property);
        }
    }

    Term read_object(Node property) {
        const auto form = rdf_attribute(property, "parseType").value_or("");
        if (form == "Resource") {
            const auto object = blank();
            read_properties(property, object);
            return object;
        }
        if (form == "Collection") return read_list(property);
        if (const auto resource = rdf_attribute(property, "resource")) {
            const auto object = address(property, *resource);
            read_attributes(property, object);
            return object;
        }
        if (const auto name = rdf_attribute(property, "nodeID")) {
            const auto object = named_blank(*name);
            read_attributes(property, object);
            return object;
        }
        const auto nodes = xml::children(property);
        if (nodes.empty() || !form.empty()) {
            const auto text = xml::raw_text(property);
            if (nodes.empty() && xml::text(property).empty()) {
                const auto object = blank();
                if (read_attributes(property, object)) return object;
            }
            return {Term::Kind::literal, text, xml::language(property)};
        }
        if (nodes.size() > 1) {
            fail(property, std::string{"<"} + std::string{xml::name(property)} +
                               "> holds more than one thing; repeat the element for each");
        }
        return read_node(nodes.front());
    }

    /// rdf:parseType="Collection": a linked list of what stands in it.
    Term read_list(Node property) {
        const auto first = std::string{syntax} + "first", rest = std::string{syntax} + "rest";
        const Term end{Term::Kind::address, std::string{syntax} + "nil", {}};
        const auto nodes = xml::children(property);
        Term next = end;
        for (auto node = nodes.rbegin(); node != nodes.rend(); ++node) {
            const auto cell = blank();
            say(cell, first, read_node(*node), *node);
            say(cell, rest, next, *node);
            next = cell;
        }
        return next;
    }

    const Visit& visit_;
    long blanks_ = 0;
};

}  // namespace

void read_xml(std::string_view bytes, const Visit& visit) {
    const auto document = xml::parse(bytes);
    Reader{visit}.document(xml::root(document));
}

}  // namespace acervo::rdf
