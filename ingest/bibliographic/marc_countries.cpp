// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/bibliographic/marc_countries.h"

#include <algorithm>
#include <array>
#include <utility>

#include "ingest/bibliographic/marc_codes.h"

namespace acervo {

namespace {

using Area = std::pair<std::string_view, std::string_view>;

constexpr std::array<Area, 34> areas{{
    {"s-ag", "AR"}, {"s-bo", "BO"}, {"s-bl", "BR"}, {"s-cl", "CL"}, {"s-ck", "CO"}, {"s-ec", "EC"}, {"s-py", "PY"},
    {"s-pe", "PE"}, {"s-uy", "UY"}, {"s-ve", "VE"}, {"s-gy", "GY"}, {"s-sr", "SR"}, {"n-mx", "MX"}, {"n-us", "US"},
    {"n-cn", "CA"}, {"nccr", "CR"}, {"ncgt", "GT"}, {"ncho", "HN"}, {"ncnq", "NI"}, {"ncpn", "PA"}, {"nces", "SV"},
    {"ncbh", "BZ"}, {"nwcu", "CU"}, {"nwdr", "DO"}, {"nwpr", "PR"}, {"nwht", "HT"}, {"e-sp", "ES"}, {"e-po", "PT"},
    {"e-an", "AD"}, {"e-fr", "FR"}, {"e-it", "IT"}, {"e-gx", "DE"}, {"e-uk", "GB"}, {"f-ao", "AO"},
}};

}  // namespace

std::string country_of_marc_area(std::string_view code) {
    const auto* const found = std::ranges::find(areas, code.substr(0, 4), &Area::first);
    return found == areas.end() ? std::string{} : std::string{found->second};
}

std::string marc_area_of_country(std::string_view country) {
    const auto* const found = std::ranges::find(areas, country, &Area::second);
    if (found == areas.end()) return {};
    std::string code{found->first};
    code.resize(7, '-');
    return code;
}

}  // namespace acervo
