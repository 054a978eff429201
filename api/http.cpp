// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/http.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace acervo {

Upload::~Upload() {
    std::error_code ignored;
    std::filesystem::remove(file_, ignored);
}

namespace {

struct Preference {
    std::string name;  ///< lower case
    double quality = 1;
};

std::string trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return std::string{text.substr(first, text.find_last_not_of(" \t") - first + 1)};
}

/// "q=0.8" -> 0.8; whatever is no quality counts as 1.
double quality_of(std::string_view parameter) {
    if (!parameter.starts_with("q=")) return 1;
    parameter.remove_prefix(2);
    double quality = 1;
    std::from_chars(parameter.data(), parameter.data() + parameter.size(), quality, std::chars_format::fixed);
    return quality >= 0 && quality <= 1 ? quality : 1;
}

/// The entries of Accept or Accept-Language, those of highest quality first, else in order.
std::vector<Preference> preferences(const std::string& header) {
    std::vector<Preference> list;
    std::string_view rest = header;
    while (!rest.empty() && list.size() < 32) {
        const auto comma = std::min(rest.find(','), rest.size());
        std::string_view entry = rest.substr(0, comma);
        rest.remove_prefix(std::min(comma + 1, rest.size()));
        Preference preference;
        const auto semicolon = std::min(entry.find(';'), entry.size());
        preference.name = trimmed(entry.substr(0, semicolon));
        for (char& c : preference.name)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        entry.remove_prefix(semicolon);
        while (!entry.empty()) {
            entry.remove_prefix(1);
            const auto next = std::min(entry.find(';'), entry.size());
            const auto parameter = trimmed(entry.substr(0, next));
            if (parameter.starts_with("q=")) preference.quality = quality_of(parameter);
            entry.remove_prefix(next);
        }
        if (!preference.name.empty() && preference.quality > 0) list.push_back(std::move(preference));
    }
    std::stable_sort(list.begin(), list.end(),
                     [](const Preference& a, const Preference& b) { return a.quality > b.quality; });
    return list;
}

/// The language of ours that serves a reader of `tag`; empty when none does.
std::string served_language(const std::string& tag) {
    static constexpr std::array<std::pair<const char*, const char*>, 8> served = {{{"es", "es"},
                                                                                   {"pt", "pt"},
                                                                                   {"en", "en"},
                                                                                   {"gl", "es"},
                                                                                   {"ca", "es"},
                                                                                   {"eu", "es"},
                                                                                   {"ast", "es"},
                                                                                   {"an", "es"}}};
    const auto primary = tag.substr(0, tag.find('-'));
    for (const auto& [language, serves] : served)
        if (primary == language) return serves;
    return {};
}

}  // namespace

std::optional<std::string> Request::parameter(const std::string& name) const {
    for (const auto& [given, value] : parameters)
        if (given == name) return value;
    return {};
}

std::vector<std::string> Request::all(const std::string& name) const {
    std::vector<std::string> values;
    for (const auto& [given, value] : parameters)
        if (given == name) values.push_back(value);
    return values;
}

std::string Request::header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string{} : found->second;
}

std::string answer_language(const Request& request) {
    if (const auto asked = request.parameter("lang")) {
        if (*asked == "es" || *asked == "pt" || *asked == "en") return *asked;
    }
    for (const auto& preference : preferences(request.header("accept-language")))
        if (auto language = served_language(preference.name); !language.empty()) return language;
    return "es";
}

bool prefers_html(const Request& request) {
    for (const auto& preference : preferences(request.header("accept"))) {
        if (preference.name == "text/html" || preference.name == "application/xhtml+xml") return true;
        if (preference.name == "*/*" || preference.name == "application/*" || preference.name.ends_with("json"))
            return false;
    }
    return false;
}

RequestError::RequestError(const std::string& code, std::string parameter, std::string value,
                           std::vector<std::string> allowed)
    : Error{Error{Problem::bad_input, code + ": " + parameter + "=" + value}.with_code(code)},
      parameter_{std::move(parameter)},
      value_{std::move(value)},
      allowed_{std::move(allowed)} {}

}  // namespace acervo
