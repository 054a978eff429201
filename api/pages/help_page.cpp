// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <map>

#include "api/pages/view.h"
#include "search/field_names.h"
#include "search/grammar.h"

namespace acervo {

using nlohmann::json;

namespace {

/// The fields with all their names and one example that can be run, in the reader's language.
json fields(const View& view, const std::string& language) {
    const std::map<std::string_view, std::array<const char*, 3>> examples = {
        {"title", {"título:presupuesto", "título:governo", "title:local"}},
        {"author", {"autor:acervo", "autor:acervo", "author:acervo"}},
        {"theme", {"tema:residuos", "tema:resíduos", "theme:waste"}},
        {"country", {"país:Brasil", "país:México", "country:Portugal"}},
        {"place", {"lugar:Medellín", "lugar:Recife", "place:Lisboa"}},
        {"year", {"año:2015..2024", "ano:2015..2024", "year:2015..2024"}},
        {"kind", {"tipo:practice", "tipo:practice", "kind:practice"}},
        {"doclang", {"idioma:portugués", "idioma:espanhol", "language:spanish"}},
        {"sdg", {"ods:11", "ods:11", "sdg:11"}},
    };
    const std::size_t place = language == "es" ? 0 : language == "pt" ? 1 : 2;
    auto result = json::array();
    for (const auto& [name, field] : field_names()) {
        if (result.empty() || result.back()["field"] != field) {
            const bool own =
                std::ranges::count(std::array{"title", "author", "place", "year"}, std::string_view{field});
            const auto example = examples.find(field);
            const std::string query = example == examples.end() ? "" : example->second[place];
            result.push_back({{"field", field},
                              {"name", view.text((own ? "field_" : "facet_") + std::string{field}, language)},
                              {"names", json::array()},
                              {"query", query},
                              {"url", "/search?q=" + url_encode(query) + "&lang=" + language}});
        }
        result.back()["names"].push_back(name);
    }
    return result;
}

}  // namespace

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
        {"help_and", in("agua AND ciudad", "água AND saneamento", "water AND city")},
        {"help_not", in("movilidad NOT bicicleta", "mobilidade NOT bicicleta", "mobility NOT bicycle")},
        {"help_prefix", in("partici*", "partici*", "partici*")},
        {"help_near", in("residuos NEAR/5 orgánicos", "resíduos NEAR/5 orgânicos", "public NEAR/5 space")},
        {"help_field", in("título:presupuesto", "título:governo", "title:local")},
        {"help_year", in("clima año:2015..2024", "clima ano:2015..2024", "climate year:2015..2024")},
        {"help_group",
         in("(parque OR plaza) AND barrio", "(parque OR praça) AND bairro", "(park OR square) AND district")},
    };
    json data{{"examples", json::array()}, {"fields", fields(view, language)}, {"grammar", query_grammar()}};
    for (const auto& [what, query] : examples)
        data["examples"].push_back({{"what", view.text(what, language)},
                                    {"query", query},
                                    {"url", "/search?q=" + url_encode(query) + "&lang=" + language}});
    const auto title = view.text("help_title", language);
    return view.page(request, "help", title + " · " + view.text("name", language), data);
}

}  // namespace acervo
