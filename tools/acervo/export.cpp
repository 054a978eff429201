// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/export.h"

#include <cinttypes>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>

#include "corpus/error.h"
#include "ingest/packages/package_export.h"
#include "tools/acervo/command.h"

namespace acervo {

namespace {

struct ExportCommand {
    ExportOptions options;
    std::string format = "jsonl";
    std::filesystem::path out;
};

int run(const ExportCommand& command, const Settings& settings) {
    ExportOptions options = command.options;
    options.format = command.format == "csv" ? ExportFormat::csv : ExportFormat::jsonl;
    const Catalogue catalogue(settings.data, Catalogue::Mode::read_only);
    const bool bag = command.format == "bagit";
    if (bag || command.format == "saf") {
        if (command.out.empty())
            throw Error(Problem::bad_input, "--format " + command.format + " writes a folder")
                .with_hint("Name it: --out FOLDER");
        const auto count =
            bag ? export_bag(catalogue, options, command.out) : export_simple_archive(catalogue, options, command.out);
        std::fprintf(stderr, "%" PRId64 " records\n", count);
        return status_done;
    }
    if (command.out.empty()) {
        export_records(catalogue, options, std::cout);
        std::cout.flush();
        return std::cout ? status_done : status_failed;
    }
    std::ofstream file(command.out, std::ios::binary | std::ios::trunc);
    const std::int64_t count = export_records(catalogue, options, file);
    file.close();
    if (!file) {
        throw Error(Problem::broken, "cannot write " + command.out.string())
            .with_hint("Check the folder's permissions and the room on the disk.");
    }
    std::fprintf(stderr, "%" PRId64 " records\n", count);
    return status_done;
}

}  // namespace

void add_export(CLI::App& app, Settings& settings) {
    const auto command = std::make_shared<ExportCommand>();
    CLI::App* const sub =
        app.add_subcommand("export", "Write records as a manifest, to be corrected and ingested again");
    sub->add_option("--format", command->format, "jsonl, csv; bagit, saf: folders with the files, too")
        ->check(CLI::IsMember({"jsonl", "csv", "bagit", "saf"}))
        ->capture_default_str();
    sub->add_option("--out", command->out, "File to write, else standard output; folder of bagit and saf");
    sub->add_option("--batch", command->options.batch, "Only records whose present version this batch wrote");
    sub->add_option("--kind", command->options.kind, "Only records of this kind");
    sub->add_option("--collection", command->options.collection, "Only records of this collection");
    sub->add_option("--event", command->options.event, "Only records of this event");
    sub->add_flag("--text", command->options.text, "With the text of pages, slides and sections (jsonl)");
    sub->callback([command, &settings] { settings.run = [command, &settings] { return run(*command, settings); }; });
}

}  // namespace acervo
