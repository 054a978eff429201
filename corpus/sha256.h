// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace acervo {

/// SHA-256 in pieces, by OpenSSL. Private to corpus/: others call sha256_of() and sha256_of_file() of catalogue.h.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;

    void update(std::string_view bytes);
    /// The 32 bytes of the digest; once.
    std::string bytes();
    /// The same as 64 lower-case hexadecimal digits; once.
    std::string hex();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// Whether `name` is 64 lower-case hexadecimal digits.
bool is_sha256(std::string_view name);

}  // namespace acervo
