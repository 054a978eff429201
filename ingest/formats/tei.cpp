// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "corpus/error.h"
#include "corpus/text.h"
#include "ingest/bibliographic/values.h"
#include "ingest/formats/article_text.h"
#include "ingest/formats/countries.h"
#include "ingest/formats/formats.h"
#include "ingest/formats/metadata.h"
#include "ingest/formats/sections.h"

namespace acervo {
namespace {

using xml::Node;

constexpr std::string_view xml_space = "http://www.w3.org/XML/1998/namespace";

std::string person(Node node) {
    if (const auto* name = xml::at(node, "persName")) node = name;
    const auto surname = plain_words(xml::at(node, "surname"));
    std::string given;
    for (const auto* forename : xml::children(node, "forename"))
        given += (given.empty() ? "" : " ") + plain_words(forename);
    if (!surname.empty()) return given.empty() ? surname : surname + ", " + given;
    if (const auto* name = xml::at(node, "name")) return plain_words(name);
    return xml::children(node, "affiliation").empty() ? plain_words(node) : std::string{};
}

Agent agent_of(Node node) {
    Agent agent{.name = person(node)};
    if (agent.name.empty() && xml::at(node, "orgName") != nullptr) {
        agent.name = plain_words(xml::at(node, "orgName"));
        agent.organization = true;
    }
    const auto* affiliation = xml::at(node, "affiliation");
    if (affiliation == nullptr) affiliation = xml::at(node, "persName/affiliation");
    agent.affiliation = plain_words(affiliation);
    const auto countries = xml::all(affiliation, "country");
    if (!countries.empty()) {
        agent.country = country_code(xml::attribute(countries.front(), "key"));
        if (agent.country.empty()) agent.country = country_code(plain_words(countries.front()));
    }
    if (agent.country.empty()) agent.country = country_of_affiliation(agent.affiliation);
    for (const auto* id : xml::all(node, "idno")) {
        const auto value = xml::text(id);
        if (lower(xml::attribute(id, "type")) == "orcid" && value.size() >= 19)
            agent.orcid = value.substr(value.size() - 19);
    }
    return agent;
}

std::string date_of(Node node) {
    if (node == nullptr) return {};
    auto date = edtf_date(xml::attribute(node, "when"));
    return date.empty() ? edtf_date(xml::text(node)) : date;
}

void describe_header(Node root, const std::string& file_name, Record& record) {
    const auto* header = xml::at(root, "teiHeader");
    const auto* file = xml::at(header, "fileDesc");
    const auto* statement = xml::at(file, "titleStmt");
    auto language = language_code(xml::attribute(root, "lang", xml_space));
    if (language.empty()) language = language_code(xml::attribute(xml::at(root, "text"), "lang", xml_space));
    if (language.empty())
        language = language_code(xml::attribute(xml::at(header, "profileDesc/langUsage/language"), "ident"));
    if (!language.empty()) record.languages = {language};

    std::string main, sub;
    const auto titles = xml::children(statement, "title");
    for (const auto* title : titles) {
        const auto declared = language_code(xml::attribute(title, "lang", xml_space));
        const auto words = plain_words(title);
        if (xml::attribute(title, "type") == "sub") {
            sub = words;
        } else if (!declared.empty() && declared != language) {
            put(record.title, declared, words);
        } else if (main.empty()) {
            main = words;
        }
    }
    if (!main.empty() && !sub.empty()) main += ": " + sub;
    if (is_title(main, file_name)) put(record.title, language, main);

    for (const auto* author : xml::children(statement, "author")) {
        auto agent = agent_of(author);
        if (!agent.name.empty() && record.creators.size() < 500) record.creators.push_back(std::move(agent));
    }
    for (const auto* editor : xml::children(statement, "editor")) {
        auto agent = agent_of(editor);
        agent.role = "editor";
        if (!agent.name.empty() && record.contributors.size() < 500) record.contributors.push_back(std::move(agent));
    }
    const auto* publication = xml::at(file, "publicationStmt");
    // Not the date of the edition: that is when a converter made the file.
    record.issued = date_of(xml::at(publication, "date"));
    const auto publisher = plain_words(xml::at(publication, "publisher"));
    if (!publisher.starts_with("Name"))
        record.publisher = publisher;  // "Name, Institution" is a converter's blank form
    for (const auto* licence : xml::all(publication, "licence"))
        record.rights.licence = licence_id(xml::attribute(licence, "target"));
    for (const auto* id : xml::all(publication, "idno")) {
        const auto found = written_identifier(xml::attribute(id, "type") + " " + xml::text(id));
        if (record.doi.empty()) record.doi = doi_in(xml::text(id));
        if (found.scheme == Scheme::isbn && record.isbn.empty()) record.isbn = clean(found.value);
        if (found.scheme == Scheme::issn && record.issn.empty()) record.issn = clean(found.value);
    }
    for (const auto* list : xml::all(xml::at(header, "profileDesc"), "keywords")) {
        // The category is the kind of session, the rest are words for the content.
        const auto purpose = xml::attribute(list, "n");
        if (purpose == "category" || purpose == "subcategory") continue;
        for (const auto* term : xml::all(list, "term")) put(record.keywords, language, plain_words(term));
    }
    for (const auto* abstract : xml::all(xml::at(header, "profileDesc"), "abstract")) {
        const auto declared = language_code(xml::attribute(abstract, "lang", xml_space));
        put(record.abstract, declared.empty() ? language : declared, plain_words(abstract));
    }
}

class TeiExtractor : public Extractor {
public:
    bool reads(std::string_view type) const override { return type == "application/tei+xml"; }

    Extracted extract(const SourceFile& file, std::string_view media_type) const override {
        const auto document = xml::parse(file.bytes);
        const auto* root = xml::root(document);
        if (xml::is(root, "teiCorpus")) root = xml::at(root, "TEI");
        const auto* text = xml::at(root, "text");
        if (text == nullptr) throw Error{Problem::bad_input, "the TEI file has no text"}.with_code("malformed");
        Extracted out{.media_type = std::string{media_type}};
        describe_header(root, file.name, out.described);
        const auto language = out.described.languages.empty() ? std::string{} : out.described.languages.front();
        Sections sections;
        ArticleText reader{sections};
        for (const char* part : {"front", "body", "group", "back"}) {
            if (const auto* node = xml::at(text, part)) reader.division(node, 0, language);
        }
        out.units = sections.take();
        if (out.described.title.empty() && is_title(reader.first_heading, file.name)) {
            put(out.described.title, language, as_title(reader.first_heading));
            out.described.machine.emplace_back("title");
        }
        return out;
    }
};

}  // namespace

std::unique_ptr<Extractor> tei_extractor() {
    return std::make_unique<TeiExtractor>();
}

}  // namespace acervo
