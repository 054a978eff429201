// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/harvest/web_client.h"

#include <Poco/DateTimeFormat.h>
#include <Poco/DateTimeParser.h>
#include <Poco/InflatingStream.h>
#include <Poco/Net/Context.h>
#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/RejectCertificateHandler.h>
#include <Poco/Net/SSLException.h>
#include <Poco/Net/SSLManager.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <Poco/Net/X509Certificate.h>
#include <Poco/URI.h>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

#include "corpus/error.h"
#include "corpus/text.h"
#include "ingest/harvest/addresses.h"

namespace acervo {
namespace {

using Clock = std::chrono::steady_clock;
using Poco::Net::StreamSocket;
using Session = std::unique_ptr<Poco::Net::HTTPClientSession>;

Error trouble(Problem problem, const std::string& code, const std::string& what) {
    return Error{Error{problem, what}.with_code(code)};
}

Poco::URI address_of(const std::string& url) {
    const auto refuse = [&](const char* why) {
        return Error{trouble(Problem::bad_input, "address", url + " " + why)
                         .with_hint("Give the base address of the repository: https://repositorio.example.org/oai.")};
    };
    Poco::URI uri;
    try {
        uri = Poco::URI{url};
    } catch (const Poco::Exception&) {
        throw refuse("is no address");
    }
    if (uri.getScheme() != "http" && uri.getScheme() != "https") throw refuse("is no address of the web");
    if (uri.getHost().empty()) throw refuse("names no machine");
    if (!uri.getUserInfo().empty()) throw refuse("has a user's name in it");
    return uri;
}

Poco::Timespan left(Clock::time_point end) {
    const auto rest = std::chrono::duration_cast<std::chrono::microseconds>(end - Clock::now()).count();
    if (rest <= 0) throw trouble(Problem::busy, "network", "the server takes too long");
    return Poco::Timespan{rest};
}

/// Ends a connection when its time is over. Each read has a limit of its own, which who sends a byte of a handshake or
/// of a header now and then never meets.
class Watch {
public:
    Watch(const StreamSocket& socket, Clock::time_point end)
        : socket_{::fcntl(socket.impl()->sockfd(), F_DUPFD_CLOEXEC, 0)}, thread_{[this, end] {
              std::unique_lock lock{mutex_};
              if (!changed_.wait_until(lock, end, [this] { return done_; })) ::shutdown(socket_, SHUT_RDWR);
          }} {}
    ~Watch() {
        {
            const std::lock_guard lock{mutex_};
            done_ = true;
        }
        changed_.notify_one();
        thread_.join();
        ::close(socket_);
    }
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool done_ = false;
    const int socket_;  ///< of our own: the session may close its own, and the system give the number to another
    std::thread thread_;
};

/// To the first of the machine's addresses that may be asked and answers.
StreamSocket connected(const Poco::URI& uri, const WebManners& manners, Clock::time_point end) {
    const auto addresses = addresses_of(uri.getHost(), uri.getPort());
    std::string last = "it has no address";
    bool any = false;
    for (const auto& address : addresses) {
        if (!manners.allow_private && !is_public(address)) continue;
        any = true;
        try {
            const Poco::Net::SocketAddress to{reinterpret_cast<const sockaddr*>(&address.storage), address.length};
            StreamSocket socket;
            socket.connect(to, std::min(left(end), Poco::Timespan{manners.connecting.count(), 0}));
            return socket;
        } catch (const Poco::Exception& error) {
            last = error.displayText();
        }
    }
    if (!any && !addresses.empty()) {
        throw Error{trouble(Problem::bad_input, "private-address",
                            uri.getHost() + " is " + addresses.front().text() + ", no address of the public internet")
                        .with_hint("If it is meant, allow it with --allow-private.")};
    }
    throw trouble(Problem::busy, "network", "cannot reach " + uri.getHost() + ": " + last);
}

Poco::Net::Context::Ptr tls() {
    static std::once_flag once;
    static Poco::Net::Context::Ptr context;
    std::call_once(once, [] {
        using Poco::Net::Context;
        Context::Params params;
        params.verificationMode = Context::VERIFY_RELAXED;  // of a client: the server's certificate is checked
        params.loadDefaultCAs = true;
        params.cipherList = "HIGH:!aNULL:!MD5:!RC4:!3DES";
        context = new Context{Context::TLS_CLIENT_USE, params};
        context->requireMinimumProtocol(Context::PROTO_TLSV1_2);
        Poco::Net::SSLManager::instance().initializeClient(nullptr, new Poco::Net::RejectCertificateHandler{false},
                                                           context);
    });
    return context;
}

Session session_of(const Poco::URI& uri, const StreamSocket& socket, Clock::time_point end) {
    if (uri.getScheme() == "http") return std::make_unique<Poco::Net::HTTPClientSession>(socket);
    try {
        auto context = tls();
        // An ordinary session over it: one of Poco's for HTTPS would connect, and look the name up, by itself.
        auto secure = Poco::Net::SecureStreamSocket::attach(socket, uri.getHost(), context);
        // Poco asks for no name where its own look-up says that it is this machine: whoever answers that could choose.
        const bool is_it = secure.havePeerCertificate() && secure.peerCertificate().verify(uri.getHost());
        if (!is_it) throw Poco::Net::CertificateValidationException{"the certificate is of another machine"};
        return std::make_unique<Poco::Net::HTTPClientSession>(secure);
    } catch (const Poco::Net::SSLException& error) {
        left(end);
        const auto what = uri.getHost() + ": " + error.displayText();
        // OpenSSL has no other sign than its sentence for a connection that ends within the handshake.
        const bool ended =
            dynamic_cast<const Poco::Net::SSLConnectionUnexpectedlyClosedException*>(&error) != nullptr ||
            ascii_lower(what).find("unexpected eof") != std::string::npos;
        if (ended) throw trouble(Problem::busy, "network", what);
        throw Error{trouble(Problem::bad_input, "certificate", what)
                        .with_hint("The server's certificate is not valid: tell the repository.")};
    }
}

/// Reads to the end, or to what may be read. @throws Error (too_large)
std::string read_all(std::istream& in, const WebManners& manners, Clock::time_point end) {
    std::string body;
    std::array<char, 64 << 10> piece{};
    auto& buffer = *in.rdbuf();
    // What has arrived, as it arrives: who sends a byte at a time must not outstay the time for all of them.
    while (buffer.sgetc() != std::char_traits<char>::eof()) {
        left(end);
        const auto there = std::clamp<std::streamsize>(buffer.in_avail(), 1, piece.size());
        body.append(piece.data(), static_cast<std::size_t>(buffer.sgetn(piece.data(), there)));
        if (body.size() > manners.most) {
            throw Error{trouble(Problem::too_large, "too-large",
                                "the answer has more than " + std::to_string(manners.most >> 20) + " MB")
                            .with_hint("Allow more with --max-size.")};
        }
    }
    return body;
}

WebAnswer ask(const Poco::URI& uri, const WebManners& manners, Clock::time_point end, std::string& location) {
    using namespace Poco::Net;
    auto socket = connected(uri, manners, end);
    socket.setReceiveTimeout(left(end));
    socket.setSendTimeout(left(end));
    const Watch watch{socket, end};
    const auto session = session_of(uri, socket, end);
    session->setTimeout(left(end));
    auto path = uri.getPathAndQuery();
    HTTPRequest request{HTTPRequest::HTTP_GET, path.empty() ? "/" : path, HTTPMessage::HTTP_1_1};
    const auto port = uri.getPort();
    const bool usual = port == (uri.getScheme() == "http" ? 80 : 443);
    const auto host = uri.getHost().find(':') == std::string::npos ? uri.getHost() : "[" + uri.getHost() + "]";
    request.set("Host", usual ? host : host + ":" + std::to_string(port));
    request.set("User-Agent", manners.agent);
    request.set("Accept", "text/xml, application/xml;q=0.9, */*;q=0.1");
    request.set("Accept-Encoding", "gzip");
    request.setKeepAlive(false);
    session->sendRequest(request);
    HTTPResponse response;
    response.setFieldLimit(200);
    auto& in = session->receiveResponse(response);
    WebAnswer answer{.status = response.getStatus(), .body = {}, .address = uri.toString(), .retry_after = {}};
    answer.retry_after = retry_after(response.get("Retry-After", ""), std::chrono::system_clock::now());
    location = response.get("Location", "");
    const auto announced = response.hasContentLength() ? response.getContentLength64() : -1;
    if (ascii_lower(response.get("Content-Encoding", "")) == "gzip") {
        Poco::InflatingInputStream unpacked{in, Poco::InflatingStreamBuf::STREAM_GZIP};
        answer.body = read_all(unpacked, manners, end);
    } else {
        answer.body = read_all(in, manners, end);
        answer.torn = announced >= 0 && static_cast<Poco::UInt64>(announced) != answer.body.size();
    }
    if (session->networkException()) answer.torn = true;
    left(end);  // a connection that was ended looks like an answer that is whole
    return answer;
}

bool is_redirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

}  // namespace

WebAnswer web_get(const std::string& url, const WebManners& manners) {
    const auto end = Clock::now() + manners.patience;
    auto uri = address_of(url);
    for (int redirects = 0;; ++redirects) {
        std::string location;
        WebAnswer answer;
        try {
            answer = ask(uri, manners, end, location);
        } catch (const Poco::Exception& error) {  // of TLS, too: the certificate was looked at before
            left(end);
            throw trouble(Problem::busy, "network", uri.getHost() + ": " + error.displayText());
        }
        if (!is_redirect(answer.status) || location.empty()) return answer;
        if (redirects >= manners.redirects)
            throw trouble(Problem::bad_input, "redirects", url + " leads from one address to another without end");
        const bool was_secure = uri.getScheme() == "https";
        uri = address_of([&] {
            try {
                auto next = uri;
                next.resolve(location);
                return next.toString();
            } catch (const Poco::Exception&) {
                return location;
            }
        }());
        if (was_secure && uri.getScheme() == "http")
            throw trouble(Problem::bad_input, "redirects", url + " leads from HTTPS to HTTP, where anybody can listen");
    }
}

std::optional<std::chrono::seconds> retry_after(const std::string& text, std::chrono::system_clock::time_point now) {
    using std::chrono::seconds;
    constexpr std::int64_t longest = 7LL * 24 * 3600;
    const auto given = squeeze(text);
    if (given.empty()) return {};
    std::int64_t number = 0;
    const auto read = std::from_chars(given.data(), given.data() + given.size(), number);
    if (read.ec == std::errc{} && read.ptr == given.data() + given.size())
        return seconds{std::clamp<std::int64_t>(number, 0, longest)};
    if (!given.ends_with("GMT")) return {};  // Poco takes any word for a date
    int zone = 0;
    Poco::DateTime date;
    if (!Poco::DateTimeParser::tryParse(Poco::DateTimeFormat::HTTP_FORMAT, given, date, zone)) return {};
    const auto then = std::chrono::system_clock::from_time_t(date.timestamp().epochTime());
    const auto wait = std::chrono::duration_cast<seconds>(then - now).count();
    return seconds{std::clamp<std::int64_t>(wait, 0, longest)};
}

}  // namespace acervo
