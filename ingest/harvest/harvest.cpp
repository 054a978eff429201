// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/harvest/harvest.h"

#include <algorithm>
#include <ctime>

#include "corpus/error.h"
#include "corpus/text.h"
#include "ingest/harvest/fetcher.h"
#include "ingest/harvest/harvest_state.h"
#include "ingest/harvest/oai_answer.h"
#include "ingest/options.h"

namespace acervo {
namespace {

/// "https://repositorio.example.org:8443/oai" -> "repositorio.example.org"
std::string host_of(const std::string& url) {
    auto host = ascii_lower(url);
    if (const auto at = host.find("://"); at != std::string::npos) host.erase(0, at + 3);
    host.erase(std::min(host.find_first_of("/?#"), host.size()));
    if (const auto port = host.rfind(':'); port != std::string::npos && !host.ends_with(']')) host.erase(port);
    return host.empty() ? "oai" : host;
}

std::string day_before(const std::string& instant) {
    std::tm parts{};
    if (!::strptime(instant.c_str(), "%Y-%m-%dT%H:%M:%SZ", &parts)) return instant;
    const std::time_t earlier = ::timegm(&parts) - 24 * 3600;
    ::gmtime_r(&earlier, &parts);
    std::string text(20, '\0');
    std::strftime(text.data(), text.size() + 1, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text;
}

/// From when the next harvest must ask. A repository may show a record later than it dates it, so what counts is the
/// newest that it showed, but never more than a day before the harvest began: else one that is quiet would be asked for
/// its last import for ever. What it dates into the future does not count.
std::string covered_by(const HarvestState& state) {
    auto newest = state.newest.size() == 10 ? state.newest + "T00:00:00Z" : state.newest;
    newest = std::min(newest, state.begun);
    return std::max({newest, day_before(state.begun), state.covered});
}

/// The batch that took in these pages, or was doing so when it was killed.
std::optional<Batch> batch_of(const Catalogue& catalogue, const std::filesystem::path& pages) {
    const auto wanted = std::filesystem::absolute(pages).lexically_normal();
    for (auto& batch : catalogue.batches()) {
        if (batch.state == "reverted" || batch.options.find(wanted.string()) == std::string::npos) continue;
        try {
            const auto paths = options_from_json(batch.options).paths;
            if (paths.size() == 1 && paths.front() == wanted) return std::move(batch);
        } catch (const Error&) {  // a batch of something else
        }
    }
    return {};
}

void begin(HarvestState& state, const HarvestOptions& options, const HarvestFolder& folder,
           const Catalogue& catalogue) {
    folder.remove_pages(state);
    HarvestState fresh;
    fresh.covered = options.full ? "" : state.covered;
    fresh.run = state.run + 1;
    // Who removed the state began to count anew: these pages must not be taken for others that are in a batch already.
    while (batch_of(catalogue, folder.pages(fresh))) ++fresh.run;
    fresh.running = true;
    fresh.from = !options.from.empty() ? options.from : fresh.covered;
    fresh.until = options.until;
    state = std::move(fresh);
    folder.save(state);
}

/// Whether what was begun is what is asked for now.
bool goes_on(const HarvestState& state, const HarvestOptions& options) {
    if (!state.running) return false;
    const auto from = !options.from.empty() ? options.from : options.full ? "" : state.covered;
    return state.complete || (state.from == from && state.until == options.until);
}

IngestOptions ingest_options(const HarvestOptions& options, const HarvestState& state, const HarvestFolder& folder) {
    IngestOptions ingest;
    ingest.paths = {folder.pages(state)};
    ingest.event = options.event;
    ingest.kind = options.kind;
    ingest.name = !options.name.empty() ? options.name
                                        : (state.repository.empty() ? options.url : state.repository) +
                                              (options.set.empty() ? "" : " (" + options.set + ")");
    ingest.collection = options.collection.empty() ? host_of(options.url) : options.collection;
    ingest.jobs = options.jobs;
    ingest.mirror_of = options.url;
    ingest.program = options.program;
    return ingest;
}

/// Adds what is to be said of the repository's answers to the report.
void report(Catalogue& catalogue, const HarvestOptions& options, const HarvestState& state, IngestResult& result) {
    std::map<int, std::vector<Finding>> by_page;
    for (const auto& notice : state.notices) by_page[notice.page].push_back(notice.finding);
    Catalogue::Transaction transaction(catalogue);
    for (const auto& [page, findings] : by_page) {
        Item item;
        item.path = options.url;
        item.line = page;
        item.outcome = Outcome::skipped;
        say(item, findings);
        catalogue.put_item(result.batch.id, item);
    }
    transaction.commit();
    result.batch = *catalogue.batch(result.batch.id);
    result.items = catalogue.items(result.batch.id);
}

void check(const HarvestOptions& options) {
    for (const auto& date : {options.from, options.until}) {
        if (date.empty() || is_oai_date(date)) continue;
        throw Error{Problem::bad_input, "\"" + date + "\" is no date"}.with_hint(
            "Write it as 2024-08-26 or 2024-08-26T10:00:00Z.");
    }
}

}  // namespace

HarvestResult harvest(Catalogue& catalogue, const Vocabulary& vocabulary, const HarvestOptions& options,
                      const std::function<void(const HarvestProgress&)>& fetching,
                      const std::function<void(const Progress&)>& taking_in) {
    check(options);
    const HarvestFolder folder(catalogue.folder(), options);
    auto state = folder.load();
    if (!goes_on(state, options)) begin(state, options, folder, catalogue);
    try {
        if (!state.complete) HarvestFetcher(options, folder, state, fetching).run();
    } catch (const Error&) {
        folder.save(state);
        throw;
    }
    HarvestResult result;
    result.repository = state.repository;
    result.format = state.format;
    result.pages = state.pages;
    result.records = state.records;
    result.deleted = state.deleted;
    if (state.pages > 0) {
        const auto ingest_with = ingest_options(options, state, folder);
        const auto begun = batch_of(catalogue, folder.pages(state));
        result.ingest = begun ? resume(catalogue, vocabulary, begun->id, taking_in, options.program)
                              : ingest(catalogue, vocabulary, ingest_with, taking_in);
        report(catalogue, options, state, result.ingest);
    }
    const bool all = !state.cut && options.until.empty() && (options.from.empty() || options.from <= state.covered);
    if (all) state.covered = covered_by(state);
    folder.remove_pages(state);
    state.running = false;
    state.notices.clear();
    state.seen.clear();
    folder.save(state);
    return result;
}

}  // namespace acervo
