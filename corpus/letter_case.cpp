// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/letter_case.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "corpus/icu.h"

namespace acervo {

using icu_wrapper::utf16;
using icu_wrapper::utf8;
std::string upper(std::string_view text) {
    return utf8(utf16(text).toUpper(icu::Locale::getRoot()));
}

std::string capitalized(std::string_view text) {
    const auto all = utf16(text);
    icu::UnicodeString out;
    bool inside = false;  // of a word
    for (std::int32_t at = 0; at < all.length(); at = all.moveIndex32(at, 1)) {
        const auto c = all.char32At(at);
        const bool letter = u_isalpha(c) != 0 || u_charType(c) == U_NON_SPACING_MARK;
        out.append(inside ? u_tolower(c) : u_totitle(c));
        inside = letter || c == '\'' || c == 0x2019;
    }
    return utf8(out);
}

std::string first_letter(std::string_view text) {
    const auto all = utf16(text);
    if (all.isEmpty() || u_isalpha(all.char32At(0)) == 0) return {};
    auto end = all.moveIndex32(0, 1);
    while (end < all.length() && u_charType(all.char32At(end)) == U_NON_SPACING_MARK) end = all.moveIndex32(end, 1);
    return utf8(all.tempSubString(0, end));
}

}  // namespace acervo
