// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/names.h"

#include <algorithm>
#include <set>

#include "corpus/text.h"
#include "indexer/fields.h"

namespace acervo {
namespace {

constexpr char separator = '\x1f';
constexpr std::size_t longest_name = 180;  // bytes; what is longer is a sentence, and would not fit in a term

/// The folded words in alphabetical order: the same for "Freire, Paulo" and "Paulo Freire".
std::string key_of(std::string_view name) {
    const auto folded = fold(name);
    std::vector<std::string_view> parts;
    for (const auto& word : words(folded)) parts.push_back(word.text);
    std::ranges::sort(parts);
    std::string key;
    for (const auto part : parts) key.append(part) += ' ';
    return key;
}

class Collector {
public:
    void agents(const std::vector<Agent>& list) {
        for (const auto& agent : list) {
            const auto name = squeeze(agent.name);
            const auto key = key_of(name);
            if (key.empty() || name.size() > longest_name || !seen_.insert(key).second) continue;
            put(agent.organization ? fields::name_organization : fields::name_person, name);
        }
    }

    void place(const Place& place) {
        const auto name = squeeze(place.name), subdivision = squeeze(place.subdivision);
        const auto form = name + separator + subdivision + separator + place.country;
        if (key_of(name).empty() || form.size() > longest_name ||
            read_place(form) != PlaceName{name, subdivision, place.country})
            return;
        put(fields::name_place, form);
        for (const auto* text : {&name, &subdivision}) {
            const auto folded = fold(*text);
            for (const auto& word : words(folded)) put(fields::place_word, word.text);
        }
    }

    std::vector<std::string> take() && { return {terms_.begin(), terms_.end()}; }

private:
    void put(std::string_view prefix, std::string_view form) { terms_.insert(fields::term(prefix, form)); }

    std::set<std::string> seen_, terms_;
};

}  // namespace

std::vector<std::string> name_terms(const Record& record) {
    Collector collector;
    collector.agents(record.creators);
    collector.agents(record.contributors);
    for (const auto& part : record.parts) collector.agents(part.creators);
    for (const auto& place : record.places) collector.place(place);
    return std::move(collector).take();
}

std::optional<PlaceName> read_place(std::string_view form) {
    const auto first = form.find(separator);
    const auto second = first == std::string_view::npos ? first : form.find(separator, first + 1);
    if (second == std::string_view::npos) return {};
    return PlaceName{std::string{form.substr(0, first)}, std::string{form.substr(first + 1, second - first - 1)},
                     std::string{form.substr(second + 1)}};
}

}  // namespace acervo
