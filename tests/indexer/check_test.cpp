// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "indexer/fields.h"
#include "indexer/indexer.h"
#include "indexer/xapian.h"
#include "tests/indexer/collection.h"

namespace acervo {

namespace {

using Catch::Contains;

struct Collection {
    test::DataFolder data;
    Catalogue catalogue{data.path()};
    Record record = test::record("one");

    Collection() {
        record.themes = {"amb"};
        catalogue.put(record, {test::unit(1, "agua"), test::unit(2, "río")}, "b");
        catalogue.put(test::record("two"), {test::unit(1, "tierra")}, "b");
        update_index(data.path(), test::vocabulary());
    }
    std::vector<std::string> problems() const { return check_index(data.path(), test::vocabulary()); }
    Xapian::WritableDatabase open(const char* name) const {
        return Xapian::WritableDatabase{(*fields::current_generation(data.path()) / name).string(), Xapian::DB_OPEN};
    }
    void edit(const std::function<void(Xapian::Document&)>& change) const {
        Xapian::WritableDatabase records = open("records");
        Xapian::Document document = records.get_document(*records.postlist_begin("Q" + record.id));
        change(document);
        records.replace_document("Q" + record.id, document);
        records.commit();
    }
};

}  // namespace

TEST_CASE("a whole index has no problems") {
    CHECK(Collection{}.problems().empty());
}

TEST_CASE("what is wrong with an index is named, with the record and the remedy") {
    Collection collection;
    std::string expected, id = collection.record.id;
    SECTION("missing") {
        Xapian::WritableDatabase records = collection.open("records");
        records.delete_document("Q" + id);
        records.commit();
        expected = "missing";
    }
    SECTION("an earlier version") {
        collection.edit([&](Xapian::Document& document) {
            document.set_data(R"({"id":")" + id + R"(","passages":2,"text":1,"version":0})");
        });
        expected = "earlier version";
    }
    SECTION("a passage lost") {
        Xapian::WritableDatabase passages = collection.open("passages");
        passages.delete_document("Q" + id + ":2");
        passages.commit();
        expected = "without all of their passages";
    }
    SECTION("other codes") {
        collection.edit([](Xapian::Document& document) { document.add_value(fields::slot_facets, "2020"); });
        expected = "other codes";
    }
    SECTION("superfluous") {
        Xapian::WritableDatabase records = collection.open("records");
        Xapian::Document document;
        document.add_boolean_term("Qelsewhere");
        document.set_data(R"({"id":"elsewhere","passages":0,"text":0,"version":1})");
        records.add_document(document);
        records.commit();
        expected = "does not know";
        id = "elsewhere";
    }
    const std::vector<std::string> problems = collection.problems();
    REQUIRE(problems.size() == 1);
    CHECK_THAT(problems[0], Contains(expected) && Contains(id) && Contains("`acervo index --rebuild`"));
    update_index(collection.data.path(), test::vocabulary(), {.rebuild = true});
    CHECK(collection.problems().empty());
}

TEST_CASE("an index that is behind is one problem, not one a record") {
    Collection collection;
    for (int i = 0; i < 30; ++i) collection.catalogue.put(test::record("key-" + std::to_string(i)), {}, "b");
    collection.catalogue.withdraw(collection.record.id, "b");
    const std::vector<std::string> problems = collection.problems();
    REQUIRE(problems.size() == 1);
    CHECK_THAT(problems[0], Contains("behind") && Contains("`acervo index`"));
}

TEST_CASE("no index is a problem with a remedy") {
    const test::DataFolder data;
    { const Catalogue catalogue{data.path()}; }
    const std::vector<std::string> problems = check_index(data.path(), test::vocabulary());
    REQUIRE(problems.size() == 1);
    CHECK_THAT(problems[0], Contains("no index") && Contains("`acervo index`"));
}

TEST_CASE("a damaged file is named") {
    const Collection collection;
    const std::filesystem::path table = *fields::current_generation(collection.data.path()) / "records/postlist.glass";
    std::filesystem::resize_file(table, std::filesystem::file_size(table) / 2);
    const std::vector<std::string> problems = collection.problems();
    REQUIRE(problems.size() == 1);
    CHECK_THAT(problems[0], Contains("records") && Contains("damaged") && Contains("--rebuild"));
}

}  // namespace acervo
