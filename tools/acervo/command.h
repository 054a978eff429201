// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <functional>
#include <string>

#include "corpus/vocabulary.h"

/// The commands of the program: one file each, one line each in main.cpp.
namespace acervo {

/// Exit statuses of the program.
enum Status { status_done = 0, status_failed = 1, status_usage = 2, status_rejected = 3 };

/// What every command is given, and what it leaves: the task to run once the command line is read.
struct Settings {
    std::filesystem::path data = "data";
    std::function<int()> run;

    /// The vocabularies of share_folder() with the thesauri of the data folder; loaded once.
    const Vocabulary& vocabulary() const;
};

/// Whether standard error is a terminal, so that progress may be drawn.
bool on_terminal();

void add_ingest(CLI::App& app, Settings& settings);
void add_batch(CLI::App& app, Settings& settings);
void add_index(CLI::App& app, Settings& settings);
void add_check(CLI::App& app, Settings& settings);
void add_search(CLI::App& app, Settings& settings);
void add_evaluate(CLI::App& app, Settings& settings);
void add_show(CLI::App& app, Settings& settings);
void add_serve(CLI::App& app, Settings& settings);
void add_dict(CLI::App& app, Settings& settings);
void add_duplicates(CLI::App& app, Settings& settings);
void add_thesaurus(CLI::App& app, Settings& settings);
void add_parts(CLI::App& app, Settings& settings);
void add_ocr(CLI::App& app, Settings& settings);
void add_token(CLI::App& app, Settings& settings);
void add_edit(CLI::App& app, Settings& settings);
void add_export(CLI::App& app, Settings& settings);
void add_places(CLI::App& app, Settings& settings);
void add_harvest(CLI::App& app, Settings& settings);
void add_template(CLI::App& app, Settings& settings);
/// Subcommands of `batch`.
void add_suggestions(CLI::App& batch, Settings& settings);

}  // namespace acervo
