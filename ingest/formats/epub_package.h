// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/record.h"
#include "corpus/xml.h"
#include "ingest/zip.h"

namespace acervo {

/// An EPUB publication: its chapters in reading order, whatever their files are called, and what it says of itself.
class EpubPackage {
public:
    /// @throws Error (bad_input: "malformed", "encrypted")
    explicit EpubPackage(std::string_view bytes);

    struct Chapter {
        std::string part;   ///< name in the container
        std::string title;  ///< of the table of contents; empty when it is not listed there
    };
    const std::vector<Chapter>& chapters() const { return chapters_; }
    std::optional<std::string> read(const std::string& part) { return zip_.read(part); }
    void describe(const std::string& file_name, Record& record) const;

private:
    struct Item {
        std::string part, type, properties;
    };
    std::string resolved(std::string_view target) const;
    void read_spine();
    void read_titles(const std::string& contents);
    void check_protection();
    xml::Document optional_part(const std::string& name);

    Zip zip_;
    xml::Document package_;
    std::string folder_;                 ///< of the package document, with its "/"
    std::map<std::string, Item> items_;  ///< of the manifest, by id
    std::map<std::string, std::string> titles_;
    std::vector<Chapter> chapters_;
};

}  // namespace acervo
