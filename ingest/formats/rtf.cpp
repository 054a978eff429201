// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/error.h"
#include "corpus/text.h"
#include "ingest/formats/formats.h"
#include "ingest/formats/metadata.h"
#include "ingest/formats/rtf_reader.h"

namespace acervo {
namespace {

void describe_info(RtfReader& reader, const std::string& file_name, Record& record) {
    const auto value = [&](const char* field) { return squeeze(clean(reader.info[field])); };
    if (is_title(value("title"), file_name)) {
        put(record.title, "", as_title(value("title")));
    } else if (is_title(reader.title, file_name)) {
        put(record.title, "", clean(as_title(reader.title)));
        record.machine.emplace_back("title");
    }
    record.creators = split_authors(value("author"));
    for (const auto& keyword : split_list(value("keywords"))) put(record.keywords, "", keyword);
    if (value("doccomm").size() > 60) put(record.abstract, "", value("doccomm"));
    record.publisher = publisher_of(value("company"));
    record.issued = edtf_date(value("creatim"));
    if (record.issued.empty()) record.issued = edtf_date(value("revtim"));
    if (!record.issued.empty()) record.machine.emplace_back("issued");
}

class RtfExtractor : public Extractor {
public:
    bool reads(std::string_view type) const override { return type == "application/rtf"; }

    Extracted extract(const SourceFile& file, std::string_view media_type) const override {
        RtfReader reader{file.bytes};
        Extracted out{.media_type = std::string{media_type}, .units = reader.sections.take()};
        if (out.units.empty()) out.notices.push_back({"no-text-layer", ""});
        if (!reader.whole) out.notices.push_back({"repaired", "the file ends too early"});
        describe_info(reader, file.name, out.described);
        return out;
    }
};

}  // namespace

std::unique_ptr<Extractor> rtf_extractor() {
    return std::make_unique<RtfExtractor>();
}

}  // namespace acervo
