// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace acervo {

/// A compound file (OLE2, [MS-CFB]): the container of the office documents of before 2007. Only the streams of its root
/// are given out: what is deeper belongs to embedded objects. Nothing that the file says of its own sizes is believed:
/// each chain of sectors is followed for as many sectors as the file has at most, and no stream is longer than the
/// file.
class CompoundFile {
public:
    /// `bytes` are borrowed. @throws Error (bad_input, "malformed") when there is no directory to read
    explicit CompoundFile(std::string_view bytes);

    /// Whether the bytes begin like one.
    static bool begins(std::string_view bytes) { return bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"); }

    bool has(std::string_view name) const { return find(name) != nullptr; }
    /// A stream of the root, case of ASCII letters apart; as much of it as is there. Nothing when it is absent.
    std::optional<std::string> read(std::string_view name) const;

private:
    struct Entry {
        std::string name;  ///< UTF-8
        std::uint8_t type = 0;
        std::uint32_t left = 0, right = 0, child = 0, start = 0;
        std::uint64_t size = 0;
    };

    const Entry* find(std::string_view name) const;
    std::string_view sector(std::uint32_t number) const;
    /// Bytes of a chain of sectors, at most `limit`.
    std::string chain(std::uint32_t start, std::uint64_t limit) const;
    void read_table(std::string_view header);
    void read_directory(std::uint32_t start);

    std::string_view bytes_;
    unsigned shift_ = 9;               ///< a sector has 1 << shift_ bytes
    std::uint64_t small_ = 4096;       ///< streams below this size lie in the ministream
    std::vector<std::uint32_t> next_;  ///< sector -> the one after it
    std::vector<std::uint32_t> mini_next_;
    std::string ministream_;
    std::vector<Entry> root_;  ///< streams of the root storage
};

}  // namespace acervo
