// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "corpus/recognitions.h"
#include "ingest/extractor.h"

namespace acervo {

/// What one file may cost.
struct Limits {
    std::uint64_t memory = 1ULL << 30;  ///< address space of the child beyond what the program itself maps, bytes
    std::chrono::seconds cpu{60};
    std::chrono::seconds wall{90};
    std::uint64_t output = 256ULL << 20;  ///< bytes of text sent back
    std::uint64_t unpacked = 2ULL << 30;  ///< bytes of all members of an archive
    int members = 100000;                 ///< entries of an archive
    int ratio = 100;                      ///< of unpacked to packed size of one member, beyond 10 MB
};

/// A process of this program that forks a child for each file it is given: the child has no network, cannot write,
/// execute or signal, can open no file but fonts (seccomp, Landlock), and is held to Limits (rlimits, and a watch on
/// the wall clock and its memory). The child reads the file from a descriptor that the caller opened and answers
/// through a pipe. Whatever happens to the child, or to the process itself (it is started again), the caller gets an
/// answer. One Worker per thread; the hidden command `acervo worker` is its other end (see worker_main()).
class Worker {
public:
    /// `program`: path of `acervo`; by default the running one.
    explicit Worker(Limits limits = {}, std::filesystem::path program = {});
    ~Worker();
    Worker(Worker&&) noexcept;

    /// @throws Error: bad_input with code "encrypted", "malformed", "empty", "too-large", "crashed" (the message names
    /// the signal), "timeout", "memory", "output"; unsupported with code "format" (the message is the media type);
    /// not_found when the file cannot be opened; broken with code "sandbox" when nothing may be read at all here.
    Extracted extract(const std::filesystem::path& file, const std::string& name);

    /// Media type of a file, found in the sandbox.
    std::string identify(const std::filesystem::path& file, const std::string& name);

    /// Text of one page, from 1, of a PDF or a picture file, recognised in the sandbox. `languages`: of tesseract.
    /// @throws Error as extract(), and broken with code "ocr" when tesseract's data is missing.
    Recognition recognise(const std::filesystem::path& file, const std::string& name, int page,
                          const std::string& languages);

    /// Reads the records of a file that holds many (see ingest/rows.h): each comes to `take` as to_text() of a
    /// SourceRow wrote it, one line, while the file is being read. `take` must not keep the child waiting: the clock
    /// runs.
    /// @throws Error as extract(), after the calls for what could be read; unsupported when the file holds no records.
    void rows(const std::filesystem::path& file, const std::string& name,
              const std::function<void(const std::string& row)>& take);

    struct Member {
        std::string name;  ///< as in the archive, UTF-8; checked: relative, no "..", no NUL, no backslash tricks
        std::uint64_t bytes = 0;
    };
    /// `value`: for "twin" the name of the other one, for "ratio" and "too-large" the sizes.
    struct Rejected {
        std::string name, rule,
            value;  ///< "unsafe-path", "encrypted", "ratio", "too-large", "nested", "special-file", "twin"
    };
    /// What may still come out of an archive, where it is not the first of a file.
    struct Room {
        std::uint64_t bytes = 0;
        int members = 0;
        bool nested = false;  ///< archives may come out as they are; else they are rejected
    };
    /// Unpacks an archive in the sandbox. Each member is written (here, never by the child) to a numbered file in
    /// `folder`; then `take` receives them in name order, and the files are the caller's. Members that may not be
    /// unpacked come to `reject`; the rest goes on. @throws Error as extract(), and "members" (too many), when the
    /// archive itself cannot be read, after the calls for what could be.
    void unpack(const std::filesystem::path& archive, const std::filesystem::path& folder,
                const std::function<void(const Member&, const std::filesystem::path&)>& take,
                const std::function<void(const Rejected&)>& reject, std::optional<Room> room = {});

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// The worker process: serves requests on descriptor 0 until it closes. Returns the exit status. `first`: asked before
/// the extractors of the program (the tests bring one that misbehaves).
int worker_main(const Extractor* first = nullptr);

}  // namespace acervo
