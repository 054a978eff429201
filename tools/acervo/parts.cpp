// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/parts.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "corpus/catalogue.h"
#include "corpus/error.h"
#include "tools/acervo/command.h"
#include "tools/acervo/ingest_output.h"

namespace acervo {

namespace {

struct PartsCommand {
    std::vector<std::string> records;
    std::string batch, file;
    std::filesystem::path out;
    IngestOutput output;
};

int write_out(const PartsCommand& command, const Settings& settings) {
    const Catalogue catalogue(settings.data, Catalogue::Mode::read_only);
    auto records = command.records;
    if (!command.batch.empty()) records = volumes_of(catalogue, command.batch);
    if (command.out.empty()) {
        export_parts(catalogue, records, std::cout);
        std::cout.flush();
        return status_done;
    }
    std::ofstream file(command.out, std::ios::binary | std::ios::trunc);
    const auto rows = export_parts(catalogue, records, file);
    file.close();
    if (!file)
        throw Error(Problem::broken, "cannot write " + command.out.string()).with_hint("Is there room on the disk?");
    std::fprintf(stderr, "%zu parts of %zu volumes\n", rows, records.size());
    return status_done;
}

int read_in(const PartsCommand& command, const Settings& settings) {
    std::ifstream file(command.file, std::ios::binary);
    if (!file) throw Error(Problem::not_found, "cannot read " + command.file);
    Catalogue catalogue(settings.data);
    const auto name = std::filesystem::path(command.file).filename().string();
    return conclude_ingest(import_parts(catalogue, file, name), command.output, settings, true);
}

}  // namespace

void add_parts(CLI::App& app, Settings& settings) {
    CLI::App* const group = app.add_subcommand("parts", "The papers of volumes: out as CSV, corrected, in again");
    group->require_subcommand(1);
    const auto command = std::make_shared<PartsCommand>();

    CLI::App* const out = group->add_subcommand("export", "Write the parts of volumes as CSV");
    auto* const records = out->add_option("ID", command->records, "Records");
    auto* const batch = out->add_option("--batch", command->batch, "All volumes of that batch")->excludes(records);
    out->add_option("--out", command->out, "File; otherwise to standard output");
    out->callback([command, batch, records, &settings] {
        if (batch->count() + records->count() == 0) throw CLI::RequiredError("ID or --batch");
        settings.run = [command, &settings] { return write_out(*command, settings); };
    });

    CLI::App* const in = group->add_subcommand("import", "Take corrected rows in; what they name is confirmed");
    in->add_option("FILE", command->file, "CSV as export wrote it")->required()->check(CLI::ExistingFile);
    add_output_options(*in, command->output);
    in->callback([command, &settings] { settings.run = [command, &settings] { return read_in(*command, settings); }; });
}

}  // namespace acervo
