// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "ingest/bibliographic/crosswalks.h"
#include "ingest/bibliographic/readers.h"
#include "ingest/bibliographic/xml_records.h"
#include "ingest/identify.h"

namespace acervo {

namespace {

/// The element that is one record in each type.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> elements{{
    {"application/marcxml+xml", "record"},
    {"application/mods+xml", "mods"},
    {"application/oai-dc+xml", "dc"},
    {"application/oai-pmh+xml", "record"},
    {"application/dspace-dc+xml", "dublin_core"},
    {"application/dim+xml", "dim"},
    {"application/xoai+xml", "metadata"},
}};

SourceRow wrong_row(Finding finding, int line) {
    SourceRow row;
    row.line = line;
    row.wrong = std::move(finding);
    return row;
}

SourceRow row_of_oai(xml::Node record, int line) {
    auto oai = oai_record(record);
    if (oai.deleted) return wrong_row({"deleted-at-source", "source_key", oai.identifier, ""}, line);
    if (!oai.made) return wrong_row({"unknown-metadata", "", oai.format, ""}, line);
    return to_row(std::move(*oai.made), line);
}

class XmlReader final : public RowReader {
public:
    bool reads(std::string_view media_type) const override { return !element_of(media_type).empty(); }
    void prepare() const override { prepare_crosswalks(); }
    void read(const SourceFile& file, std::string_view media_type, const RowSink& take) const override {
        const bool oai = media_type == "application/oai-pmh+xml";
        XmlRecordSink sink;
        sink.take = [&](xml::Node record, int line) {
            if (oai) return take(row_of_oai(record, line));
            auto made = record_from_xml(record);
            if (made) return take(to_row(std::move(*made), line));
            take(wrong_row({"unknown-metadata", "", std::string{xml::name(record)}, ""}, line));
        };
        sink.wrong = [&](const Error& error, int line) {
            take(wrong_row({error.code().empty() ? "malformed" : error.code(), "", error.what(), ""}, line));
        };
        const auto root = root_name(file.bytes);
        // A Dublin Core element has many names: alone in its file it is the root.
        const bool alone = media_type == "application/oai-dc+xml" && root != "metadata" && root != "records" &&
                           root != "collection" && root != "ListRecords";
        each_xml_record(file.bytes, alone ? root : element_of(media_type), sink);
    }

private:
    static std::string_view element_of(std::string_view media_type) {
        for (const auto& [type, element] : elements) {
            if (type == media_type) return element;
        }
        return {};
    }
};

}  // namespace

std::unique_ptr<RowReader> xml_reader() {
    return std::make_unique<XmlReader>();
}

}  // namespace acervo
