// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/description/phrases.h"

#include <algorithm>

#include "corpus/text.h"

namespace acervo {

void Phrases::add(std::string_view phrase, std::uint32_t meaning) {
    std::string key;
    for (const auto& word : words(phrase)) {
        if (!key.empty()) {
            nodes_[key].goes_on = true;
            key += ' ';
        }
        key += fold(word.text);
    }
    if (key.empty()) return;
    auto& meanings = nodes_[key].meanings;
    if (std::ranges::find(meanings, meaning) == meanings.end()) meanings.push_back(meaning);
}

Phrases::Found Phrases::longest(const std::vector<std::string>& folded, std::size_t from) const {
    Found found;
    auto at = nodes_.find(std::string_view{folded[from]});
    if (at == nodes_.end()) return found;
    std::string key;
    for (std::size_t count = 1;; ++count) {
        if (!at->second.meanings.empty()) found = {count, at->second.meanings};
        if (!at->second.goes_on || from + count >= folded.size()) return found;
        if (key.empty()) key = folded[from];
        key += ' ';
        key += folded[from + count];
        at = nodes_.find(key);
        if (at == nodes_.end()) return found;
    }
}

void Phrases::each(const std::vector<std::string>& folded,
                   const std::function<void(std::size_t, const Found&)>& visit) const {
    for (std::size_t at = 0; at < folded.size();) {
        const auto found = longest(folded, at);
        if (found.count) visit(at, found);
        at += std::max<std::size_t>(1, found.count);
    }
}

}  // namespace acervo
