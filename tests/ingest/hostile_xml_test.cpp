// SPDX-License-Identifier: GPL-3.0-or-later
#include <arpa/inet.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <fstream>

#include "corpus/error.h"
#include "corpus/record_json.h"
#include "corpus/skos.h"
#include "ingest/sandbox.h"
#include "ingest/worker.h"
#include "tests/ingest/xml_doors.h"

using namespace acervo;
using namespace std::chrono_literals;
using test::Payload;

namespace {

constexpr std::uint64_t memory = 100ULL << 20;  // beyond the program itself
constexpr int seconds = 3;                      // of processor time; the gate is one, on a quiet machine

/// Somebody who would notice a call over the network.
class Listener {
public:
    Listener() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* const general = reinterpret_cast<sockaddr*>(&address);
        REQUIRE(::bind(socket_, general, size) == 0);
        REQUIRE(::listen(socket_, 4) == 0);
        REQUIRE(::getsockname(socket_, general, &size) == 0);
        url_ = "http://127.0.0.1:" + std::to_string(ntohs(address.sin_port)) + "/x";
    }
    ~Listener() { ::close(socket_); }
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;
    const std::string& url() const { return url_; }
    bool was_called() const {
        const int call = ::accept(socket_, nullptr, nullptr);
        if (call >= 0) ::close(call);
        return call >= 0;
    }

private:
    int socket_;
    std::string url_;
};

std::string repeated(const std::string& text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
}

std::string laughs() {
    std::string text = "<!DOCTYPE x [<!ENTITY a0 'ja'>";
    for (int i = 1; i < 12; ++i) {
        text += "<!ENTITY a" + std::to_string(i) + " '" + repeated("&a" + std::to_string(i - 1) + ";", 10) + "'>";
    }
    return text + "]>";
}

std::string many_attributes() {
    std::string element = "<b";
    for (int i = 0; i < 20000; ++i) element += " a" + std::to_string(i) + "=''";
    return element + ">x</b>";
}

struct Attack {
    std::string name;
    Payload payload;
    bool harmless = false;  ///< it may be read, as long as it leads nowhere
};

/// `secret`: a file that must not be read. `dtd`: one with a declaration that must not be read.
std::vector<Attack> attacks(const std::string& secret, const std::string& dtd, const std::string& url) {
    return {
        {"external entity", {"<!DOCTYPE x [<!ENTITY e SYSTEM 'file://" + secret + "'>]>", "a &e; b"}},
        {"external entity by network", {"<!DOCTYPE x [<!ENTITY e SYSTEM '" + url + "'>]>", "a &e; b"}},
        {"parameter entity", {"<!DOCTYPE x [<!ENTITY % p SYSTEM 'file://" + dtd + "'> %p;]>", "a &e; b"}},
        {"external DTD", {"<!DOCTYPE x SYSTEM 'file://" + dtd + "'>", "a &e; b"}},
        {"external DTD by network", {"<!DOCTYPE x SYSTEM '" + url + "'>", "a b"}, true},
        {"XInclude",
         {"", "<i:include xmlns:i='http://www.w3.org/2001/XInclude' parse='text' href='file://" + secret + "'/> a"},
         true},
        {"billion laughs", {laughs(), "&a11;"}},
        {"quadratic", {"<!DOCTYPE x [<!ENTITY q '" + std::string(100000, 'q') + "'>]>", repeated("&q;", 20000)}},
        {"depth", {"", repeated("<b>", 100000) + "x" + repeated("</b>", 100000)}},
        {"20,000 attributes", {"", many_attributes()}, true},
    };
}

/// All that was read, or the code of what was said instead.
std::string outcome(Worker& worker, const std::filesystem::path& file, const std::string& name) {
    try {
        const auto extracted = worker.extract(file, name);
        std::string text = dump(to_json(extracted.described));
        for (const auto& unit : extracted.units) text += '\n' + dump(to_json(unit));
        for (const auto& notice : extracted.notices) text += "\nnotice " + notice.rule;
        return text;
    } catch (const Error& error) {
        return "code " + error.code();
    }
}

/// Does the step in a process of its own that may take no more than the limits; what it wrote, or how it ended.
std::string within_limits(const std::function<std::string()>& step) {
    int pipe[2];
    REQUIRE(::pipe(pipe) == 0);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        if (!address_space_is_huge()) {
            std::uint64_t pages = 0;
            std::ifstream("/proc/self/statm") >> pages;
            const rlim_t most = pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE)) + memory;
            const rlimit space{most, most};
            ::setrlimit(RLIMIT_AS, &space);
        }
        const rlimit time{seconds, seconds + 1};
        ::setrlimit(RLIMIT_CPU, &time);
        const std::string said = step();
        const auto written = ::write(pipe[1], said.data(), std::min<std::size_t>(said.size(), 60000));
        ::_exit(written < 0 ? 1 : 0);
    }
    ::close(pipe[1]);
    std::string said;
    char piece[4096];
    for (ssize_t count = 0; (count = ::read(pipe[0], piece, sizeof piece)) > 0;)
        said.append(piece, static_cast<std::size_t>(count));
    ::close(pipe[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? said : "ended by " + std::to_string(status);
}

std::string skos(const Payload& payload) {
    return test::document(payload,
                          "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
                          "xmlns:skos='http://www.w3.org/2004/02/skos/core#'><skos:Concept rdf:about='urn:x:agua'>"
                          "<skos:prefLabel xml:lang='es'>",
                          "</skos:prefLabel></skos:Concept></rdf:RDF>");
}

std::string read_thesaurus(const std::string& bytes) {
    try {
        return write_skos(read_skos(bytes));
    } catch (const Error& error) {
        return std::string("code ") + error.what();
    } catch (const std::bad_alloc&) {
        return "memory";
    }
}

struct Traps {
    test::Folder folder;
    std::string secret = folder.write("secret.txt", "SECR3T-TEXT").string();
    std::string dtd = folder.write("x.dtd", "<!ENTITY e 'SECR3T-TEXT'>").string();
    Listener listener;
};

}  // namespace

TEST_CASE("every XML door reads what is in order") {
    const test::Folder folder;
    Worker worker{{.memory = memory, .cpu = std::chrono::seconds{seconds}}, EXTRACT_WORKER};
    for (const auto& door : test::xml_doors()) {
        CAPTURE(door.name);
        const auto file = folder.write(door.file_name, door.file({"", "El agua es de todas"}));
        CHECK(outcome(worker, file, door.file_name).find("El agua es de todas") != std::string::npos);
    }
    CHECK(read_thesaurus(skos({"", "Agua"})).find("Agua") != std::string::npos);
}

TEST_CASE("no XML door reads a file, calls out, or takes more than its limits") {
    const Traps traps;
    Worker worker{{.memory = memory, .cpu = std::chrono::seconds{seconds}}, EXTRACT_WORKER};
    for (const auto& attack : attacks(traps.secret, traps.dtd, traps.listener.url())) {
        for (const auto& door : test::xml_doors()) {
            CAPTURE(attack.name, door.name);
            const auto file = traps.folder.write(door.file_name, door.file(attack.payload));
            const std::string said = outcome(worker, file, door.file_name);
            CAPTURE(said.substr(0, 300));
            CHECK(said.find("SECR3T") == std::string::npos);
            // A slide of a deck that cannot be read is told in a notice.
            const bool refused = said == "code malformed" || said == "code too-large" || said == "code format" ||
                                 said == "code empty" || said.find("notice repaired") != std::string::npos;
            // HTML has no entities of its own: its reader passes declarations over, and is not led anywhere.
            const bool passed_over = (attack.harmless || door.name == "XHTML") && !said.starts_with("code");
            const bool too_much = door.name == "XHTML" && attack.name == "depth" && said == "code memory";
            CHECK((refused || passed_over || too_much));
        }
    }
    CHECK_FALSE(traps.listener.was_called());
}

TEST_CASE("a thesaurus is no door either") {
    const Traps traps;
    for (const auto& attack : attacks(traps.secret, traps.dtd, traps.listener.url())) {
        CAPTURE(attack.name);
        const std::string said = within_limits([&] { return read_thesaurus(skos(attack.payload)); });
        CAPTURE(said.substr(0, 300));
        CHECK_FALSE(said.empty());
        CHECK(said.find("SECR3T") == std::string::npos);
        CHECK_FALSE(said.starts_with("ended"));
        CHECK(said != "memory");
        CHECK((said.starts_with("code") || attack.harmless));
    }
    CHECK_FALSE(traps.listener.was_called());
}
