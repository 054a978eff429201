// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// A client that says exactly what it is told to, and a reader of answers.
namespace acervo::test {

struct Answer {
    int status = 0;                              ///< 0: the connection ended without one
    std::map<std::string, std::string> headers;  ///< names in lower case
    std::string body;
    std::string header(const std::string& name) const;
};

class Client {
public:
    explicit Client(std::uint16_t port);
    ~Client();
    Client(Client&& other) noexcept;
    Client(const Client&) = delete;

    /// False: the other side has gone.
    bool send(const std::string& bytes);
    /// The next answer; `head_only`: it answers a HEAD. Waits up to ten seconds.
    Answer read(bool head_only = false);
    /// Whatever arrives until the server closes or `milliseconds` pass without anything.
    std::string read_rest(int milliseconds = 10000);
    /// Whether the server closes the connection within `milliseconds`, sending nothing more.
    bool is_closed(int milliseconds = 10000);
    /// No more will be sent.
    void shut();

private:
    bool receive(int milliseconds);
    std::string read_chunks();
    int socket_ = -1;
    std::string buffer_;
};

/// One GET on a connection of its own.
Answer get(std::uint16_t port, const std::string& target, const std::map<std::string, std::string>& headers = {});

}  // namespace acervo::test
