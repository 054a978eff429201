// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/bits.h"

namespace acervo {
namespace {

// The program runs on any x86-64; the counting instruction came later than that and is four times as fast.
#if defined(__x86_64__) && !defined(__SANITIZE_THREAD__)
#define ACERVO_COUNTS_BITS __attribute__((target_clones("arch=icelake-server", "popcnt", "default")))
#else
#define ACERVO_COUNTS_BITS
#endif

ACERVO_COUNTS_BITS std::size_t count_words(const std::uint64_t* words, std::size_t size) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < size; ++i) count += static_cast<std::size_t>(__builtin_popcountll(words[i]));
    return count;
}

ACERVO_COUNTS_BITS std::size_t count_common_words(const std::uint64_t* a, const std::uint64_t* b, std::size_t size) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < size; ++i) count += static_cast<std::size_t>(__builtin_popcountll(a[i] & b[i]));
    return count;
}

}  // namespace

std::size_t Bits::count() const {
    return count_words(words_.data(), words_.size());
}

std::size_t count_common(const Bits& a, const Bits& b) {
    return count_common_words(a.words().data(), b.words().data(), a.words().size());
}

}  // namespace acervo
