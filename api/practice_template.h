// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace acervo {

/// A file to fill practices in, in `language` (es, pt, en): what `acervo ingest` takes back as a manifest.
/// csv: the columns, then rows that begin with "# " and are passed over: what belongs there, and an example.
/// xlsx: a sheet with the columns, and one that explains them.
/// jsonl: an example with every field. @throws Error (bad_input) for another format
std::string practice_template(const std::string& format, const std::string& language);

}  // namespace acervo
