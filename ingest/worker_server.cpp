// SPDX-License-Identifier: GPL-3.0-or-later
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <optional>

#include "corpus/text.h"
#include "ingest/rows.h"
#include "ingest/sandbox.h"
#include "ingest/worker.h"
#include "ingest/worker_child.h"
#include "ingest/worker_process.h"

namespace acervo {
namespace {

using Clock = std::chrono::steady_clock;
constexpr int caller = 0;  // the socket to who started us

struct Job {
    WorkerRequest request;
    OwnedDescriptor file, answer;
};

/// The next request; nothing when the caller is gone (or talks nonsense, which only a caller that is gone does).
std::optional<Job> receive() {
    Job job;
    std::array<int, 2> passed{-1, -1};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof passed)> control{};
    iovec part{.iov_base = &job.request, .iov_len = sizeof job.request};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    for (;;) {
        message.msg_control = control.data();
        message.msg_controllen = control.size();
        const auto got = ::recvmsg(caller, &message, MSG_CMSG_CLOEXEC);
        if (got < 0 && errno == EINTR) continue;
        if (got == 1) continue;  // "end the child" that crossed the child's own end
        if (got != sizeof job.request) return std::nullopt;
        break;
    }
    const cmsghdr* head = CMSG_FIRSTHDR(&message);
    if (head == nullptr || head->cmsg_type != SCM_RIGHTS || head->cmsg_len != CMSG_LEN(sizeof passed))
        return std::nullopt;
    std::memcpy(passed.data(), CMSG_DATA(head), sizeof passed);
    job.file = OwnedDescriptor{passed[0]};
    job.answer = OwnedDescriptor{passed[1]};
    job.request.name[sizeof job.request.name - 1] = '\0';
    return job;
}

/// What the libraries load from files or build once is loaded before there is any hostile byte about; children inherit
/// it.
void prepare(const Extractor* first) {
    clean("\xC3\xA9\xCC\x81");
    fold("\xC3\x89");
    to_utf8("caf\xE9", "windows-1252");
    identify({"\x01\x02\x03", "a"});  // libmagic's database
    if (first != nullptr) first->prepare();
    for (const auto& extractor : extractors()) extractor->prepare();
    for (const auto& reader : row_readers()) reader->prepare();
}

/// Watches a child until it is gone. Nothing when the caller went away meanwhile.
std::optional<Verdict> watch(pid_t child, const WorkerRequest& request, int ended) {
    const auto deadline = Clock::now() + std::chrono::seconds{request.wall_seconds};
    const auto memory_limit = request.memory + private_memory();
    std::optional<End> killed;
    bool orphaned = false;
    const auto end_it = [&](End why) {
        if (!killed) killed = why;
        ::kill(child, SIGKILL);
    };
    for (;;) {
        int status = 0;
        const auto gone = ::waitpid(child, &status, WNOHANG);
        if (gone == child) {
            if (orphaned) return std::nullopt;
            if (WIFSIGNALED(status)) {
                if (killed) return Verdict{*killed, SIGKILL};
                return Verdict{End::signalled, WTERMSIG(status)};
            }
            return Verdict{End::exited, WEXITSTATUS(status)};
        }
        std::array<pollfd, 2> waiting{
            {{.fd = ended, .events = POLLIN, .revents = 0}, {.fd = caller, .events = POLLIN, .revents = 0}}};
        ::poll(waiting.data(), orphaned ? 1 : 2, 50);
        if (waiting[0].revents != 0) {
            signalfd_siginfo information{};
            [[maybe_unused]] const auto got = ::read(ended, &information, sizeof information);
        }
        if (!orphaned && waiting[1].revents != 0) {
            char byte = 0;
            orphaned = ::recv(caller, &byte, 1, 0) <= 0;
            end_it(End::exited);
        }
        if (Clock::now() > deadline) end_it(End::timeout);
        if (private_memory(child) > memory_limit) end_it(End::memory);
    }
}

}  // namespace

int worker_main(const Extractor* first) {
    ::close_range(3, ~0U, 0);
    sigset_t children;
    sigemptyset(&children);
    sigaddset(&children, SIGCHLD);
    ::sigprocmask(SIG_BLOCK, &children, nullptr);
    const OwnedDescriptor ended{::signalfd(-1, &children, SFD_CLOEXEC | SFD_NONBLOCK)};
    if (!ended) return EXIT_FAILURE;
    prepare(first);
    const pid_t self = ::getpid();
    while (auto job = receive()) {
        const pid_t child = ::fork();
        if (child == 0) {
            // Death of the server is death of the child, also when it happened in between.
            if (::prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || ::getppid() != self) ::_exit(EXIT_FAILURE);
            serve_file(job->request, job->file.get(), job->answer.get(), first);
        }
        job->file.reset();
        job->answer.reset();
        std::optional<Verdict> verdict;
        if (child < 0) {
            verdict = Verdict{End::memory, errno};
        } else {
            verdict = watch(child, job->request, ended.get());
        }
        if (!verdict || ::send(caller, &*verdict, sizeof *verdict, MSG_NOSIGNAL) < 0) break;
    }
    return EXIT_SUCCESS;
}

}  // namespace acervo
