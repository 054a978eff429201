// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/formats/csl_item.h"

#include "api/citation/styles.h"

namespace acervo {
namespace {

using nlohmann::json;

json names_of(const std::vector<PersonName>& names) {
    auto list = json::array();
    for (const auto& name : names) {
        if (name.organization || name.given.empty()) {
            list.push_back({{"literal", name.family}});
            continue;
        }
        json one{{"family", name.family}, {"given", name.given}};
        if (!name.particle.empty()) one["dropping-particle"] = name.particle;
        if (!name.suffix.empty()) one["suffix"] = name.suffix;
        list.push_back(std::move(one));
    }
    return list;
}

json date_of(const std::string& edtf) {
    const auto part = [](const std::string& text) {
        const auto date = date_parts(text);
        auto parts = json::array({date.year});
        if (date.month != 0) parts.push_back(date.month);
        if (date.day != 0) parts.push_back(date.day);
        return parts;
    };
    auto parts = json::array({part(edtf)});
    const auto slash = edtf.find('/');
    if (slash != std::string::npos && date_parts(edtf.substr(slash + 1)).year != 0)
        parts.push_back(part(edtf.substr(slash + 1)));
    return {{"date-parts", std::move(parts)}};
}

}  // namespace

json csl_item(const Reference& reference) {
    json item{{"id", reference.id},
              {"type", reference.in_journal() ? "article-journal" : std::string{document_type(reference.kind).csl}}};
    const auto text = [&](const char* name, const std::string& value) {
        if (!value.empty()) item[name] = value;
    };
    const auto names = [&](const char* name, const std::vector<PersonName>& list) {
        if (!list.empty()) item[name] = names_of(list);
    };
    const auto date = [&](const char* name, const std::string& edtf) {
        if (date_parts(edtf).year != 0) item[name] = date_of(edtf);
    };
    text("title", reference.title);
    names("author", reference.authors);
    names("editor", reference.editors.empty() ? reference.container_editors : reference.editors);
    names("translator", reference.translators);
    text("container-title", reference.container);
    text("collection-title", reference.collection);
    text("volume", reference.volume);
    text("issue", reference.issue);
    text("page", reference.pages);
    text("genre", std::string{medium(reference, citation_words(reference.language))});
    text("event-title", reference.event);
    text("event", reference.event);  // what 1.0.1 called it
    text("event-place", reference.event_place);
    date("event-date", reference.event_start);
    text("publisher", reference.publisher);
    date("issued", reference.issued);
    text("DOI", reference.doi);
    text("ISBN", reference.isbn);
    text("ISSN", reference.issn);
    text("URL", reference.url);
    text("language", reference.language);
    std::string keywords;
    for (const auto& word : reference.keywords) keywords += (keywords.empty() ? "" : ", ") + word;
    text("keyword", keywords);
    text("abstract", reference.abstract);
    return item;
}

}  // namespace acervo
