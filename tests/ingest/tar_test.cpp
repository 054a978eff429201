// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "corpus/error.h"
#include "ingest/worker.h"
#include "tests/ingest/support.h"

using namespace acervo;

namespace {

std::string header(const std::string& name, std::size_t size, char type = '0', const std::string& link = "") {
    std::string block(512, '\0');
    const auto put = [&](std::size_t at, const std::string& text) { block.replace(at, text.size(), text); };
    char octal[13];
    std::snprintf(octal, sizeof octal, "%011zo", size);
    put(0, name.substr(0, 100));
    put(100, "0000644");
    put(124, octal);
    put(148, "        ");
    block[156] = type;
    put(157, link);
    put(257, "ustar");
    put(263, "00");
    unsigned sum = 0;
    for (const unsigned char c : block) sum += c;
    std::snprintf(octal, sizeof octal, "%06o", sum);
    put(148, std::string(octal) + '\0' + ' ');
    return block;
}

std::string member(const std::string& name, const std::string& data, char type = '0', const std::string& link = "") {
    return header(name, data.size(), type, link) + data + std::string((512 - data.size() % 512) % 512, '\0');
}

}  // namespace

TEST_CASE("a TAR file is unpacked like a ZIP file: what may not be unpacked is said, the rest goes on") {
    const std::string long_name = std::string(150, 'n') + ".txt";
    const auto tar = member("a.txt", "Uno uno uno") + member("../b.txt", "x") + member("/etc/c.txt", "x") +
                     member("enlace", "", '2', "/etc/passwd") + member("duro", "", '1', "a.txt") +
                     member("fifo", "", '6') + member("sub/", "", '5') + member("A.txt", "gemelo") +
                     member("@", "164 path=" + long_name + "\n", 'x') + member("corto", "largo") +
                     member("z.zip", test::zip({{"x", "y"}})) + std::string(1024, '\0');
    const test::Folder folder;
    Worker worker{{}, ACERVO_PROGRAM};
    std::map<std::string, std::string> seen;
    worker.unpack(
        folder.write("a.tar", tar), folder.path(),
        [&](const Worker::Member& one, const std::filesystem::path& file) { seen[one.name] = test::read(file); },
        [&](const Worker::Rejected& one) { seen[one.name] = "! " + one.rule; });
    // Of twins the first stays.
    CHECK(seen == std::map<std::string, std::string>{{"a.txt", "Uno uno uno"},
                                                     {"A.txt", "! twin"},
                                                     {"../b.txt", "! unsafe-path"},
                                                     {"/etc/c.txt", "! unsafe-path"},
                                                     {"enlace", "! special-file"},
                                                     {"duro", "! special-file"},
                                                     {"fifo", "! special-file"},
                                                     {long_name, "largo"},
                                                     {"z.zip", "! nested"}});
}

TEST_CASE("a TAR file that lies about its sizes or is damaged gives nothing whole") {
    const auto tar =
        GENERATE(as<std::string>(), header("a", 5000), member("a", "x") + member("b", "y").replace(0, 1, "c"),
                 member("@", "99999999 path=a\n", 'x') + header("b", 1U << 30));
    const test::Folder folder;
    Worker worker{{}, ACERVO_PROGRAM};
    std::map<std::string, std::string> seen;
    bool refused = false;
    try {
        worker.unpack(
            folder.write("a.tar", tar), folder.path(),
            [&](const Worker::Member& one, const std::filesystem::path& file) { seen[one.name] = test::read(file); },
            [&](const Worker::Rejected&) { refused = true; });
    } catch (const Error& error) {
        refused = !error.code().empty();
    }
    CAPTURE(tar.size(), seen);
    CHECK(refused);
    for (const auto& [name, bytes] : seen) CHECK(bytes == "x");
}
