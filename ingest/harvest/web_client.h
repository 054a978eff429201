// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

/// Private to ingest/harvest.
namespace acervo {

/// How other people's servers are asked.
struct WebManners {
    bool allow_private = false;           ///< addresses that are not of the public internet, too
    std::uint64_t most = 64ULL << 20;     ///< bytes of an answer, unpacked too
    std::chrono::seconds patience{120};   ///< for one answer in all
    std::chrono::seconds connecting{20};  ///< to one address
    int redirects = 5;
    std::string agent = "Acervo (OAI-PMH harvester)";
};

struct WebAnswer {
    int status = 0;
    std::string body;
    std::string address;  ///< that answered, after redirects
    std::optional<std::chrono::seconds> retry_after;
    bool torn = false;  ///< the body ended before its announced end
};

/// GET by HTTP or HTTPS (certificates of the system). A name is looked up once for each request, and the connection
/// goes to the address that was checked; each redirect is checked alike. No cookies, no credentials, no proxies.
/// @throws Error: bad_input with code "address" (no address of the web), "private-address", "redirects"; too_large;
/// not_found with code "no-such-host"; busy with code "network" when the server cannot be reached or does not answer in
/// time, "certificate" (bad_input) when it is not the one it says it is.
WebAnswer web_get(const std::string& url, const WebManners& manners);

/// "120" or an HTTP date; nothing for what is neither. Never negative.
std::optional<std::chrono::seconds> retry_after(const std::string& text, std::chrono::system_clock::time_point now);

}  // namespace acervo
