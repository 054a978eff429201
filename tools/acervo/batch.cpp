// SPDX-License-Identifier: GPL-3.0-or-later
#include <cinttypes>
#include <cstdio>
#include <functional>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "corpus/catalogue.h"
#include "corpus/error.h"
#include "corpus/record_json.h"
#include "ingest/ingest.h"
#include "tools/acervo/command.h"
#include "tools/acervo/index_beside.h"
#include "tools/acervo/ingest_output.h"

namespace acervo {

namespace {

struct BatchCommand {
    std::string id;
    std::string format = "text";
    IngestOutput output;
};

using Action = int (*)(const BatchCommand& command, const Settings& settings);

Batch batch_of(const Catalogue& catalogue, const std::string& id) {
    const auto batch = catalogue.batch(id);
    if (!batch) throw Error(Problem::not_found, "there is no batch " + id).with_hint("See `acervo batch list`.");
    return *batch;
}

nlohmann::ordered_json to_json(const Batch& batch) {
    return {{"batch", batch.id},
            {"name", batch.name},
            {"state", batch.state},
            {"started", batch.started},
            {"finished", batch.finished.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(batch.finished)},
            {"totals", batch.totals},
            {"options", nlohmann::ordered_json::parse(batch.options, nullptr, /*allow_exceptions=*/false)}};
}

std::int64_t total(const Batch& batch, const char* outcome) {
    const auto at = batch.totals.find(outcome);
    return at == batch.totals.end() ? 0 : at->second;
}

void print_json(const nlohmann::ordered_json& json) {
    std::puts(json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace).c_str());
}

int list(const BatchCommand& command, const Settings& settings) {
    const Catalogue catalogue(settings.data, Catalogue::Mode::read_only);
    const auto batches = catalogue.batches();
    if (command.output.json) {
        auto all = nlohmann::ordered_json::array();
        for (const auto& batch : batches) all.push_back(to_json(batch));
        print_json(all);
        return status_done;
    }
    std::printf("%-10s %-9s %-20s %8s %8s %9s %8s %8s  %s\n", "batch", "state", "started", "created", "updated",
                "unchanged", "rejected", "skipped", "name");
    for (const auto& batch : batches) {
        std::printf("%-10s %-9s %-20s %8" PRId64 " %8" PRId64 " %9" PRId64 " %8" PRId64 " %8" PRId64 "  %s\n",
                    batch.id.c_str(), batch.state.c_str(), batch.started.c_str(), total(batch, "created"),
                    total(batch, "updated"), total(batch, "unchanged"), total(batch, "rejected"),
                    total(batch, "skipped"), batch.name.c_str());
    }
    return status_done;
}

int show(const BatchCommand& command, const Settings& settings) {
    const Catalogue catalogue(settings.data, Catalogue::Mode::read_only);
    const Batch batch = batch_of(catalogue, command.id);
    if (command.output.json) {
        print_json(to_json(batch));
        return status_done;
    }
    std::printf("batch     %s\nname      %s\nstate     %s\nstarted   %s\nfinished  %s\n", batch.id.c_str(),
                batch.name.c_str(), batch.state.c_str(), batch.started.c_str(), batch.finished.c_str());
    for (const char* const outcome : {"created", "updated", "unchanged", "rejected", "skipped"}) {
        std::printf("%-9s %" PRId64 "\n", outcome, total(batch, outcome));
    }
    std::printf("options   %s\n", batch.options.c_str());
    return status_done;
}

int print_report(const BatchCommand& command, const Settings& settings) {
    const Catalogue catalogue(settings.data, Catalogue::Mode::read_only);
    const Batch batch = batch_of(catalogue, command.id);
    write_report(std::cout, batch, items_of(catalogue, batch.id), report_format(command.format),
                 command.output.language);
    std::cout.flush();
    return status_done;
}

using Step = IngestResult (*)(Catalogue& catalogue, const Vocabulary& vocabulary, const std::string& batch,
                              const std::function<void(const Progress&)>& progress,
                              const std::filesystem::path& program);

int run_on(const BatchCommand& command, const Settings& settings, Step step) {
    IngestResult result;
    {
        const IndexBeside beside(settings, command.output.index);
        Catalogue catalogue(settings.data);
        IngestProgress progress(command.output.json);
        result =
            step(catalogue, settings.vocabulary(), command.id, [&](const Progress& now) { progress.show(now); }, {});
    }
    return conclude_ingest(result, command.output, settings, true);
}

int carry_out(const BatchCommand& command, const Settings& settings) {
    return run_on(command, settings, apply);
}

int go_on(const BatchCommand& command, const Settings& settings) {
    return run_on(command, settings, resume);
}

int take_back(const BatchCommand& command, const Settings& settings) {
    IngestResult result;
    {
        Catalogue catalogue(settings.data);
        result = revert(catalogue, command.id);
    }
    return conclude_ingest(result, command.output, settings, true);
}

CLI::App* add_action(CLI::App& batch, const char* name, const char* description, Action action,
                     const std::shared_ptr<BatchCommand>& command, Settings& settings) {
    CLI::App* const sub = batch.add_subcommand(name, description);
    sub->callback([action, command, &settings] {
        settings.run = [action, command, &settings] { return action(*command, settings); };
    });
    return sub;
}

}  // namespace

void add_batch(CLI::App& app, Settings& settings) {
    const auto command = std::make_shared<BatchCommand>();
    CLI::App* const batch = app.add_subcommand("batch", "What was taken in together: list, report, go on, take back");
    batch->require_subcommand(1);
    const auto add_id = [&](CLI::App* sub) { sub->add_option("ID", command->id, "Id of the batch")->required(); };
    const auto add_json = [&](CLI::App* sub) {
        sub->add_flag("--json", command->output.json, "JSON on standard output");
    };

    add_json(add_action(*batch, "list", "Every batch, the newest first", list, command, settings));

    CLI::App* const one = add_action(*batch, "show", "State, totals and options of a batch", show, command, settings);
    add_id(one);
    add_json(one);

    CLI::App* const items = add_action(*batch, "report", "Every item of a batch", print_report, command, settings);
    add_id(items);
    items->add_option("--format", command->format, "text, json, csv or html")
        ->check(CLI::IsMember({"text", "json", "csv", "html"}))
        ->capture_default_str();
    items->add_option("--lang", command->output.language, "Language of the report")
        ->check(CLI::IsMember({"es", "pt", "en"}))
        ->capture_default_str();

    const auto add_run = [&](const char* name, const char* description, Action action) {
        CLI::App* const run = add_action(*batch, name, description, action, command, settings);
        add_id(run);
        add_output_options(*run, command->output);
    };
    add_run("apply", "Carry out a plan", carry_out);
    add_run("resume", "Go on with a batch that did not finish", go_on);

    add_suggestions(*batch, settings);

    add_run("revert", "Take a batch back", take_back);
}

}  // namespace acervo
