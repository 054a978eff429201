// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/edit.h"

#include <memory>
#include <string>
#include <vector>

#include "corpus/error.h"
#include "tools/acervo/command.h"
#include "tools/acervo/ingest_output.h"

namespace acervo {

namespace {

struct EditCommand {
    std::string id;
    std::vector<std::string> set, unset;
    std::int64_t expected = 0, restored = 0;
    bool withdrawn = false;
    IngestOutput output;
};

Changes changes_of(const EditCommand& command) {
    Changes changes;
    for (const auto& assignment : command.set) {
        const auto equals = assignment.find('=');
        if (equals == 0 || equals == std::string::npos) {
            throw Error(Problem::bad_input, "--set " + assignment + " is no FIELD=VALUE")
                .with_hint("Write it as --set title_es=\"Gestión de residuos\" or --set \"theme=amb;mov\".");
        }
        changes.emplace_back(assignment.substr(0, equals), assignment.substr(equals + 1));
    }
    for (const auto& field : command.unset) changes.emplace_back(field, "");
    return changes;
}

IngestResult change(const EditCommand& command, const Settings& settings) {
    Catalogue catalogue(settings.data);
    if (command.withdrawn) return withdraw(catalogue, command.id);
    if (command.restored > 0) return restore(catalogue, command.id, command.restored);
    const Changes changes = changes_of(command);
    if (changes.empty())
        throw Error(Problem::bad_input, "nothing is to be changed")
            .with_hint("Use --set, --unset, --withdraw or --restore.");
    return edit(catalogue, settings.vocabulary(), command.id, changes, command.expected);
}

int run(const EditCommand& command, const Settings& settings) {
    return conclude_ingest(change(command, settings), command.output, settings, true);
}

}  // namespace

void add_edit(CLI::App& app, Settings& settings) {
    const auto command = std::make_shared<EditCommand>();
    CLI::App* const sub = app.add_subcommand("edit", "Change one record: a batch of its own, which can be taken back");
    sub->add_option("ID", command->id, "Id of the record")->required();
    sub->add_option("--set", command->set,
                    "FIELD=VALUE, named as the columns of a manifest (title_es, theme, cost.setup)");
    sub->add_option("--unset", command->unset, "FIELD to leave empty");
    sub->add_option("--if-version", command->expected, "Only if the record is still at this version");
    sub->add_flag("--withdraw", command->withdrawn, "Take the record out; a tombstone stays")
        ->excludes("--set", "--unset");
    sub->add_option("--restore", command->restored, "Make this earlier version the present one")
        ->excludes("--set", "--unset", "--withdraw");
    add_output_options(*sub, command->output);
    sub->callback([command, &settings] { settings.run = [command, &settings] { return run(*command, settings); }; });
}

}  // namespace acervo
