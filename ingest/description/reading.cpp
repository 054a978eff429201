// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/description/reading.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "corpus/analysis.h"
#include "corpus/text.h"

namespace acervo {

namespace {

/// The beginning of a text that ends with a character.
std::string_view beginning(std::string_view text, std::size_t most) {
    if (text.size() <= most) return text;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) --most;
    return text.substr(0, most);
}

}  // namespace

std::string_view TextPassage::gap(std::size_t word) const {
    const auto from = begin[word] + words[word].size();
    const auto to = word + 1 < begin.size() ? begin[word + 1] : text.size();
    return std::string_view{text}.substr(from, to - from);
}

bool TextPassage::is_capitalised(std::size_t word) const {
    const auto first = static_cast<unsigned char>(words[word][0]);
    if (first >= 'A' && first <= 'Z') return true;
    return first >= 0x80 && lower(words[word]) != words[word];
}

bool TextPassage::is_all_capitals(std::size_t word) const {
    return words[word].size() > 1 && is_capitalised(word) &&
           std::ranges::none_of(words[word], [](char c) { return c >= 'a' && c <= 'z'; });
}

bool TextPassage::begins_sentence(std::size_t word) const {
    return word == 0 || gap(word - 1).find_first_of(".!?:\n\"-*") != std::string_view::npos;
}

Reading::Reading(const Record& described, const std::vector<Unit>& its_units, std::string type)
    : record(described), units(its_units), media_type(std::move(type)) {
    const std::string main = record.languages.empty() ? "und" : record.languages.front();
    for (const auto& [language, text] : record.title) add(Where::title, language, text);
    for (const auto& [language, list] : record.keywords) {
        for (const auto& text : list) add(Where::keywords, language, text);
    }
    for (const auto& [language, text] : record.abstract) add(Where::abstract, language, text);
    for (const auto* agents : {&record.creators, &record.contributors}) {
        for (const auto& agent : *agents) add(Where::affiliation, main, agent.affiliation);
    }
    add(Where::affiliation, main, record.publisher);
    // The beginning is read whole; of what follows a piece of each unit.
    std::size_t left = most_read;
    const std::size_t piece = std::max<std::size_t>(400, most_read / 2 / std::max<std::size_t>(1, units.size()));
    for (const auto& unit : units) {
        if (left == 0) break;
        const std::string& language = unit.language.empty() ? main : unit.language;
        add(Where::body, language, beginning(unit.title, std::min<std::size_t>(left, 400)), unit.number, true);
        const auto text = beginning(unit.text, left > most_read / 2 ? left - most_read / 2 : std::min(left, piece));
        add(Where::body, language, text, unit.number);
        left -= std::min(left, text.size() + unit.title.size());
    }
    settle_languages();
}

void Reading::add(Where where, const std::string& language, std::string_view text, int unit, bool heading) {
    std::size_t& read = bytes_[static_cast<std::size_t>(where)];
    text = beginning(text, most_read - read);
    if (text.empty()) return;
    read += text.size();
    TextPassage passage;
    passage.where = where;
    passage.language = analysis_language(language);
    passage.text = text;
    passage.unit = unit;
    passage.heading = heading;
    for (const auto& word : acervo::words(passage.text)) {
        passage.words.emplace_back(word.text);
        passage.folded.push_back(fold(word.text));
        passage.begin.push_back(word.begin);
    }
    if (passage.words.empty()) return;
    if (passage.language == "und") {
        if (const auto guessed = guess_language(passage.text); guessed != "und")
            passage.language = analysis_language(guessed);
    }
    for (std::size_t i = 0; i < passage.words.size(); ++i) {
        if (!passage.is_capitalised(i)) uncapitalised.insert(passage.folded[i]);
    }
    length[static_cast<std::size_t>(where)] += passage.words.size();
    passages.push_back(std::move(passage));
}

/// Texts that are too short to tell are in the language of the others.
void Reading::settle_languages() {
    std::map<std::string, std::size_t> lengths;
    for (const auto& passage : passages) {
        if (passage.language != "und") lengths[passage.language] += passage.words.size();
    }
    if (lengths.empty()) return;
    const auto most = std::ranges::max_element(lengths, {}, [](const auto& entry) { return entry.second; });
    for (auto& passage : passages) {
        if (passage.language == "und") passage.language = most->first;
    }
}

std::size_t Reading::words() const {
    return std::accumulate(length.begin(), length.end(), std::size_t{0});
}

}  // namespace acervo
