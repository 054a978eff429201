// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/api/client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>
#include <utility>

namespace acervo::test {

std::string Answer::header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string{} : found->second;
}

Client::Client(std::uint16_t port) : socket_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        throw std::runtime_error("the server does not answer");
}

Client::Client(Client&& other) noexcept
    : socket_{std::exchange(other.socket_, -1)}, buffer_{std::move(other.buffer_)} {}

Client::~Client() {
    if (socket_ >= 0) ::close(socket_);
}

bool Client::send(const std::string& bytes) {
    for (std::size_t at = 0; at < bytes.size();) {
        const auto count = ::send(socket_, bytes.data() + at, bytes.size() - at, MSG_NOSIGNAL);
        if (count <= 0) return false;
        at += static_cast<std::size_t>(count);
    }
    return true;
}

bool Client::receive(int milliseconds) {
    pollfd waiting{socket_, POLLIN, 0};
    if (::poll(&waiting, 1, milliseconds) <= 0) throw std::runtime_error("the server is silent");
    std::array<char, 65536> bytes;
    const auto count = ::recv(socket_, bytes.data(), bytes.size(), 0);
    if (count <= 0) return false;
    buffer_.append(bytes.data(), static_cast<std::size_t>(count));
    return true;
}

Answer Client::read(bool head_only) {
    Answer answer;
    std::size_t end;
    while ((end = buffer_.find("\r\n\r\n")) == std::string::npos)
        if (!receive(10000)) return answer;
    const auto head = buffer_.substr(0, end + 2);
    buffer_.erase(0, end + 4);
    answer.status = std::stoi(head.substr(9, 3));
    for (auto at = head.find("\r\n") + 2; at < head.size();) {
        const auto stop = head.find("\r\n", at);
        const auto colon = head.find(": ", at);
        auto name = head.substr(at, colon - at);
        for (char& c : name)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        if (!answer.headers.emplace(name, head.substr(colon + 2, stop - colon - 2)).second)
            throw std::runtime_error("header twice: " + name);
        at = stop + 2;
    }
    const bool bodiless = head_only || answer.status == 304 || answer.status < 200;
    if (!bodiless && answer.header("transfer-encoding") == "chunked") {
        answer.body = read_chunks();
        return answer;
    }
    const auto length = bodiless ? 0 : std::stoul(answer.header("content-length"));
    while (buffer_.size() < length)
        if (!receive(10000)) throw std::runtime_error("the answer ends too early");
    answer.body = buffer_.substr(0, length);
    buffer_.erase(0, length);
    return answer;
}

std::string Client::read_chunks() {
    std::string body;
    const auto need = [&](std::size_t bytes) {
        while (buffer_.size() < bytes)
            if (!receive(10000)) throw std::runtime_error("the answer ends too early");
    };
    for (std::size_t length = 1; length > 0;) {
        std::size_t line;
        while ((line = buffer_.find("\r\n")) == std::string::npos) need(buffer_.size() + 1);
        length = std::stoul(buffer_.substr(0, line), nullptr, 16);
        need(line + 2 + length + 2);
        body += buffer_.substr(line + 2, length);
        buffer_.erase(0, line + 2 + length + 2);
    }
    return body;
}

std::string Client::read_rest(int milliseconds) {
    try {
        while (receive(milliseconds)) {
        }
    } catch (const std::runtime_error&) {
    }
    return std::exchange(buffer_, {});
}

bool Client::is_closed(int milliseconds) try {
    return buffer_.empty() && !receive(milliseconds);
} catch (const std::runtime_error&) {
    return false;
}

void Client::shut() {
    ::shutdown(socket_, SHUT_WR);
}

Answer get(std::uint16_t port, const std::string& target, const std::map<std::string, std::string>& headers) {
    std::string request = "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
    for (const auto& [name, value] : headers) request += name + ": " + value + "\r\n";
    Client client{port};
    client.send(request + "\r\n");
    return client.read();
}

}  // namespace acervo::test
