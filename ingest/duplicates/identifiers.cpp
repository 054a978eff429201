// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/duplicates/identifiers.h"

#include <algorithm>

#include "corpus/catalogue.h"
#include "corpus/text.h"
#include "ingest/identifiers.h"

namespace acervo {

namespace {

/// An address without what does not change where it leads: scheme, "www.", fragment, a slash at the end; the host in
/// lower case.
std::string bare_address(std::string_view url) {
    const auto scheme = url.find("://");
    if (scheme == std::string_view::npos) return {};
    url.remove_prefix(scheme + 3);
    url = url.substr(0, url.find('#'));
    const auto host_end = std::min(url.find_first_of("/?"), url.size());
    std::string host = lower(url.substr(0, host_end));
    if (host.starts_with("www.")) host.erase(0, 4);
    std::string_view rest = url.substr(host_end);
    while (rest.ends_with('/')) rest.remove_suffix(1);
    return rest.empty() ? std::string() : host + std::string(rest);  // a home page is nobody's own
}

}  // namespace

std::vector<SharedIdentifier> identifiers_of(const Record& record) {
    std::vector<SharedIdentifier> found;
    for (const auto& file : record.files) {
        if (!file.sha256.empty()) found.push_back({"file", file.sha256});
    }
    if (auto value = doi(record.doi)) found.push_back({"doi", *std::move(value)});
    if (auto value = handle(record.handle)) found.push_back({"handle", *std::move(value)});
    const bool is_part = record.kind == "paper" || record.kind == "presentation" || record.page_start.has_value();
    if (auto value = isbn(record.isbn); value && !is_part) found.push_back({"isbn", *std::move(value)});
    if (auto value = bare_address(record.url); !value.empty()) found.push_back({"url", std::move(value)});
    if (!record.event.id.empty() && !record.event.contribution.empty()) {
        // A contribution may have its paper and its slides.
        found.push_back({"event.contribution",
                         record.event.id + ' ' + lower(squeeze(record.event.contribution)) + ' ' + record.kind});
    }
    return found;
}

std::uint64_t hash_of(const SharedIdentifier& identifier) {
    return std::stoull(sha256_of(identifier.field + '\0' + identifier.value).substr(0, 16), nullptr, 16);
}

}  // namespace acervo
