// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "corpus/thesaurus.h"
#include "indexer/xapian.h"

/// Generations of the index on disk: `index/<n>/records`, `index/<n>/passages`, and `index/current`, a text file with
/// the number in use. A folder whose number is greater than the current one was never finished. Private to
/// indexer/*.cpp.
namespace acervo::generation {

/// Held by the one process that changes anything under `index/`. @throws Error (busy) when another process does.
class Lock {
public:
    /// Creates the folder `index` where there is none.
    explicit Lock(const std::filesystem::path& index);
    ~Lock();
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;

private:
    int descriptor_ = -1;
};

/// Number in use; 0: none.
int current(const std::filesystem::path& data);
std::filesystem::path folder(const std::filesystem::path& data, int number);
/// A number that no folder has had since the current one.
int next(const std::filesystem::path& data);

/// Writes `folder`'s files and the folder itself through to the disk, all the way down.
void sync_tree(const std::filesystem::path& folder);
/// Writes the folder's entries to the disk: Xapian 1.4 renames files in it and leaves that out.
void sync_folder(const std::filesystem::path& folder);

/// Makes a complete, synced generation the one in use: one atomic rename.
void make_current(const std::filesystem::path& data, int number);
/// Removes what no reader needs: unfinished generations, and all but the current and the one before it, which readers
/// may still hold; that one too once the current has been in use for an hour.
void sweep(const std::filesystem::path& data);

/// The two databases of a generation, for changing. @throws Xapian::Error
struct Writers {
    Xapian::WritableDatabase records, passages;
};
Writers open(const std::filesystem::path& folder, int flags);

/// Sets version, coverage, time of building and thesaurus of one database. `translations`: what it covers of
/// Translations.
void describe(Xapian::WritableDatabase& database, std::int64_t revision, std::int64_t translations,
              const Thesaurus& thesaurus);
/// Whether its concepts were found with this thesaurus. @throws Xapian::Error
bool is_made_with(const Xapian::Database& database, const Thesaurus& thesaurus);
/// Revision that one database covers; -1 when it is of another version. @throws Xapian::Error
std::int64_t revision(const Xapian::Database& database);
/// Sequence number of Translations that one database covers; 0: none. @throws Xapian::Error
std::int64_t translations(const Xapian::Database& database);

}  // namespace acervo::generation
