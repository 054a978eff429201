// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "corpus/catalogue.h"
#include "corpus/vocabulary.h"
#include "ingest/apply.h"
#include "ingest/discover.h"
#include "ingest/ingest.h"
#include "ingest/ordered_work.h"
#include "ingest/prepare.h"

namespace acervo {

/// What one run over the material needs and comes to.
struct Run {
    Catalogue& catalogue;
    const Vocabulary& vocabulary;
    const IngestOptions& options;
    const std::function<void(const Progress&)>& report;
    std::string batch = {};
    std::vector<Item> standing = {};     ///< items of an earlier run that are not repeated
    bool planning = false;               ///< goes to the end whatever is wrong, so that all of it is named
    bool held_to_plan = false;           ///< what is not as the batch's items have it is not taken in
    std::atomic<std::size_t> found = 0;  ///< items known of; discovery counts them

    /// discover -> prepare -> apply, in three kinds of threads. @return false when a rejected item stopped it.
    bool go(Applier& applier);

private:
    using Pipeline = OrderedWork<Found, Prepared>;
    void discover_into(Pipeline& pipeline, const std::filesystem::path& staging);
    bool take_out_of(Pipeline& pipeline, Applier& applier);
};

}  // namespace acervo
