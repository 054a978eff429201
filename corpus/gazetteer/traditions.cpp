// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/gazetteer/traditions.h"

#include <algorithm>
#include <array>

namespace acervo {

namespace {

/// Of a country: its kind of local government and its main language.
struct Country {
    std::string_view code;
    char tradition;
    std::string_view language;
};

// S Spanish, P Portuguese, A Andorran, B Brazilian (federation of three levels), F Hispano-American federations,
// U Hispano-American unitary states, C Cuban, R Puerto Rican, N none of these.
constexpr std::array countries = {
    Country{"AD", 'A', "ca"}, Country{"AR", 'F', "es"}, Country{"AW", 'N', "nl"}, Country{"BO", 'U', "es"},
    Country{"BR", 'B', "pt"}, Country{"BZ", 'N', "en"}, Country{"CA", 'N', "en"}, Country{"CL", 'U', "es"},
    Country{"CO", 'U', "es"}, Country{"CR", 'U', "es"}, Country{"CU", 'C', "es"}, Country{"CW", 'N', "nl"},
    Country{"DO", 'U', "es"}, Country{"EC", 'U', "es"}, Country{"ES", 'S', "es"}, Country{"FR", 'N', "fr"},
    Country{"GB", 'N', "en"}, Country{"GF", 'N', "fr"}, Country{"GI", 'N', "en"}, Country{"GT", 'U', "es"},
    Country{"GY", 'N', "en"}, Country{"HN", 'U', "es"}, Country{"HT", 'N', "fr"}, Country{"IE", 'N', "en"},
    Country{"IT", 'N', "it"}, Country{"JM", 'N', "en"}, Country{"MX", 'F', "es"}, Country{"NI", 'U', "es"},
    Country{"NL", 'N', "nl"}, Country{"PA", 'U', "es"}, Country{"PE", 'U', "es"}, Country{"PR", 'R', "es"},
    Country{"PT", 'P', "pt"}, Country{"PY", 'U', "es"}, Country{"SR", 'N', "nl"}, Country{"SV", 'U', "es"},
    Country{"TT", 'N', "en"}, Country{"US", 'N', "en"}, Country{"UY", 'U', "es"}, Country{"VE", 'F', "es"}};

struct Pair {
    std::string_view a, b;
    double likeness;
};

// The letters above; a pair that is not here is not alike at all, but for 'N', of which nothing is known.
constexpr std::array traditions = {Pair{"S", "P", 0.7}, Pair{"S", "A", 0.6}, Pair{"S", "U", 0.6}, Pair{"S", "F", 0.5},
                                   Pair{"S", "B", 0.4}, Pair{"S", "C", 0.3}, Pair{"S", "R", 0.3}, Pair{"P", "A", 0.4},
                                   Pair{"P", "B", 0.6}, Pair{"P", "U", 0.4}, Pair{"P", "F", 0.3}, Pair{"A", "U", 0.3},
                                   Pair{"A", "F", 0.2}, Pair{"B", "F", 0.6}, Pair{"B", "U", 0.4}, Pair{"F", "U", 0.7},
                                   Pair{"F", "R", 0.4}, Pair{"F", "C", 0.2}, Pair{"U", "R", 0.4}, Pair{"U", "C", 0.3}};

constexpr std::array languages = {
    Pair{"es", "pt", 0.6}, Pair{"es", "ca", 0.7}, Pair{"pt", "ca", 0.6}, Pair{"es", "it", 0.4}, Pair{"pt", "it", 0.4},
    Pair{"ca", "it", 0.4}, Pair{"es", "fr", 0.3}, Pair{"pt", "fr", 0.3}, Pair{"ca", "fr", 0.5}, Pair{"it", "fr", 0.3}};

const Country* find(std::string_view code) {
    const auto found = std::ranges::lower_bound(countries, code, {}, &Country::code);
    return found != countries.end() && found->code == code ? &*found : nullptr;
}

template <typename Table>
double in(const Table& table, std::string_view a, std::string_view b) {
    if (a == b) return 1;
    const auto found = std::ranges::find_if(
        table, [&](const Pair& pair) { return (pair.a == a && pair.b == b) || (pair.a == b && pair.b == a); });
    return found == table.end() ? 0 : found->likeness;
}

static_assert(std::ranges::is_sorted(countries, {}, &Country::code));

}  // namespace

bool is_ibero_american(std::string_view country) {
    const auto* known = find(country);
    return known != nullptr && known->tradition != 'N';
}

std::optional<double> tradition_likeness(std::string_view a, std::string_view b) {
    const auto *one = find(a), *other = find(b);
    if (one == nullptr || other == nullptr) return {};
    if (a == b) return 1;
    if (one->tradition == 'N' || other->tradition == 'N') return {};
    return in(traditions, {&one->tradition, 1}, {&other->tradition, 1});
}

std::optional<double> language_likeness(std::string_view a, std::string_view b) {
    const auto *one = find(a), *other = find(b);
    if (one == nullptr || other == nullptr) return {};
    return in(languages, one->language, other->language);
}

}  // namespace acervo
