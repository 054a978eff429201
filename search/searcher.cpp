// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/searcher.h"

#include <xapian.h>

#include <algorithm>

#include "corpus/analysis.h"
#include "corpus/catalogue.h"
#include "corpus/error.h"
#include "indexer/fields.h"
#include "indexer/xapian.h"
#include "search/compile.h"
#include "search/complete.h"
#include "search/cursor.h"
#include "search/expansion.h"
#include "search/facets.h"
#include "search/hits.h"
#include "search/match.h"
#include "search/order.h"
#include "search/passages.h"
#include "search/similar.h"
#include "search/snapshot.h"
#include "search/suggest.h"

namespace acervo {
namespace {

constexpr const char* no_index_code = "no-index";
constexpr int most_tries = 4;               // the first and three repetitions
constexpr double identifier_weight = 1000;  // a DOI that was pasted comes before everything else

Error no_index(const std::filesystem::path& data) {
    return Error{Problem::not_found, "there is no index in " + data.string()}
        .with_hint("Make it from the catalogue: `acervo index`.")
        .with_code(no_index_code);
}

void check(const Query& query) {
    const auto wrong = [](const std::string& what) {
        return Error{Problem::bad_input, what}.with_hint("See the limits of a search.").with_code("bad-parameter");
    };
    if (query.page_size < 1 || query.page_size > 100) throw wrong("a page has 1 to 100 results");
    if (query.passages < 0 || query.passages > 5) throw wrong("a result has 0 to 5 passages");
}

/// Runs a search; an expansion that is too broad is told its place in what was typed.
template <typename Step>
auto located(const std::string& typed, Step&& step) {
    try {
        return step();
    } catch (const TooBroad& error) {
        throw QueryError{error.code(), error.what(), error.hint(), position_of_wildcard(typed, error.beginning())};
    }
}

}  // namespace

struct Searcher::Impl {
    explicit Impl(Index& index) : shared(index.state_) {}

    std::shared_ptr<Index::State> shared;
    std::filesystem::path generation;
    Xapian::Database records, passages;
    std::shared_ptr<const Snapshot> snapshot;
    std::optional<Catalogue> opened_catalogue;

    std::optional<Translations> translated;  ///< by machines, where the index has any

    /// The cache of machine translations, where words of it are in the index; without it nothing of them is shown.
    void open_translations() {
        translated.reset();
        const auto covered = records.get_metadata(fields::key_translations);
        if (covered.empty() || covered == "0") return;
        try {
            translated.emplace(shared->data);
        } catch (const Error&) {
            translated.reset();
        }
    }

    /// The cache can be damaged under a search: then there are no translations to show, and the answer stands.
    void describe_by_translation(Hit& hit, const Highlighter& highlighter, const std::string& language) {
        try {
            describe_translation(hit, *translated, highlighter, language);
        } catch (const Error&) {
            translated.reset();
        }
    }

    const Catalogue& catalogue() {
        if (!opened_catalogue) opened_catalogue.emplace(shared->data, Catalogue::Mode::read_only);
        return *opened_catalogue;
    }

    /// Moves to the newest state of the index. While another thread loads that, this one may go on with the state it
    /// has, unless that is gone (`must`).
    void refresh(bool must) {
        if (!must && snapshot && shared->loading()) return;
        const auto current = fields::current_generation(shared->data);
        if (!current) throw no_index(shared->data);
        if (*current != generation) {
            Xapian::Database new_records{(*current / "records").string()};
            passages = Xapian::Database{(*current / "passages").string()};
            records = std::move(new_records);
            generation = *current;
            snapshot.reset();
        } else {
            records.reopen();
            passages.reopen();
        }
        if (!snapshot || snapshot->stamp != IndexStamp{records.get_uuid(), records.get_revision()}) {
            snapshot = shared->snapshot(generation, records);
            open_translations();
        }
    }

    /// Runs a whole search; when the index moved on under it, runs it again on the new state.
    template <typename Step>
    auto attempt(Step&& step) {
        for (int tried = 1;; ++tried) {
            try {
                refresh(tried > 1);
                return step();
            } catch (const Xapian::DatabaseModifiedError&) {
                if (tried == most_tries)
                    throw Error{Problem::busy, "the index changes faster than it can be searched"}.with_hint(
                        "Try again in a moment.");
            } catch (const Xapian::DatabaseError& error) {
                // A generation that is not in use any more may be deleted while it is being read.
                const auto current = fields::current_generation(shared->data);
                const bool moved = current && *current != generation;
                generation.clear();
                snapshot.reset();
                if (!moved || tried == most_tries) throw translate(error);
            } catch (const Xapian::Error& error) {
                throw translate(error);
            }
        }
    }

    std::string id_of(DocId document) const { return snapshot->columns.id(document); }

    MatchSet matches_of(const Compiled& compiled) const {
        return compiled.everything ? everything(snapshot->columns)
                                   : execute(compiled.records, snapshot->collection(), records);
    }

    /// What was typed may be an identifier: a DOI, an ISBN, the key of a source.
    void add_identifier(const Query& query, Compiled& compiled) const {
        const auto key = fields::identifier(query.text);
        if (compiled.everything || key.empty()) return;
        const auto term = fields::term(fields::identifier_prefix, key);
        if (!records.term_exists(term)) return;
        const Plan exactly{.kind = Plan::Kind::fixed, .term = term, .factor = identifier_weight};
        compiled.records = join(Plan::Kind::any, {std::move(compiled.records), exactly});
        compiled.unknown.clear();
    }

    Results search(const Query& query) {
        check(query);
        const auto tree = parse_query(query.text);
        auto compiled = compile(tree, query, *snapshot, records, shared->vocabulary);
        add_identifier(query, compiled);
        auto filtered = filter_and_count(matches_of(compiled), query, snapshot->columns);

        Results results;
        results.total = static_cast<std::int64_t>(filtered.kept.size());
        results.facets = std::move(filtered.facets);
        results.years = std::move(filtered.years);
        results.expansions = compiled.added;
        const auto known = snapshot->dictionary.languages();
        results.translates = std::ranges::find(known, compiled.meant.legs.own) != known.end();
        results.query_language = compiled.meant.legs.own;
        results.revision = snapshot->sequence;
        results.built = snapshot->built;
        if (query.explain)
            results.explanation =
                to_string(tree) + "\n" + (compiled.everything ? "everything" : describe(compiled.records));
        if (query.cursor.empty()) results.suggestion = suggestion(tree, compiled, query, results.total);

        // Where nothing ranks, the newest comes first, or the likest.
        auto sort = query.sort;
        if (sort == Sort::relevance && compiled.everything)
            sort = query.peer.empty() ? Sort::date_descending : Sort::peer;
        const auto peers = peers_of(query, results);
        if (peers) peers->ranking.weigh(filtered.kept, sort);
        const auto* titles = sort == Sort::title ? &snapshot->titles(records, query.language) : nullptr;
        std::optional<Matched> after;
        auto asked = query;  // as cursors know it
        if (peers) asked.peer = results.peer->place.id + "@" + peers->places->stamp();
        if (!query.cursor.empty()) after = read_cursor(query.cursor, snapshot->stamp, asked);
        const auto page = page_of(std::move(filtered.kept), Order{sort, snapshot->columns, titles}, after,
                                  static_cast<std::size_t>(query.page_size));
        if (page.more) results.next = make_cursor(snapshot->stamp, asked, page.hits.back());
        results.hits = hits_of(page.hits, compiled, query);
        if (peers)
            for (std::size_t i = 0; i < page.hits.size(); ++i)
                results.hits[i].peer = peers->ranking.of(page.hits[i].document);
        return results;
    }

    struct Peers {
        std::shared_ptr<const Places> places;
        std::shared_ptr<const RecordPlaces> records;
        PeerRanking ranking;
    };

    /// Finds the place that results are to be ranked by, and says so in `results`. Nothing where none was asked for.
    std::optional<Peers> peers_of(const Query& query, Results& results) const {
        if (query.peer.empty()) {
            if (query.sort != Sort::peer) return {};
            throw Error{Problem::bad_input, "there is no place to sort by"}.with_code("peer-required");
        }
        auto places = shared->places.get();
        if (places->empty()) throw no_places(shared->data);
        const auto found = places->resolve(query.peer);
        if (!found) throw unknown_place(query.peer);
        results.peer = PeerPlace{places->place(found->number), {}};
        for (const auto other : found->others) results.peer->others.push_back(places->place(other));
        auto located = snapshot->record_places(places);
        const PeerRanking ranking{*located, snapshot->columns, traits_of(results.peer->place), query.peer_weights};
        return Peers{std::move(places), std::move(located), ranking};
    }

    std::vector<Hit> hits_of(const MatchSet& page, const Compiled& compiled, const Query& query) {
        std::vector<Hit> hits;
        if (!query.described) {
            for (const auto& one : page) hits.push_back({.id = id_of(one.document), .score = one.weight});
            return hits;
        }
        std::vector<std::string> readable;  // whose units may be looked at
        for (const auto& one : page) {
            hits.push_back({.id = id_of(one.document), .score = one.weight});
            auto& hit = hits.back();
            if (auto found = catalogue().find(hit.id)) hit.stored = std::make_shared<const Stored>(std::move(*found));
            readable.push_back(hit.stored && may_show_text(*hit.stored) ? hit.id : "");
        }
        // More candidates than are shown: a phrase is only seen in the text.
        const auto candidates = static_cast<std::size_t>(query.passages) * 3;
        const auto units = compiled.meant.wanted.empty() || candidates == 0
                               ? std::vector<std::vector<UnitScore>>(hits.size())
                               : best_units(passages, compile_passages(compiled, passages), readable, candidates);
        const Highlighter highlighter{compiled.meant.wanted, compiled.meant.legs};
        for (std::size_t i = 0; i < hits.size(); ++i) {
            if (!hits[i].stored) continue;
            describe(hits[i], *hits[i].stored, catalogue(), units[i], highlighter, query.language, query.passages);
            if (query.across_languages && translated)
                describe_by_translation(hits[i], highlighter, compiled.meant.legs.own);
        }
        return hits;
    }

    /// Another spelling, where a word of the query occurs nowhere and the other spelling finds more.
    std::string suggestion(const Node& tree, const Compiled& compiled, const Query& query, std::int64_t total) {
        if (compiled.unknown.empty()) return {};
        const auto better = corrected(tree, compiled.unknown, *snapshot, records, compiled.meant.legs);
        if (!better) return {};
        const auto again = compile(*better, query, *snapshot, records, shared->vocabulary);
        auto plain = query;
        plain.facets.clear();
        const auto found = filter_and_count(matches_of(again), plain, snapshot->columns).kept.size();
        return static_cast<std::int64_t>(found) > total ? to_string(*better) : std::string{};
    }

    std::vector<Hit> similar(const std::string& id, int limit) {
        const auto own = records.postlist_begin(fields::term(fields::id, id));
        if (own == records.postlist_end(fields::term(fields::id, id)) || limit <= 0) return {};
        const DocId document = *own;
        auto found = match(records, significant_terms(records, document));
        std::erase_if(found, [&](const Matched& one) { return one.document == document; });
        const auto page = page_of(std::move(found), Order{Sort::relevance, snapshot->columns, nullptr}, {},
                                  static_cast<std::size_t>(limit));
        std::vector<Hit> hits;
        for (const auto& one : page.hits) hits.push_back({.id = id_of(one.document), .score = one.weight});
        return hits;
    }

    Completions complete(const std::string& text, const std::string& language, int limit) {
        Completions result{.revision = snapshot->sequence, .built = snapshot->built};
        const auto completer = shared->completer.get(snapshot->stamp, records, shared->vocabulary);
        result.ready = completer != nullptr;
        if (completer)
            result.suggestions = acervo::complete(*completer, {records, shared->vocabulary, language}, text, limit);
        return result;
    }

    std::vector<Passage> search_inside(const std::string& id, const Query& query, int limit) {
        const auto stored = catalogue().find(id);
        if (!stored || !may_show_text(*stored) || limit <= 0) return {};
        const auto compiled = compile(parse_query(query.text), query, *snapshot, records, shared->vocabulary);
        const auto count = static_cast<std::size_t>(limit);
        const auto units = best_units(passages, compile_passages(compiled, passages), {id}, count * 3);
        return passages_of(catalogue(), *stored, units.front(), Highlighter{compiled.meant.wanted, compiled.meant.legs},
                           count);
    }
};

Searcher::Searcher(Index& index) : impl_(std::make_unique<Impl>(index)) {}
Searcher::~Searcher() = default;
Searcher::Searcher(Searcher&&) noexcept = default;

Results Searcher::search(const Query& query) {
    return located(query.text, [&] { return impl_->attempt([&] { return impl_->search(query); }); });
}

std::vector<Hit> Searcher::similar(const std::string& id, int limit) {
    return impl_->attempt([&] { return impl_->similar(id, limit); });
}

Completions Searcher::complete(const std::string& text, const std::string& language, int limit) {
    return impl_->attempt([&] { return impl_->complete(text, language, limit); });
}

std::vector<Passage> Searcher::search_inside(const std::string& id, const std::string& text,
                                             const std::string& language, int limit) {
    return located(text, [&] {
        return impl_->attempt([&] { return impl_->search_inside(id, {.text = text, .language = language}, limit); });
    });
}

std::vector<std::pair<std::string, bool>> Searcher::mark(const std::string& text, const std::string& text_language,
                                                         const Query& query) {
    const auto tree = parse_query(query.text);
    const auto marked = [&](const Interpretation& meant) {
        return mark_pieces(text, Highlighter{meant.wanted, meant.legs}.find(text, text_language));
    };
    try {
        return impl_->attempt([&] {
            return marked(meaning_of(tree, query, *impl_->snapshot, impl_->records, impl_->shared->vocabulary));
        });
    } catch (const Error& error) {
        if (error.code() != no_index_code) throw;
        // A record can be read before there is an index: its words are marked, what else they mean is not.
        Legs legs{.own = language_of(query, tree, {}), .languages = {}};
        legs.languages = query.across_languages ? analysed_languages() : std::vector{legs.own};
        legs.languages.emplace_back("und");
        return marked(interpret(tree, std::move(legs), query, {{}, {}, {}}));
    }
}

std::shared_ptr<const Places> Searcher::places() {
    return impl_->shared->places.get();
}

Searcher::State Searcher::state() {
    return impl_->attempt([&] {
        return State{impl_->snapshot->sequence, impl_->snapshot->built,
                     static_cast<std::int64_t>(impl_->records.get_doccount()),
                     static_cast<std::int64_t>(impl_->passages.get_doccount())};
    });
}

const std::vector<std::string>& facet_names() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> result;
        for (const auto& facet : fields::facets) result.emplace_back(facet.name);
        return result;
    }();
    return names;
}

}  // namespace acervo
