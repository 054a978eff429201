// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/bibliographic/dublin_core.h"

#include <algorithm>
#include <array>

#include "corpus/analysis.h"
#include "corpus/text.h"
#include "ingest/bibliographic/values.h"
#include "ingest/formats/countries.h"
#include "ingest/formats/metadata.h"

namespace acervo {

namespace {

/// Several texts of one field without a declared language are mostly translations of one another: each goes to the
/// language it is in. @return false where its place is taken.
bool put_translation(LangMap& map, const std::string& language, const std::string& text) {
    if (text.empty()) return true;
    if (!language.empty()) return map.emplace(language, text).second;
    if (map.empty()) return map.emplace("und", text).second;
    const auto guessed = guess_language(text);
    if (guessed.empty() || guessed == "und") return false;
    if (const auto first = map.find("und"); first != map.end() && !map.contains(guessed)) {
        const auto own = guess_language(first->second);
        if (own == guessed) return false;
        return map.emplace(guessed, text).second;
    }
    return map.emplace(guessed, text).second;
}

void add_title(const DcValue& value, Record& record) {
    const auto text = squeeze(value.value);
    const bool alternative = value.qualifier == "alternative" || value.qualifier == "translated";
    if (!alternative || !value.language.empty() || !record.title.empty())
        put_translation(record.title, value.language, text);
}

void add_agent(const DcValue& value, Record& record) {
    Agent agent{.name = written_name(value.value), .role = {}, .orcid = orcid_in(value.value)};
    if (!agent.orcid.empty()) {  // "Pérez, Ana [0000-0002-...]"
        const auto at = agent.name.find_first_of("[(0;");
        agent.name = written_name(agent.name.substr(0, at));
    }
    if (agent.name.empty()) return;
    const std::string role = value.qualifier == "none" ? "" : value.qualifier;
    if (value.element == "creator" || role == "author") {
        record.creators.push_back(std::move(agent));
        return;
    }
    agent.role = role.empty() || role == "other" ? "contributor" : written_role(role);
    agent.organization = role == "institution" || role == "funder" || role == "sponsor";
    record.contributors.push_back(std::move(agent));
}

void add_description(const DcValue& value, Record& record) {
    constexpr std::array<std::string_view, 9> administrative{
        "provenance", "statementofresponsibility", "version", "uri", "degree", "notes", "filiation", "peerreviewed",
        "status"};
    if (std::ranges::find(administrative, value.qualifier) != administrative.end()) return;
    const bool summary = value.qualifier == "abstract" || value.qualifier == "resumen" || value.qualifier == "resumo";
    if (!summary && !value.qualifier.empty()) {
        append(record.note, value.language, value.value);
        return;
    }
    const auto text = squeeze(value.value);
    if (!put_translation(record.abstract, value.language, text)) append(record.note, value.language, text);
}

/// Dates of a record: the one of issue, else the earliest that is a date alone (the others are when a system did what).
class Dates {
public:
    void add(const DcValue& value, BibliographicRecord& made) {
        const auto text = squeeze(value.value);
        constexpr std::string_view embargo = "info:eu-repo/date/embargoEnd/";
        if (text.starts_with(embargo) || value.qualifier.find("embargo") != std::string::npos) {
            const auto day = written_date(text.starts_with(embargo) ? text.substr(embargo.size()) : text);
            if (day.size() == 10) made.record.rights.embargo_until = day;
        } else if (value.qualifier == "issued" || value.qualifier == "published") {
            if (issued_.empty()) issued_ = text;
        } else if (value.qualifier.empty() || value.qualifier == "created" || value.qualifier == "copyright") {
            const bool moment = text.find('T') != std::string::npos && text.size() > 12;
            auto& kept = moment ? moment_ : day_;
            if (kept.empty() || (!written_date(text).empty() && written_date(text) < written_date(kept))) kept = text;
        } else if (value.qualifier == "available" && moment_.empty()) {
            moment_ = text;
        }
    }
    std::string issued() const { return !issued_.empty() ? issued_ : !day_.empty() ? day_ : moment_; }

private:
    std::string issued_, day_, moment_;
};

void add_rights(const DcValue& value, Record& record) {
    const auto text = squeeze(value.value), folded = fold(text);
    if (value.qualifier == "holder") {
        record.rights.holder = text;
        return;
    }
    const auto has = [&](const char* word) { return folded.find(word) != std::string::npos; };
    if (has("embargoedaccess") || has("embargoed access") || has("/c_f1cf")) {
        record.rights.access = "embargo";
    } else if (has("restrictedaccess") || has("closedaccess") || has("restricted access") || has("/c_16ec") ||
               has("/c_14cb")) {
        record.rights.access = "restricted";
    }
    if (record.rights.licence.empty()) record.rights.licence = licence_id(text);
    // The names of access rights are addresses too, but no licences.
    if (has("info:eu-repo") || has("purl.org/coar")) record.rights.licence.clear();
}

void add_coverage(const DcValue& value, Record& record) {
    const auto text = squeeze(value.value);
    if (value.qualifier == "temporal" || text.size() > 200) return;
    if (value.qualifier.empty() && !written_date(text).empty()) return;  // a period
    if (const auto country = country_code(text); !country.empty()) {
        add_country(record, country);
    } else if (text.find('=') == std::string::npos) {  // no DCMI Box
        record.places.push_back({.name = text, .country = country_of_affiliation(text)});
    }
}

void add_relation(const DcValue& value, Record& record) {
    const auto text = squeeze(value.value);
    const bool address = text.starts_with("http://") || text.starts_with("https://") || text.starts_with("info:");
    if (value.qualifier.starts_with("ispartof") && !address) {
        if (record.series.empty()) record.series = text;
    } else if (value.qualifier == "isversionof" || value.qualifier == "ispartof") {
        record.relations.push_back({value.qualifier == "ispartof" ? "part" : "version", text});
    }
}

void add_type(const std::string& text, std::string& kind) {
    const auto found = written_kind(text);
    // "other" and what is said of a version give way to what says more.
    if (!found.empty() && (kind.empty() || kind == "other")) kind = found;
}

/// Schemas beside Dublin Core of which some elements mean the same.
bool is_ours(const DcValue& value) {
    if (value.schema == "dc") return true;
    return value.element == "type" || value.element == "resourcetype";
}

}  // namespace

BibliographicRecord record_from_dc(const std::vector<DcValue>& values) {
    BibliographicRecord made;
    Record& record = made.record;
    Dates dates;
    std::string other;
    for (const auto& value : values) {
        const auto& element = value.element;
        const auto text = squeeze(value.value);
        if (!is_ours(value)) continue;
        if (element == "title") {
            add_title(value, record);
        } else if (element == "creator" || element == "contributor") {
            add_agent(value, record);
        } else if (element == "description") {
            add_description(value, record);
        } else if (element == "subject") {
            const bool code = value.qualifier == "ddc" || value.qualifier == "lcc" || value.qualifier == "cdu" ||
                              text.starts_with("http");
            if (code) continue;
            if (text.find(';') != std::string::npos) {
                for (const auto& word : split_list(std::string_view{text})) put(record.keywords, value.language, word);
            } else {
                put(record.keywords, value.language, text);
            }
        } else if (element == "date") {
            dates.add(value, made);
        } else if (element == "type" || element == "resourcetype") {
            add_type(text, record.kind);
        } else if (element == "language") {
            if (value.qualifier != "rfc3066") add_language(made, text);
        } else if (element == "publisher") {
            if (record.publisher.empty()) record.publisher = text;
        } else if (element == "identifier") {
            if (value.qualifier == "citation") {
                append(record.note, value.language, text);
            } else if (value.qualifier == "isbn" || value.qualifier == "issn") {
                add_identifier(record, value.qualifier + " " + text);
            } else if (value.qualifier != "orcid" && !add_identifier(record, text) && other.empty()) {
                other = text;
            }
        } else if (element == "source") {
            const bool address = text.starts_with("http://") || text.starts_with("https://");
            auto named = text;
            if (address && (value.qualifier == "uri" || record.source.url.empty())) std::swap(record.source.url, named);
            if (record.source.name.empty() && named != record.source.url) record.source.name = named;
        } else if (element == "rights") {
            add_rights(value, record);
        } else if (element == "coverage") {
            add_coverage(value, record);
        } else if (element == "relation") {
            add_relation(value, record);
        }
    }
    set_issued(made, dates.issued());
    if (record.kind == "proceedings" && record.creators.empty()) {
        // Who edits a volume is who made it.
        const auto editors = std::ranges::stable_partition(record.contributors,
                                                           [](const Agent& agent) { return agent.role != "editor"; });
        record.creators.assign(editors.begin(), editors.end());
        record.contributors.erase(editors.begin(), editors.end());
    }
    // An embargo that nobody knows the end of is a restriction.
    if (record.rights.access == "embargo" && record.rights.embargo_until.empty()) record.rights.access = "restricted";
    if (record.rights.access != "embargo") record.rights.embargo_until.clear();
    finish(made);
    if (record.source_key.empty()) record.source_key = !record.url.empty() ? record.url : other;
    return made;
}

}  // namespace acervo
