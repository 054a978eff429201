// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/worker_child.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <new>
#include <nlohmann/json.hpp>
#include <utility>

#include "corpus/error.h"
#include "corpus/record_json.h"
#include "ingest/archive.h"
#include "ingest/frame.h"
#include "ingest/ocr/recognise.h"
#include "ingest/rows.h"
#include "ingest/sandbox.h"

namespace acervo {
namespace {

using json = nlohmann::json;

/// Poppler, and C++ itself, answer a failed allocation with abort(): errno still tells it from other reasons.
void on_abort(int) {
    if (errno == ENOMEM) ::_exit(status_no_memory);
    ::signal(SIGABRT, SIG_DFL);
}

/// Descriptors 0 and 1 become the file and the pipe, 2 leads nowhere, nothing else stays open.
void keep_only(int file, int answer) {
    const int input = ::fcntl(file, F_DUPFD, 10), output = ::fcntl(answer, F_DUPFD, 10);
    const bool kept = input >= 0 && output >= 0 && ::dup2(input, 0) == 0 && ::dup2(output, 1) == 1;
    if (!kept || ::close_range(3, ~0U, 0) != 0) ::_exit(EXIT_FAILURE);
    if (address_space_is_huge()) return;  // a sanitizer must be able to say what it found
    const int nowhere = ::open("/dev/null", O_WRONLY);
    if (nowhere < 0 || ::dup2(nowhere, 2) != 2 || ::close(nowhere) != 0) ::_exit(EXIT_FAILURE);
}

std::string_view map_file() {
    struct stat status {};
    if (::fstat(0, &status) != 0) throw Error{Problem::broken, "the file cannot be read"};
    const auto size = static_cast<std::size_t>(status.st_size);
    if (size == 0) throw Error{Problem::bad_input, "the file is empty"}.with_code("empty");
    void* bytes = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, 0, 0);
    if (bytes == MAP_FAILED) throw Error{Problem::bad_input, "the file is too large to be read"}.with_code("too-large");
    return {static_cast<const char*>(bytes), size};
}

void say(FrameWriter& out, const Error& error) {
    const json said{{"problem", static_cast<unsigned>(error.problem())},
                    {"code", error.code()},
                    {"message", error.what()},
                    {"hint", error.hint()}};
    out.put(Frame::error, dump(said));
}

const Extractor& extractor_for(std::string_view type, const Extractor* first) {
    if (first != nullptr && first->reads(type)) return *first;
    const auto& all = extractors();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& extractor) { return extractor->reads(type); });
    if (found == all.end()) throw Error{Problem::unsupported, std::string{type}}.with_code("format");
    return **found;
}

void extract(const SourceFile& file, const Extractor* first, FrameWriter& out) {
    const auto type = identify(file);
    if (type == "application/encrypted") {
        throw Error{Problem::bad_input, "the document is protected by a password"}.with_code("encrypted");
    }
    auto extracted = extractor_for(type, first).extract(file, type);
    for (auto& unit : extracted.units) {
        out.put(Frame::unit, dump(to_json(unit)));
        unit = {};
    }
    extracted.described.parts = std::move(extracted.parts);
    json notices = json::array();
    for (const auto& notice : extracted.notices) notices.push_back({{"rule", notice.rule}, {"value", notice.value}});
    const auto& media_type = extracted.media_type.empty() ? type : extracted.media_type;
    out.put(Frame::result, dump({{"media_type", media_type},
                                 {"described", to_json(extracted.described)},
                                 {"machine", extracted.described.machine},
                                 {"notices", std::move(notices)}}));
}

void rows(const SourceFile& file, FrameWriter& out) {
    const auto type = identify(file);
    const auto* reader = row_reader_for(type);
    if (reader == nullptr) throw Error{Problem::unsupported, std::string{type}}.with_code("format");
    reader->read(file, type, [&](const SourceRow& row) { out.put(Frame::row, to_text(row)); });
}

void unpack(std::string_view bytes, const WorkerRequest& request, FrameWriter& out) {
    const UnpackLimits limits{.unpacked = request.unpacked,
                              .members = request.members,
                              .ratio = request.ratio,
                              .nested = request.nested != 0};
    acervo::unpack(bytes, limits,
                   {.begin =
                        [&](const std::string& name) {
                            out.put(Frame::member, dump({{"name", name}}));
                        },
                    .data = [&](std::string_view piece) { out.put(Frame::data, piece); },
                    .complete = [&] { out.put(Frame::complete); },
                    .reject =
                        [&](const std::string& name, const std::string& rule, const std::string& value) {
                            out.put(Frame::rejected, dump({{"name", name}, {"rule", rule}, {"value", value}}));
                        }});
}

void recognise(const SourceFile& file, const WorkerRequest& request, FrameWriter& out) {
    const auto page = ocr::recognise(file, identify(file), request.page, request.languages);
    out.put(Frame::result, dump({{"text", page.text}, {"confidence", page.confidence}, {"why_not", page.why_not}}));
}

}  // namespace

void serve_file(const WorkerRequest& request, int file, int answer, const Extractor* first) {
    keep_only(file, answer);
    FrameWriter out{1};
    try {
        for (const int reset : {SIGPIPE, SIGCHLD}) ::signal(reset, SIG_DFL);
        ::signal(SIGABRT, on_abort);
        sigset_t none;
        sigemptyset(&none);
        ::sigprocmask(SIG_SETMASK, &none, nullptr);
        const auto bytes = map_file();
        enter_sandbox(request.memory, std::chrono::seconds{request.cpu_seconds});
        const SourceFile source{.bytes = bytes, .name = request.name};
        switch (request.task) {
            case Task::identify:
                out.put(Frame::type, identify(source));
                break;
            case Task::extract:
                extract(source, first, out);
                break;
            case Task::rows:
                rows(source, out);
                break;
            case Task::unpack:
                unpack(bytes, request, out);
                break;
            case Task::recognise:
                recognise(source, request, out);
                break;
        }
        out.put(Frame::done);
    } catch (const Error& error) {
        say(out, error);
    } catch (const std::bad_alloc&) {
        ::_exit(status_no_memory);
    } catch (const std::exception& error) {
        say(out, Error{Problem::bad_input, std::string{"the reader failed: "} + error.what()}.with_code("crashed"));
    }
    ::_exit(EXIT_SUCCESS);
}

}  // namespace acervo
