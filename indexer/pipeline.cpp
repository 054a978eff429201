// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/pipeline.h"

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "corpus/error.h"
#include "corpus/text.h"

namespace acervo {

namespace {

using Clock = std::chrono::steady_clock;

// The slowest chains do some 4000 bytes a second on an idle machine.
constexpr std::size_t bytes_a_second = 400;
constexpr int background = 10;
constexpr std::size_t longest_answer = 64 << 10, times_longer = 16;

Error failed(const std::string& message) {
    return Error{Problem::bad_input, message}.with_code("batch");
}

void close_all(std::initializer_list<int> descriptors) {
    for (const int descriptor : descriptors) {
        if (descriptor >= 0) ::close(descriptor);
    }
}

void limit(__rlimit_resource_t resource, rlim_t value) {
    const rlimit both{value, value};
    ::setrlimit(resource, &both);
}

/// What a child does before it becomes the program: only calls that are safe after fork().
[[noreturn]] void become(char* const* arguments, char* const* environment, int input, int output, int status,
                         pid_t group, pid_t parent, std::uint64_t memory) {
    ::setpgid(0, group);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) ::_exit(1);
    const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (::dup2(input, STDIN_FILENO) >= 0 && ::dup2(output, STDOUT_FILENO) >= 0 && ::dup2(nowhere, STDERR_FILENO) >= 0) {
        // In the background: whoever else wants the machine comes first.
        [[maybe_unused]] const int level = ::nice(background);
        limit(RLIMIT_AS, memory);
        limit(RLIMIT_CORE, 0);
        limit(RLIMIT_FSIZE, 0);
        ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
        // No network for a program that needs none. Not every kernel lets an ordinary user do so.
        if (::unshare(CLONE_NEWNET) != 0) ::unshare(CLONE_NEWUSER | CLONE_NEWNET);
        ::signal(SIGPIPE, SIG_DFL);
        ::execvpe(arguments[0], arguments, environment);
    }
    const int cause = errno;
    [[maybe_unused]] const auto told = ::write(status, &cause, sizeof cause);
    ::_exit(127);
}

/// Why a program could not be started; 0 when it runs.
int cause_of_failure(int status) {
    int cause = 0;
    ssize_t got = 0;
    do got = ::read(status, &cause, sizeof cause);
    while (got < 0 && errno == EINTR);
    return got == sizeof cause ? cause : 0;
}

/// The Debian package of a program; the data packages do not depend on all they need.
const char* package_of(const std::string& program) {
    static constexpr std::array<std::pair<std::string_view, const char*>, 5> packages = {
        {{"lt-proc", "lttoolbox"},
         {"lrx-proc", "apertium-lex-tools"},
         {"cg-proc", "cg3"},
         {"lsx-proc", "apertium-separable"},
         {"apertium-anaphora", "apertium-anaphora"}}};
    for (const auto& [name, package] : packages) {
        if (name == program) return package;
    }
    return "apertium";
}

Error not_started(const std::string& program, int cause) {
    return Error{Problem::broken, "starting " + program + ": " + std::strerror(cause)}
        .with_hint(cause == ENOENT ? std::string{"Install the package "} + package_of(program) + '.' : "")
        .with_code("engine");
}

}  // namespace

Pipeline::Pipeline(const std::vector<std::vector<std::string>>& stages, Limits limits) : limits_(limits) {
    try {
        start(stages);
        exchange({}, limits_.start);
    } catch (Error& error) {
        stop();
        if (error.code() == "engine") throw;
        throw Error{Problem::broken, std::string{"the translator cannot be used: "} + error.what()}
            .with_hint("Check it by hand: `echo casa | apertium es-pt`.")
            .with_code("engine");
    } catch (...) {
        stop();
        throw;
    }
}

Pipeline::~Pipeline() {
    stop();
}

void Pipeline::start(const std::vector<std::vector<std::string>>& stages) {
    // A socket, not a pipe: writing to programs that have ended must not end us.
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) throw not_started("a socket", errno);
    input_ = ends[0];
    int from = ends[1];
    const pid_t parent = ::getpid();
    std::vector<char*> environment;
    std::string path = "PATH=/usr/bin:/bin", locale = "LC_ALL=C.UTF-8";
    for (std::string* entry : {&path, &locale}) environment.push_back(entry->data());
    environment.push_back(nullptr);
    for (const std::vector<std::string>& stage : stages) {
        std::vector<std::string> words = stage;
        std::vector<char*> arguments;
        for (std::string& word : words) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        std::array<int, 2> out{-1, -1}, status{-1, -1};
        pid_t child = -1;
        if (::pipe2(out.data(), O_CLOEXEC) == 0 && ::pipe2(status.data(), O_CLOEXEC) == 0) child = ::fork();
        if (child == 0) {
            become(arguments.data(), environment.data(), from, out[1], status[1], group_, parent, limits_.memory);
        }
        const int fork_cause = errno;
        close_all({from, out[1], status[1]});
        output_ = from = out[0];
        if (child < 0) {
            close_all({status[0]});
            throw not_started(stage.front(), fork_cause);
        }
        children_.push_back(child);
        if (group_ == 0) group_ = child;
        ::setpgid(child, group_);  // here too: whoever of the two comes first
        const int cause = cause_of_failure(status[0]);
        close_all({status[0]});
        if (cause != 0) throw not_started(stage.front(), cause);
    }
    for (const int end : {input_, output_}) ::fcntl(end, F_SETFL, ::fcntl(end, F_GETFL) | O_NONBLOCK);
}

std::vector<std::string> Pipeline::ask(const std::vector<std::string>& texts) {
    std::size_t bytes = 0;
    for (const std::string& text : texts) bytes += text.size();
    return exchange(texts, limits_.patience + std::chrono::milliseconds{bytes * 1000 / bytes_a_second});
}

std::vector<std::string> Pipeline::exchange(const std::vector<std::string>& texts, std::chrono::milliseconds patience) {
    const std::string mark = '[' + std::to_string(++batches_) + ']';
    std::string request;
    for (const std::string& text : texts) request.append(text) += '\0';
    request.append(mark) += '\0';
    const std::size_t most = longest_answer + times_longer * request.size();

    const auto deadline = Clock::now() + patience;
    std::string answer, buffer(1 << 16, '\0');
    std::size_t sent = 0, ended = 0;
    while (ended <= texts.size()) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
        if (left <= 0) throw failed("no answer in " + std::to_string(patience.count() / 1000) + " s");
        std::array<pollfd, 2> wait{{{output_, POLLIN, 0}, {sent < request.size() ? input_ : -1, POLLOUT, 0}}};
        if (::poll(wait.data(), wait.size(), static_cast<int>(left)) < 0 && errno != EINTR) {
            throw failed(std::string{"waiting for the answer: "} + std::strerror(errno));
        }
        if (wait[1].revents != 0) {
            const auto gone = ::send(input_, request.data() + sent, request.size() - sent, MSG_NOSIGNAL);
            if (gone > 0) sent += static_cast<std::size_t>(gone);
            if (gone < 0 && errno != EAGAIN && errno != EINTR) throw failed("the translator ended");
        }
        if (wait[0].revents == 0) continue;
        const auto got = ::read(output_, buffer.data(), buffer.size());
        if (got == 0) throw failed("the translator ended");
        if (got < 0) {
            if (errno == EAGAIN || errno == EINTR) continue;
            throw failed(std::string{"reading the answer: "} + std::strerror(errno));
        }
        answer.append(buffer, 0, static_cast<std::size_t>(got));
        ended += static_cast<std::size_t>(std::count(buffer.begin(), buffer.begin() + got, '\0'));
        if (answer.size() > most) throw failed("an answer that is out of all proportion");
    }

    std::vector<std::string> answers;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= texts.size(); ++i) {
        const std::size_t end = answer.find('\0', begin);
        answers.push_back(answer.substr(begin, end - begin));
        begin = end + 1;
    }
    if (begin != answer.size() || answers.back() != mark) throw failed("not one answer a text");
    answers.pop_back();
    if (!std::all_of(answers.begin(), answers.end(), [](const std::string& text) { return is_utf8(text); })) {
        throw failed("an answer that is not UTF-8");
    }
    return answers;
}

void Pipeline::stop() noexcept {
    close_all({std::exchange(input_, -1), std::exchange(output_, -1)});
    // The group's number is not given to others as long as its first process has not been waited for.
    if (group_ > 0) ::kill(-group_, SIGKILL);
    for (const pid_t child : children_) {
        while (::waitpid(child, nullptr, 0) < 0 && errno == EINTR) {
        }
    }
    children_.clear();
    group_ = 0;
}

}  // namespace acervo
