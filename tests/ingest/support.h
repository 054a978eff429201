// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/catalogue.h"
#include "corpus/error.h"
#include "corpus/vocabulary.h"
#include "ingest/ingest.h"
#include "ingest/staging.h"

/// What the tests of the batch share: a folder of their own, files in it, and short words for what they look at.
namespace test {

class Folder {
public:
    Folder() : staging_(std::filesystem::temp_directory_path()) {}
    const std::filesystem::path& path() const { return staging_.folder(); }
    std::filesystem::path operator/(const std::string& name) const { return path() / name; }
    std::filesystem::path write(const std::string& name, std::string_view bytes) const {
        const auto file = path() / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << bytes;
        return file;
    }

private:
    acervo::Staging staging_;
};

/// The code of the error that a step ends with; empty when there is none.
inline std::string code_of(const std::function<void()>& step) {
    try {
        step();
    } catch (const acervo::Error& error) {
        return error.code();
    }
    return "";
}

inline std::string read(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

inline const acervo::Vocabulary& vocabulary() {
    static const auto loaded = acervo::Vocabulary::load(SOURCE_DIR "/corpus");
    return loaded;
}

inline std::uint32_t crc32(std::string_view bytes) {
    std::uint32_t crc = 0xFFFFFFFF;
    for (const char byte : bytes) {
        crc ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit) crc = crc & 1 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
    }
    return ~crc;
}

/// A ZIP file with its members stored as they are.
inline std::string zip(const std::vector<std::pair<std::string, std::string>>& members) {
    const auto number = [](std::uint64_t value, int bytes) {
        std::string text;
        for (int i = 0; i < bytes; ++i) text += static_cast<char>(value >> 8 * i & 0xFF);
        return text;
    };
    std::string file, directory;
    for (const auto& [name, bytes] : members) {
        const std::string common = number(0x0800, 2) + number(0, 2) + number(0, 2) + number(0x21, 2) +
                                   number(crc32(bytes), 4) + number(bytes.size(), 4) + number(bytes.size(), 4) +
                                   number(name.size(), 2) + number(0, 2);
        directory += "PK\x01\x02" + number(20, 2) + number(20, 2) + common + number(0, 2) + number(0, 2) +
                     number(0, 2) + number(0, 4) + number(file.size(), 4) + name;
        file += "PK\x03\x04" + number(20, 2) + common + name + bytes;
    }
    return file + directory + "PK\x05\x06" + number(0, 4) + number(members.size(), 2) + number(members.size(), 2) +
           number(directory.size(), 4) + number(file.size(), 4) + number(0, 2);
}

inline std::string html(const std::string& title, const std::string& text, const std::string& language = "es") {
    return "<!DOCTYPE html><html lang=\"" + language + "\"><head><title>" + title + "</title></head><body><h1>" +
           title + "</h1><p>" + text + "</p></body></html>\n";
}

inline const acervo::Item* find(const std::vector<acervo::Item>& items, const std::string& path, int line = 0) {
    for (const auto& item : items) {
        if (item.path == path && item.line == line) return &item;
    }
    return nullptr;
}

/// "created", "rejected vocabulary theme", ...; "-" where there is no such item. That the short records of the tests
/// lack fields is not worth a word.
inline std::string said(const acervo::IngestResult& result, const std::string& path, int line = 0) {
    const auto* const item = find(result.items, path, line);
    if (!item) return "-";
    std::string text = to_string(item->outcome);
    if (item->rule == "incomplete") return text;
    if (!item->rule.empty()) text += " " + item->rule;
    if (!item->field.empty()) text += " " + item->field;
    return text;
}

inline acervo::IngestOptions options(std::vector<std::filesystem::path> paths) {
    acervo::IngestOptions options;
    options.paths = std::move(paths);
    options.program = ACERVO_PROGRAM;
    options.jobs = 2;
    return options;
}

}  // namespace test
