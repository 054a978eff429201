// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "corpus/catalogue.h"
#include "ingest/describe.h"
#include "ingest/description/description.h"
#include "ingest/discover.h"
#include "ingest/duplicates/sketch.h"
#include "ingest/extraction.h"
#include "ingest/ingest.h"
#include "ingest/validate.h"

namespace acervo {

/// A file that goes into the catalogue with its record.
struct Attached {
    std::filesystem::path file;
    FileRef reference;
    std::string path;  ///< of its own item; empty: it is the item
};

/// What came of a source key's bytes, to be remembered.
struct Remembered {
    std::string sha256, extraction;  ///< the latter as to_cache() wrote it
};

/// An item on which all has been done that needs neither the catalogue's write lock nor the items before it.
struct Prepared {
    std::string path;
    int line = 0;
    std::optional<Decision> decided;  ///< rejected or skipped
    std::vector<Finding> others;      ///< what else is wrong with it
    Record record;
    std::vector<Unit> units;
    std::vector<Attached> files;  ///< of a rejected row too: they get items
    std::vector<Finding> notices;
    std::vector<FieldSuggestion> suggestions;  ///< for what no person has filled
    std::vector<Remembered> remembered;
    std::int64_t version = 0;  ///< of the record that the row was made of; 0: it does not say
    bool mirrored = false;     ///< from a repository that is harvested: what comes again replaces what came before
    bool withdraws = false;    ///< that repository deleted the record
    bool loose = false;        ///< a file without a row: not taken in when its bytes are held already
    std::string duplicate_of;  ///< record that held the bytes when they were looked at; it was not read then
    TextSketch sketch;         ///< of what is taken in
    std::uint64_t bytes = 0;
    std::shared_ptr<Tree> tree;  ///< keeps the files of an archive on disk
};

/// identify -> hash -> extract -> describe -> validate, for one item at a time in each of several lanes.
class Preparer {
public:
    Preparer(const IngestOptions& options, const Validator& validator, const std::filesystem::path& data,
             std::size_t lanes);
    ~Preparer();

    /// @throws Error (broken) only when going on makes no sense.
    Prepared prepare(Found& found, std::size_t lane);

private:
    struct Lane;
    void prepare_row(const Found& found, Prepared& prepared, Lane& lane);
    void prepare_file(const Found& found, Prepared& prepared, Lane& lane);
    bool update(Row& row, Record& given, Prepared& prepared, Lane& lane) const;
    bool attach(const Found& found, const std::vector<std::string>& names, Prepared& prepared);
    Extraction extract(const Attached& file, Prepared& prepared, Lane& lane);
    std::string media_type(const Attached& file, Lane& lane);
    /// What was recognised in the pages of its file before.
    static void add_recognised(Prepared& prepared, Lane& lane);
    void validate(Prepared& prepared, Lane& lane);
    static bool is_held(const Prepared& prepared, const Lane& lane);

    const IngestOptions& options_;
    const Validator& validator_;
    const Description description_;
    std::vector<std::unique_ptr<Lane>> lanes_;
};

}  // namespace acervo
