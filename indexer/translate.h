// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace acervo {

struct TranslateOptions {
    std::filesystem::path modes = "/usr/share/apertium/modes";  ///< where Apertium's directions are
    std::chrono::milliseconds patience{15'000};                 ///< for an answer to a short batch
    std::chrono::milliseconds start{60'000};                    ///< until a direction's programs have loaded their data
};

/// A translation is counted by text and target: a title wanted in two languages is two.
struct TranslateReport {
    std::int64_t records = 0;     ///< looked at
    std::int64_t translated = 0;  ///< made in this run
    std::int64_t cached = 0;      ///< were there, by the engine that would make them now
    std::int64_t failed = 0;      ///< the engine failed at them in this run; it is not asked again
    std::int64_t skipped = 0;     ///< it had failed at them before, or there is no way to translate them
    std::int64_t gained = 0;      ///< records that have translations which the index may not have yet
    std::int64_t words = 0;       ///< given to the engines in this run, once for each direction
    double seconds = 0;           ///< the engines took for them
    /// Directions ("en > pt") that records need and nobody can do, and why: what is missing, or what went wrong.
    std::map<std::string, std::string> unavailable;
};

/// Has title and abstract of every record put into Spanish, Portuguese and English where no person (and no machine
/// before ingest) has, by the directions of Apertium that are installed, and kept in Translations. The catalogue is
/// only read. What is done is kept at every moment: the run can be killed, and the next one goes on. Texts are data:
/// they go to the engine through its standard input, in batches; a text that it hangs, crashes or lies on is found by
/// halving the batch, noted, and left out. `progress` is called by the calling thread, now and then. @throws Error:
/// busy while another process is translating.
TranslateReport translate_records(
    const std::filesystem::path& data, const TranslateOptions& options = {},
    const std::function<void(const TranslateReport& so_far, std::int64_t records)>& progress = {});

}  // namespace acervo
