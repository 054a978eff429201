// SPDX-License-Identifier: GPL-3.0-or-later
#include <fstream>

#include "corpus/error.h"
#include "corpus/text.h"
#include "ingest/packages/package_export.h"

namespace acervo {

namespace fs = std::filesystem;

namespace {

Error cannot_write(const fs::path& file) {
    return Error{Error{Problem::broken, "cannot write " + file.string()}.with_hint(
        "Check the folder's permissions and the room on the disk.")};
}

}  // namespace

std::string package_name(const std::string& name) {
    constexpr std::size_t longest = 120;
    std::string safe;
    for (const char c : clean(name)) {
        const bool trouble = static_cast<unsigned char>(c) < 0x20 || c == 0x7f ||
                             std::string_view{"/\\:*?\"<>|%"}.find(c) != std::string_view::npos;
        safe += trouble ? '_' : c;
    }
    // The end says what a file is.
    if (safe.size() > longest) {
        auto from = safe.size() - longest;
        while (from < safe.size() && (safe[from] & 0xC0) == 0x80) ++from;
        safe.erase(0, from);
    }
    safe = squeeze(safe);
    while (!safe.empty() && (safe.back() == '.' || safe.back() == ' ')) safe.pop_back();
    // Hidden files are passed over by who takes a package in.
    if (safe.empty() || safe.front() == '.' || safe.front() == '~' || safe.front() == '-') safe.insert(0, "_");
    return safe;
}

void prepare_package(const fs::path& folder) {
    std::error_code wrong;
    if (fs::exists(folder, wrong) && !(fs::is_directory(folder, wrong) && fs::is_empty(folder, wrong)))
        throw Error{Problem::bad_input, folder.string() + " is there already"}.with_hint(
            "Name a folder that does not exist, or is empty.");
    fs::create_directories(folder, wrong);
    if (wrong) throw cannot_write(folder);
}

void write_package_file(const fs::path& file, std::string_view bytes) {
    std::error_code wrong;
    fs::create_directories(file.parent_path(), wrong);
    std::ofstream out{file, std::ios::binary};
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (!out) throw cannot_write(file);
}

void copy_original(const Catalogue& catalogue, const FileRef& original, const fs::path& file) {
    std::error_code wrong;
    fs::create_directories(file.parent_path(), wrong);
    fs::copy_file(catalogue.original(original.sha256), file, wrong);
    if (wrong) throw cannot_write(file);
}

}  // namespace acervo
