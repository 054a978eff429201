// SPDX-License-Identifier: GPL-3.0-or-later
// What the readers make of files: `formats_table PATH...` prints a table with a line for each format (files tried,
// read, without text, refused by rule); `formats_table --text FILE...` prints what was read out of each.
#include <algorithm>
#include <filesystem>
#include <iomanip>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "corpus/error.h"
#include "corpus/record_json.h"
#include "corpus/text.h"
#include "ingest/worker.h"

using namespace acervo;
namespace fs = std::filesystem;

namespace {

struct Row {
    int tried = 0, read = 0, empty = 0, crashed = 0;
    std::size_t units = 0, letters = 0;
    std::map<std::string, int> refused;
};

std::size_t letters_of(const Extracted& extracted) {
    std::size_t letters = 0;
    for (const auto& unit : extracted.units) {
        for (const auto* text : {&unit.title, &unit.text, &unit.notes}) {
            for (const auto& word : words(*text)) letters += word.text.size();
        }
    }
    return letters;
}

void print_text(const fs::path& path, const Extracted& extracted) {
    std::cout << "=== " << path.string() << " " << extracted.media_type << "\n"
              << dump(to_json(extracted.described)) << "\n";
    for (const auto& notice : extracted.notices) std::cout << "!! " << notice.rule << " " << notice.value << "\n";
    for (const auto& unit : extracted.units) {
        std::cout << "--- " << unit.number << " [" << unit.title << "]\n" << unit.text << "\n";
        if (!unit.notes.empty()) std::cout << "(notes) " << unit.notes << "\n";
    }
}

std::string extension_of(const fs::path& path) {
    auto ending = lower(path.extension().string());
    return ending.empty() ? "(none)" : ending.substr(1);
}

}  // namespace

int main(int argc, char** argv) {
    std::vector<fs::path> files;
    bool text = false;
    for (int i = 1; i < argc; ++i) {
        const fs::path path{argv[i]};
        if (path == "--text") {
            text = true;
        } else if (fs::is_directory(path)) {
            for (const auto& entry : fs::recursive_directory_iterator(path)) {
                if (entry.is_regular_file()) files.push_back(entry.path());
            }
        } else {
            files.push_back(path);
        }
    }
    std::sort(files.begin(), files.end());
    Worker worker{{}, EXTRACT_WORKER};
    std::map<std::string, Row> rows;
    for (const auto& file : files) {
        auto& row = rows[extension_of(file)];
        ++row.tried;
        try {
            const auto extracted = worker.extract(file, file.filename().string());
            const auto letters = letters_of(extracted);
            ++(letters < 3 ? row.empty : row.read);
            row.units += extracted.units.size();
            row.letters += letters;
            if (text) print_text(file, extracted);
        } catch (const Error& error) {
            if (text) std::cout << "=== " << file.string() << "\n!! " << error.code() << ": " << error.what() << "\n";
            const bool crashed = error.code() == "crashed" || error.code() == "timeout" || error.code() == "memory";
            row.crashed += crashed ? 1 : 0;
            ++row.refused[error.code()];
        }
    }
    if (text) return 0;
    std::cout << "| format | tried | read | no text | refused by rule | crashed | units | letters |\n"
                 "|---|---|---|---|---|---|---|---|\n";
    for (const auto& [ending, row] : rows) {
        std::string refused;
        for (const auto& [rule, count] : row.refused) refused += std::to_string(count) + " " + rule + " ";
        std::cout << "| " << ending << " | " << row.tried << " | " << row.read << " | " << row.empty << " | " << refused
                  << "| " << row.crashed << " | " << row.units << " | " << row.letters << " |\n";
    }
}
