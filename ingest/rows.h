// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/extractor.h"
#include "ingest/messages.h"

namespace acervo {

/// One record of a file that holds many, as a reader in the sandbox hands it over.
struct SourceRow {
    int line =
        0;  ///< where it begins, from 1, rising within its part; the number of the record where the format has no lines
    std::string part;   ///< what `line` counts in, where the file has several: a sheet. Empty: the file itself
    std::string key;    ///< stands for a missing `source_key`, within its file: a citation key, the record's number.
                        ///< Empty: the row is wrong without a source key
    std::string event;  ///< name of an event as printed; becomes `event` where it is exactly one of the vocabulary
    nlohmann::json record = nlohmann::json::object();  ///< members as in a line of a JSONL manifest; files in `file`
    std::map<std::string, std::string> cells;          ///< of a table that names versions, by column, blank ones too
    std::optional<Finding> wrong;                      ///< why the record cannot be taken in; its files stay its own
    std::vector<Finding> notices;                      ///< worth a word though it is taken in
};

using RowSink = std::function<void(const SourceRow&)>;

/// Reads one family of formats that hold many records. Stateless; runs inside a sandboxed worker only.
class RowReader {
public:
    virtual ~RowReader() = default;
    virtual bool reads(std::string_view media_type) const = 0;
    /// Loads what would have to be opened later: called once, before the sandbox closes.
    virtual void prepare() const {}
    /// Hands over the records in the order of the file, one at a time and in flat memory; one that is wrong does not
    /// stop the others. @throws Error (unsupported, code "format") before the first row when this is no file of
    /// records after all: it is then an ordinary file; (bad_input, code "malformed" ...) when the rest cannot be read.
    virtual void read(const SourceFile& file, std::string_view media_type, const RowSink& take) const = 0;
};

/// Every reader of rows of this program. Adding a format means one class, one line here and one in identify*.cpp.
const std::vector<std::unique_ptr<RowReader>>& row_readers();

/// The reader of a type; null when there is none.
const RowReader* row_reader_for(std::string_view media_type);

/// A row as it goes through the pipe and waits in a file: its line, its part after a "/" (with spaces as %20), a space,
/// and a JSON object on one line.
std::string to_text(const SourceRow& row);

/// Takes to_text() apart. The line is checked at once, the part is printable(); @return nothing when there is none.
struct RowText {
    int line = 0;
    std::string part;
    std::string_view json;
};
std::optional<RowText> split_row(std::string_view text);

/// Whether the beginning of a file could be that of one that holds records: cheap, and asked before a worker is.
bool may_hold_rows(std::string_view head);

}  // namespace acervo
