// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/packages/bag.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <functional>

#include "corpus/digest.h"
#include "tests/ingest/support.h"

using namespace acervo;

namespace {

using Files = std::map<std::string, std::string>;

std::string digest(const std::string& bytes, const std::string& algorithm) {
    const test::Folder folder;
    return digests_of_file(folder.write("x", bytes), {algorithm}).at(algorithm);
}

std::string declaration(const std::string& version, const std::string& encoding = "UTF-8") {
    return "BagIt-Version: " + version + "\nTag-File-Character-Encoding: " + encoding + "\n";
}

/// The manifest of what is in `data/`, or of the tag files.
std::string manifest(const Files& files, const std::string& algorithm, bool tags = false) {
    std::string text;
    for (const auto& [name, bytes] : files) {
        if (name.starts_with("data/") != tags && !name.starts_with("tagmanifest"))
            text += digest(bytes, algorithm) + "  " + name + "\n";
    }
    return text;
}

Files bag(const std::string& version, const std::string& algorithm = "sha256") {
    Files files{
        {"bagit.txt", declaration(version)},
        {"bag-info.txt", "Source-Organization: CLAD\nPayload-Oxum: 9.2\nExternal-Description: Actas\n  del congreso\n"},
        {"data/uno.txt", "uno\n"},
        {"data/sub/dos.txt", "dos_\n"}};
    files["manifest-" + algorithm + ".txt"] = manifest(files, algorithm);
    files["tagmanifest-" + algorithm + ".txt"] = manifest(files, algorithm, true);
    return files;
}

BagCheck check(const Files& files) {
    const test::Folder folder;
    BagFiles on_disk;
    int number = 0;
    for (const auto& [name, bytes] : files) on_disk[name] = folder.write(std::to_string(++number), bytes);
    return check_bag(on_disk);
}

/// "bag-digest data/uno.txt", sorted and joined.
std::string faults(const BagCheck& checked) {
    std::set<std::string> all;
    for (const auto& fault : checked.faults) {
        CHECK(is_rule(fault.finding.rule));
        all.insert(fault.finding.rule + " " + fault.name + (fault.line != 0 ? ":" + std::to_string(fault.line) : ""));
    }
    std::string text;
    for (const auto& one : all) text += (text.empty() ? "" : ", ") + one;
    return text;
}

using Change = std::function<void(Files&)>;

/// The tag manifest as it must be after a change to the other tag files.
void seal(Files& files) {
    files.erase("tagmanifest-sha256.txt");
    files["tagmanifest-sha256.txt"] = manifest(files, "sha256", true);
}

}  // namespace

TEST_CASE("valid bags of every version and digest are complete and valid") {
    const auto version = GENERATE(as<std::string>(), "0.93", "0.94", "0.95", "0.96", "0.97", "1.0");
    const auto algorithm = GENERATE(as<std::string>(), "md5", "sha1", "sha256", "sha512");
    const auto checked = check(bag(version, algorithm));
    CAPTURE(version, algorithm);
    CHECK(faults(checked).empty());
    CHECK(checked.files == 2);
    CHECK(checked.value("source-organization") == "CLAD");
    CHECK(checked.value("External-Description") == "Actas del congreso");
}

TEST_CASE("bags that are unusual, and valid") {
    const auto [what, change] = GENERATE(table<std::string, Change>({
        {"no bag-info, no tag manifest",
         [](Files& f) {
             f.erase("bag-info.txt");
             f.erase("tagmanifest-sha256.txt");
         }},
        {"capital digits",
         [](Files& f) {
             auto& text = f["manifest-sha256.txt"];
             std::transform(text.begin(), text.begin() + 64, text.begin(),
                            [](char c) { return c >= 'a' ? static_cast<char>(c - 32) : c; });
             seal(f);
         }},
        {"a leading ./",
         [](Files& f) {
             auto& m = f["manifest-sha256.txt"];
             m.replace(m.find("data/"), 5, "./data/");
             seal(f);
         }},
        {"an asterisk as md5sum writes it",
         [](Files& f) {
             auto& m = f["manifest-sha256.txt"];
             m.replace(m.find(" data/"), 6, "*data/");
             seal(f);
         }},
        {"names with a line end and a percent sign",
         [](Files& f) {
             const std::string odd = "x";
             f["data/a%0Ab.txt"] = odd;  // printable() of a line end
             f["data/c%d.txt"] = odd;
             f["manifest-sha256.txt"] +=
                 digest(odd, "sha256") + " data/a%0Ab.txt\n" + digest(odd, "sha256") + " data/c%25d.txt\n";
             f["bag-info.txt"] = "Payload-Oxum: 11.4\n";
             seal(f);
         }},
        {"an unknown manifest beside a known one",
         [](Files& f) {
             f["manifest-blake2b512.txt"] = "00 data/uno.txt\n";
             seal(f);
         }},
        {"fetch.txt whose files are there",
         [](Files& f) {
             f["fetch.txt"] = "https://a.example/uno.txt 4 data/uno.txt\n";
             seal(f);
         }},
        {"tag files in UTF-16",
         [](Files& f) {
             f["bagit.txt"] = declaration("0.97", "UTF-16");
             for (const char* name : {"manifest-sha256.txt", "bag-info.txt"}) {
                 std::string wide = "\xFF\xFE";
                 for (const char c : f[name]) (wide += c) += '\0';
                 f[name] = wide;
             }
             f.erase("tagmanifest-sha256.txt");
         }},
    }));
    auto files = bag("1.0");
    change(files);
    CAPTURE(what);
    CHECK(faults(check(files)).empty());
}

TEST_CASE("each fault of a bag is named") {
    const auto [what, change, expected] = GENERATE(table<std::string, Change, std::string>({
        {"missing file", [](Files& f) { f.erase("data/uno.txt"); }, "bag-missing data/uno.txt, bag-oxum bag-info.txt"},
        {"extra file", [](Files& f) { f["data/tres.txt"] = "3"; }, "bag-extra data/tres.txt, bag-oxum bag-info.txt"},
        {"wrong digest", [](Files& f) { f["data/uno.txt"] = "UNO\n"; }, "bag-digest data/uno.txt"},
        {"tag file changed", [](Files& f) { f["bag-info.txt"] += "X: y\n"; }, "bag-digest bag-info.txt"},
        {"tag file missing", [](Files& f) { f.erase("bag-info.txt"); }, "bag-missing bag-info.txt"},
        {"no manifest", [](Files& f) { f.erase("manifest-sha256.txt"); seal(f); }, "bag-no-manifest manifest-sha256.txt"},
        {"manifest of an unknown digest alone", [](Files& f) { f["manifest-crc32.txt"] = f["manifest-sha256.txt"]; f.erase("manifest-sha256.txt"); seal(f); },
         "bag-no-manifest manifest-sha256.txt"},
        {"path out of the bag", [](Files& f) { f["manifest-sha256.txt"] += std::string(64, 'a') + "  data/../../etc/passwd\n"; seal(f); }, "unsafe-path manifest-sha256.txt:3"},
        {"absolute path", [](Files& f) { f["manifest-sha256.txt"] += std::string(64, 'a') + "  /etc/passwd\n"; seal(f); }, "unsafe-path manifest-sha256.txt:3"},
        {"home", [](Files& f) { f["manifest-sha256.txt"] += std::string(64, 'a') + "  ~/x\n"; seal(f); }, "unsafe-path manifest-sha256.txt:3"},
        {"backslashes", [](Files& f) { f["manifest-sha256.txt"] += std::string(64, 'a') + "  data\\x\n"; seal(f); }, "unsafe-path manifest-sha256.txt:3"},
        {"outside of data", [](Files& f) { f["manifest-sha256.txt"] += std::string(64, 'a') + "  bagit.txt\n"; seal(f); }, "bag-line manifest-sha256.txt:3"},
        {"no digest", [](Files& f) { f["manifest-sha256.txt"] += "data/uno.txt\n"; seal(f); }, "bag-line manifest-sha256.txt:3"},
        {"the same file twice", [](Files& f) { f["manifest-sha256.txt"] += f["manifest-sha256.txt"].substr(0, f["manifest-sha256.txt"].find('\n') + 1); seal(f); },
         "bag-duplicate manifest-sha256.txt:3"},
        {"to be fetched", [](Files& f) { f["manifest-sha256.txt"] += std::string(64, 'a') + "  data/lejos.pdf\n"; f["fetch.txt"] = "https://a.example/l.pdf 10 data/lejos.pdf\n"; seal(f); },
         "bag-fetch data/lejos.pdf"},
        {"unsafe fetch", [](Files& f) { f["fetch.txt"] = "https://a.example/x 10 ../../x\nhttps://a.example/x - /tmp/x\n"; seal(f); }, "unsafe-path fetch.txt:1, unsafe-path fetch.txt:2"},
        {"fetch without an address", [](Files& f) { f["fetch.txt"] = "data/uno.txt\n"; seal(f); }, "bag-line fetch.txt:1"},
        {"Oxum", [](Files& f) { f["bag-info.txt"] = "Payload-Oxum: 10.2\n"; seal(f); }, "bag-oxum bag-info.txt"},
        {"Oxum twice", [](Files& f) { f["bag-info.txt"] = "Payload-Oxum: 9.2\nPayload-Oxum: 9.2\n"; seal(f); }, "bag-duplicate bag-info.txt"},
        {"not in a manifest of two", [](Files& f) { f["manifest-md5.txt"] = manifest({{"data/uno.txt", "uno\n"}}, "md5"); seal(f); }, "bag-extra data/sub/dos.txt"},
        {"encoding", [](Files& f) { f["bag-info.txt"] = "Contact-Name: Jos\xE9\n"; seal(f); }, "bag-encoding bag-info.txt"},
        {"twins by case", [](Files& f) { f["data/UNO.txt"] = "uno\n"; f["manifest-sha256.txt"] = manifest(f, "sha256"); f["bag-info.txt"] = ""; seal(f); }, "twin data/uno.txt"},
        {"empty declaration", [](Files& f) { f["bagit.txt"] = "\n"; }, "bag-declaration bagit.txt"},
        {"unknown version", [](Files& f) { f["bagit.txt"] = declaration("2.0"); }, "bag-declaration bagit.txt"},
        {"no encoding", [](Files& f) { f["bagit.txt"] = "BagIt-Version: 1.0\n"; }, "bag-declaration bagit.txt"},
        {"unknown encoding", [](Files& f) { f["bagit.txt"] = declaration("1.0", "x-klingon"); }, "bag-declaration bagit.txt"},
        {"blanks before the colon", [](Files& f) { f["bagit.txt"] = "BagIt-Version : 1.0\nTag-File-Character-Encoding: UTF-8\n"; }, "bag-declaration bagit.txt"},
        {"byte-order mark", [](Files& f) { f["bagit.txt"] = "\xEF\xBB\xBF" + declaration("1.0"); }, "bag-declaration bagit.txt"},
        {"byte-order mark of before", [](Files& f) { f["bagit.txt"] = "\xEF\xBB\xBF" + declaration("0.97"); }, "bag-declaration bagit.txt"},
    }));
    auto files = bag("1.0");
    change(files);
    CAPTURE(what);
    CHECK(faults(check(files)) == expected);
}

TEST_CASE("a link that leads out of a bag, and names that are one in Unicode, are faults") {
    const test::Folder folder;
    CHECK(faults(check_bag({{"bagit.txt", folder.write("1", declaration("1.0"))},
                            {"manifest-md5.txt", folder.write("2", std::string(32, '0') + " data/enlace\n")},
                            {"data/enlace", {}}})) == "unsafe-path data/enlace");
    const std::string text = "texto", composed = "data/\xC3\xA1.txt", apart = "data/a\xCC\x81.txt";
    folder.write("in/bagit.txt", declaration("1.0"));
    folder.write("in/" + composed, text);
    folder.write("in/" + apart, text);
    folder.write("in/manifest-md5.txt", digest(text, "md5") + " " + composed + "\n");
    Catalogue catalogue(folder / "data");
    const auto result = ingest(catalogue, test::vocabulary(), test::options({folder / "in"}));
    CHECK(test::said(result, "in/data/a%CC%81.txt") == "rejected twin");
    CHECK(test::said(result, "in/" + composed) == "skipped bag-left");
    CHECK(test::said(result, "in/bagit.txt") == "rejected bag-invalid");
}

TEST_CASE("hidden files count in a bag, hidden links lie elsewhere, and what cannot be read is a fault") {
    const test::Folder folder;
    folder.write("secreto.txt", "secreto");
    const auto manifest_of = [&](const std::string& name) { return digest("secreto", "md5") + " data/" + name + "\n"; };
    folder.write("in/a/bagit.txt", declaration("1.0"));
    folder.write("in/a/data/.oculto", "secreto");
    folder.write("in/a/manifest-md5.txt", manifest_of(".oculto"));
    folder.write("in/b/bagit.txt", declaration("1.0"));
    folder.write("in/b/data/uno.txt", "secreto");
    folder.write("in/b/manifest-md5.txt", manifest_of("uno.txt") + manifest_of(".enlace"));
    std::filesystem::create_symlink(folder / "secreto.txt", folder / "in/b/data/.enlace");
    Catalogue catalogue(folder / "data");
    const auto result = ingest(catalogue, test::vocabulary(), test::options({folder / "in"}));
    CHECK(test::said(result, "in/a/bagit.txt") == "skipped bag");
    CHECK(test::said(result, "in/b/bagit.txt") == "rejected bag-invalid");
    CHECK(test::said(result, "in/b/data/.enlace") == "rejected unsafe-path");

    CHECK(faults(check_bag({{"bagit.txt", folder.write("1", declaration("1.0"))},
                            {"manifest-md5.txt", folder.write("2", manifest_of("uno.txt"))},
                            {"bag-info.txt", folder / "nada"},
                            {"data/uno.txt", folder / "nada"}})) == "unreadable bag-info.txt, unreadable data/uno.txt");
}

TEST_CASE("a bag inside another is taken with it, wherever in it it lies") {
    const bool valid = GENERATE(true, false);
    auto files = bag("1.0");
    for (const auto& [name, bytes] : bag("1.0")) files["anexo/" + name] = bytes;
    if (!valid) files["data/uno.txt"] += "x";
    const test::Folder folder;
    for (const auto& [name, bytes] : files) folder.write("in/" + name, bytes);
    Catalogue catalogue(folder / "data");
    const auto result = ingest(catalogue, test::vocabulary(), test::options({folder / "in"}));
    CHECK(test::said(result, "in/bagit.txt") == (valid ? "skipped bag" : "rejected bag-invalid"));
    CHECK(test::said(result, "in/anexo/bagit.txt") == (valid ? "skipped bag-file" : "skipped bag-left"));
    CHECK(test::said(result, "in/anexo/data/uno.txt") == (valid ? "skipped bag-file" : "skipped bag-left"));
}

TEST_CASE("what 1.0 forbids was no fault before") {
    auto files = bag("0.97");
    files["manifest-sha256.txt"] += files["manifest-sha256.txt"].substr(0, files["manifest-sha256.txt"].find('\n') + 1);
    files["bagit.txt"] = "BagIt-Version : 0.97\nTag-File-Character-Encoding :  UTF-8\n";
    seal(files);
    const auto checked = check(files);
    CHECK(faults(checked).empty());
    CHECK(checked.notices.size() == 1);
}

TEST_CASE("nothing of an invalid bag is taken in; of a valid one its payload is, whatever it is packed in") {
    const bool valid = GENERATE(true, false), zipped = GENERATE(true, false);
    auto files = bag("1.0");
    for (auto& [name, text] :
         std::map<std::string, std::string>{{"data/uno.txt", "El presupuesto participativo de la ciudad de Quito.\n"},
                                            {"data/sub/dos.txt", "A gestão de resíduos sólidos no município.\n"}})
        files[name] = text;
    files["data/lista.ris"] = "TY  - JOUR\nTI  - Uno\nID  - x\nER  - \n";
    files["bag-info.txt"] = "Source-Organization: CLAD\n";
    files["manifest-sha256.txt"] = manifest(files, "sha256");
    seal(files);
    if (!valid) files["data/uno.txt"] += "x";
    const test::Folder folder;
    std::vector<std::pair<std::string, std::string>> members;
    for (const auto& [name, bytes] : files) members.emplace_back("bolsa/" + name, bytes);
    if (zipped) folder.write("in/b.zip", test::zip(members));
    for (const auto& [name, bytes] : members) {
        if (!zipped) folder.write("in/" + name, bytes);
    }
    const std::string root = zipped ? "in/b.zip!/bolsa/" : "in/bolsa/";
    Catalogue catalogue(folder / "data");
    const auto result = ingest(catalogue, test::vocabulary(), test::options({folder / "in"}));
    if (valid) {
        CHECK(test::said(result, root + "bagit.txt") == "skipped bag");
        CHECK(test::said(result, root + "data/uno.txt") == "created");
        CHECK(test::said(result, root + "data/lista.ris", 1) == "created");
        CHECK(test::said(result, root + "manifest-sha256.txt") == "skipped bag-file");
        const auto record = catalogue.find(record_id("local", root + "data/uno.txt"));
        REQUIRE(record);
        CHECK(record->record.source.name == "CLAD");
    } else {
        CHECK(test::said(result, root + "bagit.txt") == "rejected bag-invalid");
        CHECK(test::said(result, root + "data/uno.txt") == "rejected bag-digest");
        CHECK(test::said(result, root + "data/sub/dos.txt") == "skipped bag-left");
        CHECK(test::said(result, root + "data/lista.ris") == "skipped bag-left");
        const auto* const item = test::find(result.items, root + "data/uno.txt");
        REQUIRE(item);
        CHECK(item->message.at("en").find(digest("El presupuesto participativo de la ciudad de Quito.\n", "sha256")) !=
              std::string::npos);
    }
}
