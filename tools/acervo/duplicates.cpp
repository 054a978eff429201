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
    bool no_index = false;
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
    IngestOutput output = command.output;
    output.index = !command.no_index;
    IngestResult result;
    {
        Catalogue catalogue(settings.data);
        result = decide_twins(catalogue, command.file);
    }
    return conclude_ingest(result, output, settings, true);
}

}  // namespace

void add_duplicates(CLI::App& app, Settings& settings) {
    const auto command = std::make_shared<DuplicatesCommand>();
    command->output.language = locale_language();
    CLI::App* const sub =
        app.add_subcommand("duplicates", "Records that seem to be one work, and what is decided of them");
    const auto add_language = [&](CLI::App* of) {
        of->add_option("--lang", command->output.language, "Language of titles and sentences")
            ->check(CLI::IsMember({"es", "pt", "en"}))
            ->capture_default_str();
    };
    sub->add_option("--batch", command->batch, "Only pairs with a record of this batch");
    sub->add_option("--above", command->above, "Only pairs at least this alike, 0 to 1")->check(CLI::Range(0.0, 1.0));
    sub->add_option("--format", command->format, "text, csv or json")
        ->check(CLI::IsMember({"text", "csv", "json"}))
        ->capture_default_str();
    add_language(sub);
    CLI::App* const import = sub->add_subcommand(
        "import", "Carry out the decisions in a CSV list: merge, relate or distinct; the batch can be taken back");
    import->add_option("FILE", command->file, "The list, with its first column filled in")
        ->required()
        ->check(CLI::ExistingFile);
    import->add_option("--report", command->output.report, "Write the report there too (.json, .csv, else text)");
    import->add_flag("--json", command->output.json, "The report as JSON on standard output");
    import->add_flag("--no-index", command->no_index, "Leave the index as it is");
    add_language(import);
    sub->callback([sub, import, command, &settings] {
        const bool decides = import->parsed();
        settings.run = [decides, command, &settings] {
            return decides ? decide(*command, settings) : list(*command, settings);
        };
    });
}

}  // namespace acervo
