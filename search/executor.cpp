// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/executor.h"

#include <xapian.h>

#include <algorithm>
#include <array>
#include <functional>
#include <memory>
#include <queue>
#include <utility>

#include "search/window.h"

namespace acervo {
namespace {

using Kind = Plan::Kind;

/// A plan made ready: postings at hand, weights known, a place in each list.
struct Operand {
    Kind kind = Kind::nothing;  ///< of the plan's; near: any list with weights, years: any set
    double weight = 0;          ///< of a term or synonym, all factors in it
    std::size_t cost = 0;       ///< about how many documents
    std::vector<Operand> parts;

    PostingsPointer postings;
    std::size_t at = 0;  ///< the first posting that is not before the present window
    MatchSet list;
    std::shared_ptr<const Bits> set;
};

/// First place from `at` whose document is not before `document`: doubling steps, then halving.
template <typename List, typename Of>
std::size_t seek(const List& list, std::size_t at, DocId document, Of&& of) {
    if (at >= list.size() || of(list[at]) >= document) return at;
    std::size_t step = 1;
    while (at + step < list.size() && of(list[at + step]) < document) step *= 2;
    auto first = at + step / 2 + 1, last = std::min(at + step, list.size());
    while (first < last) {
        const auto middle = first + (last - first) / 2;
        if (of(list[middle]) < document)
            first = middle + 1;
        else
            last = middle;
    }
    return first;
}

constexpr DocId no_more = ~DocId{0};
constexpr auto itself = [](DocId document) { return document; };
constexpr auto of_match = [](const Matched& one) { return one.document; };

class Preparation {
public:
    Preparation(const Collection& collection, const Xapian::Database& records)
        : collection_(collection), records_(records) {}

    Operand prepare(const Plan& plan, double factor) const {
        factor *= plan.factor;
        Operand result{.kind = plan.kind};
        switch (plan.kind) {
            case Kind::nothing:
                break;
            case Kind::term:
                read(result, plan.term, factor);
                break;
            case Kind::fixed:
                read(result, plan.term, 0);
                result.weight = factor;
                break;
            case Kind::synonym:
                synonym(result, plan, factor);
                break;
            case Kind::near:
            case Kind::phrase:
                result.kind = Kind::near;
                result.list = match(records_, to_xapian(plan));
                for (auto& one : result.list) one.weight *= factor / (plan.factor == 0 ? 1 : plan.factor);
                result.cost = result.list.size();
                break;
            case Kind::everything:
            case Kind::years:
            case Kind::without_value:
                result.kind = Kind::years;
                result.set = set_of(plan);
                result.cost = collection_.columns.documents.size();
                break;
            case Kind::any:
            case Kind::best:
                for (const auto& part : plan.parts) {
                    auto made = prepare(part, factor);
                    result.cost += made.cost;
                    if (made.cost > 0) result.parts.push_back(std::move(made));
                }
                break;
            case Kind::all:
                all(result, plan, factor);
                break;
            case Kind::without:
            case Kind::prefer:
                for (const auto& part : plan.parts) {
                    auto made = prepare(part, plan.kind == Kind::without && !result.parts.empty() ? 0 : factor);
                    if (result.parts.empty()) result.cost = made.cost;
                    if (made.cost > 0 || result.parts.empty()) result.parts.push_back(std::move(made));
                }
                break;
        }
        return result;
    }

private:
    void read(Operand& result, const std::string& term, double factor) const {
        result.postings = collection_.postings.of(records_, term);
        result.cost = result.postings->size();
        const auto frequency = static_cast<std::uint32_t>(result.cost);
        result.weight = factor == 0 ? 0 : collection_.lengths.term_weight(frequency) * factor;
    }

    void synonym(Operand& result, const Plan& plan, double factor) const {
        std::vector<std::uint32_t> frequencies;
        for (const auto& term : plan.terms) {
            Operand part{.kind = Kind::term};
            read(part, term, 0);
            if (part.cost == 0) continue;
            frequencies.push_back(static_cast<std::uint32_t>(part.cost));
            result.cost += part.cost;
            result.parts.push_back(std::move(part));
        }
        if (factor == 0 || frequencies.empty()) return;
        const auto frequency = synonym_frequency(std::move(frequencies), collection_.lengths.documents());
        result.weight = collection_.lengths.term_weight(frequency) * factor;
    }

    void all(Operand& result, const Plan& plan, double factor) const {
        for (const auto& part : plan.parts) result.parts.push_back(prepare(part, factor));
        std::ranges::sort(result.parts, {}, &Operand::cost);
        result.cost = result.parts.front().cost;
        if (result.cost == 0) result.parts.clear();
    }

    std::shared_ptr<const Bits> set_of(const Plan& plan) const {
        const auto& columns = collection_.columns;
        const auto set = std::make_shared<Bits>(columns.size());
        const auto facet = plan.kind == Kind::without_value ? facet_index(plan.term) : 0;
        for (const auto document : columns.documents) {
            bool in = plan.kind == Kind::everything;
            if (plan.kind == Kind::years && columns.date[document] != 0) {
                const auto year = static_cast<int>(columns.date[document] / 10000);
                in = (!plan.range.from || year >= *plan.range.from) && (!plan.range.to || year <= *plan.range.to);
            }
            if (plan.kind == Kind::without_value)
                in = facet < 0 || (columns.facets[document] >> static_cast<unsigned>(facet) & 1U) == 0;
            if (in) set->set(document);
        }
        return set;
    }

    const Collection& collection_;
    const Xapian::Database& records_;
};

/// The earliest document not before `from` that the operand may have; moves its lists there.
DocId next_from(Operand& operand, DocId from) {
    switch (operand.kind) {
        case Kind::term:
        case Kind::fixed: {
            const auto& documents = operand.postings->documents;
            operand.at = seek(documents, operand.at, from, itself);
            return operand.at < documents.size() ? documents[operand.at] : no_more;
        }
        case Kind::near:
            operand.at = seek(operand.list, operand.at, from, of_match);
            return operand.at < operand.list.size() ? operand.list[operand.at].document : no_more;
        case Kind::all: {
            DocId next = operand.parts.empty() ? no_more : from;
            for (auto& part : operand.parts) {
                if (next == no_more) break;
                next = next_from(part, next);
            }
            return next;
        }
        case Kind::without:
        case Kind::prefer:
            return operand.parts.empty() ? no_more : next_from(operand.parts.front(), from);
        case Kind::synonym:
        case Kind::any:
        case Kind::best: {
            DocId next = no_more;
            for (auto& part : operand.parts) next = std::min(next, next_from(part, from));
            return next;
        }
        default:
            return operand.set && from < operand.set->words().size() * Bits::per_word ? from : no_more;
    }
}

/// The places of a window that are still of interest, and how many they are.
struct Mask {
    explicit Mask(const WindowSet& places) : set(places), count(places.count()) {}
    bool test(std::uint32_t place) const { return set.test(place); }
    const WindowSet& set;
    const std::size_t count;
};

class Run {
public:
    explicit Run(const Lengths& lengths) : lengths_(lengths) {}

    MatchSet run(Operand& root, DocId end) {
        MatchSet result;
        const auto window = windows_.take();
        for (DocId from = next_from(root, 0); from < end;) {
            base_ = from / Window::size * Window::size;
            add(root, *window, nullptr);
            window->consume([&](std::uint32_t i, double weight) { result.push_back({base_ + i, weight}); });
            from = next_from(root, base_ + Window::size);
        }
        return result;
    }

private:
    /// Adds the operand's documents of the present window, with their weights, to `into`; with a mask, only those in
    /// it.
    void add(Operand& operand, Window& into, const Mask* mask) {
        switch (operand.kind) {
            case Kind::term:
                add_term(operand, into, mask);
                break;
            case Kind::fixed:
                postings(operand, mask, [&](std::uint32_t i, std::uint32_t) { into.add(i, operand.weight); });
                break;
            case Kind::synonym:
                add_synonym(operand, into, mask);
                break;
            case Kind::any:
                for (auto& part : operand.parts) add(part, into, mask);
                break;
            case Kind::best:
                add_best(operand, into, mask);
                break;
            case Kind::all:
                add_all(operand, into, mask);
                break;
            case Kind::without:
            case Kind::prefer:
                add_first(operand, into, mask);
                break;
            case Kind::near:
                operand.at = seek(operand.list, operand.at, base_, of_match);
                for (; operand.at < operand.list.size(); ++operand.at) {
                    const auto& one = operand.list[operand.at];
                    if (one.document >= base_ + Window::size) break;
                    if (!mask || mask->test(one.document - base_)) into.add(one.document - base_, one.weight);
                }
                break;
            default:
                if (operand.set) into.add_set(operand.set->words(), base_, mask ? &mask->set : nullptr);
        }
    }

    /// Calls `step(place in the window, wdf)` for each posting of the present window that the mask lets through.
    template <typename Step>
    void postings(Operand& operand, const Mask* mask, Step&& step) const {
        const auto& [documents, wdf] = *operand.postings;
        operand.at = seek(documents, operand.at, base_, itself);
        const auto first = operand.at, last = seek(documents, first, base_ + Window::size, itself);
        if (!mask) {
            for (auto at = first; at < last; ++at) step(documents[at] - base_, wdf[at]);
        } else if (mask->count * probe_cost < last - first) {
            auto at = first;
            mask->set.for_each([&](std::uint32_t i) {
                at = seek(documents, at, base_ + i, itself);
                if (at < last && documents[at] == base_ + i) step(i, wdf[at]);
            });
        } else {
            for (auto at = first; at < last; ++at)
                if (mask->test(documents[at] - base_)) step(documents[at] - base_, wdf[at]);
        }
        operand.at = last;
    }

    /// Looking for one place in a list takes as long as walking over so many postings.
    static constexpr std::size_t probe_cost = 12;

    void add_term(Operand& operand, Window& into, const Mask* mask) {
        const auto weight = operand.weight;
        if (weight == 0)
            postings(operand, mask, [&](std::uint32_t i, std::uint32_t) { into.add(i, 0); });
        else
            postings(operand, mask,
                     [&](std::uint32_t i, std::uint32_t wdf) { into.add(i, weight * lengths_.share(base_ + i, wdf)); });
    }

    void add_synonym(Operand& operand, Window& into, const Mask* mask) {
        for (auto& part : operand.parts)
            postings(part, mask, [&](std::uint32_t i, std::uint32_t wdf) { counts_.add(i, wdf); });
        counts_.consume([&](std::uint32_t i, std::uint32_t wdf) {
            // A document has no more words than its length, says Xapian.
            const auto times = std::min(wdf, lengths_.length(base_ + i));
            into.add(i, operand.weight == 0 ? 0 : operand.weight * lengths_.share(base_ + i, times));
        });
    }

    void add_best(Operand& operand, Window& into, const Mask* mask) {
        const auto best = windows_.take(), one = windows_.take();
        for (auto& part : operand.parts) {
            add(part, *one, mask);
            one->consume([&](std::uint32_t i, double weight) { best->raise(i, weight); });
        }
        best->consume([&](std::uint32_t i, double weight) { into.add(i, weight); });
    }

    void add_all(Operand& operand, Window& into, const Mask* mask) {
        const auto kept = windows_.take(), one = windows_.take();
        for (std::size_t i = 0; i < operand.parts.size(); ++i) {
            if (i == 0) {
                add(operand.parts[i], *kept, mask);
            } else {
                const Mask left{kept->bits};
                add(operand.parts[i], *one, &left);
                kept->keep(*one);
            }
            if (kept->bits.none()) return;
        }
        kept->consume([&](std::uint32_t i, double weight) { into.add(i, weight); });
    }

    /// The first part's documents, without those of the others or weighing more where the others have them too.
    void add_first(Operand& operand, Window& into, const Mask* mask) {
        if (operand.parts.empty()) return;
        const auto first = windows_.take(), others = windows_.take();
        add(operand.parts.front(), *first, mask);
        if (first->bits.none()) return;
        const Mask left{first->bits};
        for (std::size_t i = 1; i < operand.parts.size(); ++i) add(operand.parts[i], *others, &left);
        if (operand.kind == Kind::without)
            first->remove(*others);
        else
            others->consume([&](std::uint32_t i, double weight) { first->add(i, weight); });
        first->consume([&](std::uint32_t i, double weight) { into.add(i, weight); });
    }

    const Lengths& lengths_;
    DocId base_ = 0;
    WindowPool windows_;
    CountWindow counts_;
};

}  // namespace

std::uint32_t synonym_frequency(std::vector<std::uint32_t> frequencies, std::uint32_t documents) {
    std::priority_queue<std::uint32_t, std::vector<std::uint32_t>, std::greater<>> rarest{std::greater<>{},
                                                                                          std::move(frequencies)};
    while (rarest.size() > 1) {
        const double a = rarest.top();
        rarest.pop();
        const double b = rarest.top();
        rarest.pop();
        rarest.push(static_cast<std::uint32_t>(b + a - (b * a / documents) + 0.5));
    }
    return rarest.empty() ? 0 : rarest.top();
}

MatchSet execute(const Plan& plan, const Collection& collection, const Xapian::Database& records) {
    auto root = Preparation{collection, records}.prepare(plan, 1);
    if (root.cost == 0) return {};
    return Run{collection.lengths}.run(root, static_cast<DocId>(collection.columns.size()));
}

}  // namespace acervo
