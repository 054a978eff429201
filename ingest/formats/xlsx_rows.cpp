// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "corpus/error.h"
#include "ingest/formats/formats.h"
#include "ingest/formats/xlsx_workbook.h"
#include "ingest/manifest.h"
#include "ingest/rows.h"

namespace acervo {
namespace {

/// Every sheet whose first row names `source_key` is a table of records, read as a CSV manifest is.
class WorkbookReader : public RowReader {
public:
    bool reads(std::string_view type) const override { return is_workbook(type); }

    void read(const SourceFile& file, std::string_view, const RowSink& take) const override {
        Workbook workbook{file.bytes};
        bool any = false;
        for (const auto& sheet : workbook.sheets()) {
            if (sheet.hidden) continue;
            std::vector<std::string> columns;
            workbook.rows(sheet, [&](Workbook::Row&& row) {
                if (columns.empty()) {
                    for (const auto& cell : row.cells) columns.push_back(column_name(cell));
                    any = any || std::ranges::find(columns, "source_key") != columns.end();
                    return std::ranges::find(columns, "source_key") != columns.end();
                }
                take(record_of(sheet.name, columns, std::move(row)));
                return true;
            });
        }
        if (!any) throw Error{Problem::unsupported, "no sheet is a table of records"}.with_code("format");
    }

private:
    static SourceRow record_of(const std::string& sheet, const std::vector<std::string>& columns, Workbook::Row row) {
        SourceRow out{.line = row.number, .part = sheet};
        if (row.cells.size() > columns.size()) {
            out.wrong = Finding{"columns", "", std::to_string(row.cells.size()), std::to_string(columns.size())};
        }
        row.cells.resize(columns.size());
        unguard(columns, row.cells);
        out.record = members_of(columns, row.cells);
        if (out.record.contains("version")) {
            for (std::size_t i = 0; i < columns.size(); ++i) out.cells[columns[i]] = row.cells[i];
        }
        return out;
    }
};

}  // namespace

std::unique_ptr<RowReader> workbook_reader() {
    return std::make_unique<WorkbookReader>();
}

}  // namespace acervo
