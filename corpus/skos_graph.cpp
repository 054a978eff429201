// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/skos_graph.h"

#include <algorithm>
#include <utility>

#include "corpus/text.h"

namespace acervo::skos_graph {

using skos_terms::Kind;
using skos_terms::Property;

bool Resource::has(Property property) const {
    return std::ranges::find(values, property, &Value::property) != values.end();
}

namespace {

/// Addresses are compared as they are written out again. Nearly all are plain ASCII already.
rdf::Term tidy(rdf::Term term) {
    const bool plain = std::ranges::all_of(term.text, [](char c) { return c > ' ' && c < '\x7F'; });
    if (term.kind == rdf::Term::Kind::address && !plain) term.text = squeeze(clean(term.text));
    return term;
}

}  // namespace

std::string key(const rdf::Term& term) {
    return (term.kind == rdf::Term::Kind::blank ? '_' : '<') + term.text;
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
    auto name = tidy(statement.subject);
    const auto [place, added] = places_.try_emplace(key(name), resources_.size());
    if (added) resources_.push_back({std::move(name), statement.line});
    Resource& subject = resources_[place->second];
    if (*property != Property::type) {
        subject.values.push_back({*property, tidy(statement.object), statement.line});
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

// Depth first, without recursion: a chain may be as long as the file.
std::optional<std::pair<std::uint32_t, std::uint32_t>> find_loop(const std::vector<Places>& above) {
    enum class State : char { unseen, open, done };
    std::vector<State> states(above.size(), State::unseen);
    std::vector<std::pair<std::uint32_t, std::size_t>> path;  // a place, and how many above it were looked at
    for (std::uint32_t start = 0; start < above.size(); ++start) {
        if (states[start] == State::unseen) path.emplace_back(start, 0);
        while (!path.empty()) {
            const auto at = path.back().first;
            states[at] = State::open;
            if (path.back().second == above[at].size()) {
                states[at] = State::done;
                path.pop_back();
                continue;
            }
            const auto next = above[at][path.back().second++];
            if (states[next] == State::open) return std::pair{at, next};
            if (states[next] == State::unseen) path.emplace_back(next, 0);
        }
    }
    return std::nullopt;
}

}  // namespace acervo::skos_graph
