// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/text.h"
#include "ingest/report/writers.h"

namespace acervo::reporting {

void write_text(std::ostream& out, const Batch& batch, const EachItem& items, const std::string& language) {
    const Words& words = words_of(language);
    if (!batch.id.empty())
        out << words.batch << " " << batch.id << (batch.name.empty() ? "" : " · " + batch.name) << "\n";
    if (batch.state == "planned") out << words.planned << "\n";
    std::int64_t count = 0;
    for (const auto& [outcome, of_it] : batch.totals) count += of_it;
    out << words.items << ": " << count;
    for (const Outcome outcome : all_outcomes) out << " · " << words.of(outcome) << " " << total(batch, outcome);
    out << "\n";

    const auto list = [&](const char* heading, auto&& belongs) {
        bool any = false;
        items([&](const Item& item) {
            if (is_container(item) || item.rule.empty() || !belongs(item.outcome)) return;
            if (!any) out << "\n" << heading << "\n";
            any = true;
            for (const Remark& remark : remarks_of(item))
                out << "  [" << remark.rule << "] " << squeeze(best(remark.message, language).second) << "\n";
        });
        return any;
    };
    const auto is = [](Outcome which) { return [which](Outcome outcome) { return outcome == which; }; };
    if (!list(words.rejected_items, is(Outcome::rejected))) out << words.nothing_rejected << "\n";
    list(words.skipped_items, is(Outcome::skipped));
    list(words.noticed_items,
         [](Outcome outcome) { return outcome != Outcome::rejected && outcome != Outcome::skipped; });
}

}  // namespace acervo::reporting
