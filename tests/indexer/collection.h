// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "corpus/catalogue.h"
#include "corpus/skos.h"
#include "corpus/vocabulary.h"

/// Small collections for the tests of the indexer, and what their index says.
namespace acervo::test {

/// A data folder that is gone when the test ends.
class DataFolder {
public:
    DataFolder();
    ~DataFolder();
    DataFolder(const DataFolder&) = delete;
    DataFolder& operator=(const DataFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// Themes of two levels and one event series, "foro" with the event "foro-2023".
const Vocabulary& vocabulary();
/// The same with a thesaurus.
Vocabulary vocabulary_with(const Skos& thesaurus);
/// A thesaurus of one concept, "waste", called by `alternative` in Spanish too.
Skos waste_thesaurus(const std::string& alternative = "manejo de desechos");

/// A record of the collection "test" with a title, ready to be put.
Record record(const std::string& key, const std::string& language = "es", const std::string& title = "Un título");
Unit unit(int number, const std::string& text, const std::string& language = {});

/// Random records in several languages with codes, names, dates and some embargoes, decided by `random` alone.
Record random_record(std::mt19937& random, const std::string& key);
std::vector<Unit> random_units(std::mt19937& random);
/// Puts, changes, withdraws and restores `steps` times among `keys` records.
void change_at_random(Catalogue& catalogue, std::mt19937& random, int steps, int keys);

/// One document: what identifies it, and all that stands in it ("term:wdf@positions", values, data).
using Dump = std::map<std::string, std::vector<std::string>>;
struct Dumps {
    Dump records, passages;
    bool operator==(const Dumps&) const = default;
};
/// Everything in the generation in use but the numbers of its documents.
Dumps dump(const std::filesystem::path& data);

/// The terms of one record's document with their wdf.
std::map<std::string, std::uint32_t> terms_of(const std::filesystem::path& data, const std::string& id);
/// How many documents of `records` have the words in this order, each `prefix` + word.
int count_phrase(const std::filesystem::path& data, const std::string& prefix, const std::vector<std::string>& words);

}  // namespace acervo::test
