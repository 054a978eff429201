// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/run.h"

#include <algorithm>
#include <exception>
#include <set>
#include <thread>

#include "ingest/staging.h"

namespace acervo {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_in_flight = 256;  // items between discovery and catalogue
constexpr std::uint64_t most_bytes_in_flight = 64ULL << 20;
constexpr std::uint64_t least_weight_of_a_file = 512ULL << 10;  // what comes out of it weighs too

std::size_t lanes_of(const IngestOptions& options) {
    if (options.jobs > 0) return static_cast<std::size_t>(std::min(options.jobs, 256));
    return std::max(1U, std::thread::hardware_concurrency());
}

}  // namespace

void Run::discover_into(Pipeline& pipeline, const fs::path& staging) {
    std::set<std::pair<std::string, int>> done;
    for (const auto& item : standing) done.emplace(item.path, item.line);
    DiscoverySink sink;
    sink.take = [&](Found&& item) {
        const bool is_file = !item.manifest && !item.decided;
        const std::uint64_t weight = item.bytes + (is_file ? least_weight_of_a_file : 0);
        pipeline.push(std::move(item), weight);
    };
    sink.settle = [&] { pipeline.settle(); };
    sink.expect = [&](std::size_t more) { found += more; };
    sink.is_done = [&](const std::string& path, int line) { return !done.empty() && done.contains({path, line}); };
    discover({options.paths, staging, options.limits, options.program}, sink);
}

bool Run::take_out_of(Pipeline& pipeline, Applier& applier) {
    Progress progress;
    for (;;) {
        Prepared prepared;
        const auto next = pipeline.next(prepared, applier.due());
        if (next == Pipeline::Next::end) return true;
        if (next == Pipeline::Next::later) {
            applier.commit_if_due();
            continue;
        }
        const Outcome outcome = applier.apply(prepared);
        progress.done = applier.items();
        progress.found = std::max<std::size_t>(found, progress.done);
        progress.bytes += prepared.bytes;
        progress.units = applier.units();
        progress.current = place_of(prepared.path, prepared.line);
        applier.expect(progress.found);
        if (report) report(progress);
        const bool stops = options.on_error != OnError::skip && !options.dry_run && !planning;
        if (outcome == Outcome::rejected && stops) return false;
        applier.commit_if_due();
    }
}

bool Run::go(Applier& applier) {
    const Validator validator(vocabulary);
    const std::size_t lanes = lanes_of(options);
    Preparer preparer(options, validator, catalogue.folder(), lanes);
    const fs::path staging = options.dry_run ? fs::temp_directory_path() : staging_parent(catalogue.folder());
    Pipeline pipeline(lanes, most_in_flight, most_bytes_in_flight,
                      [&](Found& item, std::size_t lane) { return preparer.prepare(item, lane); });
    std::thread discovery([&] {
        try {
            discover_into(pipeline, staging);
            pipeline.finish();
        } catch (const WorkStopped&) {
            pipeline.finish();
        } catch (...) {
            pipeline.finish(std::current_exception());
        }
    });
    bool whole = false;
    std::exception_ptr failure;
    try {
        whole = take_out_of(pipeline, applier);
    } catch (...) {
        failure = std::current_exception();
    }
    pipeline.stop();
    discovery.join();
    if (failure) std::rethrow_exception(failure);
    return whole;
}

}  // namespace acervo
