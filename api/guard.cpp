// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/guard.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "api/uri.h"

namespace acervo {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_token(char c) {
    return is_digit(c) || is_letter(c) || std::string_view{"!#$%&'*+-.^_`|~"}.find(c) != std::string_view::npos;
}
bool is_token(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return is_token(c); });
}

std::string lowered(std::string_view ascii) {
    std::string text{ascii};
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// "host", "host:port", "[::1]:port"; what cannot be in a host is in none of them.
bool is_host(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return is_digit(c) || is_letter(c) || std::string_view{"-._~%!$&'()*+,;=:[]"}.find(c) != std::string_view::npos;
    });
}

bool has_token(std::string_view list, std::string_view token) {
    while (!list.empty()) {
        const auto comma = std::min(list.find(','), list.size());
        if (lowered(trimmed(list.substr(0, comma))) == token) return true;
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return false;
}

constexpr std::array known_methods = {"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"};
constexpr std::array methods_with_body = {"POST", "PUT", "PATCH"};

}  // namespace

RequestReader::State RequestReader::feed(std::string_view bytes) {
    if (state_ == State::refused) return state_;
    buffer_.append(bytes);
    if (state_ != State::complete) advance();
    return state_;
}

Request RequestReader::take() {
    Request request = std::move(request_);
    buffer_.erase(0, at_);
    *this = [this] {
        RequestReader fresh{limits_, std::move(planner_)};
        fresh.buffer_ = std::move(buffer_);
        fresh.keep_alive_ = keep_alive_;
        return fresh;
    }();
    return request;
}

bool RequestReader::wants_continue() {
    // A client that has sent the body already does not wait for us.
    const bool wants = expects_ && state_ == State::body && body_bytes_ == 0 && at_ == buffer_.size();
    if (wants) expects_ = false;
    return wants;
}

void RequestReader::refuse(const char* code, const std::string& reason) {
    state_ = State::refused;
    refusal_ = {code, reason};
    saved_ = {};
    request_.upload.reset();
    keep_alive_ = false;
    buffer_.clear();
    at_ = scanned_ = 0;
}

/// Takes the next line, without its CRLF; nothing when it has not arrived whole. What cannot be part of one is refused
/// as soon as it arrives: a TLS greeting has no line end to wait for.
std::optional<std::string_view> RequestReader::line(std::size_t limit, const char* code) {
    for (scanned_ = std::max(scanned_, at_); scanned_ < buffer_.size(); ++scanned_) {
        const auto c = static_cast<unsigned char>(buffer_[scanned_]);
        const bool after_return = scanned_ > at_ && buffer_[scanned_ - 1] == '\r';
        if (c == '\n' && after_return) {
            const std::string_view text{buffer_.data() + at_, scanned_ - 1 - at_};
            at_ = ++scanned_;
            return text;
        }
        if (after_return || c == '\n') {
            refuse("bad-request", "a line ends with CR LF, neither character stands alone");
            return {};
        }
        if ((c < 0x20 && c != '\t' && c != '\r') || c == 0x7f) {
            refuse("bad-request", "control character in the head");
            return {};
        }
        if (scanned_ - at_ > limit) {
            refuse(code, "line of more than " + std::to_string(limit) + " bytes");
            return {};
        }
    }
    return {};
}

void RequestReader::advance() {
    while (state_ == State::idle || state_ == State::head) {
        const bool first = request_.method.empty();
        const auto text = line(first ? limits_.target + 64 : limits_.field, first ? "uri-too-long" : "head-too-large");
        if (!text) {
            if (state_ == State::idle && at_ < buffer_.size()) state_ = State::head;
            return;
        }
        head_bytes_ += text->size() + 2;
        read_line_of_head(*text);
    }
    if (state_ == State::body) chunked_ ? read_chunks() : read_sized_body();
}

void RequestReader::read_line_of_head(std::string_view text) {
    if (!request_.method.empty()) {
        if (text.empty()) return finish_head();
        return read_field(text);
    }
    if (!text.empty()) {
        state_ = State::head;
        return read_request_line(text);
    }
    // RFC 9112, 2.2: an empty line before the request is forgiven; a stream of them is not a request.
    if (++blank_lines_ > 2) refuse("bad-request", "empty lines instead of a request");
}

void RequestReader::read_request_line(std::string_view text) {
    const auto first = text.find(' ');
    const auto last = text.rfind(' ');
    if (first == std::string_view::npos || first == last || text.find('\t') != std::string_view::npos)
        return refuse("bad-request", "the request line is not METHOD TARGET HTTP/1.1");
    const auto method = text.substr(0, first);
    const auto target = text.substr(first + 1, last - first - 1);
    const auto version = text.substr(last + 1);
    if (!is_token(method)) return refuse("bad-request", "the method is not a token");
    if (version.size() != 8 || !version.starts_with("HTTP/") || !is_digit(version[5]) || version[6] != '.' ||
        !is_digit(version[7]))
        return refuse("bad-request", "the request line does not end in a version of HTTP");
    if (version[5] != '1') return refuse("http-version", std::string{version});
    old_ = version[7] == '0';
    if (std::find(known_methods.begin(), known_methods.end(), method) == known_methods.end())
        return refuse("not-implemented", "unknown method");
    if (target.size() > limits_.target) return refuse("uri-too-long", "target too long");
    request_.method = method;
    read_target(target);
}

void RequestReader::read_target(std::string_view target) {
    if (target.empty() || !std::all_of(target.begin(), target.end(), [](char c) { return c > 0x20 && c < 0x7f; }) ||
        target.find('#') != std::string_view::npos)
        return refuse("bad-request", "the target holds a character that is not allowed there");
    if (target == "*" || request_.method == "CONNECT") {
        // Nothing of ours is asked with these: the router says 405.
        if (target == "*" && request_.method != "OPTIONS") return refuse("bad-request", "target * is for OPTIONS");
        request_.path = "*";
        return;
    }
    if (const auto scheme = lowered(target.substr(0, 8)); scheme.starts_with("http://") || scheme == "https://") {
        target.remove_prefix(scheme == "https://" ? 8 : 7);
        const auto end = std::min(target.find_first_of("/?"), target.size());
        authority_ = lowered(target.substr(0, end));
        target.remove_prefix(end);
        if (!is_host(authority_)) return refuse("bad-request", "the target names no host");
    } else if (target[0] != '/') {
        return refuse("bad-request", "the target is neither a path nor an address");
    }
    const auto question = std::min(target.find('?'), target.size());
    auto path = decoded_path(target.substr(0, question));
    if (!path) return refuse("bad-request", "the path is not well-formed");
    request_.path = path->empty() ? "/" : std::move(*path);
    if (question == target.size()) return;
    auto parameters = decoded_parameters(target.substr(question + 1));
    if (!parameters) return refuse("bad-request", "the query string is not percent-encoded UTF-8");
    if (std::cmp_greater(parameters->size(), limits_.parameters)) return refuse("bad-request", "too many parameters");
    request_.parameters = std::move(*parameters);
}

void RequestReader::read_field(std::string_view text) {
    if (++fields_ > limits_.fields || head_bytes_ > limits_.head) return refuse("head-too-large", "too many headers");
    if (text[0] == ' ' || text[0] == '\t') return refuse("bad-request", "folded header");
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) return refuse("bad-request", "header without a colon");
    if (!is_token(text.substr(0, colon))) return refuse("bad-request", "the name of a header is not a token");
    const auto name = lowered(text.substr(0, colon));
    const std::string value{trimmed(text.substr(colon + 1))};
    const auto [field, added] = request_.headers.emplace(name, value);
    if (added) return;
    if (name == "host" || name == "content-length" || name == "transfer-encoding")
        return refuse("bad-request", name + " given twice");
    field->second += (name == "cookie" ? "; " : ", ") + value;
}

void RequestReader::finish_head() {
    const auto host = request_.headers.find("host");
    if (host == request_.headers.end()) {
        if (!old_) return refuse("bad-request", "no Host");
    } else if (!is_host(host->second)) {
        return refuse("bad-request", "Host names no host");
    } else if (!authority_.empty() && authority_ != lowered(host->second)) {
        return refuse("bad-request", "the target and Host name different hosts");
    }
    const auto connection = request_.header("connection");
    keep_alive_ = old_ ? has_token(connection, "keep-alive") : !has_token(connection, "close");
    plan_body();
}

void RequestReader::plan_body() {
    const auto length = request_.headers.find("content-length");
    const auto coding = request_.headers.find("transfer-encoding");
    const bool has_length = length != request_.headers.end();
    const bool has_coding = coding != request_.headers.end();
    const bool may =
        std::find(methods_with_body.begin(), methods_with_body.end(), request_.method) != methods_with_body.end();
    if (has_length && has_coding) return refuse("bad-request", "both Content-Length and Transfer-Encoding");
    if (has_length) {
        const auto& digits = length->second;
        if (digits.empty() || digits.size() > 18 || !std::all_of(digits.begin(), digits.end(), is_digit))
            return refuse("bad-request", "Content-Length is not a number of bytes");
        std::from_chars(digits.data(), digits.data() + digits.size(), length_);
    }
    if (has_coding) {
        if (old_) return refuse("bad-request", "Transfer-Encoding in HTTP/1.0");
        if (lowered(coding->second) != "chunked")
            return refuse("not-implemented", "transfer coding other than chunked");
        chunked_ = true;
    }
    if (!may && (chunked_ || length_ > 0)) return refuse("bad-request", request_.method + " with a body");
    if (may && !has_length && !has_coding) return refuse("length-required", "neither Content-Length nor chunks");
    most_body_ = limits_.body;
    if (may && planner_ && !plan_upload()) return;
    if (length_ > most_body_)
        return refuse("body-too-large", "body of more than " + std::to_string(most_body_) + " bytes");
    if (const auto expected = request_.header("expect"); !expected.empty()) {
        if (lowered(expected) != "100-continue") return refuse("expectation-failed", "unknown expectation");
        expects_ = !old_ && may;
    }
    if (chunked_ || length_ > 0) {
        state_ = State::body;
    } else {
        complete();
    }
}

/// False: it was refused.
bool RequestReader::plan_upload() {
    auto plan = planner_(request_);
    if (plan.refusal) {
        refuse(plan.refusal->code.c_str(), plan.refusal->reason);
        return false;
    }
    if (plan.most > 0) most_body_ = plan.most;
    if (plan.file.empty()) return true;
    saved_ = std::ofstream{plan.file, std::ios::binary | std::ios::trunc};
    request_.upload = std::make_shared<Upload>(std::move(plan.file));
    if (saved_) return true;
    refuse("storage-full", "the body cannot be kept");
    return false;
}

void RequestReader::add_to_body(std::string_view bytes) {
    body_bytes_ += bytes.size();
    if (!request_.upload) {
        request_.body += bytes;
        return;
    }
    saved_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!saved_) refuse("storage-full", "the body cannot be kept");
}

void RequestReader::read_sized_body() {
    const auto piece = std::min(length_ - body_bytes_, buffer_.size() - at_);
    add_to_body(std::string_view{buffer_}.substr(at_, piece));
    if (state_ == State::refused) return;
    at_ += piece;
    if (body_bytes_ == length_) return complete();
    forget_read();
}

void RequestReader::read_chunks() {
    while (state_ == State::body) {
        if (chunk_ && *chunk_ > 0) {
            const auto piece = std::min(*chunk_, buffer_.size() - at_);
            add_to_body(std::string_view{buffer_}.substr(at_, piece));
            if (state_ == State::refused) return;
            at_ += piece;
            *chunk_ -= piece;
            if (*chunk_ > 0) break;
        }
        const auto text = line(20, "bad-request");
        if (!text) break;
        framing_bytes_ += text->size() + 2;
        if (framing_bytes_ > limits_.framing + body_bytes_ / 64) return refuse("body-too-large", "chunks too small");
        if (chunk_) {
            if (!text->empty()) return refuse("bad-request", "a chunk is longer than it says");
            chunk_.reset();
            continue;
        }
        if (last_chunk_) {
            // Nobody needs trailers from a client here, and a field that comes too late is a trick.
            if (!text->empty()) return refuse("bad-request", "trailer fields");
            return complete();
        }
        std::size_t size = 0;
        const auto read = std::from_chars(text->data(), text->data() + text->size(), size, 16);
        if (read.ec != std::errc{} || read.ptr != text->data() + text->size() || text->size() > 8)
            return refuse("bad-request", "the size of a chunk is not a hexadecimal number");
        if (body_bytes_ + size > most_body_) return refuse("body-too-large", "body too large");
        if (size == 0) {
            last_chunk_ = true;
        } else {
            chunk_ = size;
        }
    }
    if (state_ == State::body) forget_read();
}

/// What has been copied into the body need not be kept twice.
void RequestReader::forget_read() {
    buffer_.erase(0, at_);
    scanned_ -= std::min(scanned_, at_);
    at_ = 0;
}

void RequestReader::complete() {
    if (request_.upload) {
        saved_.close();
        if (!saved_) return refuse("storage-full", "the body cannot be kept");
    }
    request_.old = old_;
    state_ = State::complete;
}

}  // namespace acervo
