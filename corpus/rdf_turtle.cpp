// SPDX-License-Identifier: GPL-3.0-or-later
#include <unicode/utf8.h>

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "corpus/error.h"
#include "corpus/rdf.h"
#include "corpus/text.h"
#include "corpus/xml.h"

namespace acervo::rdf {
namespace {

constexpr int deepest = 64;

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}
bool ends_name(char c) {
    return is_space(c) || std::string_view{"<>\"'(){}[];,#^@"}.find(c) != std::string_view::npos;
}

/// The grammar from left to right; every step of it moves on, so reading is linear.
class Reader {
public:
    Reader(std::string_view text, const Visit& visit) : text_(text), visit_(visit) {}

    void document() {
        for (skip(); !at_end(); skip()) {
            if (!directive()) {
                triples();
                want('.');
            }
        }
    }

private:
    // Characters.
    bool at_end() const { return at_ == text_.size(); }
    char peek() const { return at_end() ? '\0' : text_[at_]; }
    bool sees(std::string_view text) const { return text_.substr(at_, text.size()) == text; }

    [[noreturn]] void fail(const std::string& problem) const {
        throw Error{Problem::bad_input, "line " + std::to_string(line()) + ": " + problem}.with_hint(
            "RDF/XML, Turtle or N-Triples is wanted.");
    }
    long line() const {
        line_ += std::count(text_.begin() + static_cast<std::ptrdiff_t>(counted_),
                            text_.begin() + static_cast<std::ptrdiff_t>(at_), '\n');
        counted_ = at_;
        return line_;
    }
    void skip() {
        for (; !at_end(); ++at_) {
            if (peek() == '#') {
                at_ = std::min(text_.find('\n', at_), text_.size());
                if (at_end()) return;
            } else if (!is_space(peek())) {
                return;
            }
        }
    }
    bool take(char c) {
        skip();
        if (peek() != c || at_end()) return false;
        ++at_;
        return true;
    }
    void want(char c) {
        if (!take(c)) fail(std::string{"\""} + c + "\" is missing");
    }
    std::string_view name() {
        const auto begin = at_;
        while (!at_end() && !ends_name(peek())) at_ += peek() == '\\' && at_ + 1 < text_.size() ? 2 : 1;
        // A full stop ends the sentence, not the name.
        while (at_ > begin && text_[at_ - 1] == '.' && (at_ - begin < 2 || text_[at_ - 2] != '\\')) --at_;
        return text_.substr(begin, at_ - begin);
    }

    // Directives.
    bool directive() {
        const auto begin = at_;
        const bool at = peek() == '@';
        if (at) ++at_;
        const auto word = lower(name());
        if (word == "prefix") {
            skip();
            const auto prefix = std::string{name()};
            if (!prefix.ends_with(':')) fail("a prefix ends with \":\"");
            skip();
            prefixes_[prefix.substr(0, prefix.size() - 1)] = address();
        } else if (word == "base") {
            skip();
            base_ = address();
        } else if (at) {
            fail("\"@" + word + "\" is no directive");
        } else {
            at_ = begin;
            return false;
        }
        if (at) want('.');
        return true;
    }

    // Statements.
    void triples() {
        const bool bracket = peek() == '[';
        const auto subject = node();
        skip();
        if (peek() == '.' && bracket) return;
        if (peek() == '.') fail("nothing is said of this");
        properties(subject);
    }

    void properties(const Term& subject) {
        do {
            skip();
            if (peek() == '.' || peek() == ']' || peek() == ';') continue;  // a list may end with semicolons
            const auto predicate = verb();
            do {
                skip();
                const auto where = line();
                visit_({subject, predicate, object(), where});
            } while (take(','));
        } while (take(';'));
    }

    std::string verb() {
        if (peek() == 'a' && at_ + 1 < text_.size() && (is_space(text_[at_ + 1]) || text_[at_ + 1] == '<')) {
            ++at_;
            return std::string{syntax} + "type";
        }
        return address();
    }

    Term node() {
        if (peek() == '[') return bracket();
        if (peek() == '(') return list();
        if (sees("_:")) {
            at_ += 2;
            return {Term::Kind::blank, std::string{name()}, {}};
        }
        return {Term::Kind::address, address(), {}};
    }

    Term object() {
        const char c = peek();
        if (c == '"' || c == '\'') return literal();
        const bool number = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
        if (number) {
            const auto digits = name();
            if (digits.empty()) fail("a value is missing here");
            return {Term::Kind::literal, std::string{digits}, {}};
        }
        for (const std::string_view word : {"true", "false"}) {
            const auto after = at_ + word.size();
            if (sees(word) && (after == text_.size() || ends_name(text_[after]) || text_[after] == '.')) {
                at_ = after;
                return {Term::Kind::literal, std::string{word}, {}};
            }
        }
        return node();
    }

    Term blank() { return {Term::Kind::blank, "#" + std::to_string(++blanks_), {}}; }

    void enter() {
        if (++depth_ > deepest) fail("brackets are nested more than " + std::to_string(deepest) + " deep");
        ++at_;
    }

    Term bracket() {
        enter();
        const auto subject = blank();
        properties(subject);
        want(']');
        --depth_;
        return subject;
    }

    Term list() {
        enter();
        const auto predicate = [](const char* local) { return std::string{syntax} + local; };
        Term first{Term::Kind::address, predicate("nil"), {}}, cell;
        for (bool begun = false; !take(')'); begun = true) {
            if (at_end()) fail("\")\" is missing");
            const auto where = line();
            const auto next = blank();
            begun ? visit_({cell, predicate("rest"), next, where}) : void(first = next);
            cell = next;
            visit_({cell, predicate("first"), object(), where});
        }
        if (first.kind == Term::Kind::blank)
            visit_({cell, predicate("rest"), {Term::Kind::address, predicate("nil"), {}}, line()});
        --depth_;
        return first;
    }

    std::string address() {
        if (peek() == '<') {
            const auto end = text_.find_first_of("> \t\r\n", at_);
            if (end == std::string_view::npos || text_[end] != '>') fail("an address is not closed with \">\"");
            auto written = unescaped(text_.substr(at_ + 1, end - at_ - 1));
            at_ = end + 1;
            return base_.empty() ? written : xml::absolute(base_, written);
        }
        const auto short_name = name();
        const auto colon = short_name.find(':');
        if (colon == std::string_view::npos)
            fail(short_name.empty() ? "a name or an address is missing here"
                                    : "\"" + shorten(clean(short_name), 40) + "\" is neither a name nor an address");
        const auto prefix = prefixes_.find(std::string{short_name.substr(0, colon)});
        if (prefix == prefixes_.end())
            fail("the prefix \"" + shorten(clean(short_name.substr(0, colon)), 40) + ":\" is not declared");
        std::string local{short_name.substr(colon + 1)};
        std::erase(local, '\\');
        return prefix->second + local;
    }

    Term literal() {
        const std::string quote(sees("\"\"\"") || sees("'''") ? 3 : 1, peek());
        const auto begin = at_ + quote.size();
        for (at_ = begin; !sees(quote); ++at_) {
            if (peek() == '\\') ++at_;
            if (at_ >= text_.size() || (quote.size() == 1 && peek() == '\n')) {
                at_ = begin;
                fail("a text is not closed");
            }
        }
        // Quotes before the closing ones belong to the text: """he said "no"""".
        while (quote.size() == 3 && at_ + 3 < text_.size() && text_[at_ + 3] == quote.front()) ++at_;
        Term term{Term::Kind::literal, unescaped(text_.substr(begin, at_ - begin)), {}};
        at_ += quote.size();
        if (peek() == '@') {
            ++at_;
            term.language = name();
        } else if (sees("^^")) {
            at_ += 2;
            address();
        }
        return term;
    }

    std::string unescaped(std::string_view text) const {
        std::string result;
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] != '\\') {
                result += text[i];
                continue;
            }
            const char c = ++i < text.size() ? text[i] : '\0';
            constexpr std::string_view from = "tnrbf\"'\\", to = "\t\n\r\b\f\"'\\";
            if (const auto place = from.find(c); c != '\0' && place != std::string_view::npos) {
                result += to[place];
            } else if (c == 'u' || c == 'U') {
                const std::size_t digits = c == 'u' ? 4 : 8;
                append_character(text.substr(i + 1, digits), digits, result);
                i += digits;
            } else {
                fail("a \"\\\" stands before no character that it could stand for");
            }
        }
        return result;
    }

    void append_character(std::string_view hexadecimal, std::size_t digits, std::string& out) const {
        std::uint32_t code = 0;
        for (const char c : hexadecimal) {
            const auto digit =
                std::string_view{"0123456789abcdef"}.find(c >= 'A' && c <= 'F' ? static_cast<char>(c + 32) : c);
            if (digit == std::string_view::npos || code > 0xFFFFFF) code = 0x110000;
            code = code << 4U | static_cast<std::uint32_t>(digit & 15U);
        }
        if (hexadecimal.size() != digits || code > 0x10FFFF) fail("no character has this number");
        char bytes[U8_MAX_LENGTH];
        std::int32_t length = 0;
        UBool wrong = 0;
        U8_APPEND(bytes, length, U8_MAX_LENGTH, static_cast<UChar32>(code), wrong);
        if (wrong != 0) fail("no character has this number");
        out.append(bytes, static_cast<std::size_t>(length));
    }

    std::string_view text_;
    const Visit& visit_;
    std::size_t at_ = 0;
    mutable std::size_t counted_ = 0;  ///< up to where line_ is right
    mutable long line_ = 1;
    int depth_ = 0;
    long blanks_ = 0;
    std::string base_;
    std::unordered_map<std::string, std::string> prefixes_;
};

}  // namespace

void read_turtle(std::string_view bytes, const Visit& visit) {
    const auto text = to_utf8(bytes);
    Reader{text, visit}.document();
}

}  // namespace acervo::rdf
