// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "api/http.h"

/// The parts that api_routes() is made of. Private to api/.
namespace acervo {

std::vector<Route> search_routes();
std::vector<Route> suggest_routes();
std::vector<Route> record_routes();
std::vector<Route> part_routes();
std::vector<Route> event_routes();
std::vector<Route> place_routes();
std::vector<Route> practice_routes();
std::vector<Route> map_routes();
std::vector<Route> batch_routes();
std::vector<Route> service_routes();
/// OAI-PMH: not part of the interface in JSON, and described by its own protocol.
std::vector<Route> oai_routes();
std::vector<Route> citation_routes();
std::vector<Route> format_routes();
std::vector<Route> atom_routes();
std::vector<Route> sru_routes();

/// A successful answer in JSON.
Response json_response(const nlohmann::json& body);

/// `?limit=` between 1 and `most`. @throws RequestError
int limit_of(const Request& request, int usual, int most);

/// The record of {id}, withdrawn ones included. @throws Error (not_found)
Stored record_of(Context& context, const Request& request);
/// Likewise, but it must be there still. @throws Error (not_found; of a withdrawn one it says so)
Stored present_record_of(Context& context, const Request& request);

/// Runs a call to the searcher; an index that is missing or unusable is the operator's trouble, not an address without
/// anything.
template <typename Step>
auto in_index(Step&& step) {
    try {
        return step();
    } catch (const Error& error) {
        const bool blameless =
            error.code().empty() && (error.problem() == Problem::not_found || error.problem() == Problem::broken);
        if (!blameless) throw;
        throw Error{Error{Problem::broken, error.what()}.with_code("index-unavailable")};
    }
}

/// "{id}" of a record, described.
Parameter record_parameter();
/// "{part}" of a volume, described.
Parameter part_parameter();

/// What a search is asked by, without what makes pages of it.
std::vector<Parameter> asking_parameters();

struct RecordFormat;
/// One record in a format. @throws Error (not_found)
Response record_in_format(Context& context, const Request& request, const RecordFormat& format);

}  // namespace acervo
