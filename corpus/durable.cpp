// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/durable.h"

#include "corpus/error.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>
#include <utility>
#include <vector>

namespace acervo {
namespace {

constexpr mode_t folder_mode = 0750;
constexpr mode_t file_mode = 0640;
constexpr std::size_t piece_size = 1 << 20;

std::string hint_for(int number) {
    switch (number) {
        case ENOSPC:
        case EDQUOT:
            return "Free space on the disk, then run the same command again: it goes on where it stopped.";
        case EROFS:
            return "The file system is mounted read-only; mount it for writing, or choose another folder with --data.";
        case EACCES:
        case EPERM:
            return "Give this user permission on the folder, or choose another one with --data.";
        case EMFILE:
        case ENFILE:
            return "Too many files are open; raise the limit (ulimit -n).";
        case EIO:
            return "The disk reports an error; look at the system log before anything else.";
        default:
            return {};
    }
}

Descriptor open_file(const std::filesystem::path& file, int flags, mode_t mode = 0) {
    int number = -1;
    do number = ::open(file.c_str(), flags | O_CLOEXEC, mode);
    while (number < 0 && errno == EINTR);
    return Descriptor(number);
}

void sync(const Descriptor& file, const std::string& name) {
    if (::fsync(file.number()) != 0) throw_errno(errno, "cannot sync " + name);
}

}  // namespace

Descriptor::~Descriptor() {
    close();
}

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
    if (this != &other) {
        close();
        number_ = std::exchange(other.number_, -1);
    }
    return *this;
}

void Descriptor::close() {
    if (number_ >= 0) ::close(number_);
    number_ = -1;
}

void throw_errno(int number, const std::string& task) {
    const bool absent = number == ENOENT || number == ENOTDIR;
    throw Error(absent ? Problem::not_found : Problem::broken,
                task + ": " + std::error_code(number, std::generic_category()).message())
        .with_hint(hint_for(number));
}

void read_file(const std::filesystem::path& file, const std::function<void(std::string_view)>& visit) {
    // Not to wait for ever on a named pipe.
    const Descriptor input = open_file(file, O_RDONLY | O_NONBLOCK);
    if (!input.is_open()) throw_errno(errno, "cannot open " + file.string());
    struct stat status {};
    if (::fstat(input.number(), &status) != 0) throw_errno(errno, "cannot read " + file.string());
    if (!S_ISREG(status.st_mode)) throw Error(Problem::bad_input, file.string() + " is not a regular file");

    std::vector<char> buffer(piece_size);
    for (;;) {
        const ssize_t got = ::read(input.number(), buffer.data(), buffer.size());
        if (got == 0) return;
        if (got > 0) {
            visit({buffer.data(), static_cast<std::size_t>(got)});
        } else if (errno != EINTR) {
            throw_errno(errno, "cannot read " + file.string());
        }
    }
}

void sync_folder(const std::filesystem::path& folder) {
    const Descriptor opened = open_file(folder.empty() ? "." : folder, O_RDONLY | O_DIRECTORY);
    if (!opened.is_open()) throw_errno(errno, "cannot open the folder " + folder.string());
    sync(opened, "the folder " + folder.string());
}

void make_folders(const std::filesystem::path& folder) {
    const auto is_there = [&] {
        std::error_code error;
        return std::filesystem::is_directory(folder, error);
    };
    if (folder.empty() || is_there()) return;
    const std::filesystem::path parent = folder.parent_path();
    if (parent != folder) make_folders(parent);
    // Somebody else may have made it just now.
    if (::mkdir(folder.c_str(), folder_mode) != 0) {
        const int number = errno;
        if (number != EEXIST || !is_there()) throw_errno(number, "cannot make the folder " + folder.string());
    }
    sync_folder(parent);
}

void make_file(const std::filesystem::path& file) {
    if (const Descriptor made = open_file(file, O_WRONLY | O_CREAT | O_EXCL, file_mode); made.is_open()) return;
    if (errno != EEXIST) throw_errno(errno, "cannot make " + file.string());
}

AsideFile::AsideFile(const std::filesystem::path& folder) {
    for (;;) {
        std::string name = (folder / "XXXXXX").string();
        file_ = Descriptor(::mkostemp(name.data(), O_CLOEXEC));
        if (!file_.is_open()) throw_errno(errno, "cannot make a file in " + folder.string());
        path_ = name;
        struct stat status {};
        if (::fchmod(file_.number(), file_mode) != 0 || ::flock(file_.number(), LOCK_EX | LOCK_NB) != 0 ||
            ::fstat(file_.number(), &status) != 0) {
            const int number = errno;
            ::unlink(path_.c_str());
            if (number == EWOULDBLOCK) continue;  // somebody who sweeps was faster
            throw_errno(number, "cannot prepare " + path_.string());
        }
        if (status.st_nlink > 0) return;
    }
}

AsideFile::~AsideFile() {
    if (!renamed_) ::unlink(path_.c_str());
}

void AsideFile::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(file_.number(), bytes.data(), bytes.size());
        if (written >= 0) {
            bytes.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno != EINTR) {
            throw_errno(errno, "cannot write " + path_.string());
        }
    }
}

void AsideFile::sync() {
    acervo::sync(file_, path_.string());
}

void AsideFile::rename_to(const std::filesystem::path& target) {
    if (::rename(path_.c_str(), target.c_str()) != 0)
        throw_errno(errno, "cannot put a file in its place " + target.string());
    renamed_ = true;
    sync_folder(target.parent_path());
}

bool is_held(const std::filesystem::path& file) {
    const Descriptor opened = open_file(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    return opened.is_open() && ::flock(opened.number(), LOCK_EX | LOCK_NB) != 0;
}

void remove_file(const std::filesystem::path& file) {
    if (::unlink(file.c_str()) != 0 && errno != ENOENT) throw_errno(errno, "cannot remove " + file.string());
}

bool remove_abandoned(const std::filesystem::path& file) {
    // The lock is kept until the file is gone: an AsideFile that was just made sees either the lock or that its file
    // has no name.
    const Descriptor opened = open_file(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    if (opened.is_open() && ::flock(opened.number(), LOCK_EX | LOCK_NB) != 0) return false;
    remove_file(file);
    return true;
}

}  // namespace acervo
