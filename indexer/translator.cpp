// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/translator.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "corpus/error.h"
#include "corpus/text.h"

namespace acervo {

namespace {

using Clock = std::chrono::steady_clock;

// Some ten programs of 10 to 40 MB each (the one from Portuguese to Catalan: 150 MB).
constexpr std::size_t most_running = 4;
// What is done again when a run is killed; and large enough that the programs, which work side by side, seldom wait.
constexpr std::size_t batch_bytes = 16 << 10;
constexpr std::size_t longest_text = 16 << 10, longest_line = 4 << 10;
// An engine that fails so often one after the other is itself the trouble.
constexpr int most_failures = 8;

/// Bytes of the longest beginning of at most `limit` bytes, cut at a blank where there is one.
std::size_t beginning(std::string_view text, std::size_t limit) {
    if (text.size() <= limit) return text.size();
    if (const std::size_t blank = text.rfind(' ', limit); blank != std::string_view::npos && blank > 0) return blank;
    while (limit > 1 && (static_cast<unsigned char>(text[limit]) & 0xC0) == 0x80) --limit;
    return limit;
}

/// What is translated piece by piece: paragraphs, long ones in several. Of a very long text, the beginning.
std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    text = text.substr(0, beginning(text, longest_text));
    while (!text.empty()) {
        const std::string_view paragraph = text.substr(0, text.find('\n'));
        const std::string_view line = paragraph.substr(0, beginning(paragraph, longest_line));
        if (line.find_first_not_of(" \t\r") != std::string_view::npos) lines.push_back(line);
        const bool whole = line.size() == paragraph.size() && line.size() < text.size();
        text.remove_prefix(line.size() + (whole ? 1 : 0));
    }
    return lines;
}

}  // namespace

void Translator::run(const apertium::Direction& direction, const std::vector<std::string_view>& texts,
                     const std::function<void(std::size_t, Translated&&)>& done) {
    for (std::size_t first = 0; first < texts.size();) {
        std::vector<std::string> lines;
        std::vector<std::size_t> counts;
        std::size_t bytes = 0;
        std::int64_t words = 0;
        for (std::size_t i = first; i < texts.size() && bytes < batch_bytes; ++i) {
            const std::vector<std::string_view> found = lines_of(texts[i]);
            for (const std::string_view line : found) {
                lines.push_back(apertium::escape(line));
                bytes += line.size();
                words += static_cast<std::int64_t>(acervo::words(line).size());
            }
            counts.push_back(found.size());
        }
        const auto start = Clock::now();
        const Translated answers = ask(direction, lines);
        seconds_ += Clock::now() - start;
        words_ += words;

        Translated translated;
        auto answer = answers.begin();
        for (const std::size_t count : counts) {
            std::optional<std::string> text;
            for (const auto end = std::next(answer, static_cast<std::ptrdiff_t>(count)); answer != end; ++answer) {
                if (!*answer) continue;
                const std::string line = apertium::unescape(**answer);
                text = text ? *text + '\n' + line : line;
            }
            translated.push_back(std::move(text));
        }
        done(first, std::move(translated));
        first += counts.size();
    }
}

Pipeline& Translator::pipeline(const apertium::Direction& direction) {
    const auto found =
        std::find_if(running_.begin(), running_.end(), [&](const Running& one) { return one.direction == &direction; });
    if (found != running_.end()) {
        running_.splice(running_.end(), running_, found);
    } else {
        if (running_.size() >= most_running) running_.pop_front();
        running_.emplace_back(direction, limits_);
    }
    return running_.back().pipeline;
}

void Translator::end(const apertium::Direction& direction) {
    running_.remove_if([&](const Running& one) { return one.direction == &direction; });
}

Translator::Translated Translator::ask(const apertium::Direction& direction, const std::vector<std::string>& lines) {
    if (lines.empty()) return {};
    Pipeline& engine = pipeline(direction);
    try {
        std::vector<std::string> answers = engine.ask(lines);
        failures_ = 0;
        return {std::make_move_iterator(answers.begin()), std::make_move_iterator(answers.end())};
    } catch (const Error& error) {
        end(direction);
        if (error.code() != "batch") throw;
        if (lines.size() == 1) {
            if (++failures_ < most_failures) return {std::nullopt};
            failures_ = 0;
            throw Error{Problem::broken, "the translator failed at " + std::to_string(most_failures) +
                                             " texts one after the other, lastly: " + error.what()}
                .with_code("engine");
        }
    }
    // Which of them was it?
    const auto middle = lines.begin() + static_cast<std::ptrdiff_t>(lines.size() / 2);
    Translated answers = ask(direction, {lines.begin(), middle});
    Translated rest = ask(direction, {middle, lines.end()});
    std::move(rest.begin(), rest.end(), std::back_inserter(answers));
    return answers;
}

}  // namespace acervo
