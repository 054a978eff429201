// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/harvest/harvest.h"

#include <cstdio>
#include <memory>

#include "corpus/catalogue.h"
#include "tools/acervo/command.h"
#include "tools/acervo/ingest_output.h"

namespace acervo {

namespace {

struct HarvestCommand {
    HarvestOptions options;
    IngestOutput output;
    int delay = 0, timeout = 120, longest_wait = 3600;
};

/// Where fetching is: a line for each answer that is worth one.
class FetchProgress {
public:
    explicit FetchProgress(bool quiet) : quiet_(quiet) {}
    void show(const HarvestProgress& progress) {
        if (quiet_) return;
        if (!progress.waiting.empty()) {
            std::fprintf(stderr, "%s; waiting\n", progress.waiting.c_str());
        } else if (progress.page >= next_) {
            std::fprintf(stderr, "%d pages: %zu records, %zu deleted\n", progress.page, progress.records,
                         progress.deleted);
            next_ = progress.page + (progress.page < 10 ? 1 : 10);
        }
    }

private:
    const bool quiet_;
    int next_ = 1;
};

int run(const HarvestCommand& command, const Settings& settings) {
    HarvestOptions options = command.options;
    options.delay = std::chrono::seconds{command.delay};
    options.timeout = std::chrono::seconds{command.timeout};
    options.longest_wait = std::chrono::seconds{command.longest_wait};
    FetchProgress fetching(command.output.json);
    IngestProgress taking_in(command.output.json);
    Catalogue catalogue(settings.data);
    const auto result = harvest(
        catalogue, settings.vocabulary(), options, [&](const HarvestProgress& now) { fetching.show(now); },
        [&](const Progress& now) { taking_in.show(now); });
    if (result.ingest.batch.id.empty()) {
        if (command.output.json) {
            std::puts("{\"batch\":null,\"totals\":{},\"items\":[]}");
        } else {
            std::puts("Nothing has changed since the last harvest.");
        }
        return status_done;
    }
    return conclude_ingest(result.ingest, command.output, settings, true);
}

}  // namespace

void add_harvest(CLI::App& app, Settings& settings) {
    const auto command = std::make_shared<HarvestCommand>();
    auto& options = command->options;
    CLI::App* const sub = app.add_subcommand(
        "harvest", "Take in the records of another repository, by OAI-PMH; later what changed there");
    sub->add_option("URL", options.url, "Base address of the repository (https://repositorio.example.org/oai)")
        ->required();
    sub->add_option("--set", options.set, "Only this set (setSpec)");
    sub->add_option("--from", options.from, "Only what changed from this day or instant on (2024-08-26)");
    sub->add_option("--until", options.until, "Only what changed up to this day or instant");
    sub->add_option("--prefix", options.prefix, "Format (metadataPrefix); else the one that says most");
    sub->add_flag("--full", options.full, "Everything, whatever was harvested before");
    sub->add_option("--batch", options.name, "A name for the batch; else the repository's");
    sub->add_option("--collection", options.collection, "Namespace of the source keys; else the host of the address");
    sub->add_option("--event", options.event, "Event of the records that name none (clad-2024)");
    sub->add_option("--kind", options.kind, "Kind of the records that name none (paper, report ...)");
    sub->add_option("--delay", command->delay, "Seconds between two requests")
        ->check(CLI::Range(0, 3600))
        ->capture_default_str();
    sub->add_option("--timeout", command->timeout, "Seconds that an answer may take")
        ->check(CLI::Range(1, 3600))
        ->capture_default_str();
    sub->add_option("--longest-wait", command->longest_wait, "Seconds that the server may make us wait at once")
        ->check(CLI::Range(0, 7 * 24 * 3600))
        ->capture_default_str();
    sub->add_option("--tries", options.tries, "How often an answer is asked for")
        ->check(CLI::Range(1, 20))
        ->capture_default_str();
    sub->add_option("--max-size", options.most, "Size of an answer, such as 64M")
        ->transform(CLI::AsSizeValue(false))
        ->capture_default_str();
    sub->add_option("--user-agent", options.agent, "What the program calls itself; give an address to write to");
    sub->add_flag("--allow-private", options.allow_private, "Addresses of private networks and of this machine, too");
    sub->add_option("--jobs", options.jobs, "Files read at the same time; 0: one a core")
        ->check(CLI::Range(0, 256))
        ->capture_default_str();
    add_output_options(*sub, command->output);
    sub->callback([command, &settings] { settings.run = [command, &settings] { return run(*command, settings); }; });
}

}  // namespace acervo
