// SPDX-License-Identifier: GPL-3.0-or-later
#include <unicode/brkiter.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <memory>

#include "corpus/icu.h"
#include "corpus/text.h"

namespace acervo {
namespace {

using icu_wrapper::Status;

/// Breaks at the boundaries of UAX 29; one per thread, since ICU's iterators are not shared.
class Breaker {
public:
    Breaker() {
        Status status;
        iterator_.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
        status.check("ICU word breaking");
    }
    ~Breaker() { utext_close(&text_); }
    Breaker(const Breaker&) = delete;
    Breaker& operator=(const Breaker&) = delete;

    /// Calls visit(begin, end) for each piece that ICU takes for a word or number.
    template <typename Visit>
    void visit(std::string_view text, Visit&& visit) {
        Status status;
        utext_openUTF8(&text_, text.data(), static_cast<std::int64_t>(text.size()), &status.code);
        iterator_->setText(&text_, status);
        status.check("ICU word breaking");
        auto begin = iterator_->first();
        for (auto end = iterator_->next(); end != icu::BreakIterator::DONE; begin = end, end = iterator_->next()) {
            if (iterator_->getRuleStatus() >= UBRK_WORD_NONE_LIMIT)
                visit(static_cast<std::size_t>(begin), static_cast<std::size_t>(end));
        }
    }

private:
    UText text_ = UTEXT_INITIALIZER;
    std::unique_ptr<icu::BreakIterator> iterator_;
};

bool is_space(char byte) {
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

bool is_ascii_letter(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/// Bytes of the Latin letter that starts here, with or without accents (U+00C0..017F); 0: something else does.
std::size_t latin_letter(std::string_view text, std::size_t at) {
    if (is_ascii_letter(text[at])) return 1;
    const auto first = static_cast<unsigned char>(text[at]);
    if (first < 0xC3 || first > 0xC5 || at + 1 == text.size()) return 0;
    const auto second = static_cast<unsigned char>(text[at + 1]);
    const bool sign = first == 0xC3 && (second == 0x97 || second == 0xB7);  // × ÷
    return second >= 0x80 && second <= 0xBF && !sign ? 2 : 0;
}

/// Whether ICU divides words at this ASCII sign wherever it stands among letters. (Of "@" it makes one word with them.)
bool always_divides(char byte) {
    return byte > ' ' && byte < 0x7F && !is_ascii_letter(byte) && !(byte >= '0' && byte <= '9') && byte != '.' &&
           byte != ':' && byte != '\'' && byte != '_' && byte != '@';
}

/// Whether ICU divides at this sign where no letter or digit follows it.
bool divides_at_end(char byte) {
    return byte == '.' || byte == ':' || byte == '\'';
}

bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

/// Length in bytes of the apostrophe that starts here; 0: none does.
std::size_t apostrophe(std::string_view text) {
    if (text.starts_with('\'')) return 1;
    return text.starts_with("\xE2\x80\x99") || text.starts_with("\xE2\x80\x98") ? 3 : 0;  // ’ ‘
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> list) {
    return std::ranges::any_of(list, [&](std::string_view one) {
        return word.size() == one.size() && std::ranges::equal(word, one, [](char a, char b) {
                   return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + 32) : a) == b;
               });
    });
}

/// What Catalan, French, Portuguese and Italian elide before a vowel, and the pronouns Catalan hangs behind a verb.
/// English and names (don't, city's, O'Higgins) keep their apostrophe.
bool elides(std::string_view before, std::string_view after) {
    return is_one_of(before, {"l",      "d",      "s",   "n",    "m",    "t",   "c",    "j",    "qu", "jusqu", "lorsqu",
                              "puisqu", "quelqu", "pel", "dell", "nell", "all", "sull", "dall", "un", "quest"}) ||
           is_one_of(after, {"l", "ls", "n", "ns"});
}

bool has_letter_or_digit(std::string_view text) {
    const auto size = static_cast<std::int32_t>(text.size());
    for (std::int32_t at = 0; at < size;) {
        UChar32 character = 0;
        U8_NEXT(text.data(), at, size, character);
        if (character >= 0 && u_isalnum(character)) return true;
    }
    return false;
}

/// The words of a text, in order, as they are found.
class Collector {
public:
    explicit Collector(std::string_view text) : text_(text) { words_.reserve(text.size() / 6 + 1); }

    /// One of ICU's pieces, divided where ICU keeps together what we do not: "tema:agua", "fin.La" (a full stop without
    /// its space, common in text taken from PDF), "nome____", "l'aigua".
    void add(std::size_t begin, std::size_t end) {
        std::size_t start = begin;
        for (std::size_t at = begin; at < end;) {
            const char byte = text_[at];
            if (byte == ':' || byte == '_' || (byte == '.' && divides(at, begin, end))) {
                keep(start, at);
                start = ++at;
            } else if (const auto length = byte == '\'' || byte == '\xE2' ? apostrophe(text_.substr(at)) : 0; length) {
                if (elides(text_.substr(start, at - start), text_.substr(at + length, end - at - length))) {
                    keep(start, at);
                    start = at + length;
                }
                at += length;
            } else {
                ++at;
            }
        }
        keep(start, end);
    }

    /// Whether a stretch without white space is made of Latin letters and plain signs alone, as most of any text is:
    /// its words are what stands between the signs, with no need to ask ICU.
    bool is_plain(std::size_t begin, std::size_t end) const {
        for (auto at = begin; at < end;) {
            if (const auto length = latin_letter(text_, at); length != 0) {
                at += length;
                continue;
            }
            const bool last = at + 1 == end || always_divides(text_[at + 1]);
            if (!always_divides(text_[at]) && !(divides_at_end(text_[at]) && last)) return false;
            ++at;
        }
        return true;
    }

    void add_plain(std::size_t begin, std::size_t end) {
        for (auto at = begin; at < end; ++at) {
            const auto start = at;
            for (std::size_t length = 0; at < end && (length = latin_letter(text_, at)) != 0;) at += length;
            if (at > start) words_.push_back({text_.substr(start, at - start), start});
        }
    }

    std::vector<Word> take() && { return std::move(words_); }

private:
    /// A full stop inside a number or a code stays ("13.709", "v2.1"), and so does one between two l ("col.laborar", as
    /// many type the Catalan l·l).
    bool divides(std::size_t at, std::size_t begin, std::size_t end) const {
        if (at == begin || at + 1 >= end) return true;
        const char before = text_[at - 1], after = text_[at + 1];
        if (is_digit(before) && is_digit(after)) return false;
        return !((before == 'l' && after == 'l') || (before == 'L' && after == 'L'));
    }

    void keep(std::size_t begin, std::size_t end) {
        if (begin == end) return;
        const auto piece = text_.substr(begin, end - begin);
        const auto first = static_cast<unsigned char>(piece.front());
        const bool plain = (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') || is_digit(piece.front());
        if (!plain && !has_letter_or_digit(piece)) return;
        if (std::ranges::all_of(piece, is_digit) && continues_code(begin)) {
            auto& code = words_.back();
            code.text = text_.substr(code.begin, end - code.begin);
            return;
        }
        words_.push_back({piece, begin});
    }

    /// Whether a number that begins here belongs to the letters before it: "COVID-19".
    bool continues_code(std::size_t begin) const {
        if (words_.empty()) return false;
        const auto& last = words_.back();
        const auto last_end = last.begin + last.text.size();
        const auto between = text_.substr(last_end, begin - last_end);
        return (between == "-" || between == "\xE2\x80\x90" || between == "\xE2\x80\x91") &&
               !is_digit(last.text.front()) && last.text.find('-') == std::string_view::npos;
    }

    std::string_view text_;
    std::vector<Word> words_;
};

}  // namespace

std::vector<Word> words(std::string_view text) {
    // ICU's word iterator counts in 32 bits.
    if (text.size() > (std::size_t{1} << 30U))
        throw Error{Problem::too_large, "a text of " + std::to_string(text.size()) + " bytes"}.with_hint(
            "divide it into pages or sections");
    static thread_local Breaker breaker;
    Collector collector(text);
    // No word goes beyond white space, so each stretch without is a text of its own. Those that need ICU and lie side
    // by side are given to it together.
    const auto ask_icu = [&](std::size_t begin, std::size_t end) {
        if (begin == end) return;
        breaker.visit(text.substr(begin, end - begin),
                      [&](std::size_t from, std::size_t to) { collector.add(begin + from, begin + to); });
    };
    std::size_t asked = 0;  // everything before it has been divided
    for (std::size_t at = 0; at < text.size();) {
        if (is_space(text[at])) {
            ++at;
            continue;
        }
        auto end = at;
        while (end < text.size() && !is_space(text[end])) ++end;
        if (collector.is_plain(at, end)) {
            ask_icu(asked, at);
            collector.add_plain(at, end);
            asked = end;
        }
        at = end;
    }
    ask_icu(asked, text.size());
    return std::move(collector).take();
}

}  // namespace acervo
