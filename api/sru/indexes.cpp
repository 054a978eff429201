// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/sru/indexes.h"

#include <algorithm>
#include <string_view>

#include "api/sru/diagnostic.h"
#include "corpus/text.h"

namespace acervo::sru {

const std::vector<SruIndex>& sru_indexes() {
    static const std::vector<SruIndex> indexes{
        {"cql", "serverChoice", "Anywhere", ""},
        {"cql", "anywhere", "Anywhere", ""},
        {"cql", "keywords", "Anywhere", ""},
        {"cql", "allRecords", "All records", "all"},
        {"dc", "title", "Title", "title"},
        {"dc", "creator", "Creator", "author", true},
        {"dc", "contributor", "Contributor", "author"},
        {"dc", "subject", "Theme", "theme", true},
        {"dc", "description", "Description", ""},
        {"dc", "date", "Year of issue", "year", true},
        {"dc", "type", "Kind of document", "kind", true},
        {"dc", "language", "Language of the document", "doclang", true},
        {"dc", "coverage", "Country", "country", true},
        {"dc", "identifier", "DOI, handle, ISBN, ISSN or address; alone in its query", "identifier"},
        {"rec", "identifier", "Identifier of the record; alone in its query", "id"},
        {"acervo", "place", "Municipality or other place", "place"},
        {"acervo", "event", "Event", "event", true},
        {"acervo", "series", "Series of events", "series", true},
        {"acervo", "axis", "Axis of the triple transition", "axis", true},
        {"acervo", "sdg", "Sustainable Development Goal", "sdg", true},
        {"acervo", "level", "Level of government", "level", true},
        {"acervo", "stage", "Stage of a practice", "stage", true},
    };
    return indexes;
}

const std::vector<ContextSet>& context_sets() {
    static const std::vector<ContextSet> sets{{"cql", "info:srw/cql-context-set/1/cql-v1.2"},
                                              {"dc", "info:srw/cql-context-set/1/dc-v1.1"},
                                              {"rec", "info:srw/cql-context-set/2/rec-1.1"},
                                              {"acervo", "urn:acervo:cql"}};
    return sets;
}

const SruIndex& index_named(const std::string& name, const std::map<std::string, std::string>& prefixes) {
    if (name.empty()) return sru_indexes().front();
    const auto dot = name.find('.');
    auto set = dot == std::string::npos ? std::string{} : name.substr(0, dot);
    const auto own = name.substr(dot == std::string::npos ? 0 : dot + 1);
    if (const auto given = prefixes.find(set); given != prefixes.end()) {
        const auto known = std::ranges::find_if(context_sets(), [&](const ContextSet& one) {
            // Of another version of a set the indexes are the same.
            const std::string_view address = one.address;
            return given->second.starts_with(address.substr(0, address.rfind('-')));
        });
        if (known == context_sets().end()) throw Diagnostic{15, given->second};
        set = known->name;
    } else if (!set.empty() && std::ranges::find(context_sets(), set, &ContextSet::name) == context_sets().end()) {
        throw Diagnostic{15, set};
    }
    for (const auto& index : sru_indexes())
        if ((set.empty() || set == index.set) && lower(index.name) == own) return index;
    throw Diagnostic{16, name};
}

}  // namespace acervo::sru
