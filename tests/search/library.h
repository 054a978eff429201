// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "corpus/catalogue.h"
#include "corpus/vocabulary.h"
#include "search/searcher.h"

/// A data folder of its own for a test: records are put, indexed and searched as in the real program.
namespace acervo::test {

const Vocabulary& vocabulary();

class Library {
public:
    Library();
    ~Library();
    Library(const Library&) = delete;
    Library& operator=(const Library&) = delete;

    /// Collection "t"; returns the id. Missing titles, kinds and languages are filled in.
    std::string put(const std::string& key, Record record = {}, const std::vector<Unit>& units = {});
    /// A record with one title and one text in a language.
    std::string put_text(const std::string& key, const std::string& language, const std::string& text,
                         const std::string& title = {});
    void index();

    Results search(const Query& query);
    Results search(const std::string& text, const std::string& language = "es");
    /// Keys of what is found, in order.
    std::vector<std::string> keys(const Results& results) const;
    std::vector<std::string> found(const std::string& text, const std::string& language = "es");
    std::set<std::string> found_set(const std::string& text, const std::string& language = "es");

    std::string id(const std::string& key) const;
    const std::filesystem::path& folder() const { return folder_; }
    Catalogue& catalogue() { return *catalogue_; }
    Searcher& searcher();
    Index& shared();

private:
    std::filesystem::path folder_;
    std::unique_ptr<Catalogue> catalogue_;
    std::unique_ptr<Index> index_;
    std::unique_ptr<Searcher> searcher_;
    std::string batch_;
    std::map<std::string, std::string> keys_;
};

Unit unit(int number, const std::string& text, const std::string& language = "es");

/// The pieces with matches in [brackets].
std::string shown(const std::vector<std::pair<std::string, bool>>& pieces);

/// Code of the Error that the step throws; "none" when it throws none.
template <typename Step>
std::string error_code(Step&& step);

}  // namespace acervo::test

#include "corpus/error.h"

template <typename Step>
std::string acervo::test::error_code(Step&& step) {
    try {
        step();
    } catch (const Error& error) {
        return error.code();
    }
    return "none";
}
