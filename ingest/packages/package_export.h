// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "ingest/export.h"

/// Records with their files, in folders that other systems take in. One record at a time is in memory.
namespace acervo {

/// A bag (BagIt 1.0): data/records.jsonl is a manifest of the records, which name their files in data/files. The folder
/// must not be there yet, or be empty. @return how many records; @throws Error (bad_input: the folder has something in
/// it; broken: it cannot be written, an original is missing)
std::int64_t export_bag(const Catalogue& catalogue, const ExportOptions& options, const std::filesystem::path& folder);

/// A Simple Archive of DSpace: a folder for each record, named by its id, with dublin_core.xml, contents and handle.
/// What Dublin Core has no element for is not in it. Otherwise like export_bag().
std::int64_t export_simple_archive(const Catalogue& catalogue, const ExportOptions& options,
                                   const std::filesystem::path& folder);

/// dublin_core.xml of a record, as our reader of Simple Archives takes it in again.
std::string dspace_dublin_core(const Record& record);

/// A file's name that any file system takes, inside a package; never empty.
std::string package_name(const std::string& name);

/// The folder, made if need be. @throws Error as above
void prepare_package(const std::filesystem::path& folder);
/// Writes a file as a whole, or copies an original into it. @throws Error (broken)
void write_package_file(const std::filesystem::path& file, std::string_view bytes);
void copy_original(const Catalogue& catalogue, const FileRef& original, const std::filesystem::path& file);

}  // namespace acervo
