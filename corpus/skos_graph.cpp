// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/skos_graph.h"

#include <algorithm>

namespace acervo::skos_graph {

using skos_terms::Kind;
using skos_terms::Property;

bool Resource::has(Property property) const {
    return std::ranges::find(values, property, &Value::property) != values.end();
}

std::string key(const rdf::Term& term) {
    return (term.kind == rdf::Term::Kind::blank ? "_:" : "") + term.text;
}

Graph::Graph(std::string_view bytes) {
    rdf::read(bytes, [this](const rdf::Statement& statement) { add(statement); });
}

const Resource* Graph::find(const rdf::Term& term) const {
    const auto found = places_.find(key(term));
    return found == places_.end() ? nullptr : &resources_[found->second];
}

void Graph::add(const rdf::Statement& statement) {
    const auto property = skos_terms::property_of(statement.predicate);
    if (!property) return;
    const auto [place, added] = places_.try_emplace(key(statement.subject), resources_.size());
    if (added) resources_.push_back({statement.subject, statement.line});
    Resource& subject = resources_[place->second];
    if (*property != Property::type) {
        subject.values.push_back({*property, statement.object, statement.line});
        return;
    }
    switch (skos_terms::kind_of(statement.object.text)) {
        case Kind::thesaurus_concept:
            subject.is_concept = true;
            break;
        case Kind::scheme:
            subject.is_scheme = true;
            break;
        case Kind::other:
            subject.is_other = true;
            break;
        case Kind::unknown:
            break;
    }
}

}  // namespace acervo::skos_graph
