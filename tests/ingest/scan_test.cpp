// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/scan.h"

#include <catch2/catch.hpp>

#include "tests/ingest/support.h"

using namespace acervo;
using namespace std::chrono_literals;

namespace {

/// The test file of the scanners, put together here so that this source is none.
std::string scanner_test() {
    return std::string("X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-") + "STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";
}

std::filesystem::path scanner(const test::Folder& folder, const std::string& script) {
    const auto file = folder.write("scanner", "#!/bin/sh\n" + script + "\n");
    std::filesystem::permissions(file, std::filesystem::perms::owner_all);
    return file;
}

}  // namespace

TEST_CASE("the test file of virus scanners is known without one, and nothing that only mentions it") {
    const auto is_test = [](const std::string& bytes) { return is_scanner_test(bytes, bytes.size()); };
    CHECK(is_test(scanner_test()));
    CHECK(is_test(scanner_test() + " \r\n"));
    CHECK_FALSE(is_test(scanner_test() + " and more"));
    CHECK_FALSE(is_test("About " + scanner_test()));
    CHECK_FALSE(is_test(scanner_test().substr(1)));
    CHECK_FALSE(is_test(scanner_test() + std::string(100, ' ')));
    CHECK_FALSE(is_test(""));
}

TEST_CASE("a test file in a folder, in an archive or named by a row is rejected and not stored") {
    const test::Folder data, material;
    Catalogue catalogue(data.path());
    material.write("m/eicar.txt", scanner_test());
    material.write("m/a.zip", test::zip({{"eicar.com", scanner_test()}, {"b.md", "# Agua\n\nTexto.\n"}}));
    material.write("m/n/eicar2.txt", scanner_test() + "\n");
    material.write("m/n/m.jsonl",
                   R"({"source_key":"k","kind":"report","title":{"es":"X"},"issued":"2024","file":"eicar2.txt"})"
                   "\n");
    const auto result = ingest(catalogue, test::vocabulary(), test::options({material / "m"}));
    CHECK(test::said(result, "m/eicar.txt") == "rejected malware-test");
    CHECK(test::said(result, "m/a.zip!/eicar.com") == "rejected malware-test");
    CHECK(test::said(result, "m/a.zip!/b.md").starts_with("created"));
    CHECK(test::said(result, "m/n/m.jsonl", 1) == "rejected malware-test file");
    CHECK_FALSE(catalogue.has_original(sha256_of(scanner_test())));
    CHECK_FALSE(catalogue.has_original(sha256_of(scanner_test() + "\n")));
}

TEST_CASE("an installed scanner is asked for each file, and what it cannot say is no yes") {
    const test::Folder folder;
    const auto bad = folder.write("bad.txt", "evil words"), good = folder.write("good $(touch x) .txt", "good words");
    const std::string command =
        scanner(
            folder,
            "[ \"$1\" = --quick ] || exit 7\nif grep -q evil \"$2\"; then echo \"$2: Evil.Words FOUND\"; exit 1; fi")
            .string() +
        " --quick";
    CHECK_FALSE(danger_of(good, command, 10s));
    const auto found = danger_of(bad, command, 10s);
    REQUIRE(found);
    CHECK(found->rule == "malware");
    CHECK(found->value.find("Evil.Words FOUND") != std::string::npos);
    CHECK_FALSE(danger_of(bad, "", 10s));
    CHECK_FALSE(std::filesystem::exists("x"));
    for (const auto& failing : {std::string("/nowhere/scanner"), scanner(folder, "exit 2").string(),
                                scanner(folder, "kill -9 $$").string()}) {
        CAPTURE(failing);
        const auto unknown = danger_of(good, failing, 10s);
        REQUIRE(unknown);
        CHECK(unknown->rule == "not-scanned");
    }
    const auto slow = danger_of(good, scanner(folder, "exec sleep 60").string(), 1s);
    REQUIRE(slow);
    CHECK(slow->rule == "not-scanned");
}

TEST_CASE("a batch with a scanner rejects what it finds, and goes on with the same scanner when it is resumed") {
    const test::Folder data, material, tools;
    Catalogue catalogue(data.path());
    material.write("m/bad.md", "# Agua\n\nevil words\n");
    material.write("m/good.md", "# Agua\n\ngood words\n");
    auto options = test::options({material / "m"});
    options.scan_command = scanner(tools, "! grep -q evil \"$1\"").string();
    const auto result = ingest(catalogue, test::vocabulary(), options);
    CHECK(test::said(result, "m/bad.md") == "rejected malware");
    CHECK(test::said(result, "m/good.md").starts_with("created"));
    CHECK(result.batch.options.find("scan_command") != std::string::npos);
}
