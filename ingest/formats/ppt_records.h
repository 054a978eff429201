// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/formats/compound_file.h"

namespace acervo {

/// One record of the stream "PowerPoint Document" ([MS-PPT]): its kind, and what is in it, which is other records when
/// it is a container.
struct PptRecord {
    enum Kind : std::uint16_t {
        document = 1000,
        slide = 1006,
        slide_atom = 1007,
        notes = 1008,
        notes_atom = 1009,
        slide_persist = 1011,
        placeholder = 3011,
        outline_reference = 3998,
        text_header = 3999,
        text_utf16 = 4000,
        text_latin1 = 4008,
        slide_list = 4080,
        user_edit = 4085,
        persist_directory = 6002,
        drawing_text = 0xF00D,
    };
    std::uint16_t kind = 0;
    unsigned instance = 0;
    bool container = false;
    std::string_view body;
};

/// The record at a place, cut where what holds it ends; nothing when there is no room for one.
std::optional<PptRecord> ppt_record(std::string_view bytes, std::size_t at);
/// The records in a container, one after another, not what is deeper. `take` may end it by returning false.
void each_record(std::string_view body, const std::function<bool(const PptRecord&)>& take);

/// The objects of a presentation as it was saved last: PowerPoint appends to the stream and leaves older versions of
/// slides in it.
class PptObjects {
public:
    /// @throws Error (bad_input: "malformed", "encrypted")
    explicit PptObjects(const CompoundFile& file);

    /// An object by its number; nothing when there is none, or when more was taken than the stream is long: objects do
    /// not share bytes.
    std::optional<PptRecord> take(std::uint32_t number);
    PptRecord document() const { return document_; }

private:
    void read_directory(std::uint32_t edit);

    std::string stream_;
    std::map<std::uint32_t, std::uint32_t> places_;
    std::size_t taken_ = 0;  ///< bytes
    PptRecord document_;
};

}  // namespace acervo
