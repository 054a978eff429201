// SPDX-License-Identifier: GPL-3.0-or-later
#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>
#include <unicode/ucsdet.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>

#include "corpus/icu.h"
#include "corpus/text.h"

namespace acervo {
namespace {

template <auto release>
struct Releaser {
    template <typename T>
    void operator()(T* handle) const noexcept {
        release(handle);
    }
};
using Converter = std::unique_ptr<UConverter, Releaser<ucnv_close>>;
using Detector = std::unique_ptr<UCharsetDetector, Releaser<ucsdet_close>>;

enum class Mistakes { refuse, replace };

/// The name ICU shall hear: what is declared as Latin-1 or ASCII is windows-1252 in practice, as the WHATWG Encoding
/// Standard has it. Empty when it cannot be the name of an encoding.
std::string encoding_name(std::string_view declared) {
    const auto name = squeeze(declared);
    if (name.empty() || name.size() > 40 || !std::ranges::all_of(name, [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
                   c == '.' || c == ':' || c == '+';
        }))
        return {};
    for (const char* latin : {"iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "l1", "ascii", "us-ascii"})
        if (ucnv_compareNames(name.c_str(), latin) == 0) return "windows-1252";
    return name;
}

std::optional<std::string> converted(std::string_view bytes, const std::string& encoding, Mistakes mistakes) {
    UErrorCode code = U_ZERO_ERROR;
    const Converter converter{ucnv_open(encoding.c_str(), &code)};
    if (U_FAILURE(code)) return std::nullopt;
    if (mistakes == Mistakes::refuse)
        ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &code);
    std::string result;
    result.reserve(bytes.size() + bytes.size() / 8);
    std::array<UChar, 4096> buffer{};
    const char* source = bytes.data();
    const char* const end = source + bytes.size();
    icu::UnicodeString rest;  // a high surrogate may end one buffer, its partner begin the next
    do {
        UChar* target = buffer.data();
        code = U_ZERO_ERROR;
        ucnv_toUnicode(converter.get(), &target, buffer.data() + buffer.size(), &source, end, nullptr, true, &code);
        if (U_FAILURE(code) && code != U_BUFFER_OVERFLOW_ERROR) return std::nullopt;
        rest.append(buffer.data(), static_cast<std::int32_t>(target - buffer.data()));
        const bool more = code == U_BUFFER_OVERFLOW_ERROR;
        const bool split = more && !rest.isEmpty() && U16_IS_LEAD(rest[rest.length() - 1]);
        const auto whole = rest.length() - (split ? 1 : 0);
        rest.tempSubString(0, whole).toUTF8String(result);
        rest.remove(0, whole);
    } while (code == U_BUFFER_OVERFLOW_ERROR);
    return result;
}

struct Mark {
    std::string_view bytes;
    const char* encoding;
};
/// Longer marks first: UTF-32LE begins like UTF-16LE.
constexpr std::array marks = {Mark{{"\xEF\xBB\xBF", 3}, "UTF-8"}, Mark{{"\xFF\xFE\0\0", 4}, "UTF-32LE"},
                              Mark{{"\0\0\xFE\xFF", 4}, "UTF-32BE"}, Mark{{"\xFF\xFE", 2}, "UTF-16LE"},
                              Mark{{"\xFE\xFF", 2}, "UTF-16BE"}};

/// What ICU makes of the first 64 kB; empty when it is not sure. For single bytes its guesses among European encodings
/// are little more than chance, and our languages are written in windows-1252.
std::string guessed_encoding(std::string_view bytes) {
    UErrorCode code = U_ZERO_ERROR;
    const Detector detector{ucsdet_open(&code)};
    if (U_FAILURE(code)) return {};
    const auto sample = bytes.substr(0, 65536);
    ucsdet_setText(detector.get(), sample.data(), static_cast<std::int32_t>(sample.size()), &code);
    const UCharsetMatch* match = ucsdet_detect(detector.get(), &code);
    if (U_FAILURE(code) || match == nullptr) return {};
    const char* name = ucsdet_getName(match, &code);
    const auto confidence = ucsdet_getConfidence(match, &code);
    if (U_FAILURE(code) || name == nullptr || confidence < 50) return {};
    return encoding_name(name);
}

}  // namespace

std::string to_utf8(std::string_view bytes, const std::string& declared) {
    if (bytes.size() > (std::size_t{1} << 30U))
        throw Error{Problem::too_large, "a text of " + std::to_string(bytes.size()) + " bytes"}.with_hint(
            "divide it into pages or sections");
    for (const auto& mark : marks)
        if (bytes.starts_with(mark.bytes))
            if (auto text = converted(bytes.substr(mark.bytes.size()), mark.encoding, Mistakes::replace)) return *text;
    if (const auto name = encoding_name(declared); !name.empty())
        if (auto text = converted(bytes, name, Mistakes::refuse)) return *text;
    if (is_utf8(bytes)) return std::string{bytes};
    if (const auto name = guessed_encoding(bytes); !name.empty())
        if (auto text = converted(bytes, name, Mistakes::replace)) return *text;
    return converted(bytes, "windows-1252", Mistakes::replace).value_or(std::string{});
}

}  // namespace acervo
