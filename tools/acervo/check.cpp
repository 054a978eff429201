// SPDX-License-Identifier: GPL-3.0-or-later
#include <cinttypes>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "corpus/catalogue.h"
#include "corpus/error.h"
#include "corpus/gazetteer/gazetteer.h"
#include "indexer/indexer.h"
#include "tools/acervo/command.h"

namespace acervo {

namespace {

struct CheckOptions {
    bool sweep = false, json = false;
};

/// Something that is wrong: in which part, what, and what to do about it.
struct Finding {
    std::string part, message, remedy;
};

class Check {
public:
    Check(const Settings& settings, const CheckOptions& options) : settings_(settings), options_(options) {}

    int run() {
        step("vocabularies", [&] { settings_.vocabulary(); });
        const bool vocabulary = findings_.empty();
        step("places", [&] { Gazetteer::load(settings_.data); });
        step("catalogue", [&] { check_catalogue(); });
        if (vocabulary) {
            step("index", [&] {
                for (std::string& problem : check_index(settings_.data, settings_.vocabulary())) {
                    add("index", std::move(problem), {});
                }
            });
        }
        options_.json ? print_json() : print_text();
        return findings_.empty() ? status_done : status_failed;
    }

private:
    /// One part of the check; what stops it is a finding, and the next part is still checked.
    template <typename Step>
    void step(const std::string& part, Step&& step) {
        try {
            step();
        } catch (const Error& error) {
            add(part, error.what(), error.hint());
        }
    }

    void add(const std::string& part, std::string message, std::string remedy) {
        findings_.push_back({part, std::move(message), std::move(remedy)});
    }

    void check_catalogue() {
        Catalogue catalogue{settings_.data, options_.sweep ? Catalogue::Mode::read_write : Catalogue::Mode::read_only};
        totals_ = catalogue.totals();
        const std::vector<std::string> problems = catalogue.check_database();
        for (const std::string& problem : problems) {
            add("catalogue", problem, "Restore the last backup: `acervo restore`.");
        }
        fixity_ = catalogue.check_originals(options_.sweep);
        const std::string folder = (settings_.data / "originals").string();
        for (const std::string& sha256 : fixity_.mismatch) {
            add("originals", sha256 + " in " + folder + " has been changed or damaged",
                "Restore this file from a backup, or ingest the same file again.");
        }
        for (const std::string& sha256 : fixity_.missing) {
            add("originals", sha256 + " is recorded, but is not in " + folder,
                "Restore this file from a backup, or ingest the same file again.");
        }
    }

    void print_json() const {
        nlohmann::json problems = nlohmann::json::array();
        for (const Finding& finding : findings_) {
            problems.push_back({{"part", finding.part}, {"message", finding.message}, {"remedy", finding.remedy}});
        }
        const nlohmann::json report = {
            {"ok", findings_.empty()},
            {"problems", problems},
            {"records", totals_.records},
            {"withdrawn", totals_.withdrawn},
            {"originals",
             {{"match", fixity_.match},
              {"mismatch", fixity_.mismatch},
              {"missing", fixity_.missing},
              {"unreferenced", fixity_.unreferenced},
              {"swept", options_.sweep}}},
            {"index", {{"sequence", indexed_sequence(settings_.data)}}},
        };
        std::printf("%s\n", report.dump(2, ' ', false, nlohmann::json::error_handler_t::replace).c_str());
    }

    void print_text() const {
        for (const Finding& finding : findings_) {
            std::printf("%s: %s\n", finding.part.c_str(), finding.message.c_str());
            if (!finding.remedy.empty()) std::printf("  %s\n", finding.remedy.c_str());
        }
        // A crash between storing a file and recording it leaves one; it does no harm.
        for (const std::string& sha256 : fixity_.unreferenced) {
            std::printf("originals: %s belongs to no record%s\n", sha256.c_str(), options_.sweep ? "; removed" : "");
        }
        if (!fixity_.unreferenced.empty() && !options_.sweep)
            std::printf("  `acervo check --sweep` removes such files.\n");
        std::printf("%" PRId64 " records, %" PRId64 " originals unchanged, %zu problems\n", totals_.records,
                    fixity_.match, findings_.size());
    }

    const Settings& settings_;
    CheckOptions options_;
    std::vector<Finding> findings_;
    Catalogue::Totals totals_;
    Catalogue::Fixity fixity_;
};

}  // namespace

void add_check(CLI::App& app, Settings& settings) {
    CLI::App* command = app.add_subcommand(
        "check", "Fixity of every original, the catalogue's integrity, the index against the catalogue, vocabularies");
    auto options = std::make_shared<CheckOptions>();
    command->add_flag("--sweep", options->sweep, "Remove originals that no record refers to");
    command->add_flag("--json", options->json, "Report as JSON");
    command->callback([&settings, options] {
        settings.run = [&settings, options] { return Check{settings, *options}.run(); };
    });
}

}  // namespace acervo
