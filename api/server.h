// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "api/site.h"
#include "corpus/vocabulary.h"

namespace acervo {

struct ServerOptions {
    std::filesystem::path data;
    std::string host = "127.0.0.1";
    std::uint16_t port = 8080;  ///< 0: any free one
    std::filesystem::path web;  ///< templates and assets; empty: as installed
    int threads = 8;  ///< requests answered at once, besides searches: those run on as many as there are cores, and one
    int connections =
        10000;  ///< open at once; one that waits costs a socket, no thread. Lowered to what the system allows
    int connections_per_client = 64;  ///< of one address (IPv6: of one /64)
    int header_seconds = 10;          ///< time a request's head may take to arrive
    int body_seconds = 30;
    int idle_seconds = 5;  ///< a kept-alive connection without a request
    int requests_per_connection = 1000;
    std::uint64_t upload = 8ULL << 30;  ///< bytes of one file that a librarian sends
    bool read_only = false;             ///< takes in nothing over HTTP
    std::string scan_command;           ///< a virus scanner, asked about each file that is sent; empty: none
    std::filesystem::path program;      ///< `acervo`, whose workers read what is sent; empty: the running one
    Site site{.base = ""};              ///< without a `base` it is reached where it listens
    std::string proxy;  ///< address of a reverse proxy: not counted as a client; its X-Real-IP names the client
};

/// Serves while it lives; stop() (and the destructor) let running requests end, at most 8 s.
class Server {
public:
    /// @throws Error (not_found) when the data folder has no catalogue, (busy) when the address is taken, (bad_input)
    /// when it is none.
    Server(ServerOptions options, const Vocabulary& vocabulary);
    ~Server();
    std::uint16_t port() const;
    void stop();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace acervo
