// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

/// File operations that are on disk when they return, and whose errors name the file and the remedy. Private to
/// corpus/, but for read_file().
namespace acervo {

/// A POSIX file descriptor.
class Descriptor {
public:
    explicit Descriptor(int number = -1) : number_(number) {}
    ~Descriptor();
    Descriptor(Descriptor&& other) noexcept : number_(other.number_) { other.number_ = -1; }
    Descriptor& operator=(Descriptor&& other) noexcept;
    int number() const { return number_; }
    bool is_open() const { return number_ >= 0; }
    void close();

private:
    int number_;
};

/// Throws the Error for an errno value: not_found where the file is not there, broken otherwise, with a hint where
/// there is a remedy.
[[noreturn]] void throw_errno(int number, const std::string& task);

/// Calls `visit` with one piece after the other of a regular file. @throws Error (not_found, bad_input, broken)
void read_file(const std::filesystem::path& file, const std::function<void(std::string_view)>& visit);

/// Syncs what a folder lists: a file made or renamed in it is there after a power cut.
void sync_folder(const std::filesystem::path& folder);

/// Makes a folder and the missing ones above it (mode 0750); each new one is synced into its parent.
void make_folders(const std::filesystem::path& folder);

/// Makes an empty file (mode 0640) unless there is one.
void make_file(const std::filesystem::path& file);

/// A file that is being written aside, locked so that nobody sweeps it. Removed on destruction unless it was renamed.
class AsideFile {
public:
    /// A new file of mode 0640 in `folder`, which must be on the file system of the final place.
    explicit AsideFile(const std::filesystem::path& folder);
    ~AsideFile();
    AsideFile(const AsideFile&) = delete;
    AsideFile& operator=(const AsideFile&) = delete;

    void write(std::string_view bytes);
    void sync();
    /// Takes its final place, replacing what is there, and syncs the folder.
    void rename_to(const std::filesystem::path& target);

private:
    std::filesystem::path path_;
    Descriptor file_;
    bool renamed_ = false;
};

/// Whether an AsideFile of some process is writing this file.
bool is_held(const std::filesystem::path& file);
/// Removes it unless somebody is writing it. False: somebody is.
bool remove_abandoned(const std::filesystem::path& file);
/// Removes a file. @throws Error (broken); that it is gone already is fine
void remove_file(const std::filesystem::path& file);

}  // namespace acervo
