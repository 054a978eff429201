// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/tar.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>

#include "corpus/error.h"

namespace acervo {

namespace {

constexpr std::size_t block = 512;
constexpr std::size_t longest_extension = 1U << 20;  // bytes of a pax header or a long name

[[noreturn]] void malformed(const char* what) {
    throw Error{Problem::bad_input, what}.with_code("malformed");
}

std::string_view field(std::string_view header, std::size_t at, std::size_t size) {
    const auto text = header.substr(at, size);
    return text.substr(0, text.find('\0'));
}

/// Octal digits, or binary where the first bit is set (GNU, beyond 8 GB).
std::optional<std::uint64_t> number(std::string_view text) {
    if (text.empty()) return 0;
    std::uint64_t value = 0;
    if ((static_cast<unsigned char>(text[0]) & 0x80) != 0) {
        value = static_cast<unsigned char>(text[0]) & 0x3F;
        for (const char c : text.substr(1)) {
            if (value >> 52 != 0) return std::nullopt;
            value = value << 8 | static_cast<unsigned char>(c);
        }
        return value;
    }
    bool digits = false;
    for (const char c : text) {
        if (c == ' ' || c == '\0') {
            if (digits) break;
        } else if (c < '0' || c > '7' || value >> 52 != 0) {
            return std::nullopt;
        } else {
            value = value * 8 + static_cast<std::uint64_t>(c - '0');
            digits = true;
        }
    }
    return value;
}

bool checksum_is_right(std::string_view header) {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < block; ++i)
        sum += i >= 148 && i < 156 ? std::uint64_t{' '} : static_cast<unsigned char>(header[i]);
    return number(header.substr(148, 8)) == sum;
}

/// What a header says of the one behind it.
struct Extension {
    std::string name;
    std::optional<std::uint64_t> size;
};

/// pax: "LENGTH KEY=VALUE\n" again and again.
void read_pax(std::string_view data, Extension& extension) {
    while (!data.empty()) {
        std::size_t length = 0;
        const auto [end, error] = std::from_chars(data.data(), data.data() + data.size(), length);
        const auto digits = static_cast<std::size_t>(end - data.data());
        if (error != std::errc() || length <= digits + 1 || length > data.size()) return;
        const auto entry = data.substr(digits + 1, length - digits - 2);
        const auto equals = entry.find('=');
        if (equals != std::string_view::npos) {
            const auto key = entry.substr(0, equals), value = entry.substr(equals + 1);
            if (key == "path") extension.name = value;
            if (key == "size") {
                std::uint64_t size = 0;
                if (std::from_chars(value.data(), value.data() + value.size(), size).ec == std::errc())
                    extension.size = size;
            }
        }
        data.remove_prefix(length);
    }
}

}  // namespace

void each_tar_member(std::string_view bytes, const std::function<void(const TarMember&)>& take) {
    Extension extension;
    while (bytes.size() >= block) {
        const auto header = bytes.substr(0, block);
        if (std::ranges::all_of(header, [](char c) { return c == '\0'; })) return;
        if (!checksum_is_right(header)) malformed("a header of the TAR file is damaged");
        bytes.remove_prefix(block);
        const char type = header[156];
        auto size = number(header.substr(124, 12));
        const bool of_next = type == 'x' || type == 'g' || type == 'L' || type == 'K';
        if (extension.size && !of_next) size = extension.size;
        if (!size || *size > bytes.size()) malformed("the TAR file ends too soon");
        const auto data = bytes.substr(0, *size);
        bytes.remove_prefix(std::min<std::size_t>((*size + block - 1) / block * block, bytes.size()));
        if (of_next) {
            if (data.size() > longest_extension) malformed("a header of the TAR file is too long");
            if (type == 'x') read_pax(data, extension);
            if (type == 'L') extension.name = field(data, 0, data.size());
            continue;
        }
        TarMember member;
        const auto prefix =
            header.substr(257, 6) == std::string_view{"ustar\0", 6} ? field(header, 345, 155) : std::string_view{};
        member.name = extension.name.empty()
                          ? (prefix.empty() ? "" : std::string{prefix} + "/") + std::string{field(header, 0, 100)}
                          : extension.name;
        member.type = type == '\0' || type == '7' ? '0' : type;
        // In the oldest form a folder is a file whose name ends in "/".
        if (member.type == '0' && member.name.ends_with('/')) member.type = '5';
        member.data = data;
        extension = {};
        take(member);
    }
}

}  // namespace acervo
