// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/batch_desk.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <random>

#include "api/log.h"
#include "corpus/error.h"
#include "corpus/text.h"
#include "ingest/ingest.h"
#include "ingest/options.h"
#include "ingest/tree.h"

namespace acervo {

namespace fs = std::filesystem;

namespace {

constexpr auto uploads = "uploads";
constexpr auto arriving = ".part";

std::string random_name() {
    static constexpr std::string_view digits = "0123456789abcdef";
    std::random_device random;
    std::string name;
    for (int i = 0; i < 24; ++i) name += digits[random() % digits.size()];
    return name;
}

/// The last part of the name that a client gave.
std::string base_name(const std::string& name) {
    std::string base = printable(name.substr(name.find_last_of("/\\") + 1));
    if (base.empty() || base.front() == '.' || base.size() > 200) {
        throw Error(Problem::bad_input, "\"" + shorten(name, 100) + "\" is no name of a file")
            .with_hint("Give the file's own name, such as congreso.zip.")
            .with_code("bad-file-name");
    }
    return base;
}

Batch find(const Catalogue& catalogue, const std::string& id) {
    auto batch = catalogue.batch(id);
    if (!batch) throw Error(Problem::not_found, "there is no batch " + id).with_code("not-found");
    return std::move(*batch);
}

Error wrong_state(const Batch& batch) {
    return Error{Error(Problem::bad_input, "batch " + batch.id + " is " + batch.state).with_code("batch-state")};
}

}  // namespace

BatchDesk::BatchDesk(fs::path data, const Vocabulary& vocabulary, fs::path program, std::string scan_command)
    : data_(std::move(data)),
      vocabulary_(vocabulary),
      program_(std::move(program)),
      scan_command_(std::move(scan_command)) {
    // What a service that ended was still receiving.
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(data_ / uploads, ignored)) {
        if (entry.path().extension() == arriving) fs::remove(entry.path(), ignored);
    }
    thread_ = std::thread([this] { run(); });
}

BatchDesk::~BatchDesk() {
    {
        const std::lock_guard lock(mutex_);
        over_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

fs::path BatchDesk::upload_file() {
    const fs::path folder = data_ / uploads;
    fs::create_directories(folder);
    return folder / (random_name() + arriving);
}

Batch BatchDesk::plan(const fs::path& file, const Intake& intake) {
    IngestOptions options;
    options.name = intake.name;
    options.event = intake.event;
    options.kind = intake.kind;
    options.collection = intake.collection;
    options.on_error = on_error(intake.on_error);
    options.scan_command = scan_command_;
    const fs::path folder = data_ / uploads / random_name();
    const std::string own = base_name(intake.file_name);
    fs::create_directories(folder);
    fs::rename(file, folder / own);
    options.paths = {folder / own};
    try {
        Catalogue catalogue(data_);
        return enqueue(start_plan(catalogue, vocabulary_, options), false);
    } catch (...) {
        std::error_code ignored;
        fs::remove_all(folder, ignored);
        throw;
    }
}

Batch BatchDesk::enqueue(const Batch& batch, bool apply) {
    {
        const std::lock_guard lock(mutex_);
        const bool there = current_ == batch.id || std::ranges::count(waiting_, batch.id, &Task::batch) > 0;
        if (there) throw wrong_state(batch);
        failures_.erase(batch.id);
        waiting_.push_back({batch.id, apply});
    }
    changed_.notify_all();
    return batch;
}

Batch BatchDesk::apply(const std::string& id) {
    const Batch batch = find(Catalogue(data_, Catalogue::Mode::read_only), id);
    if (batch.state != "planned") throw wrong_state(batch);
    return enqueue(batch, true);
}

Batch BatchDesk::resume(const std::string& id) {
    const Batch batch = find(Catalogue(data_, Catalogue::Mode::read_only), id);
    if (batch.state != "failed" && batch.state != "applying" && batch.state != "planning") throw wrong_state(batch);
    return enqueue(batch, false);
}

Batch BatchDesk::revert(const std::string& id) {
    if (is_busy(id)) throw wrong_state(find(Catalogue(data_, Catalogue::Mode::read_only), id));
    Catalogue catalogue(data_);
    find(catalogue, id);
    const Batch batch = acervo::revert(catalogue, id).batch;
    clear_away(batch);
    return batch;
}

bool BatchDesk::is_busy(const std::string& id) const {
    const std::lock_guard lock(mutex_);
    return current_ == id || std::ranges::count(waiting_, id, &Task::batch) > 0;
}

std::string BatchDesk::failure(const std::string& id) const {
    const std::lock_guard lock(mutex_);
    const auto at = failures_.find(id);
    return at == failures_.end() ? "" : at->second;
}

void BatchDesk::run() {
    std::unique_lock lock(mutex_);
    while (true) {
        changed_.wait(lock, [this] { return over_ || !waiting_.empty(); });
        if (over_) return;
        const Task task = waiting_.front();
        waiting_.pop_front();
        current_ = task.batch;
        lock.unlock();
        std::string failure;
        try {
            carry_out(task);
        } catch (const std::exception& error) {
            failure = error.what();
            spdlog::error("batch {}: {}", task.batch, one_line(failure));
        }
        lock.lock();
        current_.clear();
        if (!failure.empty()) failures_[task.batch] = failure;
    }
}

void BatchDesk::carry_out(const Task& task) {
    Catalogue catalogue(data_);
    const auto progress = [this](const Progress&) {
        if (over_) throw Error(Problem::busy, "the service stopped").with_hint("Resume the batch.");
    };
    const IngestResult result = task.apply ? acervo::apply(catalogue, vocabulary_, task.batch, progress, program_)
                                           : acervo::resume(catalogue, vocabulary_, task.batch, progress, program_);
    spdlog::info("batch {}: {}, {} items", task.batch, result.batch.state, result.items.size());
    clear_away(result.batch);
}

/// What was sent for a batch is not needed once it is through: the originals are kept.
void BatchDesk::clear_away(const Batch& batch) const {
    if (batch.state != "applied" && batch.state != "reverted") return;
    const fs::path own = fs::absolute(data_ / uploads).lexically_normal();
    // An edit, an import, a decision have no paths.
    const auto options = nlohmann::json::parse(batch.options, nullptr, /*allow_exceptions=*/false);
    if (!options.is_object() || !options.contains("paths")) return;
    for (const auto& path : options_from_json(batch.options).paths) {
        if (path.parent_path().parent_path() != own) continue;
        std::error_code ignored;
        fs::remove_all(path.parent_path(), ignored);
    }
}

}  // namespace acervo
