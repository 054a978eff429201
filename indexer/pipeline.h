// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Private to indexer/*.cpp.
namespace acervo {

/// A chain of programs that goes on running and answers each text with one of its own, both ended by a NUL. Between
/// batches stands a numbered mark that the programs hand on unchanged: when it does not come back in its place, an
/// answer was lost or made up, and none of the batch is believed.
///
/// The programs run in a process group of their own at a lower priority (nice 10), held to a size of address space,
/// without core files, writing, new rights, and network (where the kernel lets us take that away). They end with this
/// object, and with this process.
class Pipeline {
public:
    struct Limits {
        std::uint64_t memory = 1ULL << 30;           ///< address space of each program, bytes
        std::chrono::milliseconds patience{15'000};  ///< for a short batch; longer ones get more in proportion
        std::chrono::milliseconds start{60'000};     ///< until the programs have loaded their data
    };

    /// Starts the programs, and waits until a mark has passed them all. @throws Error (broken, code "engine") when they
    /// do not start or do not pass it
    Pipeline(const std::vector<std::vector<std::string>>& stages, Limits limits);
    ~Pipeline();
    Pipeline(const Pipeline&) = delete;
    Pipeline& operator=(const Pipeline&) = delete;

    /// One answer for each text; no text holds a NUL. @throws Error (bad_input, code "batch") when the batch took too
    /// long, the programs ended, or what came back is not one answer a text: then this object is of no more use.
    std::vector<std::string> ask(const std::vector<std::string>& texts);

private:
    void start(const std::vector<std::vector<std::string>>& stages);
    std::vector<std::string> exchange(const std::vector<std::string>& texts, std::chrono::milliseconds patience);
    void stop() noexcept;

    Limits limits_;
    pid_t group_ = 0;
    std::vector<pid_t> children_;
    int input_ = -1, output_ = -1;
    std::uint64_t batches_ = 0;
};

}  // namespace acervo
