// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace acervo {

/// A ZIP file in memory (libzip), for the files of this folder only.
class Zip {
public:
    struct Entry {
        std::string name;  ///< as recorded, in UTF-8 (else read as code page 437); nothing is checked
        std::uint64_t index = 0;
        std::uint64_t bytes = 0;  ///< unpacked, as declared: it may lie
        std::uint64_t packed = 0;
        std::uint32_t mode = 0;  ///< Unix file type and permissions; 0 when not recorded
        bool encrypted = false;
        bool nul_in_name = false;
    };

    /// `bytes` are borrowed. @throws Error (bad_input, "malformed") on what is no ZIP, or one whose entries overlap.
    explicit Zip(std::string_view bytes);
    ~Zip();
    Zip(Zip&&) noexcept;

    const std::vector<Entry>& entries() const { return entries_; }
    bool has(const std::string& name) const { return by_name_.contains(name); }

    /// A whole part of an office document, at most 64 MB, and 256 MB of all parts together. Nothing when it is absent.
    /// @throws Error (bad_input: "encrypted", "too-large", "malformed")
    std::optional<std::string> read(const std::string& name);

    /// Unpacks an entry piece by piece; `take` may stop it by returning false. @throws Error (bad_input: "encrypted",
    /// "malformed")
    void stream(const Entry& entry, const std::function<bool(std::string_view)>& take) const;

private:
    struct Handle;
    std::unique_ptr<Handle> handle_;
    std::vector<Entry> entries_;
    std::map<std::string, std::size_t> by_name_;
    std::uint64_t given_ = 0;
};

}  // namespace acervo
