// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/formats/volume/page_numbers.h"

#include <algorithm>
#include <map>

#include "corpus/text.h"

namespace acervo::volume {

std::vector<PageNumber> running_numbers(const Page& page) {
    std::vector<PageNumber> found;
    for (const auto& row : page.rows) {
        if (row.top > page.height * 0.11 && row.top < page.height * 0.86) continue;
        const auto text = squeeze(row.text);
        const auto first = text.substr(0, text.find_first_of(" |")), last = text.substr(text.find_last_of(" |") + 1);
        for (const auto& word : {first, last}) {
            // A roman number beside other words is one of their letters ("I Congreso") rather than a page.
            const auto number = page_number(word);
            if (number && (!number->roman || word == text) &&
                std::find(found.begin(), found.end(), *number) == found.end())
                found.push_back(*number);
        }
        // "- 12 -", "Página 12"
        if (words(text).size() <= 2 && !words(text).empty()) {
            const auto number = page_number(words(text).back().text);
            if (number && !number->roman && std::find(found.begin(), found.end(), *number) == found.end())
                found.push_back(*number);
        }
    }
    return found;
}

std::optional<int> PageNumbers::Series::offset() const {
    std::map<int, int> sums;
    for (const auto& [offset, weight] : votes) sums[offset] += weight;
    int best = 0, most = 0;
    for (const auto& [offset, weight] : sums) {
        if (weight > most) best = offset, most = weight;
    }
    return most >= 3 ? std::optional{best} : std::nullopt;
}

PageNumbers::PageNumbers(const std::vector<Page>& pages) : pages_(pages), running_(pages.size()) {
    for (std::size_t i = 0; i < pages.size(); ++i) {
        const int physical = static_cast<int>(i) + 1;
        for (const auto& number : running_numbers(pages[i])) vote(number, physical, 2);
        if (const auto label = page_number(pages[i].label)) vote(*label, physical, 1);
    }
}

void PageNumbers::vote(PageNumber printed, int physical, int weight) {
    auto& series = printed.roman ? roman_ : arabic_;
    series.votes.emplace_back(physical - printed.value, weight);
}

std::optional<int> PageNumbers::physical(PageNumber printed) const {
    const auto offset = (printed.roman ? roman_ : arabic_).offset();
    if (!offset) return std::nullopt;
    const int page = printed.value + *offset;
    return page >= 1 && page <= static_cast<int>(pages_.size()) ? std::optional{page} : std::nullopt;
}

std::string PageNumbers::printed(int physical) const {
    if (physical < 1 || physical > static_cast<int>(pages_.size())) return {};
    const auto& page = pages_[static_cast<std::size_t>(physical) - 1];
    if (!page.label.empty()) return page.label;
    const auto offset = arabic_.offset();
    return offset && physical - *offset >= 1 ? std::to_string(physical - *offset) : std::string{};
}

}  // namespace acervo::volume
