// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "corpus/record.h"

namespace acervo {

class Thesaurus;
struct ThesaurusConcept;

struct Concept {
    std::string code;
    LangMap label;                                                 ///< es, pt, en
    std::map<std::string, std::vector<std::string>> alternatives;  ///< other labels by language ("pt-PT" among them)
    std::string parent;                                            ///< code of the broader concept; empty at the top
    std::string uri;
    LangMap definition;                       ///< where the label does not say it all
    std::optional<std::int64_t> from, below;  ///< inhabitants of a population band: from <= n < below
    std::vector<std::string> children;        ///< filled by the loader, in file order
};

/// A scheme of codes with labels: theme, axis, kind, level, population, stage, sdg, country, language, access,
/// evidence, region, participation, beneficiaries, competence, actor, support, status, mode, transferability.
struct Scheme {
    std::string name;
    LangMap title;
    std::vector<Concept> concepts;  ///< in display order, parents before children
    const Concept* find(const std::string& code) const;
    /// "country" or "language": labels are ICU's, and codes that are not listed have one too. Empty: labels are in the
    /// file.
    std::string names;
    /// Label in the language of the reader ("pt-PT" reads "pt"), else in a kindred one; the code itself where there is
    /// none.
    std::string label(const std::string& code, const std::string& language) const;
    /// The code and every code above it, nearest first.
    std::vector<std::string> with_ancestors(const std::string& code) const;
};

/// One axis (track) of an event and what it means in our codes.
struct EventAxis {
    std::string code;
    LangMap label;
    std::vector<std::string> themes, axes;
};

struct Session {
    std::string code;
    LangMap title;
    std::string axis, date;
};

struct Event {
    std::string id;  ///< "clad-2024"
    std::string series;
    LangMap name;
    std::string edition;  ///< "XXIX"; empty: not known
    LangMap theme_statement;
    std::string start, end;  ///< EDTF
    std::string mode;        ///< onsite, online, hybrid; empty: not known
    Place venue;
    std::vector<std::string> organizers, languages;
    std::string url;
    std::vector<std::string> sources;  ///< where these facts were published
    std::vector<EventAxis> axes;
    std::vector<Session> sessions;
    LangMap note;  ///< what could not be checked, or where the axes come from
};

struct EventSeries {
    std::string id;  ///< "clad"
    LangMap name, description;
    std::string organizer, frequency, url;
    std::vector<std::string> sources;
    bool name_confirmed = true;       ///< false: the exact name could not be checked
    LangMap note;                     ///< what could not be checked
    std::vector<std::string> events;  ///< ids, newest first
};

/// Everything that is read at start from a folder with one JSON file per scheme (`vocabularies/`) and per event series
/// (`events/`), and the thesaurus. Immutable once loaded; safe to share among threads.
class Vocabulary {
public:
    /// @throws Error (bad_input) naming file and place: bad JSON, a code twice, an unknown parent, a missing es/pt/en
    /// label, an unknown member, an axis of an event that maps to no code; Error (broken) when the folder has no
    /// vocabularies. The thesaurus is Thesaurus::load() of both folders; a concept of it that is matched with a theme
    /// that does not exist is an error too.
    static Vocabulary load(const std::filesystem::path& folder, const std::filesystem::path& data = {});

    const Scheme& scheme(const std::string& name) const;  ///< throws Error (not_found)
    bool has_scheme(const std::string& name) const;
    std::vector<std::string> schemes() const;
    /// Country names come from ICU in every language; this holds the codes and their regions.
    const std::vector<EventSeries>& series() const;
    const EventSeries* find_series(const std::string& id) const;
    const Event* find_event(const std::string& id) const;
    const std::vector<Event>& events() const;
    const Thesaurus& thesaurus() const;  ///< empty where there is none
    /// @throws Error (bad_input) naming a concept that is matched with a theme that does not exist
    void check_themes(std::span<const ThesaurusConcept> concepts) const;

private:
    std::map<std::string, Scheme> schemes_;
    std::vector<EventSeries> series_;
    std::vector<Event> events_;
    std::shared_ptr<const Thesaurus> thesaurus_;  ///< shared by copies
};

/// Name of a country (ISO 3166-1 alpha-2) or language (BCP 47) as readers of `language` say it, from ICU; the code when
/// unknown.
std::string country_name(const std::string& code, const std::string& language);
std::string language_name(const std::string& code, const std::string& language);
/// Whether ICU knows the country code ("ZZ", supranational, counts).
bool is_country(const std::string& code);

/// The folder `corpus/` as installed: ACERVO_SHARE, else beside the program, else the source tree it was built from.
std::filesystem::path share_folder();

}  // namespace acervo
