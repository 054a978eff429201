// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "ingest/formats/volume/layout.h"

namespace acervo::volume {

/// What stands in the heads (or feet) of the pages and changes from work to work.
class RunningHeads {
public:
    explicit RunningHeads(const std::vector<Page>& pages);

    /// Whether a head of the pages after `page` (from 1), up to three, names this title or one of these authors, and
    /// none before it does.
    bool names(int page, const std::string& title, const std::vector<std::string>& authors) const;

    /// Whether the heads around the page differ: the ones after it are not those before it.
    bool change_at(int page) const;

    /// A head that says the title of what the page belongs to; empty when none is known.
    bool empty() const { return !any_; }

private:
    std::vector<std::vector<std::string>> heads_;  ///< letters of each head, by page
    bool any_ = false;
};

}  // namespace acervo::volume
