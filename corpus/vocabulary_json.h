// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Private to corpus/vocabulary*.cpp: the files of vocabularies/ and events/.

#include <filesystem>
#include <vector>

#include "corpus/vocabulary.h"

namespace acervo {

/// One file of vocabularies/. @throws Error (bad_input) naming file and place
Scheme read_scheme(const std::filesystem::path& file);

struct SeriesFile {
    EventSeries series;
    std::vector<Event> events;  ///< newest first
};
/// One file of events/. Its axes may only map to codes of `themes` and `axes`.
SeriesFile read_series(const std::filesystem::path& file, const Scheme& themes, const Scheme& axes);

}  // namespace acervo
