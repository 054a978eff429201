// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace acervo {

/// A sheet of a workbook to be written: texts alone.
struct WrittenSheet {
    std::string name;  ///< at most 31 characters, none of []:*?/\ among them
    std::vector<std::vector<std::string>> rows;
    std::vector<int> widths;  ///< of the columns, in characters; where none is given, as readers like it
};

/// The bytes of an Office Open XML workbook (.xlsx). The first row of each sheet stays in sight. @throws Error (broken)
std::string write_workbook(const std::vector<WrittenSheet>& sheets);

}  // namespace acervo
