// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Private to corpus/*.cpp: what every caller of ICU needs.

#include <unicode/locid.h>
#include <unicode/unistr.h>
#include <unicode/utypes.h>

#include <string>
#include <string_view>

#include "corpus/error.h"

namespace acervo::icu_wrapper {

/// The one place that looks at UErrorCode: pass it to ICU, then check().
struct Status {
    UErrorCode code = U_ZERO_ERROR;
    operator UErrorCode&() { return code; }
    void check(const char* what) const {
        if (U_FAILURE(code)) throw Error{Problem::broken, std::string{what} + ": " + u_errorName(code)};
    }
};

inline icu::StringPiece piece(std::string_view text) {
    return {text.data(), static_cast<std::int32_t>(text.size())};
}

inline icu::UnicodeString utf16(std::string_view text) {
    return icu::UnicodeString::fromUTF8(piece(text));
}

inline std::string utf8(const icu::UnicodeString& text) {
    std::string result;
    text.toUTF8String(result);
    return result;
}

/// Locale of a BCP 47 tag; the root locale when it is not one.
inline icu::Locale locale(const std::string& language) {
    UErrorCode code = U_ZERO_ERROR;
    auto found = icu::Locale::forLanguageTag(language, code);
    return U_FAILURE(code) || found.isBogus() ? icu::Locale::getRoot() : found;
}

}  // namespace acervo::icu_wrapper
