// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>

namespace acervo {

/// Pages of this process that are its own (not of a file), in bytes; of another one with its id. 0 when it is gone.
std::uint64_t private_memory(int pid = 0);

/// Whether the program is instrumented by a sanitizer that maps terabytes, so that RLIMIT_AS cannot be set.
constexpr bool address_space_is_huge() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    return true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
    return true;
#else
    return false;
#endif
#else
    return false;
#endif
}

/// Gives up, for good, everything that reading a file does not need. Descriptors that are open stay open; nothing can
/// be opened for writing, executed, sent, traced or signalled any more. Where the kernel has Landlock, fonts,
/// character maps and tesseract's data (/usr/share/fonts, /usr/share/poppler, /usr/share/tesseract-ocr) can still be
/// read; where it has not, no file can be opened. `memory`: bytes of address space beyond what is mapped now. A process
/// over `cpu` gets SIGXCPU. Needs no privilege. @throws Error (broken, code "sandbox"): the caller must not go on to
/// read.
void enter_sandbox(std::uint64_t memory, std::chrono::seconds cpu);

}  // namespace acervo
