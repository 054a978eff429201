// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "corpus/catalogue.h"
#include "corpus/vocabulary.h"

/// Private to api/oai.
namespace acervo {

/// Members that the records of a set have: see RecordSelection. "kind:paper", "country:BR", "theme:amb:amb.res",
/// "event:clad:clad-2024", and whatever stands before a colon in these. Nothing when there can be no such set.
std::optional<std::pair<std::string, std::vector<std::string>>> members_of_set(const std::string& set,
                                                                               const Vocabulary& vocabulary);

/// The most specific sets of a record.
std::vector<std::string> sets_of(const Record& record, const Vocabulary& vocabulary);

/// What a set is called.
LangMap name_of_set(const std::string& set, const Vocabulary& vocabulary);

/// Sets that have, or had since the server began, a record. Shared by threads.
class SetCensus {
public:
    /// The sets and all above them, sorted.
    std::vector<std::string> sets(const Catalogue& catalogue, const Vocabulary& vocabulary);

private:
    std::mutex mutex_;
    std::int64_t counted_ = 0;  ///< sequence number
    std::set<std::string> sets_;
};

}  // namespace acervo
