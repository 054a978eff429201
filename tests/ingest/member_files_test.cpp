// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/member_files.h"

#include <catch2/catch.hpp>

#include "corpus/error.h"
#include "tests/ingest/support.h"

using namespace acervo;

namespace {

using Said = std::vector<std::pair<Frame, std::string>>;

constexpr const char* uno = R"({"name":"uno"})";
constexpr const char* bad = R"({"name":"x","rule":"nested","value":""})";

/// Names that come out, "-" before those that were rejected; the code of the error at the end.
std::vector<std::string> after(const Said& said, int members = 10) {
    const test::Folder folder;
    MemberFiles files{folder.path(), 8, members};
    std::vector<std::string> out;
    std::string code;
    try {
        for (const auto& [kind, bytes] : said) files.take(kind, bytes);
    } catch (const Error& error) {
        code = error.code();
    }
    files.hand_over(
        [&](const auto& member, const auto& path) {
            CHECK(std::filesystem::file_size(path) == member.bytes);
            out.push_back(member.name);
        },
        [&](const auto& one) { out.push_back("-" + one.name); });
    CHECK(std::distance(std::filesystem::directory_iterator{folder.path()}, {}) ==
          std::ranges::count_if(out, [](const auto& name) { return name[0] != '-'; }));
    if (!code.empty()) out.push_back(code);
    return out;
}

}  // namespace

TEST_CASE("members come out whole or not at all") {
    const Said whole{{Frame::member, uno}, {Frame::data, "1234"}, {Frame::complete, ""}};
    CHECK(after(whole) == std::vector<std::string>{"uno"});
    CHECK(after({{Frame::member, uno}, {Frame::data, "1234"}}).empty());
    CHECK(after({{Frame::member, uno}, {Frame::data, "1"}, {Frame::rejected, bad}}) == std::vector<std::string>{"-x"});
    CHECK(after({{Frame::rejected, bad}, whole[0], whole[2]}) == std::vector<std::string>{"uno", "-x"});
}

TEST_CASE("a child that says what makes no sense, or too much, is not believed") {
    const std::vector<std::string> crashed{"crashed"};
    CHECK(after({{Frame::data, "1"}}) == crashed);
    CHECK(after({{Frame::complete, ""}}) == crashed);
    CHECK(after({{Frame::member, uno}, {Frame::member, uno}}) == crashed);
    CHECK(after({{Frame::member, uno}, {Frame::complete, ""}, {Frame::data, "1"}}) ==
          std::vector<std::string>{"uno", "crashed"});
    CHECK(after({{Frame::member, uno}, {Frame::data, "12345"}, {Frame::data, "6789"}}) ==
          std::vector<std::string>{"too-large"});
    CHECK(after({{Frame::rejected, bad}, {Frame::rejected, bad}, {Frame::member, uno}}, 2) ==
          std::vector<std::string>{"-x", "-x", "members"});
    CHECK(after(Said(3, {Frame::rejected, bad}), 2) == std::vector<std::string>{"-x", "-x", "members"});
}
