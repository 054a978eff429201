// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

/// The documents and questions that every engine gets, as lines of two tab-separated files.
namespace acervo::bench {

/// id, language, year, country, event, themes, axes, title, then the paragraphs. Lists are divided by commas. The first
/// paragraph is the abstract, each further one a unit of the text.
struct Document {
    std::uint32_t id = 0;  ///< from 1, without gaps
    std::string language;
    int year = 0;
    std::string country, event;
    std::vector<std::string> themes;  ///< second level, "gov.3"; no two of one first level
    std::vector<std::string> axes;
    std::string title;
    std::vector<std::string> paragraphs;
};

enum class Asked { terms, phrase, expanded };

/// kind (T, P, X), language, words, country, theme: the last two for the questions with filters.
struct Question {
    Asked asked = Asked::terms;
    std::string language;
    std::vector<std::string> words;
    std::string country, theme;
};

/// The parts of a text between the marks, empty ones too.
std::vector<std::string> split(std::string_view text, char mark);
std::string join(const std::vector<std::string>& parts, std::string_view mark, std::string_view quote = "");
/// "gov.3" -> "gov"
std::string first_level(const std::string& theme);

/// Calls `visit` with every document of the file, in order. @throws std::runtime_error
void read_documents(const std::filesystem::path& file, const std::function<void(const Document&)>& visit);
std::vector<Question> read_questions(const std::filesystem::path& file);

std::string to_line(const Document& document);
std::string to_line(const Question& question);

/// The values that a document's codes are drawn from.
extern const std::array<const char*, 22> countries;
extern const std::array<const char*, 16> themes;
extern const std::array<const char*, 3> axes;

}  // namespace acervo::bench
