// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "corpus/durable.h"
#include "corpus/error.h"
#include "corpus/language_tag.h"
#include "corpus/skos.h"
#include "corpus/skos_graph.h"
#include "corpus/skos_terms.h"
#include "corpus/text.h"

namespace acervo {
namespace {

using skos_graph::Graph;
using skos_graph::key;
using skos_graph::Places;
using skos_graph::Resource;
using skos_graph::Value;
using skos_terms::Property;

constexpr std::size_t most_bytes = 64U << 20;
constexpr std::size_t most_concepts = 200'000;

std::string plain(std::string_view text) {
    return squeeze(clean(text));
}

/// Empty for a blank node; an address that somebody wrote as a text is one too.
std::string address(const rdf::Term& term) {
    return term.kind == rdf::Term::Kind::blank ? std::string{} : plain(term.text);
}

/// Makes concepts of a graph, in four steps: labels, ids, relations, order.
class Reader {
public:
    Reader(const Graph& graph, std::vector<SkosRemark>* remarks) : graph_(graph), remarks_(remarks) {}

    Skos read() {
        for (const Resource& resource : graph_.resources()) {
            const bool labelled = resource.has(Property::preferred) || resource.has(Property::xl_preferred);
            if (resource.is_concept || (labelled && !resource.is_scheme && !resource.is_other)) read_concept(resource);
        }
        if (skos_.concepts.empty()) {
            throw Error{Problem::bad_input, "there is no skos:Concept with a label in it"}.with_hint(
                "A thesaurus in SKOS is wanted, as RDF/XML, Turtle or N-Triples.");
        }
        for (std::size_t i = 0; i < sources_.size(); ++i) read_relations(i);
        complete_relations();
        read_schemes();
        return std::move(skos_);
    }

private:
    struct Text {
        std::string text, language;
    };

    void remark(long line, const std::string& id, std::string text) {
        if (remarks_) remarks_->push_back({line, id, std::move(text)});
    }

    /// A literal, or what the node that stands for one says (SKOS-XL, notes with rdf:value).
    std::optional<Text> text_of(const Value& value, const std::string& id) {
        const rdf::Term* literal = &value.object;
        if (literal->kind != rdf::Term::Kind::literal) {
            const Resource* node = graph_.find(*literal);
            if (!node) return std::nullopt;
            const auto form = std::ranges::find_if(node->values, [](const Value& one) {
                return one.property == Property::literal_form || one.property == Property::value;
            });
            if (form == node->values.end() || form->object.kind != rdf::Term::Kind::literal) return std::nullopt;
            literal = &form->object;
        }
        auto text = plain(literal->text);
        if (text.empty()) return std::nullopt;
        auto language = literal->language.empty() ? std::optional<std::string>{"und"} : language_tag(literal->language);
        if (!language) {
            remark(value.line, id,
                   "\"" + literal->language + "\" is no language tag; \"" + text + "\" stands without a language");
        }
        return Text{std::move(text), language.value_or("und")};
    }

    void read_concept(const Resource& resource) {
        if (skos_.concepts.size() == most_concepts) {
            throw Error{Problem::too_large, "more than " + std::to_string(most_concepts) + " concepts"}.with_hint(
                "Take a part of the thesaurus.");
        }
        ThesaurusConcept entry;
        entry.uri = address(resource.name);
        const auto last = skos_terms::last_part(entry.uri);
        for (const Value& value : resource.values) {
            if (entry.id.empty() && value.property == Property::notation) entry.id = address(value.object);
        }
        const std::string called = entry.id.empty() ? last : entry.id;
        read_labels(resource, called, entry);
        if (entry.preferred.empty()) {
            remark(resource.line, called, "the concept has no label and is left out; give it a skos:prefLabel");
            return;
        }
        for (const std::string& id : {entry.id, last, entry.uri, entry.preferred.begin()->second}) {
            if (id.empty() || !ids_.insert(id).second) continue;
            entry.id = id;
            places_.emplace(key(resource.name), static_cast<std::uint32_t>(skos_.concepts.size()));
            skos_.concepts.push_back(std::move(entry));
            sources_.push_back(&resource);
            return;
        }
        throw Error{Problem::bad_input, "line " + std::to_string(resource.line) + ": the concept \"" +
                                            entry.preferred.begin()->second + "\" cannot be told from another one"}
            .with_hint("Give it an address (rdf:about) or a skos:notation of its own.");
    }

    void read_labels(const Resource& resource, const std::string& id, ThesaurusConcept& entry) {
        for (const Value& value : resource.values) {
            if (value.property != Property::preferred && value.property != Property::xl_preferred) continue;
            const auto label = text_of(value, id);
            if (!label) continue;
            const auto [place, added] = entry.preferred.emplace(label->language, label->text);
            if (added || place->second == label->text) continue;
            remark(value.line, id,
                   "\"" + label->text + "\" is a second preferred label in \"" + label->language +
                       "\" and counts as an alternative; make it a skos:altLabel");
            add(*label, entry.alternatives, entry);
        }
        for (const Value& value : resource.values) {
            const bool alternative =
                value.property == Property::alternative || value.property == Property::xl_alternative;
            const bool hidden = value.property == Property::hidden || value.property == Property::xl_hidden;
            if (!alternative && !hidden) continue;
            if (const auto label = text_of(value, id)) add(*label, hidden ? entry.hidden : entry.alternatives, entry);
        }
        if (entry.preferred.empty() && !entry.alternatives.empty()) {
            auto& [language, labels] = *entry.alternatives.begin();
            remark(resource.line, id, "there is no preferred label; \"" + labels.front() + "\" takes its place");
            entry.preferred.emplace(language, labels.front());
            labels.erase(labels.begin());
            if (labels.empty()) entry.alternatives.erase(entry.alternatives.begin());
        }
        for (const auto property : {Property::definition, Property::scope_note}) {
            for (const Value& value : resource.values) {
                if (value.property != property) continue;
                if (const auto note = text_of(value, id)) entry.definition.emplace(note->language, note->text);
            }
        }
    }

    /// Adds a label unless the concept has it in that language.
    static void add(const Text& label, std::map<std::string, std::vector<std::string>>& to,
                    const ThesaurusConcept& entry) {
        const auto preferred = entry.preferred.find(label.language);
        if (preferred != entry.preferred.end() && preferred->second == label.text) return;
        for (const auto* lists : {&entry.alternatives, &entry.hidden}) {
            const auto list = lists->find(label.language);
            if (list != lists->end() && std::ranges::find(list->second, label.text) != list->second.end()) return;
        }
        to[label.language].push_back(label.text);
    }

    void read_relations(std::size_t i) {
        broader_.resize(sources_.size());
        related_.resize(sources_.size());
        const auto self = static_cast<std::uint32_t>(i);
        ThesaurusConcept& entry = skos_.concepts[i];
        for (const Value& value : sources_[i]->values) {
            if (const auto match = skos_terms::match_name(value.property)) {
                if (auto other = address(value.object); !other.empty()) {
                    auto& list = entry.matches[std::string{*match}];
                    if (std::ranges::find(list, other) == list.end()) list.push_back(std::move(other));
                }
                continue;
            }
            if (value.property != Property::broader && value.property != Property::narrower &&
                value.property != Property::related) {
                continue;
            }
            const auto other = places_.find(key(value.object));
            if (other == places_.end() || other->second == self) {
                remark(value.line, entry.id,
                       "it is related to \"" + plain(value.object.text) + "\", which is " +
                           (other == places_.end() ? "no concept of the file" : "itself") +
                           "; the relation is left out");
            } else if (value.property == Property::broader) {
                broader_[self].push_back(other->second);
            } else if (value.property == Property::narrower) {
                broader_[other->second].push_back(self);
            } else {
                related_[self].push_back(other->second);
                related_[other->second].push_back(self);
            }
        }
        entry.themes = skos_terms::themes_of(entry);
    }

    void complete_relations() {
        for (auto* lists : {&broader_, &related_}) {
            for (Places& list : *lists) {
                std::ranges::sort(list);
                list.erase(std::unique(list.begin(), list.end()), list.end());
            }
        }
        refuse_loops();
        for (std::size_t i = 0; i < broader_.size(); ++i) {
            ThesaurusConcept& entry = skos_.concepts[i];
            for (const auto above : broader_[i]) {
                entry.broader.push_back(skos_.concepts[above].id);
                skos_.concepts[above].narrower.push_back(entry.id);
            }
            for (const auto other : related_[i]) entry.related.push_back(skos_.concepts[other].id);
        }
    }

    /// Who walks up or down must arrive.
    void refuse_loops() const {
        const auto loop = skos_graph::find_loop(broader_);
        if (!loop) return;
        const auto [at, above] = *loop;
        throw Error{Problem::bad_input, "line " + std::to_string(sources_[at]->line) + ": concept \"" +
                                            skos_.concepts[at].id + "\": its broader concept \"" +
                                            skos_.concepts[above].id + "\" stands below it as well"}
            .with_hint("Remove one skos:broader or skos:narrower of the loop.");
    }

    void read_schemes() {
        std::unordered_map<std::string, std::string> top_of;  // concept's key -> scheme
        for (const Resource& resource : graph_.resources()) {
            for (const Value& value : resource.values) {
                if (value.property == Property::has_top) top_of.emplace(key(value.object), address(resource.name));
            }
        }
        for (std::size_t i = 0; i < sources_.size(); ++i) {
            auto& scheme = skos_.concepts[i].scheme;
            for (const auto property : {Property::in_scheme, Property::top_of}) {
                const auto found = std::ranges::find(sources_[i]->values, property, &Value::property);
                if (scheme.empty() && found != sources_[i]->values.end()) scheme = address(found->object);
            }
            if (scheme.empty()) scheme = top_of[key(sources_[i]->name)];
        }
        describe_scheme();
    }

    void describe_scheme() {
        const auto scheme = std::ranges::find(graph_.resources(), true, &Resource::is_scheme);
        if (scheme != graph_.resources().end()) describe_scheme(*scheme);
        if (skos_.uri.empty()) skos_.uri = skos_.concepts.front().scheme;
    }

    void describe_scheme(const Resource& scheme) {
        skos_.uri = address(scheme.name);
        for (const Value& value : scheme.values) {
            if (value.property != Property::title && value.property != Property::preferred) continue;
            if (const auto title = text_of(value, {})) skos_.title.emplace(title->language, title->text);
        }
        for (const auto property : {Property::licence, Property::rights}) {
            const auto found = std::ranges::find(scheme.values, property, &Value::property);
            if (skos_.licence.empty() && found != scheme.values.end()) skos_.licence = plain(found->object.text);
        }
    }

    const Graph& graph_;
    std::vector<SkosRemark>* remarks_;
    Skos skos_;
    std::vector<const Resource*> sources_;  ///< of the concepts
    std::unordered_map<std::string, std::uint32_t> places_;
    std::unordered_set<std::string> ids_;
    std::vector<Places> broader_, related_;
};

}  // namespace

Skos read_skos(std::string_view bytes, std::vector<SkosRemark>* remarks) {
    const Graph graph{bytes};
    return Reader{graph, remarks}.read();
}

Skos read_skos_file(const std::filesystem::path& file, std::vector<SkosRemark>* remarks) {
    std::string bytes;
    return during(file.string(), [&] {
        read_file(file, [&](std::string_view piece) {
            if (bytes.size() + piece.size() > most_bytes) {
                throw Error{Problem::too_large, "a thesaurus of more than 64 MB"}.with_hint(
                    "Take a part of it, or fewer languages.");
            }
            bytes += piece;
        });
        return read_skos(bytes, remarks);
    });
}

}  // namespace acervo
