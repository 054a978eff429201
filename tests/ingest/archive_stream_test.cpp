// SPDX-License-Identifier: GPL-3.0-or-later
#include <archive.h>
#include <archive_entry.h>

#include <catch2/catch.hpp>
#include <map>

#include "corpus/error.h"
#include "ingest/archive.h"
#include "ingest/extractor.h"
#include "tests/ingest/support.h"

using namespace acervo;

namespace {

struct Unpacked {
    std::map<std::string, std::string> members, rejected;
    std::string error;
};

Unpacked unpack_all(const std::string& bytes, UnpackLimits limits = {}) {
    Unpacked result;
    std::string name;
    const UnpackSink sink{.begin = [&](const std::string& begun) { result.members[name = begun]; },
                          .data = [&](std::string_view piece) { result.members[name] += piece; },
                          .complete = [] {},
                          .reject =
                              [&](const std::string& rejected, const std::string& rule, const std::string&) {
                                  result.rejected[rejected] = rule;
                                  if (name == rejected) result.members.erase(name);
                              }};
    try {
        unpack(bytes, limits, sink);
    } catch (const Error& error) {
        result.error = error.code();
    }
    return result;
}

std::string sample(const std::string& name) {
    return test::read(SOURCE_DIR "/tests/fuzz/seeds/archive/" + name);
}

/// An archive as libarchive writes it.
std::string written(int (*format)(archive*), int (*filter)(archive*),
                    const std::vector<std::pair<std::string, std::string>>& members) {
    std::string bytes(8U << 20, '\0');
    std::size_t used = 0;
    archive* const writer = archive_write_new();
    format(writer);
    filter(writer);
    REQUIRE(archive_write_open_memory(writer, bytes.data(), bytes.size(), &used) == ARCHIVE_OK);
    for (const auto& [name, text] : members) {
        archive_entry* const entry = archive_entry_new();
        archive_entry_set_pathname(entry, name.c_str());
        archive_entry_set_size(entry, static_cast<la_int64_t>(text.size()));
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        REQUIRE(archive_write_header(writer, entry) >= ARCHIVE_WARN);
        archive_write_data(writer, text.data(), text.size());
        archive_entry_free(entry);
    }
    archive_write_close(writer);
    archive_write_free(writer);
    bytes.resize(used);
    return bytes;
}

}  // namespace

TEST_CASE("a TAR is unpacked however it is packed") {
    const auto name = GENERATE(as<std::string>{}, "plain.tar", "plain.tar.gz", "plain.tar.bz2", "plain.tar.xz");
    const auto bytes = sample(name);
    CAPTURE(name);
    CHECK(identify({bytes, name}) == (name == "plain.tar" ? "application/x-tar" : "application/x-compressed-tar"));
    const auto result = unpack_all(bytes);
    CHECK(result.error.empty());
    CHECK(result.rejected.empty());
    CHECK(result.members ==
          std::map<std::string, std::string>{{"acta/sesión.txt", "Acta de la sesion.\n"}, {"b.txt", "segundo\n"}});
}

TEST_CASE("7z and TAR with zstd are unpacked") {
    const std::vector<std::pair<std::string, std::string>> members{{"a.txt", "uno"}, {"b/c.txt", "dos"}};
    const auto seven = written(archive_write_set_format_7zip, archive_write_add_filter_none, members);
    const auto zstd = written(archive_write_set_format_pax_restricted, archive_write_add_filter_zstd, members);
    CHECK(identify({seven, "a"}) == "application/x-7z-compressed");
    CHECK(identify({zstd, "a"}) == "application/x-compressed-tar");
    for (const auto& bytes : {seven, zstd}) {
        const auto result = unpack_all(bytes);
        CHECK(result.error.empty());
        CHECK(result.members == std::map<std::string, std::string>{members.begin(), members.end()});
    }
}

TEST_CASE("members of a TAR that lead out, point elsewhere or are no files are refused, and the rest is unpacked") {
    const auto result = unpack_all(sample("evil.tar"));
    CHECK(result.error.empty());
    CHECK(result.members == std::map<std::string, std::string>{{"bien.txt", "bien\n"}});
    CHECK(result.rejected == std::map<std::string, std::string>{{"../fuera.txt", "unsafe-path"},
                                                                {"/etc/fuera.txt", "unsafe-path"},
                                                                {"enlace", "special-file"},
                                                                {"duro", "special-file"},
                                                                {"tubo", "special-file"},
                                                                {"disco", "special-file"},
                                                                {"BIEN.txt", "twin"}});
}

TEST_CASE("a packed TAR that swells beyond measure is ended, wherever in it the bomb is") {
    CHECK(unpack_all(sample("bomb.tar.gz")).error == "ratio");
    // Also where the member itself is refused for its name and only passed over.
    const auto hidden = written(archive_write_set_format_pax_restricted, archive_write_add_filter_gzip,
                                {{"../x", std::string(30U << 20, 'x')}, {"b.txt", "b"}});
    CHECK(unpack_all(hidden).error == "ratio");
    const auto solid = written(archive_write_set_format_7zip, archive_write_add_filter_none,
                               {{"x", std::string(30U << 20, 'x')}, {"b.txt", "b"}});
    CHECK(unpack_all(solid).error == "ratio");
}

TEST_CASE("limits of a streamed archive hold") {
    std::vector<std::pair<std::string, std::string>> members;
    for (int i = 0; i < 20; ++i) members.emplace_back(std::to_string(i) + ".txt", std::string(1000, 'x'));
    const auto bytes = written(archive_write_set_format_pax_restricted, archive_write_add_filter_none, members);
    CHECK(unpack_all(bytes, {.members = 10}).error == "members");
    const auto result = unpack_all(bytes, {.unpacked = 5500});
    CHECK(result.error == "too-large");
}

TEST_CASE("an archive that is cut off gives what is whole, and an error") {
    auto bytes = sample("plain.tar");
    bytes.resize(bytes.find("segundo") + 3);
    const auto result = unpack_all(bytes);
    CHECK(result.error == "malformed");
    CHECK(result.members.contains("acta/sesión.txt"));
}

TEST_CASE("an archive in a TAR comes out only where it may") {
    const auto inner = test::zip({{"x.txt", "x"}});
    const auto bytes = written(archive_write_set_format_pax_restricted, archive_write_add_filter_gzip,
                               {{"a.zip", inner}, {"b.tar", sample("plain.tar")}});
    const auto refused = unpack_all(bytes);
    CHECK(refused.members.empty());
    CHECK(refused.rejected == std::map<std::string, std::string>{{"a.zip", "nested"}, {"b.tar", "nested"}});
    CHECK(unpack_all(bytes, {.nested = true}).members.at("a.zip") == inner);
}

TEST_CASE("a single packed file is no archive") {
    const auto bytes = written(archive_write_set_format_raw, archive_write_add_filter_gzip, {{"a", "solo texto"}});
    CHECK(identify_archive(bytes).empty());
    CHECK(identify({bytes, "a.txt.gz"}) == "application/gzip");
}
