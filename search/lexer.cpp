// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/lexer.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

#include "corpus/text.h"
#include "search/field_names.h"

namespace acervo {
namespace {

constexpr int default_distance = 10, greatest_distance = 100;

struct Operator {
    std::string_view name;
    Token::Kind kind;
    bool local;
};
constexpr std::array operators = {
    Operator{"AND", Token::Kind::conjunction, false}, Operator{"OR", Token::Kind::disjunction, false},
    Operator{"NOT", Token::Kind::negation, false},    Operator{"Y", Token::Kind::conjunction, true},
    Operator{"E", Token::Kind::conjunction, true},    Operator{"O", Token::Kind::disjunction, true},
    Operator{"OU", Token::Kind::disjunction, true},   Operator{"NO", Token::Kind::negation, true},
    Operator{"NÃO", Token::Kind::negation, true},     Operator{"NAO", Token::Kind::negation, true},
};

constexpr std::string_view syntax = "\"():*";

/// Typographic quotes become plain ones; everything is well-formed NFC without control characters.
std::string normalized(std::string_view typed) {
    auto text = clean(typed);
    for (const std::string_view quote : {"“", "”", "„", "‟", "«", "»", "＂"})
        for (auto at = text.find(quote); at != std::string::npos; at = text.find(quote, at + 1))
            text.replace(at, quote.size(), "\"");
    return text;
}

/// Bytes of the white space that starts here; 0: there is none.
std::size_t space(std::string_view text) {
    if (text.empty()) return 0;
    if (text[0] == ' ' || (text[0] >= '\t' && text[0] <= '\r')) return 1;
    for (const std::string_view wide : {"\xC2\xA0", "\xE2\x80\x89", "\xE2\x80\xAF", "\xE3\x80\x80"})
        if (text.starts_with(wide)) return wide.size();
    return 0;
}

/// Divides a word until it is the one word of itself and holds nothing that reads as syntax.
void add_stable(std::string_view text, std::vector<std::string>& out) {
    const auto found = words(text);
    for (const auto& word : found) {
        if (const auto at = word.text.find_first_of(syntax); at != std::string_view::npos) {
            add_stable(word.text.substr(0, at), out);
            add_stable(word.text.substr(at + 1), out);
        } else if (word.text.starts_with('+') || word.text.starts_with('-')) {
            add_stable(word.text.substr(1), out);
        } else if (word.text.size() == text.size()) {
            out.emplace_back(word.text);
        } else {
            add_stable(word.text, out);
        }
    }
}

class Lexer {
public:
    explicit Lexer(const std::string& text) : text_(text), rest_(text) {}

    void run() {
        while (!rest_.empty()) {
            const auto begin = here();
            const auto known = tokens.size();
            step();
            for (auto i = known; i < tokens.size(); ++i) {
                tokens[i].begin = begin;
                tokens[i].end = here();
            }
        }
    }

    std::vector<Token> tokens;
    std::vector<Oddity> oddities;

private:
    void step() {
        if (const auto width = space(rest_)) {
            rest_.remove_prefix(width);
            at_start_ = true;
            return;
        }
        const char first = rest_.front();
        if (first == '"') return phrase();
        if (first == '(' || first == ')') {
            add({.kind = first == '(' ? Token::Kind::open : Token::Kind::close});
            rest_.remove_prefix(1);
            at_start_ = first == '(';
            return;
        }
        if ((first == '+' || first == '-') && at_start_) {
            rest_.remove_prefix(1);
            if (!rest_.empty() && space(rest_) == 0 && rest_.front() != '+' && rest_.front() != '-')
                add({.kind = first == '+' ? Token::Kind::plus : Token::Kind::minus});
            at_start_ = false;
            return;
        }
        chunk();
        at_start_ = false;
    }

    /// From a quote to the next one; a quote that is never closed is no quote.
    void phrase() {
        rest_.remove_prefix(1);
        at_start_ = false;
        const auto end = rest_.find('"');
        if (end == std::string_view::npos) return odd("unclosed-quote", here() - 1, here());
        if (auto found = plain_words(rest_.substr(0, end)); !found.empty())
            add({.kind = Token::Kind::phrase, .words = std::move(found)});
        rest_.remove_prefix(end + 1);
    }

    /// What stands together up to white space, a quote or a parenthesis.
    void chunk() {
        std::size_t end = 0;
        while (end < rest_.size() && space(rest_.substr(end)) == 0 && rest_[end] != '"' && rest_[end] != '(' &&
               rest_[end] != ')')
            ++end;
        const auto piece = rest_.substr(0, end);
        if (field(piece)) return;
        const auto begin = here();
        rest_.remove_prefix(end);
        if (!keyword(piece)) text(piece, begin);
    }

    /// name:value or name:"value".
    bool field(std::string_view piece) {
        const auto colon = piece.find(':');
        if (colon == std::string_view::npos || colon == 0) return false;
        const auto name = field_named(piece.substr(0, colon));
        auto value = piece.substr(colon + 1);
        auto taken = piece.size();
        const bool quoted = value.empty() && rest_.substr(taken).starts_with('"');
        if (name.empty()) {
            if ((quoted || !value.empty()) && looks_like_field(piece.substr(0, colon), value))
                odd("unknown-field", here(), here() + colon + 1);
            return false;
        }
        if (quoted) {
            const auto end = rest_.find('"', taken + 1);
            if (end == std::string_view::npos) return false;
            value = rest_.substr(taken + 1, end - taken - 1);
            taken = end + 1;
        } else {
            while (!value.empty() && std::string_view{",;.!?"}.find(value.back()) != std::string_view::npos &&
                   !(name == "year" && value.ends_with("..")))
                value.remove_suffix(1);
        }
        Token token{.kind = Token::Kind::field, .field = std::string{name}, .value = squeeze(value)};
        if (name == "year") {
            const auto range = read_years(token.value);
            if (!range) {
                odd(token.value.empty() ? "empty-value" : "bad-years", here(), here() + taken);
                return false;
            }
            token = {.kind = Token::Kind::year, .range = *range};
        } else if (words(token.value).empty()) {
            odd("empty-value", here(), here() + taken);
            return false;
        }
        add(std::move(token));
        rest_.remove_prefix(taken);
        return true;
    }

    bool keyword(std::string_view piece) {
        for (const auto& [name, kind, local] : operators) {
            if (piece != name) continue;
            add({.kind = kind, .words = {std::string{piece}}, .local = local});
            return true;
        }
        if (!piece.starts_with("NEAR")) return false;
        int distance = default_distance;
        if (piece.size() > 4) {
            const auto digits = piece.substr(5);
            const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), distance);
            if (piece[4] != '/' || problem != std::errc{} || end != digits.data() + digits.size() || distance < 0)
                return false;
        }
        add({.kind = Token::Kind::near,
             .words = {std::string{piece}},
             .distance = std::min(distance, greatest_distance)});
        return true;
    }

    /// Words, of which the last before a star is a prefix; a star elsewhere is none. `begin`: where the piece does.
    void text(std::string_view piece, std::size_t begin) {
        while (!piece.empty()) {
            const auto star = piece.find('*');
            const auto before = piece.substr(0, star);
            auto found = plain_words(before);
            const bool last =
                star != std::string_view::npos &&
                (star + 1 == piece.size() || std::ispunct(static_cast<unsigned char>(piece[star + 1])) != 0);
            bool prefix = last && !found.empty() && ends_in_word(before);
            if (star != std::string_view::npos && !prefix) odd("stray-wildcard", begin + star, begin + star + 1);
            if (prefix && !is_long_enough(found.back())) {
                odd("short-wildcard", begin + star - found.back().size(), begin + star + 1);
                prefix = false;
            }
            for (std::size_t i = 0; i < found.size(); ++i) {
                if (prefix && i + 1 == found.size())
                    add({.kind = Token::Kind::prefix, .words = {std::move(found[i])}});
                else
                    add({.words = {reads_as_operator(found[i]) ? lower(found[i]) : std::move(found[i])}});
            }
            const auto taken = star == std::string_view::npos ? piece.size() : star + 1;
            piece.remove_prefix(taken);
            begin += taken;
        }
    }

    static bool ends_in_word(std::string_view piece) {
        const auto found = words(piece);
        return !found.empty() && found.back().begin + found.back().text.size() == piece.size();
    }

    static bool is_long_enough(const std::string& word) {
        return std::ranges::count_if(word, [](char byte) { return (byte & 0xC0) != 0x80; }) >= min_wildcard_letters;
    }

    /// "autoor:Freire", but not "http://..." or "12:30".
    static bool looks_like_field(std::string_view name, std::string_view value) {
        constexpr std::array schemes = {"http", "https", "ftp", "doi", "isbn", "issn", "urn", "hdl", "mailto", "ark"};
        const auto folded = fold(name);
        return folded.size() > 1 && !value.starts_with("//") && std::ranges::find(schemes, folded) == schemes.end() &&
               std::ranges::all_of(folded, [](char byte) { return byte >= 'a' && byte <= 'z'; });
    }

    std::size_t here() const { return text_.size() - rest_.size(); }
    void odd(std::string_view code, std::size_t begin, std::size_t end) { oddities.push_back({code, begin, end}); }
    void add(Token token) { tokens.push_back(std::move(token)); }

    const std::string& text_;
    std::string_view rest_;
    bool at_start_ = true;  ///< + and - are signs only before a word
};

}  // namespace

Lexed lex(std::string_view typed) {
    Lexed result{.text = normalized(typed), .tokens = {}, .oddities = {}};
    Lexer lexer{result.text};
    lexer.run();
    result.tokens = std::move(lexer.tokens);
    result.oddities = std::move(lexer.oddities);
    return result;
}

std::vector<std::string> plain_words(std::string_view text) {
    std::vector<std::string> result;
    add_stable(text, result);
    return result;
}

std::vector<std::string> as_words(const Token& token) {
    std::vector<std::string> result;
    for (const auto& typed : token.words)
        for (const auto& word : plain_words(typed)) result.push_back(reads_as_operator(word) ? lower(word) : word);
    return result;
}

std::vector<std::string_view> operator_names(Token::Kind kind) {
    std::vector<std::string_view> result;
    for (const auto& one : operators)
        if (one.kind == kind) result.push_back(one.name);
    return result;
}

bool reads_as_operator(std::string_view word) {
    return word == "NEAR" || std::ranges::any_of(operators, [&](const Operator& one) { return one.name == word; });
}

std::optional<YearRange> read_years(std::string_view text) {
    const auto number = [](std::string_view digits) -> std::optional<int> {
        int year = 0;
        const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), year);
        if (digits.size() > 4 || problem != std::errc{} || end != digits.data() + digits.size() || year < 0) return {};
        return year;
    };
    for (const std::string_view dash : {"..", "-", "–"}) {
        const auto at = text.find(dash);
        if (at == std::string_view::npos) continue;
        const auto before = text.substr(0, at), after = text.substr(at + dash.size());
        YearRange range{number(before), number(after)};
        if ((!before.empty() && !range.from) || (!after.empty() && !range.to) || range == YearRange{}) return {};
        if (range.from && range.to && *range.from > *range.to) std::swap(range.from, range.to);
        return range;
    }
    if (const auto year = number(text)) return YearRange{year, year};
    return {};
}

}  // namespace acervo
