// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/router.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <numeric>
#include <set>

#include "api/log.h"
#include "corpus/text.h"

namespace acervo {
namespace {

std::vector<std::string_view> segments(std::string_view path) {
    std::vector<std::string_view> list;
    while (!path.empty()) {
        path.remove_prefix(1);
        const auto end = std::min(path.find('/'), path.size());
        list.push_back(path.substr(0, end));
        path.remove_prefix(end);
    }
    return list;
}

/// A segment of a pattern that takes what stands there: "{id}", or "{id}.bib" with what follows it.
struct Capture {
    std::string_view name, suffix;
};
std::optional<Capture> capture_of(std::string_view segment) {
    const auto end = segment.find('}');
    if (!segment.starts_with('{') || end == std::string_view::npos) return {};
    return Capture{segment.substr(1, end - 1), segment.substr(end + 1)};
}

/// Letters to add, drop or change to make one word of the other.
std::size_t distance(const std::string& a, const std::string& b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        auto diagonal = std::exchange(row[0], i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const auto changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = std::exchange(row[j], std::min({row[j] + 1, row[j - 1] + 1, changed}));
        }
    }
    return row.back();
}

std::vector<const Parameter*> query_parameters(const Route& route) {
    std::vector<const Parameter*> list;
    for (const auto& parameter : route.parameters)
        if (route.pattern.find("{" + parameter.name + "}") == std::string::npos) list.push_back(&parameter);
    return list;
}

RequestError unknown(const std::vector<const Parameter*>& known, const std::string& name, const std::string& value) {
    if (known.empty()) return {"no-parameters", name, value, {}};
    std::string nearest = known.front()->name;
    auto least = distance(name.substr(0, 64), nearest);
    for (const auto* parameter : known) {
        const auto far = distance(name.substr(0, 64), parameter->name);
        if (far < least) {
            least = far;
            nearest = parameter->name;
        }
    }
    return {"unknown-parameter", name, value, {nearest}};
}

void check_value(const Parameter& parameter, const std::string& value) {
    if (value.empty()) return;  // a form's blank field
    const auto wrong = [&](std::vector<std::string> allowed) {
        return RequestError{"bad-parameter", parameter.name, value, std::move(allowed)};
    };
    if (!parameter.values.empty()) {
        if (std::find(parameter.values.begin(), parameter.values.end(), value) == parameter.values.end())
            throw wrong(parameter.values);
    } else if (parameter.type == "boolean") {
        if (value != "0" && value != "1" && value != "true" && value != "false") throw wrong({"0", "1"});
    } else if (parameter.type == "integer") {
        const auto digits = value.substr(value[0] == '-' ? 1 : 0);
        if (digits.empty() || digits.size() > 9 || digits.find_first_not_of("0123456789") != std::string::npos)
            throw wrong({"1, 2, 3…"});
    }
}

}  // namespace

Parameter language_parameter() {
    return {.name = "lang",
            .description = "Language of labels, titles and messages; else Accept-Language decides.",
            .values = {"es", "pt", "en"},
            .example = "pt"};
}

void check_parameters(const Route& route, const Request& request) {
    static const Parameter language = language_parameter();
    auto known = query_parameters(route);
    const bool told = std::any_of(known.begin(), known.end(), [](const auto* p) { return p->name == "lang"; });
    std::map<std::string, int> seen;
    for (const auto& [name, value] : request.parameters) {
        const auto matches = [&name = name](const Parameter* parameter) { return parameter->name == name; };
        const auto found = std::find_if(known.begin(), known.end(), matches);
        const Parameter* parameter = found != known.end() ? *found : !told && name == "lang" ? &language : nullptr;
        if (!parameter) throw unknown(known, name, value);
        if (++seen[name] > 1 && !parameter->repeats) throw RequestError{"repeated-parameter", name, value, {}};
        check_value(*parameter, value);
    }
    for (const auto* parameter : known)
        if (parameter->required && request.parameter(parameter->name).value_or("").empty())
            throw RequestError{"missing-parameter", parameter->name, "", {}};
}

Response problem_for(const Request& request, const Error& error) {
    if (request.path.starts_with("/api/") || !prefers_html(request)) return problem(request, error);
    return problem_page(request, error);
}

std::string authorise(const Route& route, const Request& request, const Catalogue& catalogue) {
    if (route.role.empty()) return {};
    const auto header = request.header("authorization");
    constexpr std::string_view scheme = "bearer ";
    const bool bearer = header.size() > scheme.size() && lower(header.substr(0, scheme.size())) == scheme;
    const auto token = bearer ? catalogue.token_of(sha256_of(squeeze(header.substr(scheme.size())))) : std::nullopt;
    if (!token) throw Error{Error{Problem::bad_input, "a token is needed"}.with_code("token-required")};
    if (token->role != "admin" && token->role != route.role)
        throw Error{Error{Problem::bad_input, "a token of an " + route.role + " is needed"}.with_code("role-required")};
    return token->id;
}

namespace {

/// What a word of its own counts for, in a comparison of patterns: more than a suffix.
constexpr std::size_t own_word = 100;

/// {name} parts of a pattern that a path fits, and how many words of its own the pattern has; nothing when it does not.
std::optional<std::pair<std::map<std::string, std::string>, std::size_t>> fit(
    const Route& route, const std::vector<std::string_view>& asked) {
    const auto pattern = segments(route.pattern);
    if (pattern.size() != asked.size()) return {};
    std::map<std::string, std::string> captures;
    std::size_t words = 1;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const auto capture = capture_of(pattern[i]);
        if (!capture) {
            if (pattern[i] != asked[i]) return {};
            words += own_word;
            continue;
        }
        const auto& [name, suffix] = *capture;
        if (asked[i].size() <= suffix.size() || !asked[i].ends_with(suffix)) return {};
        captures.emplace(name, asked[i].substr(0, asked[i].size() - suffix.size()));
        words += suffix.size();  // of two that fit, the longer one was meant
    }
    return std::pair{std::move(captures), words};
}

}  // namespace

std::optional<Router::Match> Router::find(const std::string& path, const std::string& method) const {
    const auto asked = segments(path);
    const std::string wanted = method == "HEAD" ? "GET" : method;
    Match best;
    std::size_t best_words = 0;
    for (const auto& route : routes_) {
        if (route.method != wanted) continue;
        auto fits = fit(route, asked);
        if (!fits || fits->second <= best_words) continue;
        best = {&route, std::move(fits->first)};
        best_words = fits->second;
    }
    if (!best.route) return {};
    return best;
}

std::vector<std::string> Router::methods(const std::string& path) const {
    const auto asked = segments(path);
    std::set<std::string> methods;
    for (const auto& route : routes_) {
        if (!fit(route, asked)) continue;
        methods.insert(route.method);
        if (route.method == "GET") methods.insert("HEAD");
    }
    return {methods.begin(), methods.end()};
}

Response Router::no_route(const Request& request) const {
    const auto allowed = methods(request.path);
    const bool known = request.method == "GET" || request.method == "HEAD";
    if (allowed.empty() && known) throw Error{Error{Problem::not_found, "no such address"}.with_code("not-found")};
    auto response = problem_for(
        request,
        Error{Problem::bad_input, request.method + " is not for this address"}.with_code("method-not-allowed"));
    if (!allowed.empty()) {
        auto& allow = response.headers["Allow"];
        allow.clear();
        for (const auto& method : allowed) allow += (allow.empty() ? "" : ", ") + method;
    }
    return response;
}

Response Router::answer(Context& context, Request request) const {
    try {
        auto match = find(request.path, request.method);
        if (!match) return no_route(request);
        request.token = authorise(*match->route, request, context.catalogue);
        if (!match->route->judges) check_parameters(*match->route, request);
        request.captures = std::move(match->captures);
        return match->route->handler(context, request);
    } catch (const Error& error) {
        auto response = problem_for(request, error);
        if (response.status >= 500) spdlog::error("{}: {}", one_line(request.path), one_line(error.what()));
        return response;
    } catch (const std::exception& error) {
        spdlog::error("{}: {}", one_line(request.path), one_line(error.what()));
        return problem_for(request, Error{Problem::broken, error.what()});
    }
}

}  // namespace acervo
