// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "api/oai/provider.h"
#include "api/oai/resumption.h"
#include "corpus/record_selection.h"
#include "corpus/xml_writer.h"

namespace acervo {
namespace {

/// Where the list is that a request asks for, from its arguments or from the token that stands for them.
ResumptionToken place_of(const OaiArguments& arguments, const Catalogue& catalogue, const std::string& now) {
    const auto text = arguments.get("resumptionToken");
    if (!text.empty()) {
        auto token = resumption_token(text, now);
        // There are no more records before a place than writes; the token may come from anybody.
        const bool ours = token.verb == arguments.verb && token.after <= token.end && token.after >= 0 &&
                          token.cursor >= 0 && token.cursor <= token.after && token.end <= catalogue.sequence();
        if (!ours) throw oai_error("badResumptionToken", "The resumptionToken belongs to another list.");
        return token;
    }
    return {.verb = arguments.verb,
            .prefix = arguments.get("metadataPrefix"),
            .set = arguments.get("set"),
            .from = arguments.get("from"),
            .until = arguments.get("until"),
            .end = catalogue.sequence()};
}

bool is_set_spec(const std::string& text) {
    bool inside = false;
    for (const char c : text) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        const bool mark = std::string_view{"-_.!~*'()"}.find(c) != std::string_view::npos;
        if (!letter && !mark && !(c == ':' && inside)) return false;
        inside = c != ':';
    }
    return inside;
}

/// What of the catalogue a list goes through. @throws Error (code "cannotDisseminateFormat", "badArgument",
/// "noRecordsMatch")
RecordSelection selection_of(const ResumptionToken& place, const Vocabulary& vocabulary) {
    const auto* format = metadata_format(place.prefix);
    if (!format) throw oai_error("cannotDisseminateFormat", "There is no format \"" + place.prefix + "\".");
    OaiArguments arguments{place.verb, {{"from", place.from}, {"until", place.until}}};
    auto dates = oai_dates(arguments);
    RecordSelection selection{.after = place.after, .end = place.end, .from = dates.from, .until = dates.until};
    if (!format->kind.empty()) selection.members.push_back({"$.kind", {format->kind}});
    if (!place.set.empty()) {
        if (!is_set_spec(place.set)) throw oai_error("badArgument", "\"" + place.set + "\" can be no setSpec.");
        auto members = members_of_set(place.set, vocabulary);
        if (!members) throw oai_error("noRecordsMatch", "There is no set \"" + place.set + "\".");
        selection.members.push_back(std::move(*members));
    }
    return selection;
}

}  // namespace

std::string OaiProvider::list(const OaiArguments& arguments) const {
    auto place = place_of(arguments, context.catalogue, now);
    const bool resumed = arguments.given.contains("resumptionToken");
    const auto selection = selection_of(place, context.vocabulary);
    const RecordSelector selector{context.catalogue.folder()};
    auto found = selector.select(selection, oai_page + 1);
    if (found.empty()) throw oai_error("noRecordsMatch", "There is no record that is asked for.");
    const bool more = found.size() > oai_page;
    if (more) found.pop_back();
    // Exact where it costs little: of a set, only walking through it would tell.
    if (more && !resumed && selection.members.empty()) place.size = selector.count(selection);

    std::string out = "<" + arguments.verb + ">\n";
    const auto& format = *metadata_format(place.prefix);
    for (const auto& [at, id] : found) {
        const auto stored = context.catalogue.find(id);
        if (!stored) continue;  // records are never deleted
        if (arguments.verb == "ListRecords") {
            write_record(out, *stored, format);
        } else {
            write_header(out, *stored, stored->withdrawn || !is_for(format, stored->record));
            out += "\n";
        }
    }
    if (more || resumed) {
        const auto cursor = std::to_string(place.cursor), size = place.size < 0 ? "" : std::to_string(place.size);
        std::string next;
        if (more) {
            place.after = found.back().place;
            place.cursor += static_cast<std::int64_t>(found.size());
            place.expires = expiry(now);
            next = to_text(place);
        }
        xml::Writer{out}.element(
            "resumptionToken", next,
            {{"expirationDate", more ? place.expires : std::string{}}, {"completeListSize", size}, {"cursor", cursor}});
    }
    return out + "</" + arguments.verb + ">";
}

}  // namespace acervo
