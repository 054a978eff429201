// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace acervo {

/// What a repository says of itself to other people's software.
struct Site {
    /// Where it is reached from outside, "https://acervo.example.org", without a slash at its end. Never taken from a
    /// request: whoever asks could choose it.
    std::string base = "http://localhost";
    std::string name = "Acervo";
    std::string admin = "admin@localhost.localdomain";  ///< mail address of who looks after it

    /// The host of `base` where it is a domain name; else "acervo.localdomain". What identifiers that must not clash
    /// with those of other repositories begin with.
    std::string domain() const;
    bool operator==(const Site&) const = default;
};

/// An address without slashes at its end. @throws Error (bad_input) when it is not http://HOST... or https://HOST...,
/// or has a query.
std::string public_address(const std::string& url);

}  // namespace acervo
