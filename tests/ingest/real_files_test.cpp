// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>

#include "corpus/error.h"
#include "corpus/text.h"
#include "ingest/worker.h"
#include "tests/ingest/support.h"

using namespace acervo;
namespace fs = std::filesystem;

namespace {

fs::path data() {
    const char* shared = std::getenv("ACERVO_SHARED");
    return (shared != nullptr ? fs::path{shared} : fs::path{SOURCE_DIR}.parent_path() / "shared") / "data";
}

struct Read {
    int files = 0, units = 0;
    std::map<std::string, int> outcomes;  ///< media type or error code
    std::set<std::string> bad_text;       ///< files with text that is not clean
};

Read read_all(const fs::path& folder) {
    Read all;
    Worker worker{{}, EXTRACT_WORKER};
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        ++all.files;
        try {
            const auto extracted = worker.extract(entry.path(), entry.path().filename().string());
            ++all.outcomes[extracted.media_type];
            all.units += static_cast<int>(extracted.units.size());
            int number = 0;
            for (const auto& unit : extracted.units) {
                const bool fine =
                    unit.number == ++number && clean(unit.text) == unit.text && clean(unit.title) == unit.title;
                if (!fine) all.bad_text.insert(entry.path().filename().string());
            }
        } catch (const Error& error) {
            ++all.outcomes[error.code()];
        }
    }
    return all;
}

}  // namespace

TEST_CASE("every file of the collections of broken and real files ends in text or in a known code") {
    const auto [name, at_least] = GENERATE(table<std::string, int>({{"robustness", 200},
                                                                    {"dh2018-tei", 380},
                                                                    {"scielo-jats", 95},
                                                                    {"ciudades-abiertas", 30},
                                                                    {"datosgobar-guias", 45},
                                                                    {"dados-mg-slides", 40},
                                                                    {"ofilibre-slides", 155}}));
    const auto folder = data() / name;
    if (!fs::exists(folder)) {
        WARN(folder.string() << " is not here: skipped (set ACERVO_SHARED)");
        return;
    }
    const auto read = read_all(folder);
    CAPTURE(name, read.files, read.units);
    int with_text = 0;
    const std::set<std::string> codes{"encrypted", "malformed", "empty", "too-large", "format"};
    for (const auto& [outcome, count] : read.outcomes) {
        CAPTURE(outcome, count);
        if (outcome.find('/') != std::string::npos) {
            with_text += count;
        } else {
            CHECK(codes.contains(outcome));
        }
    }
    CHECK(with_text >= at_least);
    CHECK(read.bad_text == std::set<std::string>{});
}
