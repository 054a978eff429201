// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <ostream>
#include <string>

#include "corpus/catalogue.h"

namespace acervo {

enum class ExportFormat { jsonl, csv };

/// Which records are written; empty members ask for nothing.
struct ExportOptions {
    ExportFormat format = ExportFormat::jsonl;
    std::string batch;  ///< that wrote the present version
    std::string kind, collection, event;
    bool text = false;  ///< JSONL: the units too
};

/// Writes present records as a manifest that can be ingested again: an unchanged row changes nothing, a changed one is
/// an update of the version that it names, or a conflict when that is not the present one any more. In memory is one
/// record at a time. @return how many were written
std::int64_t export_records(const Catalogue& catalogue, const ExportOptions& options, std::ostream& out);

/// Calls `visit` with each present record that is wanted, in the order in which they were written.
void each_exported(const Catalogue& catalogue, const ExportOptions& options,
                   const std::function<void(const Stored&)>& visit);

}  // namespace acervo
