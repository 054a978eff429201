// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "ingest/extractor.h"
#include "ingest/rows.h"

/// One reader for each family of formats; extractors() lists them.
namespace acervo {

std::unique_ptr<Extractor> pdf_extractor();            ///< by page
std::unique_ptr<Extractor> pptx_extractor();           ///< by slide
std::unique_ptr<Extractor> docx_extractor();           ///< by heading
std::unique_ptr<Extractor> presentation_extractor();   ///< ODP, zipped or flat, by slide
std::unique_ptr<Extractor> text_document_extractor();  ///< ODT, zipped or flat, by heading
std::unique_ptr<Extractor> doc_extractor();            ///< Word of before 2007, by heading
std::unique_ptr<Extractor> ppt_extractor();            ///< PowerPoint of before 2007, by slide
std::unique_ptr<Extractor> rtf_extractor();            ///< by heading
std::unique_ptr<Extractor> xlsx_extractor();           ///< by sheet
std::unique_ptr<Extractor> epub_extractor();           ///< by chapter and heading
std::unique_ptr<Extractor> html_extractor();           ///< by heading
std::unique_ptr<Extractor> markdown_extractor();       ///< by heading
std::unique_ptr<Extractor> plain_text_extractor();     ///< by length
std::unique_ptr<Extractor> jats_extractor();           ///< JATS and SciELO PS, by section
std::unique_ptr<Extractor> tei_extractor();            ///< by division
std::unique_ptr<Extractor> picture_extractor();        ///< PNG, JPEG and TIFF of pages, whose text is recognised later

/// Whether a media type is one of a spreadsheet that is read by sheet, and that may be a manifest.
bool is_workbook(std::string_view type);
std::unique_ptr<RowReader> workbook_reader();

}  // namespace acervo
