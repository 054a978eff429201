// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace acervo {

/// A folder of its own for files on their way, removed with the object.
class Staging {
public:
    /// Made below `parent`, which is made where it is missing. @throws Error (broken)
    explicit Staging(const std::filesystem::path& parent);
    ~Staging();
    Staging(const Staging&) = delete;
    Staging& operator=(const Staging&) = delete;
    const std::filesystem::path& folder() const { return folder_; }

private:
    std::filesystem::path folder_;
};

/// The right to change a data folder by ingest: one process and one object at a time. Whoever gets it clears away what
/// a killed holder left behind in `data`/tmp.
class IngestLock {
public:
    /// @throws Error (busy) at once when another ingest is under way.
    explicit IngestLock(const std::filesystem::path& data);
    ~IngestLock();
    IngestLock(const IngestLock&) = delete;
    IngestLock& operator=(const IngestLock&) = delete;

private:
    int descriptor_ = -1;
};

/// Where staging folders of a data folder are.
std::filesystem::path staging_parent(const std::filesystem::path& data);

}  // namespace acervo
