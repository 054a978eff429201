// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/record_json.h"

#include "corpus/error.h"
#include "corpus/language_tag.h"
#include "corpus/record_columns.h"
#include "corpus/record_fields.h"
#include "corpus/text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <set>
#include <string_view>
#include <utility>

namespace acervo {
namespace {

using nlohmann::json;

constexpr int deepest = 32;         ///< levels of nesting; the model has five
constexpr std::size_t quoted = 80;  ///< characters of a wrong value that an error shows

/// What is the same for all of a record.
struct Context {
    std::string language = "und";                         ///< of texts that name none
    std::map<std::string, std::string>* extra = nullptr;  ///< takes what is not of the model; may be null
};

bool too_deep(const json& value, int levels) {
    if (!value.is_structured()) return false;
    if (levels == 0) return true;
    return std::any_of(value.begin(), value.end(), [&](const json& inner) { return too_deep(inner, levels - 1); });
}

[[noreturn]] void fail(const std::string& path, const char* expected, const json& value) {
    throw Error(Problem::bad_input, (path.empty() ? "record" : path) + ": expected " + expected + ", got " +
                                        shorten(clean(dump(value)), quoted))
        .with_code("type");
}

std::string_view trim(std::string_view text) {
    constexpr std::string_view blank = " \t\r\n";
    const auto begin = text.find_first_not_of(blank);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(blank) - begin + 1);
}

std::string tidy(const std::string& text) {
    return std::string(trim(clean(text)));
}

/// Null, and the blank cell of a table.
bool is_absent(const json& value) {
    return value.is_null() || (value.is_string() && trim(value.get_ref<const std::string&>()).empty());
}

std::string join(const std::string& path, const std::string& name) {
    return path.empty() ? name : path + '.' + name;
}
std::string join(const std::string& path, std::size_t index) {
    return path + '[' + std::to_string(index) + ']';
}

void upper_case(std::string& code) {
    for (char& c : code) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
}

void lower_case(std::string& code) {
    for (char& c : code) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
}

void canonical(std::string& language) {
    if (auto tag = language_tag(language)) language = std::move(*tag);
}

class Reader {
public:
    Reader(const json& object, std::string path, Context& context)
        : object_(object.get_ref<const json::object_t&>()), path_(std::move(path)), context_(context) {}

    template <typename Member, typename... Names>
    void operator()(const char* name, Member& member, const Names&... others) {
        for (const char* candidate : {name, others...}) {
            const auto found = object_.find(candidate);
            if (found == object_.end()) continue;
            known_.insert(candidate);
            if (is_absent(found->second)) continue;
            read(member, found->second, join(path_, candidate));
            break;
        }
        if constexpr (std::is_same_v<Member, LangMap> || std::is_same_v<Member, LangListMap>)
            read_suffixed(name, member);
    }

    /// Keeps what no field asked for.
    void keep_rest() {
        if (!context_.extra) return;
        for (const auto& [name, value] : object_) {
            if (known_.count(name) || value.is_null() || name.empty()) continue;
            (*context_.extra)[clean(join(path_, name))] = dump(value);
        }
    }

private:
    /// "title_es" beside or instead of "title".
    template <typename Map>
    void read_suffixed(const std::string& name, Map& map) {
        const std::string prefix = name + '_';
        for (auto it = object_.lower_bound(prefix);
             it != object_.end() && it->first.compare(0, prefix.size(), prefix) == 0; ++it) {
            const auto language = language_suffix(std::string_view(it->first).substr(prefix.size()));
            if (!language) continue;
            known_.insert(it->first);
            if (!is_absent(it->second)) read_in(map, *language, it->second, join(path_, it->first));
        }
    }

    void read(std::string& text, const json& value, const std::string& path) {
        if (value.is_array() && value.size() == 1 && !value.front().is_structured())
            return read(text, value.front(), path);
        if (value.is_string()) {
            text = tidy(value.get_ref<const std::string&>());
        } else if (value.is_number()) {
            text = value.dump();
        } else {
            fail(path, "a text", value);
        }
    }

    void read(bool& flag, const json& value, const std::string& path) {
        if (value.is_boolean()) {
            flag = value.get<bool>();
            return;
        }
        std::string word;
        if (value.is_string() || value.is_number()) read(word, value, path);
        word = lower(word);
        for (const char* yes : {"true", "1", "yes", "sí", "si", "sim"}) {
            if (word == yes) return void(flag = true);
        }
        for (const char* no : {"false", "0", "no", "não", "nao"}) {
            if (word == no) return void(flag = false);
        }
        fail(path, "true or false", value);
    }

    void read(double& number, const json& value, const std::string& path) {
        if (value.is_number()) {
            number = value.get<double>();
        } else if (value.is_string()) {
            const std::string_view text = trim(value.get_ref<const std::string&>());
            const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
            if (error != std::errc() || end != text.data() + text.size()) fail(path, "a number", value);
        } else {
            fail(path, "a number", value);
        }
        if (!std::isfinite(number)) fail(path, "a number", value);
    }

    template <typename Integer>
    requires(std::is_integral_v<Integer> &&
             !std::is_same_v<Integer, bool>) void read(Integer& number, const json& value, const std::string& path) {
        const auto in_range = [](auto wide) {
            if constexpr (std::is_unsigned_v<decltype(wide)>) {
                return wide <= static_cast<std::uint64_t>(std::numeric_limits<Integer>::max());
            } else if constexpr (std::is_unsigned_v<Integer>) {
                return wide >= 0;
            } else {
                return wide >= std::numeric_limits<Integer>::min() && wide <= std::numeric_limits<Integer>::max();
            }
        };
        if (value.is_number_unsigned() && in_range(value.get<std::uint64_t>())) {
            number = static_cast<Integer>(value.get<std::uint64_t>());
        } else if (value.is_number_integer() && !value.is_number_unsigned() && in_range(value.get<std::int64_t>())) {
            number = static_cast<Integer>(value.get<std::int64_t>());
        } else if (value.is_number_float() || value.is_string()) {
            // "12", 12.0 and 1.2e3 are whole numbers too; beyond 2^53 only digits are exact.
            if (value.is_string()) {
                const std::string_view text = trim(value.get_ref<const std::string&>());
                Integer whole = 0;
                const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), whole);
                if (error == std::errc() && end == text.data() + text.size()) return void(number = whole);
            }
            double wide = 0;
            read(wide, value, path);
            if (wide != std::trunc(wide) || std::abs(wide) > 9e15 || !in_range(static_cast<std::int64_t>(wide))) {
                fail(path, "a whole number", value);
            }
            number = static_cast<Integer>(wide);
        } else {
            fail(path, value.is_number() ? "a number in range" : "a whole number", value);
        }
    }

    void read(UnitKind& kind, const json& value, const std::string& path) {
        std::string name;
        read(name, value, path);
        lower_case(name);
        during(path, [&] { kind = unit_kind(name); });
    }

    template <typename Value>
    void read(std::optional<Value>& optional, const json& value, const std::string& path) {
        Value inner{};
        read(inner, value, path);
        if constexpr (std::is_same_v<Value, Cost>) {
            if (inner == Value()) return;  // a row of blank cells
        }
        optional = std::move(inner);
    }

    template <typename Element>
    void read(std::vector<Element>& list, const json& value, const std::string& path) {
        const auto add = [&](const json& item, const std::string& item_path) {
            if (is_absent(item)) return;
            Element element{};
            read(element, item, item_path);
            if (element != Element()) list.push_back(std::move(element));
        };
        list.clear();
        if (!value.is_array()) return add(value, path);
        for (std::size_t i = 0; i < value.size(); ++i) add(value[i], join(path, i));
    }

    /// One language of a map: several texts are lines of one.
    void read_in(LangMap& map, const std::string& language, const json& value, const std::string& path) {
        std::vector<std::string> lines;
        read(lines, value, path);
        std::string text;
        for (const std::string& line : lines) text += (text.empty() ? "" : "\n") + line;
        if (!text.empty()) map[language] = std::move(text);
    }
    void read_in(LangListMap& map, const std::string& language, const json& value, const std::string& path) {
        std::vector<std::string> texts;
        read(texts, value, path);
        if (!texts.empty()) map[language] = std::move(texts);
    }

    template <typename Text>
    requires(std::is_same_v<std::map<std::string, Text>, LangMap> ||
             std::is_same_v<std::map<std::string, Text>, LangListMap>) void read(std::map<std::string, Text>& map,
                                                                                 const json& value,
                                                                                 const std::string& path) {
        map.clear();
        if (!value.is_object()) return read_in(map, context_.language, value, path);
        for (const auto& [name, text] : value.items()) {
            const auto language = name.empty() ? std::string("und") : language_tag(name);
            if (!language) fail(path, "texts by language tag (es, pt, en, ...)", value);
            if (!is_absent(text)) read_in(map, *language, text, join(path, name));
        }
    }

    void read(std::map<std::string, Rating>& ratings, const json& value, const std::string& path) {
        if (!value.is_object()) fail(path, "an object of ratings", value);
        ratings.clear();
        for (const auto& [name, rating] : value.items()) {
            if (is_absent(rating)) continue;
            Rating known;
            read(known, rating, join(path, name));
            if (known != Rating()) ratings[clean(name)] = std::move(known);
        }
    }

    template <typename Struct>
    requires requires(Reader& reader, Struct& members) { each_field(reader, members); }
    void read(Struct& members, const json& value, const std::string& path) {
        if (!value.is_object()) {
            if (value.is_array() || !read_short(members, value, path)) fail(path, "an object", value);
        } else {
            if (const auto scalar = value.find(""); scalar != value.end()) read_short(members, *scalar, path);
            Context context = context_;
            if constexpr (std::is_same_v<Struct, Part>) {
                for (const char* name : {"lang", "language"}) {
                    const auto own = value.find(name);
                    if (own == value.end() || !own->is_string()) continue;
                    if (const auto tag = language_tag(own->get_ref<const std::string&>())) context.language = *tag;
                }
            }
            Reader reader(value, path, context);
            each_field(reader, members);
            reader.keep_rest();
        }
        finish(members);
    }

    // --- what people write instead of an object ---

    template <typename Struct>
    bool read_short(Struct& /*members*/, const json& /*value*/, const std::string& /*path*/) {
        return false;
    }
    bool read_short(Agent& agent, const json& value, const std::string& path) {
        return read(agent.name, value, path), true;
    }
    bool read_short(Place& place, const json& value, const std::string& path) {
        return read(place.name, value, path), true;
    }
    bool read_short(EventRef& event, const json& value, const std::string& path) {
        return read(event.id, value, path), true;
    }
    bool read_short(Actor& actor, const json& value, const std::string& path) {
        return read(actor.name, value, path), true;
    }
    bool read_short(Award& award, const json& value, const std::string& path) {
        return read(award.name, value, path), true;
    }
    bool read_short(Rating& rating, const json& value, const std::string& path) {
        return read(rating.value, value, path), true;
    }
    bool read_short(Funding& funding, const json& value, const std::string& path) {
        return read(funding.source, value, path), true;
    }
    bool read_short(Relation& relation, const json& value, const std::string& path) {
        return read(relation.target, value, path), true;
    }
    bool read_short(Adoption& adoption, const json& value, const std::string& path) {
        return read(adoption.place.name, value, path), true;
    }
    bool read_short(Milestone& milestone, const json& value, const std::string& path) {
        return read(milestone.what, value, path), true;
    }
    bool read_short(Source& source, const json& value, const std::string& path) {
        std::string text;
        read(text, value, path);
        const bool address = text.rfind("http://", 0) == 0 || text.rfind("https://", 0) == 0;
        (address ? source.url : source.name) = std::move(text);
        return true;
    }
    bool read_short(Rights& rights, const json& value, const std::string& path) {
        std::string text;
        read(text, value, path);
        const bool access = text == "open" || text == "embargo" || text == "restricted";
        (access ? rights.access : rights.licence) = std::move(text);
        return true;
    }

    // --- codes as they are compared ---

    template <typename Struct>
    void finish(Struct& /*members*/) {}
    void finish(Agent& agent) { upper_case(agent.country); }
    void finish(Place& place) { upper_case(place.country); }
    void finish(Rights& rights) { lower_case(rights.access); }
    void finish(Cost& cost) { upper_case(cost.currency); }
    void finish(FileRef& file) { lower_case(file.sha256), canonical(file.language); }
    void finish(Part& part) { canonical(part.language); }

    const json::object_t& object_;
    std::string path_;
    Context& context_;
    std::set<std::string> known_;
};

/// Reads all fields of a record but those of Practice, which share its object.
class RecordReader {
public:
    RecordReader(const json& object, Context& context) : reader_(object, {}, context), context_(context) {}

    template <typename Member, typename... Names>
    void operator()(const char* name, Member& member, const Names&... others) {
        reader_(name, member, others...);
        if constexpr (std::is_same_v<Member, std::vector<std::string>>) {
            if (std::string_view(name) == "language") use_language(member);
        }
    }

    Reader& rest() { return reader_; }

private:
    void use_language(std::vector<std::string>& languages) {
        for (std::string& language : languages) canonical(language);
        if (languages.size() == 1 && language_tag(languages.front())) context_.language = languages.front();
    }

    Reader reader_;
    Context& context_;
};

/// "population" is a band, or the number of inhabitants of the (first) place.
void read_population(Record& record) {
    const auto found = record.extra.find("population");
    if (found != record.extra.end()) {
        const json value = json::parse(found->second);
        Context context;
        const json object{{"population", value}};
        Reader reader(object, {}, context);
        std::string text;
        reader("population", text);
        lower_case(text);
        const bool is_band = text.size() == 2 && text[0] == 'p' && text[1] >= '1' && text[1] <= '6';
        if (is_band && record.population_band.empty()) {
            record.population_band = text;
            record.extra.erase(found);
        } else if (!is_band && !text.empty()) {
            std::int64_t inhabitants = 0;
            reader("population", inhabitants);
            if (inhabitants < 0) fail("population", "a number of inhabitants or a band, p1 to p6", value);
            if (!record.places.empty() && !record.places.front().population) {
                record.places.front().population = inhabitants;
                record.extra.erase(found);
            } else if (record.population_band.empty()) {
                record.population_band = population_band(inhabitants);
            }
        }
    }
    if (record.population_band.empty() && !record.places.empty() && record.places.front().population) {
        record.population_band = population_band(*record.places.front().population);
    }
}

}  // namespace

Record record_from_json(const nlohmann::json& given) {
    if (!given.is_object()) throw Error(Problem::bad_input, "record: expected an object").with_code("type");
    if (too_deep(given, deepest)) {
        throw Error(Problem::bad_input, "record: nested more than " + std::to_string(deepest) + " levels deep")
            .with_code("type");
    }
    const json object = expand_columns(given);
    Record record;
    Practice practice;
    Context context;
    context.extra = &record.extra;
    RecordReader reader(object, context);
    each_field(reader, record);
    each_field(reader, practice);
    reader.rest().keep_rest();

    lower_case(record.kind);
    for (std::string& country : record.countries) upper_case(country);
    if (record.kind == "practice" || practice != Practice()) record.practice = std::move(practice);
    read_population(record);
    return record;
}

Unit unit_from_json(const nlohmann::json& json) {
    if (too_deep(json, deepest)) throw Error(Problem::bad_input, "unit: nested too deep").with_code("type");
    Unit unit;
    if (json.is_string()) {
        unit.text = clean(json.get_ref<const std::string&>());
        return unit;
    }
    if (!json.is_object()) fail("unit", "a text or an object", json);
    Context context;
    Reader reader(json, {}, context);
    each_field(reader, unit);
    canonical(unit.language);
    return unit;
}

}  // namespace acervo
