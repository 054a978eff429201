// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/duplicates/sketch.h"

#include <catch2/catch.hpp>
#include <random>

#include "ingest/duplicates/index.h"

using namespace acervo;

namespace {

/// `count` words that a seed determines.
std::string prose(unsigned seed, int count) {
    std::mt19937 random(seed);
    std::string text;
    for (int i = 0; i < count; ++i)
        text += "palabra" + std::string(1, static_cast<char>('a' + random() % 26)) +
                std::string(1, static_cast<char>('a' + random() % 26)) + ' ';
    return text;
}

TextSketch sketch(const std::string& text) {
    return sketch_of({}, {{.number = 1, .text = text + std::string(200, ' ')}});
}

}  // namespace

TEST_CASE(
    "one text in two formats has one sketch: case, accents, signs, hyphens at line ends and numbers do not count") {
    const auto one = sketch("La gestión de residuos sólidos urbanos en la ciudad: qué hacer, y cómo.");
    const auto other = sketch("LA GESTION  DE RESI-\n  duos solidos • urbanos en la “ciudad” 12 que hacer y como");
    CHECK(one.shingles > 5);
    CHECK(one == other);
    CHECK(one != sketch("La gestión de residuos peligrosos urbanos en la ciudad: qué hacer, y cómo."));
}

TEST_CASE("units are texts of their own, and title and abstract stand for a text that is not there") {
    const std::string half = prose(1, 60), rest = prose(2, 60);
    const auto apart = sketch_of({}, {{.number = 1, .text = half}, {.number = 2, .text = rest}});
    CHECK(apart.shingles <= sketch(half + rest).shingles - 2);
    Record record;
    record.title["es"] = "Un título cualquiera de prueba";
    record.abstract["es"] = prose(3, 50);
    CHECK(sketch_of(record, {}).shingles > 40);
    CHECK(sketch_of({}, {}) == TextSketch{});
}

TEST_CASE("likeness is near the truth, for short and long texts, alike and contained") {
    const int words = GENERATE(150, 2000, 40000);
    const double share = GENERATE(0.0, 0.2, 0.5, 0.8, 1.0);
    // Both have `common`; each has something of its own.
    const auto common_words = static_cast<int>(words * share);
    const std::string common = prose(7, common_words);
    const auto one = sketch(common + ". " + prose(11, words - common_words));
    const auto other = sketch(common + ". " + prose(13, words - common_words));
    const double truth = share / (2 - share);
    CAPTURE(words, share);
    CHECK(likeness(one, other).jaccard == Approx(truth).margin(0.17));
    CHECK(likeness(other, one).jaccard == likeness(one, other).jaccard);
    const auto part = likeness(sketch(prose(7, words / 2)), sketch(prose(7, words / 2) + prose(17, words * 2)));
    CHECK(part.contained > 0.9);
    CHECK(likeness(one, one).jaccard == 1);
    CHECK(likeness(one, {}).jaccard == 0);
}

TEST_CASE("a sketch comes back from its bytes, and no others do") {
    auto one = sketch(prose(5, 3000));
    one.identifiers = {1, 0xFFFFFFFFFFFFFFFFULL};
    const std::string bytes = to_bytes(one);
    CHECK(bytes.size() < 1000);
    CHECK(sketch_from(bytes) == one);
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        const auto cut = sketch_from(bytes.substr(0, size));
        CHECK((!cut || cut->hashes.size() < one.hashes.size()));
    }
    CHECK_FALSE(sketch_from("\x02" + bytes.substr(1)));
    CHECK(sketch_from(to_bytes({})) == TextSketch{});
}

TEST_CASE("alike records are found among many, whatever their number, and unlike ones are not") {
    SketchIndex index;
    std::vector<std::string> ids;
    for (unsigned i = 0; i < 3000; ++i) {
        ids.push_back(record_id("c", std::to_string(i)));
        index.add(ids.back(), sketch(prose(1000 + i, 150)));
    }
    CHECK(index.records() == 3000);
    CHECK(index.bytes() / index.records() < 400);
    int found = 0, others = 0;
    for (unsigned i = 0; i < 200; ++i) {
        // Three quarters of it, and something else.
        const auto copy = sketch(prose(1000 + i, 112) + prose(99000 + i, 38));
        for (const auto& id : index.alike(copy)) (id == ids[i] ? found : others) += 1;
    }
    CHECK(found >= 195);
    CHECK(others < 20);
    CHECK(index.alike({}).empty());
}

TEST_CASE("a phrase that everybody uses costs nothing") {
    SketchIndex index;
    const std::string boilerplate = prose(4, 120);
    for (int i = 0; i < 2000; ++i) index.add(record_id("c", std::to_string(i)), sketch(boilerplate));
    CHECK(index.alike(sketch(boilerplate)).size() == 8);
    CHECK(index.bytes() < 100000);
}

TEST_CASE("a record with files without number has a sketch that can be read back") {
    Record record;
    for (int i = 0; i < 300; ++i) record.files.push_back({.sha256 = std::to_string(i)});
    const auto made = sketch_of(record, {{.number = 1, .text = prose(1, 100)}});
    CHECK(sketch_from(to_bytes(made)) == made);
}

TEST_CASE("the first holder of an identifier is remembered") {
    SketchIndex index;
    index.add(record_id("c", "a"), {.identifiers = {42}});
    index.add(record_id("c", "b"), {.identifiers = {42, 43}});
    CHECK(index.holder(42) == record_id("c", "a"));
    CHECK(index.holder(43) == record_id("c", "b"));
    CHECK_FALSE(index.holder(44));
}
