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

Response help_page(const View& view, Context&, const Request& request) {
    const auto language = answer_language(request);
    // The examples are in the reader's language so that they find something; operators and fields are the same
    // everywhere.
    const auto in = [&](const char* es, const char* pt, const char* en) {
        return std::string{language == "es" ? es : language == "pt" ? pt : en};
    };
    const std::vector<std::pair<std::string, std::string>> examples = {
        {"help_words", in("presupuesto participativo", "orçamento participativo", "participatory budgeting")},
        {"help_phrase", in("\"espacio público\"", "\"espaço público\"", "\"public space\"")},
        {"help_and", in("agua AND saneamiento", "água AND saneamento", "water AND sanitation")},
        {"help_not", in("movilidad NOT bicicleta", "mobilidade NOT bicicleta", "mobility NOT bicycle")},
        {"help_prefix", in("partici*", "partici*", "partici*")},
        {"help_near", in("residuos NEAR/5 plástico", "resíduos NEAR/5 orgânicos", "waste NEAR/5 plastic")},
        {"help_field", in("título:agenda", "título:governo", "title:local")},
        {"help_year", in("clima año:2015..2024", "clima ano:2015..2024", "climate year:2015..2024")},
        {"help_group",
         in("(parque OR plaza) AND barrio", "(parque OR praça) AND bairro", "(park OR square) AND district")},
    };
    json data{{"examples", json::array()}};
    for (const auto& [what, query] : examples)
        data["examples"].push_back({{"what", view.text(what, language)},
                                    {"query", query},
                                    {"url", "/search?q=" + url_encode(query) + "&lang=" + language}});
    const auto title = view.text("help_title", language);
    return view.page(request, "help", title + " · " + view.text("name", language), data);
}

}  // namespace acervo
