// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/error.h"
#include "corpus/text.h"
#include "ingest/formats/formats.h"
#include "ingest/formats/sections.h"
#include "ingest/formats/xlsx_workbook.h"

namespace acervo {
namespace {

class XlsxExtractor : public Extractor {
public:
    bool reads(std::string_view type) const override { return is_workbook(type); }

    Extracted extract(const SourceFile& file, std::string_view media_type) const override {
        constexpr std::size_t most_text = 32U << 20;  // bytes: what is longer is data, not a document
        Workbook workbook{file.bytes};
        Extracted out{.media_type = std::string{media_type}};
        Sections sections;
        std::size_t size = 0;
        for (const auto& sheet : workbook.sheets()) {
            if (sheet.hidden) continue;
            sections.heading(sheet.name, 1);
            workbook.rows(sheet, [&](Workbook::Row&& row) {
                const auto line = line_of(row.cells);
                size += line.size();
                if (size > most_text) return false;
                sections.paragraph(line);
                return true;
            });
        }
        if (size > most_text) out.notices.push_back({"truncated", std::to_string(most_text >> 20) + " MB"});
        out.units = sections.take();
        // A sheet without rows is a name only, and the names that programs give say nothing.
        std::erase_if(out.units, [](const Unit& unit) { return unit.text.empty(); });
        finish(out.units);
        if (out.units.empty()) out.notices.push_back({"no-text-layer", ""});
        workbook.describe(out.described, file.name);
        return out;
    }

private:
    static std::string line_of(const std::vector<std::string>& cells) {
        std::string line;
        for (const auto& cell : cells) {
            const auto text = squeeze(cell);
            if (!text.empty()) line += (line.empty() ? "" : " | ") + text;
        }
        return line;
    }
};

}  // namespace

bool is_workbook(std::string_view type) {
    return type == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" ||
           type == "application/vnd.openxmlformats-officedocument.spreadsheetml.template" ||
           type == "application/vnd.ms-excel.sheet.macroEnabled" ||
           type == "application/vnd.ms-excel.template.macroEnabled";
}

std::unique_ptr<Extractor> xlsx_extractor() {
    return std::make_unique<XlsxExtractor>();
}

}  // namespace acervo
