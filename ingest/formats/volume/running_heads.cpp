// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/formats/volume/running_heads.h"

#include <algorithm>
#include <map>

#include "corpus/text.h"
#include "ingest/formats/volume/names.h"

namespace acervo::volume {
namespace {

/// A head without its page number.
std::string without_number(const std::string& text) {
    std::string out;
    for (const auto& word : words(text)) {
        const auto number = page_number(word.text);
        if (!number || number->roman) out += fold(word.text);
    }
    return out;
}

}  // namespace

RunningHeads::RunningHeads(const std::vector<Page>& pages) : heads_(pages.size()) {
    std::map<std::string, std::size_t> on_pages;
    for (std::size_t i = 0; i < pages.size(); ++i) {
        for (const auto& row : pages[i].rows) {
            const bool margin = row.top < pages[i].height * 0.085 || row.top > pages[i].height * 0.92;
            if (!margin) continue;
            auto head = without_number(row.text);
            if (head.size() < 4) continue;
            ++on_pages[head];
            heads_[i].push_back(std::move(head));
        }
    }
    // What stands on a third of all pages names the volume; what stands on one page is no running head.
    for (auto& heads : heads_) {
        std::erase_if(heads,
                      [&](const auto& head) { return on_pages[head] * 3 > std::max<std::size_t>(pages.size(), 12); });
        any_ = any_ || !heads.empty();
    }
}

bool RunningHeads::names(int page, const std::string& title, const std::vector<std::string>& authors) const {
    const auto wanted = letters_of(title);
    const auto says = [&](std::size_t i) {
        return std::any_of(heads_[i].begin(), heads_[i].end(), [&](const std::string& head) {
            if (head.size() >= 8 && (wanted.starts_with(head) || head.starts_with(wanted))) return true;
            return std::any_of(authors.begin(), authors.end(), [&](const std::string& author) {
                const auto parts = words(author);
                if (parts.empty()) return false;
                const auto family = fold(parts.back().text);
                return family.size() >= 4 && head.find(family) != std::string::npos;
            });
        });
    };
    const auto at = static_cast<std::size_t>(page);  // index of the page after it
    bool after = false;
    for (auto i = at; i < std::min(at + 3, heads_.size()); ++i) after = after || says(i);
    for (std::size_t i = at >= 3 ? at - 3 : 0; i + 1 < at; ++i) {
        if (says(i)) return false;
    }
    return after;
}

bool RunningHeads::change_at(int page) const {
    const auto at = static_cast<std::size_t>(page) - 1;
    std::vector<std::string> before, after;
    for (std::size_t i = at >= 2 ? at - 2 : 0; i < at; ++i)
        before.insert(before.end(), heads_[i].begin(), heads_[i].end());
    for (auto i = at + 1; i < std::min(at + 3, heads_.size()); ++i)
        after.insert(after.end(), heads_[i].begin(), heads_[i].end());
    if (before.empty() || after.empty()) return false;
    return std::none_of(after.begin(), after.end(), [&](const auto& head) {
        return std::find(before.begin(), before.end(), head) != before.end();
    });
}

}  // namespace acervo::volume
