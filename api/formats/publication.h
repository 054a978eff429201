// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "corpus/vocabulary.h"

namespace acervo {

/// What those who write a record in a format of somebody else need besides it.
struct Publication {
    const Vocabulary& vocabulary;
    /// Where this repository is reached, "https://acervo.example.org", without a slash at its end: addresses of records
    /// and files begin with it.
    std::string base;

    std::string record(const std::string& id) const { return base + "/records/" + id; }
    /// `number`: of the record's files, from 1.
    std::string file(const std::string& id, std::size_t number) const {
        return base + "/api/v1/records/" + id + "/files/" + std::to_string(number);
    }
};

}  // namespace acervo
