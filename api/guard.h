// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "api/http.h"

/// What stands between the network and the routes: a strict reader of HTTP/1.1 (RFC 9112). Whatever could be understood
/// in two ways is refused, and the connection closed after the answer, so that nobody in front of us can be made to
/// disagree with us on where a request ends.
namespace acervo {

struct GuardLimits {
    std::size_t target = 8192;  ///< bytes of the request target
    std::size_t field = 8192;   ///< bytes of one header line
    std::size_t head = 32768;   ///< bytes of all of them
    int fields = 100;
    int parameters = 200;  ///< in the query string
    std::size_t body = 1 << 20;
    std::size_t framing = 64 << 10;  ///< bytes of a chunked body that are not body, beyond one in 64
};

/// Why a request is not answered by a route. `code` is that of its problem document.
struct Refusal {
    std::string code;
    std::string reason;  ///< English: for the log and the document's detail
};

/// What to do with the body of a request whose head is sound.
struct BodyPlan {
    std::size_t most = 0;        ///< bytes; 0: as GuardLimits has it
    std::filesystem::path file;  ///< empty: it is kept in memory
    std::optional<Refusal> refusal;
};
using BodyPlanner = std::function<BodyPlan(const Request&)>;

/// Reads one request after the other from the bytes of a connection; knows no sockets and no clock.
class RequestReader {
public:
    explicit RequestReader(GuardLimits limits = {}, BodyPlanner planner = {})
        : limits_{limits}, planner_{std::move(planner)} {
        request_.method.clear();
    }

    enum class State {
        idle,      ///< nothing of a request has arrived
        head,      ///< part of the head has
        body,      ///< the head is complete and sound
        complete,  ///< take() it
        refused    ///< answer, then close; what follows is not looked at
    };

    /// Adds what arrived (nothing: goes on with what is left over from before) and says how far it got.
    State feed(std::string_view bytes);
    State state() const noexcept { return state_; }

    /// The request; only when complete. feed({}) goes on with what was sent behind it.
    Request take();
    const Refusal& refusal() const noexcept { return refusal_; }
    /// As far as it was understood; for the answer to a refused one.
    const Request& request() const noexcept { return request_; }
    /// Whether the client wants, and the protocol allows, another request behind this one.
    bool keep_alive() const noexcept { return keep_alive_; }
    /// True once, when the client waits for "100 Continue" before it sends the body.
    bool wants_continue();
    /// Whether the body goes to a file: it may be long, so that only standing still is too slow.
    bool saves_body() const noexcept { return request_.upload != nullptr; }

private:
    std::optional<std::string_view> line(std::size_t limit, const char* code);
    void refuse(const char* code, const std::string& reason);
    void advance();
    void read_line_of_head(std::string_view text);
    void read_request_line(std::string_view text);
    void read_target(std::string_view target);
    void read_field(std::string_view text);
    void finish_head();
    void plan_body();
    void read_sized_body();
    void read_chunks();
    void complete();

    bool plan_upload();
    void add_to_body(std::string_view bytes);
    void forget_read();

    GuardLimits limits_;
    BodyPlanner planner_;
    std::ofstream saved_;
    std::size_t body_bytes_ = 0, most_body_ = 0;
    State state_ = State::idle;
    Refusal refusal_;
    Request request_;
    std::string buffer_;
    std::size_t at_ = 0;       ///< start of what is not read yet
    std::size_t scanned_ = 0;  ///< up to here no end of line was found
    std::size_t head_bytes_ = 0, framing_bytes_ = 0;
    int fields_ = 0, blank_lines_ = 0;
    bool old_ = false;  ///< HTTP/1.0
    bool keep_alive_ = true, expects_ = false, chunked_ = false, last_chunk_ = false;
    std::string authority_;             ///< of an absolute target
    std::optional<std::size_t> chunk_;  ///< bytes of the present chunk still to come, then its CRLF
    std::size_t length_ = 0;
};

}  // namespace acervo
