// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/formats/pdf_metadata.h"

#include <poppler/cpp/poppler-page.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <ctime>
#include <memory>

#include "corpus/error.h"
#include "corpus/text.h"
#include "corpus/xml.h"
#include "ingest/bibliographic/values.h"
#include "ingest/formats/metadata.h"
#include "ingest/formats/sections.h"

namespace acervo {
namespace {

using xml::Node;

constexpr std::string_view dublin_core = "http://purl.org/dc/elements/1.1/";

/// A string of the information dictionary, or the XMP packet, as it was meant. Programs write UTF-8 into the former
/// without saying so, and poppler-cpp takes the latter for text in PDFDocEncoding: both read as two letters for each
/// accented one.
std::string as_meant(const poppler::ustring& text) {
    // What PDFDocEncoding has in the place of Latin-1's control characters, from 0x80.
    constexpr std::array<std::uint16_t, 33> special{
        0x2022, 0x2020, 0x2021, 0x2026, 0x2014, 0x2013, 0x0192, 0x2044, 0x2039, 0x203A, 0x2212,
        0x2030, 0x201E, 0x201C, 0x201D, 0x2018, 0x2019, 0x201A, 0x2122, 0xFB01, 0xFB02, 0x0141,
        0x0152, 0x0160, 0x0178, 0x017D, 0x0131, 0x0142, 0x0153, 0x0161, 0x017E, 0x009F, 0x20AC};
    std::string bytes;
    bool accents = false;
    for (const auto unit : text) {
        const auto* at = std::find(special.begin(), special.end(), unit);
        const bool listed = at != special.end();
        if (!listed && unit > 0xFF) return utf8(text);
        bytes += static_cast<char>(listed ? 0x80 + (at - special.begin()) : unit);
        accents = accents || listed || unit >= 0x80;
    }
    return accents && is_utf8(bytes) ? bytes : utf8(text);
}

std::string value_of(const poppler::ustring& text) {
    return squeeze(tidy(as_meant(text)));
}

/// Items of an rdf:Alt, Bag or Seq, or the text itself, as {language, value}.
std::vector<std::pair<std::string, std::string>> values(Node node) {
    std::vector<std::pair<std::string, std::string>> found;
    for (const auto* item : xml::all(node, "li")) {
        auto language = xml::attribute(item, "lang", "http://www.w3.org/XML/1998/namespace");
        found.emplace_back(language == "x-default" ? "" : language_code(language), clean(xml::text(item)));
    }
    if (found.empty() && node != nullptr) found.emplace_back("", clean(xml::text(node)));
    return found;
}

void identify(const std::string& text, Record& record) {
    const auto found = written_identifier(text);
    if (found.scheme == Scheme::doi && record.doi.empty()) record.doi = clean(found.value);
    if (found.scheme == Scheme::isbn && record.isbn.empty()) record.isbn = clean(found.value);
    if (found.scheme == Scheme::issn && record.issn.empty()) record.issn = clean(found.value);
}

/// What publishers add (PRISM, and the properties that Acrobat calls pdfx), by the local name of the property.
void describe_publication(std::string_view name, const std::string& text, Record& record) {
    const auto value = squeeze(clean(text));
    if (value.empty() || value.size() > 500) return;
    if (name == "doi" && record.doi.empty()) record.doi = doi_in(value);
    if (name == "issn" || name == "eIssn") identify("ISSN " + value, record);
    if (name == "isbn") identify("ISBN " + value, record);
    if (name == "publicationName" && record.series.empty()) record.series = value;
    if (name == "volume" && record.volume.empty()) record.volume = value;
    if (name == "startingPage" && !record.page_start) record.page_start = written_pages(value).first;
    if (name == "endingPage" && !record.page_end) record.page_end = written_pages(value).first;
    if (name == "publicationDate" || name == "coverDate") {
        if (auto date = edtf_date(value); !date.empty()) record.issued = std::move(date);
    }
}

void describe_xmp(const std::string& packet, const std::string& file_name, Record& record) {
    if (packet.empty()) return;
    xml::Document document;
    try {
        document = xml::parse(packet);
    } catch (const Error&) {
        return;
    }
    for (const auto* description : xml::all(xml::root(document), "Description")) {
        // A simple property may be written as an attribute instead.
        for (const auto* attribute = description->properties; attribute != nullptr; attribute = attribute->next) {
            const std::string name = reinterpret_cast<const char*>(attribute->name);
            describe_publication(name, xml::attribute(description, name), record);
        }
        for (const auto* node : xml::children(description)) {
            const auto name = xml::name(node);
            describe_publication(name, xml::text(node), record);
            if (name == "WebStatement" || name == "license") {
                auto licence = licence_id(xml::attribute(node, "resource").empty() ? xml::text(node)
                                                                                   : xml::attribute(node, "resource"));
                if (record.rights.licence.empty() && licence.starts_with("CC")) record.rights.licence = licence;
            }
            if (xml::space(node) != dublin_core) continue;
            for (const auto& [language, value] : values(node)) {
                if (name == "title" && is_title(value, file_name)) put(record.title, language, as_title(value));
                if (name == "creator") {
                    for (auto& agent : split_authors(value)) record.creators.push_back(std::move(agent));
                }
                if (name == "language") {
                    if (auto tag = language_code(value); !tag.empty()) record.languages.push_back(std::move(tag));
                }
                if (name == "description" && value.size() > 60) put(record.abstract, language, value);
                if (name == "subject") put(record.keywords, language, value);
                if (name == "publisher" && record.publisher.empty()) record.publisher = value;
                if (name == "identifier") identify(value, record);
                if (name == "date" && record.issued.empty()) record.issued = edtf_date(value);
                if (name == "rights" && record.rights.licence.empty()) {
                    if (auto licence = licence_id(value); licence.starts_with("CC")) record.rights.licence = licence;
                }
                if (name == "contributor" && is_author(value)) record.contributors.push_back({.name = value});
            }
        }
    }
    // "x-default" repeats one of the named languages.
    if (record.title.size() > 1) record.title.erase("und");
    if (record.abstract.size() > 1) record.abstract.erase("und");
}

std::string day_of(std::time_t time) {
    if (time <= 0) return {};
    std::tm parts{};
    std::array<char, 16> text{};
    if (::gmtime_r(&time, &parts) == nullptr || std::strftime(text.data(), text.size(), "%Y-%m-%d", &parts) == 0)
        return {};
    return edtf_date(text.data());
}

}  // namespace

std::string utf8(const poppler::ustring& text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        char32_t code = text[i];
        if (code >= 0xD800 && code < 0xDC00 && i + 1 < text.size() && text[i + 1] >= 0xDC00 && text[i + 1] < 0xE000) {
            code = 0x10000 + ((code - 0xD800) << 10) + (text[++i] - 0xDC00U);
        }
        append_utf8(out, code);
    }
    return out;
}

void describe_pdf(const poppler::document& document, const std::string& file_name, Record& record) {
    describe_xmp(as_meant(document.metadata()), file_name, record);
    if (const auto title = value_of(document.get_title()); record.title.empty() && is_title(title, file_name)) {
        put(record.title, "", as_title(title));
    }
    if (record.creators.empty()) record.creators = split_authors(value_of(document.get_author()));
    if (record.keywords.empty()) {
        for (const auto& keyword : split_list(value_of(document.get_keywords()))) put(record.keywords, "", keyword);
    }
    if (const auto subject = value_of(document.get_subject()); record.doi.empty()) record.doi = doi_in(subject);
    if (record.issued.empty()) record.issued = day_of(document.get_creation_date_t());
    if (!record.issued.empty()) record.machine.emplace_back("issued");
}

std::string printed_title(const poppler::document& document) {
    const std::unique_ptr<poppler::page> page{document.create_page(0)};
    if (!page) return {};
    const auto boxes = page->text_list(poppler::page::text_list_include_font);
    const auto height = page->page_rect().height();
    // The largest size in which at least two words are set.
    std::vector<double> sizes;
    const auto counts = [&](const poppler::text_box& box) {
        return box.has_font_info() && box.bbox().y() < height * 0.75 && !words(utf8(box.text())).empty();
    };
    for (const auto& box : boxes) {
        if (counts(box)) sizes.push_back(box.get_font_size());
    }
    if (sizes.size() < 3 || sizes.size() > 5000) return {};
    std::sort(sizes.begin(), sizes.end(), std::greater<>{});
    const double size = sizes[1], usual = sizes[sizes.size() / 2];
    if (size < usual * 1.15 && sizes.size() > 60) return {};
    std::string title, font;
    double line = 0;
    for (const auto& box : boxes) {
        if (!counts(box) || box.get_font_size() < size * 0.93) {
            if (title.size() > 15) break;
            continue;
        }
        // The same title in another language follows in another font.
        const bool new_line = std::abs(box.bbox().y() - line) > size / 2;
        if (title.size() > 15 && new_line && box.get_font_name() != font) break;
        font = box.get_font_name();
        line = box.bbox().y();
        if (!title.empty()) title += ' ';
        title += utf8(box.text());
        if (title.size() > 300) return {};
    }
    return squeeze(clean(title));
}

bool looks_like_slides(const poppler::document& document, const std::vector<PageShape>& pages) {
    if (pages.size() < 3) return false;
    const auto wide =
        std::count_if(pages.begin(), pages.end(), [](const auto& page) { return page.width > page.height * 1.2; });
    if (wide * 10 < static_cast<std::ptrdiff_t>(pages.size()) * 8) return false;
    std::vector<std::size_t> counts;
    for (const auto& page : pages) counts.push_back(page.words);
    std::nth_element(counts.begin(), counts.begin() + static_cast<std::ptrdiff_t>(counts.size() / 2), counts.end());
    const auto median = counts[counts.size() / 2];
    const auto program = fold(utf8(document.get_creator()) + " " + utf8(document.get_producer()));
    constexpr std::array<std::string_view, 8> makers{"impress",       "powerpoint", "keynote", "beamer",
                                                     "google slides", "prezi",      "canva",   "decktape"};
    const bool made =
        std::any_of(makers.begin(), makers.end(), [&](auto maker) { return program.find(maker) != std::string::npos; });
    return median <= (made ? 250U : 120U);
}

}  // namespace acervo
