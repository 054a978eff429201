// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "corpus/label_trie.h"
#include "corpus/vocabulary.h"
#include "ingest/description/suggester.h"

namespace acervo {

/// Theme, transition axis and SDG from the labels of the thesaurus and of the vocabularies that a text uses.
///
/// A concept c that is named n times in a part of p words weighs there  w * n / (n + 0.5 + p / 150):  w is 2 for the
/// title and the keywords, 1.5 for the abstract, 1 for the body, 0.3 for affiliations. The sum over the parts, times
/// how much the label says (1 word .55, 2 words 1, more 1.2, divided by the number of concepts that share it), is what
/// c gives to its themes, in equal shares. A theme of the first level has what is given to it and to those below it;
/// axes and SDGs have what share/description/themes.json says that a theme gives them, SDGs also what their own labels
/// give.
class TopicSuggester final : public Suggester {
public:
    /// The vocabulary must outlive it.
    explicit TopicSuggester(const Vocabulary& vocabulary);
    void suggest(const Reading& reading, std::vector<FieldSuggestion>& suggestions) const override;

    /// Weight by code of a scheme, before it becomes a confidence; for measurements.
    struct Weights {
        std::map<std::string, double> themes, axes, sdgs;
    };
    Weights weights(const Reading& reading) const;

private:
    struct Target {
        std::string scheme, code;
        double weight = 1;
    };
    struct Share {
        std::string code;
        double share = 0;
    };
    struct Given {  ///< what a theme gives
        std::vector<Share> axes, sdgs;
    };
    struct Hit {
        std::array<double, where_count> times{};
        double telling = 0;  ///< the most of its labels that were found
        std::vector<std::string> words;
    };
    /// Hits by concept: of the thesaurus, or of the vocabularies with own_bit.
    using Hits = std::map<std::uint32_t, Hit>;
    struct Scores {
        std::map<std::string, double> themes, axes, sdgs;
        std::map<std::string, std::map<std::string, double>> because;  ///< words with their weight, by "scheme code"
    };

    void read_labels();
    void read_gifts();
    const Given& given_by(const std::string& theme) const;
    Hits find(const Reading& reading) const;
    Scores score(const Reading& reading) const;
    void give(Scores& scores, const std::string& theme, double weight, const std::vector<std::string>& words) const;

    const Vocabulary& vocabulary_;
    std::vector<Target> targets_;             ///< what the vocabularies' own labels stand for
    std::map<std::string, LabelTrie> tries_;  ///< of these, by analysis language
    std::map<std::string, Given> given_;      ///< by theme
};

}  // namespace acervo
