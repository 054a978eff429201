// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/harvest/harvest_state.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "corpus/durable.h"
#include "corpus/error.h"
#include "corpus/record_json.h"

namespace acervo {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

json to_json(const HarvestState& state) {
    json notices = json::array();
    for (const auto& [page, finding] : state.notices)
        notices.push_back({page, finding.rule, finding.field, finding.value, finding.hint});
    return {{"covered", state.covered},
            {"run", state.run},
            {"running", state.running},
            {"from", state.from},
            {"until", state.until},
            {"format", state.format},
            {"repository", state.repository},
            {"seconds", state.seconds},
            {"begun", state.begun},
            {"newest", state.newest},
            {"token", state.token},
            {"pages", state.pages},
            {"complete", state.complete},
            {"cut", state.cut},
            {"restarts", state.restarts},
            {"empty", state.empty},
            {"records", state.records},
            {"deleted", state.deleted},
            {"seen", state.seen},
            {"notices", notices}};
}

HarvestState state_from(const json& object) {
    HarvestState state;
    object.at("covered").get_to(state.covered);
    object.at("run").get_to(state.run);
    object.at("running").get_to(state.running);
    object.at("from").get_to(state.from);
    object.at("until").get_to(state.until);
    object.at("format").get_to(state.format);
    object.at("repository").get_to(state.repository);
    object.at("seconds").get_to(state.seconds);
    object.at("begun").get_to(state.begun);
    object.at("newest").get_to(state.newest);
    object.at("token").get_to(state.token);
    object.at("pages").get_to(state.pages);
    object.at("complete").get_to(state.complete);
    object.at("cut").get_to(state.cut);
    object.at("restarts").get_to(state.restarts);
    state.empty = object.value("empty", 0);
    object.at("records").get_to(state.records);
    object.at("deleted").get_to(state.deleted);
    object.at("seen").get_to(state.seen);
    for (const auto& notice : object.at("notices"))
        state.notices.push_back({notice.at(0).get<int>(),
                                 {notice.at(1).get<std::string>(), notice.at(2).get<std::string>(),
                                  notice.at(3).get<std::string>(), notice.at(4).get<std::string>()}});
    return state;
}

}  // namespace

HarvestFolder::HarvestFolder(const fs::path& data, const HarvestOptions& options) {
    const auto key = sha256_of(options.url + "\n" + options.set + "\n" + options.prefix).substr(0, 16);
    folder_ = data / "harvest" / key;
    make_folders(folder_);
    lock_ = ::open((folder_ / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock_ < 0) throw_errno(errno, "opening " + (folder_ / "lock").string());
    if (::flock(lock_, LOCK_EX | LOCK_NB) == 0) return;
    ::close(lock_);
    throw Error(Problem::busy, options.url + " is being harvested by another process")
        .with_hint("Wait until it is done.")
        .with_code("harvest-running");
}

HarvestFolder::~HarvestFolder() {
    ::close(lock_);
}

HarvestState HarvestFolder::load() const {
    std::ifstream in(folder_ / "state.json", std::ios::binary);
    if (!in) return {};
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    try {
        return state_from(json::parse(text));
    } catch (const json::exception& error) {
        throw Error(Problem::broken, (folder_ / "state.json").string() + " cannot be read: " + error.what())
            .with_hint("Remove it: the next harvest asks for everything.");
    }
}

void HarvestFolder::save(const HarvestState& state) const {
    AsideFile file(folder_);
    file.write(dump(to_json(state)));
    file.sync();
    file.rename_to(folder_ / "state.json");
}

fs::path HarvestFolder::pages(const HarvestState& state) const {
    return folder_ / ("run-" + std::to_string(state.run));
}

void HarvestFolder::add_page(const HarvestState& state, int number, const std::string& bytes) const {
    // Names sort as numbers do, so that what came last counts.
    auto digits = std::to_string(number);
    digits.insert(0, digits.size() < 7 ? 7 - digits.size() : 0, '0');
    make_folders(pages(state));
    AsideFile file(folder_);
    file.write(bytes);
    file.sync();
    file.rename_to(pages(state) / ("page-" + digits + ".xml"));
}

void HarvestFolder::remove_pages(const HarvestState& state) const {
    std::error_code ignored;
    fs::remove_all(pages(state), ignored);
}

}  // namespace acervo
