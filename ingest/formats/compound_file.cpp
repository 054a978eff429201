// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/formats/compound_file.h"

#include <algorithm>

#include "corpus/error.h"
#include "ingest/formats/binary.h"

namespace acervo {
namespace {

constexpr std::size_t header_size = 512, entry_size = 128, header_tables = 109;
constexpr unsigned mini_shift = 6;
constexpr std::uint8_t is_stream = 2, is_root = 5;

[[noreturn]] void malformed(const char* what) {
    throw Error{Problem::bad_input, std::string{"not a whole compound file: "} + what}.with_code("malformed");
}

std::string folded(std::string_view name) {
    std::string out{name};
    for (char& c : out) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return out;
}

void append_numbers(std::vector<std::uint32_t>& list, std::string_view bytes) {
    for (std::size_t at = 0; at + 4 <= bytes.size(); at += 4) list.push_back(u32(bytes, at));
}

}  // namespace

CompoundFile::CompoundFile(std::string_view bytes) : bytes_(bytes) {
    if (!begins(bytes) || bytes.size() < header_size) malformed("there is no header");
    const auto header = bytes.substr(0, header_size);
    shift_ = u16(header, 30);
    if (shift_ != 9 && shift_ != 12) malformed("sectors of a size that is not known");
    small_ = u32(header, 56);
    read_table(header);
    append_numbers(mini_next_, chain(u32(header, 60), bytes.size()));
    read_directory(u32(header, 48));
}

std::string_view CompoundFile::sector(std::uint32_t number) const {
    return piece(bytes_, (static_cast<std::uint64_t>(number) + 1) << shift_, std::size_t{1} << shift_);
}

/// The table of sectors is itself spread over sectors: 109 of them are listed in the header, more in a chain of lists.
void CompoundFile::read_table(std::string_view header) {
    const std::size_t sectors = (bytes_.size() >> shift_) + 1, entries = (std::size_t{1} << shift_) / 4;
    const std::size_t most = sectors / entries + 1;
    std::vector<std::uint32_t> tables;
    append_numbers(tables, header.substr(76, header_tables * 4));
    auto list = u32(header, 68);
    for (std::size_t lists = 0; lists <= most / (entries - 1) && !sector(list).empty(); ++lists) {
        append_numbers(tables, sector(list));
        list = tables.back();
        tables.pop_back();
    }
    tables.resize(std::min(tables.size(), most));
    for (const auto table : tables) {
        if (sector(table).empty()) break;  // the list is filled up with a mark that is no sector
        append_numbers(next_, sector(table));
    }
    next_.resize(std::min(next_.size(), sectors));
}

std::string CompoundFile::chain(std::uint32_t start, std::uint64_t limit) const {
    std::string out;
    auto at = start;
    for (std::size_t steps = 0; steps <= next_.size() && out.size() < limit; ++steps) {
        const auto part = sector(at);
        if (part.empty()) break;
        out += part.substr(0, limit - out.size());
        if (at >= next_.size()) break;
        at = next_[at];
    }
    return out;
}

void CompoundFile::read_directory(std::uint32_t start) {
    const auto bytes = chain(start, bytes_.size());
    std::vector<Entry> all;
    for (std::size_t at = 0; at + entry_size <= bytes.size(); at += entry_size) {
        const auto entry = std::string_view{bytes}.substr(at, entry_size);
        const auto length = std::min<std::size_t>(u16(entry, 64), 64);
        all.push_back({.name = length < 2 ? std::string{} : from_utf16(entry.substr(0, length - 2)),
                       .type = u8(entry, 66),
                       .left = u32(entry, 68),
                       .right = u32(entry, 72),
                       .child = u32(entry, 76),
                       .start = u32(entry, 116),
                       // The upper half is noise in files with sectors of 512 bytes.
                       .size = shift_ == 9 ? u32(entry, 120) : u64(entry, 120)});
    }
    if (all.empty() || all.front().type != is_root) malformed("there is no directory");
    ministream_ = chain(all.front().start, std::min<std::uint64_t>(all.front().size, bytes_.size()));
    // Siblings form a tree; its order is not relied on, and no entry is visited twice.
    std::vector<bool> seen(all.size(), false);
    std::vector<std::uint32_t> open{all.front().child};
    while (!open.empty()) {
        const auto number = open.back();
        open.pop_back();
        if (number >= all.size() || seen[number]) continue;
        seen[number] = true;
        open.push_back(all[number].left);
        open.push_back(all[number].right);
        if (all[number].type == is_stream) root_.push_back(all[number]);
    }
}

const CompoundFile::Entry* CompoundFile::find(std::string_view name) const {
    const auto found =
        std::find_if(root_.begin(), root_.end(), [&](const auto& entry) { return folded(entry.name) == folded(name); });
    return found == root_.end() ? nullptr : &*found;
}

std::optional<std::string> CompoundFile::read(std::string_view name) const {
    const auto* entry = find(name);
    if (entry == nullptr) return std::nullopt;
    if (entry->size >= small_) return chain(entry->start, entry->size);
    std::string out;
    auto at = entry->start;
    for (std::size_t steps = 0; steps <= mini_next_.size() && out.size() < entry->size; ++steps) {
        const auto part = piece(ministream_, std::size_t{at} << mini_shift, std::size_t{1} << mini_shift);
        if (part.empty()) break;
        out += part.substr(0, entry->size - out.size());
        if (at >= mini_next_.size()) break;
        at = mini_next_[at];
    }
    return out;
}

}  // namespace acervo
