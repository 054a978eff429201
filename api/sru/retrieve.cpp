// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "api/formats/marcxml.h"
#include "api/formats/mods.h"
#include "api/formats/oai_dc.h"
#include "api/sru/cql_query.h"
#include "api/sru/diagnostic.h"
#include "api/sru/sru.h"
#include "corpus/text.h"

namespace acervo::sru {
namespace {

constexpr long usual_records = 10, most_records = 100;

/// Dublin Core under the root that SRU has for it; the elements are those of OAI-PMH.
std::string dublin_core(const Stored& stored, const Publication& publication) {
    const auto written = oai_dc(stored, publication);
    const auto begin = written.find('>') + 1, end = written.rfind("</");
    return "<srw_dc:dc xmlns:srw_dc=\"info:srw/schema/1/dc-schema\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">" +
           (begin < end ? written.substr(begin, end - begin) : std::string{}) + "</srw_dc:dc>";
}

const RecordSchema& schema_asked(const std::string& name) {
    for (const auto& schema : record_schemas())
        if (name.empty() || name == schema.name || name == schema.address) return schema;
    throw Diagnostic{66, name};
}

/// Whether a record has an identifier, however it is written.
bool has_identifier(const Record& record, const std::string& wanted) {
    const auto key = [](std::string text) {
        text = ascii_lower(text);
        for (const std::string_view resolver :
             {"https://doi.org/", "http://doi.org/", "http://dx.doi.org/", "https://hdl.handle.net/", "doi:", "hdl:"})
            if (text.starts_with(resolver)) text.erase(0, resolver.size());
        if (text.find('/') == std::string::npos) std::erase(text, '-');
        return text;
    };
    for (const auto* own : {&record.doi, &record.handle, &record.isbn, &record.issn, &record.url})
        if (!own->empty() && key(*own) == key(wanted)) return true;
    return false;
}

/// The ids of what is asked for, in order.
std::vector<std::string> found(Context& context, const Asked& asked) {
    const auto stands = [&](const std::string& id) {
        const auto stored = context.catalogue.find(id);
        return stored && !stored->withdrawn;
    };
    if (asked.record) return stands(*asked.record) ? std::vector{*asked.record} : std::vector<std::string>{};
    auto ids = context.searcher.all(asked.query).ids;
    if (!asked.identifier) return ids;
    constexpr std::size_t ranked_first = 50;  // an identifier is before everything else
    if (ids.size() > ranked_first) ids.resize(ranked_first);
    std::erase_if(ids, [&](const std::string& id) {
        const auto stored = context.catalogue.find(id);
        return !stored || stored->withdrawn || !has_identifier(stored->record, *asked.identifier);
    });
    return ids;
}

void write_record(xml::Writer& out, const RecordSchema& schema, const std::string& data, bool packed, long position) {
    out.open("record").element("recordSchema", schema.address);
    out.element("recordPacking", packed ? "string" : "xml");
    out.open("recordData");
    if (packed) {
        out.text(data);
    } else {
        out.raw(data);
    }
    out.close().element("recordPosition", std::to_string(position)).close();
}

}  // namespace

const std::vector<RecordSchema>& record_schemas() {
    static const std::vector<RecordSchema> schemas{
        {"dc", "info:srw/schema/1/dc-v1.1", "Dublin Core", dublin_core},
        {"marcxml", "info:srw/schema/1/marcxml-v1.1", "MARCXML", marcxml},
        {"mods", "info:srw/schema/1/mods-v3.7", "MODS 3.7", mods},
    };
    return schemas;
}

void search_retrieve(xml::Writer& out, Context& context, const Arguments& arguments) {
    arguments.check({"operation", "version", "query", "startRecord", "maximumRecords", "recordPacking", "recordSchema",
                     "resultSetTTL"});
    const auto text = arguments.get("query");
    if (squeeze(text).empty()) throw Diagnostic{7, "query"};
    const auto& schema = schema_asked(arguments.get("recordSchema"));
    const auto packing = arguments.get("recordPacking");
    if (!packing.empty() && packing != "xml" && packing != "string") throw Diagnostic{71, packing};
    const auto start = arguments.number("startRecord", 1, 1);
    const auto most = std::min(arguments.number("maximumRecords", usual_records, 0), most_records);
    const auto ids = found(context, asked_by(parse_cql(text)));
    const auto total = static_cast<long>(ids.size());
    if (start > 1 && start > total) throw Diagnostic{61, std::to_string(start)};

    out.element("numberOfRecords", std::to_string(total));
    const auto end = std::min(total, start - 1 + most);
    if (end > start - 1) {
        out.open("records");
        for (auto i = start - 1; i < end; ++i) {
            const auto stored = context.catalogue.find(ids[static_cast<std::size_t>(i)]);
            if (stored && !stored->withdrawn)
                write_record(out, schema, schema.write(*stored, context.publication()), packing == "string", i + 1);
        }
        out.close();
    }
    if (end < total) out.element("nextRecordPosition", std::to_string(end + 1));
}

}  // namespace acervo::sru
