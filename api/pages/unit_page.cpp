// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "api/pages/view.h"
#include "api/results_json.h"
#include "corpus/parts.h"

namespace acervo {
namespace {

using nlohmann::json;

/// Below it the reader is told that the text may be wrong.
constexpr double poor_recognition = 0.75;

}  // namespace

Response unit_page(const View& view, Context& context, const Request& request) {
    const auto& id = request.captures.at("id");
    const auto& wanted = request.captures.at("n");
    const auto language = answer_language(request);
    const Query query{.text = request.parameter("q").value_or(""), .language = language};
    const auto stored = context.catalogue.find(id);
    const bool numeric = !wanted.empty() && wanted.size() < 8 &&
                         std::ranges::all_of(wanted, [](char c) { return c >= '0' && c <= '9'; });
    const auto missing =
        Error{Problem::not_found, "there is no passage " + wanted + " of record " + id}.with_code("not-found");
    if (!stored || !numeric || !stored->text) throw missing;
    if (!text_is_open(*stored))
        throw Error{Problem::not_found, "the text of record " + id + " is not public"}.with_code(
            stored->withdrawn ? "withdrawn" : "text-restricted");
    const auto unit = context.catalogue.find_unit(stored->text, std::stoi(wanted));
    if (!unit) throw missing;

    const auto& record = stored->record;
    const auto suffix = std::string{"?lang="} + language + (query.text.empty() ? "" : "&q=" + url_encode(query.text));
    const auto neighbour = [&](int number) {
        return number >= 1 && number <= stored->units ? "/records/" + id + "/" + std::to_string(number) + suffix
                                                      : std::string{};
    };
    const auto [title_language, title] = best(record.title, language);
    const auto place = where(view, unit->kind, unit->number, language);
    json data{{"q", query.text},
              {"noindex", true},
              {"record_url", "/records/" + id + suffix},
              {"record_title", title},
              {"title_lang", title_language},
              {"where", place},
              {"of", view.text("unit_of", language, {{"total", std::to_string(stored->units)}})},
              {"printed", ""},
              {"unit_title", unit->title},
              {"unit_lang", unit->language},
              {"paragraphs", paragraphs(context, unit->text, unit->language, query)},
              {"notes", paragraphs(context, unit->notes, unit->language, query)},
              {"prev_url", neighbour(unit->number - 1)},
              {"next_url", neighbour(unit->number + 1)},
              {"original_url", ""},
              {"recognised", ""},
              {"part", false}};
    if (unit->origin == "ocr") {
        const int percent = static_cast<int>(std::lround(unit->confidence * 100));
        data["recognised"] = view.text(unit->confidence < poor_recognition ? "unit_recognised_poor" : "unit_recognised",
                                       language, {{"percent", std::to_string(percent)}});
    }
    if (const auto* part = unit->kind == UnitKind::page ? part_of_page(record, unit->number) : nullptr) {
        const auto [part_language, part_title] = best(part->title, language);
        const auto part_id = part_ids(record.parts)[static_cast<std::size_t>(part - record.parts.data())];
        data["part"] = {
            {"url", "/records/" + id + "/parts/" + part_id + suffix}, {"title", part_title}, {"lang", part_language}};
    }
    data["empty"] = data["paragraphs"].empty() && unit->title.empty();
    data["has_notes"] = !data["notes"].empty();
    if (!unit->label.empty() && unit->label != std::to_string(unit->number))
        data["printed"] = view.text("label_printed", language, {{"label", unit->label}});
    if (!record.files.empty() && record.files.front().media_type == "application/pdf")
        data["original_url"] = "/api/v1/records/" + id + "/files/1#page=" + std::to_string(unit->number);
    return view.page(request, "unit", place + " · " + title + " · " + view.text("name", language), data);
}

}  // namespace acervo
