// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/formats/property_set.h"

#include <array>
#include <cstdint>
#include <ctime>
#include <map>

#include "corpus/error.h"
#include "corpus/text.h"
#include "ingest/formats/binary.h"
#include "ingest/formats/metadata.h"

namespace acervo {
namespace {

// Numbers of the properties of "\005SummaryInformation" ([MS-OLEPS] 3.1).
enum Property : std::uint32_t { code_page = 1, title = 2, subject = 3, author = 4, keywords = 5, comments = 6 };
constexpr std::uint32_t created = 12, saved = 13;
constexpr std::uint32_t company = 15;  // of "\005DocumentSummaryInformation"

constexpr std::uint32_t most_properties = 1000;

/// 100 ns since 1601 -> "2009-03-24".
std::string day_of(std::uint64_t filetime) {
    constexpr std::int64_t from_1601_to_1970 = 11644473600;
    const auto seconds = static_cast<std::time_t>(static_cast<std::int64_t>(filetime / 10000000) - from_1601_to_1970);
    std::tm parts{};
    std::array<char, 24> text{};
    if (seconds <= 0 || ::gmtime_r(&seconds, &parts) == nullptr ||
        std::strftime(text.data(), text.size(), "%Y-%m-%d", &parts) == 0)
        return {};
    return edtf_date(text.data());
}

/// The values of the first section that are texts or times, by number.
std::map<std::uint32_t, std::string> properties(std::string_view stream) {
    std::map<std::uint32_t, std::string> found;
    const auto section = piece(stream, u32(stream, 44), stream.size());
    const auto count = std::min(u32(section, 4), most_properties);
    unsigned page = 1252;
    const auto each = [&](auto&& take) {
        for (std::size_t i = 0; i < count; ++i) {
            const auto at = u32(section, 12 + 8 * i);
            take(u32(section, 8 + 8 * i), u32(section, at) & 0xFFFFU, piece(section, at + 4ULL, section.size()));
        }
    };
    each([&](std::uint32_t number, std::uint32_t type, std::string_view value) {
        if (number == code_page && type == 2) page = u16(value, 0);
    });
    each([&](std::uint32_t number, std::uint32_t type, std::string_view value) {
        constexpr std::uint32_t bytes = 30, wide = 31, time = 64;
        std::string text;
        if (type == time) {
            text = day_of(u64(value, 0));
        } else if (type == bytes || type == wide) {
            const std::size_t length = u32(value, 0);
            const auto raw = piece(value, 4, type == wide ? length * 2 : length);
            text = type == wide ? from_utf16(raw) : from_code_page(raw, page);
            text = squeeze(clean(text.substr(0, text.find('\0'))));
        }
        if (!text.empty()) found.emplace(number, std::move(text));
    });
    return found;
}

std::map<std::uint32_t, std::string> read(const CompoundFile& file, std::string_view stream) {
    try {
        if (const auto bytes = file.read(stream)) return properties(*bytes);
    } catch (const Error&) {  // the text can be read without
    }
    return {};
}

}  // namespace

void describe(const CompoundFile& file, const std::string& file_name, Record& record) {
    auto summary = read(file, "\005SummaryInformation");
    if (is_title(summary[title], file_name)) put(record.title, "", as_title(summary[title]));
    record.creators = split_authors(summary[author]);
    for (const auto& keyword : split_list(summary[keywords])) put(record.keywords, "", keyword);
    if (summary[comments].size() > 60) put(record.abstract, "", summary[comments]);
    if (const auto at = read(file, "\005DocumentSummaryInformation"); at.contains(company))
        record.publisher = publisher_of(at.at(company));
    record.issued = summary[created].empty() ? summary[saved] : summary[created];
    if (!record.issued.empty()) record.machine.emplace_back("issued");
}

}  // namespace acervo
