// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/unpacking.h"

#include <algorithm>
#include <tuple>

#include "corpus/error.h"
#include "corpus/text.h"
#include "ingest/extractor.h"

namespace acervo {
namespace {

bool is_zip(std::string_view head) {
    return head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06");
}

/// Another way to write a name that is taken: its bytes as %XX; with its place in the archive where it is the very same
/// one.
std::string name_of_twin(const std::string& name, int place) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string text;
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            text += c;
        } else {
            text += {'%', digits[byte >> 4], digits[byte & 15]};
        }
    }
    return text == clean(name) ? text + '#' + std::to_string(place) : text;
}

}  // namespace

/// The rule that keeps a member from being unpacked, and the value it fails with; empty when it may be.
std::pair<std::string, std::string> Unpacking::objection(const ArchiveMember& member) const {
    if (member.nul_in_name || !safe_member_name(member.name)) return {"unsafe-path", member.name};
    if (!member.ordinary) return {"special-file", member.kind};
    if (member.encrypted) return {"encrypted", ""};
    if (member.bytes > limits_.unpacked) return {"too-large", std::to_string(member.bytes)};
    const bool swells = member.packed > 0 && member.bytes > small_enough &&
                        member.bytes / static_cast<std::uint64_t>(limits_.ratio) > member.packed;
    if (swells) return {"ratio", std::to_string(member.bytes) + ":" + std::to_string(member.packed)};
    return {};
}

bool Unpacking::begin(const ArchiveMember& member) {
    if (++members_ > limits_.members)
        throw Error{Problem::bad_input, "the archive has too many members"}.with_code("members");
    member_ = member;
    auto [rule, value] = objection(member);
    name_ = clean(member.name);
    if (rule.empty()) {
        const auto [twin, first] = seen_.emplace(lower(member.name), name_);
        if (!first) {
            std::tie(rule, value) = std::pair{"twin", twin->second};
            if (name_ == twin->second) name_ = name_of_twin(member.name, members_);
        }
    }
    bytes_ = 0;
    given_ = false;
    held_.clear();
    rule_.clear();
    if (rule.empty()) return true;
    sink_.reject(name_, rule, clean(value));
    return false;
}

void Unpacking::fail(const std::string& rule, const std::string& value) {
    rule_ = rule;
    value_ = value;
}

void Unpacking::give(std::string_view piece) {
    if (!given_) sink_.begin(name_);
    given_ = true;
    if (!piece.empty()) sink_.data(piece);
}

bool Unpacking::take(std::string_view piece) {
    const bool first = bytes_ == 0;
    bytes_ += piece.size();
    total_ += piece.size();
    // What is declared may lie: what comes out counts.
    if (total_ > limits_.unpacked)
        throw Error{Problem::bad_input, "the archive unpacks to too much"}.with_code("too-large");
    const bool swells = member_.packed > 0 && bytes_ > small_enough &&
                        bytes_ / static_cast<std::uint64_t>(limits_.ratio) > member_.packed;
    if (swells) {
        fail("ratio", std::to_string(bytes_) + ":" + std::to_string(member_.packed));
        return false;
    }
    if (!limits_.nested) {
        if (first && begins_like_archive(piece) && !is_zip(piece)) {
            fail("nested", "");
            return false;
        }
        if ((first && is_zip(piece)) || !held_.empty()) {
            held_ += piece;  // is it a document or an archive? To be seen when it is whole
            return true;
        }
    }
    give(piece);
    return true;
}

void Unpacking::end() {
    if (rule_.empty() && !held_.empty()) {
        if (is_archive_type(identify({held_, member_.name}))) {
            fail("nested", "");
        } else {
            give(held_);
        }
        held_ = {};
    }
    if (!rule_.empty()) return sink_.reject(name_, rule_, value_);
    give({});
    sink_.complete();
}

}  // namespace acervo
