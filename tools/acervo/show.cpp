// SPDX-License-Identifier: GPL-3.0-or-later
#include <iostream>
#include <memory>

#include "api/formats/record_format.h"
#include "api/results_json.h"
#include "api/site.h"
#include "corpus/catalogue.h"
#include "corpus/error.h"
#include "corpus/record_json.h"
#include "ingest/edit.h"
#include "tools/acervo/command.h"

namespace acervo {
namespace {

struct Wanted {
    std::string id, format = "text", language = "en", site = Site{}.base;
    int unit = 0;
    bool history = false;
    std::int64_t version = 0;
};

void line(const std::string& name, const std::string& value) {
    if (!value.empty()) std::cout << name << ": " << value << '\n';
}

std::string list(const std::vector<std::string>& values, const Scheme* scheme, const std::string& language) {
    std::string result;
    for (const auto& value : values) {
        if (!result.empty()) result += "; ";
        result += value;
        if (scheme && scheme->find(value)) result += " (" + scheme->label(value, language) + ")";
    }
    return result;
}

void print_text(const Stored& stored, const std::vector<Unit>& units, const Vocabulary& vocabulary,
                const std::string& language) {
    const auto& record = stored.record;
    std::cout << best(record.title, language).second << "\n\n";
    line("id", record.id);
    line("kind", vocabulary.scheme("kind").label(record.kind, language));
    for (const auto& agent : record.creators)
        line("creator", agent.affiliation.empty() ? agent.name : agent.name + " (" + agent.affiliation + ")");
    line("date", record.issued);
    line("language", list(record.languages, nullptr, language));
    line("theme", list(record.themes, &vocabulary.scheme("theme"), language));
    line("axis", list(record.axes, &vocabulary.scheme("axis"), language));
    line("country", list(record.countries, nullptr, language));
    line("event", record.event.id);
    line("licence", record.rights.licence);
    line("access", record.rights.access);
    line("source", record.source.name.empty() ? record.source.url : record.source.name);
    line("collection", record.collection);
    line("source key", record.source_key);
    for (const auto& file : record.files)
        line("file", file.name + ", " + file.media_type + ", " + std::to_string(file.bytes) + " bytes, " + file.sha256);
    line("version", std::to_string(stored.version) + ", " + stored.modified + (stored.withdrawn ? ", withdrawn" : ""));
    if (!record.machine.empty()) line("guessed by the program", list(record.machine, nullptr, language));
    if (const auto abstract = best(record.abstract, language).second; !abstract.empty())
        std::cout << '\n' << abstract << '\n';
    if (!units.empty()) std::cout << '\n';
    for (const auto& unit : units)
        std::cout << to_string(unit.kind) << ' ' << unit.number << (unit.label.empty() ? "" : " [" + unit.label + "]")
                  << (unit.title.empty() ? "" : ": " + unit.title) << '\n';
}

/// One state of a record beside the one before it.
nlohmann::ordered_json version_json(const Catalogue& catalogue, const Stored& stored,
                                    const std::optional<Stored>& before) {
    const auto batch = catalogue.batch(stored.batch);
    nlohmann::ordered_json told{{"version", stored.version},     {"written", stored.modified},
                                {"batch", stored.batch},         {"name", batch ? batch->name : ""},
                                {"withdrawn", stored.withdrawn}, {"changed", nlohmann::json::array()}};
    if (before) {
        told["changed"] = differences(before->record, stored.record);
        if (before->text != stored.text) told["changed"].push_back("text");
    }
    return told;
}

int show_history(const Catalogue& catalogue, const Wanted& wanted) {
    nlohmann::ordered_json history = nlohmann::ordered_json::array();
    std::optional<Stored> before;
    for (const auto version : catalogue.versions(wanted.id)) {
        auto stored = catalogue.find(wanted.id, version);
        history.push_back(version_json(catalogue, *stored, before));
        before = std::move(stored);
    }
    if (wanted.format == "json") {
        std::cout << history.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
        return status_done;
    }
    for (const auto& each : history) {
        std::string changed;
        for (const auto& column : each["changed"]) changed += (changed.empty() ? "" : ", ") + column.get<std::string>();
        if (each["withdrawn"].get<bool>()) changed = "withdrawn";
        std::cout << each["version"] << "  " << each["written"].get<std::string>() << "  batch "
                  << each["batch"].get<std::string>() << "  " << each["name"].get<std::string>()
                  << (changed.empty() ? "" : "  [" + changed + "]") << '\n';
    }
    return status_done;
}

int show(const Settings& settings, const Wanted& wanted) {
    const Catalogue catalogue{settings.data, Catalogue::Mode::read_only};
    const auto stored = wanted.version > 0 ? catalogue.find(wanted.id, wanted.version) : catalogue.find(wanted.id);
    if (!stored)
        throw Error{Problem::not_found, "there is no record " + wanted.id +
                                            (wanted.version > 0 ? " of version " + std::to_string(wanted.version) : "")}
            .with_hint("`acervo search` prints the ids of what it finds, `acervo show ID --history` the versions");
    if (wanted.history) return show_history(catalogue, wanted);
    if (wanted.unit > 0) {
        const auto unit = stored->text ? catalogue.find_unit(stored->text, wanted.unit) : std::nullopt;
        if (!unit)
            throw Error{Problem::not_found, "record " + wanted.id + " has no passage " + std::to_string(wanted.unit)};
        if (wanted.format == "json") {
            std::cout << to_json(*unit).dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
        } else {
            if (!unit->title.empty()) std::cout << unit->title << "\n\n";
            std::cout << unit->text << '\n';
            if (!unit->notes.empty()) std::cout << "\n[notes]\n" << unit->notes << '\n';
        }
        return status_done;
    }
    if (const auto* const format = record_format(wanted.format)) {
        std::cout << format->write(*stored, {settings.vocabulary(), public_address(wanted.site)}, wanted.language)
                  << '\n';
    } else if (wanted.format == "json") {
        std::cout << record_json(*stored, settings.vocabulary(), wanted.language)
                         .dump(2, ' ', false, nlohmann::json::error_handler_t::replace)
                  << '\n';
    } else {
        print_text(*stored, stored->text ? catalogue.units(stored->text) : std::vector<Unit>{}, settings.vocabulary(),
                   wanted.language);
    }
    return status_done;
}

}  // namespace

void add_show(CLI::App& app, Settings& settings) {
    auto* command = app.add_subcommand("show", "Print one record, or one of its passages");
    const auto wanted = std::make_shared<Wanted>();
    command->add_option("id", wanted->id, "Record id")->required();
    std::vector<std::string> formats{"text", "json"};
    for (const auto& format : record_formats())
        if (format.describes) formats.emplace_back(format.name);
    command->add_option("--format", wanted->format, "How it is written")
        ->check(CLI::IsMember(formats))
        ->capture_default_str();
    command
        ->add_option("--site", wanted->site,
                     "Where the repository is reached: addresses in bibtex, jsonld ... begin so")
        ->capture_default_str();
    command->add_option("--unit", wanted->unit, "Print the text of this page, slide or section")
        ->check(CLI::PositiveNumber);
    command->add_flag("--history", wanted->history, "Every version: when, by which batch, what was changed");
    command->add_option("--version", wanted->version, "Print this version instead of the present one")
        ->check(CLI::PositiveNumber);
    command->add_option("--lang", wanted->language, "Language of labels")
        ->check(CLI::IsMember({"es", "pt", "en"}))
        ->capture_default_str();
    command->callback([&settings, wanted] { settings.run = [&settings, wanted] { return show(settings, *wanted); }; });
}

}  // namespace acervo
