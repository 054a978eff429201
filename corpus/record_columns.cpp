// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/record_columns.h"

#include "corpus/language_tag.h"
#include "corpus/record_fields.h"
#include "corpus/record_json.h"
#include "corpus/text.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace acervo {
namespace {

using nlohmann::json;

/// What a member of the model can hold.
enum class Shape {
    value,         ///< a text, a number, a flag
    texts,         ///< a list of texts, or of what may be written as a text
    map,           ///< texts by language
    map_of_lists,  ///< lists of texts by language
    object,        ///< members of its own
};

/// Elements that have a short form: see read_short() of the reader.
template <typename Element>
constexpr bool has_short_form =
    std::is_same_v<Element, Agent> || std::is_same_v<Element, Place> || std::is_same_v<Element, Relation> ||
    std::is_same_v<Element, Actor> || std::is_same_v<Element, Funding> || std::is_same_v<Element, Award> ||
    std::is_same_v<Element, Adoption> || std::is_same_v<Element, Milestone>;

struct Field {
    Shape shape = Shape::value;
    bool list = false;
};

class Lister {
public:
    explicit Lister(std::map<std::string, Field, std::less<>>& fields) : fields_(fields) {}

    template <typename Member, typename... Names>
    void operator()(const char* name, const Member& member, const Names&... others) {
        for (const char* each : {name, others...}) fields_.emplace(each, field(member));
    }

private:
    template <typename Member>
    static Field field(const Member& /*type*/) {
        if constexpr (std::is_same_v<Member, LangMap>) return {Shape::map, false};
        if constexpr (std::is_same_v<Member, LangListMap>) return {Shape::map_of_lists, true};
        if constexpr (std::is_same_v<Member, std::map<std::string, Rating>> ||
                      std::is_same_v<Member, std::optional<Cost>> || std::is_same_v<Member, EventRef> ||
                      std::is_same_v<Member, Rights> || std::is_same_v<Member, Source>) {
            return {Shape::object, false};
        }
        return {};
    }
    static Field field(const std::vector<std::string>& /*type*/) { return {Shape::texts, true}; }
    template <typename Element>
    static Field field(const std::vector<Element>& /*type*/) {
        return {Shape::object, has_short_form<Element>};
    }

    std::map<std::string, Field, std::less<>>& fields_;
};

/// Every top-level member by every name it is read under.
const std::map<std::string, Field, std::less<>>& fields() {
    static const auto all = [] {
        std::map<std::string, Field, std::less<>> names;
        Lister lister(names);
        const Record record;
        const Practice practice;
        each_field(lister, record);
        each_field(lister, practice);
        return names;
    }();
    return all;
}

/// Puts a value at a dotted path; a plain value on the way moves into the member "". False: something else is there.
bool put_at(json& object, std::string_view path, const json& value) {
    constexpr int most_segments = 4;
    json* at = &object;
    for (int segments = 1;; ++segments) {
        const auto dot = path.find('.');
        const std::string name(path.substr(0, dot));
        if (name.empty() || segments > most_segments) return false;
        json& member = (*at)[name];
        if (dot == std::string_view::npos) {
            if (member.is_object() && !value.is_structured()) return member.emplace("", value).second;
            if (!member.is_null()) return false;
            member = value;
            return true;
        }
        if (member.is_array()) return false;
        if (!member.is_object()) member = member.is_null() ? json::object() : json{{"", std::move(member)}};
        at = &member;
        path.remove_prefix(dot + 1);
    }
}

/// Whether what stands in `results` is words about them and not a list of indicators.
bool is_results_note(const json& value) {
    if (value.is_string()) return true;
    if (!value.is_object() || value.empty()) return false;
    for (const auto& item : value.items()) {
        if (!language_tag(item.key()) || item.value().is_object()) return false;
    }
    return true;
}

}  // namespace

std::string_view member_of_column(std::string_view column) {
    if (fields().contains(column)) return column;
    for (auto bar = column.find('_'); bar != std::string_view::npos; bar = column.find('_', bar + 1)) {
        if (!language_suffix(column.substr(bar + 1))) continue;
        const auto found = fields().find(column.substr(0, bar));
        const bool by_language = found != fields().end() &&
                                 (found->second.shape == Shape::map || found->second.shape == Shape::map_of_lists);
        if (by_language) return column.substr(0, bar);
    }
    return column.substr(0, column.find('.'));
}

bool takes_list(std::string_view column) {
    const auto found =
        column.find('.') == std::string_view::npos ? fields().find(member_of_column(column)) : fields().end();
    return found != fields().end() && found->second.list;
}

bool takes_json(std::string_view column) {
    const auto found = fields().find(column.substr(0, column.find('.')));
    return found == fields().end() || found->second.shape == Shape::object || found->second.list;
}

namespace {

std::string escaped(const std::string& part) {
    std::string text;
    for (const char c : part) {
        if (c == ';' || c == '\\') text += '\\';
        text += c;
    }
    return text;
}

/// A list's texts in one cell; nothing when it holds more than texts, or names alone.
std::optional<std::string> joined_cell(const json& list) {
    std::string cell;
    for (const json& each : list) {
        const bool only_a_name = each.is_object() && each.size() == 1 && each.contains("name");
        const json& text = only_a_name ? each["name"] : each;
        if (!text.is_string()) return std::nullopt;
        // Reading squeezes what stands between semicolons.
        if (text != squeeze(text.get_ref<const std::string&>())) return std::nullopt;
        cell += (cell.empty() ? "" : "; ") + escaped(text.get_ref<const std::string&>());
    }
    return cell;
}

void flatten(std::map<std::string, std::string>& cells, const std::string& column, const json& value) {
    if (value.is_null()) return;
    if (value.is_object()) {
        for (const auto& [name, member] : value.items()) flatten(cells, column + "." + name, member);
    } else {
        cells[column] = value.is_string() ? value.get<std::string>() : dump(value);
    }
}

}  // namespace

std::map<std::string, std::string> cells_of(const Record& record) {
    std::map<std::string, std::string> cells;
    const json object = to_json(record);
    for (const auto& [name, value] : object.items()) {
        const auto known = fields().find(name);
        if (known == fields().end()) {
            cells[name] = value.is_string() ? value.get<std::string>() : dump(value);
            continue;
        }
        const bool by_language = known->second.shape == Shape::map || known->second.shape == Shape::map_of_lists;
        if (by_language) {
            for (const auto& [language, texts] : value.items()) {
                cells[name + "_" + language] =
                    texts.is_array() ? joined_cell(texts).value_or(dump(texts)) : texts.get<std::string>();
            }
        } else if (value.is_array()) {
            const auto joined = known->second.list ? joined_cell(value) : std::nullopt;
            cells[name] = joined ? *joined : dump(value);
        } else {
            flatten(cells, name, value);
        }
    }
    return cells;
}

nlohmann::json expand_columns(const nlohmann::json& object) {
    static const std::set<std::string, std::less<>> of_the_manifest{"file", "text", "units"};
    static constexpr std::string_view results = "results";
    json expanded = json::object();
    for (const auto& [name, value] : object.items()) {
        if (of_the_manifest.count(name) || name.find('.') != std::string::npos) continue;
        const bool words = name == results && is_results_note(value) && !object.contains("results_note");
        const bool suffixed =
            name.rfind("results_", 0) == 0 && language_suffix(std::string_view(name).substr(results.size() + 1));
        if (words || suffixed) {
            expanded["results_note" + name.substr(results.size())] = value;
        } else {
            expanded[name] = value;
        }
    }
    for (const auto& [name, value] : object.items()) {
        const auto dot = name.find('.');
        if (dot == std::string::npos) continue;
        const auto head = fields().find(std::string_view(name).substr(0, dot));
        const bool placed =
            head != fields().end() && head->second.shape == Shape::object && put_at(expanded, name, value);
        if (!placed) expanded[name] = value;
    }
    return expanded;
}

}  // namespace acervo
