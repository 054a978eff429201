// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/vocabulary.h"

#include <unicode/uloc.h>

#include <algorithm>
#include <cstdlib>
#include <set>

#include "corpus/error.h"
#include "corpus/icu.h"
#include "corpus/thesaurus.h"
#include "corpus/vocabulary_json.h"

namespace acervo {
namespace {

std::vector<std::filesystem::path> json_files(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    std::error_code code;
    for (std::filesystem::directory_iterator at{folder, code}, end; !code && at != end; at.increment(code))
        if (at->path().extension() == ".json") files.push_back(at->path());
    if (code)
        throw Error{Problem::broken, folder.string() + ": " + code.message()}.with_hint(
            "ACERVO_SHARE names the folder that holds vocabularies/ and events/");
    std::ranges::sort(files);
    return files;
}

std::string primary(const std::string& language) {
    return language.substr(0, language.find_first_of("-_"));
}

}  // namespace

const Concept* Scheme::find(const std::string& code) const {
    const auto found = std::ranges::find(concepts, code, &Concept::code);
    return found == concepts.end() ? nullptr : &*found;
}

std::string Scheme::label(const std::string& code, const std::string& language) const {
    const auto* entry = find(code);
    if (!entry || !entry->label.contains(primary(language))) {
        if (names == "country") return country_name(code, language);
        if (names == "language") return language_name(code, language);
    }
    if (!entry) return code;
    if (const auto found = entry->label.find(language); found != entry->label.end()) return found->second;
    if (const auto found = entry->label.find(primary(language)); found != entry->label.end()) return found->second;
    const auto [found_language, text] = best(entry->label, primary(language));
    return text.empty() ? code : text;
}

std::vector<std::string> Scheme::with_ancestors(const std::string& code) const {
    std::vector<std::string> result{code};
    for (const auto* entry = find(code); entry && !entry->parent.empty(); entry = find(entry->parent))
        result.push_back(entry->parent);
    return result;
}

Vocabulary Vocabulary::load(const std::filesystem::path& folder, const std::filesystem::path& data) {
    Vocabulary result;
    for (const auto& file : json_files(folder / "vocabularies")) {
        auto scheme = read_scheme(file);
        result.schemes_.emplace(scheme.name, std::move(scheme));
    }
    if (!result.has_scheme("theme") || !result.has_scheme("axis"))
        throw Error{Problem::broken, (folder / "vocabularies").string() + ": theme.json or axis.json is missing"};
    for (const auto& file : json_files(folder / "events")) {
        auto [series, events] = read_series(file, result.scheme("theme"), result.scheme("axis"));
        for (auto& event : events) {
            if (result.find_event(event.id))
                throw Error{Problem::bad_input, file.string() + ": another series has the event \"" + event.id + "\""};
            result.events_.push_back(std::move(event));
        }
        result.series_.push_back(std::move(series));
    }
    result.thesaurus_ = std::make_shared<const Thesaurus>(Thesaurus::load(folder, data));
    for (const auto& part : result.thesaurus_->parts()) {
        during(part.file.string(),
               [&] { result.check_themes(std::span{result.thesaurus_->concepts()}.subspan(part.first, part.count)); });
    }
    return result;
}

const Scheme& Vocabulary::scheme(const std::string& name) const {
    const auto found = schemes_.find(name);
    if (found == schemes_.end()) throw Error{Problem::not_found, "there is no vocabulary \"" + name + "\""};
    return found->second;
}

bool Vocabulary::has_scheme(const std::string& name) const {
    return schemes_.contains(name);
}

std::vector<std::string> Vocabulary::schemes() const {
    std::vector<std::string> names;
    for (const auto& [name, scheme] : schemes_) names.push_back(name);
    return names;
}

const std::vector<EventSeries>& Vocabulary::series() const {
    return series_;
}

const EventSeries* Vocabulary::find_series(const std::string& id) const {
    const auto found = std::ranges::find(series_, id, &EventSeries::id);
    return found == series_.end() ? nullptr : &*found;
}

const std::vector<Event>& Vocabulary::events() const {
    return events_;
}

const Event* Vocabulary::find_event(const std::string& id) const {
    const auto found = std::ranges::find(events_, id, &Event::id);
    return found == events_.end() ? nullptr : &*found;
}

const Thesaurus& Vocabulary::thesaurus() const {
    static const Thesaurus none;
    return thesaurus_ ? *thesaurus_ : none;
}

void Vocabulary::check_themes(std::span<const ThesaurusConcept> concepts) const {
    for (const auto& entry : concepts) {
        for (const auto& code : entry.themes) {
            if (scheme("theme").find(code)) continue;
            throw Error{Problem::bad_input, "concept \"" + entry.id + "\": there is no theme \"" + code + "\""}
                .with_hint("Correct its match with urn:acervo:theme:" + code + ", or remove it.");
        }
    }
}

bool is_country(const std::string& code) {
    static const std::set<std::string> codes = [] {
        std::set<std::string> result{"ZZ"};
        for (const char* const* country = uloc_getISOCountries(); *country != nullptr; ++country)
            result.insert(*country);
        return result;
    }();
    return codes.contains(code);
}

std::string country_name(const std::string& code, const std::string& language) {
    if (!is_country(code)) return code;
    // ICU calls it an unknown region; for us it is everything above the countries.
    if (code == "ZZ") return primary(language) == "en" ? "Supranational" : "Supranacional";
    icu::UnicodeString name;
    icu::Locale{"", code.c_str()}.getDisplayCountry(icu_wrapper::locale(language), name);
    return icu_wrapper::utf8(name);
}

std::string language_name(const std::string& code, const std::string& language) {
    UErrorCode status = U_ZERO_ERROR;
    const auto named = icu::Locale::forLanguageTag(code, status);
    if (U_FAILURE(status) || *named.getLanguage() == '\0') return code;
    icu::UnicodeString name;
    named.getDisplayName(icu_wrapper::locale(language), name);
    return icu_wrapper::utf8(name);
}

std::filesystem::path share_folder() {
    if (const char* named = std::getenv("ACERVO_SHARE"); named != nullptr && *named != '\0') return named;
    std::error_code code;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", code);
    if (!code) {
        auto beside = program.parent_path().parent_path() / "share" / "acervo";
        if (std::filesystem::is_directory(beside / "vocabularies", code)) return beside;
    }
    return ACERVO_SOURCE_SHARE;
}

}  // namespace acervo
