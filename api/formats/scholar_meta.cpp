// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/formats/scholar_meta.h"

#include "corpus/xml_writer.h"

namespace acervo {

std::string scholar_meta(const Reference& reference) {
    std::string text;
    const auto meta = [&](const std::string& name, const std::string& value) {
        if (!value.empty()) text += "<meta name=\"citation_" + name + "\" content=\"" + xml::escaped(value) + "\">\n";
    };
    meta("title", reference.title);
    for (const auto& name : reference.authors) meta("author", name.inverted());
    for (const auto& name : reference.editors.empty() ? reference.container_editors : reference.editors)
        meta("editor", name.inverted());
    const auto date = date_parts(reference.issued);
    auto issued = date.year == 0 ? std::string{} : std::to_string(date.year);
    if (date.month != 0) issued += "/" + std::to_string(date.month);
    if (date.day != 0) issued += "/" + std::to_string(date.day);
    meta("publication_date", issued);
    const char* const host = reference.in_journal()                                  ? "journal_title"
                             : !reference.event.empty() || reference.kind == "paper" ? "conference_title"
                                                                                     : "series_title";
    meta(host, !reference.container.empty() ? reference.container
               : !reference.event.empty()   ? reference.event
                                            : reference.collection);
    meta("volume", reference.volume);
    meta("issue", reference.issue);
    const auto dash = reference.pages.find("–");
    meta("firstpage", reference.pages.substr(0, dash));
    if (dash != std::string::npos) meta("lastpage", reference.pages.substr(dash + 3));
    meta(document_type(reference.kind).bibtex == "techreport" ? "technical_report_institution" : "publisher",
         reference.publisher);
    meta("doi", reference.doi);
    meta("isbn", reference.isbn);
    meta("issn", reference.issn);
    meta("language", reference.language.substr(0, reference.language.find('-')));
    for (const auto& word : reference.keywords) meta("keywords", word);
    meta("pdf_url", reference.pdf.substr(0, reference.pdf.find('#')));
    meta("public_url", reference.url);
    return text;
}

}  // namespace acervo
