// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/search/library.h"

#include <unistd.h>

#include <atomic>

#include "indexer/indexer.h"

namespace acervo::test {

const Vocabulary& vocabulary() {
    static const Vocabulary loaded = Vocabulary::load(std::filesystem::path{SOURCE_DIR} / "corpus");
    return loaded;
}

Library::Library() {
    static std::atomic<int> number = 0;
    folder_ = std::filesystem::temp_directory_path() /
              ("acervo-search-" + std::to_string(::getpid()) + "-" + std::to_string(++number));
    std::filesystem::create_directories(folder_);
    catalogue_ = std::make_unique<Catalogue>(folder_);
    batch_ = catalogue_->start_batch("test", "{}").id;
}

Library::~Library() {
    searcher_.reset();
    index_.reset();
    catalogue_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

std::string Library::put(const std::string& key, Record record, const std::vector<Unit>& units) {
    record.collection = "t";
    record.source_key = key;
    record.id = record_id(record.collection, key);
    if (record.kind.empty()) record.kind = "report";
    if (record.title.empty()) record.title["und"] = "-";
    keys_[record.id] = key;
    catalogue_->put(record, units, batch_);
    return record.id;
}

std::string Library::put_text(const std::string& key, const std::string& language, const std::string& text,
                              const std::string& title) {
    Record record;
    record.languages = {language};
    if (!title.empty()) record.title[language] = title;
    return put(key, record, {unit(1, text, language)});
}

void Library::index() {
    update_index(folder_, vocabulary(), {.rebuild = false, .jobs = 1});
}

Index& Library::shared() {
    if (!index_) index_ = std::make_unique<Index>(folder_, vocabulary());
    return *index_;
}

Searcher& Library::searcher() {
    if (!searcher_) searcher_ = std::make_unique<Searcher>(shared());
    return *searcher_;
}

Results Library::search(const Query& query) {
    return searcher().search(query);
}

Results Library::search(const std::string& text, const std::string& language) {
    return search({.text = text, .language = language, .page_size = 100});
}

std::vector<std::string> Library::keys(const Results& results) const {
    std::vector<std::string> result;
    for (const auto& hit : results.hits) result.push_back(keys_.at(hit.id));
    return result;
}

std::vector<std::string> Library::found(const std::string& text, const std::string& language) {
    return keys(search(text, language));
}

std::set<std::string> Library::found_set(const std::string& text, const std::string& language) {
    const auto list = found(text, language);
    return {list.begin(), list.end()};
}

std::string Library::id(const std::string& key) const {
    return record_id("t", key);
}

Unit unit(int number, const std::string& text, const std::string& language) {
    Unit result;
    result.number = number;
    result.language = language;
    result.text = text;
    return result;
}

std::string shown(const std::vector<std::pair<std::string, bool>>& pieces) {
    std::string result;
    for (const auto& [text, marked] : pieces) result += marked ? "[" + text + "]" : text;
    return result;
}

}  // namespace acervo::test
