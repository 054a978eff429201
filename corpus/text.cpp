// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/text.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <array>
#include <cstdint>
#include <limits>

#include "corpus/icu.h"

namespace acervo {
namespace {

using icu_wrapper::piece;
using icu_wrapper::Status;

constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD

const icu::Normalizer2& case_folding() {
    static const icu::Normalizer2& instance = []() -> const icu::Normalizer2& {
        Status status;
        const auto* found = icu::Normalizer2::getNFKCCasefoldInstance(status);
        status.check("ICU normalization");
        return *found;
    }();
    return instance;
}

const icu::Normalizer2& nfc() {
    static const icu::Normalizer2& instance = []() -> const icu::Normalizer2& {
        Status status;
        const auto* found = icu::Normalizer2::getNFCInstance(status);
        status.check("ICU normalization");
        return *found;
    }();
    return instance;
}

const icu::Normalizer2& nfd() {
    static const icu::Normalizer2& instance = []() -> const icu::Normalizer2& {
        Status status;
        const auto* found = icu::Normalizer2::getNFDInstance(status);
        status.check("ICU normalization");
        return *found;
    }();
    return instance;
}

/// ICU counts bytes in 32 bits; normalization may triple them.
void check_size(std::string_view text) {
    if (text.size() > std::numeric_limits<std::int32_t>::max() / 4)
        throw Error{Problem::too_large, "a text of " + std::to_string(text.size()) + " bytes"}.with_hint(
            "divide it into pages or sections");
}

void append(std::string& text, UChar32 character) {
    std::array<char, U8_MAX_LENGTH> bytes{};
    std::int32_t length = 0;
    U8_APPEND_UNSAFE(bytes.data(), length, character);
    text.append(bytes.data(), static_cast<std::size_t>(length));
}

std::string normalized(const icu::Normalizer2& form, std::string_view text) {
    std::string result;
    result.reserve(text.size() + text.size() / 8);
    icu::StringByteSink<std::string> sink(&result);
    Status status;
    form.normalizeUTF8(0, piece(text), sink, nullptr, status);
    status.check("ICU normalization");
    return result;
}

std::string well_formed(std::string_view text) {
    std::string result;
    result.reserve(text.size() + 16);
    const auto size = static_cast<std::int32_t>(text.size());
    for (std::int32_t at = 0; at < size;) {
        UChar32 character = 0;
        U8_NEXT(text.data(), at, size, character);
        if (character < 0)
            result.append(replacement);
        else
            append(result, character);
    }
    return result;
}

bool is_latin_or_greek(UChar32 character) {
    UErrorCode code = U_ZERO_ERROR;
    const auto script = uscript_getScript(character, &code);
    return script == USCRIPT_LATIN || script == USCRIPT_GREEK;
}

std::string case_folded(std::string_view text) {
    return is_utf8(text) ? normalized(case_folding(), text) : normalized(case_folding(), well_formed(text));
}

/// Drops the non-spacing marks that stand on Latin and Greek letters.
std::string without_marks(std::string_view text) {
    const auto apart = normalized(nfd(), text);
    std::string kept;
    kept.reserve(apart.size());
    bool droppable = false;
    const auto size = static_cast<std::int32_t>(apart.size());
    for (std::int32_t at = 0; at < size;) {
        const auto begin = at;
        UChar32 character = 0;
        U8_NEXT(apart.data(), at, size, character);
        const auto type = u_charType(character);
        if (type == U_NON_SPACING_MARK) {
            if (droppable) continue;
        } else if (type != U_ENCLOSING_MARK && type != U_COMBINING_SPACING_MARK) {
            droppable = is_latin_or_greek(character);
        }
        kept.append(apart, static_cast<std::size_t>(begin), static_cast<std::size_t>(at - begin));
    }
    return normalized(nfc(), kept);
}

/// What each character below U+0300 becomes by itself. None of them composes with a neighbour, so that a text made
/// of them alone (nearly every word in our languages) is folded by looking them up one by one.
class Table {
public:
    static constexpr UChar32 end = 0x300;

    template <typename Step>
    explicit Table(Step&& step) {
        for (UChar32 character = 0; character < end; ++character) {
            std::string one;
            append(one, character);
            const std::string result = step(one);
            auto& entry = entries_[static_cast<std::size_t>(character)];
            entry.size = static_cast<std::uint8_t>(result.size());
            result.copy(entry.bytes.data(), entry.bytes.size());
        }
    }

    /// False where the text holds something else.
    bool apply(std::string_view text, std::string& result) const {
        for (std::size_t at = 0; at < text.size(); ++at) {
            const auto byte = static_cast<unsigned char>(text[at]);
            unsigned character = byte;
            if (byte >= 0x80) {
                if (byte < 0xC2 || byte > 0xCB || at + 1 >= text.size()) return false;
                const auto next = static_cast<unsigned char>(text[at + 1]);
                if ((next & 0xC0) != 0x80) return false;
                character = (byte & 0x1FU) << 6U | (next & 0x3FU);
                ++at;
            }
            const auto& entry = entries_[character];
            result.append(entry.bytes.data(), entry.size);
        }
        return true;
    }

private:
    struct Entry {
        std::uint8_t size = 0;
        std::array<char, 7> bytes{};
    };
    std::array<Entry, end> entries_{};
};

}  // namespace

void append_utf8(std::string& text, char32_t character) {
    const bool none = (character >= 0xD800 && character < 0xE000) || character > 0x10FFFF;
    append(text, none ? 0xFFFD : static_cast<UChar32>(character));
}

bool is_utf8(std::string_view bytes) {
    std::size_t at = 0;
    while (at < bytes.size() && static_cast<signed char>(bytes[at]) >= 0) ++at;
    while (at < bytes.size()) {
        // Pieces keep within ICU's 32 bits; a piece ends before a lead byte or an ASCII one.
        auto end = std::min(bytes.size(), at + (std::size_t{1} << 30U));
        while (end < bytes.size() && end > at && (static_cast<unsigned char>(bytes[end]) & 0xC0) == 0x80) --end;
        const auto size = static_cast<std::int32_t>(end - at);
        if (size == 0) return false;
        const char* start = bytes.data() + at;
        for (std::int32_t i = 0; i < size;) {
            UChar32 character = 0;
            U8_NEXT(start, i, size, character);
            if (character < 0) return false;
        }
        at = end;
    }
    return true;
}

std::string lower(std::string_view text) {
    static const Table table{[](const std::string& one) { return normalized(case_folding(), one); }};
    std::string result;
    result.reserve(text.size());
    if (table.apply(text, result)) return result;
    check_size(text);
    return case_folded(text);
}

std::string ascii_lower(std::string_view text) {
    std::string result{text};
    for (char& c : result) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return result;
}

std::string fold(std::string_view text) {
    static const Table table{[](const std::string& one) { return without_marks(normalized(case_folding(), one)); }};
    std::string result;
    result.reserve(text.size());
    if (table.apply(text, result)) return result;
    check_size(text);
    return without_marks(case_folded(text));
}

std::string clean(std::string_view text) {
    check_size(text);
    std::string kept;
    kept.reserve(text.size());
    const auto size = static_cast<std::int32_t>(text.size());
    bool ascii = true;
    for (std::int32_t at = 0; at < size;) {
        const auto byte = static_cast<unsigned char>(text[static_cast<std::size_t>(at)]);
        if (byte >= 0x20 && byte < 0x7F) {
            kept.push_back(static_cast<char>(byte));
            ++at;
            continue;
        }
        UChar32 character = 0;
        U8_NEXT(text.data(), at, size, character);
        if (character == '\r') {  // of CR LF only the LF remains; alone it ended lines once
            if (at == size || text[static_cast<std::size_t>(at)] != '\n') kept.push_back('\n');
        } else if (character == '\t' || character == '\n') {
            kept.push_back(static_cast<char>(character));
        } else if (character == 0x0B || character == 0x0C || character == 0x85 || character == 0x2028 ||
                   character == 0x2029) {
            kept.push_back('\n');  // they break lines: dropping them would glue two words
        } else if (character < 0) {
            kept.append(replacement);
            ascii = false;
        } else if (u_charType(character) == U_CONTROL_CHAR || character == 0xFEFF || U_IS_UNICODE_NONCHAR(character)) {
            continue;  // byte-order marks and noncharacters are no text either, and XML forbids some of them
        } else {
            append(kept, character);
            ascii = false;
        }
    }
    return ascii ? kept : normalized(nfc(), kept);
}

std::string squeeze(std::string_view text) {
    check_size(text);
    std::string result;
    result.reserve(text.size());
    bool pending = false;
    const auto size = static_cast<std::int32_t>(text.size());
    for (std::int32_t at = 0; at < size;) {
        const auto begin = at;
        UChar32 character = 0;
        U8_NEXT(text.data(), at, size, character);
        if (character >= 0 && u_isUWhiteSpace(character)) {
            pending = !result.empty();
            continue;
        }
        if (pending) result.push_back(' ');
        pending = false;
        result.append(text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(at - begin)));
    }
    return result;
}

std::string shorten(std::string_view text, std::size_t limit) {
    constexpr std::string_view ellipsis = "…";
    if (limit == 0) return {};
    // Byte offsets: where the last whole word that fits ends, and where limit - 1 characters end.
    std::size_t characters = 0, word_end = 0, cut = 0;
    bool in_word = false;
    const auto size = static_cast<std::int32_t>(text.size());
    for (std::int32_t at = 0; at < size;) {
        const auto begin = static_cast<std::size_t>(at);
        UChar32 character = 0;
        U8_NEXT(text.data(), at, size, character);
        const bool space = character >= 0 && u_isUWhiteSpace(character);
        if (characters < limit) {
            if (in_word && space) word_end = begin;
            if (u_charType(character) != U_NON_SPACING_MARK) cut = begin;
        }
        in_word = !space;
        if (++characters > limit) {
            auto kept = text.substr(0, word_end > 0 ? word_end : cut);
            while (!kept.empty() && std::string_view{" ,;:.-\n\t"}.find(kept.back()) != std::string_view::npos)
                kept.remove_suffix(1);
            return std::string{kept} + std::string{ellipsis};
        }
    }
    return std::string{text};
}

}  // namespace acervo
