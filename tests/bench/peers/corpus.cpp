// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/peers/corpus.h"

#include <fstream>
#include <stdexcept>

namespace acervo::bench {

const std::array<const char*, 22> countries = {"BR", "MX", "CO", "ES", "AR", "PE", "VE", "CL", "GT", "EC", "BO",
                                               "CU", "DO", "HN", "PT", "PY", "SV", "NI", "CR", "PA", "UY", "AD"};
const std::array<const char*, 16> themes = {"gov", "adm", "abi", "com", "fin", "dig", "eco", "cul",
                                            "cli", "amb", "urb", "mov", "soc", "sal", "seg", "int"};
const std::array<const char*, 3> axes = {"social", "digital-economic", "ecological"};

namespace {

constexpr std::size_t first_paragraph = 8;

std::ifstream open(const std::filesystem::path& file) {
    std::ifstream stream{file};
    if (!stream) throw std::runtime_error("cannot read " + file.string());
    return stream;
}

Asked asked_of(const std::string& letter) {
    return letter == "P" ? Asked::phrase : letter == "X" ? Asked::expanded : Asked::terms;
}

}  // namespace

std::vector<std::string> split(std::string_view text, char mark) {
    std::vector<std::string> parts;
    for (;;) {
        const std::size_t end = text.find(mark);
        parts.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

std::string join(const std::vector<std::string>& parts, std::string_view mark, std::string_view quote) {
    std::string joined;
    for (const std::string& part : parts) {
        if (!joined.empty()) joined += mark;
        joined.append(quote).append(part).append(quote);
    }
    return joined;
}

std::string first_level(const std::string& theme) {
    return theme.substr(0, theme.find('.'));
}

void read_documents(const std::filesystem::path& file, const std::function<void(const Document&)>& visit) {
    std::ifstream stream = open(file);
    std::string line;
    while (std::getline(stream, line)) {
        std::vector<std::string> fields = split(line, '\t');
        if (fields.size() <= first_paragraph) throw std::runtime_error("too few fields in " + file.string());
        Document document{.id = static_cast<std::uint32_t>(std::stoul(fields[0])),
                          .language = fields[1],
                          .year = std::stoi(fields[2]),
                          .country = fields[3],
                          .event = fields[4],
                          .themes = split(fields[5], ','),
                          .axes = split(fields[6], ','),
                          .title = fields[7]};
        document.paragraphs.assign(fields.begin() + first_paragraph, fields.end());
        visit(document);
    }
}

std::vector<Question> read_questions(const std::filesystem::path& file) {
    std::ifstream stream = open(file);
    std::vector<Question> questions;
    std::string line;
    while (std::getline(stream, line)) {
        const std::vector<std::string> fields = split(line, '\t');
        questions.push_back(
            {asked_of(fields.at(0)), fields.at(1), split(fields.at(2), ' '), fields.at(3), fields.at(4)});
    }
    return questions;
}

std::string to_line(const Document& document) {
    return std::to_string(document.id) + '\t' + document.language + '\t' + std::to_string(document.year) + '\t' +
           document.country + '\t' + document.event + '\t' + join(document.themes, ",") + '\t' +
           join(document.axes, ",") + '\t' + document.title + '\t' + join(document.paragraphs, "\t") + '\n';
}

std::string to_line(const Question& question) {
    const char* const letter = question.asked == Asked::phrase ? "P" : question.asked == Asked::expanded ? "X" : "T";
    return std::string{letter} + '\t' + question.language + '\t' + join(question.words, " ") + '\t' + question.country +
           '\t' + question.theme + '\n';
}

}  // namespace acervo::bench
