// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/formats/office.h"
#include "ingest/formats/xlsx_values.h"

namespace acervo {

/// A spreadsheet (XLSX): sheets, and their rows one after another. No more text is given out than 256 MB in all, no
/// more than 1024 columns of a row, and rows that are empty are not there, so that a sheet costs what is written in it.
class Workbook {
public:
    /// `bytes` are borrowed. @throws Error (bad_input, "malformed", "encrypted", "too-large")
    explicit Workbook(std::string_view bytes);

    struct Sheet {
        std::string name, part;
        bool hidden = false;
    };
    /// In the order of their tabs.
    const std::vector<Sheet>& sheets() const { return sheets_; }

    struct Row {
        int number = 0;                  ///< from 1, as the program shows it
        std::vector<std::string> cells;  ///< from column A up to the last one that is not empty; clean()ed
    };
    /// Rows of a sheet that are not empty; `take` ends it by returning false. Formulas give the value they had.
    /// @throws Error (bad_input, "malformed", "too-large")
    void rows(const Sheet& sheet, const std::function<bool(Row&&)>& take);

    void describe(Record& record, const std::string& file_name) { package_.describe(record, file_name); }

private:
    void read_shared(const std::string& part);
    void read_styles(const std::string& part);

    OfficePackage package_;
    std::vector<Sheet> sheets_;
    std::vector<std::string> shared_;
    std::vector<CellMeaning> meanings_;  ///< by the number of a style
    bool since_1904_ = false;
    std::uint64_t given_ = 0;  ///< bytes of text
};

}  // namespace acervo
