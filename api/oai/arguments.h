// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "corpus/error.h"

/// Private to api/oai.
namespace acervo {

/// An error of the protocol (badVerb, badArgument, ...): told in an ordinary answer.
Error oai_error(const std::string& code, const std::string& message);

/// What a request asks for, as the protocol allows it: a known verb, each argument once, none missing, none too many.
struct OaiArguments {
    std::string verb;
    std::map<std::string, std::string> given;  ///< without the verb
    /// Empty when it was not given.
    std::string get(const std::string& name) const;
};

/// @throws Error (bad_input, code "badVerb" or "badArgument")
OaiArguments oai_arguments(const std::vector<std::pair<std::string, std::string>>& parameters);

/// First and last second of a selective harvest, as ISO instants; empty: open.
struct OaiDates {
    std::string from, until;
};
/// From `from` and `until`: days or seconds, both alike. @throws Error (bad_input, code "badArgument")
OaiDates oai_dates(const OaiArguments& arguments);

}  // namespace acervo
