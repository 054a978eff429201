// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/server.h"

#include <Poco/Exception.h>
#include <Poco/Net/ServerSocket.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>
#include <unordered_map>

#include "api/batch_desk.h"
#include "api/connection.h"
#include "api/log.h"
#include "api/routes/routes.h"
#include "api/workers.h"

namespace acervo {
namespace {

using namespace std::chrono_literals;
using Poco::Net::IPAddress;
using Poco::Net::SocketAddress;

constexpr auto sweep_interval = 250ms;
constexpr auto longest_farewell = 8s;
constexpr auto grace = 1s;         // what a new connection is left alone for, however many there are
constexpr std::uint64_t door = 0;  // id of the listening socket

std::filesystem::path web_folder(const ServerOptions& options) {
    if (!options.web.empty()) return options.web;
    const auto installed = share_folder().parent_path() / "api" / "web";
    return std::filesystem::exists(installed) ? installed : std::filesystem::path{ACERVO_SOURCE_WEB};
}

/// All that the system lets this process open, less what the index and the catalogue need.
int most_connections(int wanted) {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return std::min(wanted, 512);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return wanted;
    const auto room = limit.rlim_cur > 512 ? limit.rlim_cur - 256 : limit.rlim_cur / 2;
    return static_cast<int>(std::min<rlim_t>(static_cast<rlim_t>(wanted), room));
}

Poco::Net::ServerSocket listening_socket(const ServerOptions& options) {
    const auto where = options.host + ":" + std::to_string(options.port);
    try {
        const SocketAddress address{options.host, options.port};
        Poco::Net::ServerSocket socket;
        socket.bind(address, /*reuseAddress=*/true, /*reusePort=*/false);
        socket.listen(1024);
        socket.setBlocking(false);
        return socket;
    } catch (const Poco::Exception& error) {
        const auto taken = error.code() == EADDRINUSE;
        throw Error{
            Error{taken ? Problem::busy : Problem::bad_input, "listening on " + where + ": " + error.displayText()}
                .with_hint(taken ? "Another program uses that port: stop it, or choose another with --listen."
                                 : "Give an address of this machine, such as 127.0.0.1:8080.")};
    }
}

/// Where a server is reached that was told no better.
std::string listening_address(const std::string& host, std::uint16_t port) {
    const bool everywhere = host == "0.0.0.0" || host == "::";
    const bool bare = host.find(':') == std::string::npos;
    const auto name = everywhere ? "localhost" : bare ? host : "[" + host + "]";
    return "http://" + name + ":" + std::to_string(port);
}

/// Whoever holds an IPv6 address holds all of its /64.
std::string counted_as(const IPAddress& address) {
    if (address.family() != IPAddress::IPv6) return address.toString();
    return (address & IPAddress{64, IPAddress::IPv6}).toString();
}

std::vector<Route> all_routes(const ServerOptions& options) {
    auto routes = api_routes();
    for (auto& route : page_routes(web_folder(options))) routes.push_back(std::move(route));
    for (auto& route : open_routes()) routes.push_back(std::move(route));
    for (auto& route : oai_routes()) routes.push_back(std::move(route));
    return routes;
}

}  // namespace

/// One thread moves the bytes of all connections; workers make the answers. So a slow client holds a socket, and
/// nothing else.
struct Server::Impl {
    Impl(ServerOptions given, const Vocabulary& vocabulary)
        : options{std::move(given)},
          router{all_routes(options)},
          index{options.data, vocabulary},
          desk{options.read_only
                   ? nullptr
                   : std::make_unique<BatchDesk>(options.data, vocabulary, options.program, options.scan_command)},
          catalogue{options.data, Catalogue::Mode::read_only},
          place{options.data, router,
                vocabulary,   index,
                metrics,      desk.get(),
                site,         [this](std::uint64_t id, Delivery delivery) { hand_back(id, std::move(delivery)); }},
          limit{most_connections(options.connections)} {
        socket = listening_socket(options);
        port = socket.address().port();
        site = options.site;
        if (site.base.empty()) site.base = listening_address(options.host, port);
        poller.add(socket.impl()->sockfd(), door, Poller::reading);
        const auto cores = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
        searches = std::make_unique<Workers>(place, Workers::Size{.threads = cores + 1, .queue = 256});
        rest = std::make_unique<Workers>(place, Workers::Size{.threads = options.threads, .queue = 1024});
        loop = std::thread{[this] { run(); }};
    }

    ~Impl() { stop(); }

    void stop() {
        stopping = true;
        poller.wake();
        if (loop.joinable()) loop.join();
        searches.reset();
        rest.reset();
    }

    void hand_back(std::uint64_t id, Delivery delivery) {
        {
            const std::lock_guard lock{answers_mutex};
            answers.emplace_back(id, std::move(delivery));
        }
        poller.wake();
    }

    void run() {
        auto swept = Clock::now();
        std::optional<Clock::time_point> end;
        while (true) {
            try {
                for (const auto& event : poller.wait(sweep_interval)) {
                    if (event.id == door) {
                        accept();
                    } else if (const auto found = connections.find(event.id); found != connections.end()) {
                        handle(found->first, *found->second, event);
                    }
                }
                send_answers();
            } catch (const std::exception& error) {
                spdlog::critical("serving connections: {}", one_line(error.what()));
            }
            const auto now = Clock::now();
            if (stopping && !end) {
                end = now + longest_farewell;
                poller.remove(socket.impl()->sockfd());
                socket.close();
            }
            if (now - swept >= sweep_interval || end) {
                sweep(now);
                swept = now;
            }
            if (end && (connections.empty() || now >= *end)) return;
        }
    }

    void accept() {
        SocketAddress peer;
        std::optional<Poco::Net::StreamSocket> accepted;
        try {
            accepted = socket.acceptConnection(peer);
        } catch (const Poco::Exception& error) {
            // Out of sockets: make room; a client that went away again is no matter.
            const bool exhausted = error.code() == EMFILE || error.code() == ENFILE;
            if (exhausted && !give_up_one({})) std::this_thread::sleep_for(10ms);
            return;
        }
        const auto client = peer.host().toString();
        const auto from = client == options.proxy ? std::string{} : counted_as(peer.host());
        const auto known = counts.find(from);
        const int count = known == counts.end() ? 0 : known->second;
        const auto open = static_cast<int>(connections.size());
        const bool crowded = !from.empty() && count >= options.connections_per_client && !give_up_one(from);
        const bool full = open >= limit && !give_up_one({});
        if (crowded || full) metrics.count_refused();
        // A refusal is said politely as long as that costs little.
        if ((crowded && count >= 2 * options.connections_per_client) || (full && open >= limit + 64)) return;
        const auto id = next_id++;
        std::unique_ptr<Connection> connection;
        try {
            connection = std::make_unique<Connection>(*accepted, client, from, patience(),
                                                      [this](const Request& request) { return plan_body(request); });
        } catch (const Poco::Exception&) {
            return;  // gone before it was greeted
        }
        poller.add(connection->handle(), id, connection->interest());
        if (!from.empty()) ++counts[from];
        auto& added = *connections.emplace(id, std::move(connection)).first->second;
        metrics.set_connections(static_cast<std::int64_t>(connections.size()));
        if (crowded || full) {
            Request none;
            none.client = client;
            reply(added, none, Error{Problem::busy, "too many connections"});
            after(id, added);
        }
    }

    /// Files are taken from those only who may send them; everything else stays small.
    BodyPlan plan_body(const Request& request) {
        const auto match = router.find(request.path, request.method);
        if (!match || !match->route->uploads || !desk) return {};
        try {
            authorise(*match->route, request, catalogue);
            return {.most = options.upload, .file = desk->upload_file()};
        } catch (const Error& error) {
            return {.refusal = Refusal{error.code(), error.what()}};
        }
    }

    Patience patience() const {
        return {std::chrono::seconds{options.header_seconds}, std::chrono::seconds{options.body_seconds},
                std::chrono::seconds{options.idle_seconds}};
    }

    /// Closes the connection, of one client or of any, that has kept us waiting the longest. False: none has for long.
    bool give_up_one(const std::string& from) {
        const auto now = Clock::now();
        auto oldest = connections.end();
        for (auto each = connections.begin(); each != connections.end(); ++each) {
            const auto& connection = *each->second;
            if (connection.phase() != Connection::Phase::reading || now - connection.waiting_since() < grace) continue;
            if (!from.empty() && connection.from() != from) continue;
            if (oldest == connections.end() || connection.waiting_since() < oldest->second->waiting_since())
                oldest = each;
        }
        if (oldest == connections.end()) return false;
        drop(oldest);
        return true;
    }

    using Table = std::unordered_map<std::uint64_t, std::unique_ptr<Connection>>;

    void forget_count(const std::string& from) {
        const auto count = counts.find(from);
        if (count != counts.end() && --count->second <= 0) counts.erase(count);
    }

    Table::iterator drop(Table::iterator gone) {
        poller.remove(gone->second->handle());
        if (!gone->second->from().empty()) forget_count(gone->second->from());
        const auto next = connections.erase(gone);
        metrics.set_connections(static_cast<std::int64_t>(connections.size()));
        return next;
    }

    void handle(std::uint64_t id, Connection& connection, const Poller::Event& event) {
        const auto now = Clock::now();
        if (event.lost && !event.readable) connection.close();
        if (event.readable && connection.interest() == Poller::reading) connection.receive(now);
        if (event.writable && connection.interest() == Poller::writing) connection.send(now);
        after(id, connection);
    }

    /// What follows from the state that a connection has come to. The connection may be gone afterwards.
    void after(std::uint64_t id, Connection& connection) {
        using Phase = Connection::Phase;
        using State = RequestReader::State;
        while (connection.phase() == Phase::reading) {
            if (connection.reader().state() == State::idle && connection.requests() > 0)
                connection.resume(Clock::now());
            if (connection.reader().state() == State::refused) {
                refuse(connection);
            } else if (connection.reader().state() == State::complete) {
                dispatch(id, connection);
            } else {
                break;
            }
        }
        if (connection.phase() == Phase::pausing && connection.delivery().wait == 0ms) go_on(id, connection);
        if (connection.phase() == Phase::closed) {
            drop(connections.find(id));
        } else if (const auto interest = connection.interest(); interest != connection.watched) {
            poller.change(connection.handle(), id, interest);
            connection.watched = interest;
        }
    }

    void refuse(Connection& connection) {
        const auto& refusal = connection.reader().refusal();
        auto request = connection.reader().request();
        request.client = connection.client();
        reply(connection, request, Error{Error{Problem::bad_input, refusal.reason}.with_code(refusal.code)});
    }

    /// Answers an error without a worker, and closes.
    void reply(Connection& connection, const Request& request, const Error& error) {
        const auto now = Clock::now();
        auto delivery = deliver(request, problem(request, error), false);
        record_answer(metrics, request, delivery, now);
        connection.answer(std::move(delivery), now);
    }

    void dispatch(std::uint64_t id, Connection& connection) {
        Job job{.connection = id, .arrived = Clock::now()};
        job.keep_alive = connection.reader().keep_alive() &&
                         connection.requests() + 1 < options.requests_per_connection && !stopping;
        job.request = connection.hand_over();
        job.request.client = client_of(connection, job.request);
        const auto match = router.find(job.request.path, job.request.method);
        auto& workers = match && match->route->searches ? *searches : *rest;
        if (!workers.take(job)) reply(connection, job.request, Error{Problem::busy, "too many requests are waiting"});
    }

    /// Asks for what follows of an answer; when nobody is free for it, the next sweep does.
    void go_on(std::uint64_t id, Connection& connection) {
        if (stopping) return connection.close();
        Job job{.connection = id, .arrived = Clock::now(), .begun = connection.delivery()};
        if (rest->take(job)) connection.go_on();
    }

    std::string client_of(const Connection& connection, const Request& request) const {
        IPAddress real;
        const bool told =
            connection.client() == options.proxy && IPAddress::tryParse(request.header("x-real-ip"), real);
        return told ? real.toString() : connection.client();
    }

    void send_answers() {
        std::vector<std::pair<std::uint64_t, Delivery>> ready;
        {
            const std::lock_guard lock{answers_mutex};
            ready.swap(answers);
        }
        for (auto& [id, delivery] : ready) {
            const auto found = connections.find(id);
            if (found == connections.end()) continue;  // did not wait for it
            if (stopping) delivery.close = true;
            if (delivery.status == 0) {
                found->second->close();
            } else {
                found->second->answer(std::move(delivery), Clock::now());
            }
            after(id, *found->second);
        }
    }

    void sweep(Clock::time_point now) {
        using State = RequestReader::State;
        std::vector<std::uint64_t> late;
        for (const auto& [id, connection] : connections) {
            if (connection->phase() == Connection::Phase::pausing) {
                if (stopping || now >= connection->due()) go_on(id, *connection);
                if (connection->phase() == Connection::Phase::closed) late.push_back(id);
                continue;
            }
            const bool waits = connection->phase() == Connection::Phase::reading;
            const bool told =
                connection->phase() == Connection::Phase::draining && now - connection->waiting_since() > 300ms;
            if (connection->is_late(now) || (stopping && (waits || told))) late.push_back(id);
        }
        for (const auto id : late) {
            const auto found = connections.find(id);
            auto& connection = *found->second;
            const bool halfway =
                connection.phase() == Connection::Phase::reading && connection.reader().state() != State::idle;
            if (halfway && !stopping) {
                auto request = connection.reader().request();
                request.client = connection.client();
                reply(connection, request, Error{Error{Problem::bad_input, "too slow"}.with_code("request-timeout")});
                after(id, connection);
            } else {
                drop(found);
            }
        }
    }

    const ServerOptions options;
    const Router router;
    Metrics metrics;
    Index index;
    const std::unique_ptr<BatchDesk> desk;
    Catalogue catalogue;  // of the loop alone: who may send files
    Site site;
    const Workplace place;
    const int limit;
    Poco::Net::ServerSocket socket;
    std::uint16_t port = 0;
    Poller poller;
    std::atomic<bool> stopping{false};
    std::mutex answers_mutex;
    std::vector<std::pair<std::uint64_t, Delivery>> answers;
    Table connections;                            // of the loop alone, as what follows
    std::unordered_map<std::string, int> counts;  // connections by client
    std::uint64_t next_id = door + 1;
    std::unique_ptr<Workers> searches, rest;
    std::thread loop;
};

Server::Server(ServerOptions options, const Vocabulary& vocabulary)
    : impl_{std::make_unique<Impl>(std::move(options), vocabulary)} {}
Server::~Server() = default;
std::uint16_t Server::port() const {
    return impl_->port;
}
void Server::stop() {
    impl_->stop();
}

}  // namespace acervo
