// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>

#include "api/results_json.h"
#include "api/sru/cql_query.h"
#include "api/sru/diagnostic.h"
#include "api/sru/sru.h"
#include "corpus/person_name.h"
#include "corpus/text.h"

namespace acervo::sru {
namespace {

constexpr long usual_terms = 20, most_terms = 100;

using Entry = NameIndex::Entry;

void add_values(std::vector<Entry>& entries, const std::vector<FacetValue>& values, const Vocabulary& vocabulary,
                const std::string& facet, const std::string& language) {
    for (const auto& value : values) {
        const auto label = facet_label(vocabulary, facet, value.code, language);
        // Terms are codes where there are codes: a search for the label finds them, too.
        if (value.count > 0) entries.push_back({fold(label), label, value.count});
        add_values(entries, value.children, vocabulary, facet, language);
    }
}

/// The terms of an index whose values are counted in every search, by what people call them.
std::vector<Entry> counted(Context& context, const std::string& facet, const std::string& language) {
    const Query everything{.language = language, .page_size = 1, .facets = {facet}, .described = false};
    const auto results = context.searcher.search(everything);
    std::vector<Entry> entries;
    if (facet == "year") {
        for (const auto& [year, count] : results.years)
            entries.push_back({std::to_string(year), std::to_string(year), count});
    } else if (const auto found = results.facets.find(facet); found != results.facets.end()) {
        add_values(entries, found->second.values, context.vocabulary, facet, language);
    }
    std::ranges::sort(entries, {}, &Entry::key);
    return entries;
}

void write_terms(xml::Writer& out, const std::vector<Entry>& entries, std::ptrdiff_t first, std::ptrdiff_t last) {
    out.open("terms");
    for (auto i = first; i < last; ++i) {
        const auto& entry = entries[static_cast<std::size_t>(i)];
        out.open("term").element("value", entry.name);
        out.element("numberOfRecords", std::to_string(entry.records));
        const bool begins = i == 0, ends = i + 1 == static_cast<std::ptrdiff_t>(entries.size());
        if (begins || ends) out.element("whereInList", begins && ends ? "only" : begins ? "first" : "last");
        out.close();
    }
    out.close();
}

}  // namespace

std::shared_ptr<const std::vector<Entry>> NameIndex::known(std::int64_t sequence, bool old_will_do) {
    const std::lock_guard lock{mutex_};
    return old_will_do || sequence == sequence_ ? entries_ : nullptr;
}

std::shared_ptr<const std::vector<Entry>> NameIndex::entries(const Catalogue& catalogue) {
    const auto sequence = catalogue.sequence();
    if (auto present = known(sequence, false)) return present;
    // One thread reads: while records are written, scans must not take all of those that answer.
    std::unique_lock reading{reading_, std::try_to_lock};
    if (!reading) {
        if (auto old = known(sequence, true)) return old;
        reading.lock();
    }
    if (auto present = known(sequence, false)) return present;
    std::map<std::string, Entry> all;
    catalogue.changed_since(0, [&](const Stored& stored) {
        if (stored.withdrawn) return true;
        const auto language = stored.record.languages.empty() ? std::string{} : stored.record.languages.front();
        for (const auto& agent : stored.record.creators) {
            const auto name = person_name(agent, language).inverted();
            auto& entry = all[fold(name)];
            if (entry.name.empty()) entry = {fold(name), name, 0};
            ++entry.records;
        }
        return true;
    });
    auto made = std::make_shared<std::vector<Entry>>();
    for (auto& [key, entry] : all) made->push_back(std::move(entry));
    const std::lock_guard lock{mutex_};
    entries_ = made;
    sequence_ = sequence;
    return entries_;
}

void scan(xml::Writer& out, Context& context, const Arguments& arguments, NameIndex& names) {
    arguments.check({"operation", "version", "scanClause", "responsePosition", "maximumTerms"});
    if (squeeze(arguments.get("scanClause")).empty()) throw Diagnostic{7, "scanClause"};
    const auto most = arguments.number("maximumTerms", usual_terms, 1);
    if (most > most_terms) throw Diagnostic{121, std::to_string(most_terms)};
    const auto position = arguments.number("responsePosition", 1, 0);
    if (position > most + 1) throw Diagnostic{120, std::to_string(position)};

    const auto clause = parse_clause(arguments.get("scanClause"));
    const auto& index = index_named(clause.index);
    if (!index.scans) throw Diagnostic{16, clause.index};
    const std::string field = index.field;
    const auto wanted = fold(squeeze(unescaped(clause.term)));
    const auto list = field == "author" ? names.entries(context.catalogue)
                                        : std::make_shared<const std::vector<Entry>>(counted(context, field, "es"));
    const auto size = static_cast<std::ptrdiff_t>(list->size());
    const auto at = std::ranges::lower_bound(*list, wanted, {}, &Entry::key) - list->begin();
    // The term stands at the position that was asked for; 0: before the first one.
    const auto first = std::clamp<std::ptrdiff_t>(at - position + 1, 0, size);
    const auto last = std::clamp<std::ptrdiff_t>(at - position + 1 + most, first, size);
    write_terms(out, *list, first, last);
}

}  // namespace acervo::sru
