// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include "corpus/catalogue.h"
#include "corpus/sqlite.h"

/// What the parts of the catalogue share. Private to corpus/.
namespace acervo {

struct Catalogue::Impl {
    Impl(std::filesystem::path data_folder, Mode open_mode);

    std::filesystem::path folder;
    Mode mode;
    sqlite::Database database;
    int depth = 0;                     ///< of open transactions
    std::int64_t sequence_before = 0;  ///< the outermost of them

    std::filesystem::path originals() const { return folder / "originals"; }
    std::filesystem::path aside() const { return originals() / "tmp"; }
    std::filesystem::path place_of(const std::string& sha256) const;

    void begin();
    void commit();
    void undo() noexcept;

private:
    void date_versions();
};

/// Now, or the last instant that a version was written at if the clock went back since: instants never do.
std::string instant(sqlite::Database& database);

/// Refuses a database that is not a catalogue, or one of a newer schema. @throws Error (broken)
void check_owner(sqlite::Database& database, const std::string& name);
/// Brings a database to the schema of this program, or refuses it. @throws Error (broken)
void migrate(sqlite::Database& database, const std::string& name);
/// Checks that the schema is the one of this program. @throws Error (broken, not_found: empty)
void check_schema(sqlite::Database& database, const std::string& name);

}  // namespace acervo
