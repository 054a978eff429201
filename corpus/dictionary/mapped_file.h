// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Private to corpus/.

#include <cstddef>
#include <filesystem>
#include <string_view>

namespace acervo {

/// A whole file in memory, read-only, paged in as it is used. The file must not shrink meanwhile; one that is replaced
/// by renaming another in its place stays as it was.
class MappedFile {
public:
    /// @throws Error (not_found, bad_input, broken)
    explicit MappedFile(const std::filesystem::path& file);
    ~MappedFile();
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;

    std::string_view bytes() const { return {static_cast<const char*>(address_), size_}; }

private:
    void* address_ = nullptr;
    std::size_t size_ = 0;
};

}  // namespace acervo
