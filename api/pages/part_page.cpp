// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "api/citation/style.h"
#include "api/formats/scholar_meta.h"
#include "api/pages/view.h"
#include "api/results_json.h"
#include "corpus/parts.h"
#include "corpus/text.h"

namespace acervo {

using nlohmann::json;

Response part_page(const View& view, Context& context, const Request& request) {
    const auto& id = request.captures.at("id");
    const auto& wanted = request.captures.at("part");
    const auto language = answer_language(request);
    const Query query{.text = request.parameter("q").value_or(""), .language = language};
    const auto stored = context.catalogue.find(id);
    const auto* part = stored ? find_part(stored->record, wanted) : nullptr;
    if (part == nullptr)
        throw Error{Problem::not_found, "there is no part " + wanted + " of record " + id}.with_code("not-found");
    if (stored->withdrawn)
        throw Error{Problem::not_found, "the record " + id + " was withdrawn"}.with_code("withdrawn");

    const auto& record = stored->record;
    const bool open = text_is_open(*stored);
    const auto suffix = std::string{"?lang="} + language + (query.text.empty() ? "" : "&q=" + url_encode(query.text));
    const auto [title_language, title] = best(part->title, part->language.empty() ? language : part->language);
    const auto [volume_language, volume] = best(record.title, language);
    const int percent = static_cast<int>(std::lround(part->confidence * 100));
    json data{{"q", query.text},
              {"noindex", !query.text.empty()},
              {"record_url", "/records/" + id + suffix},
              {"record_title", volume},
              {"volume_lang", volume_language},
              {"title", title},
              {"title_lang", title_language},
              {"creators", names(part->creators, 30)},
              {"pages", view.text("record_pages", language) + " " + printed_pages(*part)},
              {"language", part->language.empty() ? "" : language_name(part->language, language)},
              {"proposed",
               part->confirmed ? "" : view.text("part_proposed", language, {{"percent", std::to_string(percent)}})},
              {"closed", !open},
              {"original_url", ""},
              {"units", json::array()},
              {"json_url", "/api/v1/records/" + id + "/parts/" + wanted}};
    const auto reference = reference_of(record, *part, wanted, context.publication());
    const auto style = chosen_style(request, language);
    data["cite"] = {{"html", cite(reference, style, language).html()},
                    {"lang", language},
                    {"styles", styles_of(request.path, style, language)},
                    {"downloads", json::array()}};
    data["head"] = scholar_meta(reference);
    if (open && !record.files.empty() && record.files.front().media_type == "application/pdf")
        data["original_url"] = "/api/v1/records/" + id + "/files/1#page=" + std::to_string(part->start);
    for (int number = part->start; open && stored->text != 0 && number <= part->end; ++number) {
        const auto unit = context.catalogue.find_unit(stored->text, number);
        if (!unit) continue;
        auto place = where(view, unit->kind, number, language);
        if (!unit->label.empty() && unit->label != std::to_string(number)) place += " (" + unit->label + ")";
        data["units"].push_back({{"url", "/records/" + id + "/" + std::to_string(number) + suffix},
                                 {"where", place},
                                 {"lang", unit->language},
                                 {"begin", shorten(squeeze(unit->text.substr(0, 400)), 90)}});
    }
    data["has_units"] = !data["units"].empty();
    const auto ids = part_ids(record.parts);
    const auto at = static_cast<std::size_t>(part - record.parts.data());
    const auto neighbour = [&](std::size_t index) {
        return index < ids.size() ? "/records/" + id + "/parts/" + ids[index] + suffix : std::string{};
    };
    data["prev_url"] = at > 0 ? neighbour(at - 1) : "";
    data["next_url"] = neighbour(at + 1);
    return view.page(request, "part", title + " · " + volume + " · " + view.text("name", language), data);
}

}  // namespace acervo
