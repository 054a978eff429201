// SPDX-License-Identifier: GPL-3.0-or-later
#include <unistd.h>

#include <catch2/catch.hpp>
#include <map>

#include "indexer/indexer.h"
#include "ingest/harvest/harvest.h"
#include "ingest/staging.h"
#include "tests/api/house.h"

using namespace acervo;

namespace {

/// A repository with its server, to be harvested.
class Origin {
public:
    explicit Origin(int records) {
        Catalogue catalogue{folder()};
        batch_ = catalogue.start_batch("test", "{}").id;
        {
            Catalogue::Transaction transaction{catalogue};
            for (int i = 0; i < records; ++i) put(catalogue, i, "Agua");
            transaction.commit();
        }
        update_index(folder(), test::vocabulary());
        auto options = test::options();
        options.data = folder();
        server_ = std::make_unique<Server>(options, test::vocabulary());
    }
    void put(Catalogue& catalogue, int i, const std::string& title) const {
        Record record;
        record.collection = "source";
        record.source_key = std::to_string(i);
        record.id = record_id("source", record.source_key);
        record.kind = i % 2 ? "paper" : "report";
        record.title = {{"es", title + " " + record.source_key}};
        record.languages = {"es"};
        record.creators = {{.name = "Pérez, Ana"}};
        record.issued = "2024";
        catalogue.put(record, {}, batch_);
    }
    void change(int i) const {
        Catalogue catalogue{folder()};
        put(catalogue, i, "Aire");
    }
    void withdraw(int i) const {
        Catalogue catalogue{folder()};
        catalogue.withdraw(record_id("source", std::to_string(i)), batch_);
    }
    const std::filesystem::path& folder() const { return folder_.folder(); }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(server_->port()) + "/oai"; }

private:
    Staging folder_{std::filesystem::temp_directory_path()};
    std::string batch_;
    std::unique_ptr<Server> server_;
};

/// Titles of what is there, by the id that the source has for it; "-" of what was withdrawn.
std::map<std::string, std::string> titles(const std::filesystem::path& folder) {
    std::map<std::string, std::string> titles;
    Catalogue{folder}.changed_since(0, [&](const Stored& stored) {
        const auto& record = stored.record;
        const auto id =
            record.collection == "source" ? record.id : record.source_key.substr(record.source_key.size() - 10);
        auto title = best(record.title, "es").second;
        if (title.ends_with('.')) title.pop_back();  // titles end so in MARC
        titles[id] = stored.withdrawn ? "-" : title;
        return true;
    });
    return titles;
}

}  // namespace

TEST_CASE("harvesting our own provider gives the same records, deletions included, while it is written to") {
    for (const std::string prefix : {"oai_dc", "marcxml", "mods"}) {
        CAPTURE(prefix);
        const Origin source{230};
        const Staging copy{std::filesystem::temp_directory_path()};
        Catalogue catalogue{copy.folder()};
        HarvestOptions options;
        options.url = source.url();
        options.prefix = prefix;
        options.allow_private = true;
        options.program = ACERVO_PROGRAM;
        options.jobs = 1;
        int page = 0;
        auto result = harvest(catalogue, test::vocabulary(), options, [&](const HarvestProgress&) {
            ++page;
            source.change(page);
            source.change(150 + page);
            source.withdraw(20 + page);
            source.withdraw(170 + page);
            source.change(1000 + page);
        });
        CHECK(result.pages == 3);
        CHECK(result.records + result.deleted == 230);
        CHECK(result.ingest.rejected() == 0);
        result = harvest(catalogue, test::vocabulary(), options);
        CHECK(result.ingest.rejected() == 0);
        auto expected = titles(source.folder());
        auto had = titles(copy.folder());
        // What was withdrawn before it was ever seen has left no trace.
        std::erase_if(expected, [&](const auto& entry) { return entry.second == "-" && !had.contains(entry.first); });
        CHECK(had == expected);
        CHECK(had.at(record_id("source", "21")) == "-");

        ::usleep(2100000);
        source.change(7);
        source.withdraw(8);
        harvest(catalogue, test::vocabulary(), options);  // covers the two seconds
        ::usleep(2100000);
        source.change(9);
        result = harvest(catalogue, test::vocabulary(), options);
        CHECK(result.records + result.deleted <= 3);
        CHECK(titles(copy.folder()).at(record_id("source", "8")) == "-");
        CHECK(titles(copy.folder()).at(record_id("source", "9")) == "Aire 9");
    }
}
