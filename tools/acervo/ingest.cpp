// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/ingest.h"

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "corpus/catalogue.h"
#include "ingest/options.h"
#include "ingest/staging.h"
#include "tools/acervo/command.h"
#include "tools/acervo/index_beside.h"
#include "tools/acervo/ingest_output.h"

namespace acervo {

namespace {

struct IngestCommand {
    IngestOptions options;
    std::vector<std::string> paths;
    std::string on_error = "skip";
    IngestOutput output;
    bool plan = false;
};

IngestResult take_in(const IngestOptions& options, const Settings& settings, const IngestOutput& output) {
    const IndexBeside beside(settings, output.index && options.on_error != OnError::rollback);
    IngestProgress progress(output.json);
    Catalogue catalogue(settings.data);
    return ingest(catalogue, settings.vocabulary(), options, [&](const Progress& now) { progress.show(now); });
}

IngestResult make_plan(const IngestOptions& options, const Settings& settings, bool quiet) {
    IngestProgress progress(quiet);
    Catalogue catalogue(settings.data);
    return plan(catalogue, settings.vocabulary(), options, [&](const Progress& now) { progress.show(now); });
}

IngestResult try_out(const IngestOptions& options, const Settings& settings, bool quiet) {
    IngestProgress progress(quiet);
    const auto show = [&](const Progress& now) { progress.show(now); };
    if (std::filesystem::exists(settings.data / "catalogue.db")) {
        Catalogue catalogue(settings.data, Catalogue::Mode::read_only);
        return ingest(catalogue, settings.vocabulary(), options, show);
    }
    // A data folder that is not there yet must not be made: what would go in is compared with an empty catalogue
    // elsewhere.
    const Staging empty(std::filesystem::temp_directory_path());
    Catalogue catalogue(empty.folder());
    return ingest(catalogue, settings.vocabulary(), options, show);
}

int run(const IngestCommand& command, const Settings& settings) {
    IngestOptions options = command.options;
    options.paths.assign(command.paths.begin(), command.paths.end());
    options.on_error = on_error(command.on_error);
    const IngestOutput& output = command.output;
    if (options.dry_run) return conclude_ingest(try_out(options, settings, output.json), output, settings, false);
    if (command.plan) return conclude_ingest(make_plan(options, settings, output.json), output, settings, false);
    return conclude_ingest(take_in(options, settings, output), output, settings, true);
}

}  // namespace

void add_ingest(CLI::App& app, Settings& settings) {
    const auto command = std::make_shared<IngestCommand>();
    CLI::App* const sub =
        app.add_subcommand("ingest", "Take files, folders, archives and manifests into the catalogue");
    sub->add_option("PATH", command->paths, "Files, folders, ZIP archives, JSONL and CSV manifests")
        ->required()
        ->check(CLI::ExistingPath);
    sub->add_option("--event", command->options.event, "Event of the records that name none (clad-2024)");
    sub->add_option("--kind", command->options.kind,
                    "Kind of the records that name none (paper, presentation, practice ...)");
    sub->add_option("--batch", command->options.name, "A name for the batch");
    sub->add_option("--collection", command->options.collection, "Namespace of the source keys")->capture_default_str();
    sub->add_option("--on-error", command->on_error,
                    "What a rejected item does: skip it, stop there, rollback everything")
        ->check(CLI::IsMember({"skip", "stop", "rollback"}))
        ->capture_default_str();
    auto* const dry = sub->add_flag("--dry-run", command->options.dry_run, "Say what would happen; write nothing");
    sub->add_flag("--plan", command->plan, "Say what would happen, and keep it as a plan for `acervo batch apply`")
        ->excludes(dry);
    sub->add_option("--jobs", command->options.jobs, "Files read at the same time; 0: one a core")
        ->check(CLI::Range(0, 256))
        ->capture_default_str();
    sub->add_option("--scan-command", command->options.scan_command,
                    "A virus scanner that is asked for each file (\"clamdscan --no-summary --fdpass\")");
    add_output_options(*sub, command->output);
    sub->callback([command, &settings] { settings.run = [command, &settings] { return run(*command, settings); }; });
}

}  // namespace acervo
