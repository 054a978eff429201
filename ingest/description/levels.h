// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "ingest/description/phrases.h"
#include "ingest/description/suggester.h"

namespace acervo {

/// Level of government from the words that name its bodies (share/description/levels.json): each counts by where it
/// stands, the tenth time less than the first.
class LevelSuggester final : public Suggester {
public:
    LevelSuggester();
    void suggest(const Reading& reading, std::vector<FieldSuggestion>& suggestions) const override;

private:
    std::vector<std::string> levels_;
    Phrases phrases_;  ///< meanings are places in levels_
};

}  // namespace acervo
