// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/staging.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <system_error>

#include "corpus/error.h"

namespace acervo {

namespace fs = std::filesystem;

namespace {

constexpr auto prefix = "ingest-";

[[noreturn]] void fail(const std::string& what, const fs::path& path) {
    throw Error(Problem::broken, what + " " + path.string() + ": " + std::strerror(errno))
        .with_hint("Check the free space and the permissions of the folder.");
}

void make_folders(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) {
        errno = error.value();
        fail("cannot make the folder", folder);
    }
}

void sweep(const fs::path& parent) {
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(parent, error)) {
        const bool ours = entry.path().filename().string().rfind(prefix, 0) == 0 && entry.is_directory(error);
        if (ours) fs::remove_all(entry.path(), error);
    }
}

}  // namespace

fs::path staging_parent(const fs::path& data) {
    return data / "tmp";
}

Staging::Staging(const fs::path& parent) {
    make_folders(parent);
    std::string name = (parent / (std::string(prefix) + "XXXXXX")).string();
    if (!::mkdtemp(name.data())) fail("cannot make a folder in", parent);
    folder_ = name;
}

Staging::~Staging() {
    std::error_code error;  // what cannot be removed now is swept by the next IngestLock
    fs::remove_all(folder_, error);
}

IngestLock::IngestLock(const fs::path& data) {
    const fs::path parent = staging_parent(data);
    make_folders(parent);
    const fs::path file = parent / "ingest.lock";
    descriptor_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor_ < 0) fail("cannot open", file);
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
        const bool held = errno == EWOULDBLOCK;
        if (!held) fail("cannot lock", file);
        ::close(descriptor_);
        throw Error(Problem::busy, "another ingest is under way in " + data.string())
            .with_hint("Wait until it is done, then try again.")
            .with_code("ingest-running");
    }
    sweep(parent);
}

IngestLock::~IngestLock() {
    ::close(descriptor_);
}

}  // namespace acervo
