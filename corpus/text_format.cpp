// SPDX-License-Identifier: GPL-3.0-or-later
#include <unicode/coll.h>
#include <unicode/dtitvfmt.h>
#include <unicode/dtptngen.h>
#include <unicode/gregocal.h>
#include <unicode/msgfmt.h>
#include <unicode/numberformatter.h>
#include <unicode/smpdtfmt.h>
#include <unicode/timezone.h>

#include <array>
#include <chrono>
#include <limits>
#include <map>
#include <memory>
#include <optional>

#include "corpus/icu.h"
#include "corpus/text.h"

namespace acervo {
namespace {

using icu_wrapper::locale;
using icu_wrapper::Status;
using icu_wrapper::utf16;
using icu_wrapper::utf8;

/// Objects of ICU that are dear to make and must not be shared by threads, by key. Bounded, since languages come from
/// readers.
template <typename Value>
class Cache {
public:
    template <typename Make>
    Value& get(const std::string& key, Make&& make) {
        if (auto found = values_.find(key); found != values_.end()) return *found->second;
        if (values_.size() >= limit) values_.clear();
        return *values_.emplace(key, make()).first->second;
    }

private:
    static constexpr std::size_t limit = 512;
    std::map<std::string, std::unique_ptr<Value>, std::less<>> values_;
};

/// One side of an EDTF date as we read it: year, month and day as far as given.
struct Day {
    int year = 0;
    unsigned month = 0, day = 0;  ///< 0: not given
    bool about = false;           ///< "~" or "%": approximate
    bool uncertain = false;       ///< "?" or "%"
};

std::optional<int> digits(std::string_view text) {
    int value = 0;
    for (const char byte : text) {
        if (byte < '0' || byte > '9') return std::nullopt;
        value = value * 10 + (byte - '0');
    }
    return text.empty() || text.size() > 4 ? std::nullopt : std::optional{value};
}

std::optional<Day> day(std::string_view text) {
    Day result;
    if (!text.empty() && std::string_view{"~?%"}.find(text.back()) != std::string_view::npos) {
        result.about = text.back() != '?';
        result.uncertain = text.back() != '~';
        text.remove_suffix(1);
    }
    if (const auto time = text.find('T'); time == 10) text = text.substr(0, time);
    if (text.size() != 4 && text.size() != 7 && text.size() != 10) return std::nullopt;
    const auto year = digits(text.substr(0, 4));
    if (!year) return std::nullopt;
    result.year = *year;
    if (text.size() >= 7) {
        const auto month = digits(text.substr(5, 2));
        if (text[4] != '-' || !month || *month < 1 || *month > 12) return std::nullopt;
        result.month = static_cast<unsigned>(*month);
    }
    if (text.size() == 10) {
        const auto number = digits(text.substr(8, 2));
        if (text[7] != '-' || !number) return std::nullopt;
        result.day = static_cast<unsigned>(*number);
        if (!std::chrono::year_month_day{std::chrono::year{result.year}, std::chrono::month{result.month},
                                         std::chrono::day{result.day}}
                 .ok())
            return std::nullopt;
    }
    return result;
}

UDate instant(const Day& day) {
    const std::chrono::sys_days days{std::chrono::year{day.year} / static_cast<int>(day.month ? day.month : 1) /
                                     static_cast<int>(day.day ? day.day : 1)};
    return static_cast<UDate>(days.time_since_epoch().count()) * U_MILLIS_PER_DAY;
}

const char* skeleton(const Day& day) {
    return day.day ? "yMMMMd" : day.month ? "yMMMM" : "y";
}

/// Greenwich, Gregorian: a calendar date has no zone.
std::unique_ptr<icu::SimpleDateFormat> make_date_format(const std::string& language, const char* pattern_skeleton) {
    Status status;
    const auto where = locale(language);
    const std::unique_ptr<icu::DateTimePatternGenerator> generator{
        icu::DateTimePatternGenerator::createInstance(where, status)};
    status.check("ICU dates");
    const auto pattern = generator->getBestPattern(icu::UnicodeString{pattern_skeleton}, status);
    auto format = std::make_unique<icu::SimpleDateFormat>(pattern, where, status);
    status.check("ICU dates");
    // EDTF counts in the Gregorian calendar before 1582 too.
    icu::GregorianCalendar calendar{*icu::TimeZone::getGMT(), where, status};
    calendar.setGregorianChange(std::numeric_limits<UDate>::lowest(), status);
    status.check("ICU dates");
    format->setCalendar(calendar);
    return format;
}

std::string in_words(const Day& day, const std::string& language) {
    static thread_local Cache<icu::SimpleDateFormat> formats;
    const auto* const chosen = skeleton(day);
    auto& format = formats.get(std::string{chosen} + language, [&] { return make_date_format(language, chosen); });
    icu::UnicodeString text;
    format.format(instant(day), text);
    // "c." (circa) is read in all our languages.
    return (day.about ? "c. " : "") + utf8(text) + (day.uncertain ? " (?)" : "");
}

std::string in_words(const Day& from, const Day& to, const std::string& language) {
    const bool plain = !(from.about || from.uncertain || to.about || to.uncertain) && from.year > 1582;
    if (!plain || std::string_view{skeleton(from)} != skeleton(to) || instant(from) >= instant(to))
        return in_words(from, language) + " – " + in_words(to, language);
    static thread_local Cache<icu::DateIntervalFormat> formats;
    const auto* const chosen = skeleton(from);
    auto& format = formats.get(std::string{chosen} + language, [&] {
        Status status;
        std::unique_ptr<icu::DateIntervalFormat> made{
            icu::DateIntervalFormat::createInstance(icu::UnicodeString{chosen}, locale(language), status)};
        status.check("ICU dates");
        made->adoptTimeZone(icu::TimeZone::getGMT()->clone());
        return made;
    });
    Status status;
    icu::UnicodeString text;
    icu::FieldPosition nowhere;
    const icu::DateInterval interval{instant(from), instant(to)};
    format.format(&interval, text, nowhere, status);
    status.check("ICU dates");
    return utf8(text);
}

}  // namespace

std::string collation_key(std::string_view text, const std::string& language) {
    static thread_local Cache<icu::Collator> collators;
    auto& collator = collators.get(language, [&] {
        Status status;
        std::unique_ptr<icu::Collator> made{icu::Collator::createInstance(locale(language), status)};
        status.check("ICU collation");
        return made;
    });
    const auto source = utf16(text);
    std::array<std::uint8_t, 256> buffer{};
    auto size = collator.getSortKey(source, buffer.data(), buffer.size());
    // ICU ends the key with a NUL that says nothing.
    if (size <= static_cast<std::int32_t>(buffer.size()))
        return {reinterpret_cast<const char*>(buffer.data()), static_cast<std::size_t>(std::max(size - 1, 0))};
    std::vector<std::uint8_t> large(static_cast<std::size_t>(size));
    size = collator.getSortKey(source, large.data(), size);
    return {reinterpret_cast<const char*>(large.data()), static_cast<std::size_t>(size - 1)};
}

std::string format_message(const std::string& pattern, const std::string& language,
                           const std::vector<std::pair<std::string, std::string>>& texts,
                           const std::vector<std::pair<std::string, double>>& numbers) {
    if (pattern.find_first_of("{'") == std::string::npos) return pattern;
    static thread_local Cache<icu::MessageFormat> formats;
    auto& format = formats.get(language + '\n' + pattern, [&] {
        Status status;
        UParseError place{};
        auto made = std::make_unique<icu::MessageFormat>(utf16(pattern), locale(language), place, status);
        if (U_FAILURE(status.code))
            throw Error{Problem::broken, "message \"" + pattern + "\", character " + std::to_string(place.offset) +
                                             ": " + u_errorName(status.code)};
        return made;
    });
    std::vector<icu::UnicodeString> names;
    std::vector<icu::Formattable> values;
    for (const auto& [name, text] : texts) {
        names.push_back(utf16(name));
        values.emplace_back(utf16(text));
    }
    for (const auto& [name, number] : numbers) {
        names.push_back(utf16(name));
        values.emplace_back(number);
    }
    Status status;
    icu::UnicodeString text;
    format.format(names.data(), values.data(), static_cast<std::int32_t>(names.size()), text, status);
    status.check(("message \"" + pattern + "\"").c_str());
    return utf8(text);
}

std::string format_date(const std::string& edtf, const std::string& language) {
    const auto slash = edtf.find('/');
    if (slash == std::string::npos) {
        const auto single = day(edtf);
        return single ? in_words(*single, language) : edtf;
    }
    const auto first = std::string_view{edtf}.substr(0, slash), second = std::string_view{edtf}.substr(slash + 1);
    const auto is_open_end = [](std::string_view side) { return side.empty() || side == ".."; };
    const auto from = day(first), to = day(second);
    if (from && to) return in_words(*from, *to, language);
    if (from && is_open_end(second)) return in_words(*from, language) + " –";
    if (to && is_open_end(first)) return "– " + in_words(*to, language);
    return edtf;
}

std::string format_number(double number, const std::string& language) {
    static thread_local Cache<icu::number::LocalizedNumberFormatter> formats;
    auto& format = formats.get(language, [&] {
        return std::make_unique<icu::number::LocalizedNumberFormatter>(
            icu::number::NumberFormatter::withLocale(locale(language))
                .precision(icu::number::Precision::maxFraction(3)));
    });
    Status status;
    const auto text = format.formatDouble(number, status).toString(status);
    status.check("ICU numbers");
    return utf8(text);
}

}  // namespace acervo
