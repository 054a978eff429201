// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/formats/jats_front.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <vector>

#include "corpus/text.h"
#include "ingest/formats/article_text.h"
#include "ingest/formats/countries.h"
#include "ingest/formats/metadata.h"

namespace acervo {
namespace {

using xml::Node;

constexpr std::string_view xml_space = "http://www.w3.org/XML/1998/namespace";

std::string language_of(Node node, const std::string& otherwise) {
    const auto declared = language_code(xml::attribute(node, "lang", xml_space));
    return declared.empty() ? otherwise : declared;
}

std::string with_subtitle(Node group, const char* title, const char* subtitle) {
    auto text = plain_words(xml::at(group, title));
    const auto more = plain_words(xml::at(group, subtitle));
    if (!text.empty() && !more.empty()) text += (text.ends_with(':') || text.ends_with('?') ? " " : ": ") + more;
    return text;
}

/// Abstracts, translated or not; summaries for other purposes (key points, graphical, ...) are no abstract.
void add_abstracts(Node front, const std::string& language, Record& record) {
    for (const char* name : {"abstract", "trans-abstract"}) {
        for (const auto* node : xml::children(front, name)) {
            if (!xml::attribute(node, "abstract-type").empty() && xml::attribute(node, "abstract-type") != "summary")
                continue;
            std::string text;
            for (const auto* part : xml::children(node)) {
                if (xml::is(part, "title") || xml::is(part, "label") || xml::is(part, "object-id"))
                    continue;  // "Resumen"
                const auto words = plain_words(part);
                if (words.empty()) continue;
                if (!text.empty()) text += '\n';
                text += words;
            }
            put(record.abstract, language_of(node, language), text);
        }
    }
}

void add_keywords(Node front, const std::string& language, Record& record) {
    for (const auto* group : xml::children(front, "kwd-group")) {
        for (const auto* keyword : xml::all(group, "kwd"))
            put(record.keywords, language_of(group, language), plain_words(keyword));
    }
}

struct Affiliation {
    std::string name, country;
};

Affiliation affiliation_of(Node node) {
    Affiliation found;
    std::map<std::string, std::string> institutions;
    for (const auto* institution : xml::all(node, "institution")) {
        institutions.emplace(xml::attribute(institution, "content-type"), plain_words(institution));
    }
    for (const char* kind : {"orgname", "normalized", "", "original"}) {
        const auto at = institutions.find(kind);
        if (found.name.empty() && at != institutions.end()) found.name = at->second;
    }
    const auto countries = xml::all(node, "country");
    if (!countries.empty()) {
        found.country = country_code(xml::attribute(countries.front(), "country"));
        if (found.country.empty()) found.country = country_code(plain_words(countries.front()));
    }
    const auto whole = plain_words(node);
    if (found.name.empty()) found.name = shorten(whole, 300);
    if (found.country.empty()) found.country = country_of_affiliation(whole);
    return found;
}

std::string person(Node contributor) {
    const auto* name = xml::at(contributor, "name");
    if (name == nullptr) name = xml::at(contributor, "name-alternatives/name");
    if (name != nullptr) {
        auto text = plain_words(xml::at(name, "surname"));
        const auto suffix = plain_words(xml::at(name, "suffix")), given = plain_words(xml::at(name, "given-names"));
        if (!suffix.empty()) text += " " + suffix;
        if (!given.empty()) text += (text.empty() ? "" : ", ") + given;
        return text;
    }
    return plain_words(xml::at(contributor, "string-name"));
}

void add_contributors(Node meta, Record& record) {
    std::map<std::string, Affiliation> affiliations;
    for (const auto* node : xml::all(meta, "aff")) affiliations[xml::attribute(node, "id")] = affiliation_of(node);
    for (const auto* group : xml::children(meta, "contrib-group")) {
        for (const auto* node : xml::children(group, "contrib")) {
            Agent agent{.name = person(node)};
            if (agent.name.empty()) {
                agent.name = plain_words(xml::at(node, "collab"));
                agent.organization = !agent.name.empty();
            }
            if (agent.name.empty() || record.creators.size() > 500) continue;  // anonymous
            for (const auto* id : xml::children(node, "contrib-id")) {
                const auto value = xml::text(id);
                if (xml::attribute(id, "contrib-id-type") == "orcid" && value.size() >= 19)
                    agent.orcid = value.substr(value.size() - 19);
            }
            const auto place = [&](const Affiliation& affiliation) {
                if (agent.affiliation.empty()) agent.affiliation = affiliation.name;
                if (agent.country.empty()) agent.country = affiliation.country;
            };
            if (const auto* own = xml::at(node, "aff")) place(affiliation_of(own));
            for (const auto* reference : xml::children(node, "xref")) {
                if (xml::attribute(reference, "ref-type") != "aff") continue;
                const auto found = affiliations.find(xml::attribute(reference, "rid"));
                if (found != affiliations.end()) place(found->second);
            }
            if (affiliations.size() == 1) place(affiliations.begin()->second);
            const auto type = xml::attribute(node, "contrib-type");
            if (type.empty() || type == "author" || type == "collab") {
                record.creators.push_back(std::move(agent));
            } else {
                agent.role = type;
                record.contributors.push_back(std::move(agent));
            }
        }
    }
}

std::string date_of(Node node) {
    const auto two = [](std::string text) {
        const bool digits = !text.empty() && text.size() <= 2 &&
                            std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
        return digits ? std::string(2 - text.size(), '0') + text : std::string{};
    };
    auto date = xml::text(xml::at(node, "year"));
    const auto month = two(xml::text(xml::at(node, "month"))), day = two(xml::text(xml::at(node, "day")));
    if (!month.empty()) date += "-" + month + (day.empty() ? "" : "-" + day);
    return edtf_date(date);
}

/// The date the article came out: that of its own publication before that of the issue.
std::string issued(Node meta) {
    std::map<int, std::string> dates;
    for (const auto* node : xml::children(meta, "pub-date")) {
        auto type = xml::attribute(node, "date-type");
        if (type.empty()) type = xml::attribute(node, "pub-type");
        const int rank = type == "pub" || type == "epub"         ? 0
                         : type == "epub-ppub" || type == "ppub" ? 1
                         : type == "collection"                  ? 2
                                                                 : 3;
        if (auto date = date_of(node); !date.empty()) dates.emplace(rank, std::move(date));
    }
    return dates.empty() ? std::string{} : dates.begin()->second;
}

std::optional<int> page(Node meta, const char* name) {
    const auto text = xml::text(xml::at(meta, name));
    const bool digits = !text.empty() && text.size() < 7 &&
                        std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
    return digits ? std::optional{std::stoi(text)} : std::nullopt;
}

bool is_paper(const std::string& article_type) {
    return article_type == "research-article" || article_type == "review-article" ||
           article_type == "rapid-communication" || article_type == "case-report" || article_type == "brief-report" ||
           article_type == "systematic-review" || article_type == "data-article";
}

}  // namespace

std::string article_title(Node front) {
    return with_subtitle(xml::at(front, "title-group"), "article-title", "subtitle");
}

void describe_translation(Node front, const std::string& language, Record& record) {
    put(record.title, language, article_title(front));
    add_abstracts(front, language, record);
    add_keywords(front, language, record);
}

void describe_article(Node article, const std::string& language, Record& record) {
    const auto* meta = xml::at(article, "front/article-meta");
    const auto* journal = xml::at(article, "front/journal-meta");
    describe_translation(meta, language, record);
    for (const auto* group : xml::children(xml::at(meta, "title-group"), "trans-title-group")) {
        put(record.title, language_of(group, "und"), with_subtitle(group, "trans-title", "trans-subtitle"));
    }
    add_contributors(meta, record);
    if (is_paper(xml::attribute(article, "article-type"))) record.kind = "paper";
    record.issued = issued(meta);
    for (const auto* id : xml::children(meta, "article-id")) {
        if (xml::attribute(id, "pub-id-type") == "doi") record.doi = doi_in(xml::text(id));
    }
    record.volume = plain_words(xml::at(meta, "volume"));
    if (const auto issue = plain_words(xml::at(meta, "issue")); !issue.empty()) {
        record.volume += record.volume.empty() ? issue : " (" + issue + ")";
    }
    record.page_start = page(meta, "fpage");
    record.page_end = page(meta, "lpage");
    record.series = plain_words(xml::at(journal, "journal-title-group/journal-title"));
    if (record.series.empty()) record.series = plain_words(xml::at(journal, "journal-title"));
    record.publisher = plain_words(xml::at(journal, "publisher/publisher-name"));
    for (const auto* issn : xml::children(journal, "issn")) {
        if (record.issn.empty() || xml::attribute(issn, "pub-type") == "epub") record.issn = xml::text(issn);
    }
    const auto* permissions = xml::at(meta, "permissions");
    for (const auto* licence : xml::children(permissions, "license")) {
        if (record.rights.licence.empty()) record.rights.licence = licence_id(xml::attribute(licence, "href"));
    }
    record.rights.holder = plain_words(xml::at(permissions, "copyright-holder"));
}

}  // namespace acervo
