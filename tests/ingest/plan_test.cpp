// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "corpus/error.h"
#include "tests/ingest/support.h"

using namespace acervo;

namespace {

std::string row(const std::string& key, const std::string& title) {
    return R"({"source_key":")" + key + R"(","kind":"practice","title":{"es":")" + title + "\"}}\n";
}

IngestOptions options_of(const test::Folder& in, OnError on_error = OnError::skip) {
    IngestOptions options;
    options.paths = {in.path()};
    options.name = "congreso";
    options.on_error = on_error;
    options.program = ACERVO_PROGRAM;
    options.jobs = 2;
    return options;
}

/// A folder with a manifest of three rows and two pages, planned.
struct Planned {
    test::Folder in, data;
    Catalogue catalogue{data.path()};
    std::string batch;

    explicit Planned(OnError on_error = OnError::skip) {
        in.write("m.jsonl", row("a", "Uno") + row("b", "Dos") + "{\"source_key\":\"c\"}\n");
        in.write("p.html", test::html("Página", "El municipio publica sus cuentas."));
        in.write("q.html", test::html("Otra", "La asamblea discute el presupuesto."));
        batch = plan(catalogue, test::vocabulary(), options_of(in, on_error)).batch.id;
    }
    IngestResult carry_out() { return apply(catalogue, test::vocabulary(), batch, {}, ACERVO_PROGRAM); }
    const Item* item(const std::vector<Item>& items, const std::string& name, int line = 0) const {
        return test::find(items, in.path().filename().string() + "/" + name, line);
    }
};

}  // namespace

TEST_CASE("a plan writes nothing but itself, and is carried out as it says") {
    Planned planned;
    const Batch batch = *planned.catalogue.batch(planned.batch);
    CHECK(batch.state == "planned");
    CHECK(batch.totals == std::map<std::string, std::int64_t>{{"created", 4}, {"rejected", 1}, {"skipped", 1}});
    CHECK(planned.catalogue.totals().records == 0);
    CHECK(planned.catalogue.totals().originals == 0);
    const auto before = planned.catalogue.items(planned.batch);
    for (const Item& item : before) CHECK(item.planned);

    const IngestResult result = planned.carry_out();
    CHECK(result.batch.state == "applied");
    CHECK(result.batch.totals == batch.totals);
    CHECK(planned.catalogue.totals().records == 4);
    REQUIRE(result.items.size() == before.size());
    for (std::size_t i = 0; i < before.size(); ++i) {
        CHECK(result.items[i].path == before[i].path);
        CHECK(result.items[i].outcome == before[i].outcome);
        CHECK(result.items[i].rule == before[i].rule);
        CHECK_FALSE(result.items[i].planned);
    }
    CHECK(test::code_of([&] { planned.carry_out(); }) == "not-planned");
}

TEST_CASE("what changed, came or went since the plan is not taken in, and said") {
    Planned planned;
    planned.in.write("m.jsonl", row("a", "Uno") + row("b", "Dos, corregido") + "{\"source_key\":\"c\"}\n");
    planned.in.write("nuevo.html", test::html("Nueva", "Llegó después."));
    std::filesystem::remove(planned.in / "q.html");
    const IngestResult result = planned.carry_out();
    CHECK(result.batch.state == "applied");
    const auto rule = [&](const std::string& name, int line = 0) {
        return planned.item(result.items, name, line)->rule;
    };
    CHECK(planned.item(result.items, "m.jsonl", 1)->outcome == Outcome::created);
    CHECK(rule("m.jsonl", 2) == "changed-since-plan");
    CHECK(planned.item(result.items, "m.jsonl", 2)->outcome == Outcome::rejected);
    CHECK(rule("m.jsonl", 3) == "required");
    CHECK(planned.item(result.items, "p.html")->outcome == Outcome::created);
    CHECK(rule("nuevo.html") == "not-in-plan");
    CHECK(planned.item(result.items, "nuevo.html")->outcome == Outcome::skipped);
    CHECK(rule("q.html") == "gone-since-plan");
    CHECK(planned.item(result.items, "q.html")->outcome == Outcome::rejected);
    CHECK(planned.catalogue.totals().records == 2);
}

TEST_CASE("a record that somebody changed since the plan is left alone") {
    Planned planned;
    test::Folder other;
    other.write("m.jsonl", row("b", "De otra persona"));
    ingest(planned.catalogue, test::vocabulary(), options_of(other));
    const IngestResult result = planned.carry_out();
    CHECK(planned.item(result.items, "m.jsonl", 2)->rule == "changed-since-plan");
    CHECK(planned.item(result.items, "m.jsonl", 2)->value == "record");
    CHECK(planned.catalogue.find_by_key("local", "b")->record.title.at("es") == "De otra persona");
}

TEST_CASE("a plan that stops at what is wrong goes on when that is corrected") {
    Planned planned(OnError::stop);
    CHECK(planned.carry_out().batch.state == "failed");
    planned.in.write("m.jsonl", row("a", "Uno") + row("b", "Dos") + row("c", "Tres"));
    const IngestResult result = resume(planned.catalogue, test::vocabulary(), planned.batch, {}, ACERVO_PROGRAM);
    CHECK(result.batch.state == "applied");
    CHECK(planned.item(result.items, "m.jsonl", 3)->outcome == Outcome::created);
    CHECK(planned.catalogue.totals().records == 5);
}

TEST_CASE("a plan of all or nothing leaves nothing, and is repeated whole") {
    Planned planned(OnError::rollback);
    CHECK(planned.carry_out().batch.state == "failed");
    CHECK(planned.catalogue.totals().records == 0);
    planned.in.write("m.jsonl", row("a", "Uno") + row("b", "Dos") + row("c", "Tres"));
    const IngestResult result = resume(planned.catalogue, test::vocabulary(), planned.batch, {}, ACERVO_PROGRAM);
    CHECK(result.batch.state == "applied");
    CHECK(planned.catalogue.totals().records == 5);
}

TEST_CASE("a plan that was interrupted is made anew") {
    Planned planned;
    planned.catalogue.set_batch_state(planned.batch, "planning");
    CHECK(test::code_of([&] { planned.carry_out(); }) == "not-planned");
    const IngestResult result = resume(planned.catalogue, test::vocabulary(), planned.batch, {}, ACERVO_PROGRAM);
    CHECK(result.batch.state == "planned");
    CHECK(result.items.size() == 6);
    CHECK(planned.carry_out().batch.state == "applied");
}

TEST_CASE("a plan that is given up, or was carried out in part, takes nothing back that it did not do") {
    for (const bool begun : {false, true}) {
        CAPTURE(begun);
        Planned first;
        first.carry_out();
        // Updates of the same records, planned; then somebody else changes one of them.
        first.in.write("m.jsonl",
                       (begun ? "{\"source_key\":\"a\"}\n" : row("a", "Uno, otra vez")) + row("b", "Dos, otra vez"));
        const auto options = options_of(first.in, OnError::stop);
        const std::string second = plan(first.catalogue, test::vocabulary(), options).batch.id;
        if (begun)
            CHECK(apply(first.catalogue, test::vocabulary(), second, {}, ACERVO_PROGRAM).batch.state == "failed");
        test::Folder other;
        other.write("m.jsonl", row("b", "De otra persona"));
        ingest(first.catalogue, test::vocabulary(), options_of(other));
        CHECK(revert(first.catalogue, second).batch.state == "reverted");
        CHECK(first.catalogue.find_by_key("local", "a")->record.title.at("es") == "Uno");
        CHECK(first.catalogue.find_by_key("local", "b")->record.title.at("es") == "De otra persona");
    }
}

TEST_CASE("an applied plan is taken back like any batch") {
    Planned planned;
    planned.carry_out();
    CHECK(revert(planned.catalogue, planned.batch).batch.state == "reverted");
    CHECK(planned.catalogue.totals().records == 0);
    CHECK(planned.catalogue.totals().withdrawn == 4);
}
