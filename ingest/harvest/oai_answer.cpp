// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/harvest/oai_answer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <optional>

#include "corpus/text.h"
#include "corpus/xml.h"
#include "ingest/bibliographic/xml_records.h"

namespace acervo {
namespace {

constexpr std::string_view white = " \t\r\n";

std::string_view trimmed(std::string_view text) {
    const auto begin = text.find_first_not_of(white);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(white) - begin + 1);
}

/// Value of the attribute in an XML declaration.
std::string declared(std::string_view declaration) {
    auto at = declaration.find("encoding");
    if (at == std::string_view::npos) return {};
    at = declaration.find_first_of("\"'", at);
    if (at == std::string_view::npos) return {};
    const auto end = declaration.find(declaration[at], at + 1);
    return end == std::string_view::npos ? std::string{} : ascii_lower(declaration.substr(at + 1, end - at - 1));
}

/// Bytes of the UTF-8 character that begins the text; 0: none does.
std::size_t character(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t size = lead < 0x80   ? 1
                             : lead < 0xC2 ? 0
                             : lead < 0xE0 ? 2
                             : lead < 0xF0 ? 3
                             : lead < 0xF5 ? 4
                                           : 0;
    return size > 0 && size <= text.size() && is_utf8(text.substr(0, size)) ? size : 0;
}

/// What each of the bytes from 0x80 on is in Windows-1252.
const std::string& high_character(char byte) {
    static const auto characters = [] {
        std::array<std::string, 128> table;
        for (std::size_t i = 0; i < table.size(); ++i)
            table[i] = to_utf8(std::string(1, static_cast<char>(0x80 + i)), "windows-1252");
        return table;
    }();
    return characters[static_cast<unsigned char>(byte) & 0x7F];
}

std::string repaired(std::string_view text, std::size_t& repairs) {
    std::string out;
    out.reserve(text.size() + text.size() / 64);
    while (!text.empty()) {
        const auto size = character(text);
        if (size > 0) {
            out += text.substr(0, size);
        } else {
            out += high_character(text.front());
            ++repairs;
        }
        text.remove_prefix(std::max<std::size_t>(size, 1));
    }
    return out;
}

bool is_allowed(std::uint32_t c) {
    return c == 0x9 || c == 0xA || c == 0xD || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) ||
           (c >= 0x10000 && c <= 0x10FFFF);
}

/// Length of a reference ("&#x1F;") to a character that XML does not allow, at the beginning of the text; 0: none.
std::size_t bad_reference(std::string_view text) {
    if (!text.starts_with("&#")) return 0;
    const bool hex = text.size() > 2 && (text[2] == 'x' || text[2] == 'X');
    const auto begin = hex ? std::size_t{3} : std::size_t{2};
    const auto end = text.substr(0, 16).find(';');
    if (end == std::string_view::npos || end <= begin) return 0;
    std::uint32_t number = 0;
    const auto read = std::from_chars(text.data() + begin, text.data() + end, number, hex ? 16 : 10);
    const bool readable = read.ptr == text.data() + end;
    return readable && (read.ec != std::errc{} || !is_allowed(number)) ? end + 1 : 0;
}

std::string without_control_characters(std::string_view text, std::size_t& removed) {
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto c = static_cast<unsigned char>(text[at]);
        const bool control = c < 0x20 && c != '\t' && c != '\n' && c != '\r';
        // U+FFFE and U+FFFF
        const bool none = c == 0xEF && text.substr(at, 2) == "\xEF\xBF" && at + 2 < text.size() &&
                          static_cast<unsigned char>(text[at + 2]) >= 0xBE;
        if (!control && !none) plain += text[at];
        removed += control || none ? 1 : 0;
        at += none ? 3 : 1;
    }
    // A space instead: what stands on both sides must not become a reference of its own.
    for (auto at = plain.find("&#"); at != std::string::npos; at = plain.find("&#", at + 1)) {
        const auto length = bad_reference(std::string_view{plain}.substr(at));
        if (length == 0) continue;
        std::fill_n(plain.begin() + static_cast<std::ptrdiff_t>(at), length, ' ');
        ++removed;
    }
    return plain;
}

std::string text_of(xml::Node node, const char* child) {
    return squeeze(clean(xml::text(xml::at(node, child))));
}

/// Whether the document element is closed; comments may follow.
bool ends_whole(std::string_view bytes) {
    constexpr std::string_view name = "OAI-PMH";
    const auto at = bytes.rfind(name);
    if (at == std::string_view::npos || !trimmed(bytes.substr(at + name.size())).starts_with('>')) return false;
    const auto tag = bytes.rfind('<', at);
    return tag != std::string_view::npos && bytes.substr(tag, 2) == "</";
}

/// Calls with each element of that name which is not part of a record's metadata.
template <typename Take>
void each(std::string_view bytes, std::string_view name, Take&& take) {
    XmlRecordSink sink;
    sink.take = [&](xml::Node node, int) {
        for (auto above = node->parent; above != nullptr; above = above->parent)
            if (xml::is(above, "metadata") || xml::is(above, "about")) return;
        take(node);
    };
    sink.wrong = [](const Error&, int) {};
    try {
        each_xml_record(bytes, name, sink);
    } catch (const Error&) {  // nested too deeply to follow: what was found counts
    }
}

std::string first(std::string_view bytes, std::string_view name) {
    std::string found;
    each(bytes, name, [&](xml::Node node) {
        if (found.empty()) found = squeeze(clean(xml::text(node)));
    });
    return found;
}

}  // namespace

MendedXml mended_xml(std::string_view bytes) {
    MendedXml mended;
    std::string wide;
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) bytes = wide = to_utf8(bytes);
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    // Warnings of programs come before the document, statistics behind it.
    const auto root = bytes.find("OAI-PMH"), declaration = bytes.find("<?xml ");
    auto begin = declaration;
    if (declaration == std::string_view::npos || declaration > root)
        begin = root == std::string_view::npos ? bytes.find('<') : bytes.rfind('<', root);
    begin = std::min(begin, bytes.size());
    const auto before = trimmed(bytes.substr(0, begin));
    auto document = bytes.substr(begin);
    std::string encoding;
    if (document.starts_with("<?xml ")) {
        const auto close = document.find("?>");
        encoding = declared(document.substr(0, std::min(close, std::size_t{200})));
        document.remove_prefix(close == std::string_view::npos ? document.size() : close + 2);
    }
    const auto last = document.rfind('>');
    const auto behind = last == std::string_view::npos ? std::string_view{} : trimmed(document.substr(last + 1));
    if (last != std::string_view::npos) document = document.substr(0, last + 1);
    if (!before.empty() || !behind.empty()) {
        const auto junk = clean(to_utf8(before.empty() ? behind : before));
        mended.findings.push_back({"oai-junk", "", shorten(squeeze(junk), 80), ""});
    }
    std::size_t repairs = 0, removed = 0;
    const bool other = !encoding.empty() && encoding != "utf-8" && encoding != "utf8" && encoding != "utf-16" &&
                       encoding != "us-ascii";
    // What says that it is another encoding and is UTF-8 nevertheless was put together from two systems.
    const auto text = is_utf8(document) ? std::string{document}
                      : other           ? to_utf8(document, encoding)
                                        : repaired(document, repairs);
    if (repairs > 0) mended.findings.push_back({"oai-encoding", "", std::to_string(repairs), ""});
    mended.bytes = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + without_control_characters(text, removed);
    if (removed > 0) mended.findings.push_back({"oai-control-characters", "", std::to_string(removed), ""});
    return mended;
}

OaiAnswer read_oai_answer(std::string_view bytes) {
    OaiAnswer answer;
    answer.is_oai = root_name(bytes) == "OAI-PMH";
    if (!answer.is_oai) return answer;
    answer.whole = ends_whole(bytes);
    answer.response_date = first(bytes, "responseDate");
    each(bytes, "error", [&](xml::Node node) {
        if (!answer.error.empty()) return;
        answer.error = squeeze(clean(xml::attribute(node, "code")));
        if (answer.error.empty()) answer.error = "error";
        answer.error_text = squeeze(clean(xml::text(node)));
    });
    each(bytes, "header", [&](xml::Node node) {
        answer.headers.push_back(
            {text_of(node, "identifier"), text_of(node, "datestamp"), xml::attribute(node, "status") == "deleted"});
    });
    each(bytes, "resumptionToken",
         [&](xml::Node node) { answer.token = std::string{trimmed(clean(xml::raw_text(node)))}; });
    answer.granularity = first(bytes, "granularity");
    answer.earliest = first(bytes, "earliestDatestamp");
    answer.repository = first(bytes, "repositoryName");
    each(bytes, "metadataFormat", [&](xml::Node node) {
        answer.formats.push_back({text_of(node, "metadataPrefix"), text_of(node, "metadataNamespace")});
    });
    return answer;
}

bool is_oai_date(const std::string& text) {
    const std::string_view form = "0000-00-00T00:00:00Z";
    const bool formed = (text.size() == 10 || text.size() == form.size()) &&
                        std::equal(text.begin(), text.end(), form.begin(), [](char c, char wanted) {
                            return wanted == '0' ? c >= '0' && c <= '9' : c == wanted;
                        });
    if (!formed) return false;
    const auto number = [&](std::size_t at, std::size_t digits) { return std::stoi(text.substr(at, digits)); };
    return std::chrono::year_month_day{std::chrono::year{number(0, 4)},
                                       std::chrono::month{static_cast<unsigned>(number(5, 2))},
                                       std::chrono::day{static_cast<unsigned>(number(8, 2))}}
               .ok() &&
           (text.size() == 10 || (text.substr(11, 2) < "24" && text.substr(14, 2) < "60" && text.substr(17, 2) < "60"));
}

std::string richest_format(const std::vector<OaiAnswer::Format>& formats) {
    // Prefixes as they are usual, and the namespaces that say it whatever the prefix is.
    struct Known {
        std::string_view prefix, space;
    };
    constexpr std::array<Known, 9> best_first{{{"dim", "http://www.dspace.org/xmlns/dspace/dim"},
                                               {"xoai", "http://www.lyncode.com/xoai"},
                                               {"mods", "http://www.loc.gov/mods/v3"},
                                               {"marcxml", "http://www.loc.gov/MARC21/slim"},
                                               {"marc21", "http://www.loc.gov/MARC21/slim"},
                                               {"oai_qdc", ""},
                                               {"qdc", "http://dspace.org/qualifieddc/"},
                                               {"dcterms", "http://purl.org/dc/terms/"},
                                               {"oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc/"}}};
    for (const auto& known : best_first) {
        for (const auto& format : formats)
            if (format.prefix == known.prefix || (!known.space.empty() && format.space == known.space))
                return format.prefix;
    }
    return {};
}

}  // namespace acervo
