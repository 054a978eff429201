// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "corpus/record.h"
#include "corpus/vocabulary.h"

namespace acervo {

/// A field of a practice as people fill it in and read it.
struct PracticeField {
    std::string name;  ///< as missing_fields() calls it
    bool required = false;
    LangMap label, help;
    /// Columns of a table that hold it, and an example; "{lang}" in both is the language of the texts.
    std::vector<std::pair<std::string, std::string>> columns;
};

/// All fields in the order of the form.
const std::vector<PracticeField>& practice_form();

/// Label of a field in `language` (es, pt, en).
std::string practice_label(const std::string& field, const std::string& language);

/// What a record says in a field, for people, one value a line; nothing where it says nothing. Texts are in `language`
/// as far as there are any.
std::vector<std::string> practice_lines(const Record& record, const std::string& field, const Vocabulary& vocabulary,
                                        const std::string& language);

}  // namespace acervo
