// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

/// What Worker and worker_main() agree on besides the frames. Both are the same program, so plain structs do.
namespace acervo {

enum class Task : std::int32_t { extract, identify, unpack, rows, recognise };

/// One message to the worker process, together with two descriptors: the file (for reading) and the pipe for the
/// answer.
struct WorkerRequest {
    Task task = Task::extract;
    std::uint64_t memory = 0;
    std::int64_t cpu_seconds = 0;
    std::int64_t wall_seconds = 0;
    std::uint64_t unpacked = 0;
    std::int32_t members = 0;
    std::int32_t ratio = 0;
    std::int32_t nested = 0;  ///< not 0: archives may come out of the archive
    std::int32_t page = 0;    ///< to recognise, from 1
    char languages[64] = {};  ///< of tesseract, "spa+por"; NUL-terminated
    char name[1024] = {};     ///< NUL-terminated, cut where it is longer
};

/// One byte instead of a WorkerRequest: the caller has seen enough, end the child.
constexpr char stop_child = 'k';

enum class End : std::int32_t { exited, signalled, timeout, memory };

/// How the child ended; sent when it is gone.
struct Verdict {
    End end = End::exited;
    std::int32_t value = 0;  ///< exit status or signal
};

/// Exit status of a child that ran out of memory where no exception could say so.
constexpr int status_no_memory = 112;

}  // namespace acervo
