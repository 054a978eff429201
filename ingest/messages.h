// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/catalogue.h"

namespace acervo {

/// What is to be said about an item: a rule that it breaks, or a fact worth knowing about it.
struct Finding {
    std::string rule;   ///< stable name, as in the table of rules.cpp
    std::string field;  ///< of the metadata model ("cost.setup"); empty: the item as a whole
    std::string value;  ///< the offending value
    std::string hint;   ///< what helps: the nearest valid codes, a line, a limit, the id of a record
    bool operator==(const Finding&) const = default;
};

/// The sentence about a finding in es, pt and en. It names the item (`path`, and its `line` when that is not 0), the
/// place in it and the remedy. A rule that is not in the table gets a general sentence.
LangMap message(const Finding& finding, const std::string& path, int line);

/// Says the findings of an item: the first is its own, the rest go with it, up to forty. None leaves it as it is.
void say(Item& item, const std::vector<Finding>& findings);

/// A warning is said of an item that is taken in nevertheless; an error keeps it out; a note says what became of it.
enum class Severity { error, warning, note };
Severity severity(std::string_view rule);
std::string to_string(Severity severity);  ///< "error", "warning", "note"

/// Whether the table has sentences for the rule.
bool is_rule(std::string_view rule);

}  // namespace acervo
