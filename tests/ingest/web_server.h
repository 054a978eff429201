// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace test {

/// A server on a free port of 127.0.0.1 that answers as it is told to: one request a connection.
class WebServer {
public:
    struct Reply {
        int status = 200;
        std::string body;
        std::string headers;                 ///< "Name: value\r\n" each
        std::size_t announced = 0;           ///< Content-Length, where it is not the body's
        std::chrono::milliseconds pause{0};  ///< after each byte
    };
    using Answer = std::function<Reply(const std::string& target)>;

    explicit WebServer(Answer answer) : answer_{std::move(answer)}, socket_{::socket(AF_INET, SOCK_STREAM, 0)} {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t length = sizeof address;
        auto* const any = reinterpret_cast<sockaddr*>(&address);
        if (::bind(socket_, any, length) != 0 || ::listen(socket_, 16) != 0 ||
            ::getsockname(socket_, any, &length) != 0)
            throw std::runtime_error("no port");
        port_ = ntohs(address.sin_port);
        thread_ = std::thread{[this] { serve(); }};
    }
    ~WebServer() {
        over_ = true;
        ::shutdown(socket_, SHUT_RDWR);
        thread_.join();
        ::close(socket_);
    }
    std::string address(const std::string& path = "/oai") const {
        return "http://127.0.0.1:" + std::to_string(port_) + path;
    }
    /// Targets and heads of the requests so far.
    std::vector<std::string> targets() const {
        const std::lock_guard lock{mutex_};
        return targets_;
    }
    std::string last_head() const {
        const std::lock_guard lock{mutex_};
        return head_;
    }

private:
    void serve() {
        while (!over_) {
            const int client = ::accept(socket_, nullptr, nullptr);
            if (client < 0) return;
            std::string head;
            char piece[4096];
            while (head.find("\r\n\r\n") == std::string::npos) {
                const auto count = ::recv(client, piece, sizeof piece, 0);
                if (count <= 0) break;
                head.append(piece, static_cast<std::size_t>(count));
            }
            const auto begin = head.find(' ') + 1;
            const auto target = head.substr(begin, head.find(' ', begin) - begin);
            {
                const std::lock_guard lock{mutex_};
                targets_.push_back(target);
                head_ = head;
            }
            const auto reply = answer_(target);
            const auto size = reply.announced > 0 ? reply.announced : reply.body.size();
            const auto bytes = "HTTP/1.1 " + std::to_string(reply.status) +
                               " x\r\nContent-Length: " + std::to_string(size) + "\r\nConnection: close\r\n" +
                               reply.headers + "\r\n" + reply.body;
            const bool slow = reply.pause.count() > 0;
            for (std::size_t sent = 0; sent < bytes.size() && !over_;) {
                const auto count = ::send(client, bytes.data() + sent, slow ? 1 : bytes.size() - sent, MSG_NOSIGNAL);
                if (count <= 0) break;
                sent += static_cast<std::size_t>(count);
                if (slow) std::this_thread::sleep_for(reply.pause);
            }
            ::close(client);
        }
    }

    const Answer answer_;
    int socket_ = -1;
    int port_ = 0;
    std::atomic<bool> over_{false};
    mutable std::mutex mutex_;
    std::vector<std::string> targets_;
    std::string head_;
    std::thread thread_;
};

}  // namespace test
