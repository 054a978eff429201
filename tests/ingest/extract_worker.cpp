// SPDX-License-Identifier: GPL-3.0-or-later
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <map>
#include <vector>

#include "corpus/error.h"
#include "ingest/worker.h"

/// The worker process of the tests: `acervo worker` with one more reader in front, of text files whose first words are
/// "ACERVO-TEST <what to do>". It does what a library does after a hostile file took it over.
namespace {

using namespace acervo;

Extracted said(const std::string& text) {
    Extracted out{.media_type = "text/plain"};
    out.units.push_back({.number = 1, .kind = UnitKind::section, .text = text});
    return out;
}

Extracted hang() {
    for (volatile bool on = true; on;) ::usleep(1000);
    return {};
}

Extracted spin() {
    for (volatile unsigned n = 0;;) n = n + 1;
}

Extracted allocate() {
    std::vector<std::vector<char>> kept;
    for (int i = 0; i < 160; ++i) kept.emplace_back(64U << 20, 'x');
    return said(std::to_string(kept.size()));
}

Extracted crash() {
    ::raise(SIGSEGV);
    return {};
}

Extracted fork_bomb() {
    for (int i = 0; i < 100; ++i) ::fork();
    return hang();
}

Extracted flood() {
    Extracted out{.media_type = "text/plain"};
    for (int i = 0; i < 64; ++i) out.units.push_back({.number = i + 1, .text = std::string(1U << 20, 'x')});
    return out;
}

Extracted garbage() {
    const std::string bytes(1U << 16, '?');
    for (;;) {
        if (::write(1, bytes.data(), bytes.size()) < 0) return {};
    }
}

Extracted call_out() {
    const int descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
    return said("socket " + std::to_string(descriptor));
}

Extracted execute() {
    ::execl("/bin/true", "true", nullptr);
    return said("not executed");
}

Extracted shoot() {
    ::kill(::getppid(), SIGKILL);
    return said("missed");
}

Extracted write_file() {
    const int descriptor = ::open("/tmp/acervo-was-here", O_CREAT | O_WRONLY, 0600);
    return said(descriptor < 0 ? "refused" : "written");
}

Extracted read_secrets() {
    for (const char* path : {"/etc/passwd", "/proc/self/environ", "/", "/proc/self/fd/0"}) {
        if (::open(path, O_RDONLY) >= 0) return said(std::string{"opened "} + path);
    }
    return said("refused");
}

Extracted give_up() {
    ::_exit(3);
}

Extracted throw_strange() {
    throw std::out_of_range{"a bug of ours"};
}

const std::map<std::string, Extracted (*)()> tricks{
    {"hang", hang},           {"spin", spin},          {"allocate", allocate}, {"crash", crash},
    {"fork-bomb", fork_bomb}, {"flood", flood},        {"garbage", garbage},   {"socket", call_out},
    {"execute", execute},     {"shoot", shoot},        {"write", write_file},  {"read", read_secrets},
    {"exit", give_up},        {"throw", throw_strange}};

class Misbehaving : public Extractor {
public:
    bool reads(std::string_view type) const override { return type == "text/plain"; }

    Extracted extract(const SourceFile& file, std::string_view type) const override {
        constexpr std::string_view mark = "ACERVO-TEST ";
        if (file.bytes.starts_with(mark)) {
            auto word = file.bytes.substr(mark.size());
            word = word.substr(0, word.find_first_of(" \n"));
            if (const auto trick = tricks.find(std::string{word}); trick != tricks.end()) return trick->second();
            throw Error{Problem::broken, "no such trick: " + std::string{word}};
        }
        const auto& all = extractors();
        const auto usual =
            std::find_if(all.begin(), all.end(), [&](const auto& extractor) { return extractor->reads(type); });
        return (*usual)->extract(file, type);
    }
};

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2 || std::strcmp(argv[1], "worker") != 0) return 2;
    const Misbehaving first;
    return worker_main(&first);
}
