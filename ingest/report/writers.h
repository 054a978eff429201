// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

#include "ingest/report/report.h"

/// What the formats of the report share. Private to ingest/report.
namespace acervo::reporting {

inline constexpr std::array all_outcomes = {Outcome::created, Outcome::updated, Outcome::unchanged, Outcome::rejected,
                                            Outcome::skipped};

/// Words of the report in one language.
struct Words {
    const char *language, *batch, *state, *items, *created, *updated, *unchanged, *rejected, *skipped, *rejected_items,
        *skipped_items, *noticed_items, *nothing_rejected, *report, *everything, *place, *outcome, *record, *rule,
        *field, *value, *sentence, *planned;
    const char* of(Outcome outcome) const;
};
const Words& words_of(const std::string& language);

std::int64_t total(const Batch& batch, Outcome outcome);

/// The first thing said of the item and the others, in order; none when nothing was.
std::vector<Remark> remarks_of(const Item& item);

/// "error", "warning" or "note": an error is what kept the item out.
std::string severity_of(const Item& item, const Remark& remark);

/// Items that only say that something else has its own lines.
bool is_container(const Item& item);

void write_text(std::ostream& out, const Batch& batch, const EachItem& items, const std::string& language);
void write_json(std::ostream& out, const Batch& batch, const EachItem& items);
void write_csv(std::ostream& out, const EachItem& items, const std::string& language);
void write_html(std::ostream& out, const Batch& batch, const EachItem& items, const std::string& language);

}  // namespace acervo::reporting
