// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "corpus/vocabulary.h"

namespace acervo {

struct ServerOptions {
    std::filesystem::path data;
    std::string host = "127.0.0.1";
    std::uint16_t port = 8080;       ///< 0: any free one
    std::filesystem::path web;       ///< templates and assets; empty: as installed
    int threads = 64;                ///< connections served at once; searches run on as many as there are cores
    int connections_per_client = 32;
    int header_seconds = 10;         ///< time a request's head may take to arrive
    int body_seconds = 30;
    int idle_seconds = 5;            ///< a kept-alive connection without a request
};

/// Serves while it lives; stop() (and the destructor) let running requests end, at most 10 s.
class Server {
public:
    Server(ServerOptions options, const Vocabulary& vocabulary);
    ~Server();
    std::uint16_t port() const;
    void stop();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace acervo
