// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/dictionary/format.h"

#include <cstring>

#include "corpus/text.h"

namespace acervo::dictionary_format {

std::uint64_t checksum(std::string_view bytes) {
    constexpr std::uint64_t prime = 0x9E3779B97F4A7C15;
    const auto mixed = [](std::uint64_t hash, std::uint64_t word) {
        hash = (hash ^ word) * prime;
        return hash ^ hash >> 32U;
    };
    // Four lanes that do not wait for each other: a table of 20 MB is checked in some milliseconds.
    std::array<std::uint64_t, 4> lanes = {bytes.size(), 1, 2, 3};
    std::size_t at = 0;
    for (; at + sizeof lanes <= bytes.size(); at += sizeof lanes) {
        std::array<std::uint64_t, 4> words{};
        std::memcpy(words.data(), bytes.data() + at, sizeof words);
        for (std::size_t i = 0; i < lanes.size(); ++i) lanes[i] = mixed(lanes[i], words[i]);
    }
    std::array<std::uint64_t, 4> rest{};
    if (at < bytes.size()) std::memcpy(rest.data(), bytes.data() + at, bytes.size() - at);
    std::uint64_t result = 0;
    for (std::size_t i = 0; i < lanes.size(); ++i) result = mixed(mixed(result, lanes[i]), rest[i]);
    return result;
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
