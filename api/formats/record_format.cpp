// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/formats/record_format.h"

#include <algorithm>
#include <cstdlib>

#include "api/formats/bibtex.h"
#include "api/formats/csl_item.h"
#include "api/formats/json_ld.h"
#include "api/formats/marcxml.h"
#include "api/formats/mods.h"
#include "api/formats/oai_dc.h"
#include "api/formats/record_row.h"
#include "api/formats/ris.h"
#include "corpus/record_json.h"
#include "corpus/text.h"

namespace acervo {
namespace {

/// A whole record as a manifest has it, on one line.
std::string json_line(const Stored& stored) {
    auto object = to_json(stored.record);
    object["version"] = stored.version;
    return dump(object) + "\n";
}

/// Type and quality of one entry of an Accept header.
struct Accepted {
    std::string type;
    double quality = 1;
};

std::vector<Accepted> accepted_types(std::string_view accept) {
    std::vector<Accepted> all;
    constexpr std::size_t most = 50;
    while (!accept.empty() && all.size() < most) {
        const auto comma = std::min(accept.find(','), accept.size());
        auto entry = accept.substr(0, comma);
        accept.remove_prefix(std::min(comma + 1, accept.size()));
        Accepted one;
        const auto semicolon = entry.find(';');
        one.type = ascii_lower(squeeze(entry.substr(0, semicolon)));
        const auto quality = ascii_lower(std::string{entry}).find("q=");
        if (semicolon != std::string_view::npos && quality != std::string::npos)
            one.quality = std::strtod(std::string{entry.substr(quality + 2)}.c_str(), nullptr);
        if (!one.type.empty() && one.quality > 0) all.push_back(std::move(one));
    }
    return all;
}

}  // namespace

const std::vector<RecordFormat>& record_formats() {
    using P = Publication;
    using L = std::string;
    static constexpr std::string_view declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    static const std::string marc_head =
        std::string{declaration} + "<collection xmlns=\"http://www.loc.gov/MARC21/slim\">\n";
    static const std::string mods_head =
        std::string{declaration} + "<modsCollection xmlns=\"http://www.loc.gov/mods/v3\">\n";
    static const std::string csv_head = record_row_head();
    static const std::vector<RecordFormat> formats{
        {"bibtex", "bib", "application/x-bibtex; charset=utf-8", "", "\n", "",
         [](const Stored& stored, const P& p, const L&) { return bibtex(reference_of(stored.record, p)); }},
        {"ris", "ris", "application/x-research-info-systems; charset=utf-8", "", "\r\n", "",
         [](const Stored& stored, const P& p, const L&) { return ris(reference_of(stored.record, p)); }},
        {"csl-json", "csl.json", "application/vnd.citationstyles.csl+json", "[\n", ",\n", "\n]\n",
         [](const Stored& stored, const P& p, const L&) { return dump(csl_item(reference_of(stored.record, p))); }},
        {"jsonld", "jsonld", "application/ld+json", "[\n", ",\n", "\n]\n",
         [](const Stored& stored, const P& p, const L& language) { return dump(json_ld(stored, p, language)); }},
        {"marcxml", "marc.xml", "application/marcxml+xml", marc_head, "\n", "\n</collection>\n",
         [](const Stored& stored, const P& p, const L&) { return marcxml(stored, p); }},
        {"mods", "mods.xml", "application/mods+xml", mods_head, "\n", "\n</modsCollection>\n",
         [](const Stored& stored, const P& p, const L&) { return mods(stored, p); }},
        {"oai_dc", "xml", "application/xml", "", "", "",
         [](const Stored& stored, const P& p, const L&) { return oai_dc(stored, p); }, true, false},
        {"jsonl", "jsonl", "application/x-ndjson", "", "", "",
         [](const Stored& stored, const P&, const L&) { return json_line(stored); }, false},
        {"csv", "csv", "text/csv; charset=utf-8; header=present", csv_head, "", "",
         [](const Stored& stored, const P& p, const L& language) { return record_row(stored, p, language); }, false},
    };
    return formats;
}

const RecordFormat* record_format(std::string_view name) {
    const auto found = std::ranges::find(record_formats(), name, &RecordFormat::name);
    return found == record_formats().end() ? nullptr : &*found;
}

const RecordFormat* accepted_format(std::string_view accept) {
    const RecordFormat* best = nullptr;
    double best_quality = 0;
    for (const auto& [type, quality] : accepted_types(accept)) {
        if (quality <= best_quality) continue;
        if (type == "text/html" || type == "application/xhtml+xml" || type == "*/*" || type == "text/*") {
            best = nullptr;
            best_quality = quality;
            continue;
        }
        for (const auto& format : record_formats()) {
            if (!format.describes || !format.media_type.starts_with(type) || type.back() == '/') continue;
            if (const auto rest = format.media_type.substr(type.size()); !rest.empty() && rest.front() != ';') continue;
            best = &format;
            best_quality = quality;
        }
    }
    return best;
}

}  // namespace acervo
