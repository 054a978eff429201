// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <string>

#include "ingest/harvest/harvest.h"
#include "ingest/harvest/harvest_state.h"
#include "ingest/harvest/oai_answer.h"
#include "ingest/harvest/web_client.h"

/// Private to ingest/harvest.
namespace acervo {

/// Fetches what is not there yet of a list, page by page; what came is on disk before the next is asked for.
class HarvestFetcher {
public:
    HarvestFetcher(const HarvestOptions& options, const HarvestFolder& folder, HarvestState& state,
                   const std::function<void(const HarvestProgress&)>& progress);
    void run();

private:
    using Arguments = std::map<std::string, std::string>;
    struct Page {
        OaiAnswer answer;
        MendedXml xml;
    };
    /// Asks until there is an answer of use. @throws Error (busy, code "network"; bad_input, code "not-oai" ...)
    Page ask(const std::string& verb, const Arguments& arguments);
    Page try_once(const std::string& url);
    void pause(std::chrono::seconds time, const std::string& why);
    void say(const std::string& rule, const std::string& value = {});

    void identify();
    void choose_format();
    Arguments first_arguments() const;
    /// False: it was the last one.
    bool next_page();
    bool recover(const OaiAnswer& answer);
    void count(const OaiAnswer& answer);
    bool is_seen(const std::string& sum) const;

    const HarvestOptions& options_;
    const HarvestFolder& folder_;
    HarvestState& state_;
    const std::function<void(const HarvestProgress&)>& progress_;
    WebManners manners_;
    bool asked_ = false;
    std::chrono::seconds asked_to_wait_{0};
};

}  // namespace acervo
