// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "indexer/documents.h"
#include "indexer/fields.h"
#include "indexer/generation.h"
#include "indexer/indexer.h"

namespace acervo {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_named = 20;
constexpr int attempts = 3;
constexpr const char* catch_up = " (remedy: `acervo index`)";
constexpr const char* anew = " (remedy: `acervo index --rebuild`)";

/// Records with the same problem: the first ones by name, the rest as a number.
class Findings {
public:
    Findings(std::string what, const char* remedy) : what_(std::move(what)), remedy_(remedy) {}

    void add(const std::string& id) {
        if (++count_ <= most_named) named_ += (named_.empty() ? "" : ", ") + id;
    }
    void report(std::vector<std::string>& problems) const {
        if (count_ == 0) return;
        std::string line = std::to_string(count_) + (count_ == 1 ? " record " : " records ") + what_ + ": " + named_;
        if (count_ > most_named) line += ", ...";
        problems.push_back(line + remedy_);
    }

private:
    std::string what_, named_;
    const char* remedy_;
    std::size_t count_ = 0;
};

/// Changes with every commit: what was found while somebody was indexing is looked at again.
std::string last_commit(const fs::path& folder) {
    std::string stamp;
    for (const char* name : {"records", "passages"}) {
        try {
            stamp += std::to_string(Xapian::Database{(folder / name).string()}.get_revision()) + ' ';
        } catch (const Xapian::DatabaseError&) {
            stamp += "unreadable ";
        }
    }
    return stamp;
}

/// What Xapian itself says of its files.
void check_files(const fs::path& folder, std::vector<std::string>& problems) {
    for (const char* name : {"records", "passages"}) {
        const std::string path = (folder / name).string();
        std::string cause;
        try {
            const std::size_t wrong = Xapian::Database::check(path);
            if (wrong > 0) cause = std::to_string(wrong) + " errors in its tables";
        } catch (const Xapian::DatabaseModifiedError&) {
            throw;
        } catch (const Xapian::Error& error) {
            cause = error.get_msg();
        }
        if (!cause.empty()) problems.push_back(path + " is damaged: " + cause + anew);
    }
}

/// What the index says of a record.
struct Indexed {
    std::int64_t version = 0, text = 0, passages = 0;
    std::string facets;
};

class Comparison {
public:
    Comparison(const fs::path& folder, const Catalogue& catalogue, const Translations& translations,
               const Vocabulary& vocabulary)
        : records_((folder / "records").string()),
          passages_((folder / "passages").string()),
          catalogue_(catalogue),
          translations_(translations),
          vocabulary_(vocabulary) {}

    void run(std::vector<std::string>& problems) {
        const std::int64_t covered = generation::revision(records_);
        const std::int64_t sequence = catalogue_.sequence();
        if (covered < 0) {
            problems.push_back(std::string{"the index is of another version of this program"} + catch_up);
            return;
        }
        if (!generation::is_made_with(records_, vocabulary_.thesaurus())) {
            problems.push_back(std::string{"the index was made with another thesaurus"} + catch_up);
        }
        if (generation::revision(passages_) != covered) {
            problems.push_back(std::string{"an update of the index was interrupted"} + catch_up);
        }
        if (covered > sequence) {
            problems.push_back("the index covers changes up to " + std::to_string(covered) +
                               ", the catalogue holds only " + std::to_string(sequence) + catch_up);
        } else if (covered < sequence) {
            problems.push_back("the index is behind: it covers changes up to " + std::to_string(covered) + " of " +
                               std::to_string(sequence) + catch_up);
        }
        if (translations_.count_marked_since(generation::translations(records_)) > 0) {
            problems.push_back(std::string{"records have translations that the index does not know"} + catch_up);
        }
        load();
        catalogue_.changed_since(0, [&](const Stored& stored) {
            // Later changes are one problem together: the index is behind.
            if (stored.sequence <= covered) compare(stored);
            known_.erase(stored.record.id);
            return true;
        });
        for (const auto& [id, indexed] : known_) superfluous_.add(id);
        for (const Findings* findings :
             {&missing_, &stale_, &incomplete_, &exposed_, &hidden_, &reclassified_, &withdrawn_, &superfluous_}) {
            findings->report(problems);
        }
    }

private:
    void load() {
        for (auto at = records_.postlist_begin({}); at != records_.postlist_end({}); ++at) {
            const Xapian::Document document = records_.get_document(*at);
            const nlohmann::json data = nlohmann::json::parse(document.get_data());
            known_[data.at("id").get<std::string>()] = {.version = data.at("version").get<std::int64_t>(),
                                                        .text = data.at("text").get<std::int64_t>(),
                                                        .passages = data.at("passages").get<std::int64_t>(),
                                                        .facets = document.get_value(fields::slot_facets)};
        }
    }

    void compare(const Stored& stored) {
        const std::string& id = stored.record.id;
        const auto found = known_.find(id);
        if (stored.withdrawn) {
            if (found != known_.end()) withdrawn_.add(id);
            return;
        }
        if (found == known_.end()) return missing_.add(id);
        const Indexed& indexed = found->second;
        if (indexed.version != stored.version) return stale_.add(id);
        if (passages_.get_termfreq(passages_term(id)) != static_cast<Xapian::doccount>(indexed.passages)) {
            return incomplete_.add(id);
        }
        const std::int64_t shown = is_open(stored.record.rights, today_) ? stored.text : 0;
        if (indexed.text != shown) return (shown == 0 ? exposed_ : hidden_).add(id);
        const fields::Codes codes = fields::codes_of(stored.record, vocabulary_, today_);
        if (indexed.facets != fields::pack(codes, year_of(stored.record.issued))) reclassified_.add(id);
    }

    Xapian::Database records_, passages_;
    const Catalogue& catalogue_;
    const Translations& translations_;
    const Vocabulary& vocabulary_;
    std::string today_ = now().substr(0, 10);
    std::map<std::string, Indexed> known_;  ///< what was not yet met in the catalogue

    Findings missing_{"missing from the index", anew};
    Findings stale_{"indexed in an earlier version", anew};
    Findings incomplete_{"without all of their passages", anew};
    Findings exposed_{"indexed with a text that may not be shown", anew};
    Findings hidden_{"whose embargo has ended, indexed without their text", catch_up};
    Findings reclassified_{"indexed under other codes than today's vocabularies give", anew};
    Findings withdrawn_{"withdrawn, but still in the index", anew};
    Findings superfluous_{"in the index that the catalogue does not know", anew};
};

}  // namespace

std::vector<std::string> check_index(const fs::path& data, const Vocabulary& vocabulary) {
    const Catalogue catalogue{data, Catalogue::Mode::read_only};
    const Translations translations{data};
    for (int attempt = 1;; ++attempt) {
        const std::optional<fs::path> folder = fields::current_generation(data);
        if (!folder) return {std::string{"there is no index"} + catch_up};
        try {
            const std::string before = last_commit(*folder);
            std::vector<std::string> problems;
            check_files(*folder, problems);
            // Damaged tables may answer anything.
            if (problems.empty()) Comparison{*folder, catalogue, translations, vocabulary}.run(problems);
            if (problems.empty() || attempt == attempts || last_commit(*folder) == before) return problems;
        } catch (const Xapian::DatabaseModifiedError& error) {
            if (attempt == attempts) throw translate(error);
        } catch (const Xapian::Error& error) {
            return {error.get_msg() + anew};
        } catch (const nlohmann::json::exception&) {
            return {std::string{"the index holds documents of another program"} + anew};
        }
    }
}

}  // namespace acervo
