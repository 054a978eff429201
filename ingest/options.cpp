// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/options.h"

#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "corpus/error.h"
#include "corpus/record_json.h"

namespace acervo {

using nlohmann::json;

namespace {
constexpr std::array names = {std::pair{OnError::skip, "skip"}, std::pair{OnError::stop, "stop"},
                              std::pair{OnError::rollback, "rollback"}};
}

std::string to_string(OnError on_error) {
    for (const auto& [value, name] : names) {
        if (value == on_error) return name;
    }
    return "skip";
}

OnError on_error(const std::string& name) {
    for (const auto& [value, known] : names) {
        if (known == name) return value;
    }
    throw Error(Problem::bad_input, "\"" + name + "\" is not a way to deal with errors")
        .with_hint("Use skip, stop or rollback.");
}

std::string to_json(const IngestOptions& options) {
    json object{{"event", options.event},
                {"kind", options.kind},
                {"name", options.name},
                {"collection", options.collection},
                {"on_error", to_string(options.on_error)},
                {"jobs", options.jobs},
                {"scan_command", options.scan_command},
                {"mirror_of", options.mirror_of}};
    json& paths = object["paths"] = json::array();
    for (const auto& path : options.paths) paths.push_back(std::filesystem::absolute(path).lexically_normal().string());
    const Limits& limits = options.limits;
    object["limits"] = {{"memory", limits.memory}, {"cpu", limits.cpu.count()},   {"wall", limits.wall.count()},
                        {"output", limits.output}, {"unpacked", limits.unpacked}, {"members", limits.members},
                        {"ratio", limits.ratio}};
    return dump(object);
}

IngestOptions options_from_json(const std::string& text) {
    try {
        const json object = json::parse(text);
        IngestOptions options;
        for (const auto& path : object.at("paths")) options.paths.emplace_back(path.get<std::string>());
        options.event = object.at("event").get<std::string>();
        options.kind = object.at("kind").get<std::string>();
        options.name = object.at("name").get<std::string>();
        options.collection = object.at("collection").get<std::string>();
        options.on_error = on_error(object.at("on_error").get<std::string>());
        options.jobs = object.at("jobs").get<int>();
        options.scan_command = object.value("scan_command", std::string());
        options.mirror_of = object.value("mirror_of", std::string());
        const json& limits = object.at("limits");
        options.limits.memory = limits.at("memory").get<std::uint64_t>();
        options.limits.cpu = std::chrono::seconds(limits.at("cpu").get<std::int64_t>());
        options.limits.wall = std::chrono::seconds(limits.at("wall").get<std::int64_t>());
        options.limits.output = limits.at("output").get<std::uint64_t>();
        options.limits.unpacked = limits.at("unpacked").get<std::uint64_t>();
        options.limits.members = limits.at("members").get<int>();
        options.limits.ratio = limits.at("ratio").get<int>();
        return options;
    } catch (const json::exception& error) {
        throw Error(Problem::broken, std::string("the options of the batch cannot be read: ") + error.what())
            .with_hint("Ingest the material again; what is there already stays as it is.");
    }
}

}  // namespace acervo
