// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/formats/sections.h"

#include <algorithm>
#include <utility>

#include "corpus/text.h"

namespace acervo {
namespace {

constexpr std::size_t section_words = 600;
constexpr std::size_t paragraph_bytes = 12000;  // a paragraph longer than this is cut too, at a space

}  // namespace

std::size_t count_words(std::string_view text) {
    std::size_t count = 0;
    bool inside = false;
    for (const char c : text) {
        const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        if (!blank && !inside) ++count;
        inside = !blank;
    }
    return count;
}

std::string tidy(std::string_view text) {
    constexpr std::string_view soft_hyphen = "\xC2\xAD";
    auto out = clean(text);
    for (auto at = out.find(soft_hyphen); at != std::string::npos; at = out.find(soft_hyphen, at))
        out.erase(at, soft_hyphen.size());
    return out;
}

void finish(std::vector<Unit>& units) {
    int number = 0;
    for (auto& unit : units) {
        unit.number = ++number;
        unit.title = tidy(unit.title);
        unit.text = tidy(unit.text);
        unit.notes = tidy(unit.notes);
    }
}

void Sections::heading(std::string_view text, int level, const std::string& language) {
    auto title = squeeze(text);
    if (title.empty()) return;
    if (level > 3 || title.size() > 500) return add(title, language);
    const bool bare = current_.text.empty() && !current_.title.empty() && !carried_;
    std::string above;
    if (bare && level > level_) {
        above = (pending_.empty() ? "" : pending_ + "\n") + current_.title;
        current_ = {};
    } else {
        flush();
    }
    pending_ = std::move(above);
    current_.kind = UnitKind::section;
    current_.title = std::move(title);
    current_.language = language;
    level_ = level;
}

void Sections::paragraph(std::string_view text, const std::string& language) {
    add(squeeze(text), language);
}

void Sections::verbatim(std::string_view text, const std::string& language) {
    const auto begin = text.find_first_not_of("\r\n");
    if (begin == std::string_view::npos) return;
    add(std::string{text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1)}, language);
}

void Sections::add(std::string_view text, const std::string& language) {
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) return;
    if (words_ >= section_words || (!current_.language.empty() && !language.empty() && current_.language != language))
        cut();
    if (!language.empty()) current_.language = language;
    if (!pending_.empty()) current_.text = std::exchange(pending_, {});
    if (!current_.text.empty()) current_.text += '\n';
    while (text.size() > paragraph_bytes) {
        auto at = text.find_last_of(" \n", paragraph_bytes);
        if (at == std::string_view::npos || at < paragraph_bytes / 2) {
            at = paragraph_bytes;  // no word is this long: cut anywhere, but between characters
            while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
            if (at == 0) at = paragraph_bytes;
        }
        current_.text += text.substr(0, at);
        cut();
        text.remove_prefix(at);
    }
    words_ += count_words(text);
    current_.text += text;
}

void Sections::cut() {
    if (current_.text.empty()) return;
    auto title = current_.title;
    auto language = current_.language;
    flush();
    current_.title = std::move(title);
    current_.language = std::move(language);
    carried_ = true;
}

void Sections::flush() {
    if (!pending_.empty()) current_.text = std::exchange(pending_, {});
    if (!current_.text.empty() || (!current_.title.empty() && !carried_)) {
        current_.kind = UnitKind::section;
        units_.push_back(std::move(current_));
    }
    current_ = {};
    carried_ = false;
    words_ = 0;
}

std::vector<Unit> Sections::take() {
    flush();
    level_ = 0;
    finish(units_);
    return std::exchange(units_, {});
}

}  // namespace acervo
