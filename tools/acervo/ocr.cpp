// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/ocr/ocr.h"

#include <signal.h>

#include <atomic>
#include <chrono>
#include <cinttypes>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <thread>

#include "corpus/error.h"
#include "tools/acervo/command.h"
#include "tools/acervo/idle.h"

namespace acervo {

namespace {

struct OcrCommand {
    ocr::Wishes wishes;
    bool watch = false, json = false;
};

std::atomic<bool> stop{false};

void on_signal(int) {
    stop = true;
}

double pages_an_hour(const ocr::Report& report) {
    return report.seconds > 0 ? static_cast<double>(report.pages) / report.seconds * 3600 : 0;
}

void show(const ocr::Report& report) {
    static auto last = std::chrono::steady_clock::time_point{};
    const auto now = std::chrono::steady_clock::now();
    if (now - last < (on_terminal() ? std::chrono::milliseconds{200} : std::chrono::milliseconds{10000})) return;
    last = now;
    std::fprintf(stderr, "%srecognised %" PRId64 " pages, %.0f pages an hour%s", on_terminal() ? "\r" : "",
                 report.pages, pages_an_hour(report), on_terminal() ? "\033[K" : "\n");
}

int tell(const ocr::Report& report, bool json) {
    if (on_terminal()) std::fprintf(stderr, "\r\033[K");
    if (json) {
        const nlohmann::ordered_json told{
            {"pages", report.pages},       {"unsure", report.unsure},   {"blank", report.blank},
            {"unneeded", report.unneeded}, {"failed", report.failed},   {"records", report.records},
            {"waiting", report.waiting},   {"seconds", report.seconds}, {"engine", ocr::engine()}};
        std::puts(told.dump().c_str());
    } else {
        std::printf("%" PRId64 " pages recognised (%" PRId64 " with too little confidence to be taken in), %" PRId64
                    " blank, %" PRId64 " left as they were, %" PRId64 " failed; %" PRId64 " records got text, %" PRId64
                    " wait; %.0f pages an hour\n",
                    report.pages, report.unsure, report.blank, report.unneeded, report.failed, report.records,
                    report.waiting, pages_an_hour(report));
    }
    return report.failed > 0 ? status_rejected : status_done;
}

int recognise(const OcrCommand& command, const Settings& settings) {
    ::signal(SIGINT, on_signal);
    ::signal(SIGTERM, on_signal);
    yield_to_others();
    if (!std::filesystem::exists(settings.data / "catalogue.db")) {
        throw Error{Problem::not_found, "there is no catalogue in " + settings.data.string()}.with_hint(
            "Take something in first: acervo ingest PATH");
    }
    for (;;) {
        const auto report = ocr::recognise_waiting(settings.data, command.wishes, stop,
                                                   command.json ? [](const ocr::Report&) {} : show);
        const bool idle = report.pages + report.failed + report.blank + report.unneeded == 0;
        if (!command.watch || stop) return tell(report, command.json);
        if (!idle) tell(report, command.json);
        for (int i = 0; i < 50 && !stop; ++i) std::this_thread::sleep_for(std::chrono::milliseconds{100});
        if (stop) return status_done;
    }
}

}  // namespace

void add_ocr(CLI::App& app, Settings& settings) {
    CLI::App* const sub = app.add_subcommand(
        "ocr", "Recognise the text of pages that are pictures; can be ended at any time and goes on in the next run");
    const auto command = std::make_shared<OcrCommand>();
    sub->add_option("--limit", command->wishes.limit, "Pages at most; 0: all that wait")
        ->check(CLI::Range(std::int64_t{0}, std::int64_t{1'000'000'000}))
        ->capture_default_str();
    sub->add_option("--jobs", command->wishes.jobs, "Pages at the same time")
        ->check(CLI::Range(1, 64))
        ->capture_default_str();
    sub->add_flag("--watch", command->watch, "Go on waiting for new pages until ended");
    sub->add_flag("--json", command->json, "What was done as JSON on standard output");
    sub->callback(
        [command, &settings] { settings.run = [command, &settings] { return recognise(*command, settings); }; });
}

}  // namespace acervo
