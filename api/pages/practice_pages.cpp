// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cstdint>

#include "api/comparison.h"
#include "api/gaps.h"
#include "api/pages/view.h"
#include "api/practice_fields.h"
#include "api/results_json.h"
#include "corpus/practice.h"
#include "corpus/text.h"

namespace acervo {
namespace {

using nlohmann::json;

/// What fits on one page of A4, measured on the longest practices: characters of a field alone, and of a cell beside
/// others.
constexpr std::size_t brief_text = 420, brief_lead = 560, brief_cell = 210, brief_lines = 4;

std::string ids_query(const Comparison& comparison) {
    std::string query;
    for (const auto& practice : comparison.practices) query += "id=" + url_encode(practice.id) + "&";
    return query;
}

json head_of(const Record& record, const Context& context, const std::string& language) {
    auto head = record_link(record, context.vocabulary, language);
    head["brief_url"] = "/records/" + record.id + "/brief?lang=" + language;
    return head;
}

json lines_of(const std::vector<std::string>& lines, std::size_t most, std::size_t longest) {
    auto list = json::array();
    for (const auto& line : lines) {
        if (list.size() == most) break;
        list.push_back({{"text", longest == 0 ? line : shorten(line, longest)}});
    }
    return list;
}

/// Rows of a comparison; all of them whole, or the few that a brief has room for.
json rows_of(const Comparison& comparison, const std::vector<std::string>& only) {
    auto rows = json::array();
    for (const auto& row : comparison.rows) {
        if (!only.empty() && std::ranges::find(only, row.field) == only.end()) continue;
        json cells = json::array();
        for (const auto& cell : row.cells)
            cells.push_back({{"missing", cell.empty()},
                             {"lines", only.empty() ? lines_of(cell, cell.size(), 0) : lines_of(cell, 2, brief_cell)}});
        rows.push_back({{"label", row.label}, {"differs", row.differs}, {"cells", std::move(cells)}});
    }
    return rows;
}

Response comparison_page(const View& view, Context& context, const Request& request, bool brief) {
    static const std::vector<std::string> of_brief = {"country", "place",          "start",   "stage",   "solution",
                                                      "cost",    "evidence_level", "results", "lessons", "conditions"};
    const auto language = answer_language(request);
    const auto comparison = comparison_of(context, request);
    const auto ids = ids_query(comparison);
    json data{{"noindex", true},
              {"heads", json::array()},
              {"rows", rows_of(comparison, brief ? of_brief : std::vector<std::string>{})},
              {"brief_url", "/practices/compare/brief?" + ids + "lang=" + language},
              {"whole_url", "/practices/compare?" + ids + "lang=" + language},
              {"csv_url", "/api/v1/practices/compare?" + ids + "format=csv&lang=" + language},
              {"json_url", "/api/v1/practices/compare?" + ids + "lang=" + language},
              {"date", format_date(today(), language)}};
    for (const auto& practice : comparison.practices) data["heads"].push_back(head_of(practice, context, language));
    return view.page(request, brief ? "compare_brief" : "compare",
                     view.text("compare_title", language) + " · " + view.text("name", language), std::move(data));
}

}  // namespace

Response compare_page(const View& view, Context& context, const Request& request) {
    return comparison_page(view, context, request, false);
}

Response compare_brief_page(const View& view, Context& context, const Request& request) {
    return comparison_page(view, context, request, true);
}

Response brief_page(const View& view, Context& context, const Request& request) {
    const auto& id = request.captures.at("id");
    const auto language = answer_language(request);
    const auto stored = context.catalogue.find(id);
    if (!stored || stored->withdrawn || stored->record.kind != "practice")
        throw Error{Problem::not_found, "there is no practice " + id}.with_code("not-found");
    auto record = stored->record;
    if (!record.practice) record.practice = Practice{};  // of metadata alone
    auto data = head_of(record, context, language);
    const auto title = data["title"].get<std::string>();
    const auto [tag, abstract] = best(record.abstract, language);
    data["noindex"] = true;
    data["title_lang"] = data["lang"];
    data.erase("lang");
    data["abstract"] = shorten(abstract, brief_lead);
    data["abstract_lang"] = tag;
    data["date"] = format_date(today(), language);
    data["facts"] = json::array();
    data["fields"] = json::array();
    const auto lines = [&](const std::string& field) {
        return practice_lines(record, field, context.vocabulary, language);
    };
    for (const auto* field : {"place", "start", "stage", "evidence_level", "cost", "staff"}) {
        const auto told = lines(field);
        data["facts"].push_back({{"label", practice_label(field, language)},
                                 {"missing", told.empty()},
                                 {"lines", lines_of(told, 2, brief_cell)}});
    }
    for (const auto* field : {"problem", "solution", "results", "lessons", "what_failed", "conditions"}) {
        const auto told = lines(field);
        data["fields"].push_back(
            {{"label", practice_label(field, language)},
             {"missing", told.empty()},
             {"lines",
              lines_of(told, brief_lines, brief_text / std::max<std::size_t>(1, std::min(told.size(), brief_lines)))}});
    }
    data["contact"] = shorten(record.practice->contact, brief_cell);
    data["source"] = shorten(record.source.url.empty() ? record.source.name : record.source.url, brief_cell);
    data["stale"] = stale_notice(view, *record.practice, language);
    return view.page(request, "brief", title + " · " + view.text("name", language), std::move(data));
}

std::string stale_notice(const View& view, const Practice& practice, const std::string& language) {
    const auto state = confirmation(practice, today());
    if (state == "never") return view.text("p_unconfirmed", language);
    if (state == "recent") return {};
    return view.text("p_stale", language, {{"date", format_date(practice.last_confirmed, language)}});
}

Response gaps_page(const View& view, Context& context, const Request& request) {
    const auto language = answer_language(request);
    const auto theme = request.parameter("theme").value_or("");
    const auto& themes = context.vocabulary.scheme("theme");
    if (!theme.empty() && !themes.find(theme)) throw RequestError{"bad-parameter", "theme", theme, {"abi, amb, cli…"}};
    const auto map = gap_map(context.searcher, context.vocabulary, theme);
    const auto number = [&](std::int64_t value) { return format_number(static_cast<double>(value), language); };
    json data{{"total", view.count("gaps_total", language, map.total)},
              {"theme", theme.empty() ? "" : themes.label(theme, language)},
              {"up_url", theme.empty() ? "" : "/practices/gaps?lang=" + language},
              {"countries", json::array()},
              {"rows", json::array()}};
    for (std::size_t i = 0; i < map.countries.size(); ++i)
        data["countries"].push_back({{"code", map.countries[i]},
                                     {"name", country_name(map.countries[i], language)},
                                     {"practices", number(map.practices[i])}});
    for (const auto& row : map.rows) {
        json cells = json::array();
        const bool below =
            std::ranges::any_of(themes.concepts, [&](const auto& one) { return one.parent == row.theme; });
        for (std::size_t i = 0; i < row.count.size(); ++i)
            cells.push_back({{"count", number(row.count[i])},
                             {"none", row.count[i] == 0},
                             {"url", "/search?kind=practice&theme=" + url_encode(row.theme) +
                                         "&country=" + map.countries[i] + "&lang=" + language}});
        data["rows"].push_back({{"label", themes.label(row.theme, language)},
                                {"url", below ? "/practices/gaps?theme=" + row.theme + "&lang=" + language : ""},
                                {"practices", number(row.total)},
                                {"cells", std::move(cells)}});
    }
    data["json_url"] = "/api/v1/practices/gaps?lang=" + language + (theme.empty() ? "" : "&theme=" + theme);
    return view.page(request, "gaps", view.text("gaps_title", language) + " · " + view.text("name", language),
                     std::move(data));
}

}  // namespace acervo
