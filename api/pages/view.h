// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "api/citation/style.h"
#include "api/http.h"

/// What the pages are made of. Private to api/pages/.
namespace acervo {

/// Templates (Mustache), messages (ICU MessageFormat, one file a language) and assets of api/web/, read once. Immutable
/// afterwards: shared by the threads.
class View {
public:
    /// @throws Error (broken) naming the file that is missing or wrong, or the message that a language lacks.
    explicit View(const std::filesystem::path& web);

    /// A message in `language`, with named arguments where its pattern has any.
    std::string text(const std::string& key, const std::string& language,
                     const std::vector<std::pair<std::string, std::string>>& texts = {}) const;
    std::string count(const std::string& key, const std::string& language, std::int64_t n) const;

    /// The whole page: `data` is what the template shows, besides the frame (title, languages, messages as `t`). Empty
    /// strings are absent for the template's sections.
    Response page(const Request& request, const std::string& name, const std::string& title, nlohmann::json data) const;

    /// A file of web/assets. @throws Error (not_found)
    Response asset(const std::string& name) const;

private:
    std::map<std::string, std::string> templates_;                        ///< by name, partials put in
    std::map<std::string, std::map<std::string, std::string>> messages_;  ///< language -> key -> pattern
    std::map<std::string, std::string> assets_;
    std::string digest_;  ///< of the assets, so that browsers keep them until they change
};

/// The address of this request with another query string.
std::string address(const std::string& path, const std::string& query_string);
/// Paragraphs of a text: its lines that are not blank, as {"html": ...}, escaped and with the query's words marked.
nlohmann::json paragraphs(Context& context, const std::string& text, const std::string& text_language,
                          const Query& query);
/// Names of the creators, or of the first few.
std::string names(const std::vector<Agent>& agents, std::size_t limit = 6);
/// "page 14", "diapositiva 7".
std::string where(const View& view, UnitKind kind, int number, const std::string& language);
/// The style of references that the reader asked for; else the one that is usual where the language is read.
CitationStyle chosen_style(const Request& request, const std::string& language);
/// Links to the page with each of the styles: name, url, current.
nlohmann::json styles_of(const std::string& path, CitationStyle chosen, const std::string& language);
/// What people call a format that records are given out in.
std::string format_title(std::string_view name);
/// A list item for one record: url, title, lang, kind, countries.
nlohmann::json record_link(const Record& record, const Vocabulary& vocabulary, const std::string& language);
/// Passages of one record as list items: url, where, lang, html, and the part of the volume that the page belongs to.
nlohmann::json passage_links(const View& view, const std::vector<Passage>& passages, const Record& record,
                             const std::string& q, const std::string& language);

Response start_page(const View& view, Context& context, const Request& request);
Response help_page(const View& view, Context& context, const Request& request);
Response results_page(const View& view, Context& context, const Request& request);
Response record_page(const View& view, Context& context, const Request& request);
Response part_page(const View& view, Context& context, const Request& request);
Response unit_page(const View& view, Context& context, const Request& request);
Response events_page(const View& view, Context& context, const Request& request);
Response event_page(const View& view, Context& context, const Request& request);
Response compare_page(const View& view, Context& context, const Request& request);
Response compare_brief_page(const View& view, Context& context, const Request& request);
Response brief_page(const View& view, Context& context, const Request& request);
Response gaps_page(const View& view, Context& context, const Request& request);
Response place_page(const View& view, Context& context, const Request& request);

/// What a practice does not say, by the names of its form; false where nothing lacks.
nlohmann::json missing_of(const View& view, const Record& record, const std::string& language);
/// Practices of places like the first that the record names; empty where it names none that can be looked up.
std::string peers_url(const Record& record, const std::string& language);

/// That a practice was never confirmed, or long ago; empty where it was lately.
std::string stale_notice(const View& view, const Practice& practice, const std::string& language);

/// Headed sections of the record page that come from the practice's fields.
nlohmann::json practice_sections(const View& view, const Record& record, const Vocabulary& vocabulary,
                                 const std::string& language);
/// One headed section of texts, own language first; null when the map is empty.
nlohmann::json text_section(const View& view, const std::string& heading, const LangMap& texts,
                            const std::string& language);

}  // namespace acervo
