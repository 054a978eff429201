// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "corpus/catalogue.h"
#include "corpus/error.h"
#include "scratch.h"

namespace acervo {
namespace {

std::string put(Catalogue& catalogue, const std::string& key) {
    Record record;
    record.collection = "test";
    record.source_key = key;
    record.id = record_id("test", key);
    record.kind = "paper";
    record.title = {{"es", "Título de " + key}};
    catalogue.put(record, {}, "");
    return record.id;
}

TEST_CASE("suggestions: what is open is replaced, what was decided stays") {
    const Scratch scratch;
    Catalogue catalogue(scratch.folder());
    const std::string id = put(catalogue, "a");
    catalogue.suggest(
        id, "one", {{id, "theme", "amb", 0.75, {"residuos", "basura"}, "", ""}, {id, "theme", "mov", 0.5, {}, "", ""}});
    REQUIRE(catalogue.suggestions(id).size() == 2);
    CHECK(catalogue.suggestions(id)[0] ==
          FieldSuggestion{id, "theme", "amb", 0.75, {"residuos", "basura"}, "one", "open"});

    CHECK(catalogue.decide(id, "theme", "mov", "rejected"));
    CHECK_FALSE(catalogue.decide(id, "theme", "agua", "accepted"));
    CHECK_THROWS_AS(catalogue.decide(id, "theme", "amb", "perhaps"), Error);

    catalogue.suggest(id, "two", {{id, "theme", "mov", 0.9, {}, "", ""}, {id, "country", "UY", 0.8, {}, "", ""}});
    const auto now = catalogue.suggestions(id);
    REQUIRE(now.size() == 2);
    CHECK(now[0].value == "UY");
    CHECK(now[1].value == "mov");
    CHECK(now[1].state == "rejected");
    CHECK(now[1].batch == "one");
    CHECK(catalogue.suggestions_of("two").size() == 1);
}

TEST_CASE("fingerprints: of the records that are there, as bytes") {
    const Scratch scratch;
    Catalogue catalogue(scratch.folder());
    const std::string a = put(catalogue, "a"), b = put(catalogue, "b");
    const std::string bytes("\0\xff\0x", 4);
    catalogue.put_fingerprint({a, 1, "old"});
    catalogue.put_fingerprint({a, 2, bytes});
    catalogue.put_fingerprint({b, 3, "b"});
    catalogue.withdraw(b, "");
    std::vector<Fingerprint> seen;
    REQUIRE(catalogue.fingerprint(a));
    CHECK(catalogue.fingerprint(a)->bytes == bytes);
    CHECK_FALSE(catalogue.fingerprint("nobody"));
    catalogue.each_fingerprint([&](const Fingerprint& each) { seen.push_back(each); });
    REQUIRE(seen.size() == 1);
    CHECK(seen[0].record == a);
    CHECK(seen[0].sequence == 2);
    CHECK(seen[0].bytes == bytes);
}

TEST_CASE("twins: a pair has one decision, whichever comes first") {
    const Scratch scratch;
    Catalogue catalogue(scratch.folder());
    const std::string a = put(catalogue, "a"), b = put(catalogue, "b");
    catalogue.decide_twins(a, b, "relate");
    catalogue.decide_twins(b, a, "distinct");
    REQUIRE(catalogue.twin_decisions().size() == 1);
    CHECK(catalogue.twin_decisions()[0].one == std::min(a, b));
    CHECK(catalogue.twin_decisions()[0].decision == "distinct");
    CHECK_THROWS_AS(catalogue.decide_twins(a, b, "maybe"), Error);
}

TEST_CASE("tokens: in force until revoked or expired") {
    const Scratch scratch;
    Catalogue catalogue(scratch.folder());
    catalogue.add_token({"t1", "desk", "librarian", "", "", ""}, "digest-1");
    catalogue.add_token({"t2", "old", "admin", "", "2001-01-01T00:00:00Z", ""}, "digest-2");
    REQUIRE(catalogue.token_of("digest-1"));
    CHECK(catalogue.token_of("digest-1")->role == "librarian");
    CHECK_FALSE(catalogue.token_of("digest-2"));
    CHECK_FALSE(catalogue.token_of("digest-3"));
    catalogue.revoke_token("t1");
    CHECK_FALSE(catalogue.token_of("digest-1"));
    CHECK(catalogue.tokens().size() == 2);
    CHECK_THROWS_AS(catalogue.revoke_token("t1"), Error);
    CHECK_THROWS_AS(catalogue.add_token({"t4", "", "king", "", "", ""}, "digest-4"), Error);
}

TEST_CASE("an item keeps all that was said of it, and whether it is only planned") {
    const Scratch scratch;
    Catalogue catalogue(scratch.folder());
    const std::string batch = catalogue.start_batch("b", "{}", "planned").id;
    Item item;
    item.path = "m.csv";
    item.line = 3;
    item.outcome = Outcome::rejected;
    item.rule = "required";
    item.others = {{"date", "issued", "20244", {{"es", "fecha"}, {"en", "date"}}}};
    item.digest = "abc";
    item.planned = true;
    catalogue.put_item(batch, item);
    item.number = 1;
    REQUIRE(catalogue.items(batch) == std::vector{item});
    CHECK(catalogue.batch(batch)->totals.at("rejected") == 1);
    catalogue.set_batch_state(batch, "applying");
    CHECK(catalogue.batch(batch)->totals.empty());
    item.planned = false;
    catalogue.put_item(batch, item);
    CHECK(catalogue.batch(batch)->totals.at("rejected") == 1);
    CHECK(catalogue.items(batch).size() == 1);
    catalogue.set_batch_found(batch, 7);
    CHECK(catalogue.batch(batch)->found == 7);
}

}  // namespace
}  // namespace acervo
