// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/extraction.h"

#include <algorithm>
#include <array>

#include "corpus/record_json.h"

namespace acervo {

using nlohmann::json;

bool is_lasting(const Extraction& extraction) {
    constexpr std::array lasting = {"", "encrypted", "malformed", "empty", "unsupported-format"};
    return std::ranges::find(lasting, extraction.wrong) != lasting.end();
}

bool ends_the_run(const Error& error) {
    return error.problem() == Problem::busy || (error.problem() == Problem::broken && error.code() != "crashed");
}

Extraction extraction_of(const Error& error) {
    Extraction extraction;
    extraction.wrong = error.code();
    if (error.problem() == Problem::unsupported) extraction.wrong = "unsupported-format";
    if (extraction.wrong.empty()) extraction.wrong = error.problem() == Problem::too_large ? "too-large" : "malformed";
    extraction.value = error.what();
    return extraction;
}

std::string to_cache(const Extraction& extraction) {
    json object;
    if (!extraction.wrong.empty()) {
        object["wrong"] = extraction.wrong;
        object["value"] = extraction.value;
        return dump(object);
    }
    Record described = extraction.extracted.described;
    described.parts = extraction.extracted.parts;
    object["media_type"] = extraction.extracted.media_type;
    object["described"] = to_json(described);
    json& units = object["units"] = json::array();
    for (const auto& unit : extraction.extracted.units) units.push_back(to_json(unit));
    json& notices = object["notices"] = json::array();
    for (const auto& notice : extraction.extracted.notices) notices.push_back({notice.rule, notice.value});
    return dump(object);
}

std::optional<Extraction> from_cache(const std::string& text) {
    try {
        const json object = json::parse(text);
        Extraction extraction;
        if (object.contains("wrong")) {
            extraction.wrong = object.at("wrong").get<std::string>();
            extraction.value = object.at("value").get<std::string>();
            return extraction;
        }
        Extracted& extracted = extraction.extracted;
        extracted.media_type = object.at("media_type").get<std::string>();
        extracted.described = record_from_json(object.at("described"));
        extracted.parts = std::move(extracted.described.parts);
        extracted.described.parts.clear();
        for (const auto& unit : object.at("units")) extracted.units.push_back(unit_from_json(unit));
        for (const auto& notice : object.at("notices")) {
            extracted.notices.push_back({notice.at(0).get<std::string>(), notice.at(1).get<std::string>()});
        }
        return extraction;
    } catch (const json::exception&) {
        return std::nullopt;
    } catch (const Error&) {
        return std::nullopt;
    }
}

}  // namespace acervo
