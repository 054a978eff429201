// SPDX-License-Identifier: GPL-3.0-or-later
//
// What places cost and how good peers are, with the gazetteer of a data folder (`acervo places build`):
//
//     bench_places DATA            completion letter by letter, and peers, in processor time
//     bench_places DATA --table    for twenty municipalities their ten nearest, to be looked at by people
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <random>
#include <string>
#include <vector>

#include "corpus/gazetteer/places.h"

namespace {

/// Of this thread's own work: on a machine that does other things, too, the clock on the wall says little.
struct Clock {
    using time_point = double;  ///< milliseconds
    static time_point now() {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
    }
};

double milliseconds_since(Clock::time_point start) {
    return Clock::now() - start;
}

void print(const char* what, std::vector<double> times) {
    std::ranges::sort(times);
    std::printf("%-28s median %.3f ms  p95 %.3f ms  most %.3f ms\n", what, times[times.size() / 2],
                times[times.size() * 95 / 100], times.back());
}

constexpr std::array municipalities = {
    "Almería, ES",      "Pontevedra, ES",       "Vitoria-Gasteiz, ES", "Braga, PT",         "Évora, PT",
    "Andorra la Vella", "Ciudad de México",     "Mérida, MX",          "Antigua Guatemala", "Santa Ana, SV",
    "Cartago, CR",      "Santiago de Cuba, CU", "Medellín, CO",        "Cuenca, EC",        "Cusco, PE",
    "Oruro, BO",        "Rosario, Santa Fe",    "Rivera, UY",          "Valdivia, CL",      "Curitiba, BR"};

void table(const acervo::Places& places) {
    for (const auto* name : municipalities) {
        const auto found = places.resolve(name);
        if (!found) {
            std::printf("%s: not there\n", name);
            continue;
        }
        const auto place = places.place(found->number);
        std::printf("%s (%s, %lld)\n", place.name.c_str(), place.country.c_str(),
                    static_cast<long long>(place.population));
        for (const auto& peer : places.peers(found->number, acervo::usual_weights, {}, 10)) {
            const auto other = places.place(peer.number);
            std::printf("    %.3f %s (%s, %lld)\n", peer.likeness.value, other.name.c_str(), other.country.c_str(),
                        static_cast<long long>(other.population));
        }
    }
}

}  // namespace

int main(int count, char** arguments) {
    using namespace acervo;
    if (count < 2) return std::fputs("bench_places DATA [--table]\n", stderr), 2;
    auto start = Clock::now();
    const auto places = Places::load(arguments[1]);
    if (places.empty()) return std::fputs("there is no gazetteer\n", stderr), 1;
    if (count > 2 && std::strcmp(arguments[2], "--table") == 0) return table(places), 0;
    std::printf("%zu places read in %.1f ms\n", places.size(), milliseconds_since(start));

    std::mt19937 random{5};
    for (std::size_t letters = 1; letters <= 6; ++letters) {
        std::vector<double> times;
        for (int i = 0; i < 400; ++i) {
            const auto name = place_key(places.place(static_cast<std::uint32_t>(random() % places.size())).name);
            start = Clock::now();
            for (const auto number : places.completing(name.substr(0, letters), 10)) (void)places.place(number);
            times.push_back(milliseconds_since(start));
        }
        print((std::to_string(letters) + " letters").c_str(), std::move(times));
    }
    start = Clock::now();
    (void)places.peers(0, usual_weights, {}, 10);
    std::printf("first peers, with reading what places are like: %.1f ms\n", milliseconds_since(start));
    std::vector<double> times;
    for (int i = 0; i < 100; ++i) {
        start = Clock::now();
        (void)places.peers(static_cast<std::uint32_t>(random() % places.size()), usual_weights, {}, 10);
        times.push_back(milliseconds_since(start));
    }
    print("ten peers", std::move(times));
}
