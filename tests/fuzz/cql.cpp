// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "api/sru/cql_query.h"
#include "api/sru/diagnostic.h"

/// Whatever is sent as CQL, it is read or refused with a diagnostic; what is written out is read as the same query; and
/// what it asks our search engine is a query that that can read.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace acervo;
    try {
        const auto query = sru::parse_cql({reinterpret_cast<const char*>(data), size});
        try {
            const auto again = sru::parse_cql(sru::to_string(query));
            if (again.tree != query.tree || again.sort != query.sort || again.prefixes != query.prefixes) std::abort();
        } catch (const sru::Diagnostic& diagnostic) {
            // Written out in full it may be over a limit.
            if (diagnostic.number != 12 && diagnostic.number != 13) std::abort();
        }
        const auto asked = sru::asked_by(query);
        if (!asked.record && !asked.identifier) parse_query(asked.query.text);
    } catch (const sru::Diagnostic&) {
    } catch (const QueryError&) {
    }
    return 0;
}
