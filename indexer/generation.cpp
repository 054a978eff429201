// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/generation.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstring>
#include <string>
#include <system_error>
#include <vector>

#include "corpus/catalogue.h"
#include "indexer/fields.h"

namespace acervo::generation {

namespace {

namespace fs = std::filesystem;

constexpr auto grace = std::chrono::hours{1};

[[noreturn]] void fail(const std::string& task, const fs::path& path, int cause) {
    throw Error{Problem::broken, task + ' ' + path.string() + ": " + std::strerror(cause)}.with_hint(
        cause == ENOSPC ? "Free some space on this disk and run `acervo index` again."
                        : "Check the rights and the state of the data folder, then run `acervo index` again.");
}

class File {
public:
    File(const fs::path& path, int flags) : path_(path), descriptor_(::open(path.c_str(), flags | O_CLOEXEC, 0644)) {
        if (descriptor_ < 0) fail("opening", path_, errno);
    }
    ~File() { ::close(descriptor_); }
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    void write(const std::string& text) {
        if (::write(descriptor_, text.data(), text.size()) != static_cast<ssize_t>(text.size())) {
            fail("writing", path_, errno);
        }
    }
    void sync() {
        if (::fsync(descriptor_) != 0) fail("writing through", path_, errno);
    }

private:
    fs::path path_;
    int descriptor_;
};

int number_of(const fs::path& folder) {
    const std::string name = folder.filename().string();
    int number = 0;
    const auto [end, wrong] = std::from_chars(name.data(), name.data() + name.size(), number);
    return wrong == std::errc{} && end == name.data() + name.size() && number > 0 ? number : 0;
}

std::int64_t number_in(const std::string& text, std::int64_t otherwise) {
    std::int64_t value = 0;
    const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), value);
    return wrong == std::errc{} && end == text.data() + text.size() ? value : otherwise;
}

std::vector<int> numbers(const fs::path& index) {
    std::vector<int> found;
    for (const fs::directory_entry& entry : fs::directory_iterator{index}) {
        if (const int number = number_of(entry.path()); number > 0) found.push_back(number);
    }
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace

Lock::Lock(const fs::path& index) {
    std::error_code wrong;
    fs::create_directories(index, wrong);
    if (wrong) fail("creating", index, wrong.value());
    const fs::path file = index / "lock";
    descriptor_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (descriptor_ < 0) fail("opening", file, errno);
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
        const int cause = errno;
        ::close(descriptor_);
        if (cause != EWOULDBLOCK) fail("locking", file, cause);
        throw Error{Problem::busy, "the index is being written by another process"}.with_hint(
            "Wait until the other `acervo index` has ended.");
    }
}

Lock::~Lock() {
    ::close(descriptor_);
}

int current(const fs::path& data) {
    const std::optional<fs::path> found = fields::current_generation(data);
    return found ? number_of(*found) : 0;
}

fs::path folder(const fs::path& data, int number) {
    return data / "index" / std::to_string(number);
}

int next(const fs::path& data) {
    const std::vector<int> found = numbers(data / "index");
    return std::max(current(data), found.empty() ? 0 : found.back()) + 1;
}

void sync_folder(const fs::path& folder) {
    File{folder, O_RDONLY | O_DIRECTORY}.sync();
}

void sync_tree(const fs::path& folder) {
    for (const fs::directory_entry& entry : fs::directory_iterator{folder}) {
        if (entry.is_directory()) {
            sync_tree(entry.path());
        } else {
            File{entry.path(), O_RDONLY}.sync();
        }
    }
    sync_folder(folder);
}

void make_current(const fs::path& data, int number) {
    const fs::path index = data / "index";
    sync_folder(index);  // the generation's own name, before anything points at it
    const fs::path aside = index / "current.new";
    {
        File file{aside, O_WRONLY | O_CREAT | O_TRUNC};
        file.write(std::to_string(number) + '\n');
        file.sync();
    }
    std::error_code wrong;
    fs::rename(aside, index / "current", wrong);
    if (wrong) fail("renaming", aside, wrong.value());
    sync_folder(index);
}

void sweep(const fs::path& data) {
    const fs::path index = data / "index";
    const int in_use = current(data);
    const std::vector<int> found = numbers(index);
    const auto at = std::lower_bound(found.begin(), found.end(), in_use);
    int before = in_use > 0 && at != found.begin() ? *std::prev(at) : 0;
    std::error_code none;
    const auto since = fs::last_write_time(index / "current", none);
    if (!none && fs::file_time_type::clock::now() - since > grace) before = 0;
    for (const int number : found) {
        // What cannot be removed now is left to the next run.
        if (number != in_use && number != before) fs::remove_all(folder(data, number), none);
    }
    fs::remove(index / "current.new", none);
}

Writers open(const fs::path& folder, int flags) {
    Writers writers;
    writers.records = Xapian::WritableDatabase{(folder / "records").string(), flags};
    writers.passages = Xapian::WritableDatabase{(folder / "passages").string(), flags};
    return writers;
}

void describe(Xapian::WritableDatabase& database, std::int64_t revision, std::int64_t translations,
              const Thesaurus& thesaurus) {
    database.set_metadata(fields::key_version, std::to_string(fields::index_version));
    database.set_metadata(fields::key_revision, std::to_string(revision));
    database.set_metadata(fields::key_translations, std::to_string(translations));
    database.set_metadata(fields::key_built, now());
    database.set_metadata(fields::key_thesaurus, thesaurus.version());
}

bool is_made_with(const Xapian::Database& database, const Thesaurus& thesaurus) {
    return database.get_metadata(fields::key_thesaurus) == thesaurus.version();
}

std::int64_t revision(const Xapian::Database& database) {
    if (database.get_metadata(fields::key_version) != std::to_string(fields::index_version)) return -1;
    return number_in(database.get_metadata(fields::key_revision), -1);
}

std::int64_t translations(const Xapian::Database& database) {
    return number_in(database.get_metadata(fields::key_translations), 0);
}

}  // namespace acervo::generation
