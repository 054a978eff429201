// SPDX-License-Identifier: GPL-3.0-or-later
#include <cinttypes>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "corpus/dictionary/build.h"
#include "tools/acervo/command.h"

namespace acervo {
namespace {

std::string joined(const std::vector<std::string>& names) {
    std::string result;
    for (const auto& name : names) result += (result.empty() ? "" : " ") + name;
    return result;
}

int build(const Settings& settings, const std::vector<std::filesystem::path>& from) {
    const auto folder = settings.data / "dict";
    const bool terminal = on_terminal();
    const auto report = build_dictionary(folder, from, [terminal](const std::string& file) {
        if (terminal) std::fprintf(stderr, "\r\033[Kreading %s", file.c_str());
    });
    if (terminal) std::fprintf(stderr, "\r\033[K");
    std::uintmax_t bytes = 0;
    for (const auto& table : report.tables) {
        std::string translated;
        for (const auto& [language, lemmas] : table.translated)
            translated += (translated.empty() ? "" : ", ") + language + " " + std::to_string(lemmas);
        std::printf("%s  %7zu forms of %6zu lemmas; translated into %s; %zu headwords with synonyms; %.1f MB\n",
                    table.language.c_str(), table.forms, table.lemmas, translated.empty() ? "-" : translated.c_str(),
                    table.headwords, static_cast<double>(table.bytes) / 1e6);
        bytes += table.bytes;
    }
    std::printf("%s: %zu tables, %.1f MB, %.0f s, from %s\n", folder.c_str(), report.tables.size(),
                static_cast<double>(bytes) / 1e6, report.seconds, joined(report.packages).c_str());
    for (const auto& problem : report.problems) std::fprintf(stderr, "acervo: %s\n", problem.c_str());
    if (!report.missing.empty())
        std::fprintf(stderr,
                     "acervo: not installed: %s\n  tools/install dict installs them, or: apt-get install "
                     "--no-install-recommends %s\n",
                     joined(report.missing).c_str(), joined(report.missing).c_str());
    return report.problems.empty() && report.missing.empty() ? status_done : status_rejected;
}

}  // namespace

void add_dict(CLI::App& app, Settings& settings) {
    auto* command = app.add_subcommand("dict", "Translation and synonym tables");
    command->require_subcommand(1);
    auto* build_command = command->add_subcommand(
        "build", "Make the tables of <data>/dict from the installed apertium-* and mythes-* packages");
    const auto from = std::make_shared<std::vector<std::filesystem::path>>();
    build_command->add_option("--from", *from, "Folders to look in, instead of where Debian puts the dictionaries")
        ->check(CLI::ExistingDirectory);
    build_command->callback([&settings, from] { settings.run = [&settings, from] { return build(settings, *from); }; });
}

}  // namespace acervo
