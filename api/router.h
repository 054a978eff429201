// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "api/http.h"

namespace acervo {

/// Finds the route of a request and answers it. Immutable; shared by the threads.
class Router {
public:
    explicit Router(std::vector<Route> routes) : routes_{std::move(routes)} {}

    struct Match {
        const Route* route = nullptr;
        std::map<std::string, std::string> captures;
    };
    /// The route of a path and method (HEAD is GET); of several the one with most words of its own.
    std::optional<Match> find(const std::string& path, const std::string& method) const;
    /// The methods that a path has routes for, HEAD included.
    std::vector<std::string> methods(const std::string& path) const;

    /// Answers, whatever happens: an error becomes a problem document, or a page for who prefers HTML.
    Response answer(Context& context, Request request) const;

    const std::vector<Route>& routes() const noexcept { return routes_; }

private:
    Response no_route(const Request& request) const;
    std::vector<Route> routes_;
};

/// `lang`, which every route takes.
Parameter language_parameter();

/// Every parameter of the request is one of the route's and has a value that it may have. @throws RequestError
void check_parameters(const Route& route, const Request& request);

/// The id of the token that allows the request; empty where none is asked for. @throws Error (code "token-required",
/// "role-required")
std::string authorise(const Route& route, const Request& request, const Catalogue& catalogue);

/// The problem as the client wants to read it: a document, or a page outside /api.
Response problem_for(const Request& request, const Error& error);

}  // namespace acervo
