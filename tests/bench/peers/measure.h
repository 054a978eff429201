// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/bench/peers/corpus.h"

/// How every engine is measured: the same loop, the same clocks.
namespace acervo::bench {

/// What is done with a question. A name says how words are combined and what is asked for besides ten hits.
enum class Kind { any, all, any_facets, all_facets, phrase, any_filters, page, expanded };
std::string to_string(Kind kind);
/// The questions of one kind: those with words, with a phrase, or of everyday local government.
std::vector<Question> questions_of(Kind kind, const std::vector<Question>& all);

struct Answer {
    std::int64_t hits = 0;    ///< all that match
    std::int64_t facets = 0;  ///< sum of the counts of all first-level values of the four facets
};
using Client = std::function<Answer(Kind, const Question&)>;

struct Engine {
    std::string name;
    std::function<Client()> connect;  ///< called in the thread that will use the client
    /// CPU seconds so far of the process that answers; empty: the thread that asks does the work.
    std::function<double()> server_cpu;
    std::vector<Kind> kinds;
    /// All that match, for comparing engines, where what is measured stops at the ten best; empty: it does not.
    std::function<std::int64_t(Kind, const Question&)> count;
};

/// Seconds since some moment, by the wall and by this thread's CPU.
double wall_seconds();
double thread_cpu_seconds();
/// CPU seconds of a process and of its children that have ended, in steps of 10 ms.
double process_cpu_seconds(int pid);
/// Resident memory of a process in bytes.
std::int64_t resident_bytes(int pid);

/// Asks everything of each kind: first by one client, each question several times, then by 1, 2 and 8 clients for some
/// seconds. `started`: wall_seconds() at the start of main.
nlohmann::json measure(const Engine& engine, const std::vector<Question>& questions, double started);

/// CPU seconds of this process and its peak memory, bytes in the folder: what building an index cost.
nlohmann::json build_report(const std::string& name, std::int64_t records, double wall, const std::string& folder);

void write_json(const nlohmann::json& value, const std::string& file);

}  // namespace acervo::bench
