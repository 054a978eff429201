// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/bibliographic/bibtex.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

#include "corpus/text.h"
#include "ingest/bibliographic/text_lines.h"

namespace acervo {

namespace {

constexpr std::size_t longest_field = 1U << 20;  // bytes, after macros
constexpr std::size_t most_fields = 500;

bool is_name_character(char c) {
    return static_cast<unsigned char>(c) > 0x20 && std::string_view{"\"#%'(),={}@"}.find(c) == std::string_view::npos;
}

class Parser {
public:
    Parser(std::string_view text, const std::function<void(BibtexEntry&&)>& take)
        : text_(text), take_(take), lines_(text) {
        constexpr std::array months{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
        for (std::size_t i = 0; i < months.size(); ++i) macros_[months[i]] = months[i];
    }

    void run() {
        while ((at_ = text_.find('@', at_)) != std::string_view::npos) {
            const auto begin = at_++;
            skip_blanks();
            const auto type = ascii_lower(name());
            skip_blanks();
            if (type.empty() || at_ >= text_.size() || (text_[at_] != '{' && text_[at_] != '(')) continue;
            const char close = text_[at_] == '{' ? '}' : ')';
            if (type == "comment") {
                skip_comment();
                continue;
            }
            ++at_;
            if (type == "preamble") {
                std::string ignored;
                read_value(ignored);
            } else if (type == "string") {
                read_macro();
            } else {
                read_entry(type, close, begin);
            }
        }
    }

private:
    char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

    void skip_blanks() {
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
                ++at_;
            } else if (c == '%' && (at_ == 0 || text_[at_ - 1] == '\n')) {  // people comment out lines like in TeX
                at_ = std::min(text_.find('\n', at_), text_.size());
            } else {
                return;
            }
        }
    }

    std::string name() {
        const auto begin = at_;
        while (at_ < text_.size() && is_name_character(text_[at_])) ++at_;
        return std::string{text_.substr(begin, at_ - begin)};
    }

    /// @comment{...}: its braces are matched where they can be.
    void skip_comment() {
        const auto begin = at_;
        std::size_t depth = 0;
        for (auto at = at_; at < text_.size(); ++at) {
            if (text_[at] == '{') ++depth;
            if (text_[at] == '}' && depth > 0 && --depth == 0) {
                at_ = at + 1;
                return;
            }
            if (text_[at] == '\n' && at + 1 < text_.size() && text_[at + 1] == '@' && depth <= 1) break;
        }
        at_ = std::min(text_.find('\n', begin), text_.size());
    }

    void read_macro() {
        skip_blanks();
        const auto macro = ascii_lower(name());
        skip_blanks();
        if (peek() != '=') return;
        ++at_;
        std::string value;
        if (read_value(value) && !macro.empty() && macros_.size() < 20000) macros_[macro] = std::move(value);
    }

    void read_entry(const std::string& type, char close, std::size_t begin) {
        BibtexEntry entry;
        entry.line = lines_.next(begin);
        entry.type = type;
        skip_blanks();
        const auto key_end = std::min(text_.find_first_of(",\n\r=", at_), text_.size());
        const auto after = text_.find_first_not_of(" \t", at_);
        if (after != std::string_view::npos && text_[after] == close) {
            ++at_;  // "@misc{}"
            return;
        }
        if (key_end < text_.size() && text_[key_end] != '=') {
            entry.key = squeeze(clean(text_.substr(at_, key_end - at_)));
            if (entry.key.ends_with(close)) entry.key.pop_back();
            at_ = key_end;
        }
        const auto where = [&] { return "line " + std::to_string(lines_.line_of(at_)); };
        for (;;) {
            skip_blanks();
            while (peek() == ',') {
                ++at_;
                skip_blanks();
            }
            if (peek() == close) {
                ++at_;
                break;
            }
            const auto field = ascii_lower(name());
            skip_blanks();
            if (field.empty() || peek() != '=') {
                entry.wrong = where();
                break;
            }
            ++at_;
            std::string value;
            const bool whole = read_value(value);
            if (entry.fields.size() < most_fields) entry.fields.emplace(field, std::move(value));
            if (!whole) {
                entry.wrong = where();
                break;
            }
        }
        if (!entry.wrong.empty()) recover();
        take_(std::move(entry));
    }

    /// To where the next entry seems to begin.
    void recover() {
        const auto next = text_.find("\n@", at_ > 0 ? at_ - 1 : 0);
        at_ = next == std::string_view::npos ? text_.size() : next + 1;
    }

    /// Pieces joined by #. @return false when a piece does not end.
    bool read_value(std::string& value) {
        for (;;) {
            skip_blanks();
            std::string piece;
            if (!read_piece(piece)) {
                value += piece;
                return false;
            }
            if (value.size() + piece.size() <= longest_field) value += piece;
            skip_blanks();
            if (peek() != '#') return true;
            ++at_;
        }
    }

    bool read_piece(std::string& piece) {
        if (peek() == '{') return read_braced(piece);
        if (peek() == '"') return read_quoted(piece);
        const auto word = name();
        if (word.empty()) return false;
        if (std::ranges::all_of(word, [](unsigned char c) { return std::isdigit(c) != 0; })) {
            piece = word;
            return true;
        }
        const auto macro = macros_.find(ascii_lower(word));
        piece = macro == macros_.end() ? word : macro->second;  // an unknown macro is at least a word
        return true;
    }

    /// What ends a value that was not closed: a line that begins with an entry.
    bool begins_entry(std::size_t at) const {
        if (at + 2 >= text_.size() || text_[at] != '\n' || text_[at + 1] != '@') return false;
        const auto open = text_.find_first_of("{(\n", at + 2);
        if (open == std::string_view::npos || text_[open] == '\n') return false;
        const auto type = squeeze(text_.substr(at + 2, open - at - 2));
        return !type.empty() && std::ranges::all_of(type, [](unsigned char c) { return std::isalpha(c) != 0; });
    }

    bool read_braced(std::string& piece) {
        const auto begin = ++at_;
        std::size_t depth = 1;
        for (; at_ < text_.size(); ++at_) {
            const char c = text_[at_];
            if (c == '\\' && at_ + 1 < text_.size() && (text_[at_ + 1] == '{' || text_[at_ + 1] == '}')) {
                ++at_;
            } else if (c == '{') {
                ++depth;
            } else if (c == '}' && --depth == 0) {
                piece = text_.substr(begin, std::min(at_ - begin, longest_field));
                ++at_;
                return true;
            } else if (begins_entry(at_)) {
                break;
            }
        }
        piece = text_.substr(begin, std::min(at_ - begin, longest_field));
        return false;
    }

    /// Whether a quote is that of an umlaut which somebody forgot to put in braces.
    bool is_accent(std::size_t at) const {
        if (text_[at - 1] != '\\' || at + 1 >= text_.size()) return false;
        const char next = text_[at + 1];
        return next == '{' || next == '\\' || std::isalpha(static_cast<unsigned char>(next)) != 0;
    }

    bool read_quoted(std::string& piece) {
        const auto begin = ++at_;
        std::size_t depth = 0;
        for (; at_ < text_.size(); ++at_) {
            const char c = text_[at_];
            if (c == '{') ++depth;
            if (c == '}' && depth > 0) --depth;
            if (c == '"' && depth == 0 && !is_accent(at_)) {
                piece = text_.substr(begin, std::min(at_ - begin, longest_field));
                ++at_;
                return true;
            }
            if (begins_entry(at_)) break;
        }
        piece = text_.substr(begin, std::min(at_ - begin, longest_field));
        return false;
    }

    std::string_view text_;
    const std::function<void(BibtexEntry&&)>& take_;
    std::size_t at_ = 0;
    RisingLines lines_;
    std::map<std::string, std::string> macros_;
};

}  // namespace

void read_bibtex(std::string_view bytes, const std::function<void(BibtexEntry&&)>& take) {
    const std::string text = to_utf8(bytes);
    Parser(text, take).run();
}

}  // namespace acervo
