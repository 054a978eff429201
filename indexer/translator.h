// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/apertium.h"
#include "indexer/pipeline.h"

/// Private to indexer/*.cpp.
namespace acervo {

/// Texts through one direction after the other; the programs of the last few directions go on running in between.
class Translator {
public:
    explicit Translator(Pipeline::Limits limits) : limits_(limits) {}

    /// Translations in the order of the texts, nothing where the engine failed at a text. `done` gets them batch by
    /// batch, with the number of the first. @throws Error (broken, code "engine") when the direction as such cannot be
    /// used; what `done` got before holds.
    using Translated = std::vector<std::optional<std::string>>;
    void run(const apertium::Direction& direction, const std::vector<std::string_view>& texts,
             const std::function<void(std::size_t first, Translated&&)>& done);

    /// Handed to engines so far, and how long that took.
    std::int64_t words() const { return words_; }
    double seconds() const { return seconds_.count(); }

private:
    struct Running {
        Running(const apertium::Direction& chosen, Pipeline::Limits limits)
            : direction(&chosen), pipeline(chosen.stages, limits) {}
        const apertium::Direction* direction;
        Pipeline pipeline;
    };

    Pipeline& pipeline(const apertium::Direction& direction);
    void end(const apertium::Direction& direction);
    Translated ask(const apertium::Direction& direction, const std::vector<std::string>& lines);

    Pipeline::Limits limits_;
    std::list<Running> running_;  ///< the last used is the last
    int failures_ = 0;            ///< in a row
    std::int64_t words_ = 0;
    std::chrono::duration<double> seconds_{};
};

}  // namespace acervo
