// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "corpus/text.h"
#include "ingest/validation/codes.h"

namespace acervo {

namespace {

constexpr std::array members = {"source_key",
                                "collection",
                                "kind",
                                "title",
                                "abstract",
                                "summary",
                                "language",
                                "creators",
                                "authors",
                                "contributors",
                                "publisher",
                                "issued",
                                "date",
                                "year",
                                "theme",
                                "axis",
                                "sdg",
                                "keywords",
                                "country",
                                "place",
                                "government_level",
                                "level",
                                "population_band",
                                "population",
                                "event",
                                "rights",
                                "relations",
                                "source",
                                "status",
                                "note",
                                "doi",
                                "handle",
                                "isbn",
                                "issn",
                                "url",
                                "volume",
                                "series",
                                "page_start",
                                "page_end",
                                "parts",
                                "problem",
                                "objectives",
                                "solution",
                                "process",
                                "milestones",
                                "actors",
                                "beneficiaries",
                                "beneficiaries_number",
                                "participation",
                                "participants",
                                "legal_basis",
                                "competence",
                                "cost",
                                "funding",
                                "staff_fte",
                                "staff_note",
                                "capabilities",
                                "start",
                                "end",
                                "stage",
                                "results",
                                "results_note",
                                "evidence_level",
                                "evaluation",
                                "sustainability",
                                "lessons",
                                "what_failed",
                                "conditions",
                                "transferability",
                                "adoptions",
                                "awards",
                                "contact",
                                "validation",
                                "last_confirmed",
                                "file",
                                "text"};

}  // namespace

const std::vector<Named>& member_names() {
    static const std::vector<Named> names = [] {
        std::vector<Named> list;
        for (const char* const name : members) list.push_back({name, fold(name)});
        return list;
    }();
    return names;
}

}  // namespace acervo
