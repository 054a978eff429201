// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/parts.h"

#include <algorithm>
#include <map>

namespace acervo {

std::vector<std::string> part_ids(const std::vector<Part>& parts) {
    std::map<int, int> seen;
    std::vector<std::string> ids;
    for (const auto& part : parts) {
        const int nth = ++seen[part.start];
        ids.push_back(std::to_string(part.start) + (nth > 1 ? "." + std::to_string(nth) : ""));
    }
    return ids;
}

const Part* find_part(const Record& record, const std::string& id) {
    const auto ids = part_ids(record.parts);
    const auto found = std::find(ids.begin(), ids.end(), id);
    return found == ids.end() ? nullptr : &record.parts[static_cast<std::size_t>(found - ids.begin())];
}

const Part* part_of_page(const Record& record, int page) {
    const Part* best = nullptr;
    for (const auto& part : record.parts) {
        if (part.start > page || part.end < page) continue;
        // A page on which one ends and the next begins is the beginning's.
        if (best == nullptr || part.start > best->start) best = &part;
    }
    return best;
}

void sort_parts(std::vector<Part>& parts) {
    std::stable_sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) { return a.start < b.start; });
}

}  // namespace acervo
