// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>
#include <memory>
#include <string>

#include "ingest/duplicates/decide.h"
#include "ingest/duplicates/pairs.h"
#include "tools/acervo/command.h"
#include "tools/acervo/ingest_output.h"

namespace acervo {

namespace {

struct DuplicatesCommand {
    std::string batch, format = "text", file;
    double above = 0;
    IngestOutput output;
};

int list(const DuplicatesCommand& command, const Settings& settings) {
    const Catalogue catalogue(settings.data, Catalogue::Mode::read_only);
    const auto format = command.format == "json"  ? PairFormat::json
                        : command.format == "csv" ? PairFormat::csv
                                                  : PairFormat::text;
    const auto pairs = twin_pairs(catalogue, command.batch, command.above);
    std::fputs(listed(pairs, format, command.output.language).c_str(), stdout);
    return status_done;
}

int decide(const DuplicatesCommand& command, const Settings& settings) {
    IngestResult result;
    {
        Catalogue catalogue(settings.data);
        result = decide_twins(catalogue, command.file);
    }
    return conclude_ingest(result, command.output, settings, true);
}

}  // namespace

void add_duplicates(CLI::App& app, Settings& settings) {
    const auto command = std::make_shared<DuplicatesCommand>();
    CLI::App* const sub =
        app.add_subcommand("duplicates", "Records that seem to be one work, and what is decided of them");
    sub->add_option("--batch", command->batch, "Only pairs with a record of this batch");
    sub->add_option("--above", command->above, "Only pairs at least this alike, 0 to 1")->check(CLI::Range(0.0, 1.0));
    sub->add_option("--format", command->format, "text, csv or json")
        ->check(CLI::IsMember({"text", "csv", "json"}))
        ->capture_default_str();
    sub->add_option("--lang", command->output.language, "Language of titles and sentences")
        ->check(CLI::IsMember({"es", "pt", "en"}))
        ->capture_default_str();
    CLI::App* const import = sub->add_subcommand(
        "import", "Carry out the decisions in a CSV list: merge, relate or distinct; the batch can be taken back");
    import->add_option("FILE", command->file, "The list, with its first column filled in")
        ->required()
        ->check(CLI::ExistingFile);
    add_output_options(*import, command->output);
    sub->callback([sub, import, command, &settings] {
        const bool decides = import->parsed();
        settings.run = [decides, command, &settings] {
            return decides ? decide(*command, settings) : list(*command, settings);
        };
    });
}

}  // namespace acervo
