// SPDX-License-Identifier: GPL-3.0-or-later
#include <signal.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <atomic>
#include <charconv>
#include <condition_variable>
#include <cstdio>
#include <memory>
#include <mutex>
#include <thread>

#include "api/results_json.h"
#include "api/server.h"
#include "corpus/catalogue.h"
#include "corpus/dictionary/dictionary.h"
#include "corpus/error.h"
#include "indexer/indexer.h"
#include "ingest/ocr/ocr.h"
#include "tools/acervo/command.h"
#include "tools/acervo/idle.h"

namespace acervo {
namespace {

using namespace std::chrono_literals;

struct Wishes {
    std::string listen = "127.0.0.1:8080";
    std::string log = "info";
    bool read_only = false;
    bool ocr = false;
    ServerOptions server;
};

/// "127.0.0.1:8080", "[::1]:8080", ":8080" (every address) or "8080".
void read_address(const std::string& text, ServerOptions& options) {
    const auto colon = text.rfind(':');
    auto host = colon == std::string::npos ? options.host : text.substr(0, colon);
    const auto port = colon == std::string::npos ? text : text.substr(colon + 1);
    if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
    if (host.empty()) host = "0.0.0.0";
    const auto read = std::from_chars(port.data(), port.data() + port.size(), options.port);
    if (port.empty() || read.ec != std::errc{} || read.ptr != port.data() + port.size())
        throw Error{Problem::bad_input, "--listen " + text + " is no address"}.with_hint(
            "Write it as HOST:PORT, such as 127.0.0.1:8080.");
    options.host = host;
}

/// What is wrong with a mail address; empty: nothing.
std::string is_mail_address(const std::string& text) {
    const auto at = text.find('@');
    const bool well = at != std::string::npos && at > 0 && text.find('.', at + 2) != std::string::npos &&
                      text.find_first_of(" \t<>\"", 0) == std::string::npos &&
                      text.find('@', at + 1) == std::string::npos;
    return well ? "" : text + " is no mail address";
}

/// Keeps the index up with the catalogue while it lives: another process may ingest at any time. With each new day,
/// too: embargoes end and confirmations grow old without any change of the catalogue.
class IndexKeeper {
public:
    IndexKeeper(std::filesystem::path data, const Vocabulary& vocabulary)
        : data_{std::move(data)}, vocabulary_{vocabulary}, thread_{[this] { run(); }} {}
    ~IndexKeeper() {
        {
            const std::lock_guard lock{mutex_};
            over_ = true;
        }
        changed_.notify_all();
        thread_.join();
    }

private:
    void run() {
        auto pause = 2s;
        std::unique_lock lock{mutex_};
        while (!changed_.wait_for(lock, pause, [this] { return over_; })) {
            lock.unlock();
            pause = catch_up() ? 2s : 30s;
            lock.lock();
        }
    }

    /// False: it failed, and will not be better at once.
    bool catch_up() try {
        if (!catalogue_) catalogue_ = std::make_unique<Catalogue>(data_, Catalogue::Mode::read_only);
        const auto day = today();
        if (day == day_ && catalogue_->sequence() <= indexed_sequence(data_)) return true;
        const auto report = update_index(data_, vocabulary_);
        day_ = day;
        if (report.records + report.withdrawn > 0)
            spdlog::info("index: {} records brought up to date, revision {}", report.records, report.revision);
        return true;
    } catch (const Error& error) {
        if (error.problem() == Problem::busy) return true;  // whoever is indexing is doing our work
        spdlog::error("bringing the index up to date: {}", error.what());
        return false;
    } catch (const std::exception& error) {
        spdlog::error("bringing the index up to date: {}", error.what());
        return false;
    }

    std::filesystem::path data_;
    const Vocabulary& vocabulary_;
    std::unique_ptr<Catalogue> catalogue_;
    std::string day_ = today();  ///< of the latest update
    std::mutex mutex_;
    std::condition_variable changed_;
    bool over_ = false;
    std::thread thread_;
};

/// Recognises the text of pages that are pictures while nobody else wants the machine, one page at a time.
class OcrKeeper {
public:
    explicit OcrKeeper(std::filesystem::path data) : data_{std::move(data)}, thread_{[this] { run(); }} {}
    ~OcrKeeper() {
        over_ = true;
        thread_.join();
    }

private:
    void run() {
        yield_to_others();
        while (!over_) {
            const bool well = work();
            for (int i = 0; i < (well ? 50 : 600) && !over_; ++i) std::this_thread::sleep_for(100ms);
        }
    }

    /// False: it failed, and will not be better at once.
    bool work() try {
        const auto report = ocr::recognise_waiting(data_, {}, over_);
        if (report.pages + report.failed > 0)
            spdlog::info("ocr: {} pages recognised, {} failed, {} records got text, {} wait", report.pages,
                         report.failed, report.records, report.waiting);
        return true;
    } catch (const Error& error) {
        if (error.problem() == Problem::busy) return true;  // whoever does it is doing our work
        spdlog::error("recognising text: {} {}", error.what(), error.hint());
        return false;
    } catch (const std::exception& error) {
        spdlog::error("recognising text: {}", error.what());
        return false;
    }

    std::filesystem::path data_;
    std::atomic<bool> over_{false};
    std::thread thread_;
};

void prepare(const std::filesystem::path& data, const Vocabulary& vocabulary) {
    Catalogue{data};  // made, or migrated, before anybody reads it
    try {
        const auto report = update_index(data, vocabulary);
        if (report.records > 0)
            spdlog::info("index: {} records brought up to date, revision {}", report.records, report.revision);
    } catch (const Error& error) {
        if (error.problem() != Problem::busy) throw;
        spdlog::info("another process is indexing; searches find its work when it is done");
    }
}

int serve(const Settings& settings, Wishes wishes) {
    spdlog::set_default_logger(spdlog::stderr_color_mt("acervo"));
    spdlog::set_level(spdlog::level::from_str(wishes.log));
    // Before any thread is made, so that all of them leave the signals to this one.
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);

    read_address(wishes.listen, wishes.server);
    wishes.server.data = settings.data;
    wishes.server.read_only = wishes.read_only;
    const auto dictionary = Dictionary::open(settings.data / "dict");
    for (const auto& problem : dictionary.problems()) spdlog::warn("{}", problem);
    const auto& vocabulary = settings.vocabulary();
    if (!wishes.read_only) prepare(settings.data, vocabulary);
    Server server{wishes.server, vocabulary};
    std::unique_ptr<IndexKeeper> keeper;
    if (!wishes.read_only) keeper = std::make_unique<IndexKeeper>(settings.data, vocabulary);
    std::unique_ptr<OcrKeeper> recogniser;
    if (wishes.ocr && !wishes.read_only) recogniser = std::make_unique<OcrKeeper>(settings.data);
    const bool bare = wishes.server.host.find(':') == std::string::npos;
    const auto host = bare ? wishes.server.host : "[" + wishes.server.host + "]";
    std::printf("http://%s:%u/\n", host.c_str(), static_cast<unsigned>(server.port()));
    std::fflush(stdout);

    int signal = 0;
    sigwait(&signals, &signal);
    spdlog::info("stopping");
    // A second signal means now.
    pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
    server.stop();
    return status_done;
}

}  // namespace

void add_serve(CLI::App& app, Settings& settings) {
    auto* command = app.add_subcommand("serve", "Serve the pages and the HTTP interface");
    auto wishes = std::make_shared<Wishes>();
    command->add_option("--listen", wishes->listen, "Address and port; port 0: any free one, which is printed")
        ->capture_default_str();
    command->add_flag("--read-only", wishes->read_only, "Take in nothing, and leave the index to another process");
    command->add_flag("--ocr", wishes->ocr, "Recognise the text of pages that are pictures while the machine is idle");
    command->add_option("--log", wishes->log, "What is written to standard error")
        ->check(CLI::IsMember({"debug", "info", "warning", "error", "off"}))
        ->capture_default_str();
    command->add_option("--proxy", wishes->server.proxy, "Address of a reverse proxy whose X-Real-IP names the client");
    command
        ->add_option("--connections-per-client", wishes->server.connections_per_client, "Open at once from one address")
        ->check(CLI::Range(1, 100000))
        ->capture_default_str();
    command
        ->add_option_function<std::string>(
            "--public-url", [wishes](const std::string& url) { wishes->server.site.base = public_address(url); },
            "Where the repository is reached from outside, such as https://acervo.example.org; else where it listens")
        ->type_name("URL");
    command->add_option("--repository-name", wishes->server.site.name, "What the repository is called")
        ->capture_default_str();
    command->add_option("--admin-email", wishes->server.site.admin, "Mail address that is told to those who harvest it")
        ->check(CLI::Validator(is_mail_address, "MAIL"))
        ->capture_default_str();
    command->add_option("--scan-command", wishes->server.scan_command,
                        "Virus scanner with its options, asked about each file that a librarian sends");
    command->add_option("--max-upload", wishes->server.upload, "Size of one file that a librarian sends, such as 4G")
        ->transform(CLI::AsSizeValue(false))
        ->capture_default_str();
    command->callback([&settings, wishes] { settings.run = [&settings, wishes] { return serve(settings, *wishes); }; });
}

}  // namespace acervo
