// SPDX-License-Identifier: GPL-3.0-or-later
//
// Asks a server on this machine and reads its CPU time from /proc:
//
//     http (acervo | omega) PORT PROCESS QUESTIONS REPORT
#include <Poco/Exception.h>
#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/StreamCopier.h>
#include <Poco/URI.h>

#include <cstdio>
#include <memory>
#include <stdexcept>

#include "tests/bench/peers/corpus.h"
#include "tests/bench/peers/measure.h"

namespace acervo::bench {

namespace {

bool is_all(Kind kind) {
    return kind == Kind::all || kind == Kind::all_facets;
}
bool has_facets(Kind kind) {
    return kind == Kind::any_facets || kind == Kind::all_facets || kind == Kind::page;
}

std::string acervo_path(Kind kind, const Question& question) {
    Poco::URI uri{"/api/v1/search"};
    const std::string text = kind == Kind::phrase ? '"' + join(question.words, " ") + '"'
                                                  : join(question.words, is_all(kind) ? " AND " : " ");
    uri.addQueryParameter("q", text);
    uri.addQueryParameter("lang", question.language);
    uri.addQueryParameter("ql", question.language);
    if (kind != Kind::expanded) uri.addQueryParameter("xl", "0");
    uri.addQueryParameter("page_size", "10");
    uri.addQueryParameter("passages", kind == Kind::page ? "3" : "0");
    if (has_facets(kind)) uri.addQueryParameter("facets", "country,event,theme,axis");
    if (kind == Kind::any_filters) {
        uri.addQueryParameter("country", question.country);
        uri.addQueryParameter("theme", question.theme);
    }
    return uri.getPathAndQuery();
}

std::string omega_path(Kind kind, const Question& question) {
    Poco::URI uri{"/omega"};
    uri.addQueryParameter("DB", "peer");
    uri.addQueryParameter("FMT", "peer");
    uri.addQueryParameter("HITSPERPAGE", "10");
    uri.addQueryParameter("DEFAULTOP", is_all(kind) ? "and" : "or");
    uri.addQueryParameter("MINHITS", "100000000");  // an exact total, as Acervo's is
    uri.addQueryParameter("P",
                          kind == Kind::phrase ? '"' + join(question.words, " ") + '"' : join(question.words, " "));
    if (kind == Kind::any_filters) {
        uri.addQueryParameter("B", "XC:" + question.country);
        uri.addQueryParameter("B", "XT:" + question.theme);
    }
    return uri.getPathAndQuery();
}

std::int64_t hits_in(const std::string& body, bool omega) {
    if (!omega) return nlohmann::json::parse(body).at("total").at("value").get<std::int64_t>();
    const std::size_t at = body.find("hits=");  // as omega.template writes it
    if (at == std::string::npos) throw std::runtime_error("no hits in the answer: " + body.substr(0, 300));
    return std::stoll(body.substr(at + 5));
}

class Session {
public:
    Session(bool omega, Poco::UInt16 port) : omega_(omega), session_("127.0.0.1", port) { session_.setKeepAlive(true); }

    Answer ask(Kind kind, const Question& question) {
        const std::string path = omega_ ? omega_path(kind, question) : acervo_path(kind, question);
        Poco::Net::HTTPRequest request{"GET", path, "HTTP/1.1"};
        session_.sendRequest(request);
        Poco::Net::HTTPResponse response;
        std::string body;
        Poco::StreamCopier::copyToString(session_.receiveResponse(response), body);
        if (response.getStatus() != 200) throw std::runtime_error(path + ": " + response.getReason() + ' ' + body);
        return {.hits = hits_in(body, omega_)};
    }

private:
    bool omega_;
    Poco::Net::HTTPClientSession session_;
};

void ask(bool omega, int port, int process, const std::string& questions, const std::string& report) {
    const double started = wall_seconds();
    const auto connect = [&]() -> Client {
        return [session = std::make_shared<Session>(omega, static_cast<Poco::UInt16>(port))](
                   Kind kind, const Question& question) { return session->ask(kind, question); };
    };
    Engine engine{.name = omega ? "Omega over HTTP" : "Acervo over HTTP",
                  .connect = connect,
                  .server_cpu = [process] { return process_cpu_seconds(process); },
                  .kinds = {Kind::any, Kind::all, Kind::phrase, Kind::any_filters, Kind::page}};
    nlohmann::json made = measure(engine, read_questions(questions), started);
    // Omega has no facets, and Acervo's are not summed up from its JSON: both are looked at in the process.
    made["kinds"]["page"].erase("facets");
    made["resident_bytes"] = resident_bytes(process);
    write_json(made, report);
}

}  // namespace

}  // namespace acervo::bench

int main(int argc, char** argv) {
    if (argc != 6) {
        std::fprintf(stderr, "http (acervo|omega) PORT PROCESS QUESTIONS REPORT\n");
        return 2;
    }
    try {
        acervo::bench::ask(std::string{argv[1]} == "omega", std::stoi(argv[2]), std::stoi(argv[3]), argv[4], argv[5]);
        return 0;
    } catch (const Poco::Exception& error) {
        std::fprintf(stderr, "http: %s\n", error.displayText().c_str());
    } catch (const std::exception& error) {
        std::fprintf(stderr, "http: %s\n", error.what());
    }
    return 1;
}
