// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/gazetteer/coastline.h"

#include <cstdint>
#include <string_view>

#include "corpus/error.h"

/// An outline of the land that anybody may have written.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace acervo;
    try {
        const Coastline coast{{reinterpret_cast<const char*>(data), size}};
        for (const double lat : {-90.0, -33.0, 0.0, 40.5})
            for (const double lon : {-180.0, -70.0, 3.5}) (void)coast.distance(lat, lon);
    } catch (const Error&) {
    }
    return 0;
}
