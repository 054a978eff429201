// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>

#include "api/practice_template.h"
#include "corpus/error.h"
#include "tools/acervo/command.h"
#include "tools/acervo/ingest_output.h"

namespace acervo {

namespace {

struct TemplateCommand {
    std::string kind, language, format;
    std::filesystem::path out;
};

std::string format_of(const TemplateCommand& command) {
    if (!command.format.empty()) return command.format;
    const auto ending = command.out.extension().string();
    return ending.empty() ? "csv" : ending.substr(1);
}

int write(const TemplateCommand& command) {
    const auto text = practice_template(format_of(command), command.language);
    if (command.out.empty()) {
        std::cout << text;
        std::cout.flush();
        return status_done;
    }
    std::ofstream file(command.out, std::ios::binary | std::ios::trunc);
    file << text;
    file.close();
    if (!file)
        throw Error(Problem::broken, "cannot write " + command.out.string()).with_hint("Is there room on the disk?");
    return status_done;
}

}  // namespace

void add_template(CLI::App& app, Settings& settings) {
    const auto command = std::make_shared<TemplateCommand>();
    command->language = locale_language();
    auto* const all = app.add_subcommand("template", "Write a form to fill practices in, to be ingested");
    all->add_option("KIND", command->kind, "practice")->required()->check(CLI::IsMember({"practice"}));
    all->add_option("--lang", command->language, "Language of the form and of the texts")
        ->check(CLI::IsMember({"es", "pt", "en"}))
        ->capture_default_str();
    all->add_option("--format", command->format, "Otherwise by the ending of the file, else csv")
        ->check(CLI::IsMember({"csv", "xlsx", "jsonl"}));
    all->add_option("--out", command->out, "File; otherwise to standard output");
    all->callback([command, &settings] { settings.run = [command] { return write(*command); }; });
}

}  // namespace acervo
