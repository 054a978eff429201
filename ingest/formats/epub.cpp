// SPDX-License-Identifier: GPL-3.0-or-later
#include <utility>

#include "corpus/error.h"
#include "corpus/text.h"
#include "ingest/formats/epub_package.h"
#include "ingest/formats/formats.h"
#include "ingest/formats/html_sections.h"
#include "ingest/formats/sections.h"

namespace acervo {
namespace {

class EpubExtractor : public Extractor {
public:
    bool reads(std::string_view type) const override { return type == "application/epub+zip"; }

    Extracted extract(const SourceFile& file, std::string_view media_type) const override {
        EpubPackage package{file.bytes};
        Extracted out{.media_type = std::string{media_type}};
        for (const auto& chapter : package.chapters()) {
            try {
                add(package, chapter, out.units);
            } catch (const Error& error) {
                if (error.code() == "encrypted" || error.code() == "too-large") throw;
                out.notices.push_back({"repaired", chapter.part + ": " + error.what()});
            }
        }
        if (out.units.empty()) out.notices.push_back({"no-text-layer", ""});
        finish(out.units);
        package.describe(file.name, out.described);
        return out;
    }

private:
    static void add(EpubPackage& package, const EpubPackage::Chapter& chapter, std::vector<Unit>& units) {
        const auto bytes = package.read(chapter.part);
        if (!bytes) throw Error{Problem::bad_input, "it is absent"};
        const auto text = to_utf8(*bytes);
        const HtmlTree tree{text};
        Sections sections;
        read_page(tree.root(), sections);
        auto found = sections.take();
        if (!found.empty() && found.front().title.empty()) found.front().title = chapter.title;
        for (auto& unit : found) units.push_back(std::move(unit));
    }
};

}  // namespace

std::unique_ptr<Extractor> epub_extractor() {
    return std::make_unique<EpubExtractor>();
}

}  // namespace acervo
