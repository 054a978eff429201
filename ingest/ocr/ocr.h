// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "corpus/catalogue.h"
#include "corpus/recognitions.h"

/// Text of pages that are pictures.
namespace acervo::ocr {

/// A page with fewer words in its text layer is looked at: it may be a scan with a stamp.
inline constexpr std::size_t few_words = 12;
/// Text recognised with less confidence is noise (a photograph, a drawing): it is not taken in, only said.
inline constexpr double least_confidence = 0.4;

/// Names what recognises here, with its version: what another one did is done again.
std::string engine();

/// Of es, pt, en, ca, gl and fr, those that tesseract has data for here; empty: nothing can be recognised.
std::vector<std::string> languages_here();

/// Whether the record's main file is of a kind whose pages may be pictures: a PDF, or a picture itself.
bool may_be_scanned(const Record& record);

/// Pages of the record's main file, from 1, that may be pictures of text; none when it is no PDF and no picture.
std::vector<int> pages_to_read(const Record& record, const std::vector<Unit>& units);

/// Puts what was recognised into the units ("ocr" with its confidence), and what follows from it into the record:
/// languages, and a title where it had none but the file's name. Does the same whenever it is given the same.
void add_recognised(Record& record, std::vector<Unit>& units, const std::map<int, Recognition>& pages);

struct Wishes {
    std::int64_t limit = 0;         ///< pages; 0: all that wait
    int jobs = 1;                   ///< pages at the same time
    std::filesystem::path program;  ///< of the workers; empty: the running one
};

struct Report {
    std::int64_t pages = 0;     ///< recognised now
    std::int64_t blank = 0;     ///< with nothing on them
    std::int64_t unneeded = 0;  ///< had their text, or are no pictures
    std::int64_t failed = 0;    ///< damaged, too large, too slow
    std::int64_t unsure = 0;    ///< of `pages`, below least_confidence
    std::int64_t records = 0;   ///< that got their text
    std::int64_t waiting = 0;   ///< records that still wait
    double seconds = 0;
};

/// Looks at what is new in the catalogue and recognises what waits, oldest first, until all is done, `limit` is reached
/// or `stop` is set (looked at between pages). What was done is kept page by page; a record gets its text, as a new
/// version, when all of its pages are done. A page that cannot be read is noted and the next one is taken.
/// @throws Error (busy: another process does this; broken, code "ocr": no tesseract data)
Report recognise_waiting(const std::filesystem::path& data, const Wishes& wishes, const std::atomic<bool>& stop,
                         const std::function<void(const Report&)>& progress = {});

}  // namespace acervo::ocr
