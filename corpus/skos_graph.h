// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Private to corpus/skos*.cpp.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "corpus/rdf.h"
#include "corpus/skos_terms.h"

namespace acervo::skos_graph {

struct Value {
    skos_terms::Property property;
    rdf::Term object;
    long line = 0;
};

/// What a file says of one thing.
struct Resource {
    rdf::Term name;
    long line = 0;
    bool is_concept = false, is_scheme = false, is_other = false;  ///< by its types; other: a collection or a label
    std::vector<Value> values{};                                   ///< what we read of SKOS and Dublin Core

    bool has(skos_terms::Property property) const;
};

/// One name for addresses and blank nodes.
std::string key(const rdf::Term& term);

/// The things of a file, in the order of their first mention as a subject.
class Graph {
public:
    /// @throws Error (bad_input) naming the line
    explicit Graph(std::string_view bytes);
    Graph(const Graph&) = delete;
    Graph& operator=(const Graph&) = delete;

    const std::vector<Resource>& resources() const { return resources_; }
    const Resource* find(const rdf::Term& term) const;  ///< null: nothing is said of it

private:
    void add(const rdf::Statement& statement);

    std::vector<Resource> resources_;
    std::unordered_map<std::string, std::size_t> places_;
};

using Places = std::vector<std::uint32_t>;
/// A place and one above it from which the way leads up to it again; nothing when there is no such loop. Linear.
std::optional<std::pair<std::uint32_t, std::uint32_t>> find_loop(const std::vector<Places>& above);

}  // namespace acervo::skos_graph
