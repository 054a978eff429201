// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/hits.h"

#include <algorithm>

#include "corpus/text.h"

namespace acervo {
namespace {

/// A text of a record and what answers in it.
struct Text {
    std::string language, text;
    std::vector<Mark> marks;
};

void add(std::vector<Text>& texts, const LangMap& map) {
    for (const auto& [language, text] : map) texts.push_back({language, text, {}});
}

/// What a record says of itself, the more telling first.
std::vector<Text> metadata_texts(const Record& record) {
    std::vector<Text> texts;
    add(texts, record.abstract);
    if (const auto& practice = record.practice) {
        for (const auto* map :
             {&practice->problem, &practice->solution, &practice->objectives, &practice->process,
              &practice->results_note, &practice->lessons, &practice->what_failed, &practice->conditions,
              &practice->sustainability, &practice->legal_basis, &practice->capabilities})
            add(texts, *map);
        for (const auto& indicator : practice->results) add(texts, indicator.name);
    }
    for (const auto& [language, words] : record.keywords) {
        std::string joined;
        for (const auto& word : words) joined += (joined.empty() ? "" : "; ") + word;
        texts.push_back({language, joined, {}});
    }
    return texts;
}

std::string joined(const std::vector<std::string>& words) {
    std::string result;
    for (const auto& word : words) result += (result.empty() ? "" : " ") + word;
    return result;
}

/// Finds, for each thing wanted, the first form in which it stands in a text.
class Matches {
public:
    Matches(const Highlighter& highlighter, std::vector<Match>& out)
        : highlighter_(highlighter), out_(out), found_(highlighter.wanted().size()) {}

    bool all() const {
        return std::ranges::all_of(found_, [](bool found) { return found; });
    }

    void look(const std::string& text, const std::string& language, const std::string& where = {}) {
        if (!all()) take(text, language, highlighter_.find(text, language), where);
    }

    void take(const std::string& text, const std::string& language, const std::vector<Mark>& marks,
              const std::string& where = {}) {
        for (const auto& mark : marks) {
            if (found_[mark.wanted]) continue;
            found_[mark.wanted] = true;
            const auto form = text.substr(mark.begin, mark.end - mark.begin);
            const auto typed = joined(highlighter_.wanted()[mark.wanted].words);
            out_.push_back({typed, form, language, how(mark.via, typed, form, where)});
        }
    }

    void look_at_name(const std::string& name) {
        for (const auto& word : words(name)) {
            const auto folded = fold(word.text);
            for (std::size_t i = 0; i < found_.size(); ++i) {
                const auto& wanted = highlighter_.wanted()[i];
                if (found_[i] || wanted.folded.size() != 1 || wanted.folded.front() != folded) continue;
                found_[i] = true;
                out_.push_back({wanted.words.front(), std::string{word.text}, "",
                                how(wanted.words.front(), std::string{word.text})});
            }
        }
    }

private:
    /// `where`: what is said of the word itself in place of how its form agrees.
    static std::string how(Via via, const std::string& typed, const std::string& form, const std::string& where) {
        if (via != Via::itself) return name_of(via);
        return where.empty() ? how(typed, form) : where;
    }

    static std::string how(const std::string& typed, const std::string& form) {
        if (lower(typed) == lower(form)) return "exact";
        return fold(typed) == fold(form) ? "folded" : "stem";
    }

    const Highlighter& highlighter_;
    std::vector<Match>& out_;
    std::vector<bool> found_;
};

/// The metadata's texts, marked; the record's language where they name none.
std::vector<Text> marked_texts(const Record& record, const Highlighter& highlighter) {
    auto texts = metadata_texts(record);
    for (auto& one : texts) {
        if (one.language == "und") one.language = text_language(record);
        one.marks = highlighter.find(one.text, one.language);
    }
    return texts;
}

/// The text that answers best, cut and marked; the beginning of the abstract where none does.
Pieces abstract_of(const Record& record, const std::vector<Text>& texts, const Highlighter& highlighter,
                   const std::string& reader) {
    const Text* best_text = nullptr;
    double best_value = 0;
    for (const auto& one : texts) {
        // The reader's language wins among equals.
        const auto value = coverage(one.marks, highlighter.wanted()) * (one.language == reader ? 1.01 : 1);
        if (value <= best_value) continue;
        best_value = value;
        best_text = &one;
    }
    if (best_text) return snippet(best_text->text, best_text->marks, highlighter.wanted());
    auto shown = best(record.abstract, reader).second;
    if (shown.empty() && record.practice) shown = best(record.practice->solution, reader).second;
    if (shown.empty() && record.practice) shown = best(record.practice->problem, reader).second;
    return snippet(shown, {}, highlighter.wanted());
}

}  // namespace

std::string text_language(const Record& record) {
    if (!record.languages.empty()) return record.languages.front();
    return record.title.empty() ? "und" : record.title.begin()->first;
}

void describe(Hit& hit, const Stored& stored, const Catalogue& catalogue, const std::vector<UnitScore>& units,
              const Highlighter& highlighter, const std::string& reader, int passages) {
    const auto& record = stored.record;
    Matches matches{highlighter, hit.matched};
    if (passages > 0 && may_show_text(stored))
        hit.passages = passages_of(catalogue, stored, units, highlighter, static_cast<std::size_t>(passages));
    for (const auto& passage : hit.passages)
        for (const auto& [text, marked] : passage.snippet)
            if (marked) matches.look(text, passage.language);
    for (const auto& [language, text] : record.title)
        matches.look(text, language == "und" ? text_language(record) : language, "title");
    if (hit.passages.empty() || !matches.all()) {
        const auto texts = marked_texts(record, highlighter);
        for (const auto& one : texts) matches.take(one.text, one.language, one.marks);
        if (hit.passages.empty()) hit.abstract = abstract_of(record, texts, highlighter, reader);
    }
    for (const auto* agents : {&record.creators, &record.contributors})
        for (const auto& agent : *agents) matches.look_at_name(agent.name);
}

void describe_translation(Hit& hit, const Translations& translations, const Highlighter& highlighter,
                          const std::string& language) {
    std::vector<std::string> found;
    for (const auto& match : hit.matched) found.push_back(match.word);
    const auto is_new = [&](const Mark& mark) {
        return std::ranges::find(found, joined(highlighter.wanted()[mark.wanted].words)) == found.end();
    };
    const auto& record = hit.stored->record;
    for (const auto* texts : {&record.title, &record.abstract}) {
        const auto made = translations.find(*texts, language, own_language(record));
        if (!made) continue;
        const auto marks = highlighter.find(made->text, language);
        for (const auto& mark : marks) {
            if (!is_new(mark)) continue;
            found.push_back(joined(highlighter.wanted()[mark.wanted].words));
            hit.matched.push_back(
                {found.back(), made->text.substr(mark.begin, mark.end - mark.begin), language, "machine"});
            if (!hit.machine) hit.machine = {snippet(made->text, marks, highlighter.wanted()), language, made->engine};
        }
    }
}

}  // namespace acervo
