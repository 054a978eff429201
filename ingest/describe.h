// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "corpus/record.h"
#include "ingest/extractor.h"
#include "ingest/validate.h"

namespace acervo {

/// What is known of one record before it is put together.
struct Draft {
    Record given;                          ///< by a person: a row of a manifest; has collection and source key
    std::vector<Unit> units;               ///< given by a person; empty: those of the file
    const Extracted* extracted = nullptr;  ///< of the main file; null: the record has none, or it is not read
    std::string media_type;                ///< of the main file
    std::string name;                      ///< of the main file as received; empty: no file
    std::string event, kind;               ///< given for the whole batch
};

struct Described {
    Record record;
    std::vector<Unit> units;
};

/// Puts the record together: what a person gave, then what the file says of itself, then what can be guessed. The later
/// never overwrites the earlier, and the names of guessed fields are in Record::machine. Units get their language.
/// Thread-safe.
Described describe(const Draft& draft, const Validator& validator);

/// A file's name as a title: without extension, separators and percent-escapes.
std::string title_from_name(const std::string& name);
/// The first line of a text that could be its title; empty when none could.
std::string title_from_text(const std::string& text);
/// Whether an embedded title is one that a program put there ("Microsoft Word - tesis.doc", "untitled").
bool is_title_of_a_program(const std::string& title);

}  // namespace acervo
