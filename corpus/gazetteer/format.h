// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Private to corpus/gazetteer/.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

/// Layout of the gazetteer's file, little-endian: the header, then the divisions, the places, the names, and the bytes
/// of all texts. A text is a byte of length and as many bytes, named by its offset among the texts.
namespace acervo::gazetteer_format {

constexpr std::uint64_t magic = 0x315A4147'56524341;  // "ACRVGAZ1" in the file
constexpr std::uint32_t version = 2;
constexpr std::size_t longest_text = 255;
constexpr std::uint32_t division_bit = 0x80000000;  ///< of NameEntry::what
constexpr std::int16_t no_altitude = -32768;
constexpr std::uint16_t no_sea = 65535;
constexpr std::uint8_t seat_bit = 0x80;  ///< of PlaceEntry::role

struct Header {
    std::uint64_t magic = 0;
    std::uint32_t version = 0;
    std::uint32_t divisions = 0, places = 0, names = 0;
    std::uint64_t size = 0;      ///< of the file, in bytes
    std::uint64_t checksum = 0;  ///< of all that follows the header
};

struct DivisionEntry {
    std::array<char, 2> country{};
    std::uint16_t unused = 0;
    std::uint32_t code = 0, name = 0;  ///< texts
};

struct PlaceEntry {
    std::uint32_t id = 0, name = 0;  ///< texts
    std::uint32_t geonames = 0;      ///< 0: not from there
    std::uint32_t population = 0;    ///< 0: not known
    std::int32_t lat = 0, lon = 0;   ///< in hundred-thousandths of a degree
    std::uint32_t division = 0;      ///< number of it plus one; 0: not known
    std::int16_t altitude = no_altitude;
    std::array<char, 2> country{};
    std::uint8_t rank = 0;       ///< 3 capital of the country, 2 of a first-level division, 1 of a second-level one
    std::uint8_t role = 0;       ///< MetropolitanRole, and seat_bit
    std::uint16_t sea = no_sea;  ///< tenths of a kilometre to the coast
};

/// Sorted by the bytes of the key, then places by population and divisions after them.
struct NameEntry {
    std::uint32_t key = 0;   ///< text: place_key() of a name
    std::uint32_t what = 0;  ///< number of a place, or of a division with division_bit
};

static_assert(sizeof(Header) == 40 && sizeof(DivisionEntry) == 12 && sizeof(PlaceEntry) == 36 &&
              sizeof(NameEntry) == 8);
static_assert(std::is_trivially_copyable_v<PlaceEntry>);

}  // namespace acervo::gazetteer_format
