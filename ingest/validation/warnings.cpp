// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <set>

#include "corpus/analysis.h"
#include "corpus/catalogue.h"
#include "corpus/text.h"
#include "ingest/edtf.h"
#include "ingest/validate.h"
#include "ingest/validation/check.h"
#include "ingest/validation/codes.h"

namespace acervo {

namespace {

constexpr std::size_t telling_bytes = 160;  // of a text; of a shorter one the language cannot be told for sure
constexpr std::int64_t year = 10000;        // in the days of EdtfSpan
constexpr std::int64_t first_printed = 1450 * year;

using Findings = std::vector<Finding>;

void notice_unknown_members(const Record& record, Findings& found) {
    if (record.extra.empty()) return;
    constexpr std::size_t most_named = 40;
    std::vector<std::string> fields, hints;
    for (const auto& [name, text] : record.extra) {
        if (fields.size() == most_named) {
            fields.emplace_back("…");
            break;
        }
        fields.push_back(shorten(name, 60));
        for (const auto& near : nearest(name, member_names(), 1)) {
            if (std::ranges::find(hints, near) == hints.end()) hints.push_back(near);
        }
    }
    found.push_back({"unknown-field", joined(fields), "", joined(hints)});
}

/// What a reader of this kind of record looks for first (the model's required fields that a record can do without).
std::vector<std::string> absent_fields(const Record& record) {
    std::vector<std::string> absent;
    const auto want = [&](const char* field, bool there) {
        if (!there) absent.emplace_back(field);
    };
    const bool is_practice = record.kind == "practice";
    if (!is_practice) want("issued", !record.issued.empty());
    if (record.kind == "paper" || record.kind == "presentation") want("creators", !record.creators.empty());
    if (!is_practice) return absent;
    const Practice practice = record.practice.value_or(Practice{});
    want("abstract", !record.abstract.empty());
    want("country", !record.countries.empty() || !record.places.empty());
    want("problem", !practice.problem.empty());
    want("solution", !practice.solution.empty());
    want("actors", !practice.actors.empty());
    want("start", !practice.start.empty());
    want("stage", !practice.stage.empty());
    want("results", !practice.results.empty() || !practice.results_note.empty());
    want("evidence_level", practice.evidence_level.has_value());
    want("lessons", !practice.lessons.empty());
    want("conditions", !practice.conditions.empty());
    return absent;
}

std::string primary(const std::string& tag) {
    return tag.substr(0, tag.find('-'));
}

/// Languages that are told apart safely from one another; between kin a guess is no reason to doubt a librarian.
bool is_other_language(const std::string& claimed, const std::string& read) {
    constexpr std::array told = {"es", "pt", "en", "fr", "ca"};
    const auto is_told = [&](const std::string& tag) { return std::ranges::find(told, tag) != told.end(); };
    return is_told(claimed) && is_told(read) && claimed != read && !(claimed == "ca" && read == "es");
}

void notice_texts(const Record& record, Findings& found) {
    std::set<std::string> empty;
    bool doubted = false;  // one is enough to look at the record
    each_text(record, [&](const std::string& field, const LangMap& map) {
        for (const auto& [tag, text] : map) {
            if (squeeze(text).empty()) empty.insert(field + '.' + tag);
            if (doubted || text.size() < telling_bytes || tag == "und") continue;
            const std::string read = guess_language(text, primary(tag));
            if (!is_other_language(primary(tag), read)) continue;
            found.push_back({"language-differs", field, tag, read});
            doubted = true;
        }
    });
    if (!empty.empty()) found.push_back({"empty-text", joined({empty.begin(), empty.end()}), "", ""});
}

void notice_date(const std::string& field, const std::string& text, Findings& found) {
    const auto span = edtf_span(text);
    if (!span) return;
    const std::string today = now().substr(0, 10);
    const std::int64_t next_year = edtf_span(today)->first + year;
    if (span->first > next_year || span->last < first_printed) found.push_back({"unlikely-date", field, text, today});
}

void notice_people(const Record& record, Findings& found) {
    const auto look = [&](const std::string& field, const std::string& text) {
        if (auto address = personal_address(text); !address.empty())
            found.push_back({"personal-address", field, std::move(address), ""});
    };
    if (record.practice) look("contact", record.practice->contact);
    for (const auto* list : {&record.creators, &record.contributors}) {
        const char* const field = list == &record.creators ? "creators" : "contributors";
        for (const auto& agent : *list) {
            look(std::string(field) + ".name", agent.name);
            look(std::string(field) + ".affiliation", agent.affiliation);
        }
    }
}

}  // namespace

void each_text(const Record& record, const std::function<void(const std::string& field, const LangMap&)>& visit) {
    visit("title", record.title);
    visit("abstract", record.abstract);
    visit("note", record.note);
    for (const auto& part : record.parts) visit("parts.title", part.title);
    if (!record.practice) return;
    const Practice& practice = *record.practice;
    for (const auto& [field, map] :
         {std::pair{"problem", &practice.problem}, std::pair{"objectives", &practice.objectives},
          std::pair{"solution", &practice.solution}, std::pair{"process", &practice.process},
          std::pair{"legal_basis", &practice.legal_basis}, std::pair{"staff_note", &practice.staff_note},
          std::pair{"capabilities", &practice.capabilities}, std::pair{"results_note", &practice.results_note},
          std::pair{"sustainability", &practice.sustainability}, std::pair{"lessons", &practice.lessons},
          std::pair{"what_failed", &practice.what_failed}, std::pair{"conditions", &practice.conditions}}) {
        visit(field, *map);
    }
    for (const auto& milestone : practice.milestones) visit("milestones.what", milestone.what);
    for (const auto& result : practice.results) visit("results.name", result.name);
    if (practice.cost) visit("cost.note", practice.cost->note);
    for (const auto& [name, rating] : practice.transferability) visit("transferability." + name, rating.why);
    for (const auto& adoption : practice.adoptions) {
        visit("adoptions.changed", adoption.changed);
        visit("adoptions.result", adoption.result);
    }
}

std::vector<Finding> Validator::notices(const Record& record) const {
    Findings found;
    notice_unknown_members(record, found);
    if (const auto absent = absent_fields(record); !absent.empty())
        found.push_back({"incomplete", joined(absent), "", record.kind});
    notice_texts(record, found);
    notice_date("issued", record.issued, found);
    if (!record.rights.embargo_until.empty() && record.rights.access != "embargo")
        found.push_back({"embargo-unused", "rights.embargo_until", record.rights.embargo_until, record.rights.access});
    notice_people(record, found);
    return found;
}

}  // namespace acervo
