// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "corpus/text.h"
#include "ingest/bibliographic/bibtex.h"

namespace acervo {

namespace {

using Command = std::pair<std::string_view, std::string_view>;

/// Accents by their command: the mark that follows the letter in Unicode.
constexpr std::array accents{
    Command{"`", "\u0300"}, Command{"'", "\u0301"}, Command{"^", "\u0302"}, Command{"~", "\u0303"},
    Command{"=", "\u0304"}, Command{"u", "\u0306"}, Command{".", "\u0307"}, Command{"\"", "\u0308"},
    Command{"r", "\u030A"}, Command{"H", "\u030B"}, Command{"v", "\u030C"}, Command{"d", "\u0323"},
    Command{"c", "\u0327"}, Command{"k", "\u0328"}, Command{"b", "\u0331"},
};

constexpr std::array letters{
    Command{"ss", "ß"},
    Command{"ae", "æ"},
    Command{"AE", "Æ"},
    Command{"oe", "œ"},
    Command{"OE", "Œ"},
    Command{"o", "ø"},
    Command{"O", "Ø"},
    Command{"l", "ł"},
    Command{"L", "Ł"},
    Command{"aa", "å"},
    Command{"AA", "Å"},
    Command{"i", "ı"},
    Command{"j", "ȷ"},
    Command{"dh", "ð"},
    Command{"DH", "Ð"},
    Command{"dj", "đ"},
    Command{"DJ", "Đ"},
    Command{"th", "þ"},
    Command{"TH", "Þ"},
    Command{"ng", "ŋ"},
    Command{"NG", "Ŋ"},
    Command{"S", "§"},
    Command{"P", "¶"},
    Command{"copyright", "©"},
    Command{"pounds", "£"},
    Command{"euro", "€"},
    Command{"texteuro", "€"},
    Command{"ldots", "…"},
    Command{"dots", "…"},
    Command{"textendash", "–"},
    Command{"textemdash", "—"},
    Command{"textquoteright", "’"},
    Command{"textquoteleft", "‘"},
    Command{"textquotedblleft", "“"},
    Command{"textquotedblright", "”"},
    Command{"guillemotleft", "«"},
    Command{"guillemotright", "»"},
    Command{"textordmasculine", "º"},
    Command{"textordfeminine", "ª"},
    Command{"textdegree", "°"},
    Command{"textexclamdown", "¡"},
    Command{"textquestiondown", "¿"},
    Command{"textbackslash", "\\"},
    Command{"textbraceleft", "{"},
    Command{"textbraceright", "}"},
    Command{"textasciitilde", "~"},
    Command{"textunderscore", "_"},
    Command{"textregistered", "®"},
    Command{"texttrademark", "™"},
    Command{"alpha", "α"},
    Command{"beta", "β"},
    Command{"gamma", "γ"},
    Command{"delta", "δ"},
    Command{"lambda", "λ"},
    Command{"mu", "μ"},
    Command{"pi", "π"},
    Command{"sigma", "σ"},
    Command{"times", "×"},
    Command{"pm", "±"},
    Command{"leq", "≤"},
    Command{"geq", "≥"},
    Command{"rightarrow", "→"},
    Command{"LaTeX", "LaTeX"},
    Command{"TeX", "TeX"},
    Command{"BibTeX", "BibTeX"},
};

std::string_view look_up(const auto& table, std::string_view name) {
    const auto* const found = std::ranges::find(table, name, &Command::first);
    return found == table.end() ? std::string_view{} : found->second;
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

class Latex {
public:
    explicit Latex(std::string_view text) : text_(text) {}

    std::string run() {
        while (at_ < text_.size()) step();
        return std::move(out_);
    }

private:
    void step() {
        const char c = text_[at_];
        if (c == '\\') {
            ++at_;
            command();
        } else if (c == '{' || c == '}' || c == '$') {
            ++at_;
        } else if (c == '~') {
            out_ += ' ';
            ++at_;
        } else if (!ligature()) {
            out_ += c;
            ++at_;
        }
    }

    bool ligature() {
        constexpr std::array ligatures{Command{"---", "—"}, Command{"--", "–"}, Command{"``", "“"},
                                       Command{"''", "”"},  Command{"?`", "¿"}, Command{"!`", "¡"}};
        for (const auto& [signs, letter] : ligatures) {
            if (text_.substr(at_, signs.size()) != signs) continue;
            out_ += letter;
            at_ += signs.size();
            return true;
        }
        return false;
    }

    void command() {
        if (at_ >= text_.size()) return;
        const auto begin = at_;
        if (!is_letter(text_[at_])) {
            const auto mark = look_up(accents, text_.substr(begin, 1));
            ++at_;
            if (!mark.empty()) {
                accent(mark);
            } else if (text_[begin] == '\\' || text_[begin] == ' ' || text_[begin] == '\n') {
                out_ += ' ';
            } else if (text_[begin] != '-' && text_[begin] != '/' && text_[begin] != ',' && text_[begin] != '(' &&
                       text_[begin] != ')') {
                out_ += text_[begin];  // \& \% \_ \{
            } else if (text_[begin] == ',') {
                out_ += ' ';
            }
            return;
        }
        while (at_ < text_.size() && is_letter(text_[at_])) ++at_;
        const auto name = text_.substr(begin, at_ - begin);
        if (const auto mark = look_up(accents, name); !mark.empty()) {
            skip_blanks();
            accent(mark);
            return;
        }
        if (const auto letter = look_up(letters, name); !letter.empty()) {
            out_ += letter;
            // The blank that ends a command is none of the text.
            if (at_ < text_.size() && text_[at_] == ' ') ++at_;
            if (text_.substr(at_, 2) == "{}") at_ += 2;
            return;
        }
        // \emph{x}, \textit{x}, \url{x}, {\em x}: the command goes, its text stays; so does what a \href shows.
        skip_blanks();
        if (name == "href" && at_ < text_.size() && text_[at_] == '{')
            at_ = std::min(text_.find('}', at_), text_.size());
    }

    /// The letter after an accent, in braces or without, with its mark.
    void accent(std::string_view mark) {
        std::size_t braces = 0;
        skip_blanks();
        while (at_ < text_.size() && text_[at_] == '{') {
            ++at_;
            ++braces;
        }
        std::string letter;
        if (at_ < text_.size() && text_[at_] == '\\') {
            auto end = at_ + 1;
            while (end < text_.size() && is_letter(text_[end])) ++end;
            const auto name = text_.substr(at_ + 1, end - at_ - 1);
            letter = name == "i" ? "i" : name == "j" ? "j" : std::string{look_up(letters, name)};
            if (!letter.empty()) at_ = end;
        } else if (at_ < text_.size() && text_[at_] != '}') {
            auto end = at_ + 1;
            while (end < text_.size() && (static_cast<unsigned char>(text_[end]) & 0xC0) == 0x80) ++end;
            letter = text_.substr(at_, end - at_);
            at_ = end;
        }
        for (; braces > 0 && at_ < text_.size() && text_[at_] == '}'; --braces) ++at_;
        if (!letter.empty()) out_ += letter + std::string{mark};
    }

    void skip_blanks() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t')) ++at_;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::string out_;
};

}  // namespace

std::string latex_to_text(std::string_view latex) {
    return squeeze(clean(Latex(latex).run()));
}

}  // namespace acervo
