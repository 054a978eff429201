// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

#include "corpus/error.h"

/// Private to api/oai.
namespace acervo {

/// Where a list goes on. The token holds all of it, so that it outlives commits and restarts of the server and costs
/// nothing to keep; it asks for nothing that the arguments of a request could not ask for.
struct ResumptionToken {
    std::string verb, prefix, set, from, until;  ///< of the first request
    std::int64_t after = 0;                      ///< RecordSelection
    std::int64_t end = 0;
    std::int64_t cursor = 0;  ///< records before this piece
    std::int64_t size = -1;   ///< of the whole list; -1: not known
    std::string expires;      ///< ISO instant
    bool operator==(const ResumptionToken&) const = default;
};

/// Letters, digits and "!", ":", "-", "." and "_" only.
std::string to_text(const ResumptionToken& token);

/// Each field is checked for what it may hold, and all of them by a sum that a torn or mistyped token does not have.
/// @throws Error (bad_input, code "badResumptionToken") when it is none, or expired before `now`
ResumptionToken resumption_token(const std::string& text, const std::string& now);

/// When a token made at `now` expires: a week later.
std::string expiry(const std::string& now);

}  // namespace acervo
