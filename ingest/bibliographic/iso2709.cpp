// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <optional>

#include "corpus/text.h"
#include "ingest/bibliographic/marc.h"

namespace acervo {

namespace {

constexpr char subfield_mark = 0x1F, field_end = 0x1E, record_end = 0x1D;
constexpr std::size_t leader_size = 24, entry_size = 12;
constexpr std::size_t most_fields = 5000, most_subfields = 2000;
/// What systems fill blocks up and end files with.
constexpr std::string_view padding{"\r\n \t\0\x1A", 6};
constexpr std::size_t longest_record = 16U << 20;  // by its lengths it could have 99,999 bytes

std::optional<std::size_t> number(std::string_view digits) {
    std::size_t value = 0;
    for (const char c : digits) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + static_cast<std::size_t>(c - '0');
    }
    return digits.empty() ? std::nullopt : std::optional{value};
}

struct Entry {
    std::string tag;
    std::size_t length = 0, start = 0;
    bool known = false;  ///< both numbers are such
};

/// How the text of a record is encoded.
class Text {
public:
    Text(std::string_view leader, std::string_view body) {
        const bool said_utf8 = leader.size() > 9 && leader[9] == 'a';
        const bool ascii = std::ranges::all_of(body, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
        // The letter in the leader is wrong so often that the bytes decide: text in MARC-8 with a mark in it is hardly
        // ever well-formed UTF-8.
        utf8_ = (ascii && said_utf8) || (!ascii && is_utf8(body));
        legacy_ = said_utf8 && !utf8_;
    }
    std::string read(std::string_view bytes, bool& replaced) const {
        if (utf8_) return clean(bytes);
        // What says UTF-8 and is none is mostly Latin-1, or a single broken field.
        return legacy_ ? clean(to_utf8(bytes)) : marc8_to_utf8(bytes, replaced);
    }

private:
    bool utf8_ = false, legacy_ = false;
};

void add_field(std::string tag, std::string_view data, const Text& text, MarcRecord& record) {
    if (record.fields.size() >= most_fields) return;
    MarcField field;
    field.tag = std::move(tag);
    const auto first = data.find(subfield_mark);
    if (field.tag.starts_with("00") || first == std::string_view::npos) {
        if (field.tag.starts_with("00")) {
            field.value = text.read(data, record.replaced);
        } else {
            record.repaired = "subfields of " + field.tag;
            field.subfields.emplace_back('a', text.read(data, record.replaced));
        }
        record.fields.push_back(std::move(field));
        return;
    }
    if (first >= 1) field.first = data[0];
    if (first >= 2) field.second = data[1];
    data.remove_prefix(first);
    while (!data.empty() && field.subfields.size() < most_subfields) {
        data.remove_prefix(1);
        const auto end = std::min(data.find(subfield_mark), data.size());
        if (end > 0) field.subfields.emplace_back(data[0], text.read(data.substr(1, end - 1), record.replaced));
        data.remove_prefix(end);
    }
    record.fields.push_back(std::move(field));
}

/// The entries of a directory; what is no tag ends it.
std::vector<Entry> directory_of(std::string_view directory) {
    std::vector<Entry> entries;
    for (; directory.size() >= entry_size && entries.size() < most_fields; directory.remove_prefix(entry_size)) {
        const auto length = number(directory.substr(3, 4)), start = number(directory.substr(7, 5));
        const auto tag = directory.substr(0, 3);
        if (!std::ranges::all_of(tag, [](unsigned char c) { return std::isalnum(c) != 0; })) break;
        entries.push_back({std::string{tag}, length.value_or(0), start.value_or(0), length && start});
    }
    return entries;
}

/// Whether the directory says exactly where the fields of `data` are.
bool agrees(const std::vector<Entry>& entries, std::string_view data) {
    return std::ranges::all_of(entries, [&](const Entry& entry) {
        const auto end = entry.start + entry.length;
        return entry.known && entry.length > 0 && end <= data.size() && data[end - 1] == field_end &&
               data.substr(entry.start, entry.length - 1).find(field_end) == std::string_view::npos;
    });
}

MarcRecord record_of(std::string_view piece) {
    MarcRecord record;
    if (piece.size() < leader_size) return record;
    record.leader = clean(piece.substr(0, leader_size));
    const auto directory_end = piece.find(field_end, leader_size);
    if (directory_end == std::string_view::npos) return record;
    const auto entries = directory_of(piece.substr(leader_size, directory_end - leader_size));
    const auto data = piece.substr(directory_end + 1);
    const Text text(record.leader, data);
    if (number(piece.substr(0, 5)) != piece.size() + 1 || number(piece.substr(12, 5)) != directory_end + 1)
        record.repaired = "leader";
    if (agrees(entries, data)) {
        for (const auto& entry : entries)
            add_field(entry.tag, data.substr(entry.start, entry.length - 1), text, record);
        return record;
    }
    // The terminators part the fields; the directory gives their tags, in the order of its starts where it has them.
    record.repaired = "directory";
    auto ordered = entries;
    if (std::ranges::all_of(ordered, &Entry::known)) std::ranges::stable_sort(ordered, {}, &Entry::start);
    std::size_t begin = 0;
    for (const auto& entry : ordered) {
        if (begin >= data.size()) break;
        const auto end = std::min(data.find(field_end, begin), data.size());
        add_field(entry.tag, data.substr(begin, end - begin), text, record);
        begin = end + 1;
    }
    return record;
}

}  // namespace

bool looks_like_iso2709(std::string_view bytes) {
    const auto begin = bytes.find_first_not_of("\r\n \t");
    if (begin == std::string_view::npos) return false;
    bytes.remove_prefix(begin);
    if (bytes.size() < leader_size + entry_size) return false;
    return number(bytes.substr(0, 5)) && number(bytes.substr(12, 5)) && bytes.substr(10, 2) == "22" &&
           std::isalpha(static_cast<unsigned char>(bytes[5])) != 0 &&
           std::isalpha(static_cast<unsigned char>(bytes[6])) != 0 && number(bytes.substr(24, 3)) &&
           bytes.substr(0, 1U << 17).find(field_end) != std::string_view::npos;
}

void read_iso2709(std::string_view bytes, const std::function<void(const MarcRecord&, int number)>& take) {
    for (int number = 1;; ++number) {
        const auto begin = bytes.find_first_not_of(padding);
        if (begin == std::string_view::npos) return;
        bytes.remove_prefix(begin);
        const auto end = bytes.find(record_end);
        auto piece = bytes.substr(0, end);
        auto record = piece.size() > longest_record ? MarcRecord{} : record_of(piece);
        if (end == std::string_view::npos) record.repaired = "end";
        take(record, number);
        if (end == std::string_view::npos) return;
        bytes.remove_prefix(end + 1);
    }
}

}  // namespace acervo
