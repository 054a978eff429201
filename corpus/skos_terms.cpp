// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/skos_terms.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "corpus/rdf.h"

namespace acervo::skos_terms {
namespace {

constexpr std::array matches = {
    std::pair{Property::exact_match, std::string_view{"exactMatch"}},
    std::pair{Property::close_match, std::string_view{"closeMatch"}},
    std::pair{Property::broad_match, std::string_view{"broadMatch"}},
    std::pair{Property::narrow_match, std::string_view{"narrowMatch"}},
    std::pair{Property::related_match, std::string_view{"relatedMatch"}},
};

std::unordered_map<std::string, Property> make_properties() {
    std::unordered_map<std::string, Property> known;
    const auto name = [&](std::string_view space, std::string_view local, Property property) {
        known.emplace(std::string{space} + std::string{local}, property);
    };
    name(rdf::syntax, "type", Property::type);
    name(rdf::syntax, "value", Property::value);
    name(skos, "prefLabel", Property::preferred);
    name(skos, "altLabel", Property::alternative);
    name(skos, "hiddenLabel", Property::hidden);
    name(skos_xl, "prefLabel", Property::xl_preferred);
    name(skos_xl, "altLabel", Property::xl_alternative);
    name(skos_xl, "hiddenLabel", Property::xl_hidden);
    name(skos_xl, "literalForm", Property::literal_form);
    name(skos, "notation", Property::notation);
    name(skos, "definition", Property::definition);
    name(skos, "scopeNote", Property::scope_note);
    name(skos, "broader", Property::broader);
    name(skos, "narrower", Property::narrower);
    name(skos, "related", Property::related);
    name(skos, "inScheme", Property::in_scheme);
    name(skos, "topConceptOf", Property::top_of);
    name(skos, "hasTopConcept", Property::has_top);
    for (const auto& [property, local] : matches) name(skos, local, property);
    name(dublin_core, "title", Property::title);
    name("http://purl.org/dc/elements/1.1/", "title", Property::title);
    name("http://www.w3.org/2000/01/rdf-schema#", "label", Property::title);
    name(dublin_core, "license", Property::licence);
    name(dublin_core, "rights", Property::rights);
    name("http://purl.org/dc/elements/1.1/", "rights", Property::rights);
    return known;
}

}  // namespace

std::optional<Property> property_of(std::string_view address) {
    static const auto known = make_properties();
    const auto found = known.find(std::string{address});
    return found == known.end() ? std::nullopt : std::optional{found->second};
}

Kind kind_of(std::string_view address) {
    const bool core = address.starts_with(skos);
    if (!core && !address.starts_with(skos_xl)) return Kind::unknown;
    const auto local = address.substr(core ? skos.size() : skos_xl.size());
    if (core && local == "Concept") return Kind::thesaurus_concept;
    if (core && local == "ConceptScheme") return Kind::scheme;
    return Kind::other;  // Collection, OrderedCollection, Label
}

std::optional<std::string_view> match_name(Property property) {
    for (const auto& [one, name] : matches)
        if (one == property) return name;
    return std::nullopt;
}

std::string last_part(std::string_view address) {
    while (!address.empty() && (address.back() == '/' || address.back() == '#')) address.remove_suffix(1);
    const auto at = address.find_last_of("/#:");
    return std::string{at == std::string_view::npos ? address : address.substr(at + 1)};
}

std::vector<std::string> themes_of(const ThesaurusConcept& entry) {
    std::vector<std::string> codes;
    for (const char* kind : {"exactMatch", "closeMatch", "broadMatch"}) {
        const auto list = entry.matches.find(kind);
        if (list == entry.matches.end()) continue;
        for (const std::string_view address : list->second) {
            if (!address.starts_with(theme)) continue;
            std::string code{address.substr(theme.size())};
            if (!code.empty() && std::ranges::find(codes, code) == codes.end()) codes.push_back(std::move(code));
        }
    }
    return codes;
}

}  // namespace acervo::skos_terms
