// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/match.h"

#include <xapian.h>

#include <algorithm>

namespace acervo {
namespace {

class Collector : public Xapian::MatchSpy {
public:
    void operator()(const Xapian::Document& document, double weight) override {
        found.push_back({document.get_docid(), weight});
    }
    MatchSet found;
};

}  // namespace

MatchSet match(const Xapian::Database& database, const Xapian::Query& query) {
    if (query.empty()) return {};
    Collector collector;
    Xapian::Enquire enquire{database};
    enquire.set_query(query);
    enquire.set_docid_order(Xapian::Enquire::DONT_CARE);
    enquire.add_matchspy(&collector);
    // To look at all documents at least is what makes the spy see every match.
    enquire.get_mset(0, 1, database.get_doccount());
    std::ranges::sort(collector.found, {}, &Matched::document);
    return std::move(collector.found);
}

MatchSet everything(const Columns& columns) {
    MatchSet result;
    result.reserve(columns.documents.size());
    for (const auto document : columns.documents) result.push_back({document, 0});
    return result;
}

}  // namespace acervo
