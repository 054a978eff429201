// SPDX-License-Identifier: GPL-3.0-or-later
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string_view>

#include "corpus/error.h"
#include "ingest/worker.h"
#include "tools/acervo/command.h"

namespace acervo {

const Vocabulary& Settings::vocabulary() const {
    static const Vocabulary loaded = Vocabulary::load(share_folder(), data);
    return loaded;
}

bool on_terminal() {
    return ::isatty(STDERR_FILENO) == 1;
}

namespace {

constexpr std::array commands = {add_ingest,   add_batch,  add_index,   add_check,      add_search,
                                 add_evaluate, add_show,   add_serve,   add_dict,       add_thesaurus,
                                 add_token,    add_edit,   add_export,  add_duplicates, add_parts,
                                 add_ocr,      add_places, add_harvest, add_template};

int complain(const Error& error) {
    std::fprintf(stderr, "acervo: %s\n", error.what());
    if (!error.hint().empty()) std::fprintf(stderr, "  %s\n", error.hint().c_str());
    return status_failed;
}

int run(int argc, char** argv) {
    CLI::App app{"Acervo: a knowledge repository and good-practice search engine for local governments."};
    app.name("acervo");
    app.set_version_flag("--version", "acervo " ACERVO_VERSION);
    app.set_config("--config", "", "Read options from an INI or TOML file")->check(CLI::ExistingFile);
    app.require_subcommand(1);
    app.fallthrough();
    Settings settings;
    app.add_option("--data", settings.data, "Data folder")->envname("ACERVO_DATA")->capture_default_str();
    for (const auto add : commands) add(app, settings);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& wrong) {
        return app.exit(wrong) == 0 ? status_done : status_usage;
    }
    return settings.run ? settings.run() : status_usage;
}

}  // namespace
}  // namespace acervo

int main(int argc, char** argv) {
    // The other end of ingest's sandbox: started by the program itself, so it stays out of the help and starts fast.
    if (argc == 2 && std::string_view{argv[1]} == "worker") return acervo::worker_main();
    try {
        return acervo::run(argc, argv);
    } catch (const acervo::Error& error) {
        return acervo::complain(error);
    } catch (const std::exception& error) {
        return acervo::complain(acervo::Error{acervo::Problem::broken, error.what()});
    }
}
