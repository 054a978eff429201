// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/formats/ris.h"

#include <array>
#include <cstdio>

#include "corpus/text.h"

namespace acervo {
namespace {

class Lines {
public:
    void tag(std::string_view name, const std::string& value) {
        const auto text = squeeze(value);
        if (!text.empty()) text_ += std::string{name} + "  - " + text + "\r\n";
    }
    void names(std::string_view name, const std::vector<PersonName>& names) {
        for (const auto& one : names) tag(name, one.inverted());
    }
    std::string finished() const { return text_ + "ER  - \r\n"; }

private:
    std::string text_;
};

/// "2024/08/26/": year, month, day and what else there is.
std::string date_of(const std::string& issued) {
    const auto date = date_parts(issued);
    if (date.month == 0) return {};
    std::array<char, 24> text{};
    std::snprintf(text.data(), text.size(), date.day == 0 ? "%04d/%02d//" : "%04d/%02d/%02d/", date.year, date.month,
                  date.day);
    return text.data();
}

}  // namespace

std::string ris(const Reference& reference) {
    Lines lines;
    const bool article = reference.in_journal();
    const bool chapter = reference.kind == "paper" && !reference.container.empty() && reference.event.empty();
    lines.tag("TY", article ? "JOUR" : chapter ? "CHAP" : std::string{document_type(reference.kind).ris});
    lines.names("AU", reference.authors);
    lines.names("A2", reference.editors.empty() ? reference.container_editors : reference.editors);
    lines.names("A4", reference.translators);
    lines.tag("TI", reference.title);
    const auto& host = !reference.container.empty() ? reference.container
                       : reference.kind == "paper"  ? reference.event
                                                    : reference.collection;
    lines.tag(article ? "JO" : "T2", host);
    if (host != reference.event) lines.tag("C3", reference.event);
    lines.tag("CY", reference.event_place);
    const auto year = date_parts(reference.issued).year;
    lines.tag("PY", year == 0 ? "" : std::to_string(year));
    lines.tag("DA", date_of(reference.issued));
    lines.tag("VL", reference.volume);
    lines.tag("IS", reference.issue);
    const auto dash = reference.pages.find("–");
    lines.tag("SP", reference.pages.substr(0, dash));
    if (dash != std::string::npos) lines.tag("EP", reference.pages.substr(dash + 3));
    lines.tag("PB", reference.publisher);
    lines.tag("SN", reference.isbn.empty() ? reference.issn : reference.isbn);
    lines.tag("DO", reference.doi);
    lines.tag("UR", reference.url);
    lines.tag("L1", reference.pdf);
    lines.tag("LA", reference.language);
    for (const auto& word : reference.keywords) lines.tag("KW", word);
    lines.tag("AB", reference.abstract);
    lines.tag("ID", reference.id);
    return lines.finished();
}

}  // namespace acervo
