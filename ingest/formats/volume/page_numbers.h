// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "ingest/formats/volume/layout.h"
#include "ingest/formats/volume/names.h"

namespace acervo::volume {

/// Physical pages of printed numbers, by vote: physical = printed + offset, one offset for arabic numbers and one for
/// roman ones.
class PageNumbers {
public:
    /// Running numbers in heads and feet, and the labels of the file.
    explicit PageNumbers(const std::vector<Page>& pages);

    /// Adds votes of entries whose title was found on a page (both from 1).
    void vote(PageNumber printed, int physical, int weight);

    /// Nothing where no vote was cast, or the page is not in the file.
    std::optional<int> physical(PageNumber printed) const;

    /// What is printed on a page: by the offsets, else the file's own label; empty when neither is known.
    std::string printed(int physical) const;

private:
    struct Series {
        std::vector<std::pair<int, int>> votes;  ///< offset, weight
        std::optional<int> offset() const;
    };
    const std::vector<Page>& pages_;
    Series arabic_, roman_;
    std::vector<std::optional<PageNumber>> running_;
};

/// The number in the head or foot of a page.
std::vector<PageNumber> running_numbers(const Page& page);

}  // namespace acervo::volume
