// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/record_json.h"

#include "corpus/record_fields.h"

#include <utility>

namespace acervo {
namespace {

using nlohmann::json;

/// Puts the members that say something into an object.
class Writer {
public:
    explicit Writer(json& object) : object_(object) {}

    template <typename Member, typename... Names>
    void operator()(const char* name, const Member& member, const Names&... /*read, never written*/) {
        if (json written = value(member); !written.is_null()) object_[name] = std::move(written);
    }

private:
    static json value(const std::string& text) { return text.empty() ? json() : json(text); }
    static json value(bool flag) { return flag ? json(true) : json(); }
    static json value(int number) { return number ? json(number) : json(); }
    static json value(std::uint64_t number) { return number ? json(number) : json(); }
    static json value(double number) { return number != 0 ? json(number) : json(); }
    static json value(UnitKind kind) { return to_string(kind); }

    template <typename Number>
    static json value(const std::optional<Number>& number) {
        return number ? json(*number) : json();
    }
    static json value(const std::optional<Cost>& cost) { return cost ? value(*cost) : json(); }

    static json value(const LangMap& map) {
        json object;
        for (const auto& [language, text] : map) {
            if (!text.empty()) object[language] = text;
        }
        return object;
    }
    static json value(const LangListMap& map) {
        json object;
        for (const auto& [language, texts] : map) {
            if (!texts.empty()) object[language] = texts;
        }
        return object;
    }
    static json value(const std::map<std::string, Rating>& ratings) {
        json object;
        for (const auto& [name, rating] : ratings) {
            if (json written = value(rating); !written.is_null()) object[name] = std::move(written);
        }
        return object;
    }

    template <typename Element>
    static json value(const std::vector<Element>& list) {
        json array;
        for (const Element& item : list) {
            if (json written = value(item); !written.is_null()) array.push_back(std::move(written));
        }
        return array;
    }

    template <typename Struct>
    requires std::is_class_v<Struct>
    static json value(const Struct& members) {
        json object;
        Writer writer(object);
        each_field(writer, members);
        return object;
    }

    json& object_;
};

}  // namespace

nlohmann::json to_json(const Record& record) {
    json object = json::object();
    Writer writer(object);
    each_field(writer, record);
    if (record.practice) each_field(writer, *record.practice);
    if (record.population_band.empty() && !record.places.empty() && record.places.front().population) {
        writer("population_band", population_band(*record.places.front().population));
    }
    for (const auto& [name, text] : record.extra) {
        if (object.contains(name)) continue;
        json value = json::parse(text, nullptr, /*allow_exceptions=*/false);
        object[name] = value.is_discarded() ? json(text) : std::move(value);
    }
    return object;
}

nlohmann::json to_json(const Unit& unit) {
    json object = json::object();
    Writer writer(object);
    each_field(writer, unit);
    return object;
}

std::string dump(const nlohmann::json& json) {
    return json.dump(-1, ' ', /*ensure_ascii=*/false, nlohmann::json::error_handler_t::replace);
}

}  // namespace acervo
