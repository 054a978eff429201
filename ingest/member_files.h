// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "corpus/error.h"
#include "ingest/frame.h"
#include "ingest/worker.h"

namespace acervo {

/// Writes what the sandboxed child says of an archive to numbered files of a folder. The child is not trusted: no more
/// comes out than there is room for, and what does not follow from what it said before is no answer. For Worker only.
class MemberFiles {
public:
    MemberFiles(std::filesystem::path folder, std::uint64_t bytes, int members)
        : folder_(std::move(folder)), room_(bytes), most_(members) {}

    /// Everything is said again from the beginning.
    void start_again();
    /// @throws Error (bad_input: "members", "too-large"; "crashed" for an answer that makes no sense; broken when it
    /// cannot be written), nlohmann::json::exception
    void take(Frame kind, const std::string& bytes);
    /// Hands over the members that are whole, in the order of their names, then those that were rejected.
    void hand_over(const std::function<void(const Worker::Member&, const std::filesystem::path&)>& take,
                   const std::function<void(const Worker::Rejected&)>& reject);

private:
    void begin(std::string name);
    void write(const std::string& bytes);
    void complete();
    void drop();
    void count();
    Error write_failed() const;

    std::filesystem::path folder_;
    std::uint64_t room_, total_ = 0;
    int most_, number_ = 0;
    std::vector<std::pair<Worker::Member, std::filesystem::path>>
        members_;  ///< the last one is open as long as out_ is
    std::vector<Worker::Rejected> rejected_;
    std::ofstream out_;
};

}  // namespace acervo
