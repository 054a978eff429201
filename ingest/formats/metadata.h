// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/record.h"

/// What every format says about itself, brought to the forms of the record. Programs fill these fields carelessly, so
/// each function also tells what is no information at all.
namespace acervo {

/// Whether a title is one: not empty, not a file name or `file_name` itself, not what programs write when nobody gave a
/// title
/// ("Microsoft Word - x.doc", "Presentación de PowerPoint", "untitled").
bool is_title(std::string_view title, const std::string& file_name);

/// Whether an author's name is one, and not that of an account or a program ("Usuario", "admin", "Microsoft Office
/// User").
bool is_author(std::string_view name);

/// "2018-07-16T10:00:00Z", "2018-07", "2018/07/16" -> EDTF date; empty when it is none or its year is not of
/// 1800..2100.
std::string edtf_date(std::string_view text);

/// A language as BCP 47: "pt_BR" -> "pt-BR", "spa" -> "es"; empty when it looks like none.
std::string language_code(std::string_view text);

/// The organization that a document was made in, from the field "company"; empty where it is that of the computer's
/// maker or says that there is none.
std::string publisher_of(std::string_view company);

/// A list written in one field: parted at semicolons, else at commas; trimmed, no empty ones.
std::vector<std::string> split_list(std::string_view text);

/// Authors written in one field, parted at semicolons, else at commas (unless that cuts "Family, Given" apart), " y ",
/// " e ", " and ", " & "; those that is_author().
std::vector<Agent> split_authors(std::string_view text);

/// SPDX identifier for an address or a name of a Creative Commons licence ("CC-BY-4.0"); any other URI as it is; empty
/// for other text.
std::string licence_id(std::string_view text);

/// The DOI in a text ("https://doi.org/10.1590/x." -> "10.1590/x"); empty when there is none.
std::string doi_in(std::string_view text);

/// Puts a text under its language ("und" when empty) unless it is empty or the place is taken.
void put(LangMap& map, std::string_view language, const std::string& text);
/// Adds a keyword once.
void put(LangListMap& map, std::string_view language, const std::string& keyword);

/// Whether the alternative text of a picture says something, and was not made up by a program for an icon.
bool is_alternative_text(std::string_view text);

/// Whether a shape is named as the title of its slide ("Título 5"), which it may be though the placeholder for it is
/// empty.
bool is_title_frame(std::string_view name);

/// Gives a record without title that of the first slide, or its first telling line, and marks it as guessed.
void title_from_slides(Record& record, const std::vector<Unit>& slides, const std::string& file_name);

/// The longest beginning of `text` (whole words) that can stand as a title.
std::string as_title(std::string_view text);

}  // namespace acervo
