// SPDX-License-Identifier: GPL-3.0-or-later
#include <chrono>
#include <cinttypes>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>

#include "indexer/indexer.h"
#include "tools/acervo/command.h"

namespace acervo {

namespace {

using Clock = std::chrono::steady_clock;

/// Progress on standard error: a bar on a terminal, a line now and then elsewhere.
class Progress {
public:
    void show(std::int64_t done, std::int64_t total) {
        const auto pause = bar_ ? std::chrono::milliseconds{200} : std::chrono::seconds{10};
        if (total <= 0 || Clock::now() - last_ < pause) return;
        last_ = Clock::now();
        if (!bar_) {
            std::fprintf(stderr, "indexed %" PRId64 " of %" PRId64 " records\n", done, total);
            return;
        }
        constexpr int width = 40;
        const auto filled = static_cast<int>(width * done / total);
        std::fprintf(stderr, "\r[%s%s] %" PRId64 " / %" PRId64, std::string(filled, '#').c_str(),
                     std::string(width - filled, '.').c_str(), done, total);
        drawn_ = true;
    }
    ~Progress() {
        if (drawn_) std::fprintf(stderr, "\r\033[K");
    }

private:
    bool bar_ = on_terminal(), drawn_ = false;
    Clock::time_point last_ = Clock::now();
};

std::uintmax_t bytes_in(const std::filesystem::path& folder) {
    std::uintmax_t bytes = 0;
    std::error_code none;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{folder, none}) {
        if (entry.is_regular_file(none)) bytes += entry.file_size(none);
    }
    return bytes;
}

int index(const Settings& settings, const IndexOptions& options) {
    const auto start = Clock::now();
    IndexReport report;
    {
        Progress progress;
        report = update_index(settings.data, settings.vocabulary(), options,
                              [&](std::int64_t done, std::int64_t total) { progress.show(done, total); });
    }
    const std::chrono::duration<double> seconds = Clock::now() - start;
    const std::uintmax_t bytes = bytes_in(settings.data / "index" / std::to_string(report.generation));
    std::printf("%s: %" PRId64 " records, %" PRId64 " passages, %" PRId64
                " withdrawn in %.1f s; generation %d, %.1f MB, covers catalogue sequence %" PRId64 "\n",
                report.rebuilt ? "built anew" : "brought up to date", report.records, report.passages, report.withdrawn,
                seconds.count(), report.generation, static_cast<double>(bytes) / 1e6, report.revision);
    return status_done;
}

}  // namespace

void add_index(CLI::App& app, Settings& settings) {
    CLI::App* command = app.add_subcommand("index", "Bring the index up to date with the catalogue");
    auto options = std::make_shared<IndexOptions>();
    command->add_flag("--rebuild", options->rebuild, "Build a new generation beside the one in use, and swap it in");
    command->add_option("--jobs", options->jobs, "Workers of a full build; 0: one a core")
        ->check(CLI::Range(0, 64))
        ->capture_default_str();
    command->callback(
        [&settings, options] { settings.run = [&settings, options] { return index(settings, *options); }; });
}

}  // namespace acervo
