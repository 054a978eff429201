// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/peers/measure.h"

#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <latch>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace acervo::bench {

namespace {

constexpr int repetitions = 5;
constexpr double longest_cell = 20;  // seconds after which no further repetition begins
constexpr int client_counts[] = {1, 2, 8};

/// How long clients ask at once; 0: not at all.
double throughput_seconds() {
    const char* const wished = std::getenv("PEERS_SECONDS");
    return wished ? std::atof(wished) : 2;
}

double seconds_of(const timespec& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

double quantile(std::vector<double> values, double share) {
    std::ranges::sort(values);
    return values.empty() ? 0 : values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1) + 0.5)];
}

/// One client, every question some times. What counts of a question is the median of its times: what else the machine
/// did in one of them then does not matter.
nlohmann::json one_client(const Engine& engine, Kind kind, const std::vector<Question>& questions) {
    Client client = engine.connect();
    nlohmann::json hits = nlohmann::json::array(), facets = nlohmann::json::array();
    for (const Question& question : questions) {  // also warms up
        const Answer answer = client(kind, question);
        hits.push_back(engine.count ? engine.count(kind, question) : answer.hits);
        facets.push_back(answer.facets);
    }
    std::vector<std::vector<double>> cpu(questions.size()), wall(questions.size());
    const double begin = wall_seconds();
    const double server_begin = engine.server_cpu ? engine.server_cpu() : 0;
    std::size_t asked = 0;
    for (int turn = 0; turn < repetitions && (turn == 0 || wall_seconds() - begin < longest_cell); ++turn) {
        for (std::size_t i = 0; i < questions.size(); ++i, ++asked) {
            const double wall_before = wall_seconds(), cpu_before = thread_cpu_seconds();
            client(kind, questions[i]);
            cpu[i].push_back((thread_cpu_seconds() - cpu_before) * 1e6);
            wall[i].push_back((wall_seconds() - wall_before) * 1e6);
        }
    }
    const double server = engine.server_cpu ? engine.server_cpu() - server_begin : 0;
    std::vector<double> cpu_medians, wall_medians;
    for (std::size_t i = 0; i < questions.size(); ++i) {
        cpu_medians.push_back(quantile(cpu[i], 0.5));
        wall_medians.push_back(quantile(wall[i], 0.5));
    }
    nlohmann::json cell = {{"questions", questions.size()}, {"hits", hits}, {"wall_p50", quantile(wall_medians, 0.5)}};
    cell["wall_p95"] = quantile(wall_medians, 0.95);
    if (engine.server_cpu) {
        cell["cpu_mean"] = server * 1e6 / static_cast<double>(asked);
    } else {
        cell["cpu_p50"] = quantile(cpu_medians, 0.5);
        cell["cpu_p95"] = quantile(cpu_medians, 0.95);
    }
    if (kind == Kind::any_facets || kind == Kind::all_facets || kind == Kind::page) cell["facets"] = facets;
    return cell;
}

/// Answers a second when so many clients ask at once.
double throughput(const Engine& engine, Kind kind, const std::vector<Question>& questions, int clients) {
    std::atomic<std::int64_t> answered = 0;
    std::atomic<bool> over = false;
    std::latch connected{clients + 1};
    std::vector<std::thread> threads;
    for (int i = 0; i < clients; ++i) {
        threads.emplace_back([&, i] {
            Client client = engine.connect();
            client(kind, questions.front());
            connected.arrive_and_wait();
            for (auto at = static_cast<std::size_t>(i) * 37; !over; ++at) {
                client(kind, questions[at % questions.size()]);
                ++answered;
            }
        });
    }
    connected.arrive_and_wait();
    const double begin = wall_seconds();
    std::this_thread::sleep_for(std::chrono::duration<double>{throughput_seconds()});
    over = true;
    const auto counted = static_cast<double>(answered);
    const double seconds = wall_seconds() - begin;
    for (std::thread& thread : threads) thread.join();
    return counted / seconds;
}

}  // namespace

std::string to_string(Kind kind) {
    constexpr const char* names[] = {"any",    "all",         "any_facets", "all_facets",
                                     "phrase", "any_filters", "page",       "expanded"};
    return names[static_cast<int>(kind)];
}

std::vector<Question> questions_of(Kind kind, const std::vector<Question>& all) {
    const Asked wanted = kind == Kind::phrase ? Asked::phrase : kind == Kind::expanded ? Asked::expanded : Asked::terms;
    std::vector<Question> chosen;
    std::ranges::copy_if(all, std::back_inserter(chosen), [&](const Question& one) { return one.asked == wanted; });
    return chosen;
}

double wall_seconds() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double thread_cpu_seconds() {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return seconds_of(time);
}

double process_cpu_seconds(int pid) {
    std::ifstream file{"/proc/" + std::to_string(pid) + "/stat"};
    std::string line;
    if (!std::getline(file, line)) throw std::runtime_error("process " + std::to_string(pid) + " is gone");
    std::istringstream rest{line.substr(line.rfind(')') + 1)};
    std::string skipped;
    for (int field = 3; field < 14; ++field) rest >> skipped;
    double ticks = 0;
    for (int field = 0; field < 4; ++field) {  // user and system, own and children's
        double value = 0;
        rest >> value;
        ticks += value;
    }
    return ticks / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

std::int64_t resident_bytes(int pid) {
    std::ifstream file{"/proc/" + std::to_string(pid) + "/statm"};
    std::int64_t all = 0, resident = 0;
    file >> all >> resident;
    return resident * ::sysconf(_SC_PAGESIZE);
}

nlohmann::json measure(const Engine& engine, const std::vector<Question>& questions, double started) {
    nlohmann::json report = {{"engine", engine.name}, {"kinds", nlohmann::json::object()}};
    engine.connect()(engine.kinds.front(), questions_of(engine.kinds.front(), questions).front());
    report["first_answer_ms"] = (wall_seconds() - started) * 1000;
    for (const Kind kind : engine.kinds) {
        const std::vector<Question> asked = questions_of(kind, questions);
        if (asked.empty()) continue;
        nlohmann::json cell = one_client(engine, kind, asked);
        const double cpu = cell.contains("cpu_p50") ? cell["cpu_p50"].get<double>() : cell["cpu_mean"].get<double>();
        std::fprintf(stderr, "%-18s %-12s %9.0f us CPU", engine.name.c_str(), to_string(kind).c_str(), cpu);
        for (const int clients : client_counts) {
            if (throughput_seconds() <= 0) break;
            const double rate = throughput(engine, kind, asked, clients);
            cell["per_second"][std::to_string(clients)] = rate;
            std::fprintf(stderr, ", %7.0f/s by %d", rate, clients);
        }
        std::fprintf(stderr, "\n");
        report["kinds"][to_string(kind)] = std::move(cell);
    }
    if (!engine.server_cpu) report["resident_bytes"] = resident_bytes(::getpid());
    return report;
}

nlohmann::json build_report(const std::string& name, std::int64_t records, double wall, const std::string& folder) {
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    const double cpu = static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
                       static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
    std::uintmax_t bytes = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{folder}) {
        if (entry.is_regular_file()) bytes += entry.file_size();
    }
    return {{"build", name}, {"records", records}, {"wall_s", wall},
            {"cpu_s", cpu},  {"bytes", bytes},     {"peak_bytes", used.ru_maxrss * 1024}};
}

void write_json(const nlohmann::json& value, const std::string& file) {
    std::ofstream stream{file};
    stream << value.dump(1) << '\n';
    if (!stream.flush()) throw std::runtime_error("cannot write " + file);
}

}  // namespace acervo::bench
