// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/dictionary/format.h"

#include <algorithm>
#include <cstring>

#include "corpus/text.h"

namespace acervo::dictionary_format {

std::uint64_t checksum(std::string_view bytes) {
    constexpr std::uint64_t prime = 0x9E3779B97F4A7C15;
    std::uint64_t hash = bytes.size();
    const auto mix = [&](std::uint64_t word) {
        hash = (hash ^ word) * prime;
        hash ^= hash >> 32U;
    };
    std::size_t at = 0;
    for (; at + sizeof(std::uint64_t) <= bytes.size(); at += sizeof(std::uint64_t)) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data() + at, sizeof word);
        mix(word);
    }
    std::uint64_t rest = 0;
    if (at < bytes.size()) std::memcpy(&rest, bytes.data() + at, bytes.size() - at);
    mix(rest);
    return hash;
}

std::string dictionary_key(std::string_view text) {
    std::string folded = fold(text);
    bool plain = true;
    for (char before = ' '; const char byte : folded) {
        plain = (byte >= 'a' && byte <= 'z') || (byte == ' ' && before != ' ');
        if (!plain) break;
        before = byte;
    }
    if (plain && !folded.ends_with(' ')) return folded;
    std::string key;
    for (const Word& word : words(folded)) {
        if (!key.empty()) key += ' ';
        key += word.text;
    }
    return key;
}

}  // namespace acervo::dictionary_format
