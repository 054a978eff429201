// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <istream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "corpus/record.h"
#include "ingest/csv.h"
#include "ingest/lines.h"
#include "ingest/messages.h"

namespace acervo {

/// `rows`: what the readers of ingest/rows.h made of a file, one to_text() a line.
enum class ManifestFormat { jsonl, csv, rows };

/// One record of a manifest as it was read, not yet understood: so that reading can go on in one thread and the
/// understanding be shared among several.
struct RawRow {
    int line = 0;                    ///< from 1
    std::string part;                ///< of the file, in which `line` counts: a sheet; empty: the file itself
    std::string text;                ///< JSONL: the line; of a reader's row the JSON
    std::vector<std::string> cells;  ///< CSV: one a column
    std::optional<Finding> wrong;    ///< it could not even be cut out of the file
};

/// What a row says, or the first thing that is wrong with it.
struct Row {
    Record given;                         ///< as record_from_json() read it; no id
    std::vector<std::string> files;       ///< paths relative to the manifest
    std::vector<Unit> units;              ///< of `text`
    std::optional<std::int64_t> version;  ///< of the record that the row was made of: it is an update of that one
    std::optional<std::vector<std::pair<std::string, std::string>>>
        cells;                     ///< of a table that names versions, by column; blank ones too
    std::string key;               ///< stands for a missing source key within the file; empty: nothing does
    std::string event;             ///< name of an event as printed; empty: none
    std::vector<Finding> notices;  ///< worth a word though the row is taken in
    std::optional<Finding> wrong;
};

/// A list of records: JSONL, one a line, or CSV with a header (RFC 4180; tabs or semicolons between the fields too, as
/// spreadsheets of many countries write them), or the rows that a reader made of a file in another format. Read forward
/// in bounded memory: a line may have 32 MB.
class Manifest {
public:
    /// What kind of manifest a file is: a .jsonl or .ndjson file with an object that has `source_key` or `title` among
    /// its first lines, a .csv or .tsv file whose header names `source_key`.
    /// `name`: the one it came with.
    static std::optional<ManifestFormat> recognise(const std::filesystem::path& file, const std::string& name);

    /// @throws Error (not_found) when the file cannot be opened.
    Manifest(const std::filesystem::path& file, ManifestFormat format);
    Manifest(std::unique_ptr<std::istream> in, ManifestFormat format);

    /// The next row; nothing at the end.
    std::optional<RawRow> next();

    /// Understands a row. Thread-safe beside next().
    Row read(const RawRow& raw) const;

private:
    std::optional<RawRow> next_line();
    static RawRow split(RawRow row);
    std::optional<RawRow> next_record();

    std::unique_ptr<std::istream> in_;
    ManifestFormat format_;
    std::optional<LineReader> lines_;
    std::optional<CsvReader> records_;
    std::vector<std::string> columns_;
};

/// The units of a manifest's `text`: a text, a language map (one unit a language), or a list of texts and units.
/// Numbered from 1 unless they bring numbers of their own. @throws Error (bad_input, code "type")
std::vector<Unit> units_from_text(const nlohmann::json& text);

/// Name of a manifest's member as the head of a column gives it: squeezed, in lower case but for a language
/// ("Title_pt-BR" -> "title_pt-BR").
std::string column_name(const std::string& head);

/// The cells of a table's row as members of a record, as in JSONL: lists are split, "cost.setup" goes inside `cost`,
/// blank cells are left out. As many cells as columns.
nlohmann::json members_of(const std::vector<std::string>& columns, const std::vector<std::string>& cells);

/// Cells as export_records() was given them, where a column "version" says that it wrote the table: in other people's
/// tables an apostrophe is one.
void unguard(const std::vector<std::string>& columns, std::vector<std::string>& cells);

/// Splits the cell of a list at ";", where "\;" stands for a semicolon and "\\" for a backslash; trims, leaves out what
/// is empty.
std::vector<std::string> split_cell(const std::string& cell);

}  // namespace acervo
