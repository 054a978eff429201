// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/identify.h"

#include <magic.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "corpus/error.h"
#include "corpus/text.h"
#include "ingest/archive.h"
#include "ingest/bibliographic/marc.h"
#include "ingest/extractor.h"
#include "ingest/formats/compound_file.h"

namespace acervo {
namespace {

constexpr std::size_t head_size = 64U << 10;

struct Close {
    void operator()(magic_set* magic) const { magic_close(magic); }
};

/// libmagic's opinion. Its database is read once a thread: in a worker, before the sandbox closes.
std::string ask_magic(std::string_view bytes) {
    static thread_local const std::unique_ptr<magic_set, Close> magic = [] {
        std::unique_ptr<magic_set, Close> opened{magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS)};
        if (!opened || magic_load(opened.get(), nullptr) != 0) {
            throw Error{Problem::broken, "libmagic's database cannot be read"}.with_hint(
                "install the package libmagic1");
        }
        return opened;
    }();
    const char* type = magic_buffer(magic.get(), bytes.data(), std::min<std::size_t>(bytes.size(), 1U << 20));
    return type == nullptr ? "application/octet-stream" : type;
}

/// The beginning of a text in UTF-8; empty for what is no text. A character cut in two at the end is left out.
std::string text_head(std::string_view bytes) {
    auto head = bytes.substr(0, head_size);
    const bool utf16 = head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF");
    if (utf16) {
        if (head.size() % 2 != 0) head.remove_suffix(1);
        return to_utf8(head);
    }
    const auto control = [](unsigned char c) {
        return c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1B;
    };
    if (std::any_of(head.begin(), head.end(), control)) return {};
    if (head.size() < bytes.size()) {
        for (int i = 0; i < 4 && !head.empty() && (static_cast<unsigned char>(head.back()) & 0x80) != 0; ++i) {
            const bool lead = (static_cast<unsigned char>(head.back()) & 0xC0) == 0xC0;
            head.remove_suffix(1);
            if (lead) break;
        }
    }
    return to_utf8(head);
}

/// Types of libmagic that are no more than "some text": programs, logs and the like that people's prose is mistaken
/// for.
bool is_some_text(std::string_view type) {
    if (type.starts_with("text/")) return type != "text/rtf" && type != "text/calendar" && type != "text/vcard";
    constexpr std::array others = {"application/octet-stream",
                                   "application/xml",
                                   "application/json",
                                   "application/javascript",
                                   "application/x-ndjson",
                                   "application/x-subrip",
                                   "application/x-wine-extension-ini",
                                   "application/x-setupscript",
                                   "image/svg+xml",
                                   "message/rfc822",
                                   "message/news",
                                   "application/x-bytecode.python",
                                   "application/csv",
                                   "application/xhtml+xml"};
    return std::find(others.begin(), others.end(), type) != others.end();
}

/// "text/x-c++" and its kind, unless the name says that it is prose.
bool is_program(std::string_view type, const std::string& name) {
    constexpr std::array prose = {"txt",  "text", "md",    "markdown", "rmd", "qmd",
                                  "html", "htm",  "xhtml", "csv",      "tsv", ""};
    if (!type.starts_with("text/x-") && type != "application/javascript" && type != "message/rfc822") return false;
    const auto ending = extension(name);
    return std::find(prose.begin(), prose.end(), ending) == prose.end();
}

/// Compound files by the streams in them; an OOXML document with a password is one as well.
std::string identify_compound(std::string_view bytes, const std::string& type) {
    try {
        const CompoundFile file{bytes};
        constexpr std::array<std::pair<const char*, const char*>, 5> known{
            {{"EncryptedPackage", "application/encrypted"},
             {"WordDocument", "application/msword"},
             {"PowerPoint Document", "application/vnd.ms-powerpoint"},
             {"Workbook", "application/vnd.ms-excel"},
             {"Book", "application/vnd.ms-excel"}}};
        for (const auto& [stream, what] : known) {
            if (file.has(stream)) return what;
        }
    } catch (const Error&) {
        // Damaged: the name of the stream still says that a password is the trouble.
        std::string name;
        for (const char c : std::string_view{"EncryptedPackage"}) (name += c) += '\0';
        if (bytes.find(name) != std::string_view::npos) return "application/encrypted";
    }
    return type;
}

}  // namespace

std::string extension(const std::string& name) {
    const auto dot = name.rfind('.');
    if (dot == std::string::npos || name.find('/', dot) != std::string::npos) return {};
    return lower(std::string_view{name}.substr(dot + 1));
}

std::string identify(const SourceFile& file) {
    const auto bytes = file.bytes;
    if (bytes.empty()) return "application/x-empty";
    if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06")) return identify_zip(bytes);
    if (auto archive = identify_archive(bytes); !archive.empty()) return archive;
    // Readers of PDF accept what comes before it.
    const auto pdf = bytes.substr(0, 1024).find("%PDF-");
    if (pdf == 0) return "application/pdf";
    if (looks_like_iso2709(bytes)) return "application/marc";
    const auto head = text_head(bytes);
    if (auto xml = identify_xml(head); !xml.empty()) return xml;
    auto type = ask_magic(bytes);
    if (pdf != std::string_view::npos && (is_some_text(type) || type == "application/octet-stream"))
        return "application/pdf";
    if (type == "application/zip") return identify_zip(bytes);
    if (bytes.starts_with("\xD0\xCF\x11\xE0")) return identify_compound(bytes, type);
    if (!is_some_text(type)) return type == "text/rtf" ? "application/rtf" : type;
    if (head.empty()) return type.starts_with("text/") ? "application/octet-stream" : type;
    if (is_program(type, file.name)) return type;
    return identify_text(head, bytes.size() <= head_size, file.name);
}

}  // namespace acervo
