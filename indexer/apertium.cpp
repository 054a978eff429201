// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/apertium.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <fstream>
#include <optional>
#include <sstream>
#include <system_error>

#include "corpus/text.h"

namespace acervo::apertium {

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 6> languages = {"es", "pt", "ca", "gl", "en", "fr"};
// The names in modes, old and new (ISO 639-1 and 639-3).
constexpr std::array<std::pair<std::string_view, std::string_view>, 14> codes = {{{"es", "es"},
                                                                                  {"spa", "es"},
                                                                                  {"pt", "pt"},
                                                                                  {"por", "pt"},
                                                                                  {"pt_BR", "pt"},
                                                                                  {"por_BR", "pt"},
                                                                                  {"en", "en"},
                                                                                  {"eng", "en"},
                                                                                  {"ca", "ca"},
                                                                                  {"cat", "ca"},
                                                                                  {"gl", "gl"},
                                                                                  {"glg", "gl"},
                                                                                  {"fr", "fr"},
                                                                                  {"fra", "fr"}}};
struct Package {
    std::string_view name, one, other;
};
constexpr std::array<Package, 9> packages = {{{"apertium-es-pt", "es", "pt"},
                                              {"apertium-eng-spa", "en", "es"},
                                              {"apertium-spa-cat", "es", "ca"},
                                              {"apertium-es-gl", "es", "gl"},
                                              {"apertium-fr-es", "fr", "es"},
                                              {"apertium-por-cat", "pt", "ca"},
                                              {"apertium-eng-cat", "en", "ca"},
                                              {"apertium-pt-gl", "pt", "gl"},
                                              {"apertium-fra-cat", "fr", "ca"}}};
constexpr std::string_view special = "[]{}^$/\\@<>";
constexpr std::uintmax_t largest_mode = 64 << 10;

std::optional<std::string> language(std::string_view code) {
    for (const auto& [name, found] : codes) {
        if (name == code) return std::string{found};
    }
    return std::nullopt;
}

std::string read(const fs::path& file) {
    std::error_code wrong;
    if (fs::file_size(file, wrong) > largest_mode || wrong) return {};
    std::ostringstream text;
    text << std::ifstream{file}.rdbuf();
    return text.str();
}

/// Packages keep the dates of their files.
std::string newest(const std::vector<Command>& stages) {
    std::time_t last = 0;
    for (const Command& command : stages) {
        for (std::size_t i = 1; i < command.size(); ++i) {
            struct stat status {};
            if (command[i].starts_with('/') && ::stat(command[i].c_str(), &status) == 0) {
                last = std::max(last, status.st_mtime);
            }
        }
    }
    std::tm utc{};
    std::array<char, 16> day{};
    if (last == 0 || !::gmtime_r(&last, &utc)) return {};
    return {day.data(), std::strftime(day.data(), day.size(), "%Y-%m-%d", &utc)};
}

bool is_brazilian(const Direction& direction) {
    return direction.mode.ends_with("_BR");
}

/// The shortest way, in a graph whose edges are asked for.
template <typename Edge>
auto shortest(const std::string& from, const std::string& to, Edge&& edge) -> std::vector<decltype(edge(from, to))> {
    if (from == to) return {};
    if (auto direct = edge(from, to)) return {direct};
    for (const std::string_view by : languages) {
        const std::string between{by};
        auto first = between == from || between == to ? nullptr : edge(from, between);
        auto second = first ? edge(between, to) : nullptr;
        if (second) return {first, second};
    }
    return {};
}

}  // namespace

std::vector<Command> stages(std::string_view mode) {
    std::vector<Command> chain(1);
    while (true) {
        const std::size_t start = mode.find_first_not_of(" \t\n");
        if (start == std::string_view::npos) break;
        mode.remove_prefix(start);
        if (mode.front() == '|') {
            if (chain.back().empty()) return {};
            chain.emplace_back();
            mode.remove_prefix(1);
            continue;
        }
        std::string word;
        if (mode.front() == '\'') {
            const std::size_t end = mode.find('\'', 1);
            if (end == std::string_view::npos) return {};
            word = mode.substr(1, end - 1);
            mode.remove_prefix(end + 1);
        } else {
            const std::size_t end = std::min(mode.find_first_of(" \t\n|"), mode.size());
            word = mode.substr(0, end);
            mode.remove_prefix(end);
            if (word == "$2") continue;     // of the tagger: nothing is marked as ambiguous
            if (word == "$1") word = "-n";  // of the generator: no mark at unknown words
            if (word.find_first_of("$`\"'\\;&<>(){}*?[]#~=!") != std::string::npos) return {};
        }
        chain.back().push_back(word);
        if (chain.back().size() == 1) chain.back().emplace_back("-z");
    }
    if (chain.back().empty()) return {};
    return chain;
}

std::vector<Direction> directions(const fs::path& modes) {
    std::vector<Direction> found;
    std::vector<fs::path> files;
    std::error_code none;
    for (const fs::directory_entry& entry : fs::directory_iterator{modes, none}) {
        if (entry.path().extension() == ".mode") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) {
        const std::string name = file.stem().string();
        const std::size_t hyphen = name.find('-');
        if (hyphen == std::string::npos) continue;
        const auto from = language(name.substr(0, hyphen)), to = language(name.substr(hyphen + 1));
        if (!from || !to || from == to) continue;
        Direction direction{.from = *from, .to = *to, .mode = name, .stages = stages(read(file)), .version = {}};
        if (direction.stages.empty()) continue;
        direction.version = newest(direction.stages);
        const auto same = std::find_if(found.begin(), found.end(), [&](const Direction& other) {
            return other.from == direction.from && other.to == direction.to;
        });
        if (same == found.end()) {
            found.push_back(std::move(direction));
        } else if (is_brazilian(direction) && !is_brazilian(*same)) {
            *same = std::move(direction);
        }
    }
    return found;
}

Path path(const std::vector<Direction>& directions, const std::string& from, const std::string& to) {
    return shortest(from, to, [&](const std::string& here, const std::string& there) -> const Direction* {
        const auto edge = std::find_if(directions.begin(), directions.end(), [&](const Direction& direction) {
            return direction.usable && direction.from == here && direction.to == there;
        });
        return edge == directions.end() ? nullptr : &*edge;
    });
}

std::string engine(const Path& path) {
    std::string name = "Apertium";
    for (const Direction* direction : path) {
        name += (direction == path.front() ? " " : ", ") + direction->mode;
        if (!direction->version.empty()) name += ' ' + direction->version;
    }
    return name;
}

std::vector<std::string> missing_packages(const std::vector<Direction>& installed, const std::string& from,
                                          const std::string& to) {
    const auto needed = shortest(from, to, [&](const std::string& here, const std::string& there) -> const Package* {
        const auto edge = std::find_if(packages.begin(), packages.end(), [&](const Package& package) {
            return (package.one == here && package.other == there) || (package.one == there && package.other == here);
        });
        return edge == packages.end() ? nullptr : &*edge;
    });
    std::vector<std::string> missing;
    for (const Package* package : needed) {
        const bool there = std::any_of(installed.begin(), installed.end(), [&](const Direction& direction) {
            return (direction.from == package->one && direction.to == package->other) ||
                   (direction.from == package->other && direction.to == package->one);
        });
        if (!there) missing.emplace_back(package->name);
    }
    return missing;
}

std::string escape(std::string_view line) {
    std::string stream;
    stream.reserve(line.size() + 8);
    for (const char c : line) {
        if (static_cast<unsigned char>(c) < 0x20) {
            stream += ' ';  // a NUL ends a segment, and the others are white space
        } else if (c == '~') {
            stream += "[~]";  // the analyser would drop it; what is in brackets is handed on
        } else {
            if (special.find(c) != std::string_view::npos) stream += '\\';
            stream += c;
        }
    }
    // A sentence's end, for the tagger, which goes by sentences.
    return stream + ".[]";
}

std::string unescape(std::string_view stream) {
    if (stream.ends_with("[]")) stream.remove_suffix(2);
    if (stream.ends_with('.')) stream.remove_suffix(1);
    std::string line;
    line.reserve(stream.size());
    for (std::size_t i = 0; i < stream.size(); ++i) {
        if (stream[i] == '\\' && i + 1 < stream.size()) {
            line += stream[++i];
        } else if (stream[i] != '[' && stream[i] != ']') {
            line += stream[i];
        }
    }
    return squeeze(line);
}

}  // namespace acervo::apertium
