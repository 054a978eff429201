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
#include "indexer/translate.h"
#include "tools/acervo/command.h"

namespace acervo {

namespace {

using Clock = std::chrono::steady_clock;

/// Progress on standard error: a bar on a terminal, a line now and then elsewhere.
class Progress {
public:
    explicit Progress(const char* doing = "indexed") : doing_(doing) {}

    void show(std::int64_t done, std::int64_t total, const std::string& rate = {}) {
        const auto pause = bar_ ? std::chrono::milliseconds{200} : std::chrono::seconds{10};
        if (total <= 0 || Clock::now() - last_ < pause) return;
        last_ = Clock::now();
        if (!bar_) {
            std::fprintf(stderr, "%s %" PRId64 " of %" PRId64 " records%s\n", doing_, done, total, rate.c_str());
            return;
        }
        constexpr int width = 40;
        const auto filled = static_cast<int>(width * done / total);
        std::fprintf(stderr, "\r[%s%s] %" PRId64 " / %" PRId64 "%s\033[K", std::string(filled, '#').c_str(),
                     std::string(width - filled, '.').c_str(), done, total, rate.c_str());
        drawn_ = true;
    }
    ~Progress() {
        if (drawn_) std::fprintf(stderr, "\r\033[K");
    }

private:
    const char* doing_;
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

int bring_up_to_date(const Settings& settings, const IndexOptions& options) {
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

std::string rate(const TranslateReport& report) {
    if (report.seconds <= 0) return {};
    return ", " + std::to_string(static_cast<std::int64_t>(static_cast<double>(report.words) / report.seconds)) +
           " words/s";
}

/// What is new is found at once; its translations follow.
int translate_and_index(const Settings& settings, const IndexOptions& options) {
    bring_up_to_date(settings, options);
    TranslateReport report;
    {
        Progress progress{"translated"};
        report = translate_records(settings.data, {}, [&](const TranslateReport& so_far, std::int64_t records) {
            progress.show(so_far.records, records, rate(so_far));
        });
    }
    std::printf("translated by machine: %" PRId64 " texts (%" PRId64 " words in %.1f s%s); %" PRId64
                " were there, %" PRId64 " failed, %" PRId64 " left out; %" PRId64 " records gained some\n",
                report.translated, report.words, report.seconds, rate(report).c_str(), report.cached, report.failed,
                report.skipped, report.gained);
    for (const auto& [direction, why] : report.unavailable) std::printf("%s: %s\n", direction.c_str(), why.c_str());
    bring_up_to_date(settings, {.jobs = options.jobs});
    return report.failed > 0 || !report.unavailable.empty() ? status_rejected : status_done;
}

}  // namespace

void add_index(CLI::App& app, Settings& settings) {
    CLI::App* command = app.add_subcommand("index", "Bring the index up to date with the catalogue");
    auto options = std::make_shared<IndexOptions>();
    command->add_flag("--rebuild", options->rebuild, "Build a new generation beside the one in use, and swap it in");
    command->add_option("--jobs", options->jobs, "Workers of a full build; 0: one a core")
        ->check(CLI::Range(0, 64))
        ->capture_default_str();
    auto translate = std::make_shared<bool>(false);
    command->add_flag("--translate", *translate,
                      "Have titles and abstracts translated (es, pt, en) by the installed directions of Apertium, for "
                      "search across languages; can be ended at any time and goes on in the next run");
    command->callback([&settings, options, translate] {
        settings.run = [&settings, options, translate] {
            return *translate ? translate_and_index(settings, *options) : bring_up_to_date(settings, *options);
        };
    });
}

}  // namespace acervo
