// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <map>

#include "corpus/error.h"
#include "ingest/archive.h"
#include "ingest/sandbox.h"
#include "ingest/worker.h"
#include "tests/ingest/support.h"

using namespace acervo;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t most_memory = 64ULL << 20;  // that unpacking may touch

/// Bits of a deflate stream, the lowest of each byte first.
class Bits {
public:
    /// A number: its lowest bit first.
    void number(std::uint32_t value, int length) {
        for (int i = 0; i < length; ++i) bit(value >> i & 1);
    }
    /// A Huffman code: its highest bit first.
    void code(std::uint32_t value, int length) {
        for (int i = length - 1; i >= 0; --i) bit(value >> i & 1);
    }
    std::string bytes() {
        while (count_ != 0) bit(0);
        return bytes_;
    }

private:
    void bit(std::uint32_t value) {
        if (count_ == 0) bytes_ += '\0';
        bytes_.back() = static_cast<char>(static_cast<unsigned char>(bytes_.back()) | value << count_);
        count_ = (count_ + 1) % 8;
    }
    std::string bytes_;
    std::uint32_t count_ = 0;
};

/// As small as deflate can be: a zero byte, and copies of 258 at distance 1 in two bits each (RFC 1951, 3.2.7). Lengths
/// of the codes: 285 has 1 bit, 0 and 256 have 2, the one distance 1.
std::string deflated_zeros(std::size_t copies) {
    Bits bits;
    bits.number(1, 1);
    bits.number(2, 2);   // last block, its own codes
    bits.number(29, 5);  // 286 literals and lengths
    bits.number(0, 5);   // 1 distance
    bits.number(14, 4);  // 18 lengths of codes of lengths, in the order 16 17 18 0 8 7 9 6 10 5 11 4 12 3 13 2 14 1
    for (const std::uint32_t length : {0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 2}) bits.number(length, 3);
    const auto zeros = [&](std::uint32_t count) {
        bits.code(0, 1);
        bits.number(count - 11, 7);
    };
    const auto one = [&] { bits.code(2, 2); };
    const auto two = [&] { bits.code(3, 2); };
    two();       // of 0
    zeros(138);  // of 1..138
    zeros(117);  // of 139..255
    two();       // of 256
    zeros(28);   // of 257..284
    one();       // of 285
    one();       // of distance 0
    bits.code(2, 2);
    for (std::size_t i = 0; i < copies; ++i) bits.number(0, 2);
    bits.code(3, 2);
    return bits.bytes();
}

std::string number(std::uint64_t value, int bytes) {
    std::string text;
    for (int i = 0; i < bytes; ++i) text += static_cast<char>(value >> 8 * i & 0xFF);
    return text;
}

struct Member {
    std::string name, packed;
    std::uint32_t bytes = 0;      ///< as declared
    std::uint32_t method = 0;     ///< 0 stored, 8 deflated
    std::ptrdiff_t same_as = -1;  ///< its data is that of another member
    std::uint32_t crc = 0;
};

/// A ZIP whose directory says what it is told to.
std::string archive(const std::vector<Member>& members, std::uint32_t entries) {
    std::string file, directory;
    std::vector<std::size_t> offsets;
    for (const auto& member : members) {
        const std::string common = number(0x0800, 2) + number(member.method, 2) + number(0, 2) + number(0x21, 2) +
                                   number(member.crc, 4) + number(member.packed.size(), 4) + number(member.bytes, 4) +
                                   number(member.name.size(), 2) + number(0, 2);
        offsets.push_back(member.same_as >= 0 ? offsets[static_cast<std::size_t>(member.same_as)] : file.size());
        directory += "PK\x01\x02" + number(20, 2) + number(20, 2) + common + number(0, 2) + number(0, 2) +
                     number(0, 2) + number(0, 4) + number(offsets.back(), 4) + member.name;
        if (member.same_as < 0) file += "PK\x03\x04" + number(20, 2) + common + member.name + member.packed;
    }
    return file + directory + "PK\x05\x06" + number(0, 4) + number(entries, 2) + number(entries, 2) +
           number(directory.size(), 4) + number(file.size(), 4) + number(0, 2);
}

struct Unpacked {
    std::map<std::string, std::string> rejected;
    std::size_t members = 0;
    std::string error;
};

Unpacked unpack(const std::string& bytes, Limits limits = {.cpu = 10s}) {
    const test::Folder folder;
    const auto file = folder.write("a.zip", bytes);
    fs::create_directories(folder / "out");
    Unpacked result;
    Worker worker{limits, EXTRACT_WORKER};
    try {
        worker.unpack(
            file, folder / "out", [&](const Worker::Member&, const fs::path&) { ++result.members; },
            [&](const Worker::Rejected& rejected) { result.rejected[rejected.name] = rejected.rule; });
    } catch (const Error& error) {
        result.error = error.code();
    }
    return result;
}

std::uint64_t status_kilobytes(const std::string& name) {
    std::ifstream in("/proc/self/status");
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with(name + ":")) return std::stoull(line.substr(name.size() + 1));
    }
    return 0;
}

/// Memory that a step touches at most beyond what there was before it, measured in a process of its own.
std::uint64_t peak_of(const std::function<void()>& step) {
    int pipe[2];
    REQUIRE(::pipe(pipe) == 0);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        std::ofstream("/proc/self/clear_refs") << 5;  // the peak begins again
        const auto before = status_kilobytes("VmRSS");
        step();
        const std::uint64_t peak = (status_kilobytes("VmHWM") - before) * 1024;
        ::_exit(::write(pipe[1], &peak, sizeof peak) == sizeof peak ? 0 : 1);
    }
    ::close(pipe[1]);
    std::uint64_t peak = 0;
    const auto count = ::read(pipe[0], &peak, sizeof peak);
    ::close(pipe[0]);
    ::waitpid(child, nullptr, 0);
    return count == sizeof peak ? peak : ~0ULL;
}

/// In this process, with nothing kept.
void unpack_into_nothing(const std::string& bytes, const UnpackLimits& limits = {}) {
    try {
        unpack_zip(bytes, limits,
                   {.begin = [](const std::string&) {},
                    .data = [](std::string_view) {},
                    .complete = [] {},
                    .reject = [](const std::string&, const std::string&, const std::string&) {}});
    } catch (const Error&) {
        return;
    }
}

IngestOptions batch(std::vector<fs::path> paths) {
    auto options = test::options(std::move(paths));
    options.program = EXTRACT_WORKER;
    return options;
}

/// Bytes that a folder holds.
std::uintmax_t size_of(const fs::path& folder) {
    std::uintmax_t bytes = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) bytes += entry.file_size();
    }
    return bytes;
}

}  // namespace

TEST_CASE("two gigabytes in two megabytes are refused, whatever size they declare") {
    const std::string packed = deflated_zeros(8323200);  // 2,147,385,601 bytes
    REQUIRE(packed.size() < 2200000);
    const std::uint32_t declared = GENERATE(8323200U * 258 + 1, 1000U, 0U, 0xFFFFFFF0U);
    CAPTURE(declared);
    const auto bytes = archive({{.name = "bomba.txt", .packed = packed, .bytes = declared, .method = 8},
                                {.name = "normal.txt", .packed = "x", .bytes = 1, .crc = test::crc32("x")}},
                               2);
    if (!address_space_is_huge()) CHECK(peak_of([&] { unpack_into_nothing(bytes); }) < most_memory);
    const auto result = unpack(bytes);
    const bool whole = result.error.empty();
    if (whole) {
        REQUIRE(result.rejected.contains("bomba.txt"));
        CHECK(result.rejected.at("bomba.txt") != "memory");
        CHECK(result.members == 1);
    } else {
        CHECK(result.error == "malformed");
    }
}

TEST_CASE("archives in archives are refused, however deep, and each by its name") {
    std::string inner = test::zip({{"0.txt", std::string(1000, '0')}});
    for (int depth = 0; depth < 5; ++depth) {
        std::vector<std::pair<std::string, std::string>> members;
        for (int i = 0; i < 4; ++i) members.emplace_back("lib " + std::to_string(i) + ".zip", inner);
        inner = test::zip(members);
    }
    if (!address_space_is_huge()) CHECK(peak_of([&] { unpack_into_nothing(inner); }) < most_memory);
    const auto result = unpack(inner);
    CHECK(result.error.empty());
    CHECK(result.members == 0);
    REQUIRE(result.rejected.size() == 4);
    for (const auto& [name, rule] : result.rejected) CHECK(rule == "nested");
}

TEST_CASE("an archive of 65,536 members is refused where so many are not allowed, and its wrapped count is no way in") {
    std::vector<Member> members;
    for (int i = 0; i < 65536; ++i) members.push_back({.name = std::to_string(i)});
    Limits limits{.cpu = 10s};
    limits.members = 10000;
    const auto wrapped = unpack(archive(members, 0), limits);
    CHECK(
        (wrapped.error == "malformed" || wrapped.error == "members" || wrapped.members + wrapped.rejected.size() == 0));
    members.pop_back();
    const auto bytes = archive(members, 65535);
    if (!address_space_is_huge()) CHECK(peak_of([&] { unpack_into_nothing(bytes, {.members = 10000}); }) < most_memory);
    CHECK(unpack(bytes, limits).error == "members");
}

TEST_CASE("members that share their data with others are refused") {
    std::vector<Member> members{{.name = "0.txt", .packed = deflated_zeros(100000), .bytes = 25800001, .method = 8}};
    for (int i = 1; i < 200; ++i) {
        auto member = members.front();
        member.name = std::to_string(i) + ".txt";
        member.same_as = 0;
        members.push_back(member);
    }
    const auto result = unpack(archive(members, 200));
    CHECK(result.error == "malformed");
    CHECK(result.members == 0);
}

TEST_CASE("a bomb in a batch is one line of its report, and nothing of it stays") {
    const test::Folder data, material;
    Catalogue catalogue(data.path());
    const auto packed = deflated_zeros(400000);  // 103 MB in 100 kB
    material.write("m/a.zip",
                   archive({{.name = "bomba.md", .packed = packed, .bytes = 400000U * 258 + 1, .method = 8},
                            {.name = "normal.md", .packed = "# Agua\n", .bytes = 7, .crc = test::crc32("# Agua\n")}},
                           2));
    material.write("m/b.docx",
                   archive({{.name = "[Content_Types].xml", .packed = packed, .bytes = 400000U * 258 + 1, .method = 8},
                            {.name = "word/document.xml", .packed = packed, .bytes = 400000U * 258 + 1, .method = 8}},
                           2));
    material.write("m/c.md", "# Vivienda\n\nTexto.\n");
    const auto result = ingest(catalogue, test::vocabulary(), batch({material / "m"}));
    CHECK(test::said(result, "m/a.zip!/bomba.md") == "rejected ratio");
    CHECK(test::said(result, "m/a.zip!/normal.md") == "created");
    CHECK(test::said(result, "m/b.docx").starts_with("rejected"));
    CHECK(test::said(result, "m/c.md") == "created");
    CHECK(size_of(data.path()) < (20U << 20));
}

TEST_CASE("hostile names write nothing outside and are told by their rule") {
    const test::Folder data, material;
    Catalogue catalogue(data.path());
    const std::string text = "# Agua\n\nTexto número ";
    material.write("m/a.zip", test::zip({{"../fuera.md", text + "1"},
                                         {"/tmp/acervo-fuera.md", text + "2"},
                                         {"~/fuera.md", text + "3"},
                                         {"..\\fuera.md", text + "4"},
                                         {std::string("nul\0.md", 7), text + "5"},
                                         {"Acta.md", text + "6"},
                                         {"ACTA.md", text + "7"},
                                         {"ma\xC3\xB1"
                                          "ana.md",
                                          text + "8"},
                                         {"man\xCC\x83"
                                          "ana.md",
                                          text + "9"},
                                         {"bien.md", text + "10"},
                                         {"bien.md", text + "11"}}));
    const auto result = ingest(catalogue, test::vocabulary(), batch({material / "m"}));
    std::map<std::string, int> rules;
    for (const auto& item : result.items) ++rules[to_string(item.outcome) + (item.rule.empty() ? "" : " " + item.rule)];
    CHECK(rules["rejected unsafe-path"] == 5);
    CHECK(rules["rejected twin"] == 3);
    CHECK(test::said(result, "m/a.zip!/bien.md") == "created");
    CHECK(test::said(result,
                     "m/a.zip!/ma\xC3\xB1"
                     "ana.md") == "created");
    CHECK(rules["created"] == 3);
    CHECK_FALSE(fs::exists("/tmp/acervo-fuera.md"));
    CHECK_FALSE(fs::exists(material / "fuera.md"));
}

TEST_CASE(
    "names in a folder that differ in their Unicode form alone are told; those that differ in case are two files") {
    const test::Folder data, material;
    Catalogue catalogue(data.path());
    material.write(
        "m/ma\xC3\xB1"
        "ana.md",
        "# Una\n\nTexto uno.\n");
    material.write(
        "m/man\xCC\x83"
        "ana.md",
        "# Dos\n\nTexto dos.\n");
    material.write("m/Acta.md", "# Tres\n\nTexto tres.\n");
    material.write("m/acta.md", "# Cuatro\n\nTexto cuatro.\n");
    const auto result = ingest(catalogue, test::vocabulary(), batch({material / "m"}));
    CHECK(test::said(result, "m/Acta.md") == "created");
    CHECK(test::said(result, "m/acta.md") == "created");
    CHECK(test::said(result,
                     "m/ma\xC3\xB1"
                     "ana.md") == "created");
    CHECK(test::said(result,
                     "m/man%CC%83"
                     "ana.md") == "rejected twin");
    CHECK(result.items.size() == 4);
}

TEST_CASE("links, pipes, sockets and devices in a folder are not followed out of it") {
    const test::Folder data, material;
    Catalogue catalogue(data.path());
    material.write("fuera/secreto.md", "# Secreto\n");
    material.write("m/bien.md", "# Agua\n\nTexto.\n");
    fs::create_symlink("../fuera/secreto.md", material / "m/enlace.md");
    fs::create_symlink("/etc/passwd", material / "m/passwd.txt");
    fs::create_directory_symlink("..", material / "m/arriba");
    fs::create_directory_symlink(".", material / "m/vueltas");
    fs::create_hard_link(material / "m/bien.md", material / "m/duro.md");
    REQUIRE(::mkfifo((material / "m/tubo.md").c_str(), 0600) == 0);
    const auto result = ingest(catalogue, test::vocabulary(), batch({material / "m"}));
    CHECK(test::said(result, "m/enlace.md") == "skipped symlink");
    CHECK(test::said(result, "m/passwd.txt") == "skipped symlink");
    CHECK(test::said(result, "m/arriba") == "skipped symlink");
    CHECK(test::said(result, "m/vueltas") == "skipped symlink");
    CHECK(test::said(result, "m/tubo.md") == "skipped special-file");
    CHECK(test::said(result, "m/bien.md") == "created");
    CHECK(test::said(result, "m/duro.md") == "skipped duplicate-bytes");
    CHECK(result.items.size() == 7);
}

TEST_CASE("every file of the collection of broken files goes through a batch and has an outcome with its reason") {
    const char* const shared = std::getenv("ACERVO_SHARED");
    const fs::path folder =
        (shared != nullptr ? fs::path{shared} : fs::path{SOURCE_DIR}.parent_path() / "shared") / "data/robustness/tika";
    if (!fs::exists(folder)) {
        WARN(folder.string() << " is not here: skipped (set ACERVO_SHARED)");
        return;
    }
    std::size_t files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) files += entry.is_regular_file() ? 1 : 0;
    const test::Folder data;
    Catalogue catalogue(data.path());
    auto options = batch({folder});
    options.limits.cpu = 20s;
    const auto result = ingest(catalogue, test::vocabulary(), options);
    CHECK(result.batch.state == "applied");
    std::map<std::string, int> outcomes;
    for (const auto& item : result.items) {
        CAPTURE(item.path, item.rule);
        ++outcomes[to_string(item.outcome) + " " + (item.outcome == Outcome::created ? "" : item.rule)];
        if (item.outcome == Outcome::created) continue;
        CHECK_FALSE(item.rule.empty());
        CHECK(item.message.size() == 3);
        CHECK(item.rule != "crashed");
    }
    std::string table;
    for (const auto& [outcome, count] : outcomes) table += outcome + " " + std::to_string(count) + "\n";
    INFO(table);
    CHECK(result.items.size() >= files);
    CHECK(outcomes["created "] >= 140);
}
