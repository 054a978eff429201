// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/dictionary/transducer.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace acervo {
namespace {

/// So many letters that lead from one state to the same other one are a class such as [A-Z].
constexpr std::size_t class_size = 15;
constexpr std::uint32_t unvisited = std::numeric_limits<std::uint32_t>::max();

/// Tags of the pairs that Debian has. Auxiliary verbs are no content; a tag that is not here is not either.
PartOfSpeech part_of_speech(std::string_view tag) {
    struct Named {
        std::string_view tag;
        PartOfSpeech part;
    };
    constexpr std::array names = {Named{"<n>", PartOfSpeech::noun},     Named{"<acr>", PartOfSpeech::noun},
                                  Named{"<np>", PartOfSpeech::name},    Named{"<adj>", PartOfSpeech::adjective},
                                  Named{"<vblex>", PartOfSpeech::verb}, Named{"<adv>", PartOfSpeech::adverb}};
    const auto found = std::ranges::find(names, tag, &Named::tag);
    return found == names.end() ? PartOfSpeech::other : found->part;
}

/// Letters, and the few signs that words are written with; "#" stands before the part of a lemma that is not inflected.
bool is_letter(std::string_view symbol) {
    const auto byte = static_cast<unsigned char>(symbol[0]);
    if (byte >= 0x80) return true;
    return symbol.size() == 1 && ((byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                                  std::string_view{" '-.#"}.find(symbol[0]) != std::string_view::npos);
}

}  // namespace

Transducer::Transducer(Automaton automaton) : final_(automaton.states), initial_(std::move(automaton.initial)) {
    for (auto& text : automaton.symbols) symbols_.push_back(symbol(std::move(text)));
    for (const auto state : automaton.final) final_[state] = true;
    arcs_ = std::move(automaton.arcs);
    std::erase_if(arcs_, [&](const Arc& arc) {
        return symbols_[arc.input].kind == Symbol::Kind::excluded ||
               symbols_[arc.output].kind == Symbol::Kind::excluded;
    });
    drop_classes();
    drop_dead_ends();
    drop_cycles();
    drop_dead_ends();
}

Transducer::Symbol Transducer::symbol(std::string text) {
    Symbol result;
    if (text.starts_with('<') && text.ends_with('>') && text.size() > 2) {
        result.kind = Symbol::Kind::tag;
        result.part = part_of_speech(text);
    } else if (!text.empty()) {
        result.kind = is_letter(text) ? Symbol::Kind::letter : Symbol::Kind::excluded;
        result.text = std::move(text);
    }
    return result;
}

void Transducer::arrange() {
    std::ranges::stable_sort(arcs_, {}, &Arc::from);
    first_.assign(final_.size() + 1, 0);
    for (const auto& arc : arcs_) ++first_[arc.from + 1];
    for (std::size_t i = 1; i < first_.size(); ++i) first_[i] += first_[i - 1];
}

/// Acronyms and the like are regular expressions: [A-Z][A-Z][A-Z] alone has seventeen thousand strings and no meaning.
void Transducer::drop_classes() {
    std::ranges::stable_sort(arcs_, {}, [](const Arc& arc) { return std::pair{arc.from, arc.to}; });
    auto kept = arcs_.begin();
    for (auto begin = arcs_.begin(); begin != arcs_.end();) {
        const auto end = std::find_if(begin, arcs_.end(),
                                      [&](const Arc& arc) { return arc.from != begin->from || arc.to != begin->to; });
        const auto letters = std::count_if(begin, end, [&](const Arc& arc) {
            return arc.input == arc.output && symbols_[arc.input].kind == Symbol::Kind::letter;
        });
        if (static_cast<std::size_t>(letters) < class_size) kept = std::move(begin, end, kept);
        begin = end;
    }
    arcs_.erase(kept, arcs_.end());
    arrange();
}

void Transducer::keep(const std::vector<bool>& states) {
    std::erase_if(arcs_, [&](const Arc& arc) { return !states[arc.from] || !states[arc.to]; });
    for (std::size_t i = 0; i < final_.size(); ++i) final_[i] = final_[i] && states[i];
    arrange();
}

void Transducer::drop_dead_ends() {
    // Backwards from the final states.
    std::vector<std::vector<std::uint32_t>> before(final_.size());
    for (const auto& arc : arcs_) before[arc.to].push_back(arc.from);
    std::vector<bool> leads = final_;
    std::vector<std::uint32_t> open;
    for (std::uint32_t i = 0; i < final_.size(); ++i)
        if (final_[i]) open.push_back(i);
    while (!open.empty()) {
        const auto state = open.back();
        open.pop_back();
        for (const auto from : before[state]) {
            if (leads[from]) continue;
            leads[from] = true;
            open.push_back(from);
        }
    }
    keep(leads);
}

/// Tarjan's strongly connected components, without recursion: what lies in one of more than one state, or has an arc to
/// itself, is in a cycle.
void Transducer::drop_cycles() {
    std::vector<std::uint32_t> index(final_.size(), unvisited), low(final_.size()), stack;
    std::vector<bool> on_stack(final_.size()), acyclic(final_.size(), true);
    struct Frame {
        std::uint32_t state, arc;
    };
    std::vector<Frame> frames;
    std::uint32_t next = 0;
    const auto enter = [&](std::uint32_t state) {
        index[state] = low[state] = next++;
        stack.push_back(state);
        on_stack[state] = true;
        frames.push_back({state, first_[state]});
    };
    for (std::uint32_t root = 0; root < final_.size(); ++root) {
        if (index[root] != unvisited) continue;
        enter(root);
        while (!frames.empty()) {
            const auto state = frames.back().state;
            if (frames.back().arc < first_[state + 1]) {
                const auto to = arcs_[frames.back().arc++].to;
                if (to == state) acyclic[state] = false;
                if (index[to] == unvisited)
                    enter(to);
                else if (on_stack[to])
                    low[state] = std::min(low[state], index[to]);
                continue;
            }
            frames.pop_back();
            if (!frames.empty()) low[frames.back().state] = std::min(low[frames.back().state], low[state]);
            if (low[state] != index[state]) continue;
            const bool alone = stack.back() == state;
            for (std::uint32_t member = unvisited; member != state;) {
                member = stack.back();
                stack.pop_back();
                on_stack[member] = false;
                if (!alone) acyclic[member] = false;
            }
        }
    }
    keep(acyclic);
}

/// One side of a path: what was read or written so far.
struct Side {
    std::string letters;
    PartOfSpeech part = PartOfSpeech::other;
    bool tagged = false;
    bool queue = false;  ///< "#" came behind the tags: the rest of the lemma follows
};

/// All paths, depth first; every string is extended on the way down and cut on the way up.
class Transducer::Walk {
public:
    Walk(const Transducer& transducer, std::size_t limit) : transducer_(transducer), left_(limit) {}

    bool analyses(const std::function<void(const std::string&, const Lemma&)>& visit) {
        return walk([&](bool final) {
            if (final && output_.tagged && !input_.letters.empty() && !output_.letters.empty())
                visit(input_.letters, {output_.letters, output_.part});
            return true;
        });
    }

    bool pairs(const std::function<void(const Lemma&, const Lemma&)>& visit) {
        return walk([&](bool) {
            // Both lemmas are known with their part of speech: what follows is inflection.
            if (!input_.tagged || !output_.tagged) return true;
            if (!input_.letters.empty() && !output_.letters.empty())
                visit({input_.letters, input_.part}, {output_.letters, output_.part});
            return false;
        });
    }

private:
    struct Frame {
        std::uint32_t state, arc;
        std::size_t input_size, output_size;
        Side input, output;  // without their letters
    };

    /// `visit(final)` is told of each state that is reached, and says whether to go on from there.
    template <typename Visit>
    bool walk(Visit&& visit) {
        for (const auto root : transducer_.initial_) {
            input_ = output_ = {};
            enter(root);
            while (!frames_.empty()) {
                auto& frame = frames_.back();
                if (frame.arc == transducer_.first_[frame.state + 1]) {
                    frames_.pop_back();
                    continue;
                }
                if (left_ == 0) return false;
                --left_;
                restore(frame);
                const auto& arc = transducer_.arcs_[frame.arc++];
                if (!add(input_, arc.input) || !add(output_, arc.output)) continue;
                if (visit(transducer_.final_[arc.to])) enter(arc.to);
            }
        }
        return true;
    }

    void enter(std::uint32_t state) {
        frames_.push_back({state, transducer_.first_[state], input_.letters.size(), output_.letters.size(),
                           flags(input_), flags(output_)});
    }

    static Side flags(const Side& side) { return {{}, side.part, side.tagged, side.queue}; }

    static void restore(Side& side, const Side& flags, std::size_t size) {
        side.letters.resize(size);
        side.part = flags.part;
        side.tagged = flags.tagged;
        side.queue = flags.queue;
    }

    void restore(const Frame& frame) {
        restore(input_, frame.input, frame.input_size);
        restore(output_, frame.output, frame.output_size);
    }

    /// False where the path is none of a word.
    bool add(Side& side, std::uint32_t number) const {
        const auto& symbol = transducer_.symbols_[number];
        if (symbol.kind == Symbol::Kind::nothing) return true;
        if (symbol.kind == Symbol::Kind::tag) {
            if (!side.tagged) side.part = symbol.part;
            return side.tagged = true;
        }
        if (symbol.text == "#") return !side.tagged || (side.queue = true);
        if (side.tagged && !side.queue) return false;
        side.letters += symbol.text;
        return side.letters.size() < 256;
    }

    const Transducer& transducer_;
    std::size_t left_;
    Side input_, output_;
    std::vector<Frame> frames_;
};

bool Transducer::analyses(const std::function<void(const std::string&, const Lemma&)>& visit, std::size_t limit) const {
    return Walk{*this, limit}.analyses(visit);
}

bool Transducer::pairs(const std::function<void(const Lemma&, const Lemma&)>& visit, std::size_t limit) const {
    return Walk{*this, limit}.pairs(visit);
}

}  // namespace acervo
