// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "corpus/error.h"
#include "corpus/text.h"
#include "ingest/formats/article_text.h"
#include "ingest/formats/countries.h"
#include "ingest/formats/formats.h"
#include "ingest/formats/jats_front.h"
#include "ingest/formats/metadata.h"
#include "ingest/formats/sections.h"

namespace acervo {
namespace {

using xml::Node;

constexpr std::string_view xml_space = "http://www.w3.org/XML/1998/namespace";

class JatsExtractor : public Extractor {
public:
    bool reads(std::string_view type) const override { return type == "application/jats+xml"; }

    void prepare() const override { country_code("Brasil"); }

    Extracted extract(const SourceFile& file, std::string_view media_type) const override {
        const auto document = xml::parse(file.bytes);
        const auto* article = xml::root(document);
        const auto* meta = xml::at(article, "front/article-meta");
        if (meta == nullptr) {
            throw Error{Problem::bad_input, "the article has no front/article-meta"}.with_code("malformed");
        }
        Extracted out{.media_type = std::string{media_type}};
        const auto language = language_code(xml::attribute(article, "lang", xml_space));
        if (!language.empty()) out.described.languages = {language};
        describe_article(article, language, out.described);

        Sections sections;
        ArticleText text{sections};
        text.division(xml::at(article, "body"), 0, language);
        text.division(xml::at(article, "back"), 0, language);
        // Translations and answers come inside the article; each is one in its own language.
        for (const auto* part : xml::children(article, "sub-article"))
            sub_article(part, language, sections, out.described);
        out.units = sections.take();
        return out;
    }

private:
    static void sub_article(Node part, const std::string& article_language, Sections& sections, Record& record) {
        auto language = language_code(xml::attribute(part, "lang", xml_space));
        const bool translation = xml::attribute(part, "article-type") == "translation";
        if (language.empty()) language = article_language;
        const auto* front = xml::at(part, "front-stub");
        if (front == nullptr) front = xml::at(part, "front/article-meta");
        if (translation && !language.empty()) {
            describe_translation(front, language, record);
            if (std::find(record.languages.begin(), record.languages.end(), language) == record.languages.end()) {
                record.languages.push_back(language);
            }
        }
        sections.cut();
        ArticleText text{sections};
        if (const auto title = article_title(front); !title.empty()) sections.heading(title, 1, language);
        text.division(xml::at(part, "body"), 1, language);
        text.division(xml::at(part, "back"), 1, language);
        for (const auto* inner : xml::children(part, "sub-article")) sub_article(inner, language, sections, record);
    }
};

}  // namespace

std::unique_ptr<Extractor> jats_extractor() {
    return std::make_unique<JatsExtractor>();
}

}  // namespace acervo
