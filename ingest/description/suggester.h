// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "corpus/catalogue.h"
#include "ingest/description/reading.h"

namespace acervo {

/// Says of a record what one or several of its fields could hold. Immutable once made; safe to share among threads.
class Suggester {
public:
    Suggester() = default;
    Suggester(const Suggester&) = delete;
    Suggester& operator=(const Suggester&) = delete;
    virtual ~Suggester() = default;
    /// Adds suggestions with field, value, confidence and the words that caused them. What it says with a confidence of
    /// c is right in about c of the cases (tests/description measures it).
    virtual void suggest(const Reading& reading, std::vector<FieldSuggestion>& suggestions) const = 0;
};

/// Words that caused something: each once, as first written, the first few.
class Because {
public:
    void add(std::string word);
    const std::vector<std::string>& words() const { return words_; }
    static constexpr std::size_t most = 6;

private:
    std::vector<std::string> words_;
};

}  // namespace acervo
