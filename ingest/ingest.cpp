// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/ingest.h"

#include <algorithm>
#include <filesystem>

#include "corpus/error.h"
#include "corpus/text.h"
#include "ingest/apply.h"
#include "ingest/options.h"
#include "ingest/run.h"
#include "ingest/staging.h"

namespace acervo {

namespace fs = std::filesystem;

namespace {

using Report = std::function<void(const Progress&)>;

[[noreturn]] void refuse(const std::string& what, const std::string& value, const std::vector<std::string>& near) {
    throw Error(Problem::bad_input, "\"" + value + "\" is not " + what)
        .with_hint(near.empty() ? "Use a code of the vocabulary." : "The nearest are: " + joined(near) + ".")
        .with_code("vocabulary");
}

void check(const IngestOptions& options, const Validator& validator) {
    if (options.paths.empty())
        throw Error(Problem::bad_input, "there is nothing to take in")
            .with_hint("Name a file, a folder or an archive.");
    if (!options.kind.empty() && !validator.is_code("kind", options.kind)) {
        refuse("a kind of record", options.kind, validator.nearest_codes("kind", options.kind));
    }
    if (!options.event.empty() && !validator.is_code("event", options.event)) {
        refuse("an event that is known", options.event, validator.nearest_codes("event", options.event));
    }
    if (squeeze(clean(options.collection)) != options.collection || options.collection.empty()) {
        throw Error(Problem::bad_input,
                    "the name of a collection must not be empty, nor begin or end with white space");
    }
}

IngestResult result_of(const Catalogue& catalogue, const std::string& batch) {
    return {*catalogue.batch(batch), catalogue.items(batch)};
}

IngestResult dry_run(Run& run) {
    Applier applier(run.catalogue, "", Applier::Mode::dry_run, /*commit_often=*/false);
    run.go(applier);
    IngestResult result;
    result.batch.name = run.options.name;
    result.batch.state = "planned";
    result.batch.options = to_json(run.options);
    result.items = applier.planned();
    for (const auto& item : result.items) ++result.batch.totals[to_string(item.outcome)];
    return result;
}

IngestResult plan(Run& run) {
    run.planning = true;
    Applier applier(run.catalogue, run.batch, Applier::Mode::plan, /*commit_often=*/true);
    run.go(applier);
    applier.close();
    run.catalogue.set_batch_state(run.batch, "planned");
    return result_of(run.catalogue, run.batch);
}

/// What was done before the rejected item, as it stands after the roll-back.
void journal_rollback(Catalogue& catalogue, const std::string& batch, std::vector<Item> items) {
    Catalogue::Transaction transaction(catalogue);
    for (auto& item : items) {
        if (item.outcome != Outcome::rejected && item.outcome != Outcome::skipped) {
            item.outcome = Outcome::skipped;
            item.record.clear();
            item.version_before = item.version_after = 0;
            say(item, {{"rolled-back", "", "", ""}});
        }
        catalogue.put_item(batch, item);
    }
    catalogue.set_batch_state(batch, "failed");
    transaction.commit();
}

IngestResult all_or_nothing(Run& run) {
    std::vector<Item> items;
    {
        Catalogue::Transaction everything(run.catalogue);
        Applier applier(run.catalogue, run.batch, Applier::Mode::real, /*commit_often=*/false);
        if (run.held_to_plan) applier.hold_to_plan();
        if (run.go(applier)) {
            applier.close();
            applier.close_plan();
            run.catalogue.set_batch_state(run.batch, "applied");
            everything.commit();
            return result_of(run.catalogue, run.batch);
        }
        applier.close();
        items = run.catalogue.items(run.batch);
    }
    journal_rollback(run.catalogue, run.batch, std::move(items));
    return result_of(run.catalogue, run.batch);
}

IngestResult step_by_step(Run& run) {
    Applier applier(run.catalogue, run.batch, Applier::Mode::real, /*commit_often=*/true);
    applier.remember(run.standing);
    if (run.held_to_plan) applier.hold_to_plan();
    const bool whole = run.go(applier);
    applier.close();
    if (whole) applier.close_plan();
    run.catalogue.set_batch_state(run.batch, whole ? "applied" : "failed");
    return result_of(run.catalogue, run.batch);
}

IngestResult apply(Run& run) {
    try {
        return run.options.on_error == OnError::rollback ? all_or_nothing(run) : step_by_step(run);
    } catch (...) {
        // What was committed stands, and the batch can be resumed.
        try {
            run.catalogue.set_batch_state(run.batch, "failed");
        } catch (const Error&) {
            // The disk that stopped the batch may not take this either; the first error is the one to report.
        }
        throw;
    }
}

}  // namespace

std::size_t IngestResult::rejected() const {
    return static_cast<std::size_t>(std::ranges::count(items, Outcome::rejected, &Item::outcome));
}

namespace {

void check_paths(const IngestOptions& options) {
    for (const auto& path : options.paths) {
        std::error_code error;
        if (!fs::exists(path, error)) {
            throw Error(Problem::not_found, "there is no " + path.string())
                .with_hint("Check the spelling of the path.");
        }
    }
}

Batch batch_of(const Catalogue& catalogue, const std::string& id) {
    auto batch = catalogue.batch(id);
    if (!batch) throw Error(Problem::not_found, "there is no batch " + id).with_hint("See `acervo batch list`.");
    return std::move(*batch);
}

/// Goes on with a batch from the items it has.
IngestResult go_on(Run& run, const Batch& batch) {
    const bool skips = run.options.on_error == OnError::skip;
    for (auto& item : run.catalogue.items(batch.id)) {
        run.held_to_plan = run.held_to_plan || !item.digest.empty();
        // Where a rejected item stopped the batch, it is that item that was corrected since; where all was undone, all
        // is repeated.
        const bool repeated =
            run.options.on_error == OnError::rollback || (!skips && item.outcome == Outcome::rejected);
        if (!item.planned && !repeated) run.standing.push_back(std::move(item));
    }
    run.catalogue.set_batch_state(batch.id, "applying");
    return apply(run);
}

}  // namespace

IngestResult ingest(Catalogue& catalogue, const Vocabulary& vocabulary, const IngestOptions& options,
                    const Report& progress) {
    check(options, Validator(vocabulary));
    check_paths(options);
    Run run{catalogue, vocabulary, options, progress};
    if (options.dry_run) return dry_run(run);
    const IngestLock lock(catalogue.folder());
    run.batch = catalogue.start_batch(options.name, to_json(options)).id;
    return apply(run);
}

Batch start_plan(Catalogue& catalogue, const Vocabulary& vocabulary, const IngestOptions& options) {
    check(options, Validator(vocabulary));
    check_paths(options);
    return catalogue.start_batch(options.name, to_json(options), "planning");
}

IngestResult plan(Catalogue& catalogue, const Vocabulary& vocabulary, const IngestOptions& options,
                  const Report& progress) {
    const IngestLock lock(catalogue.folder());
    Run run{catalogue, vocabulary, options, progress};
    run.batch = start_plan(catalogue, vocabulary, options).id;
    return plan(run);
}

IngestResult apply(Catalogue& catalogue, const Vocabulary& vocabulary, const std::string& batch, const Report& progress,
                   const fs::path& program) {
    const IngestLock lock(catalogue.folder());
    const Batch present = batch_of(catalogue, batch);
    if (present.state != "planned") {
        throw Error(Problem::bad_input, "batch " + batch + " is not planned: it is " + present.state)
            .with_hint(present.state == "failed" ? "Go on with it: acervo batch resume " + batch
                                                 : "Plan the material again: acervo ingest --plan PATH")
            .with_code("not-planned");
    }
    IngestOptions options = options_from_json(present.options);
    options.program = program;
    Run run{catalogue, vocabulary, options, progress, batch};
    return go_on(run, present);
}

IngestResult resume(Catalogue& catalogue, const Vocabulary& vocabulary, const std::string& batch,
                    const Report& progress, const fs::path& program) {
    const IngestLock lock(catalogue.folder());
    const Batch present = batch_of(catalogue, batch);
    if (present.state == "reverted") {
        throw Error(Problem::bad_input, "batch " + batch + " was taken back")
            .with_hint("Ingest the material again.")
            .with_code("reverted");
    }
    if (present.state == "applied" || present.state == "planned") return result_of(catalogue, batch);
    IngestOptions options = options_from_json(present.options);
    options.program = program;
    Run run{catalogue, vocabulary, options, progress, batch};
    // Of a plan that was not finished nothing was done: it is made anew.
    return present.state == "planning" ? plan(run) : go_on(run, present);
}

}  // namespace acervo
