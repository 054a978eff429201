// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/formats/html_metadata.h"

#include <algorithm>
#include <cctype>
#include <initializer_list>
#include <map>
#include <vector>

#include "corpus/text.h"
#include "ingest/formats/metadata.h"

namespace acervo {
namespace {

/// Values of <meta> by lower-case name, "dcterms.", "dc:" and "dc." taken for the same.
struct Page {
    std::multimap<std::string, std::string> meta;
    std::vector<Agent> citation_authors;
    std::string language, title, canonical, licence;

    std::string first(std::initializer_list<const char*> names) const {
        for (const char* name : names) {
            const auto found = meta.find(name);
            if (found != meta.end()) return found->second;
        }
        return {};
    }
    std::vector<std::string> all(std::initializer_list<const char*> names) const {
        for (const char* name : names) {
            std::vector<std::string> values;
            const auto [begin, end] = meta.equal_range(name);
            for (auto entry = begin; entry != end; ++entry) values.push_back(entry->second);
            if (!values.empty()) return values;
        }
        return {};
    }
};

std::string normal_name(const GumboNode& node) {
    auto name = lower(squeeze(attribute(node, "name")));
    if (name.empty()) name = lower(squeeze(attribute(node, "property")));
    for (const std::string_view prefix : {"dcterms.", "dcterms:", "dc:"}) {
        if (name.starts_with(prefix)) return "dc." + name.substr(prefix.size());
    }
    return name;
}

void add_meta(const GumboNode& node, Page& page) {
    const auto name = normal_name(node);
    const auto value = clean(squeeze(attribute(node, "content")));
    if (name.empty() || value.empty() || page.meta.size() > 500) return;
    if (name == "citation_author" && is_author(value)) page.citation_authors.push_back({.name = value});
    if (!page.citation_authors.empty()) {
        auto& author = page.citation_authors.back();
        if (name == "citation_author_institution" && author.affiliation.empty()) author.affiliation = value;
        if (name == "citation_author_orcid" && value.size() >= 19) author.orcid = value.substr(value.size() - 19);
    }
    page.meta.emplace(name, value);
}

Page read_page(const GumboNode* root) {
    Page page;
    walk(root, [&](const GumboNode& node) {
        const auto tag = tag_name(node);
        if (tag == "html") page.language = language_code(attribute(node, "lang"));
        if (tag == "title" && page.title.empty()) page.title = clean(inner_text(&node));
        if (tag == "meta") add_meta(node, page);
        if (tag == "link" || tag == "a") {
            const auto relation = lower(attribute(node, "rel"));
            if (relation == "canonical" && tag == "link") page.canonical = clean(attribute(node, "href"));
            if (relation == "license" && page.licence.empty()) page.licence = licence_id(attribute(node, "href"));
        }
        return tag != "svg" && tag != "script";
    });
    return page;
}

/// "Article - Site" is the article's heading where the page has it; the part before the site's name otherwise stays
/// whole.
std::string page_title(const Page& page, const std::string& heading, const std::string& file_name) {
    const auto cited = page.first({"citation_title", "dc.title", "og:title"});
    if (is_title(cited, file_name)) return cited;
    if (is_title(heading, file_name) &&
        (!is_title(page.title, file_name) || fold(page.title).find(fold(heading)) != std::string::npos)) {
        return heading;
    }
    return is_title(page.title, file_name) ? page.title : std::string{};
}

std::optional<int> page_number(const std::string& text) {
    const bool digits = !text.empty() && text.size() < 7 &&
                        std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
    return digits ? std::optional{std::stoi(text)} : std::nullopt;
}

}  // namespace

void describe_page(const GumboNode* root, const std::string& heading, const std::string& file_name, Record& record) {
    const auto page = read_page(root);
    auto language = language_code(page.first({"citation_language", "dc.language"}));
    if (language.empty()) language = page.language;
    if (!language.empty()) record.languages = {language};
    put(record.title, language, as_title(page_title(page, clean(heading), file_name)));
    if (const auto text =
            page.first({"citation_abstract", "dc.abstract", "dc.description", "description", "og:description"});
        text.size() > 60) {
        put(record.abstract, language, text);
    }
    record.creators = page.citation_authors;
    if (record.creators.empty()) {
        for (const auto& value : page.all({"dc.creator", "author"})) {
            for (auto& agent : split_authors(value)) record.creators.push_back(std::move(agent));
        }
    }
    for (const auto& value : page.all({"citation_keywords", "dc.subject", "keywords"})) {
        for (const auto& keyword : split_list(value)) put(record.keywords, language, keyword);
    }
    record.issued = edtf_date(page.first(
        {"citation_publication_date", "citation_date", "dc.issued", "dc.date", "article:published_time", "date"}));
    record.publisher = page.first({"citation_publisher", "dc.publisher"});
    record.series = page.first({"citation_journal_title", "citation_conference_title"});
    record.volume = page.first({"citation_volume"});
    record.issn = page.first({"citation_issn"});
    record.isbn = page.first({"citation_isbn"});
    record.page_start = page_number(page.first({"citation_firstpage"}));
    record.page_end = page_number(page.first({"citation_lastpage"}));
    record.doi = doi_in(page.first({"citation_doi", "dc.identifier"}));
    record.rights.licence = page.licence.empty() ? licence_id(page.first({"dc.rights", "dc.license"})) : page.licence;
    if (page.canonical.starts_with("http://") || page.canonical.starts_with("https://")) record.url = page.canonical;
    if (!page.citation_authors.empty()) {
        record.kind = "paper";
        record.machine.emplace_back("kind");
    }
}

}  // namespace acervo
