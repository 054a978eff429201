// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <random>

#include "corpus/record.h"
#include "corpus/record_fields.h"

/// Gives every member of a value something to say, different each time and in the form in which it is kept.
class Filler {
public:
    explicit Filler(unsigned seed) : random_(seed) {}

    template <typename Member, typename... Names>
    void operator()(const char* name, Member& member, const Names&...) {
        name_ = name;
        fill(member);
        ++fields;
    }

    int fields = 0;

private:
    int below(int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(random_); }

    std::string word() {
        static const std::vector<std::string> words{"agua",      "gestão", "Ñuñoa", "l'aigua",     "河川", "مياه",
                                                    "a \"b\"\\", "e\tf",   "<b>&",  "línea\notra", "🌱",    "Å",
                                                    "0",         "null",   "12 %",  "; ,",         "_x",   "café"};
        return words[static_cast<std::size_t>(below(static_cast<int>(words.size())))] + std::to_string(below(1000));
    }
    std::string tag() {
        static const std::vector<std::string> tags{"es", "pt",  "pt-BR",   "en",        "ca",
                                                   "gl", "und", "pt-x-mt", "zh-Hant-TW"};
        return tags[static_cast<std::size_t>(below(static_cast<int>(tags.size())))];
    }

    void fill(std::string& text) {
        text = word();
        if (name_ == "country") text = below(2) ? "BR" : "ES";
        if (name_ == "language") text = tag();
        if (name_ == "kind") text = "practice";
        if (name_ == "access") text = "embargo";
        if (name_ == "currency") text = "EUR";
        if (name_ == "sha256") text = std::string(63, 'a') + static_cast<char>('0' + below(10));
        if (name_ == "population_band") text = "p3";
    }
    void fill(bool& flag) { flag = true; }
    void fill(int& number) { number = 1 + below(1000); }
    void fill(std::int64_t& number) { number = (std::int64_t{1} << 53) + below(1000); }
    void fill(std::uint64_t& number) { number = ~std::uint64_t{0} - static_cast<unsigned>(below(1000)); }
    void fill(double& number) { number = std::uniform_real_distribution<double>(-1e6, 1e6)(random_); }
    void fill(acervo::UnitKind& kind) { kind = acervo::UnitKind::slide; }
    void fill(acervo::LangMap& map) {
        for (int i = 0; i <= below(3); ++i) map[tag()] = word();
    }
    void fill(acervo::LangListMap& map) {
        for (int i = 0; i <= below(3); ++i) map[tag()] = {word(), word()};
    }
    void fill(std::map<std::string, acervo::Rating>& ratings) {
        for (const char* name : {"evidence", "flexibility"}) fill(ratings[name]);
    }
    template <typename Value>
    void fill(std::optional<Value>& value) {
        value.emplace();
        fill(*value);
    }
    template <typename Element>
    void fill(std::vector<Element>& list) {
        const std::string name = name_;
        for (int i = 0; i <= below(3); ++i) {
            name_ = name;
            list.emplace_back();
            fill(list.back());
        }
    }
    template <typename Struct>
    requires requires(Filler& filler, Struct& members) { acervo::each_field(filler, members); }
    void fill(Struct& members) {
        const int outside = fields;
        acervo::each_field(*this, members);
        fields = outside;
    }

    std::mt19937 random_;
    std::string name_;
};

/// A practice with every member filled, and with members outside the model.
inline acervo::Record filled_record(unsigned seed) {
    acervo::Record record;
    Filler filler(seed);
    acervo::each_field(filler, record);
    record.practice.emplace();
    acervo::each_field(filler, *record.practice);
    record.extra = {{"dc:audience", R"(["a",{"b":1}])"}, {"creators[0].email", R"("x@y.z")"}, {"cost.quarterly", "12"}};
    record.collection = "colección " + std::to_string(seed % 3);
    record.source_key = std::to_string(seed);
    record.id = acervo::record_id(record.collection, record.source_key);
    return record;
}
