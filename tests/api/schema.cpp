// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/api/schema.h"

#include <algorithm>
#include <set>

namespace acervo::test {
namespace {

using nlohmann::json;

bool is_of(const json& value, const std::string& type) {
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "integer") return value.is_number_integer();
    if (type == "number") return value.is_number();
    if (type == "boolean") return value.is_boolean();
    return type == "null" && value.is_null();
}

}  // namespace

std::vector<std::string> misfits(const json& value, const json& schema, const json& document, bool strict,
                                 const std::string& place) {
    static const std::set<std::string> known = {
        "type",  "required", "properties", "items", "additionalProperties", "enum",
        "oneOf", "minimum",  "maximum",    "$ref",  "description"};
    std::vector<std::string> wrong;
    const auto append = [&](std::vector<std::string> more) { wrong.insert(wrong.end(), more.begin(), more.end()); };
    for (const auto& [keyword, ignored] : schema.items())
        if (!known.contains(keyword)) wrong.push_back(place + ": the test does not know the keyword " + keyword);
    if (schema.contains("$ref"))
        return misfits(value, document.at(json::json_pointer{schema["$ref"].get<std::string>().substr(1)}), document,
                       strict, place);
    if (schema.contains("oneOf")) {
        const auto fits = [&](const json& one) { return misfits(value, one, document, strict, place).empty(); };
        const auto count = std::count_if(schema["oneOf"].begin(), schema["oneOf"].end(), fits);
        if (count != 1) wrong.push_back(place + ": fits " + std::to_string(count) + " of the alternatives");
        return wrong;
    }
    if (schema.contains("type")) {
        const auto& type = schema["type"];
        const auto types =
            type.is_array() ? type.get<std::vector<std::string>>() : std::vector{type.get<std::string>()};
        if (std::none_of(types.begin(), types.end(), [&](const auto& name) { return is_of(value, name); }))
            return {place + ": is no " + type.dump() + ": " + value.dump().substr(0, 60)};
    }
    if (schema.contains("enum") &&
        std::find(schema["enum"].begin(), schema["enum"].end(), value) == schema["enum"].end())
        wrong.push_back(place + ": is none of " + schema["enum"].dump());
    if (schema.contains("minimum") && value < schema["minimum"]) wrong.push_back(place + ": is too small");
    if (schema.contains("maximum") && value > schema["maximum"]) wrong.push_back(place + ": is too large");
    if (value.is_array() && schema.contains("items"))
        for (std::size_t i = 0; i < value.size(); ++i)
            append(misfits(value[i], schema["items"], document, strict, place + "/" + std::to_string(i)));
    if (!value.is_object()) return wrong;
    for (const auto& name : schema.value("required", json::array()))
        if (!value.contains(name)) wrong.push_back(place + ": lacks " + name.get<std::string>());
    const auto properties = schema.value("properties", json::object());
    for (const auto& [name, member] : value.items()) {
        const auto here = place + "/" + name;
        if (properties.contains(name)) {
            append(misfits(member, properties[name], document, strict, here));
        } else if (schema.contains("additionalProperties")) {
            append(misfits(member, schema["additionalProperties"], document, strict, here));
        } else if (strict && !properties.empty()) {
            wrong.push_back(here + ": is not described");
        }
    }
    return wrong;
}

}  // namespace acervo::test
