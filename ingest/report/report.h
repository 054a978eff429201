// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <ostream>
#include <string>
#include <vector>

#include "corpus/catalogue.h"

namespace acervo {

enum class ReportFormat { text, json, csv, html };

/// Hands every item of a batch over, in order; may be called several times.
using EachItem = std::function<void(const std::function<void(const Item&)>&)>;

/// What became of a batch, or would become of a plan: every item in JSON (all languages), one line a finding in CSV,
/// what was not taken in or deserves a word in text, and all of it, to be filtered by outcome, as one page of HTML that
/// needs nothing else. `language`: es, pt or en, of the sentences in text, CSV and HTML. In memory is one item at a
/// time.
void write_report(std::ostream& out, const Batch& batch, const EachItem& items, ReportFormat format,
                  const std::string& language = "en");

std::string report(const Batch& batch, const std::vector<Item>& items, ReportFormat format,
                   const std::string& language = "en");

/// The items of a batch as the catalogue has them.
EachItem items_of(const Catalogue& catalogue, const std::string& batch);

/// "text", "json", "csv" or "html". @throws Error (bad_input)
ReportFormat report_format(const std::string& name);

}  // namespace acervo
