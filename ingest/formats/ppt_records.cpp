// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/formats/ppt_records.h"

#include <algorithm>

#include "corpus/error.h"
#include "ingest/formats/binary.h"

namespace acervo {
namespace {

constexpr std::size_t header_size = 8;

[[noreturn]] void malformed(const char* what) {
    throw Error{Problem::bad_input, std::string{"not a whole presentation: "} + what}.with_code("malformed");
}

[[noreturn]] void encrypted() {
    throw Error{Problem::bad_input, "the presentation is protected by a password"}.with_code("encrypted");
}

}  // namespace

std::optional<PptRecord> ppt_record(std::string_view bytes, std::size_t at) {
    if (at > bytes.size() || bytes.size() - at < header_size) return std::nullopt;
    const unsigned version = u16(bytes, at);
    return PptRecord{.kind = u16(bytes, at + 2),
                     .instance = version >> 4U,
                     .container = (version & 0xFU) == 0xF,
                     .body = piece(bytes, at + header_size, u32(bytes, at + 4))};
}

void each_record(std::string_view body, const std::function<bool(const PptRecord&)>& take) {
    auto record = ppt_record(body, 0);
    for (std::size_t at = 0; record; record = ppt_record(body, at)) {
        if (!take(*record)) return;
        at += header_size + record->body.size();
    }
}

PptObjects::PptObjects(const CompoundFile& file) {
    auto stream = file.read("PowerPoint Document");
    if (!stream) malformed("there are no slides in it");
    stream_ = std::move(*stream);
    const auto user = file.read("Current User").value_or(std::string{});
    constexpr std::uint32_t protected_mark = 0xF3D1C4DF;
    if (user.size() >= 20) {
        if (u32(user, 12) == protected_mark) encrypted();
        read_directory(u32(user, 16));
    }
    if (document_.kind == PptRecord::document) return;
    // The way to the newest objects is lost: the last document of the stream is the newest one.
    each_record(stream_, [&](const auto& record) {
        if (record.kind == PptRecord::document) document_ = record;
        return true;
    });
    if (document_.kind != PptRecord::document) malformed("there is no document in it");
}

/// Each time a file was saved left a directory of the objects written then; the newest says where an object is.
void PptObjects::read_directory(std::uint32_t edit) {
    constexpr std::size_t most_objects = 1U << 20;
    std::uint32_t document = 0;
    std::size_t read = 0;
    for (;;) {
        const auto record = ppt_record(stream_, edit);
        if (!record || record->kind != PptRecord::user_edit || record->body.size() < 20) break;
        constexpr std::size_t with_protection = 32;
        if (record->body.size() >= with_protection && u32(record->body, 28) != 0) encrypted();
        if (document == 0) document = u32(record->body, 16);
        const auto directory = ppt_record(stream_, u32(record->body, 12));
        if (directory && directory->kind == PptRecord::persist_directory) {
            const auto body = directory->body;
            for (std::size_t at = 0; at + 4 <= body.size() && read < most_objects; ++read) {
                const auto head = u32(body, at);
                const std::size_t count = std::min<std::size_t>(head >> 20U, (body.size() - at) / 4 - 1);
                for (std::size_t i = 0; i < count && read < most_objects; ++i, ++read) {
                    places_.emplace((head & 0xFFFFFU) + static_cast<std::uint32_t>(i), u32(body, at + 4 + 4 * i));
                }
                at += 4 + 4 * count;
            }
        }
        const auto earlier = u32(record->body, 8);
        if (earlier == 0 || earlier >= edit) break;  // what was saved before lies before
        edit = earlier;
    }
    const auto found = take(document);
    if (found && found->kind == PptRecord::document) document_ = *found;
}

std::optional<PptRecord> PptObjects::take(std::uint32_t number) {
    const auto place = places_.find(number);
    const auto record = place == places_.end() ? std::nullopt : ppt_record(stream_, place->second);
    if (!record || record->body.size() > stream_.size() - taken_) return std::nullopt;
    taken_ += record->body.size();
    return record;
}

}  // namespace acervo
