// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/documents.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <span>

#include "corpus/analysis.h"
#include "corpus/practice.h"
#include "corpus/text.h"
#include "indexer/fields.h"
#include "indexer/names.h"

namespace acervo {

namespace {

using Use = TermCache::Use;

// A text is analysed in pieces of this size, so that a book without pages does not cost a multiple of its length.
constexpr std::size_t longest_piece = std::size_t{1} << 20;
constexpr std::size_t longest_title = 200;
constexpr auto after_the_day = "~";  // sorts behind the date and before the next one

/// Takes a piece off the front of `text`, ending at white space where there is any.
std::string_view next_piece(std::string_view& text) {
    std::size_t end = text.size();
    if (end > longest_piece) {
        const std::size_t space = text.find_last_of(" \n\t", longest_piece);
        end = space == std::string_view::npos || space == 0 ? longest_piece : space;
        while (end > 1 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    }
    const std::string_view piece = text.substr(0, end);
    text.remove_prefix(end);
    return piece;
}

/// "2024-08" -> "20240800": the start of an EDTF date, for sorting.
std::string sortable_date(const std::string& issued) {
    const std::optional<int> year = year_of(issued);
    if (!year || *year < 0 || *year > 9999) return {};
    std::string date = std::to_string(*year);
    date.insert(0, 4 - date.size(), '0');
    const std::size_t at = issued.find(date);
    std::size_t next = at == std::string::npos ? issued.size() : at + 4;
    for (int part = 0; part < 2; ++part) {
        const bool digits = next + 2 < issued.size() && issued[next] == '-' &&
                            issued.find_first_not_of("0123456789", next + 1) >= next + 3;
        // "2019-21" is summer 2019 in EDTF, and no month; so is everything that follows it.
        const bool given = digits && (part == 1 || issued.compare(next + 1, 2, "12") <= 0);
        date += given ? issued.substr(next + 1, 2) : "00";
        next = given ? next + 3 : issued.size();
    }
    return date;
}

std::string cut_title(std::string title) {
    if (title.size() <= longest_title) return title;
    std::size_t end = longest_title;
    while (end > 0 && (static_cast<unsigned char>(title[end]) & 0xC0) == 0x80) --end;
    title.resize(end);
    return title;
}

}  // namespace

std::string record_term(const std::string& id) {
    return fields::term(fields::id, id);
}
std::string passages_term(const std::string& id) {
    return fields::term(fields::record, id);
}

DocumentMaker::DocumentMaker(const Vocabulary& vocabulary, std::string today, const Translations* translations)
    : vocabulary_(vocabulary), today_(std::move(today)), translations_(translations), cache_(vocabulary.thesaurus()) {}

Documents DocumentMaker::make(const Stored& stored, const std::vector<Unit>& units) {
    const Record& record = stored.record;
    cache_.trim();
    made_ = {};
    made_.id = record.id;
    next_ = next_title_ = next_name_ = 1;
    counts_.clear();
    present_.clear();
    positions_.clear();
    language_ = own_language(record);

    add_titles(record.title);
    add_metadata(record);
    if (record.practice) add_practice(*record.practice);
    if (translations_) add_translations(record);
    add_names(record);
    const bool open = is_open(record.rights, today_);
    if (open) {
        for (const Unit& unit : units) add_unit(unit, record.id);
    } else if (record.rights.access == "embargo" && !record.rights.embargo_until.empty()) {
        made_.record.add_boolean_term(fields::term(fields::embargo, record.rights.embargo_until));
    }
    // The day after, the record is made anew under other codes.
    if (record.practice && confirmation(*record.practice, today_) == "recent")
        made_.record.add_boolean_term(fields::term(fields::embargo, fresh_until(*record.practice) + after_the_day));
    add_terms();
    add_codes(record);
    add_identifiers(record);
    for (const std::string& name : name_terms(record)) made_.record.add_boolean_term(name);
    made_.record.add_boolean_term(record_term(record.id));
    made_.record.add_value(fields::slot_date, sortable_date(record.issued));
    made_.record.add_value(fields::slot_place, fields::pack_places(record));
    made_.record.add_value(fields::slot_title, cut_title(best(record.title, language_).second));
    made_.record.set_data(nlohmann::json{
        {"id", record.id},
        {"passages", made_.passages.size()},
        {"text", open ? stored.text : 0},
        {"version",
         stored.version}}.dump());
    return std::move(made_);
}

std::string DocumentMaker::language_of(const std::string& tag) const {
    return tag.empty() || tag == "und" ? language_ : analysis_language(tag);
}

std::size_t DocumentMaker::add_positions(std::string_view text, TermCache::Table& table, Xapian::termpos& next,
                                         TermCounts& counts) {
    std::size_t total = 0;
    while (!text.empty()) {
        const std::string_view piece = next_piece(text);
        const std::vector<Word> found = words(piece);
        for (const Word& word : found) {
            const WordTerms& terms = table.of(word.text);
            positions_.emplace_back(terms.folded, next++);
            if (terms.stem != no_term) counts.add(terms.stem);
            if (terms.second_stem != no_term) counts.add(terms.second_stem);
            if (terms.accented != no_term) present_.add(terms.accented);
            if (table.labels()) labels_.push_back(terms.label);
        }
        if (table.labels()) add_concepts(*table.labels(), counts);
        total += found.size();
    }
    if (total > 0) next += fields::position_gap;
    made_.words += total;
    return total;
}

void DocumentMaker::add_concepts(const LabelTrie& labels, TermCounts& counts) {
    const std::span<const LabelTrie::Word> words{labels_};
    for (std::size_t at = 0; at < words.size();) {
        const std::size_t length = words[at] == 0 ? 0 : labels.longest(words.subspan(at), concepts_);
        if (length > 0) {
            for (const std::uint32_t ordinal : concepts_) counts.add(cache_.concept_term(ordinal));
        }
        at += length > 0 ? length : 1;
    }
    labels_.clear();
}

void DocumentMaker::add_body(std::string_view text, const std::string& language) {
    if (!text.empty()) add_positions(text, cache_.table(Use::body, language), next_, counts_);
}

void DocumentMaker::add_body(const LangMap& texts) {
    for (const auto& [tag, text] : texts) add_body(text, language_of(tag));
}

void DocumentMaker::add_titles(const LangMap& titles) {
    add_body(titles);
    for (const auto& [tag, text] : titles) {
        add_positions(text, cache_.table(Use::title, language_of(tag)), next_title_, counts_);
    }
}

void DocumentMaker::add_names(const Record& record) {
    for (const Agent& agent : record.creators) add_name(agent);
    for (const Agent& agent : record.contributors) add_name(agent);
    for (const Part& part : record.parts) {
        for (const Agent& agent : part.creators) add_name(agent);
    }
}

void DocumentMaker::add_name(const Agent& agent) {
    TermCache::Table& table = cache_.table(Use::name, "und");
    add_positions(agent.name, table, next_name_, counts_);
    const std::size_t comma = agent.name.find(", ");
    if (comma == std::string::npos || agent.organization) return;
    // "Freire, Paulo" answers to author:"Paulo Freire" too.
    add_positions(agent.name.substr(comma + 2) + ' ' + agent.name.substr(0, comma), table, next_name_, counts_);
}

void DocumentMaker::add_metadata(const Record& record) {
    add_body(record.abstract);
    for (const auto& [tag, list] : record.keywords) {
        for (const std::string& keyword : list) add_body(keyword, language_of(tag));
    }
    for (const Place& place : record.places) {
        add_body(place.name, language_);
        add_body(place.subdivision, language_);
    }
    for (const auto* agents : {&record.creators, &record.contributors}) {
        for (const Agent& agent : *agents) add_body(agent.affiliation, language_);
    }
    add_body(record.publisher, language_);
    add_body(record.series, language_);
    for (const Part& part : record.parts) add_body(part.title);
}

void DocumentMaker::add_practice(const Practice& practice) {
    for (const LangMap* texts :
         {&practice.problem, &practice.objectives, &practice.solution, &practice.process, &practice.legal_basis,
          &practice.staff_note, &practice.capabilities, &practice.results_note, &practice.sustainability,
          &practice.lessons, &practice.what_failed, &practice.conditions}) {
        add_body(*texts);
    }
    for (const Milestone& milestone : practice.milestones) add_body(milestone.what);
    for (const Actor& actor : practice.actors) add_body(actor.name, language_);
    for (const std::string& beneficiary : practice.beneficiaries) add_body(beneficiary, language_);
    if (practice.cost) add_body(practice.cost->note);
    for (const Funding& funding : practice.funding) add_body(funding.source, language_);
    for (const Indicator& indicator : practice.results) add_body(indicator.name);
    for (const auto& [criterion, rating] : practice.transferability) add_body(rating.why);
    for (const Adoption& adoption : practice.adoptions) {
        add_body(adoption.place.name, language_);
        add_body(adoption.changed);
        add_body(adoption.result);
    }
    for (const Award& award : practice.awards) add_body(award.name, language_);
    add_body(practice.contact, language_);
}

void DocumentMaker::add_translations(const Record& record) {
    for (const LangMap* texts : {&record.title, &record.abstract}) {
        for (const std::string_view target : translation_targets) {
            const std::string language{target};
            const auto translation = translations_->find(*texts, language, language_);
            if (!translation) continue;
            TermCache::Table& table = cache_.table(Use::translation, language);
            for (const Word& word : words(translation->text)) {
                const WordTerms& terms = table.of(word.text);
                counts_.add(terms.stem);
                if (terms.second_stem != no_term) counts_.add(terms.second_stem);
                ++made_.words;
            }
        }
    }
}

void DocumentMaker::add_unit(const Unit& unit, const std::string& record_id) {
    TermCache::Table& table = cache_.table(Use::body, language_of(unit.language));
    unit_counts_.clear();
    std::size_t total = 0;
    // Extractors differ in whether a heading is part of its text.
    if (!std::string_view{unit.text}.starts_with(unit.title)) {
        total += add_positions(unit.title, table, next_, unit_counts_);
    }
    total += add_positions(unit.text, table, next_, unit_counts_);
    total += add_positions(unit.notes, table, next_, unit_counts_);
    if (total == 0) return;

    Xapian::Document passage;
    for (const TermId id : unit_counts_.terms()) {
        passage.add_term(cache_.text(id), unit_counts_.count(id));
        counts_.add(id, unit_counts_.count(id));
    }
    const std::string key = record_id + ':' + std::to_string(unit.number);
    passage.add_boolean_term(fields::term(fields::id, key));
    passage.add_boolean_term(passages_term(record_id));
    passage.add_value(fields::slot_number, Xapian::sortable_serialise(unit.number));
    passage.set_data(key);
    made_.passages.push_back(std::move(passage));
}

void DocumentMaker::add_terms() {
    for (const TermId id : counts_.terms()) made_.record.add_term(cache_.text(id), counts_.count(id));
    for (const TermId id : present_.terms()) made_.record.add_term(cache_.text(id), 1);
    std::sort(positions_.begin(), positions_.end());
    TermId last = no_term;
    bool counted = true;
    for (const auto& [id, position] : positions_) {
        // Of a name only the presence counts: a hundred authors do not make a long text.
        if (id != last) counted = !cache_.text(id).starts_with(fields::author);
        made_.record.add_posting(cache_.text(id), position, counted || id != last ? 1 : 0);
        last = id;
    }
}

void DocumentMaker::add_codes(const Record& record) {
    const fields::Codes codes = fields::codes_of(record, vocabulary_, today_);
    for (const fields::FacetField& facet : fields::facets) {
        const auto found = codes.find(std::string{facet.name});
        if (found == codes.end()) continue;
        for (const std::string& value : found->second) {
            made_.record.add_boolean_term(fields::code_term(facet.name, value));
            const std::string_view above = facet.tree ? fields::parent(value) : std::string_view{};
            if (!above.empty()) made_.record.add_boolean_term(fields::code_term(facet.name, above));
        }
    }
    made_.record.add_value(fields::slot_facets, fields::pack(codes, year_of(record.issued)));
}

void DocumentMaker::add_identifiers(const Record& record) {
    for (const std::string* text : {&record.doi, &record.handle, &record.isbn, &record.issn, &record.source_key}) {
        const std::string identifier = fields::identifier(*text);
        if (!identifier.empty()) made_.record.add_boolean_term(fields::term(fields::identifier_prefix, identifier));
    }
}

}  // namespace acervo
