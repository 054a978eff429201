// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/similar.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "corpus/analysis.h"
#include "indexer/fields.h"

namespace acervo {
namespace {

constexpr std::size_t considered = 400;  // of the record's stems, by frequency in it
constexpr std::size_t taken = 30;        // into the query
constexpr double title_boost = 3;

struct Stem {
    std::string term;
    double count = 0;
    double weight = 0;
};

std::vector<Stem> stems_of(const Xapian::Database& records, Xapian::docid document, const std::string& language) {
    const auto prefix = fields::with_language(fields::stem, language);
    const auto title = fields::with_language(fields::title, language);
    std::vector<Stem> result;
    auto term = records.termlist_begin(document);
    for (term.skip_to(prefix); term != records.termlist_end(document) && (*term).starts_with(prefix); ++term) {
        const auto name = *term;
        if (name.size() < prefix.size() + 3 || is_stop_word(name.substr(prefix.size()), language)) continue;
        result.push_back({name, static_cast<double>(term.get_wdf()), 0});
    }
    auto at = records.termlist_begin(document);
    for (auto& stem : result) {
        const auto in_title = title + stem.term.substr(prefix.size());
        at.skip_to(in_title);
        if (at == records.termlist_end(document)) break;
        if (*at == in_title) stem.count += title_boost;
    }
    return result;
}

}  // namespace

Xapian::Query significant_terms(const Xapian::Database& records, Xapian::docid document) {
    std::vector<Stem> stems;
    auto languages = analysed_languages();
    languages.emplace_back("und");
    for (const auto& language : languages) {
        auto more = stems_of(records, document, language);
        std::ranges::move(more, std::back_inserter(stems));
    }
    const auto by = [](double Stem::*what) {
        return
            [what](const Stem& a, const Stem& b) { return a.*what != b.*what ? a.*what > b.*what : a.term < b.term; };
    };
    std::ranges::sort(stems, by(&Stem::count));
    if (stems.size() > considered) stems.resize(considered);
    const double all = records.get_doccount();
    for (auto& stem : stems) {
        const double frequency = records.get_termfreq(stem.term);
        // A stem that no other record has leads nowhere.
        stem.weight = frequency < 2 ? 0 : stem.count / (stem.count + 2) * std::log((all + 1) / frequency);
    }
    std::erase_if(stems, [](const Stem& stem) { return stem.weight <= 0; });
    std::ranges::sort(stems, by(&Stem::weight));
    if (stems.size() > taken) stems.resize(taken);
    std::vector<Xapian::Query> parts;
    for (const auto& stem : stems)
        parts.emplace_back(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query{stem.term}, stem.weight);
    return {Xapian::Query::OP_OR, parts.begin(), parts.end()};
}

}  // namespace acervo
