// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/duplicates/pairs.h"

#include <algorithm>
#include <cstdio>
#include <functional>
#include <nlohmann/json.hpp>
#include <set>
#include <tuple>

#include "corpus/error.h"
#include "corpus/record_json.h"
#include "corpus/text.h"
#include "ingest/csv.h"

namespace acervo {

namespace {

std::set<std::string> records_of(const Catalogue& catalogue, const std::string& batch) {
    if (!catalogue.batch(batch))
        throw Error(Problem::not_found, "there is no batch " + batch).with_hint("See `acervo batch list`.");
    std::set<std::string> records;
    for (const auto& item : catalogue.items(batch)) {
        if (!item.record.empty()) records.insert(item.record);
    }
    return records;
}

std::string number(double value) {
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%.2f", value);
    return text.data();
}

std::string title_of(const LangMap& title, const std::string& language) {
    return squeeze(best(title, language).second);
}

/// Every record with its sketch; one is made (and not kept) of those that were taken in by a version of the program
/// that had none.
void each_sketch(const Catalogue& catalogue,
                 const std::function<void(const std::string& id, const TextSketch& sketch, bool is_kept)>& visit) {
    std::set<std::string> known;
    catalogue.each_fingerprint([&](const Fingerprint& fingerprint) {
        if (const auto sketch = sketch_from(fingerprint.bytes)) {
            known.insert(fingerprint.record);
            visit(fingerprint.record, *sketch, true);
        }
    });
    if (static_cast<std::int64_t>(known.size()) >= catalogue.totals().records) return;
    catalogue.changed_since(0, [&](const Stored& stored) {
        if (!stored.withdrawn && !known.contains(stored.record.id))
            visit(stored.record.id, sketch_of(stored.record, catalogue.units(stored.text)), false);
        return true;
    });
}

std::string text_list(const std::vector<TwinPair>& pairs, const std::string& language) {
    std::string text;
    for (const auto& pair : pairs) {
        text += number(pair.twin.likeness) + "  " + pair.twin.rule +
                (pair.twin.field.empty() ? "" : " (" + pair.twin.field + ": " + pair.twin.value + ")") + "\n";
        text += "      " + pair.keep + "  " + shorten(title_of(pair.keep_title, language), 90) + "  [" + pair.keep_key +
                "]\n";
        text += "      " + pair.other + "  " + shorten(title_of(pair.other_title, language), 90) + "  [" +
                pair.other_key + "]\n";
    }
    return text;
}

std::string csv_list(const std::vector<TwinPair>& pairs, const std::string& language) {
    std::string text =
        "decision,keep,other,rule,field,value,likeness,jaccard,contained,keep_title,other_title,keep_source_key,"
        "other_source_key\r\n";
    for (const auto& pair : pairs) {
        const Twin& twin = pair.twin;
        text += ',' + pair.keep + ',' + pair.other + ',' + twin.rule + ',' + twin.field + ',' +
                csv_field(twin.field.empty() ? "" : twin.value) + ',' + number(twin.likeness) + ',' +
                number(twin.text.jaccard) + ',' + number(twin.text.contained) + ',' +
                csv_field(title_of(pair.keep_title, language)) + ',' + csv_field(title_of(pair.other_title, language)) +
                ',' + csv_field(pair.keep_key) + ',' + csv_field(pair.other_key) + "\r\n";
    }
    return text;
}

std::string json_list(const std::vector<TwinPair>& pairs) {
    auto all = nlohmann::ordered_json::array();
    for (const auto& pair : pairs) {
        const auto side = [](const std::string& id, const LangMap& title, const std::string& key) {
            return nlohmann::ordered_json{{"id", id}, {"title", title}, {"source_key", key}};
        };
        all.push_back({{"rule", pair.twin.rule},
                       {"field", pair.twin.field},
                       {"value", pair.twin.field.empty() ? "" : pair.twin.value},
                       {"likeness", pair.twin.likeness},
                       {"jaccard", pair.twin.text.jaccard},
                       {"contained", pair.twin.text.contained},
                       {"keep", side(pair.keep, pair.keep_title, pair.keep_key)},
                       {"other", side(pair.other, pair.other_title, pair.other_key)}});
    }
    return all.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace

std::vector<TwinPair> twin_pairs(const Catalogue& catalogue, const std::string& batch, double above) {
    const auto only = batch.empty() ? std::set<std::string>() : records_of(catalogue, batch);
    TwinFinder finder = TwinFinder::empty(catalogue);
    std::vector<TwinPair> pairs;
    each_sketch(catalogue, [&](const std::string& id, const TextSketch& sketch, bool is_kept) {
        // Most have no twin, and need not be read to find that out.
        const auto stored = !is_kept || finder.may_have_twins(sketch) ? catalogue.find(id) : std::nullopt;
        if (stored) {
            for (auto& twin : finder.of(stored->record, sketch)) {
                if (twin.likeness < above || (!batch.empty() && !only.contains(id) && !only.contains(twin.record)))
                    continue;
                const auto other = catalogue.find(twin.record);
                if (!other) continue;
                const bool first = std::tie(stored->created, id) < std::tie(other->created, twin.record);
                const Stored& keep = first ? *stored : *other;
                const Stored& rest = first ? *other : *stored;
                twin.record = rest.record.id;
                pairs.push_back({keep.record.id, rest.record.id, std::move(twin), keep.record.title, rest.record.title,
                                 keep.record.source_key, rest.record.source_key});
            }
        }
        finder.add(stored ? stored->record : Record{.id = id}, sketch, /*planned=*/!is_kept);
    });
    std::ranges::sort(pairs, [](const TwinPair& a, const TwinPair& b) {
        return std::tie(b.twin.likeness, a.keep, a.other, a.twin.rule) <
               std::tie(a.twin.likeness, b.keep, b.other, b.twin.rule);
    });
    return pairs;
}

std::string listed(const std::vector<TwinPair>& pairs, PairFormat format, const std::string& language) {
    switch (format) {
        case PairFormat::csv:
            return csv_list(pairs, language);
        case PairFormat::json:
            return json_list(pairs);
        case PairFormat::text:
            break;
    }
    return text_list(pairs, language);
}

}  // namespace acervo
