// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>

namespace acervo {

/// Whether the digest is one that digests_of_file() computes: md5, sha1, sha224, sha256, sha384, sha512.
bool is_digest(const std::string& algorithm);

/// Digests of a file in lower-case hexadecimal digits by algorithm, in one pass over it. What is not is_digest() is
/// left out. @throws Error (not_found, broken) as reading a file does.
std::map<std::string, std::string> digests_of_file(const std::filesystem::path& file,
                                                   const std::set<std::string>& algorithms);

}  // namespace acervo
