// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "corpus/error.h"
#include "indexer/fields.h"
#include "indexer/generation.h"
#include "indexer/indexer.h"
#include "indexer/xapian.h"
#include "tests/indexer/collection.h"

namespace acervo {

namespace {

namespace fs = std::filesystem;

IndexReport update(const test::DataFolder& data, const IndexOptions& options = {}) {
    return update_index(data.path(), test::vocabulary(), options);
}

test::Dumps rebuilt(const test::DataFolder& data, int jobs = 2) {
    REQUIRE(update(data, {.rebuild = true, .jobs = jobs}).rebuilt);
    return test::dump(data.path());
}

Problem problem_of(const std::function<void()>& step) {
    try {
        step();
    } catch (const Error& error) {
        return error.problem();
    }
    FAIL("nothing was thrown");
    return {};
}

}  // namespace

TEST_CASE("an empty catalogue has an index without records") {
    const test::DataFolder data;
    { const Catalogue catalogue{data.path()}; }
    CHECK(indexed_sequence(data.path()) == 0);
    const IndexReport report = update(data);
    CHECK(report.rebuilt);
    CHECK(report.records == 0);
    CHECK(test::dump(data.path()).records.empty());
    CHECK_FALSE(update(data).rebuilt);
}

TEST_CASE("without a catalogue there is nothing to index") {
    const test::DataFolder data;
    CHECK(problem_of([&] { update(data); }) == Problem::not_found);
}

TEST_CASE("an index that is up to date is left alone") {
    const test::DataFolder data;
    Catalogue catalogue{data.path()};
    catalogue.put(test::record("one"), {test::unit(1, "agua")}, "b");
    const IndexReport first = update(data);
    CHECK(first.rebuilt);
    CHECK(first.records == 1);
    CHECK(first.passages == 1);
    CHECK(first.revision == catalogue.sequence());
    CHECK(indexed_sequence(data.path()) == catalogue.sequence());
    const auto written = fs::last_write_time(*fields::current_generation(data.path()) / "records/iamglass");
    const IndexReport second = update(data);
    CHECK_FALSE(second.rebuilt);
    CHECK(second.records == 0);
    CHECK(second.generation == first.generation);
    CHECK(fs::last_write_time(*fields::current_generation(data.path()) / "records/iamglass") == written);
}

TEST_CASE("what changes in the catalogue changes in the index, as a rebuild would do it") {
    const test::DataFolder data;
    Catalogue catalogue{data.path()};
    const auto seed = GENERATE(1U, 2U, 3U, 4U);
    std::mt19937 random{seed};
    test::change_at_random(catalogue, random, 60, 25);
    CHECK(update(data).rebuilt);
    for (int round = 0; round < 6; ++round) {
        test::change_at_random(catalogue, random, 15, 25);
        const IndexReport report = update(data);
        CHECK_FALSE(report.rebuilt);
        CHECK(report.revision == catalogue.sequence());
        CHECK(indexed_sequence(data.path()) == catalogue.sequence());
    }
    const test::Dumps incremental = test::dump(data.path());
    CHECK(incremental.records.size() == static_cast<std::size_t>(catalogue.totals().records));
    CHECK(incremental == rebuilt(data));
    CHECK(check_index(data.path(), test::vocabulary()).empty());
}

TEST_CASE("any number of workers builds the same index with the same document numbers") {
    const test::DataFolder data;
    Catalogue catalogue{data.path()};
    {
        Catalogue::Transaction transaction{catalogue};
        // More than a worker's slice, fewer than a group of slices.
        for (int i = 0; i < 2600; ++i) {
            catalogue.put(test::record("key-" + std::to_string(i)), {test::unit(1, "agua " + std::to_string(i))}, "b");
        }
        for (int i = 0; i < 2600; i += 100) catalogue.withdraw(record_id("test", "key-" + std::to_string(i)), "b");
        transaction.commit();
    }
    std::vector<std::vector<std::string>> orders;
    for (const int jobs : {1, 2, 5}) {
        CHECK(rebuilt(data, jobs).passages.size() == 2574);
        std::vector<std::string>& order = orders.emplace_back();
        const Xapian::Database records{(*fields::current_generation(data.path()) / "records").string()};
        for (auto at = records.postlist_begin({}); at != records.postlist_end({}); ++at) {
            order.push_back(records.get_document(*at).get_data());
        }
        CHECK(records.get_lastdocid() == 2574);
    }
    CHECK(orders[0] == orders[1]);
    CHECK(orders[0] == orders[2]);
}

TEST_CASE("a withdrawn record leaves both databases") {
    const test::DataFolder data;
    Catalogue catalogue{data.path()};
    const Record record = test::record("one");
    catalogue.put(record, {test::unit(1, "agua"), test::unit(2, "río")}, "b");
    catalogue.put(test::record("two"), {test::unit(1, "tierra")}, "b");
    update(data);
    CHECK(test::dump(data.path()).passages.size() == 3);
    catalogue.withdraw(record.id, "b");
    const IndexReport report = update(data);
    CHECK(report.withdrawn == 1);
    CHECK_FALSE(report.rebuilt);
    const test::Dumps dump = test::dump(data.path());
    CHECK(dump.records.size() == 1);
    CHECK(dump.passages.size() == 1);
}

TEST_CASE("many changes are built anew") {
    const test::DataFolder data;
    Catalogue catalogue{data.path()};
    catalogue.put(test::record("one"), {}, "b");
    update(data);
    Catalogue::Transaction transaction{catalogue};
    for (int i = 0; i < 600; ++i) catalogue.put(test::record("key-" + std::to_string(i)), {}, "b");
    transaction.commit();
    CHECK(update(data).rebuilt);
    CHECK(test::dump(data.path()).records.size() == 601);
}

TEST_CASE("an index that cannot be used is built anew") {
    const test::DataFolder data;
    Catalogue catalogue{data.path()};
    for (int i = 0; i < 20; ++i) {
        catalogue.put(test::record("key-" + std::to_string(i)), {test::unit(1, "agua " + std::to_string(i))}, "b");
    }
    update(data);
    const fs::path folder = *fields::current_generation(data.path());
    const auto set = [&](const char* key, const std::string& value) {
        Xapian::WritableDatabase records{(folder / "records").string(), Xapian::DB_OPEN};
        records.set_metadata(key, value);
        records.commit();
    };

    SECTION("of another version") {
        set(fields::key_version, std::to_string(fields::index_version + 1));
        CHECK(indexed_sequence(data.path()) == 0);
    }
    SECTION("of a catalogue that was further on") {
        set(fields::key_revision, std::to_string(catalogue.sequence() + 5));
    }
    SECTION("with nonsense for a revision") {
        set(fields::key_revision, "12x");
    }
    SECTION("without its pointer") {
        fs::remove(data.path() / "index/current");
    }
    SECTION("with a pointer to nowhere") {
        std::ofstream{data.path() / "index/current"} << "77\n";
    }
    SECTION("with nonsense for a pointer") {
        std::ofstream{data.path() / "index/current"} << "../../etc\n";
    }
    SECTION("without its passages") {
        fs::remove_all(folder / "passages");
    }
    SECTION("without a table") {
        fs::remove(folder / "records/postlist.glass");
    }
    SECTION("with an empty table") {
        fs::resize_file(folder / "records/postlist.glass", 0);
    }
    SECTION("without its version file") {
        fs::remove(folder / "passages/iamglass");
    }
    SECTION("with a version file of noise") {
        std::ofstream{folder / "records/iamglass"} << "noise, noise, noise";
    }

    // Something to do, so that the tables are touched.
    catalogue.put(test::record("key-0"), {test::unit(1, "agua nueva")}, "b");
    const IndexReport report = update(data);
    CHECK(report.rebuilt);
    CHECK(report.revision == catalogue.sequence());
    CHECK(indexed_sequence(data.path()) == catalogue.sequence());
    CHECK(check_index(data.path(), test::vocabulary()).empty());
    const test::Dumps repaired = test::dump(data.path());
    CHECK(repaired == rebuilt(data));
}

TEST_CASE("an index made with another thesaurus is built anew") {
    const test::DataFolder data;
    Catalogue catalogue{data.path()};
    const Record record = test::record("one", "es", "Manejo de desechos y manejo de basura");
    catalogue.put(record, {test::unit(1, "manejo de basura")}, "b");
    const auto mentions = [&] {
        const auto terms = test::terms_of(data.path(), record.id);
        const auto found = terms.find(fields::concept_term("waste"));
        return found == terms.end() ? 0 : found->second;
    };
    update(data);
    CHECK(mentions() == 0);
    const Vocabulary first = test::vocabulary_with(test::waste_thesaurus());
    CHECK(check_index(data.path(), first).size() == 1);
    CHECK(update_index(data.path(), first).rebuilt);
    CHECK(mentions() == 1);
    CHECK_FALSE(update_index(data.path(), first).rebuilt);
    CHECK(check_index(data.path(), first).empty());
    CHECK(update_index(data.path(), test::vocabulary_with(test::waste_thesaurus("manejo de basura"))).rebuilt);
    CHECK(mentions() == 2);
    CHECK(update(data).rebuilt);
    CHECK(mentions() == 0);
}

TEST_CASE("a table damaged in its middle is found when it is changed") {
    const test::DataFolder data;
    Catalogue catalogue{data.path()};
    {
        Catalogue::Transaction transaction{catalogue};
        std::mt19937 random{3};
        for (int i = 0; i < 400; ++i) {
            catalogue.put(test::random_record(random, "key-" + std::to_string(i)), test::random_units(random), "b");
        }
        transaction.commit();
    }
    update(data);
    const fs::path table = *fields::current_generation(data.path()) / "records/termlist.glass";
    {
        std::fstream file{table, std::ios::in | std::ios::out | std::ios::binary};
        const std::string noise(fs::file_size(table), '\xAB');
        file.write(noise.data(), static_cast<std::streamsize>(noise.size()));
    }
    CHECK_FALSE(check_index(data.path(), test::vocabulary()).empty());
    catalogue.withdraw(record_id("test", "key-7"), "b");
    CHECK(update(data).rebuilt);
    CHECK(check_index(data.path(), test::vocabulary()).empty());
}

TEST_CASE("a search goes on in the generation it opened while the next one is swapped in") {
    const test::DataFolder data;
    Catalogue catalogue{data.path()};
    for (int i = 0; i < 50; ++i) {
        catalogue.put(test::record("key-" + std::to_string(i)), {test::unit(1, "agua clara")}, "b");
    }
    const int first = update(data).generation;
    const fs::path old = *fields::current_generation(data.path());
    const Xapian::Database reader{(old / "records").string()};
    catalogue.withdraw(record_id("test", "key-0"), "b");

    CHECK(update(data, {.rebuild = true}).generation > first);
    CHECK(fs::exists(old));
    CHECK(reader.get_doccount() == 50);
    CHECK(reader.get_termfreq("XWESagua") == 50);
    CHECK(test::count_phrase(data.path(), "XWES", {"agua", "clara"}) == 49);

    update(data, {.rebuild = true});
    CHECK_FALSE(fs::exists(old));
    // One generation back is kept for those who are slower than that.
    int folders = 0;
    for (const fs::directory_entry& entry : fs::directory_iterator{data.path() / "index"})
        folders += entry.is_directory();
    CHECK(folders == 2);
}

TEST_CASE("the generation before goes once nobody can still need it, and so does what was never finished") {
    const test::DataFolder data;
    Catalogue catalogue{data.path()};
    catalogue.put(test::record("one"), {}, "b");
    update(data);
    update(data, {.rebuild = true});
    fs::create_directories(data.path() / "index/9/parts/0-0");
    std::ofstream{data.path() / "index/current.new"} << "9\n";
    const fs::path current = data.path() / "index/current";
    fs::last_write_time(current, fs::file_time_type::clock::now() - std::chrono::hours{2});
    CHECK(update(data).generation == 2);
    CHECK_FALSE(fs::exists(data.path() / "index/1"));
    CHECK_FALSE(fs::exists(data.path() / "index/9"));
    CHECK_FALSE(fs::exists(data.path() / "index/current.new"));
    CHECK(indexed_sequence(data.path()) == catalogue.sequence());
}

TEST_CASE("only one indexes at a time") {
    const test::DataFolder data;
    Catalogue catalogue{data.path()};
    catalogue.put(test::record("one"), {}, "b");
    {
        const generation::Lock lock{data.path() / "index"};
        CHECK(problem_of([&] { update(data); }) == Problem::busy);
    }
    update(data);
    catalogue.put(test::record("two"), {}, "b");
    {
        Xapian::WritableDatabase foreign{(*fields::current_generation(data.path()) / "records").string(),
                                         Xapian::DB_OPEN};
        CHECK(problem_of([&] { update(data); }) == Problem::busy);
    }
    CHECK(update(data).records == 1);
}

TEST_CASE("a practice is confirmed long ago one day, whether its text is open or not, though it did not change") {
    const test::DataFolder data;
    Catalogue catalogue{data.path()};
    for (const std::string access : {"open", "restricted"}) {
        Record record = test::record(access, "es");
        record.kind = "practice";
        record.rights.access = access;
        record.practice = Practice{.last_confirmed = "2001-05-10"};
        catalogue.put(record, {}, "b");
    }
    update(data);
    const test::Dumps stale = test::dump(data.path());
    {
        // As they were indexed before that day.
        Xapian::WritableDatabase records{(*fields::current_generation(data.path()) / "records").string(),
                                         Xapian::DB_OPEN};
        for (const auto id : {1U, 2U}) {
            auto document = records.get_document(id);
            document.remove_term("Kconfirmed:stale");
            document.add_boolean_term("Kconfirmed:recent");
            document.add_boolean_term("E2004-05-10~");
            records.replace_document(id, document);
        }
        records.commit();
    }
    CHECK(update(data).records == 2);
    CHECK(test::dump(data.path()) == stale);
    CHECK(update(data).records == 0);
}

TEST_CASE("the text comes into the index when its embargo ends, though the record did not change") {
    const test::DataFolder data;
    Catalogue catalogue{data.path()};
    Record record = test::record("one", "es");
    record.rights = {.access = "embargo", .embargo_until = "2001-01-01"};
    catalogue.put(record, {test::unit(1, "secreto", "es")}, "b");
    catalogue.put(test::record("two", "es"), {test::unit(1, "abierto", "es")}, "b");
    update(data);
    const test::Dumps open = test::dump(data.path());
    {
        // As it was indexed before that day.
        const fs::path folder = *fields::current_generation(data.path());
        Xapian::WritableDatabase records{(folder / "records").string(), Xapian::DB_OPEN};
        Xapian::Document hidden;
        hidden.add_boolean_term("Q" + record.id);
        hidden.add_boolean_term("E2001-01-01");
        hidden.set_data(nlohmann::json{{"id", record.id}, {"passages", 0}, {"text", 0}, {"version", 1}}.dump());
        records.replace_document("Q" + record.id, hidden);
        records.commit();
        Xapian::WritableDatabase passages{(folder / "passages").string(), Xapian::DB_OPEN};
        passages.delete_document("R" + record.id);
        passages.commit();
    }
    CHECK(test::dump(data.path()).passages.size() == 1);
    const std::vector<std::string> problems = check_index(data.path(), test::vocabulary());
    REQUIRE(problems.size() == 1);
    CHECK_THAT(problems[0], Catch::Contains("embargo") && Catch::Contains(record.id));

    const IndexReport report = update(data);
    CHECK(report.records == 1);
    CHECK_FALSE(report.rebuilt);
    CHECK(test::dump(data.path()) == open);
    CHECK(update(data).records == 0);
}

TEST_CASE("progress ends at what there was to do and is told to the one who asked") {
    const test::DataFolder data;
    Catalogue catalogue{data.path()};
    for (int i = 0; i < 30; ++i) catalogue.put(test::record("key-" + std::to_string(i)), {}, "b");
    std::int64_t last_done = 0, last_total = 0;
    const auto caller = std::this_thread::get_id();
    bool elsewhere = false;
    const auto progress = [&](std::int64_t done, std::int64_t total) {
        elsewhere = elsewhere || std::this_thread::get_id() != caller;
        last_done = done;
        last_total = total;
    };
    update_index(data.path(), test::vocabulary(), {.jobs = 2}, progress);
    CHECK(last_done == last_total);
    catalogue.put(test::record("key-1", "pt"), {}, "b");
    update_index(data.path(), test::vocabulary(), {}, progress);
    CHECK(last_done == 1);
    CHECK(last_total == 1);
    CHECK_FALSE(elsewhere);
}

}  // namespace acervo
