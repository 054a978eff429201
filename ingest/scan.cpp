// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/scan.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>
#include <sstream>
#include <vector>

#include "corpus/catalogue.h"
#include "corpus/text.h"

namespace acervo {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t test_bytes = 68, longest_test = 128;  // by the definition of the test file
constexpr auto test_digest = "275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f";
constexpr std::size_t most_said = 64U << 10;

struct Answer {
    int status = -1;  ///< exit status; -1: it did not end by itself
    std::string said;
};

/// What it writes until it ends or the time is up.
std::string listen(int descriptor, Clock::time_point deadline, bool& ended) {
    std::string said;
    std::array<char, 4096> piece{};
    for (;;) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
        pollfd waiting{descriptor, POLLIN, 0};
        const int ready = left > 0 ? ::poll(&waiting, 1, static_cast<int>(left)) : 0;
        if (ready == 0) return said;
        if (ready < 0) continue;  // interrupted
        const auto count = ::read(descriptor, piece.data(), piece.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) {
            ended = true;
            return said;
        }
        if (said.size() < most_said) said.append(piece.data(), static_cast<std::size_t>(count));
    }
}

Answer run(std::vector<std::string> words, std::chrono::seconds patience) {
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    std::array<int, 2> pipe{};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0) return {-1, std::strerror(errno)};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, pipe[1], 1);
    posix_spawn_file_actions_adddup2(&actions, pipe[1], 2);
    pid_t child = 0;
    const int error = ::posix_spawnp(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    ::close(pipe[1]);
    Answer answer;
    if (error != 0) {
        ::close(pipe[0]);
        return {-1, words[0] + ": " + std::strerror(error)};
    }
    bool ended = false;
    answer.said = listen(pipe[0], Clock::now() + patience, ended);
    ::close(pipe[0]);
    if (!ended) ::kill(child, SIGKILL);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (ended && WIFEXITED(status)) answer.status = WEXITSTATUS(status);
    return answer;
}

std::string last_line(const std::string& text) {
    std::istringstream lines(text);
    std::string last;
    for (std::string line; std::getline(lines, line);) {
        if (std::string tidy = squeeze(clean(line)); !tidy.empty()) last = std::move(tidy);
    }
    return last;
}

}  // namespace

bool is_scanner_test(std::string_view head, std::uint64_t bytes) {
    if (bytes < test_bytes || bytes > longest_test || head.size() < bytes) return false;
    constexpr std::string_view white = " \t\n\r\x1A";
    const auto rest = head.substr(test_bytes, bytes - test_bytes);
    return rest.find_first_not_of(white) == std::string_view::npos &&
           sha256_of(head.substr(0, test_bytes)) == test_digest;
}

std::optional<Finding> danger_of(const std::filesystem::path& file, const std::string& command,
                                 std::chrono::seconds patience) {
    std::error_code error;
    const auto bytes = std::filesystem::file_size(file, error);
    if (!error && bytes <= longest_test) {
        std::array<char, longest_test> head{};
        std::ifstream in(file, std::ios::binary);
        in.read(head.data(), head.size());
        if (is_scanner_test({head.data(), static_cast<std::size_t>(in.gcount())}, bytes))
            return Finding{"malware-test", "", "", ""};
    }
    std::vector<std::string> words;
    std::istringstream in(command);
    for (std::string word; in >> word;) words.push_back(std::move(word));
    if (words.empty()) return std::nullopt;
    words.push_back(std::filesystem::absolute(file).string());
    const Answer answer = run(std::move(words), patience);
    if (answer.status == 0) return std::nullopt;
    return Finding{answer.status == 1 ? "malware" : "not-scanned", "", last_line(answer.said), ""};
}

}  // namespace acervo
