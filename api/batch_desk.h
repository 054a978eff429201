// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <thread>

#include "corpus/catalogue.h"
#include "corpus/vocabulary.h"

namespace acervo {

/// What is said of a file that comes in.
struct Intake {
    std::string file_name;  ///< as the client has it; its last part counts
    std::string name;       ///< of the batch, for people
    std::string event, kind;
    std::string collection = "local";
    std::string on_error = "skip";
};

/// What librarians start over HTTP: plans of the files they send, and their carrying out, one after the other in a
/// thread of its own. The batches themselves are in the catalogue, so that they outlive the service: what a stop
/// interrupted can be resumed. May be shared by threads.
class BatchDesk {
public:
    /// `program`: of the workers that read the files; empty: the running one. `scan_command`: as in IngestOptions.
    BatchDesk(std::filesystem::path data, const Vocabulary& vocabulary, std::filesystem::path program = {},
              std::string scan_command = {});
    /// Interrupts what is under way.
    ~BatchDesk();
    BatchDesk(const BatchDesk&) = delete;
    BatchDesk& operator=(const BatchDesk&) = delete;

    /// A new file's name for a body that arrives; its folder is made.
    std::filesystem::path upload_file();

    /// Takes the file over and begins to plan it. @throws Error (bad_input)
    Batch plan(const std::filesystem::path& file, const Intake& intake);

    /// Puts the batch in the queue. @throws Error (not_found; bad_input, code "not-planned", "batch-state")
    Batch apply(const std::string& id);
    Batch resume(const std::string& id);
    /// Done when it returns. @throws Error (bad_input, code "edited-since", "reverted"; busy)
    Batch revert(const std::string& id);

    /// Whether the batch waits or is worked on here.
    bool is_busy(const std::string& id) const;
    /// Why the last step of the batch could not be finished; empty when it could.
    std::string failure(const std::string& id) const;

private:
    struct Task {
        std::string batch;
        bool apply = false;
    };
    Batch enqueue(const Batch& batch, bool apply);
    void run();
    void carry_out(const Task& task);
    void clear_away(const Batch& batch) const;

    std::filesystem::path data_;
    const Vocabulary& vocabulary_;
    std::filesystem::path program_;
    std::string scan_command_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Task> waiting_;
    std::string current_;
    std::map<std::string, std::string> failures_;
    std::atomic<bool> over_{false};
    std::thread thread_;
};

}  // namespace acervo
