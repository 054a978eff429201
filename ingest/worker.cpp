// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/worker.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "corpus/error.h"
#include "corpus/record_json.h"
#include "corpus/text.h"
#include "ingest/frame.h"
#include "ingest/member_files.h"
#include "ingest/row_order.h"
#include "ingest/worker_process.h"

namespace acervo {
namespace {

using json = nlohmann::json;
using FrameSink = std::function<void(Frame, std::string&)>;

/// The child may have been taken over by what it read: what it says is parsed like any input, and a wrong answer is a
/// crash.
template <typename Step>
decltype(auto) understood(Step&& step) {
    try {
        return step();
    } catch (const json::exception&) {
        throw Error{Problem::bad_input, "the reader's answer makes no sense"}.with_code("crashed");
    }
}

Error error_of(const json& said) {
    static constexpr std::array problems = {Problem::not_found, Problem::bad_input, Problem::unsupported,
                                            Problem::too_large, Problem::busy,      Problem::broken};
    const auto number = static_cast<std::size_t>(said.at("problem").get<unsigned>());
    return Error{number < problems.size() ? problems[number] : Problem::bad_input,
                 said.at("message").get<std::string>()}
        .with_code(said.at("code").get<std::string>())
        .with_hint(said.at("hint").get<std::string>());
}

Error ended_badly(const Verdict& verdict, const Limits& limits) {
    const auto rejected = [](const std::string& message, const char* code) {
        return Error{Problem::bad_input, message}.with_code(code);
    };
    const auto slow = [&](std::chrono::seconds seconds) {
        return rejected("reading took more than " + std::to_string(seconds.count()) + " s", "timeout");
    };
    const auto no_memory = [&] {
        return rejected("reading needed more than " + std::to_string(limits.memory >> 20) + " MB of memory", "memory");
    };
    switch (verdict.end) {
        case End::timeout:
            return slow(limits.wall);
        case End::memory:
            return no_memory();
        case End::signalled: {
            if (verdict.value == SIGXCPU) return slow(limits.cpu);
            const char* name = sigabbrev_np(verdict.value);
            const auto signal = name != nullptr ? "SIG" + std::string{name} : "signal " + std::to_string(verdict.value);
            return rejected(verdict.value == SIGSYS ? "the reader asked for what a file never needs (" + signal + ")"
                                                    : "the reader crashed (" + signal + ")",
                            "crashed");
        }
        case End::exited:
            break;
    }
    if (verdict.value == status_no_memory) return no_memory();
    return rejected("the reader gave up (exit status " + std::to_string(verdict.value) + ")", "crashed");
}

OwnedDescriptor open_file(const std::filesystem::path& path) {
    // O_NONBLOCK: a pipe in the place of a file must not keep us waiting.
    OwnedDescriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)};
    struct stat status {};
    if (!file || ::fstat(file.get(), &status) != 0) {
        throw Error{Problem::not_found, path.filename().string() + ": " + std::strerror(errno)};
    }
    if (!S_ISREG(status.st_mode)) {
        throw Error{Problem::bad_input, "not an ordinary file"}.with_code("special-file");
    }
    if (status.st_size == 0) throw Error{Problem::bad_input, "the file is empty"}.with_code("empty");
    return file;
}

}  // namespace

struct Worker::Impl {
    Limits limits;
    WorkerProcess process;

    /// Sends a request, hands every frame to `sink` and returns when the child is gone and everything was said.
    /// `output`: bytes that may be said.
    void run(Task task, const std::filesystem::path& path, const std::string& name, std::uint64_t output,
             const FrameSink& sink, const std::function<void()>& again,
             const std::function<void(WorkerRequest&)>& specify = {}) {
        const auto file = open_file(path);
        WorkerRequest request{.task = task,
                              .memory = limits.memory,
                              .cpu_seconds = limits.cpu.count(),
                              .wall_seconds = limits.wall.count(),
                              .unpacked = limits.unpacked,
                              .members = limits.members,
                              .ratio = limits.ratio};
        if (specify) specify(request);
        name.copy(request.name, sizeof request.name - 1);
        for (int attempt = 0; attempt < 2; ++attempt) {
            again();
            const auto answer = process.send(request, file.get());
            if (answer && listen(answer.get(), output, sink)) return;
            process.restart();  // the worker process itself is gone: not this file's fault until it happens twice
        }
        throw Error{Problem::bad_input, "the worker process ended while it read the file, twice"}.with_code("crashed");
    }

private:
    /// False when the worker process is gone.
    bool listen(int answer, std::uint64_t output, const FrameSink& sink) {
        FrameReader reader{output};
        std::optional<Error> said;
        bool done = false;
        const auto deadline = std::chrono::steady_clock::now() + limits.wall + std::chrono::seconds{15};
        try {
            std::string buffer(1U << 16, '\0');
            while (process.wait_readable(answer, deadline)) {
                const auto got = ::read(answer, buffer.data(), buffer.size());
                if (got < 0 && errno == EINTR) continue;
                if (got <= 0) break;
                reader.feed({buffer.data(), static_cast<std::size_t>(got)});
                Frame kind{};
                for (std::string bytes; reader.next(kind, bytes);) {
                    if (kind == Frame::error) {
                        said = understood([&] { return error_of(json::parse(bytes)); });
                    } else if (kind == Frame::done) {
                        done = true;
                    } else {
                        sink(kind, bytes);
                    }
                }
            }
        } catch (...) {
            process.stop_child();
            // A verdict that comes late must not be taken for that of the next file.
            if (!process.verdict(std::max(deadline, std::chrono::steady_clock::now() + std::chrono::seconds{5})))
                process.restart();
            throw;
        }
        const auto verdict = process.verdict(deadline);
        if (!verdict) return false;
        if (said) throw *said;
        if (verdict->end != End::exited || verdict->value != 0 || !done) throw ended_badly(*verdict, limits);
        return true;
    }
};

Worker::Worker(Limits limits, std::filesystem::path program)
    : impl_(new Impl{limits, WorkerProcess{program.empty() ? "/proc/self/exe" : std::move(program)}}) {}
Worker::~Worker() = default;
Worker::Worker(Worker&&) noexcept = default;

Extracted Worker::extract(const std::filesystem::path& file, const std::string& name) {
    Extracted extracted;
    const auto sink = [&](Frame kind, std::string& bytes) {
        understood([&] {
            if (kind == Frame::unit) {
                extracted.units.push_back(unit_from_json(json::parse(bytes)));
            } else if (kind == Frame::result) {
                const auto said = json::parse(bytes);
                extracted.media_type = said.at("media_type").get<std::string>();
                extracted.described = record_from_json(said.at("described"));
                extracted.described.machine = said.at("machine").get<std::vector<std::string>>();
                extracted.parts = std::exchange(extracted.described.parts, {});
                for (const auto& notice : said.at("notices")) {
                    extracted.notices.push_back(
                        {notice.at("rule").get<std::string>(), notice.at("value").get<std::string>()});
                }
            }
        });
    };
    impl_->run(Task::extract, file, name, impl_->limits.output, sink, [&] { extracted = {}; });
    return extracted;
}

std::string Worker::identify(const std::filesystem::path& file, const std::string& name) {
    std::string type;
    impl_->run(
        Task::identify, file, name, 4096,
        [&](Frame kind, std::string& bytes) {
            if (kind == Frame::type) type = std::move(bytes);
        },
        [&] { type.clear(); });
    return type;
}

Recognition Worker::recognise(const std::filesystem::path& file, const std::string& name, int page,
                              const std::string& languages) {
    Recognition found;
    impl_->run(
        Task::recognise, file, name, impl_->limits.output,
        [&](Frame kind, std::string& bytes) {
            if (kind != Frame::result) return;
            understood([&] {
                const auto said = json::parse(bytes);
                found.text = clean(said.at("text").get<std::string>());
                found.confidence = std::clamp(said.at("confidence").get<double>(), 0.0, 1.0);
                found.why_not = said.at("why_not").get<std::string>();
            });
        },
        [&] { found = {}; },
        [&](WorkerRequest& request) {
            request.page = page;
            languages.copy(request.languages, sizeof request.languages - 1);
        });
    return found;
}

void Worker::rows(const std::filesystem::path& file, const std::string& name,
                  const std::function<void(const std::string& row)>& take) {
    int taken = 0, before = 0;
    RowOrder order;
    const auto sink = [&](Frame kind, std::string& bytes) {
        if (kind != Frame::row) return;
        const auto row = split_row(bytes);
        if (!row || !order.goes_on(*row) || bytes.find('\n') != std::string::npos) {
            throw Error{Problem::bad_input, "the reader's answer makes no sense"}.with_code("crashed");
        }
        if (++taken > before) take(bytes);
    };
    // Where the worker process itself had to be started again, what was taken is not taken twice.
    impl_->run(Task::rows, file, name, impl_->limits.unpacked, sink, [&] {
        before = std::max(before, taken);
        taken = 0;
        order = {};
    });
}

void Worker::unpack(const std::filesystem::path& archive, const std::filesystem::path& folder,
                    const std::function<void(const Member&, const std::filesystem::path&)>& take,
                    const std::function<void(const Rejected&)>& reject, std::optional<Room> room) {
    const auto unpacked = room ? std::min(impl_->limits.unpacked, room->bytes) : impl_->limits.unpacked;
    const auto most = room ? std::min(impl_->limits.members, room->members) : impl_->limits.members;
    MemberFiles files{folder, unpacked, most};
    const auto sink = [&](Frame kind, std::string& bytes) { understood([&] { files.take(kind, bytes); }); };
    try {
        // Names and headers come on top of what is unpacked.
        const auto output = unpacked + (unpacked >> 2) + (64U << 20);
        impl_->run(
            Task::unpack, archive, archive.filename().string(), output, sink, [&] { files.start_again(); },
            [&](WorkerRequest& request) {
                if (!room) return;
                request.nested = room->nested ? 1 : 0;
                request.unpacked = std::min(request.unpacked, room->bytes);
                request.members = std::min(request.members, room->members);
            });
    } catch (const Error&) {
        files.hand_over(take, reject);
        throw;
    }
    files.hand_over(take, reject);
}

}  // namespace acervo
