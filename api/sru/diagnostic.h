// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace acervo::sru {

/// A diagnostic of SRU: what a request is answered with that cannot be. Thrown where it is noticed.
struct Diagnostic {
    int number = 1;       ///< of info:srw/diagnostic/1
    std::string details;  ///< what it is about: the name of an index, a parameter
};

/// What the list of diagnostics calls a number; "General system error" for one that is not used here.
const char* message_of(int number);

}  // namespace acervo::sru
