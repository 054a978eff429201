// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/lexicon.h"

#include <xapian.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <thread>

#include "search/letters.h"

namespace acervo {
namespace {

/// A database in memory in which each word has its frequency.
Xapian::Database database(const std::map<std::string, unsigned>& words, const std::string& prefix = "XWES") {
    Xapian::WritableDatabase result{"", Xapian::DB_BACKEND_INMEMORY};
    std::vector<Xapian::Document> documents;
    for (const auto& [word, frequency] : words) {
        while (documents.size() < frequency) documents.emplace_back();
        for (unsigned i = 0; i < frequency; ++i) documents[i].add_term(prefix + word);
    }
    for (auto& document : documents) {
        document.add_term("XWPTaqui");  // of another language
        document.add_term("Q1");
        result.add_document(document);
    }
    return result;
}

std::vector<std::string> words_of(const std::vector<Lexicon::Found>& found) {
    std::vector<std::string> result;
    for (const auto& one : found) result.emplace_back(one.word);
    return result;
}

using Words = std::vector<std::string>;

TEST_CASE("A lexicon knows the words of its language and how many records have them") {
    const Lexicon lexicon{database({{"agua", 3}, {"aguas", 1}, {"residuos", 2}}), "es"};
    CHECK(lexicon.size() == 3);
    CHECK(lexicon.frequency("agua") == 3);
    CHECK(lexicon.frequency("residuos") == 2);
    CHECK(lexicon.frequency("agu") == 0);
    CHECK(lexicon.frequency("") == 0);
    CHECK(lexicon.frequency("aqui") == 0);
    CHECK(lexicon.frequency("zzz") == 0);
    CHECK(Lexicon{database({}), "es"}.near("agua", 2, 5).empty());
    CHECK(Lexicon{database({}), "es"}.alike("agua", .1, 5).empty());
}

TEST_CASE("Words that begin so come in the order of their frequency") {
    const Lexicon lexicon{database({{"agua", 2}, {"aguas", 5}, {"aguacero", 2}, {"ahora", 9}, {"ag", 1}}), "es"};
    CHECK(words_of(lexicon.beginning_with("agua", 10)) == Words{"aguas", "agua", "aguacero"});
    CHECK(words_of(lexicon.beginning_with("agua", 2)) == Words{"aguas", "agua"});
    CHECK(lexicon.count_beginning_with("agua") == 3);
    CHECK(lexicon.beginning_with("agx", 10).empty());
    CHECK(lexicon.beginning_with("", 10).size() == 5);
}

TEST_CASE("Cognates are alike, numbers and other words are not") {
    const Lexicon lexicon{
        database({{"participacion", 4}, {"anticipacion", 2}, {"particion", 1}, {"2024", 7}, {"covid19", 1}}), "es"};
    CHECK(words_of(lexicon.alike("participacao", .7, 5)) == Words{"participacion"});
    CHECK(lexicon.alike("participacion", 1, 5).front().likeness == 1);
    CHECK(lexicon.alike("2024", .5, 5).empty());
    CHECK(lexicon.near("covid", 2, 5).empty());
}

TEST_CASE("Near words: the nearest, then the most frequent") {
    const Lexicon lexicon{database({{"casa", 2}, {"cosa", 5}, {"cosas", 9}, {"caso", 5}, {"queso", 1}}), "es"};
    CHECK(words_of(lexicon.near("casa", 1, 9)) == Words{"casa", "caso", "cosa"});
    CHECK(words_of(lexicon.near("acsa", 1, 9)) == Words{"casa"});
    CHECK(lexicon.near("casa", 0, 9).size() == 1);
}

struct Expected {
    std::string word;
    unsigned frequency;
    double likeness;
    int distance;
};

double dice(const std::u32string& a, const std::u32string& b) {
    const auto bag = [](const std::u32string& word) {
        std::map<std::u32string, int> result;
        const auto padded = U"  " + word + U" ";
        for (std::size_t i = 0; i + 3 <= padded.size(); ++i) ++result[padded.substr(i, 3)];
        return result;
    };
    const auto one = bag(a), other = bag(b);
    int shared = 0;
    for (const auto& [trigram, count] : one)
        if (other.contains(trigram)) shared += std::min(count, other.at(trigram));
    return 2.0 * shared / static_cast<double>(a.size() + 1 + b.size() + 1);
}

TEST_CASE("What is alike and what is near is what a look at every word finds") {
    std::mt19937 random{17};
    const std::vector<std::string> syllables = {"pa", "ra", "ti", "ci", "on", "ca", "so", "ñe", "本", "ns", "a", "pp"};
    const auto any = [&](std::size_t most) {
        std::string word;
        for (auto i = 1 + random() % most; i > 0; --i) word += syllables[random() % syllables.size()];
        return word;
    };
    std::map<std::string, unsigned> words;
    for (int i = 0; i < 1500; ++i) words[any(6)] = 1 + static_cast<unsigned>(random() % 4);
    words["aaaaaaaaaa"] = words["aaaaaa"] = 1;
    words[std::string(60, 'a')] = 1;
    const Lexicon lexicon{database(words), "es"};
    for (int i = 0; i < 150; ++i) {
        const auto asked = i == 0 ? std::string{"aaaaaaaa"} : any(6);
        const auto letters = letters_of(asked);
        std::vector<Expected> all;
        for (const auto& [word, frequency] : words) {
            if (!lexicon.is_compared(word, frequency)) continue;
            const auto other = letters_of(word);
            all.push_back({word, frequency, dice(letters, other), Spelling{letters}.distance_to(other)});
        }
        const auto later = [](const Expected& a, const Expected& b) {
            return a.frequency != b.frequency ? a.frequency > b.frequency : a.word < b.word;
        };
        for (const double least : {.3, .5, .7, 1.0}) {
            auto wanted = all;
            std::erase_if(wanted, [&](const Expected& one) { return one.likeness < least; });
            std::ranges::sort(wanted, [&](const Expected& a, const Expected& b) {
                return a.likeness != b.likeness ? a.likeness > b.likeness : later(a, b);
            });
            const auto found = lexicon.alike(asked, least, 1000);
            REQUIRE(found.size() == wanted.size());
            for (std::size_t k = 0; k < found.size(); ++k) {
                REQUIRE(found[k].word == wanted[k].word);
                REQUIRE(found[k].likeness == wanted[k].likeness);
                REQUIRE(found[k].frequency == wanted[k].frequency);
            }
            REQUIRE(words_of(lexicon.alike(asked, least, 3)).size() == std::min<std::size_t>(3, wanted.size()));
        }
        for (const int distance : {0, 1, 2, 3}) {
            auto wanted = all;
            std::erase_if(wanted, [&](const Expected& one) { return one.distance > distance; });
            std::ranges::sort(wanted, [&](const Expected& a, const Expected& b) {
                return a.distance != b.distance ? a.distance < b.distance : later(a, b);
            });
            const auto found = lexicon.near(asked, distance, 1000);
            REQUIRE(found.size() == wanted.size());
            for (std::size_t k = 0; k < found.size(); ++k) REQUIRE(found[k].word == wanted[k].word);
        }
    }
}

TEST_CASE("Threads share a lexicon from its first question on") {
    const Lexicon lexicon{database({{"agua", 2}, {"aguas", 5}, {"aguacero", 2}}), "es"};
    std::vector<std::thread> threads;
    std::vector<std::size_t> found(8);
    for (auto& count : found)
        threads.emplace_back([&] { count = lexicon.near("agua", 1, 9).size() + lexicon.alike("agua", .9, 9).size(); });
    for (auto& thread : threads) thread.join();
    CHECK(found == std::vector<std::size_t>(8, 3));
}

TEST_CASE("Hostile words are no trouble") {
    const Lexicon lexicon{database({{"agua", 2}, {"\xF0\x9F\x98\x80", 1}}), "es"};
    for (const std::string& word :
         {std::string{}, std::string(5000, 'a'), std::string{"\xC3"}, std::string{"\x80\x80"}, std::string(3, '\0')}) {
        CHECK(lexicon.near(word, 2, 5).size() <= 1);
        CHECK(lexicon.alike(word, .5, 5).empty());
        CHECK(lexicon.frequency(word) == 0);
    }
    CHECK(lexicon.near("agua", -1, 5).empty());
    CHECK(lexicon.alike("agua", 0, 5).empty());
    CHECK(lexicon.near("agua", 1000, 5).size() == 2);
}

}  // namespace
}  // namespace acervo
