// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <bit>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "corpus/catalogue.h"
#include "corpus/error.h"
#include "corpus/text.h"
#include "ingest/duplicates/index.h"
#include "ingest/worker.h"

/// How well texts that are one work are told from others, and what telling costs. See README.md here.
namespace {

using namespace acervo;
namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point begin) {
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

struct Document {
    std::string path, text;
    TextSketch sketch;
    std::set<std::uint64_t> shingles[6];  ///< all of 1..5 words
    std::uint64_t simhash = 0;
};

/// All shingles of `words` words, and a SimHash of them: what the sketch is compared with.
void exact(Document& document) {
    const std::string folded = fold(document.text);
    std::vector<std::uint64_t> hashes;
    for (const auto& word : words(folded)) {
        const bool number =
            std::ranges::all_of(word.text, [](char c) { return c < 'a' && static_cast<signed char>(c) >= 0; });
        if (!number) hashes.push_back(std::hash<std::string_view>{}(word.text));
    }
    for (std::size_t length = 1; length <= 5; ++length) {
        for (std::size_t i = 0; i + length <= hashes.size(); ++i) {
            std::uint64_t hash = 0;
            for (std::size_t j = i; j < i + length; ++j) {
                hash = (hash ^ hashes[j]) * 0x9E3779B97F4A7C15ULL;
                hash ^= hash >> 32;
            }
            document.shingles[length].insert(hash);
        }
    }
    int votes[64] = {};
    for (const auto hash : document.shingles[3]) {
        for (int bit = 0; bit < 64; ++bit) votes[bit] += hash >> bit & 1 ? 1 : -1;
    }
    for (int bit = 0; bit < 64; ++bit) document.simhash |= std::uint64_t{votes[bit] > 0} << bit;
}

double jaccard(const std::set<std::uint64_t>& one, const std::set<std::uint64_t>& other, bool contained) {
    std::size_t common = 0;
    for (const auto hash : one) common += other.contains(hash) ? 1 : 0;
    const auto of = contained ? std::min(one.size(), other.size()) : one.size() + other.size() - common;
    return of == 0 ? 0 : static_cast<double>(common) / static_cast<double>(of);
}

using Pair = std::pair<std::string, std::string>;
using Score = std::function<double(const Document&, const Document&)>;

void curve(const std::string& name, const std::vector<Document>& documents, const std::map<Pair, std::string>& truth,
           Score score) {
    struct Scored {
        double score;
        std::string kind;
        Pair pair;
    };
    std::vector<Scored> all;
    int same = 0, version = 0;
    for (std::size_t i = 0; i < documents.size(); ++i) {
        for (std::size_t j = i + 1; j < documents.size(); ++j) {
            const Pair pair{documents[i].path, documents[j].path};
            const auto at = truth.find(pair);
            const std::string kind = at == truth.end() ? "" : at->second;
            same += kind == "same";
            version += kind == "version";
            all.push_back({score(documents[i], documents[j]), kind, pair});
        }
    }
    std::printf("\n%s: %d same, %d version, %zu other pairs\n", name.c_str(), same, version,
                all.size() - static_cast<std::size_t>(same + version));
    std::printf("  above  precision  recall(same)  of version  others\n");
    for (const double threshold : {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9}) {
        int found = 0, versions = 0, others = 0;
        for (const auto& pair : all) {
            if (pair.score < threshold) continue;
            (pair.kind == "same" ? found : pair.kind == "version" ? versions : others) += 1;
        }
        std::printf("  %5.1f  %9.3f  %12.3f  %10d  %6d\n", threshold,
                    found + others == 0 ? 1.0 : static_cast<double>(found) / (found + others),
                    same == 0 ? 1.0 : static_cast<double>(found) / same, versions, others);
    }
    if (name.find("sketch") == std::string::npos) return;
    std::ranges::sort(all, std::greater{}, &Scored::score);
    for (const auto& pair : all) {
        if (pair.kind == "same" || pair.score >= 0.4)
            std::printf("  %.2f %-8s %s  %s\n", pair.score, pair.kind.empty() ? "other" : pair.kind.c_str(),
                        pair.pair.first.c_str(), pair.pair.second.c_str());
    }
}

int pairs(const fs::path& folder, const fs::path& truth_file) {
    std::map<Pair, std::string> truth;
    std::ifstream in(truth_file);
    for (std::string one, other, kind;
         std::getline(in, one, '\t') && std::getline(in, other, '\t') && std::getline(in, kind);)
        truth[std::minmax(one, other)] = kind;
    std::vector<Document> documents;
    Worker worker({}, ACERVO_PROGRAM);
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) files.push_back(entry.path());
    }
    std::ranges::sort(files);
    std::set<std::string> bytes;
    for (const auto& file : files) {
        if (!bytes.insert(sha256_of_file(file)).second) continue;
        try {
            const auto extracted = worker.extract(file, file.filename().string());
            Document document{.path = file.lexically_relative(folder).string()};
            for (const auto& unit : extracted.units) document.text += unit.title + "\n" + unit.text + "\n\n";
            document.sketch = sketch_of(extracted.described, extracted.units);
            exact(document);
            documents.push_back(std::move(document));
        } catch (const Error&) {
            continue;
        }
    }
    std::ranges::sort(documents, {}, &Document::path);
    std::printf("%zu texts\n", documents.size());
    curve("sketch, likeness max(jaccard, contained)", documents, truth, [](const Document& a, const Document& b) {
        const auto like = likeness(a.sketch, b.sketch);
        return like.samples < 8 ? like.jaccard : std::max(like.jaccard, like.contained);
    });
    curve("sketch jaccard", documents, truth,
          [](const Document& a, const Document& b) { return likeness(a.sketch, b.sketch).jaccard; });
    for (int n = 1; n <= 5; ++n) {
        const auto size = static_cast<std::size_t>(n);
        const std::string words = std::to_string(n) + " words";
        curve("exact jaccard, " + words, documents, truth, [size](const Document& a, const Document& b) {
            return jaccard(a.shingles[size], b.shingles[size], false);
        });
        curve("exact containment, " + words, documents, truth, [size](const Document& a, const Document& b) {
            return jaccard(a.shingles[size], b.shingles[size], true);
        });
    }
    curve("simhash, 1 - distance / 32", documents, truth, [](const Document& a, const Document& b) {
        return 1 - static_cast<double>(std::popcount(a.simhash ^ b.simhash)) / 32;
    });
    return 0;
}

int scale(std::istream& in) {
    SketchIndex index;
    std::map<std::string, std::string> kept;
    double making = 0, asking = 0, adding = 0;
    std::size_t records = 0, bytes = 0, candidates = 0, alike = 0, exact_titles = 0;
    std::map<std::string, std::string> titles;
    for (std::string line; std::getline(in, line);) {
        const auto json = nlohmann::json::parse(line);
        Record record;
        record.id = record_id("scale", std::to_string(records));
        record.title["en"] = json.value("title", "");
        record.abstract["en"] = json.value("abstract", "");
        record.doi = json.value("doi", "");
        ++records;
        auto begin = Clock::now();
        const auto sketch = sketch_of(record, {});
        making += seconds_since(begin);
        begin = Clock::now();
        const auto found = index.alike(sketch);
        candidates += found.size();
        bool near = false;
        for (const auto& id : found) {
            const auto like = likeness(sketch, *sketch_from(kept.at(id)));
            if (like.jaccard < 0.5) continue;
            near = true;
            if (alike < 15)
                std::printf("  %.2f %s | %s\n", like.jaccard, record.title["en"].c_str(), titles[id].c_str());
        }
        alike += near;
        asking += seconds_since(begin);
        begin = Clock::now();
        index.add(record.id, sketch);
        adding += seconds_since(begin);
        titles[record.id] = record.title["en"];
        bytes += (kept[record.id] = to_bytes(sketch)).size();
    }
    const double n = static_cast<double>(records);
    std::printf("%zu records; a record: sketch %.1f us, asking %.1f us (%.2f candidates), adding %.1f us\n", records,
                making / n * 1e6, asking / n * 1e6, static_cast<double>(candidates) / n, adding / n * 1e6);
    std::printf("in memory %.1f bytes a record, stored %.1f; %zu records near an earlier one %zu\n",
                static_cast<double>(index.bytes()) / n, static_cast<double>(bytes) / n, alike, exact_titles);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc == 4 && std::strcmp(argv[1], "pairs") == 0) return pairs(argv[2], argv[3]);
    if (argc == 2 && std::strcmp(argv[1], "scale") == 0) return scale(std::cin);
    std::fputs("usage: bench_duplicates pairs FOLDER TRUTH | scale < RECORDS.jsonl\n", stderr);
    return 2;
}
