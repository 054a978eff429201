// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/executor.h"

#include <xapian.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>
#include <random>

#include "corpus/analysis.h"
#include "indexer/fields.h"
#include "tests/search/library.h"

using namespace acervo;
using namespace acervo::test;

namespace {

using Kind = Plan::Kind;

/// A library of random texts in three languages over a few hundred words, some frequent, most rare, and the state of
/// its index that a query is run on.
class Fixture {
public:
    explicit Fixture(int records, unsigned seed) : random_(seed) {
        for (int i = 0; i < 300; ++i) words_.push_back(syllable() + syllable() + (i % 3 == 0 ? syllable() : ""));
        const std::array languages = {"es", "pt", "en"};
        for (int i = 0; i < records; ++i) {
            Record record;
            const std::string language = languages[number(3)];
            record.languages = {language};
            record.title[language] = text(1 + number(6));
            record.kind = number(2) == 0 ? "report" : "paper";
            if (number(3) != 0) record.issued = std::to_string(2000 + number(25));
            if (number(2) != 0) record.themes = {number(2) == 0 ? "amb.res" : "gov"};
            library_.put("k" + std::to_string(i), record, {unit(1, text(number(150)), language)});
        }
        library_.index();
        const auto generation = fields::current_generation(library_.folder());
        records_ = Xapian::Database{(*generation / "records").string()};
        columns_ = load_columns(records_);
        lengths_ = Lengths{records_};
        for (auto term = records_.allterms_begin("X"); term != records_.allterms_end("X"); ++term)
            terms_.push_back(*term);
        for (auto term = records_.allterms_begin("XWES"); term != records_.allterms_end("XWES"); ++term)
            folded_.push_back(*term);
    }

    std::size_t number(std::size_t below) { return std::uniform_int_distribution<std::size_t>{0, below - 1}(random_); }
    std::string term() {
        return number(20) == 0 ? "XESnotthere" + std::to_string(number(9)) : terms_[number(terms_.size())];
    }

    Plan condition() {
        switch (number(4)) {
            case 0:
                return {.kind = Kind::everything};
            case 1:
                return {.kind = Kind::years, .range = {2000 + static_cast<int>(number(10)), {}}};
            case 2:
                return {.kind = Kind::without_value, .term = "theme"};
            default:
                return scaled(0, term_plan(fields::code_term("theme", "amb")));
        }
    }

    Plan positional() {
        return {.kind = number(2) == 0 ? Kind::near : Kind::phrase,
                .terms = {folded_[number(folded_.size())], folded_[number(folded_.size())]},
                .window = 2 + static_cast<std::uint32_t>(number(30))};
    }

    Plan words() {
        if (number(3) != 0) return term_plan(term());
        std::vector<std::string> some;
        for (std::size_t i = 0, count = 2 + number(6); i < count; ++i) some.push_back(term());
        return synonym_plan(some);
    }

    /// Conditions stand below AND and its kin, as in the queries that people type; phrases do not, because there Xapian
    /// 1.4 adds the weight of a phrase in an OR to documents without the phrase.
    Plan plan(int depth, bool below_or = true) {
        if (depth == 0 || number(4) == 0) {
            if (number(6) != 0) return words();
            return below_or ? positional() : condition();
        }
        constexpr std::array kinds = {Kind::any, Kind::best, Kind::all, Kind::without, Kind::prefer, Kind::any};
        const auto kind = kinds[number(kinds.size())];
        const bool is_or = kind == Kind::any || kind == Kind::best;
        std::vector<Plan> parts;
        for (std::size_t i = 0, count = 2 + number(4); i < count; ++i)
            parts.push_back(below_or || !is_or ? plan(depth - 1, is_or) : words());
        auto result = join(kind, std::move(parts));
        if (number(3) == 0) result = scaled(0.25 * static_cast<double>(number(9)), std::move(result));
        return result;
    }

    MatchSet run(const Plan& plan) { return execute(plan, {columns_, lengths_, postings_}, records_); }
    const Xapian::Database& records() const { return records_; }
    const Columns& columns() const { return columns_; }

private:
    std::string syllable() {
        std::string result;
        result += "bcdfglmnprst"[number(12)];
        return result + "aeiou"[number(5)];
    }
    std::string text(std::size_t words) {
        std::string result;
        for (std::size_t i = 0; i < words; ++i) {
            // Low numbers often: some words are everywhere, most are rare.
            const auto rank = number(words_.size()) * number(words_.size()) / words_.size();
            result += (result.empty() ? "" : " ") + words_[rank];
        }
        return result;
    }

    std::mt19937 random_;
    std::vector<std::string> words_, terms_, folded_;
    Library library_;
    Xapian::Database records_;
    Columns columns_;
    Lengths lengths_;
    PostingCache postings_{std::size_t{1} << 16};  // small, so that terms are thrown out and read again
};

/// The documents that a plan finds, by the book: one set for each operator.
Bits by_the_book(const Plan& plan, const Columns& columns, const Xapian::Database& records) {
    Bits result{columns.size()};
    const auto of_term = [&](const std::string& term) {
        const auto postings = read_postings(records, term);
        for (const auto document : postings->documents) result.set(document);
    };
    const auto of_part = [&](std::size_t i) { return by_the_book(plan.parts[i], columns, records); };
    switch (plan.kind) {
        case Kind::nothing:
            break;
        case Kind::everything:
            for (const auto document : columns.documents) result.set(document);
            break;
        case Kind::term:
        case Kind::fixed:
            of_term(plan.term);
            break;
        case Kind::synonym:
            for (const auto& term : plan.terms) of_term(term);
            break;
        case Kind::any:
        case Kind::best:
            for (std::size_t i = 0; i < plan.parts.size(); ++i) result |= of_part(i);
            break;
        case Kind::all:
            result = of_part(0);
            for (std::size_t i = 1; i < plan.parts.size(); ++i) result &= of_part(i);
            break;
        case Kind::without:
            result = of_part(0);
            for (std::size_t i = 1; i < plan.parts.size(); ++i) result.remove(of_part(i));
            break;
        case Kind::prefer:
            result = of_part(0);
            break;
        case Kind::near:
        case Kind::phrase:
        case Kind::years:
        case Kind::without_value:  // none of them below another operator: Xapian is right about them
            for (const auto& one : match(records, to_xapian(plan))) result.set(one.document);
    }
    return result;
}

Bits set_of(const MatchSet& matches, const Columns& columns) {
    Bits result{columns.size()};
    for (const auto& one : matches) result.set(one.document);
    return result;
}

/// Runs a plan here and there. Xapian 1.4 loses some documents of an AND below AND_NOT: those plans are held to the
/// book alone. @returns whether Xapian agreed
bool check_plan(const MatchSet& ours, const Plan& plan, const Columns& columns, const Xapian::Database& records) {
    const auto book = by_the_book(plan, columns, records);
    REQUIRE(set_of(ours, columns) == book);
    const auto theirs = match(records, to_xapian(plan));
    if (!(set_of(theirs, columns) == book)) return false;
    for (std::size_t i = 0; i < ours.size(); ++i) {
        CAPTURE(ours[i].weight, theirs[i].weight, ours[i].document);
        REQUIRE(std::abs(ours[i].weight - theirs[i].weight) <= 1e-11 * std::max(1.0, theirs[i].weight));
    }
    return true;
}

}  // namespace

TEST_CASE("the executor finds what Xapian's matcher finds, with the same weights") {
    Fixture fixture{400, 1};
    int found_something = 0, disagreed = 0;
    for (int i = 0; i < 4000; ++i) {
        const auto plan = fixture.plan(static_cast<int>(1 + fixture.number(3)));
        CAPTURE(i, describe(plan));
        const auto ours = fixture.run(plan);
        disagreed += check_plan(ours, plan, fixture.columns(), fixture.records()) ? 0 : 1;
        found_something += ours.empty() ? 0 : 1;
    }
    CHECK(found_something > 2000);
    CHECK(disagreed < 20);
}

TEST_CASE("the executor goes from window to window") {
    // More documents than a window has places, and terms that are in few of them.
    Fixture fixture{9000, 2};
    int disagreed = 0;
    for (int i = 0; i < 300; ++i) {
        const auto plan = fixture.plan(2);
        CAPTURE(i, describe(plan));
        disagreed += check_plan(fixture.run(plan), plan, fixture.columns(), fixture.records()) ? 0 : 1;
    }
    CHECK(disagreed < 5);
}

TEST_CASE("a synonym's frequency is estimated as Xapian does") {
    CHECK(synonym_frequency({}, 100) == 0);
    CHECK(synonym_frequency({7}, 100) == 7);
    CHECK(synonym_frequency({50, 50}, 100) == 75);
    CHECK(synonym_frequency({100, 100, 100}, 100) == 100);
}

TEST_CASE("postings are thrown out of memory, the oldest first, and read again") {
    Fixture fixture{200, 3};
    PostingCache cache{4096};
    std::vector<std::string> terms;
    for (int i = 0; i < 500; ++i) terms.push_back(fixture.term());
    for (const auto& term : terms) {
        const auto kept = cache.of(fixture.records(), term), read = read_postings(fixture.records(), term);
        REQUIRE(kept->documents == read->documents);
        REQUIRE(kept->wdf == read->wdf);
        REQUIRE(cache.bytes() <= 4096);
    }
    const auto& last = terms.back();
    CHECK(cache.of(fixture.records(), last) == cache.of(fixture.records(), last));
}
