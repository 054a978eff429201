// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/catalogue.h"

#include "corpus/error.h"
#include "tests/corpus/filled_record.h"
#include "tests/corpus/scratch.h"

#include <sys/stat.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <random>
#include <thread>
#include <utility>

using namespace acervo;

namespace {

Record record(const std::string& key, const std::string& title = "Título") {
    Record record;
    record.collection = "tests";
    record.source_key = key;
    record.id = record_id(record.collection, record.source_key);
    record.kind = "paper";
    record.title = {{"es", title}};
    return record;
}

std::vector<Unit> pages(const std::vector<std::string>& texts) {
    std::vector<Unit> units;
    for (const std::string& text : texts) {
        Unit unit;
        unit.number = static_cast<int>(units.size()) + 1;
        unit.text = text;
        units.push_back(unit);
    }
    return units;
}

template <typename Action>
std::optional<Error> error_of(Action&& action) {
    try {
        action();
    } catch (const Error& error) {
        return error;
    }
    return std::nullopt;
}

std::vector<std::pair<std::string, std::int64_t>> changes(const Catalogue& catalogue, std::int64_t since) {
    std::vector<std::pair<std::string, std::int64_t>> seen;
    catalogue.changed_since(since, [&](const Stored& stored) {
        seen.emplace_back(stored.record.source_key, stored.sequence);
        return true;
    });
    return seen;
}

}  // namespace

TEST_CASE("a record that is put is found by its id, by its key and by its version") {
    const Scratch scratch;
    Catalogue catalogue(scratch / "data");
    const Record paper = filled_record(1);
    const auto put = catalogue.put(paper, pages({"uno", "dos"}), "b1");
    CHECK(put.outcome == Outcome::created);
    CHECK(put.version_before == 0);
    CHECK(put.version_after == 1);

    const auto found = catalogue.find(paper.id);
    REQUIRE(found);
    CHECK(found->record == paper);
    CHECK(found->version == 1);
    CHECK(found->sequence == 1);
    CHECK(found->batch == "b1");
    CHECK(found->units == 2);
    CHECK(found->created == found->modified);
    CHECK_FALSE(found->withdrawn);
    CHECK(catalogue.find_by_key(paper.collection, paper.source_key)->record == paper);
    CHECK(catalogue.find(paper.id, 1)->record == paper);
    CHECK_FALSE(catalogue.find(paper.id, 2));
    CHECK_FALSE(catalogue.find("0000000000"));
    CHECK_FALSE(catalogue.find_by_key("tests", "nothing"));
    CHECK(catalogue.units(found->text) == pages({"uno", "dos"}));
    CHECK(catalogue.find_unit(found->text, 2)->text == "dos");
    CHECK_FALSE(catalogue.find_unit(found->text, 3));
    CHECK_FALSE(catalogue.find_unit(found->text, 0));
    CHECK_FALSE(catalogue.find_unit(found->text, -1));
    CHECK(catalogue.units(0).empty());
    CHECK(catalogue.units(999).empty());
}

TEST_CASE("putting the same again changes nothing, in this program or in the next") {
    const Scratch scratch;
    for (int run = 0; run < 2; ++run) {
        Catalogue catalogue(scratch / "data");
        for (unsigned seed = 1; seed <= 20; ++seed) {
            const auto put = catalogue.put(filled_record(seed), pages({"texto " + std::to_string(seed)}),
                                           "run " + std::to_string(run));
            CHECK(put.outcome == (run == 0 ? Outcome::created : Outcome::unchanged));
            CHECK(put.version_after == 1);
            // what is read can be written back as well
            const Stored stored = *catalogue.find(filled_record(seed).id);
            CHECK(catalogue.put(stored.record, catalogue.units(stored.text), "back").outcome == Outcome::unchanged);
        }
        CHECK(catalogue.sequence() == 20);
        CHECK(catalogue.totals().versions == 20);
    }
}

TEST_CASE("text that is not clean is cleaned once, and then is the same") {
    const Scratch scratch;
    Catalogue catalogue(scratch / "data");
    Record dirty = record("k", " Gesti\u0061\u0303o \x01 ");
    dirty.places = {Place{}};
    dirty.places[0].population = 60'000;
    dirty.countries = {"br"};
    const std::vector<Unit> units = pages({"a\xff\x02z"});
    CHECK(catalogue.put(dirty, units, "b").outcome == Outcome::created);
    CHECK(catalogue.put(dirty, units, "b").outcome == Outcome::unchanged);
    const Stored stored = *catalogue.find(dirty.id);
    CHECK(stored.record.title.at("es") ==
          "Gestiã"
          "o");
    CHECK(stored.record.countries == std::vector<std::string>{"BR"});
    CHECK(stored.record.population_band == "p4");
    CHECK(catalogue.units(stored.text)[0].text == "a\uFFFDz");
    CHECK(catalogue.put(stored.record, catalogue.units(stored.text), "b").outcome == Outcome::unchanged);
}

TEST_CASE("every change is a version, and earlier ones are kept with their text") {
    const Scratch scratch;
    Catalogue catalogue(scratch / "data");
    CHECK(catalogue.put(record("k", "uno"), pages({"a"}), "b1").version_after == 1);
    const auto second = catalogue.put(record("k", "dos"), pages({"a"}), "b2");
    CHECK(second.outcome == Outcome::updated);
    CHECK(second.version_before == 1);
    CHECK(second.version_after == 2);
    CHECK(catalogue.put(record("k", "dos"), pages({"b"}), "b3").outcome == Outcome::updated);
    CHECK(catalogue.put(record("k", "dos"), {}, "b4").version_after == 4);

    const std::string id = record("k").id;
    CHECK(catalogue.versions(id) == std::vector<std::int64_t>{1, 2, 3, 4});
    CHECK(catalogue.find(id, 1)->record.title.at("es") == "uno");
    CHECK(catalogue.find(id, 1)->text == catalogue.find(id, 2)->text);
    CHECK(catalogue.units(catalogue.find(id, 2)->text) == pages({"a"}));
    CHECK(catalogue.units(catalogue.find(id, 3)->text) == pages({"b"}));
    CHECK(catalogue.find(id)->text == 0);
    CHECK(catalogue.find(id)->units == 0);
    CHECK(catalogue.find(id)->version == 4);
    CHECK(catalogue.versions("0000000000").empty());
    CHECK(catalogue.check_database().empty());
}

TEST_CASE("records with the same text share it") {
    const Scratch scratch;
    Catalogue catalogue(scratch / "data");
    catalogue.put(record("a"), pages({"mismo"}), "b");
    catalogue.put(record("b"), pages({"mismo"}), "b");
    catalogue.put(record("c"), pages({"mismo", ""}), "b");
    CHECK(catalogue.find(record("a").id)->text == catalogue.find(record("b").id)->text);
    CHECK(catalogue.find(record("a").id)->text != catalogue.find(record("c").id)->text);
}

TEST_CASE("a withdrawn record keeps its metadata, loses its text, and comes back when it is put again") {
    const Scratch scratch;
    Catalogue catalogue(scratch / "data");
    Record paper = record("k");
    paper.files = {FileRef{}};
    paper.files[0].sha256 = std::string(64, 'a');
    catalogue.put(paper, pages({"a"}), "b1");
    CHECK(catalogue.holders(paper.files[0].sha256) == std::vector<std::string>{paper.id});

    catalogue.withdraw(paper.id, "b2");
    Stored stored = *catalogue.find(paper.id);
    CHECK(stored.withdrawn);
    CHECK(stored.version == 2);
    CHECK(stored.text == 0);
    CHECK(stored.units == 0);
    CHECK(stored.batch == "b2");
    CHECK(stored.record.title == paper.title);
    CHECK(stored.record.status == "withdrawn");
    CHECK(catalogue.holders(paper.files[0].sha256).empty());
    CHECK(catalogue.totals().records == 0);
    CHECK(catalogue.totals().withdrawn == 1);

    catalogue.withdraw(paper.id, "b3");  // is withdrawn already
    CHECK(catalogue.versions(paper.id).size() == 2);

    const auto again = catalogue.put(paper, pages({"a"}), "b4");
    CHECK(again.outcome == Outcome::created);
    CHECK(again.version_before == 2);
    CHECK(again.version_after == 3);
    stored = *catalogue.find(paper.id);
    CHECK_FALSE(stored.withdrawn);
    CHECK(stored.record == catalogue.find(paper.id, 1)->record);
    CHECK(stored.text == catalogue.find(paper.id, 1)->text);
    CHECK(catalogue.holders(paper.files[0].sha256).size() == 1);
    CHECK(error_of([&] { catalogue.withdraw("0000000000", "b"); })->problem() == Problem::not_found);
}

TEST_CASE("an earlier version becomes the present one again, as a new version") {
    const Scratch scratch;
    Catalogue catalogue(scratch / "data");
    const std::string id = record("k").id;
    catalogue.put(record("k", "uno"), pages({"a"}), "b1");
    catalogue.put(record("k", "dos"), pages({"b"}), "b2");
    catalogue.withdraw(id, "b3");
    catalogue.restore(id, 1, "b4");
    Stored stored = *catalogue.find(id);
    CHECK(stored.version == 4);
    CHECK(stored.record.title.at("es") == "uno");
    CHECK(catalogue.units(stored.text) == pages({"a"}));
    CHECK_FALSE(stored.withdrawn);
    CHECK(catalogue.put(record("k", "uno"), pages({"a"}), "b5").outcome == Outcome::unchanged);

    catalogue.restore(id, 4, "b6");  // is present already
    CHECK(catalogue.versions(id).size() == 4);
    catalogue.restore(id, 3, "b7");
    CHECK(catalogue.find(id)->withdrawn);
    CHECK(error_of([&] { catalogue.restore(id, 99, "b"); })->problem() == Problem::not_found);
    CHECK(error_of([&] { catalogue.restore("0000000000", 1, "b"); })->problem() == Problem::not_found);
}

TEST_CASE("the sequence counts what was written, and changes are told in its order") {
    const Scratch scratch;
    Catalogue catalogue(scratch / "data");
    CHECK(catalogue.sequence() == 0);
    CHECK(changes(catalogue, 0).empty());
    catalogue.put(record("a"), {}, "b");
    catalogue.put(record("b"), {}, "b");
    catalogue.put(record("a"), {}, "b");  // unchanged
    CHECK(catalogue.sequence() == 2);
    catalogue.put(record("a", "otro"), {}, "b");
    catalogue.withdraw(record("b").id, "b");
    using Changes = std::vector<std::pair<std::string, std::int64_t>>;
    CHECK(changes(catalogue, 0) == Changes{{"a", 3}, {"b", 4}});
    CHECK(changes(catalogue, 3) == Changes{{"b", 4}});
    CHECK(changes(catalogue, 4).empty());

    int visited = 0;
    catalogue.changed_since(0, [&](const Stored&) { return ++visited < 1; });
    CHECK(visited == 1);
}

TEST_CASE("a visitor of many changes sees each once and may write meanwhile") {
    const Scratch scratch;
    Catalogue catalogue(scratch / "data");
    {
        Catalogue::Transaction transaction(catalogue);
        for (int i = 0; i < 600; ++i) catalogue.put(record(std::to_string(i)), {}, "b");
        transaction.commit();
    }
    std::map<std::string, int> seen;
    std::int64_t last = 0;
    catalogue.changed_since(0, [&](const Stored& stored) {
        CHECK(stored.sequence > last);
        last = stored.sequence;
        if (++seen[stored.record.source_key] == 1 && stored.record.source_key == "5")
            catalogue.put(record("5", "otro"), {}, "b");
        return true;
    });
    CHECK(seen.size() == 600);
    CHECK(seen["5"] == 2);  // as it was, and as it became
    CHECK(last == 601);
}

TEST_CASE("what the catalogue says agrees with a model of it, whatever the order of writes") {
    const Scratch scratch;
    Catalogue catalogue(scratch / "data");
    struct Version {
        std::string title, text;
        bool withdrawn;
        bool operator==(const Version&) const = default;
    };
    std::map<std::string, std::vector<Version>> model;
    std::mt19937 random(11);
    const auto below = [&](int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(random); };
    std::int64_t sequence = 0;
    std::optional<Catalogue::Transaction> transaction;
    for (int step = 0; step < 1500; ++step) {
        if (step % 50 == 0) {
            if (transaction) transaction->commit();
            transaction.emplace(catalogue);
        }
        const std::string key = std::to_string(below(12));
        auto& history = model[key];
        const int what = below(10);
        if (what < 7) {
            const Version next{std::to_string(below(3)), std::to_string(below(3)), false};
            const bool same = !history.empty() && history.back() == next;
            const auto expected = same                                          ? Outcome::unchanged
                                  : history.empty() || history.back().withdrawn ? Outcome::created
                                                                                : Outcome::updated;
            REQUIRE(catalogue.put(record(key, next.title), pages({next.text}), "b").outcome == expected);
            if (!same) history.push_back(next), ++sequence;
        } else if (what < 8 && !history.empty()) {
            catalogue.withdraw(record(key).id, "b");
            if (!history.back().withdrawn) history.push_back({history.back().title, "", true}), ++sequence;
        } else if (!history.empty()) {
            const int version = below(static_cast<int>(history.size()));
            catalogue.restore(record(key).id, version + 1, "b");
            if (version + 1 != static_cast<int>(history.size())) {
                history.push_back(Version(history[static_cast<std::size_t>(version)])), ++sequence;
            }
        }
        REQUIRE(catalogue.sequence() == sequence);
    }
    transaction->commit();
    for (const auto& [key, history] : model) {
        const std::string id = record(key).id;
        REQUIRE(catalogue.versions(id).size() == history.size());
        for (std::size_t i = 0; i < history.size(); ++i) {
            const Stored stored = *catalogue.find(id, static_cast<std::int64_t>(i) + 1);
            CHECK(stored.record.title.at("es") == history[i].title);
            CHECK(stored.withdrawn == history[i].withdrawn);
            CHECK(catalogue.units(stored.text) ==
                  (history[i].withdrawn ? std::vector<Unit>{} : pages({history[i].text})));
        }
    }
    CHECK(catalogue.check_database().empty());
}

TEST_CASE("what breaks the catalogue's rules is refused and leaves no trace") {
    const Scratch scratch;
    Catalogue catalogue(scratch / "data");
    Record wrong_id = record("k");
    wrong_id.id = "0000000000";
    CHECK(error_of([&] { catalogue.put(wrong_id, {}, "b"); })->problem() == Problem::bad_input);
    CHECK(error_of([&] { catalogue.put(record(""), {}, "b"); })->problem() == Problem::bad_input);
    CHECK(error_of([&] { catalogue.put(record(" k "), {}, "b"); })->code() == "source-key");
    auto units = pages({"a", "b"});
    units[1].number = 1;
    CHECK(error_of([&] { catalogue.put(record("k"), units, "b"); })->problem() == Problem::bad_input);
    units[1].number = 1 << 24;
    CHECK(error_of([&] { catalogue.put(record("k"), units, "b"); })->problem() == Problem::bad_input);
    CHECK(catalogue.sequence() == 0);
    CHECK_FALSE(catalogue.find(record("k").id));
}

TEST_CASE("a transaction that is not committed leaves nothing, and transactions nest") {
    const Scratch scratch;
    Catalogue catalogue(scratch / "data");
    {
        Catalogue::Transaction outer(catalogue);
        catalogue.put(record("a"), pages({"x"}), "b");
        {
            Catalogue::Transaction inner(catalogue);
            catalogue.put(record("b"), {}, "b");
            {
                Catalogue::Transaction innermost(catalogue);
                catalogue.put(record("c"), {}, "b");
                innermost.commit();
            }
        }  // b and, with it, c are undone
        {
            Catalogue::Transaction inner(catalogue);
            catalogue.put(record("d"), {}, "b");
            inner.commit();
        }
        CHECK(catalogue.sequence() == 2);
        outer.commit();
    }
    CHECK(catalogue.find(record("a").id));
    CHECK_FALSE(catalogue.find(record("b").id));
    CHECK_FALSE(catalogue.find(record("c").id));
    CHECK(catalogue.find(record("d").id));
    {
        Catalogue::Transaction outer(catalogue);
        catalogue.put(record("e"), {}, "b");
        Catalogue::Transaction inner(catalogue);
        catalogue.put(record("f"), {}, "b");
        inner.commit();
    }
    CHECK_FALSE(catalogue.find(record("e").id));
    CHECK_FALSE(catalogue.find(record("f").id));
    CHECK(catalogue.sequence() == 2);
}

TEST_CASE("batches keep their items in order, and an item is replaced by its path and line") {
    const Scratch scratch;
    Catalogue catalogue(scratch / "data");
    const Batch first = catalogue.start_batch("Actas 2024", R"({"jobs":2})");
    const Batch second = catalogue.start_batch("", "{}");
    CHECK(first.id != second.id);
    CHECK(first.state == "applying");
    CHECK(first.finished.empty());

    Item rejected;
    rejected.path = "a.zip!/ñ.pdf";
    rejected.outcome = Outcome::rejected;
    rejected.rule = "encrypted";
    rejected.field = "file";
    rejected.value = "x";
    rejected.message = {{"es", "cifrado"}, {"pt", "cifrado"}, {"en", "encrypted"}};
    Item row;
    row.path = "m.csv";
    row.line = 2;
    row.record = "abc";
    row.version_before = 1;
    row.version_after = 2;
    row.outcome = Outcome::updated;
    catalogue.put_item(first.id, rejected);
    catalogue.put_item(first.id, row);
    row.line = 3;
    row.number = 10;
    catalogue.put_item(first.id, row);
    row.line = 4;
    catalogue.put_item(first.id, row);  // its number is taken
    rejected.outcome = Outcome::created;
    rejected.number = 77;
    catalogue.put_item(first.id, rejected);

    const auto items = catalogue.items(first.id);
    REQUIRE(items.size() == 4);
    CHECK(items[0].number == 1);
    CHECK(items[0].outcome == Outcome::created);
    rejected.number = 1;
    CHECK(items[0] == rejected);
    CHECK(items[1].line == 2);
    CHECK(items[2].number == 10);
    CHECK(items[3].number == 11);
    CHECK(catalogue.items_of(first.id, "abc") == std::vector<Item>(items.begin() + 1, items.end()));
    CHECK(catalogue.items_of(first.id, "abcd").empty());
    CHECK(catalogue.items_of(second.id, "abc").empty());
    CHECK(catalogue.item(first.id, "m.csv", 4));
    CHECK_FALSE(catalogue.item(first.id, "m.csv", 5));
    CHECK_FALSE(catalogue.item(second.id, "m.csv", 4));

    catalogue.set_batch_state(first.id, "applied");
    const auto stored = catalogue.batch(first.id);
    REQUIRE(stored);
    CHECK(stored->name == "Actas 2024");
    CHECK(stored->options == R"({"jobs":2})");
    CHECK(stored->state == "applied");
    CHECK_FALSE(stored->finished.empty());
    CHECK(stored->totals == std::map<std::string, std::int64_t>{{"created", 1}, {"updated", 3}});
    const auto all = catalogue.batches();
    REQUIRE(all.size() == 2);
    CHECK(all[0].id == second.id);
    CHECK(all[1].totals == stored->totals);

    CHECK_FALSE(catalogue.batch("none"));
    CHECK(catalogue.items("none").empty());
    CHECK(error_of([&] { catalogue.put_item("none", row); })->problem() == Problem::not_found);
    CHECK(error_of([&] { catalogue.set_batch_state("none", "applied"); })->problem() == Problem::not_found);
    CHECK(error_of([&] { catalogue.set_batch_state(first.id, "lost"); })->problem() == Problem::bad_input);
    for (const Outcome each :
         {Outcome::created, Outcome::updated, Outcome::unchanged, Outcome::rejected, Outcome::skipped}) {
        CHECK(outcome(to_string(each)) == each);
    }
    CHECK_THROWS_AS(outcome("lost"), Error);
}

TEST_CASE("an extraction is remembered until another extractor made one") {
    const Scratch scratch;
    Catalogue catalogue(scratch / "data");
    CHECK_FALSE(catalogue.extraction("aa", "pdf 1"));
    catalogue.put_extraction("aa", "pdf 1", R"({"a":1})");
    CHECK(catalogue.extraction("aa", "pdf 1") == R"({"a":1})");
    CHECK_FALSE(catalogue.extraction("aa", "pdf 2"));
    catalogue.put_extraction("aa", "pdf 2", "{}");
    CHECK(catalogue.extraction("aa", "pdf 2") == "{}");
    CHECK_FALSE(catalogue.extraction("aa", "pdf 1"));
}

TEST_CASE("totals count what is there") {
    const Scratch scratch;
    Catalogue catalogue(scratch / "data");
    const auto nothing = catalogue.totals();
    CHECK(nothing.records + nothing.withdrawn + nothing.versions + nothing.units + nothing.originals + nothing.bytes ==
          0);
    catalogue.put(record("a"), pages({"1", "2"}), "b");
    catalogue.put(record("b"), pages({"1"}), "b");
    catalogue.put(record("b", "otro"), pages({"1"}), "b");
    catalogue.put(record("c"), {}, "b");
    catalogue.withdraw(record("c").id, "b");
    catalogue.store(scratch.write("f", "12345"), "text/plain");
    const auto totals = catalogue.totals();
    CHECK(totals.records == 2);
    CHECK(totals.withdrawn == 1);
    CHECK(totals.versions == 5);
    CHECK(totals.units == 3);
    CHECK(totals.originals == 1);
    CHECK(totals.bytes == 5);
}

TEST_CASE("instants are ISO and never go back") {
    CHECK(now().size() == 20);
    CHECK(now().back() == 'Z');
    const Scratch scratch;
    Catalogue catalogue(scratch / "data");
    std::string last;
    for (int i = 0; i < 5; ++i) {
        catalogue.put(record("k", std::to_string(i)), {}, "b");
        const Stored stored = *catalogue.find(record("k").id);
        CHECK(stored.modified >= last);
        CHECK(stored.modified >= stored.created);
        last = stored.modified;
    }
}

TEST_CASE("a catalogue can be moved, and others cannot read its files") {
    const Scratch scratch;
    Catalogue first(scratch / "a/deep/folder");
    Catalogue moved(std::move(first));
    CHECK(moved.put(record("k"), {}, "b").outcome == Outcome::created);
    CHECK(moved.folder() == scratch / "a/deep/folder");
    struct stat status {};
    for (const char* name : {"catalogue.db", "catalogue.db-wal", ""}) {
        REQUIRE(stat((moved.folder() / name).c_str(), &status) == 0);
        CHECK((status.st_mode & 07) == 0);
    }
}
