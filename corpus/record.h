// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// What the catalogue keeps: plain values, all text UTF-8 (NFC), all absent things empty.
namespace acervo {

/// BCP 47 tag -> text. "und" where the language is not known; "pt-x-mt" marks a machine translation.
using LangMap = std::map<std::string, std::string>;
using LangListMap = std::map<std::string, std::vector<std::string>>;

/// A person or an organization with a part in the work.
struct Agent {
    std::string name;  ///< as printed; "Family, Given" is accepted and kept
    std::string role;  ///< author, editor, presenter, coordinator, ...; empty: author
    std::string affiliation;
    std::string country;  ///< ISO 3166-1 alpha-2
    std::string orcid;
    std::string ror;
    bool organization = false;
    auto operator<=>(const Agent&) const = default;
};

struct Place {
    std::string name;
    std::string country;      ///< ISO 3166-1 alpha-2
    std::string subdivision;  ///< ISO 3166-2, or its name where the code is not known
    std::string geonames;
    std::string wikidata;
    std::optional<double> lat, lon;          ///< WGS 84 degrees
    std::optional<std::int64_t> population;  ///< inhabitants
    std::optional<int> population_year;
    auto operator<=>(const Place&) const = default;
};

/// Where in an event the work was shown; codes of corpus/events.
struct EventRef {
    std::string id;    ///< event, such as "clad-2024"; empty: no event
    std::string axis;  ///< the event's own axis
    std::string session;
    std::string contribution;
    auto operator<=>(const EventRef&) const = default;
};

struct Rights {
    std::string licence;          ///< SPDX identifier or URI
    std::string access = "open";  ///< open | embargo | restricted
    std::string embargo_until;    ///< ISO date; the text is hidden before it
    std::string holder;
    auto operator<=>(const Rights&) const = default;
};

struct FileRef {
    std::string sha256;  ///< lower-case hex; names the original
    std::uint64_t bytes = 0;
    std::string media_type;  ///< as identified from the content
    std::string name;        ///< base name as received
    std::string language;
    std::string role;  ///< main, slides, supplement; empty: main
    auto operator<=>(const FileRef&) const = default;
};

struct Relation {
    std::string type;    ///< presents, adapts, translates, version, evidence, part
    std::string target;  ///< record id, source key or URL
    auto operator<=>(const Relation&) const = default;
};

struct Source {
    std::string url;
    std::string name;  ///< who published it, when
    std::string harvested_from;
    auto operator<=>(const Source&) const = default;
};

/// A part of a volume: pages of one stored file that are a work of their own.
struct Part {
    LangMap title;
    std::vector<Agent> creators;
    int start = 0, end = 0;  ///< physical pages from 1, both included
    std::string label_start, label_end;
    std::string language;
    double confidence = 0;  ///< 0..1; 1 when a person confirmed it
    bool confirmed = false;
    auto operator<=>(const Part&) const = default;
};

struct Indicator {
    LangMap name;
    std::string unit;
    std::optional<double> baseline, value;
    std::string baseline_date, date;  ///< EDTF
    std::string source;
    auto operator<=>(const Indicator&) const = default;
};

struct Actor {
    std::string name;
    std::string type;  ///< municipality, national, university, ngo, company, community, multilateral, other
    std::string role;
    std::string support;  ///< financial, technical, political, administrative
    auto operator<=>(const Actor&) const = default;
};

struct Cost {
    std::optional<double> setup, yearly;  ///< in units of `currency`
    std::string currency;                 ///< ISO 4217
    std::optional<int> year;
    std::string basis;  ///< estimate | actual
    LangMap note;
    auto operator<=>(const Cost&) const = default;
};

struct Funding {
    std::string source, type;
    std::optional<double> share;  ///< 0..1
    auto operator<=>(const Funding&) const = default;
};

struct Rating {
    std::optional<int> value;  ///< 0..5
    LangMap why;
    auto operator<=>(const Rating&) const = default;
};

struct Adoption {
    Place place;
    std::string date;
    LangMap changed, result;
    std::string source;
    auto operator<=>(const Adoption&) const = default;
};

struct Milestone {
    std::string date;
    LangMap what;
    auto operator<=>(const Milestone&) const = default;
};

struct Award {
    std::string name;
    std::optional<int> year;
    std::string source;
    auto operator<=>(const Award&) const = default;
};

/// The fields of a good practice (kind "practice").
struct Practice {
    LangMap problem, objectives, solution, process;
    std::vector<Milestone> milestones;
    std::vector<Actor> actors;
    std::vector<std::string> beneficiaries;  ///< codes or words
    std::optional<std::int64_t> beneficiaries_number;
    std::string participation;  ///< inform, consult, involve, collaborate, co-decide
    std::optional<std::int64_t> participants;
    LangMap legal_basis;
    std::vector<std::string> competence;  ///< own, shared, delegated
    std::optional<Cost> cost;
    std::vector<Funding> funding;
    std::optional<double> staff_fte;
    LangMap staff_note;
    LangMap capabilities;
    std::string start, end;  ///< EDTF
    std::string stage;       ///< idea, pilot, running, scaled, ended
    std::vector<Indicator> results;
    LangMap results_note;
    std::optional<int> evidence_level;  ///< 0..5
    std::string evaluation;             ///< URL or citation of the evaluation
    LangMap sustainability, lessons, what_failed, conditions;
    std::map<std::string, Rating>
        transferability;  ///< evidence, cost_complexity, documentation, conditions, flexibility
    std::vector<Adoption> adoptions;
    std::vector<Award> awards;
    std::string contact;         ///< organizational unit; never a bare personal address
    std::string validation;      ///< who checked it, and when
    std::string last_confirmed;  ///< ISO date; empty: never confirmed
    auto operator<=>(const Practice&) const = default;
};

/// Everything the catalogue knows of one work.
struct Record {
    std::string id;          ///< opaque and stable, [a-z0-9]+: derived from collection and source key by record_id()
    std::string collection;  ///< namespace of the source keys
    std::string source_key;  ///< unique in its collection
    std::string kind;        ///< proceedings, paper, presentation, practice, report, guide, programme, other, ...
    LangMap title, abstract;
    std::vector<std::string> languages;  ///< BCP 47, of the content
    std::vector<Agent> creators, contributors;
    std::string publisher;
    std::string issued;               ///< EDTF date: "2024", "2024-08", "2024-08-26", "2019/2023"
    std::vector<std::string> themes;  ///< codes, main one first
    std::vector<std::string> axes;    ///< transition axes, primary first
    std::vector<std::string> sdgs;    ///< "11" or "11.3"
    LangListMap keywords;
    std::vector<std::string> countries;  ///< ISO 3166-1 alpha-2, "ZZ" supranational
    std::vector<Place> places;
    std::string level;            ///< government level
    std::string population_band;  ///< p1..p6; derived from the first place's population when absent
    EventRef event;
    Rights rights;
    std::vector<FileRef> files;
    std::vector<Relation> relations;
    Source source;
    std::string status = "submitted";  ///< submitted, curated, validated, withdrawn
    LangMap note;                      ///< shown with the record, such as the notice of the demonstration collection
    std::string doi, handle, isbn, issn, url;
    std::string volume, series;
    std::optional<int> page_start, page_end;
    std::vector<Part> parts;
    std::optional<Practice> practice;
    std::map<std::string, std::string> extra;  ///< members outside the model, as they came (JSON text)
    std::vector<std::string> machine;          ///< names of the fields that were guessed, not given
    auto operator<=>(const Record&) const = default;
};

enum class UnitKind { page, slide, section };

/// One passage of a text, numbered from 1 in reading order.
struct Unit {
    int number = 0;
    UnitKind kind = UnitKind::page;
    std::string label;     ///< as printed ("xii"); empty: same as the number
    std::string language;  ///< BCP 47; empty: not known
    std::string title;     ///< heading or slide title, may be empty
    std::string text;
    std::string notes;  ///< speaker's notes
    std::string
        origin;  ///< how the text came to be: "ocr" when a machine recognised it in a picture; empty: the file's
    double confidence = 0;  ///< of that recognition, 0..1
    auto operator<=>(const Unit&) const = default;
};

std::string to_string(UnitKind kind);         ///< "page", "slide", "section"
UnitKind unit_kind(const std::string& name);  ///< throws Error (bad_input)

/// Id of a record: the first 50 bits of SHA-256(collection, NUL, source key) in ten letters of lower-case Crockford
/// base 32, so that the same material has the same addresses in every catalogue.
std::string record_id(const std::string& collection, const std::string& source_key);

/// The text to show somebody who reads `language`: that language, then its kin (es/pt/gl/ca), en, then whatever there
/// is. Returns {language, text}; both empty when the map is.
std::pair<std::string, std::string> best(const LangMap& map, const std::string& language);

/// Year of an EDTF date ("2024-08-26" -> 2024); nothing when it has none.
std::optional<int> year_of(const std::string& edtf);

/// p1..p6 of a number of inhabitants (the bands of vocabularies/population.json).
std::string population_band(std::int64_t inhabitants);

/// Whether text, snippets and files may be shown on the day `today` (ISO date).
bool is_open(const Rights& rights, const std::string& today);

}  // namespace acervo
