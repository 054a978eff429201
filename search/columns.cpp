// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/columns.h"

#include <xapian.h>

#include <algorithm>
#include <charconv>
#include <numeric>
#include <unordered_map>
#include <utility>

#include "corpus/text.h"
#include "indexer/fields.h"

namespace acervo {
namespace {

static_assert(fields::facets.size() < 32, "Columns::facets has a bit for each");

class Loader {
public:
    explicit Loader(const Xapian::Database& records) : records_(records) {
        columns_.ordinals.resize(fields::facets.size());
    }

    Columns run() && {
        const auto size = static_cast<std::size_t>(records_.get_lastdocid()) + 2;
        columns_.row_begin.assign(size, 0);
        columns_.facets.assign(size, 0);
        columns_.year.assign(size, Columns::no_year);
        columns_.date.assign(size, 0);
        columns_.id_rank.assign(size, 0);
        for (auto at = records_.postlist_begin(""); at != records_.postlist_end(""); ++at)
            columns_.documents.push_back(*at);
        load_codes(size);
        load_dates();
        load_places(size);
        load_ids();
        make_sets();
        return std::move(columns_);
    }

private:
    void load_codes(std::size_t size) {
        DocId next = 0;
        const auto close_until = [&](DocId document) {
            for (; next <= document && next < size; ++next)
                columns_.row_begin[next] = static_cast<std::uint32_t>(columns_.codes.size());
        };
        for (auto at = records_.valuestream_begin(fields::slot_facets);
             at != records_.valuestream_end(fields::slot_facets); ++at) {
            const DocId document = at.get_docid();
            close_until(document);
            add_row(document, *at);
        }
        close_until(static_cast<DocId>(size - 1));
    }

    void add_row(DocId document, const std::string& packed) {
        const auto [codes, year] = fields::unpack(packed);
        if (year && *year > Columns::no_year && *year <= INT16_MAX)
            columns_.year[document] = static_cast<std::int16_t>(*year);
        const auto begin = static_cast<std::ptrdiff_t>(columns_.codes.size());
        for (const auto& [name, list] : codes) {
            const int facet = facet_index(name);
            if (facet < 0 || list.empty()) continue;
            columns_.facets[document] |= 1U << static_cast<unsigned>(facet);
            for (const auto& code : list) {
                columns_.codes.push_back(ordinal_of(facet, code));
                if (!fields::facets[static_cast<std::size_t>(facet)].tree) continue;
                for (auto above = fields::parent(code); !above.empty(); above = fields::parent(above))
                    columns_.codes.push_back(ordinal_of(facet, std::string{above}));
            }
        }
        std::sort(columns_.codes.begin() + begin, columns_.codes.end());
        columns_.codes.erase(std::unique(columns_.codes.begin() + begin, columns_.codes.end()), columns_.codes.end());
    }

    std::uint32_t ordinal_of(int facet, const std::string& code) {
        const auto [place, added] = columns_.ordinals[static_cast<std::size_t>(facet)].try_emplace(
            code, static_cast<std::uint32_t>(columns_.values.size()));
        if (added) columns_.values.push_back({facet, code});
        return place->second;
    }

    void load_dates() {
        for (auto at = records_.valuestream_begin(fields::slot_date); at != records_.valuestream_end(fields::slot_date);
             ++at) {
            const std::string text = *at;
            std::uint32_t date = 0;
            std::from_chars(text.data(), text.data() + text.size(), date);
            columns_.date[at.get_docid()] = date;
        }
    }

    void load_places(std::size_t size) {
        columns_.place.assign(size, 0);
        columns_.places.emplace_back();
        std::unordered_map<std::string, std::uint32_t> known;
        for (auto at = records_.valuestream_begin(fields::slot_place);
             at != records_.valuestream_end(fields::slot_place); ++at) {
            const auto [number, added] = known.try_emplace(*at, static_cast<std::uint32_t>(columns_.places.size()));
            if (added) columns_.places.push_back(number->first);
            columns_.place[at.get_docid()] = number->second;
        }
    }

    /// Terms come in order, so the terms of the ids tell the order of the records by id.
    void load_ids() {
        const std::string prefix{fields::id};
        for (auto term = records_.allterms_begin(prefix); term != records_.allterms_end(prefix); ++term)
            for (auto at = records_.postlist_begin(*term); at != records_.postlist_end(*term); ++at) {
                columns_.id_rank[*at] = static_cast<std::uint32_t>(columns_.id_begins.size());
                columns_.id_begins.push_back(static_cast<std::uint32_t>(columns_.ids.size()));
                columns_.ids += (*term).substr(prefix.size());
            }
        columns_.id_begins.push_back(static_cast<std::uint32_t>(columns_.ids.size()));
    }

    void make_sets() {
        auto& all = columns_;
        all.sets.resize(all.values.size());
        all.with_value.assign(fields::facets.size(), Bits{all.size()});
        for (const auto document : all.documents) {
            for (auto at = all.row_begin[document]; at < all.row_begin[document + 1]; ++at) {
                auto& set = all.sets[all.codes[at]];
                ++set.count;
                set.list.push_back(document);
                all.with_value[static_cast<std::size_t>(all.values[all.codes[at]].facet)].set(document);
            }
            const auto year = all.year[document];
            if (year == Columns::no_year) continue;
            if (all.first_year == Columns::no_year || year < all.first_year) all.first_year = year;
            if (all.last_year == Columns::no_year || year > all.last_year) all.last_year = year;
        }
        for (auto& set : all.sets) {
            if (set.list.size() < all.size() / ValueSet::sparse) {
                set.list.shrink_to_fit();
                continue;
            }
            set.bits = Bits{all.size()};
            set.dense = true;
            for (const auto document : set.list) set.bits.set(document);
            set.list = {};
        }
    }

    const Xapian::Database& records_;
    Columns columns_;
};

}  // namespace

void ValueSet::add_to(Bits& set) const {
    if (dense) set |= bits;
    for (const auto document : list) set.set(document);
}

void ValueSet::remove_from(Bits& set) const {
    if (dense) set.remove(bits);
    for (const auto document : list) set.reset(document);
}

std::size_t ValueSet::count_in(const Bits& set) const {
    if (dense) return count_common(bits, set);
    return static_cast<std::size_t>(std::ranges::count_if(list, [&](DocId document) { return set.test(document); }));
}

void Columns::add_documents(int facet, const std::string& code, Bits& set) const {
    if (code == code_none) {
        const auto& some = with_value[static_cast<std::size_t>(facet)];
        for (const auto document : documents)
            if (!some.test(document)) set.set(document);
    } else if (const auto known = ordinal(facet, code)) {
        sets[*known].add_to(set);
    }
}

std::optional<std::uint32_t> Columns::ordinal(int facet, const std::string& code) const {
    const auto& known = ordinals[static_cast<std::size_t>(facet)];
    const auto found = known.find(code);
    return found == known.end() ? std::nullopt : std::optional{found->second};
}

Columns load_columns(const Xapian::Database& records) {
    return Loader{records}.run();
}

int facet_index(const std::string& name) {
    const auto found = std::ranges::find(fields::facets, name, &fields::FacetField::name);
    return found == fields::facets.end() ? -1 : static_cast<int>(found - fields::facets.begin());
}

std::vector<std::uint32_t> title_ranks(const Xapian::Database& records, const Columns& columns,
                                       const std::string& language) {
    std::vector<std::pair<std::string, DocId>> titles;
    for (auto at = records.valuestream_begin(fields::slot_title); at != records.valuestream_end(fields::slot_title);
         ++at)
        titles.emplace_back(collation_key(*at, language), at.get_docid());
    std::ranges::sort(titles);
    std::vector<std::uint32_t> ranks(columns.row_begin.size(), UINT32_MAX);
    for (std::size_t i = 0; i < titles.size(); ++i) {
        const bool same = i > 0 && titles[i].first == titles[i - 1].first;
        ranks[titles[i].second] = same ? ranks[titles[i - 1].second] : static_cast<std::uint32_t>(i);
    }
    return ranks;
}

}  // namespace acervo
