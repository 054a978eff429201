// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/formats/access.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "api/results_json.h"

namespace acervo {
namespace {

struct KindTerms {
    std::string_view kind;
    CoarTerm coar;
    const char* eu_repo;
};
constexpr std::array<KindTerms, 11> kinds{{
    {"proceedings", {"http://purl.org/coar/resource_type/c_f744", "conference proceedings"}, "conferenceProceedings"},
    {"paper", {"http://purl.org/coar/resource_type/c_5794", "conference paper"}, "conferencePaper"},
    {"presentation", {"http://purl.org/coar/resource_type/c_c94f", "conference object"}, "conferenceObject"},
    {"poster", {"http://purl.org/coar/resource_type/c_6670", "conference poster"}, "conferencePoster"},
    // Repositories have no type for a practice: what is told of one is a report.
    {"practice", {"http://purl.org/coar/resource_type/c_93fc", "report"}, "report"},
    {"report", {"http://purl.org/coar/resource_type/c_93fc", "report"}, "report"},
    {"guide", {"http://purl.org/coar/resource_type/c_71bd", "technical documentation"}, "technicalDocumentation"},
    {"declaration", {"http://purl.org/coar/resource_type/c_1843", "other"}, "other"},
    {"programme", {"http://purl.org/coar/resource_type/c_1843", "other"}, "other"},
    {"recording", {"http://purl.org/coar/resource_type/c_12ce", "video"}, "other"},
    {"other", {"http://purl.org/coar/resource_type/c_1843", "other"}, "other"},
}};

const KindTerms& terms_of(const std::string& kind) {
    const auto found = std::find_if(kinds.begin(), kinds.end(), [&](const auto& terms) { return terms.kind == kind; });
    return found == kinds.end() ? kinds.back() : *found;
}

}  // namespace

CoarTerm coar_type(const std::string& kind) {
    return terms_of(kind).coar;
}
const char* eu_repo_type(const std::string& kind) {
    return terms_of(kind).eu_repo;
}

CoarTerm coar_access(const Stored& stored) {
    if (text_is_open(stored)) return {"http://purl.org/coar/access_right/c_abf2", "open access"};
    if (stored.record.rights.access == "embargo")
        return {"http://purl.org/coar/access_right/c_f1cf", "embargoed access"};
    return {"http://purl.org/coar/access_right/c_16ec", "restricted access"};
}

const char* eu_repo_access(const Stored& stored) {
    if (text_is_open(stored)) return "openAccess";
    return stored.record.rights.access == "embargo" ? "embargoedAccess" : "restrictedAccess";
}

}  // namespace acervo
