// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/messages.h"
#include "ingest/rows.h"
#include "ingest/tree.h"

/// DSpace Simple Archive Format: a folder an item, with its metadata in dublin_core.xml and metadata_<schema>.xml, its
/// files named in `contents`, and a handle and collections in files of these names.
namespace acervo {

/// The entries of a tree that make up one item; pointers into the tree.
struct ArchiveItem {
    std::string folder;                  ///< with its "/" at the end; empty: the root of the tree
    const Entry* main = nullptr;         ///< dublin_core.xml, else the first metadata_<schema>.xml
    std::vector<const Entry*> metadata;  ///< the other metadata_<schema>.xml
    const Entry* contents = nullptr;
    const Entry* handle = nullptr;
    const Entry* collections = nullptr;
    const Entry* relationships = nullptr;  ///< to other items, by ids of the system it came from: not read
    std::vector<const Entry*> others;      ///< what else lies in its folder and below
};

/// The items of a tree: folders that hold a dublin_core.xml, or contents beside a metadata_<schema>.xml. In the order
/// of their names.
std::vector<ArchiveItem> archive_items(const Tree& tree);

struct ContentsLine {
    int line = 0;
    std::string file;                          ///< relative to the item's folder
    std::string bundle;                        ///< ORIGINAL where none is named
    bool primary = false, restricted = false;  ///< restricted: permissions name a group that may read it
    std::optional<Finding> wrong;              ///< the file cannot be had: unsafe path, registered elsewhere
};

/// Reads a `contents` file: a file a line, with bundle:, description:, permissions: and primary:true after tabs.
/// What is too long or too many is wrong; ill-formed UTF-8 is read as a legacy encoding.
std::vector<ContentsLine> read_contents(std::string_view bytes);

/// Puts an item together. `metadata`: the records of its XML files in their order, as SourceRow::record; contents,
/// handle and collections: bytes of these files, empty where there is none. `key`: stands for an identifier.
SourceRow row_of_item(const std::vector<SourceRow>& metadata, std::string_view contents, std::string_view handle,
                      std::string_view collections, const std::string& key);

}  // namespace acervo
