// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/acervo/ingest_output.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cinttypes>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>

#include "corpus/error.h"
#include "corpus/text.h"
#include "indexer/indexer.h"

namespace acervo {

namespace {

constexpr std::chrono::milliseconds between_bars{100};
constexpr std::chrono::seconds between_lines{5};
constexpr double megabyte = 1e6;

int columns() {
    winsize size{};
    return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 20 ? size.ws_col : 80;
}

std::string time_left(const Progress& progress, double seconds) {
    if (progress.done == 0 || progress.found <= progress.done) return "--:--";
    const double left =
        seconds / static_cast<double>(progress.done) * static_cast<double>(progress.found - progress.done);
    const auto whole = static_cast<long>(std::min(left, 359999.0));
    std::array<char, 32> text{};
    if (whole >= 3600) {
        std::snprintf(text.data(), text.size(), "%ld:%02ld:%02ld", whole / 3600, whole / 60 % 60, whole % 60);
    } else {
        std::snprintf(text.data(), text.size(), "%02ld:%02ld", whole / 60, whole % 60);
    }
    return text.data();
}

/// The last part of a path that fits, in characters of one column each.
std::string shortened(const std::string& path, std::size_t room) {
    std::size_t characters = 0, at = path.size();
    while (at > 0 && characters < room) {
        --at;
        if ((static_cast<unsigned char>(path[at]) & 0xC0) != 0x80) ++characters;
    }
    return at == 0 ? path : "…" + path.substr(at);
}

struct Rates {
    double items, megabytes;
};

Rates rates(const Progress& progress, double seconds) {
    const double time = std::max(seconds, 0.001);
    return {static_cast<double>(progress.done) / time, static_cast<double>(progress.bytes) / megabyte / time};
}

EachItem items_in(const IngestResult& result) {
    return [&result](const std::function<void(const Item&)>& visit) {
        for (const Item& item : result.items) visit(item);
    };
}

void write_report_to(const IngestResult& result, const IngestOutput& output) {
    std::ofstream file(output.report, std::ios::binary | std::ios::trunc);
    write_report(file, result.batch, items_in(result), format_of(output.report), output.language);
    file.close();
    if (!file) {
        throw Error(Problem::broken, "cannot write the report to " + output.report.string())
            .with_hint("What was taken in is there; print the report with `acervo batch report " + result.batch.id +
                       "`.");
    }
}

}  // namespace

IngestProgress::IngestProgress(bool quiet) : quiet_(quiet), bar_(!quiet && on_terminal()) {}

IngestProgress::~IngestProgress() {
    if (drawn_) std::fputs("\r\033[K", stderr);
}

void IngestProgress::show(const Progress& progress) {
    if (quiet_) return;
    const auto now = Clock::now();
    if (now - shown_ < (bar_ ? Clock::duration(between_bars) : Clock::duration(between_lines))) return;
    shown_ = now;
    const double seconds = std::chrono::duration<double>(now - begun_).count();
    if (bar_) {
        drawn_ = true;
        draw(progress, seconds);
    } else {
        print(progress, seconds);
    }
}

void IngestProgress::draw(const Progress& progress, double seconds) const {
    constexpr int width = 20;
    const auto filled = progress.found == 0 ? 0 : static_cast<int>(width * progress.done / progress.found);
    std::string bar;
    for (int i = 0; i < width; ++i) bar += i < filled ? "█" : "░";
    const auto [items, megabytes] = rates(progress, seconds);
    std::array<char, 128> numbers{};
    const int length = std::snprintf(numbers.data(), numbers.size(), " %zu/%zu  %.1f/s  %.1f MB/s  %s  ", progress.done,
                                     progress.found, items, megabytes, time_left(progress, seconds).c_str());
    const int room = columns() - width - length - 2;
    const std::string current = room > 4 ? shortened(progress.current, static_cast<std::size_t>(room)) : "";
    std::fprintf(stderr, "\r\033[K%s%s%s", bar.c_str(), numbers.data(), current.c_str());
    std::fflush(stderr);
}

void IngestProgress::print(const Progress& progress, double seconds) const {
    const auto [items, megabytes] = rates(progress, seconds);
    std::fprintf(stderr, "%zu of %zu items, %zu units, %.1f items/s, %.1f MB/s, %s left\n", progress.done,
                 progress.found, progress.units, items, megabytes, time_left(progress, seconds).c_str());
}

ReportFormat format_of(const std::filesystem::path& file) {
    const std::string kind = lower(file.extension().string());
    if (kind == ".json") return ReportFormat::json;
    if (kind == ".html" || kind == ".htm") return ReportFormat::html;
    return kind == ".csv" ? ReportFormat::csv : ReportFormat::text;
}

std::string locale_language() {
    for (const char* const name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* const value = std::getenv(name);
        if (!value || !*value) continue;
        const std::string language = std::string(value).substr(0, 2);
        return language == "es" || language == "pt" ? language : "en";
    }
    return "en";
}

void add_output_options(CLI::App& command, IngestOutput& output) {
    command.add_option("--report", output.report, "Write the report there too (.json, .csv, .html, else text)");
    command.add_option("--lang", output.language, "Language of the report")
        ->check(CLI::IsMember({"es", "pt", "en"}))
        ->capture_default_str();
    command.add_flag("--json", output.json, "The report as JSON on standard output");
    add_no_index(command, output);
}

void add_no_index(CLI::App& command, IngestOutput& output) {
    command.add_flag_callback(
        "--no-index", [&output] { output.index = false; }, "Leave the index as it is");
}

int conclude_ingest(const IngestResult& result, const IngestOutput& output, const Settings& settings, bool changed) {
    if (!output.report.empty()) write_report_to(result, output);
    write_report(std::cout, result.batch, items_in(result), output.json ? ReportFormat::json : ReportFormat::text,
                 output.language);
    std::cout.flush();
    if (result.batch.state == "planned" && !result.batch.id.empty())
        std::fprintf(stderr, "to carry it out: acervo batch apply %s\n", result.batch.id.c_str());
    if (changed && output.index) {
        const IndexReport indexed = during("what was taken in is stored, but the index is behind",
                                           [&] { return update_index(settings.data, settings.vocabulary()); });
        if (!output.json) {
            std::fprintf(stderr, "indexed %" PRId64 " records, %" PRId64 " passages\n", indexed.records,
                         indexed.passages);
        }
    }
    if (result.batch.state == "failed") return status_failed;
    return result.rejected() > 0 ? status_rejected : status_done;
}

}  // namespace acervo
