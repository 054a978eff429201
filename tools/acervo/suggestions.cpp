// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/suggestions.h"

#include <cstdio>
#include <fstream>
#include <memory>

#include "corpus/error.h"
#include "tools/acervo/command.h"
#include "tools/acervo/ingest_output.h"

namespace acervo {

namespace {

struct SuggestionsCommand {
    std::string id, format = "text";
    std::filesystem::path import;
    SuggestionFilter filter;
    IngestOutput output;
};

int conclude(const SuggestionsCommand& command, const IngestResult& result, const Settings& settings) {
    return conclude_ingest(result, command.output, settings, true);
}

int list_or_import(const SuggestionsCommand& command, const Settings& settings) {
    if (command.import.empty()) {
        const Catalogue catalogue(settings.data, Catalogue::Mode::read_only);
        const auto format = command.format == "json"  ? ReportFormat::json
                            : command.format == "csv" ? ReportFormat::csv
                                                      : ReportFormat::text;
        std::fputs(suggestions_report(catalogue, settings.vocabulary(), command.id, command.filter, format,
                                      command.output.language)
                       .c_str(),
                   stdout);
        return status_done;
    }
    std::ifstream csv{command.import, std::ios::binary};
    if (!csv) throw Error{Problem::not_found, "cannot read " + command.import.string()};
    IngestResult result;
    {
        Catalogue catalogue(settings.data);
        result =
            import_decisions(catalogue, settings.vocabulary(), command.id, csv, command.import.filename().string());
    }
    return conclude(command, result, settings);
}

int accept(const SuggestionsCommand& command, const Settings& settings) {
    IngestResult result;
    {
        Catalogue catalogue(settings.data);
        result = accept_suggestions(catalogue, settings.vocabulary(), command.id, command.filter);
    }
    return conclude(command, result, settings);
}

}  // namespace

void add_suggestions(CLI::App& batch, Settings& settings) {
    const auto command = std::make_shared<SuggestionsCommand>();
    const auto add = [&](const char* name, const char* description, auto action) {
        CLI::App* const one = batch.add_subcommand(name, description);
        one->add_option("ID", command->id, "Id of the batch")->required();
        one->add_option("--field", command->filter.field,
                        "theme, axis, sdg, country, place, government_level, event or kind");
        one->add_option("--lang", command->output.language, "Language of titles, labels and reports")
            ->check(CLI::IsMember({"es", "pt", "en"}))
            ->capture_default_str();
        one->add_flag("--json", command->output.json, "JSON on standard output");
        add_no_index(*one, command->output);
        one->callback([action, command, &settings] {
            settings.run = [action, command, &settings] { return action(*command, settings); };
        });
        return one;
    };
    CLI::App* const list = add("suggestions", "What the machine would say of the records of a batch", list_or_import);
    list->add_option("--above", command->filter.above, "Of this confidence at least")->check(CLI::Range(0.0, 1.0));
    list->add_option("--format", command->format, "text, json or csv")
        ->check(CLI::IsMember({"text", "json", "csv"}))
        ->capture_default_str();
    list->add_flag("--all", command->filter.decided_too, "Also what was accepted or rejected");
    list->add_option("--import", command->import,
                     "Take the decisions of a CSV with the columns decision and corrected filled in")
        ->check(CLI::ExistingFile);
    CLI::App* const rule =
        add("accept", "Put suggestions into their records unseen; the fields stay marked as the machine's", accept);
    rule->add_option("--above", command->filter.above, "Of this confidence at least")
        ->check(CLI::Range(0.0, 1.0))
        ->required();
}

}  // namespace acervo
