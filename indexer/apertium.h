// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The translation directions of Apertium that are installed. Private to indexer/*.cpp.
namespace acervo::apertium {

/// A program and its arguments.
using Command = std::vector<std::string>;

/// One installed direction: a mode of Apertium, which is a chain of programs that hand a text on.
struct Direction {
    std::string from, to;  ///< analysis languages
    std::string mode;      ///< name of its file, such as "es-pt_BR"
    std::vector<Command> stages;
    std::string version;  ///< day of its newest data file, as the package has it; empty: unknown
    bool usable = true;   ///< false: it was tried, and does not work
};

/// The directions between analysed languages whose mode files lie in `modes`; of two for the same languages the one
/// with Brazilian Portuguese. A mode that is more than programs with arguments is left out.
std::vector<Direction> directions(const std::filesystem::path& modes);

/// The chain of programs in a mode file: words, in single quotes or without, and bars. Programs are told to flush after
/// each NUL (-z), the generator to leave unknown words without a mark. Nothing is left to a shell. Empty when the file
/// holds anything else.
std::vector<Command> stages(std::string_view mode);

/// Directions one after the other that lead from one language to another: as few as possible, two at most, by way of
/// Spanish rather than Portuguese, Catalan, Galician, English or French. Empty: there is none.
using Path = std::vector<const Direction*>;
Path path(const std::vector<Direction>& directions, const std::string& from, const std::string& to);

/// What `path` is called where its translations are kept.
std::string engine(const Path& path);

/// The Debian packages that would make a path from one language to another, beside those installed; empty: none would.
std::vector<std::string> missing_packages(const std::vector<Direction>& installed, const std::string& from,
                                          const std::string& to);

/// A line of text as Apertium's programs read it (the characters that mean something to them marked, what they would
/// lose kept aside), and back.
std::string escape(std::string_view line);
std::string unescape(std::string_view stream);

}  // namespace acervo::apertium
