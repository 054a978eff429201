// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/member_files.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>

namespace acervo {
namespace {

using nlohmann::json;

void expect(bool holds) {
    if (!holds) throw Error{Problem::bad_input, "the reader's answer makes no sense"}.with_code("crashed");
}

}  // namespace

Error MemberFiles::write_failed() const {
    return Error{Problem::broken, "cannot write to " + folder_.string() + ": " + std::strerror(errno)}.with_hint(
        "is there room on the disk?");
}

void MemberFiles::start_again() {
    out_.close();
    out_.clear();
    members_.clear();
    rejected_.clear();
    total_ = 0;
    number_ = 0;
}

void MemberFiles::take(Frame kind, const std::string& bytes) {
    if (kind == Frame::member) {
        expect(!out_.is_open());
        begin(json::parse(bytes).at("name").get<std::string>());
    } else if (kind == Frame::data) {
        expect(out_.is_open());
        write(bytes);
    } else if (kind == Frame::complete) {
        expect(out_.is_open());
        complete();
    } else if (kind == Frame::rejected) {
        const auto said = json::parse(bytes);
        const auto text = [&](const char* key) { return said.at(key).get<std::string>(); };
        Worker::Rejected one{text("name"), text("rule"), text("value")};
        out_.is_open() ? drop() : count();  // found while it was being unpacked: what was written of it goes
        rejected_.push_back(std::move(one));
    }
}

void MemberFiles::count() {
    if (number_ >= most_) throw Error{Problem::bad_input, "the archive has too many members"}.with_code("members");
    ++number_;
}

void MemberFiles::begin(std::string name) {
    count();
    // The name in the archive is a word for people; on the disk a number stands for it.
    auto path = folder_ / std::to_string(number_);
    out_ = std::ofstream{path, std::ios::binary | std::ios::trunc};
    if (!out_) throw write_failed();
    members_.push_back({{std::move(name), 0}, std::move(path)});
}

void MemberFiles::write(const std::string& bytes) {
    total_ += bytes.size();
    if (total_ > room_) throw Error{Problem::bad_input, "the archive unpacks to too much"}.with_code("too-large");
    members_.back().first.bytes += bytes.size();
    if (!out_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()))) throw write_failed();
}

void MemberFiles::complete() {
    out_.close();
    if (!out_) throw write_failed();
}

void MemberFiles::drop() {
    out_.close();
    std::error_code error;  // the folder goes with all that is in it
    std::filesystem::remove(members_.back().second, error);
    members_.pop_back();
}

void MemberFiles::hand_over(const std::function<void(const Worker::Member&, const std::filesystem::path&)>& take,
                            const std::function<void(const Worker::Rejected&)>& reject) {
    if (out_.is_open()) drop();  // the last one is not whole
    std::ranges::stable_sort(members_, {}, [](const auto& one) { return one.first.name; });
    for (const auto& [member, path] : members_) take(member, path);
    for (const auto& one : rejected_) reject(one);
}

}  // namespace acervo
