// SPDX-License-Identifier: GPL-3.0-or-later
//
// One big writer against small databases that are merged, side by side on the same records:
//
//     xz -dc records.jsonl.xz | bench_index_build [most records]
//
// A line is an object with "title" and, where there are some, "abstract", "authors" (list or string) and "year".
// Each way runs in a process of its own, so that CPU time and peak memory are its own.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "corpus/catalogue.h"
#include "corpus/error.h"
#include "corpus/text.h"
#include "indexer/build.h"
#include "indexer/documents.h"
#include "indexer/generation.h"

namespace acervo {

namespace {

namespace fs = std::filesystem;

constexpr const char* today = "2026-01-01";
const Vocabulary nothing;  ///< no thesaurus

const Vocabulary& vocabulary() {
    static const Vocabulary shipped = Vocabulary::load(share_folder());
    return shipped;
}

std::int64_t load(const fs::path& data, std::int64_t most) {
    Catalogue catalogue{data};
    std::int64_t count = 0;
    std::string line;
    while (count < most) {
        Catalogue::Transaction transaction{catalogue};
        for (int i = 0; i < 1000 && count < most && std::getline(std::cin, line); ++i) {
            const nlohmann::json row = nlohmann::json::parse(line);
            Record record;
            record.collection = "bench";
            record.source_key = std::to_string(++count);
            record.id = record_id(record.collection, record.source_key);
            record.kind = "paper";
            record.languages = {"en"};
            const auto text = [&](const char* name) {
                const auto found = row.find(name);
                return found != row.end() && found->is_string() ? clean(found->get<std::string>()) : std::string{};
            };
            record.title["en"] = text("title");
            if (const std::string abstract = text("abstract"); !abstract.empty()) record.abstract["en"] = abstract;
            if (row.contains("year")) {
                record.issued = row["year"].is_string() ? row["year"].get<std::string>() : row["year"].dump();
            }
            for (const nlohmann::json& author : row.value("authors", nlohmann::json::array())) {
                if (author.is_string()) record.creators.push_back({.name = clean(author.get<std::string>())});
            }
            // The abstract once more as the text, so that there is a passage.
            std::vector<Unit> units;
            if (record.abstract.contains("en")) {
                units.push_back({.number = 1, .language = "en", .text = record.abstract["en"]});
            }
            catalogue.put(record, units, "bench");
        }
        transaction.commit();
        if (!std::cin) break;
    }
    return count;
}

/// The plain way: every document into one database, flushed whenever Xapian likes to.
void one_writer(const fs::path& data, const fs::path& folder, std::int64_t until) {
    const Catalogue catalogue{data, Catalogue::Mode::read_only};
    fs::create_directories(folder);
    generation::Writers writers = generation::open(folder, Xapian::DB_CREATE);
    DocumentMaker maker{vocabulary(), today};
    for (std::int64_t at = 0;;) {
        const std::vector<Stored> slice = next_changes(catalogue, at, until, 1000);
        if (slice.empty()) break;
        for (const Stored& stored : slice) {
            const Documents documents = maker.make(stored, catalogue.units(stored.text));
            writers.records.add_document(documents.record);
            for (const Xapian::Document& passage : documents.passages) writers.passages.add_document(passage);
        }
        at = slice.back().sequence;
    }
    writers.records.commit();
    writers.passages.commit();
}

/// Analysis alone: the documents are made and thrown away.
void no_writer(const fs::path& data, std::int64_t until, const Vocabulary& with) {
    const Catalogue catalogue{data, Catalogue::Mode::read_only};
    DocumentMaker maker{with, today};
    for (std::int64_t at = 0;;) {
        const std::vector<Stored> slice = next_changes(catalogue, at, until, 1000);
        if (slice.empty()) break;
        for (const Stored& stored : slice) maker.make(stored, catalogue.units(stored.text));
        at = slice.back().sequence;
    }
}

std::uintmax_t bytes_in(const fs::path& folder) {
    std::uintmax_t bytes = 0;
    std::error_code none;
    for (const auto& entry : fs::recursive_directory_iterator{folder, none}) {
        if (entry.is_regular_file()) bytes += entry.file_size();
    }
    return bytes;
}

void measure(const char* name, const fs::path& folder, std::int64_t records, const std::function<void()>& step) {
    const auto start = std::chrono::steady_clock::now();
    const pid_t child = ::fork();
    if (child == 0) {
        try {
            step();
        } catch (const std::exception& error) {
            std::fprintf(stderr, "%s: %s\n", name, error.what());
            ::_exit(1);
        }
        ::_exit(0);
    }
    int status = 0;
    rusage used{};
    ::wait4(child, &status, 0, &used);
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
    const double cpu = static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
                       static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
    const auto count = static_cast<double>(records);
    std::printf("%-28s %8.1f %8.1f %9.0f %9.0f %9.0f %8.0f%s\n", name, wall.count(), cpu, count / wall.count(),
                count / cpu, static_cast<double>(bytes_in(folder)) / count, static_cast<double>(used.ru_maxrss) / 1024,
                status == 0 ? "" : "  FAILED");
    std::fflush(stdout);
    fs::remove_all(folder);
}

int bench(std::int64_t most) {
    const fs::path data = fs::temp_directory_path() / ("acervo-bench-" + std::to_string(::getpid()));
    fs::create_directories(data);
    const std::int64_t records = load(data, most);
    const std::int64_t until = Catalogue{data, Catalogue::Mode::read_only}.sequence();
    std::printf("%lld records\n%-28s %8s %8s %9s %9s %9s %8s\n", static_cast<long long>(records), "", "wall s", "CPU s",
                "rec/s", "rec/CPU s", "bytes/rec", "peak MB");
    measure("analysis alone", data / "none", records, [&] { no_writer(data, until, nothing); });
    measure("analysis and thesaurus", data / "none", records, [&] { no_writer(data, until, vocabulary()); });
    for (const int jobs : {1, 2}) {
        const std::string name = "small databases, " + std::to_string(jobs) + (jobs == 1 ? " job" : " jobs");
        measure(name.c_str(), data / "index", records, [&] {
            build_generation({.data = data, .folder = data / "index", .until = until, .today = today, .jobs = jobs},
                             vocabulary());
        });
    }
    measure("one writer", data / "one", records, [&] { one_writer(data, data / "one", until); });
    fs::remove_all(data);
    return 0;
}

}  // namespace
}  // namespace acervo

int main(int argc, char** argv) {
    try {
        return acervo::bench(argc > 1 ? std::atoll(argv[1]) : 20'000);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
