// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>

#include <string>
#include <string_view>
#include <utility>

#include "corpus/error.h"

/// Private to indexer/*.cpp and search/*.cpp: where Xapian's exceptions end.
namespace acervo {

/// What an exception of Xapian means to those who know no Xapian.
inline Error translate(const Xapian::Error& error) {
    const std::string_view type = error.get_type();
    if (type == "DatabaseLockError") {
        return Error{Problem::busy, "the index is being written by another process"}.with_hint(
            "Wait until the other `acervo index` has ended.");
    }
    if (type == "DatabaseModifiedError") {
        return Error{Problem::busy, "the index changed while it was read"}.with_hint("Try again.");
    }
    std::string message = "the index: " + error.get_msg();
    if (const char* cause = error.get_error_string()) {
        return Error{Problem::broken, message + " (" + cause + ")"}.with_hint(
            "Check the space on the disk and the rights of the data folder, then run `acervo index` again.");
    }
    return Error{Problem::broken, message}.with_hint(
        "The index is a copy and can be made anew from the catalogue: `acervo index --rebuild`.");
}

/// Runs `step`; what Xapian throws in it becomes an Error.
template <typename Step>
decltype(auto) with_xapian(Step&& step) {
    try {
        return std::forward<Step>(step)();
    } catch (const Xapian::Error& error) {
        throw translate(error);
    }
}

}  // namespace acervo
