// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <string>

#include "ingest/rows.h"

namespace acervo {

/// Holds the child to what a RowReader promises: lines rise within a part, and no part comes back. So each row has a
/// place of its own.
class RowOrder {
public:
    /// False: the row must not stand here.
    bool goes_on(const RowText& row) {
        if (row.part != part_) {
            if (!parts_.insert(row.part).second) return false;
            part_ = row.part;
            line_ = 0;
        }
        if (row.line <= line_) return false;
        line_ = row.line;
        return true;
    }

private:
    std::string part_;
    std::set<std::string> parts_{part_};
    int line_ = 0;
};

}  // namespace acervo
