// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/archive.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <map>

#include "corpus/error.h"
#include "ingest/worker.h"
#include "tests/ingest/support.h"

using namespace acervo;

namespace {

struct Unpacked {
    std::map<std::string, std::string> members;
    std::map<std::string, std::string> rejected;  ///< name -> rule
    std::vector<std::string> order;
    std::string error;
};

Unpacked unpack(const std::string& archive, Limits limits = {}) {
    const test::Folder folder;
    const auto file = folder.write("a.zip", archive);
    std::filesystem::create_directories(folder / "out");
    Unpacked result;
    Worker worker{limits, EXTRACT_WORKER};
    try {
        worker.unpack(
            file, folder / "out",
            [&](const Worker::Member& member, const std::filesystem::path& path) {
                result.members[member.name] = test::read(path);
                result.order.push_back(member.name);
                CHECK(path.parent_path() == folder / "out");
                CHECK(member.bytes == std::filesystem::file_size(path));
            },
            [&](const Worker::Rejected& rejected) { result.rejected[rejected.name] = rejected.rule; });
    } catch (const Error& error) {
        result.error = error.code();
    }
    // Whatever the names were, nothing was written anywhere else.
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path()))
        files += entry.is_regular_file() ? 1 : 0;
    CHECK(files == 1 + result.members.size());
    return result;
}

/// Sets bytes in the directory entry of the `index`-th member.
void patch(std::string& archive, int index, std::size_t offset, std::string_view bytes) {
    auto at = archive.find("PK\x01\x02");
    for (; index > 0; --index) at = archive.find("PK\x01\x02", at + 4);
    archive.replace(at + offset, bytes.size(), bytes);
}

/// A member of `size` zero bytes, deflated by hand: stored blocks would not be small. One fixed-Huffman block of a zero
/// and then copies of 258 at distance 1.
std::string bomb(std::size_t copies) {
    std::string bits;
    std::uint32_t buffer = 0;
    int count = 0;
    const auto put = [&](std::uint32_t value, int length) {
        buffer |= value << count;
        for (count += length; count >= 8; count -= 8, buffer >>= 8) bits += static_cast<char>(buffer & 0xFF);
    };
    put(1, 1);
    put(1, 2);           // last block, fixed codes
    put(0b00001100, 8);  // literal 0 is 00110000, written with its first bit first
    for (std::size_t i = 0; i < copies; ++i) {
        put(0b10100011, 8);  // length 258 is 11000101
        put(0, 5);           // distance 1
    }
    put(0, 7);  // end of block
    put(0, 7);
    return bits;
}

}  // namespace

TEST_CASE("members come out whole and in the order of their names") {
    const auto result =
        unpack(test::zip({{"b/dos.txt", "dos"}, {"a/uno.txt", "uno"}, {"b/", ""}, {"ñandú.txt", "tres"}}));
    CHECK(result.error.empty());
    CHECK(result.rejected.empty());
    CHECK(result.order == std::vector<std::string>{"a/uno.txt", "b/dos.txt", "ñandú.txt"});
    CHECK(result.members.at("b/dos.txt") == "dos");
}

TEST_CASE("names that could lead out of a folder are refused and the rest is unpacked") {
    const auto name = GENERATE(as<std::string>{}, "../fuera.txt", "a/../../fuera.txt", "/etc/fuera.txt", "C:/fuera.txt",
                               "..\\fuera.txt", "a\\b.txt", "~/fuera.txt", "a//b.txt", "./a.txt", "a/./b.txt", "..",
                               "a\nb.txt", "../");
    CAPTURE(name);
    const auto result = unpack(test::zip({{name, "x"}, {"bien.txt", "bien"}}));
    CHECK(result.error.empty());
    CHECK(result.members == std::map<std::string, std::string>{{"bien.txt", "bien"}});
    REQUIRE(result.rejected.size() == 1);
    CHECK(result.rejected.begin()->second == "unsafe-path");
}

TEST_CASE("a name with a NUL inside is refused, not cut") {
    const auto result = unpack(test::zip({{std::string{"a.txt\0.exe", 10}, "x"}, {"b.txt", "b"}}));
    CHECK(result.members.size() == 1);
    REQUIRE(result.rejected.size() == 1);
    CHECK(result.rejected.begin()->second == "unsafe-path");
}

TEST_CASE("links and devices are refused") {
    auto archive = test::zip({{"enlace", "/etc/passwd"}, {"normal.txt", "x"}});
    patch(archive, 0, 5, "\x03");                           // made on Unix
    patch(archive, 0, 38, std::string{"\0\0\xFF\xA1", 4});  // symbolic link
    const auto result = unpack(archive);
    CHECK(result.rejected == std::map<std::string, std::string>{{"enlace", "special-file"}});
    CHECK(result.members.size() == 1);
}

TEST_CASE("an encrypted member is told apart") {
    auto archive = test::zip({{"secreto.txt", "xxxxxxxxxxxxxxxx"}, {"normal.txt", "x"}});
    patch(archive, 0, 8, "\x01");
    archive[6] = '\x01';
    const auto result = unpack(archive);
    CHECK(result.rejected == std::map<std::string, std::string>{{"secreto.txt", "encrypted"}});
    CHECK(result.members.size() == 1);
}

TEST_CASE("two names that a file system takes for one are told apart") {
    const auto result =
        unpack(test::zip({{"Acta.txt", "1"}, {"acta.TXT", "2"}, {"co\xCC\x81.txt", "3"}, {"c\xC3\xB3.txt", "4"}}));
    CHECK(result.members.size() == 2);
    CHECK(result.rejected == std::map<std::string, std::string>{{"acta.TXT", "twin"}, {"c%C3%B3.txt", "twin"}});
}

TEST_CASE("an archive in an archive is refused, a document is not") {
    const auto inner = test::zip({{"x.txt", "x"}});
    const auto document = test::zip({{"mimetype", "application/vnd.oasis.opendocument.text"}, {"content.xml", "<a/>"}});
    const auto result = unpack(test::zip(
        {{"a.odt", document}, {"b.zip", inner}, {"c.txt", inner}, {"d.gz", "\x1F\x8B\x08" + std::string(20, 'x')}}));
    CHECK(result.members.size() == 1);
    CHECK(result.members.contains("a.odt"));
    CHECK(result.rejected ==
          std::map<std::string, std::string>{{"b.zip", "nested"}, {"c.txt", "nested"}, {"d.gz", "nested"}});
}

TEST_CASE("a member that swells beyond measure is stopped, whatever its declared size") {
    const auto lying = GENERATE(false, true);
    const auto packed = bomb(200000);  // 51.6 MB
    auto archive = test::zip({{"bomba.txt", packed}, {"normal.txt", "x"}});
    const std::uint32_t size = lying ? 1000 : 200000 * 258 + 1;
    std::string bytes;
    for (int i = 0; i < 4; ++i) bytes += static_cast<char>(size >> 8 * i & 0xFF);
    patch(archive, 0, 10, std::string{"\x08\0", 2});
    patch(archive, 0, 24, bytes);
    archive.replace(8, 2, std::string{"\x08\0", 2});
    archive.replace(22, 4, bytes);
    const auto result = unpack(archive, {.ratio = 100});
    CAPTURE(lying);
    REQUIRE(result.rejected.contains("bomba.txt"));
    if (!lying) CHECK(result.rejected.at("bomba.txt") == "ratio");
    CHECK(result.members.contains("normal.txt"));
}

TEST_CASE("limits of an archive hold") {
    std::vector<std::pair<std::string, std::string>> members;
    for (int i = 0; i < 20; ++i) members.emplace_back(std::to_string(i) + ".txt", std::string(1000, 'x'));
    CHECK(unpack(test::zip(members), {.members = 10}).error == "members");
    const auto result = unpack(test::zip(members), {.unpacked = 5500});
    CHECK(result.members.size() == 5);
    CHECK(result.rejected.size() == 15);
    CHECK(result.rejected.begin()->second == "too-large");
}

TEST_CASE("entries that overlap, and what is no archive, are refused whole") {
    auto archive = test::zip({{"a.txt", std::string(1000, 'a')}, {"b.txt", std::string(1000, 'b')}});
    patch(archive, 1, 20, "\xE8\x07");  // packed size 2024
    CHECK(unpack(archive).error == "malformed");
    CHECK(unpack("PK\x03\x04 and then nothing").error == "malformed");
    CHECK(unpack("no archive at all").error == "malformed");
}
