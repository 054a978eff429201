// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "ingest/messages.h"

namespace acervo {

/// What is said of an item that breaks a rule. {item}, {field}, {value} and {hint} are filled in; a passage in brackets
/// is left out when one of those in it is empty.
struct Sentence {
    std::string_view rule;
    Severity severity;
    std::string_view es, pt, en;
};

/// The one of that rule; null when there is none.
const Sentence* find_sentence(std::string_view rule);

}  // namespace acervo
