// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "api/pages/view.h"
#include "api/results_json.h"
#include "corpus/text.h"

namespace acervo {
namespace {

using nlohmann::json;

/// The most frequent values of a facet as a bar chart of links.
json chart(const View& view, const Vocabulary& vocabulary, const std::string& facet, const Facet& counts,
           const std::string& language, std::size_t limit) {
    auto values = json::array();
    std::int64_t most = 1;
    for (const auto& value : counts.values) most = std::max(most, value.count);
    for (const auto& value : counts.values) {
        if (values.size() == limit || value.count == 0) break;
        values.push_back({{"url", "/search?" + url_encode(facet) + "=" + url_encode(value.code) + "&lang=" + language},
                          {"label", facet_label(vocabulary, facet, value.code, language)},
                          {"count", format_number(static_cast<double>(value.count), language)},
                          {"percent", std::max<std::int64_t>(1, value.count * 100 / most)}});
    }
    return {{"title", view.text("start_by_" + facet, language)}, {"values", values}};
}

}  // namespace

Response start_page(const View& view, Context& context, const Request& request) {
    const auto language = answer_language(request);
    const auto results = context.searcher.search(
        {.language = language, .page_size = 1, .facets = {"kind", "theme", "country", "series"}, .passages = 0});
    json data{{"start", true},
              {"description", view.text("tagline", language)},
              {"summary", view.count("start_summary", language, results.total)},
              {"charts", json::array()},
              {"series", json::array()}};
    for (const auto* facet : {"kind", "theme", "country"})
        data["charts"].push_back(chart(view, context.vocabulary, facet, results.facets.at(facet), language, 8));
    for (const auto& series : context.vocabulary.series()) {
        std::int64_t count = 0;
        for (const auto& value : results.facets.at("series").values)
            if (value.code == series.id) count = value.count;
        data["series"].push_back({{"url", "/events/" + series.id + "?lang=" + language},
                                  {"name", best(series.name, language).second},
                                  {"count", format_number(static_cast<double>(count), language)}});
    }
    return view.page(request, "start", view.text("name", language) + " · " + view.text("tagline", language), data);
}

}  // namespace acervo
