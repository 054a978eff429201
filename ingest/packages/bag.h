// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ingest/messages.h"

/// BagIt (RFC 8493, and the drafts back to 0.93): files with manifests of their digests.
namespace acervo {

/// The files of a bag by their names in it, as printable() writes them ("data/a.pdf", "manifest-sha256.txt"), and where
/// they lie; those that may not be opened (a link out of the bag) have an empty path.
using BagFiles = std::map<std::string, std::filesystem::path>;

/// What is wrong with a bag: where, and what.
struct BagFault {
    std::string name;  ///< of a file of the bag or one that should be there
    int line = 0;      ///< in a tag file; 0: the file as a whole
    Finding finding;
};

struct BagCheck {
    std::string version;
    std::vector<std::pair<std::string, std::string>> info;  ///< of bag-info.txt, in its order
    std::vector<BagFault> faults;                           ///< empty: the bag is complete and valid
    std::vector<BagFault> notices;                          ///< worth a word though it is valid
    std::size_t files = 0;                                  ///< of the payload
    /// The first value of a label of bag-info.txt, whatever its case; empty when there is none.
    std::string value(std::string_view label) const;
};

/// Reads the tag files, and the payload once, and compares. Nothing is fetched: a file that is only in fetch.txt is
/// missing; one that cannot be read is a fault like others.
BagCheck check_bag(const BagFiles& files);

/// A line of a manifest: digest and path, decoded ("%0A") and as printable() has it.
struct ManifestEntry {
    int line = 0;
    std::string digest, path;
    std::string wrong;  ///< rule: "bag-line", "unsafe-path"
};

/// Reads a payload or tag manifest that is in UTF-8 already, and hands over one line after the other.
void read_bag_manifest(std::string_view text, const std::function<void(const ManifestEntry&)>& take);

/// Reads "Label: value" lines, those that go on in the next line (it begins with a blank) joined. A line that is none
/// comes with an empty label.
std::vector<std::pair<std::string, std::string>> read_bag_info(std::string_view text);

}  // namespace acervo
