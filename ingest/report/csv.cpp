// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/csv.h"

#include "ingest/report/writers.h"

namespace acervo::reporting {

void write_csv(std::ostream& out, const EachItem& items, const std::string& language) {
    out << "path,line,outcome,record,severity,rule,field,value,message\r\n";
    items([&](const Item& item) {
        const std::string begin = csv_field(item.path) + ',' + (item.line ? std::to_string(item.line) : "") + ',' +
                                  to_string(item.outcome) + ',' + csv_field(item.record) + ',';
        const auto remarks = remarks_of(item);
        if (remarks.empty()) out << begin << ",,,,\r\n";
        for (const Remark& remark : remarks) {
            out << begin << severity_of(item, remark) << ',' << csv_field(remark.rule) << ',' << csv_field(remark.field)
                << ',' << csv_field(remark.value) << ',' << csv_field(best(remark.message, language).second) << "\r\n";
        }
    });
}

}  // namespace acervo::reporting
