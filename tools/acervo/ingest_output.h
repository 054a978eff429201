// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <filesystem>
#include <string>

#include "ingest/ingest.h"
#include "ingest/report/report.h"
#include "tools/acervo/command.h"

namespace acervo {

/// Where a running ingest is, on standard error: a bar that redraws itself on a terminal, a plain line every few
/// seconds elsewhere.
class IngestProgress {
public:
    explicit IngestProgress(bool quiet);
    ~IngestProgress();
    IngestProgress(const IngestProgress&) = delete;
    IngestProgress& operator=(const IngestProgress&) = delete;
    void show(const Progress& progress);

private:
    using Clock = std::chrono::steady_clock;
    void draw(const Progress& progress, double seconds) const;
    void print(const Progress& progress, double seconds) const;

    const bool quiet_, bar_;
    bool drawn_ = false;
    Clock::time_point begun_ = Clock::now(), shown_ = begun_;
};

/// The language of the user's locale if there are sentences in it (es, pt), else "en".
std::string locale_language();

/// What is done with a result besides storing it.
struct IngestOutput {
    bool json = false;                         ///< the JSON report, and nothing else, on standard output
    std::filesystem::path report;              ///< also written there: .json, .csv, .html, else text; empty: nowhere
    std::string language = locale_language();  ///< of the sentences
    bool index = true;                         ///< bring the index up to date
};

/// --report, --lang, --json and --no-index: of every command that concludes with conclude_ingest().
void add_output_options(CLI::App& command, IngestOutput& output);
void add_no_index(CLI::App& command, IngestOutput& output);

/// Format that a report's file name asks for.
ReportFormat format_of(const std::filesystem::path& file);

/// Prints and writes the report, brings the index up to date. @return exit status
int conclude_ingest(const IngestResult& result, const IngestOutput& output, const Settings& settings, bool changed);

}  // namespace acervo
