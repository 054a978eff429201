// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/extractor.h"
#include "ingest/formats/formats.h"

namespace acervo {

const std::vector<std::unique_ptr<Extractor>>& extractors() {
    static const auto all = [] {
        std::vector<std::unique_ptr<Extractor>> list;
        list.push_back(pdf_extractor());
        list.push_back(pptx_extractor());
        list.push_back(docx_extractor());
        list.push_back(presentation_extractor());
        list.push_back(text_document_extractor());
        list.push_back(xlsx_extractor());
        list.push_back(epub_extractor());
        list.push_back(doc_extractor());
        list.push_back(ppt_extractor());
        list.push_back(rtf_extractor());
        list.push_back(jats_extractor());
        list.push_back(tei_extractor());
        list.push_back(html_extractor());
        list.push_back(markdown_extractor());
        list.push_back(plain_text_extractor());
        list.push_back(picture_extractor());
        return list;
    }();
    return all;
}

}  // namespace acervo
