// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

#include "ingest/messages.h"

namespace acervo {

/// Whether a file is the harmless one that every virus scanner reports (EICAR): somebody tests what becomes of a bad
/// one. `head`: its first bytes, 128 at least if it has them.
bool is_scanner_test(std::string_view head, std::uint64_t bytes);

/// Why a file is not taken in: "malware-test"; with a scanner "malware", or "not-scanned" when that could not tell.
/// `command`: program with its options, to which the path is added; no shell has a part in it. It answers as clamscan
/// does: 0 clean, 1 infected (the last line that it writes says with what), anything else a failure. Empty: no scanner.
std::optional<Finding> danger_of(const std::filesystem::path& file, const std::string& command,
                                 std::chrono::seconds patience);

}  // namespace acervo
