// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/nearest.h"

#include <algorithm>
#include <numeric>

#include "corpus/text.h"

namespace acervo {

namespace {

/// Insertions, deletions and substitutions between two texts, in bytes; anything over `most` counts as most + 1.
std::size_t distance(std::string_view a, std::string_view b, std::size_t most) {
    if (a.size() > b.size()) std::swap(a, b);
    if (b.size() - a.size() > most) return most + 1;
    std::vector<std::size_t> row(a.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t j = 1; j <= b.size(); ++j) {
        std::size_t diagonal = row[0];
        row[0] = j;
        for (std::size_t i = 1; i <= a.size(); ++i) {
            const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[i];
            row[i] = std::min({row[i] + 1, row[i - 1] + 1, changed});
        }
    }
    return std::min(row[a.size()], most + 1);
}

}  // namespace

std::vector<std::string> nearest(std::string_view written, const std::vector<Named>& names, std::size_t count) {
    constexpr std::size_t longest = 200;
    const std::string text = fold(squeeze(written.substr(0, longest)));
    if (text.empty()) return {};
    const std::size_t most = std::max<std::size_t>(1, text.size() / 3);
    struct Candidate {
        std::size_t cost;
        std::string_view code;
    };
    std::vector<Candidate> candidates;
    for (const auto& [code, name] : names) {
        std::size_t cost = 2 * distance(text, name, most);
        // Half a name ("medio ambiente", "saneamiento") is as good as a slip of the pen.
        const bool inside = text.size() >= 4 && name.find(text) != std::string::npos;
        const bool around = name.size() >= 4 && text.find(name) != std::string::npos;
        if (inside || around) cost = std::min<std::size_t>(cost, 1);
        if (cost <= 2 * most) candidates.push_back({cost, code});
    }
    std::ranges::stable_sort(candidates, {}, &Candidate::cost);
    std::vector<std::string> codes;
    for (const Candidate& candidate : candidates) {
        if (codes.size() == count) break;
        if (std::ranges::find(codes, candidate.code) == codes.end()) codes.emplace_back(candidate.code);
    }
    return codes;
}

std::string joined(const std::vector<std::string>& texts) {
    std::string line;
    for (const auto& text : texts) line += (line.empty() ? "" : ", ") + text;
    return line;
}

}  // namespace acervo
