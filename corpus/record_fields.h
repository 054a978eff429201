// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <concepts>
#include <type_traits>

#include "corpus/record.h"

/// The members of the model with their names in JSON, listed once for reading, writing and asking: `field(name, member,
/// other names that are read...)`. Private to corpus/.
namespace acervo {

template <typename Given, typename Meant>
concept Like = std::same_as<std::remove_const_t<Given>, Meant>;

void each_field(auto& field, Like<Agent> auto& agent) {
    field("name", agent.name);
    field("role", agent.role);
    field("affiliation", agent.affiliation);
    field("country", agent.country);
    field("orcid", agent.orcid);
    field("ror", agent.ror);
    field("organization", agent.organization);
}

void each_field(auto& field, Like<Place> auto& place) {
    field("name", place.name);
    field("country", place.country);
    field("subdivision", place.subdivision, "iso3166-2");
    field("geonames", place.geonames);
    field("wikidata", place.wikidata);
    field("lat", place.lat, "latitude");
    field("lon", place.lon, "lng", "longitude");
    field("population", place.population);
    field("population_year", place.population_year);
}

void each_field(auto& field, Like<EventRef> auto& event) {
    field("id", event.id);
    field("axis", event.axis);
    field("session", event.session);
    field("contribution", event.contribution);
}

void each_field(auto& field, Like<Rights> auto& rights) {
    field("licence", rights.licence, "license");
    field("access", rights.access);
    field("embargo_until", rights.embargo_until);
    field("holder", rights.holder);
}

void each_field(auto& field, Like<FileRef> auto& file) {
    field("sha256", file.sha256);
    field("bytes", file.bytes);
    field("media_type", file.media_type, "mime");
    field("name", file.name);
    field("language", file.language, "lang");
    field("role", file.role);
}

void each_field(auto& field, Like<Relation> auto& relation) {
    field("type", relation.type);
    field("target", relation.target);
}

void each_field(auto& field, Like<Source> auto& source) {
    field("url", source.url);
    field("name", source.name);
    field("harvested_from", source.harvested_from);
}

void each_field(auto& field, Like<Part> auto& part) {
    field("title", part.title);
    field("creators", part.creators, "authors");
    field("start", part.start);
    field("end", part.end);
    field("label_start", part.label_start);
    field("label_end", part.label_end);
    field("language", part.language, "lang");
    field("confidence", part.confidence);
    field("confirmed", part.confirmed);
}

void each_field(auto& field, Like<Indicator> auto& indicator) {
    field("name", indicator.name, "indicator");
    field("unit", indicator.unit);
    field("baseline", indicator.baseline);
    field("value", indicator.value);
    field("baseline_date", indicator.baseline_date);
    field("date", indicator.date);
    field("source", indicator.source);
}

void each_field(auto& field, Like<Actor> auto& actor) {
    field("name", actor.name, "org");
    field("type", actor.type);
    field("role", actor.role);
    field("support", actor.support);
}

void each_field(auto& field, Like<Cost> auto& cost) {
    field("setup", cost.setup);
    field("yearly", cost.yearly);
    field("currency", cost.currency);
    field("year", cost.year);
    field("basis", cost.basis);
    field("note", cost.note);
}

void each_field(auto& field, Like<Funding> auto& funding) {
    field("source", funding.source);
    field("type", funding.type);
    field("share", funding.share);
}

void each_field(auto& field, Like<Rating> auto& rating) {
    field("value", rating.value);
    field("why", rating.why);
}

void each_field(auto& field, Like<Adoption> auto& adoption) {
    field("place", adoption.place);
    field("date", adoption.date);
    field("changed", adoption.changed);
    field("result", adoption.result);
    field("source", adoption.source);
}

void each_field(auto& field, Like<Milestone> auto& milestone) {
    field("date", milestone.date);
    field("what", milestone.what);
}

void each_field(auto& field, Like<Award> auto& award) {
    field("name", award.name);
    field("year", award.year);
    field("source", award.source);
}

void each_field(auto& field, Like<Practice> auto& practice) {
    field("problem", practice.problem);
    field("objectives", practice.objectives);
    field("solution", practice.solution);
    field("process", practice.process);
    field("milestones", practice.milestones);
    field("actors", practice.actors);
    field("beneficiaries", practice.beneficiaries);
    field("beneficiaries_number", practice.beneficiaries_number);
    field("participation", practice.participation);
    field("participants", practice.participants);
    field("legal_basis", practice.legal_basis);
    field("competence", practice.competence);
    field("cost", practice.cost);
    field("funding", practice.funding);
    field("staff_fte", practice.staff_fte);
    field("staff_note", practice.staff_note);
    field("capabilities", practice.capabilities);
    field("start", practice.start);
    field("end", practice.end);
    field("stage", practice.stage);
    field("results", practice.results);
    field("results_note", practice.results_note);
    field("evidence_level", practice.evidence_level);
    field("evaluation", practice.evaluation);
    field("sustainability", practice.sustainability);
    field("lessons", practice.lessons);
    field("what_failed", practice.what_failed);
    field("conditions", practice.conditions);
    field("transferability", practice.transferability);
    field("adoptions", practice.adoptions);
    field("awards", practice.awards);
    field("contact", practice.contact);
    field("validation", practice.validation);
    field("last_confirmed", practice.last_confirmed);
}

/// All but `practice` (its members stand beside these), `extra` and what the codec does itself.
void each_field(auto& field, Like<Record> auto& record) {
    field("language", record.languages, "languages", "lang");  // first: the language of texts that name none
    field("id", record.id);
    field("collection", record.collection);
    field("source_key", record.source_key);
    field("kind", record.kind);
    field("title", record.title);
    field("abstract", record.abstract, "summary");
    field("creators", record.creators, "authors", "presenter");
    field("contributors", record.contributors);
    field("publisher", record.publisher);
    field("issued", record.issued, "date", "year");
    field("theme", record.themes, "themes");
    field("axis", record.axes, "axes");
    field("sdg", record.sdgs, "sdgs");
    field("keywords", record.keywords);
    field("country", record.countries, "countries");
    field("place", record.places, "places");
    field("government_level", record.level, "level");
    field("population_band", record.population_band);
    field("event", record.event);
    field("rights", record.rights);
    field("files", record.files);
    field("relations", record.relations);
    field("source", record.source);
    field("status", record.status);
    field("note", record.note);
    field("doi", record.doi);
    field("handle", record.handle);
    field("isbn", record.isbn);
    field("issn", record.issn);
    field("url", record.url);
    field("volume", record.volume);
    field("series", record.series);
    field("page_start", record.page_start);
    field("page_end", record.page_end);
    field("parts", record.parts);
    field("machine", record.machine);
}

void each_field(auto& field, Like<Unit> auto& unit) {
    field("number", unit.number, "n");
    field("kind", unit.kind);
    field("label", unit.label);
    field("language", unit.language, "lang");
    field("title", unit.title);
    field("text", unit.text);
    field("notes", unit.notes);
    field("origin", unit.origin);
    field("confidence", unit.confidence);
}

}  // namespace acervo
