// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/gazetteer/gazetteer.h"

#include <cstdint>
#include <cstring>
#include <string>

#include "corpus/dictionary/format.h"
#include "corpus/error.h"
#include "corpus/gazetteer/format.h"
#include "corpus/gazetteer/sources.h"

/// A line of GeoNames' dump, then a gazetteer whose header is made right, so that what lies behind the checks at the
/// door is reached.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace acervo;
    using namespace acervo::gazetteer_format;
    std::string bytes{reinterpret_cast<const char*>(data), size};
    (void)geonames_line(bytes);
    if (size >= sizeof(Header)) {
        Header header;
        std::memcpy(&header, bytes.data(), sizeof header);
        header.magic = magic;
        header.version = version;
        header.size = size;
        header.checksum = dictionary_format::checksum(std::string_view{bytes}.substr(sizeof header));
        std::memcpy(bytes.data(), &header, sizeof header);
    }
    try {
        const Gazetteer gazetteer{bytes};
        for (const auto* typed : {"santiago", "são paulo", "a", ""}) {
            for (const auto place : gazetteer.named(typed).places) (void)to_place(gazetteer.place(place));
            for (const auto division : gazetteer.named(typed).divisions) (void)gazetteer.division(division);
            (void)gazetteer.completing(typed, 10);
            (void)gazetteer.find(typed);
        }
    } catch (const Error&) {
    }
    return 0;
}
