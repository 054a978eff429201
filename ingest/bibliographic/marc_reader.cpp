// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/bibliographic/marc.h"
#include "ingest/bibliographic/readers.h"

namespace acervo {

namespace {

class MarcReader final : public RowReader {
public:
    bool reads(std::string_view media_type) const override { return media_type == "application/marc"; }
    void prepare() const override {
        prepare_crosswalks();
        bool replaced = false;
        marc8_to_utf8(
            "\xE2"
            "e",
            replaced);  // ICU's tables of composition
    }
    void read(const SourceFile& file, std::string_view, const RowSink& take) const override {
        read_iso2709(file.bytes, [&](const MarcRecord& record, int number) {
            if (!record.fields.empty()) return take(to_row(record_from_marc(record), number));
            SourceRow row;
            row.line = number;
            row.wrong = Finding{"malformed", "", "ISO 2709", ""};
            take(row);
        });
    }
};

}  // namespace

std::unique_ptr<RowReader> marc_reader() {
    return std::make_unique<MarcReader>();
}

}  // namespace acervo
