// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/harvest/addresses.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

#include "corpus/error.h"

namespace acervo {
namespace {

struct Block4 {
    std::uint32_t address;
    int bits;
};
/// Blocks of the registry of special-purpose IPv4 addresses (RFC 6890 and its successors), multicast and what is
/// reserved.
constexpr std::array<Block4, 17> special{{
    {0x00000000, 8},   // this network
    {0x0A000000, 8},   // private
    {0x64400000, 10},  // shared by customers of a provider
    {0x7F000000, 8},   // this machine
    {0xA9FE0000, 16},  // link-local, and the metadata of clouds
    {0xAC100000, 12},  // private
    {0xC0000000, 24},  // protocols
    {0xC0000200, 24},  // documentation
    {0xC01FC400, 24},  // AS112
    {0xC034C100, 24},  // AMT
    {0xC0586300, 24},  // 6to4 relays
    {0xC0A80000, 16},  // private
    {0xC0AF3000, 24},  // AS112
    {0xC6120000, 15},  // measurements
    {0xC6336400, 24},  // documentation
    {0xCB007100, 24},  // documentation
    {0xE0000000, 3},   // multicast, reserved, broadcast
}};

bool is_public4(std::uint32_t address) {
    return std::none_of(special.begin(), special.end(),
                        [&](const Block4& block) { return (address ^ block.address) >> (32 - block.bits) == 0; });
}

/// Only 2000::/3 is given out at all; of that, what stands for something else is taken away.
bool is_public6(const std::array<std::uint8_t, 16>& a) {
    if (a[0] >> 5 != 1) return false;
    if (a[0] == 0x20 && a[1] == 0x01 && a[2] < 2) return false;                      // 2001::/23: Teredo and others
    if (a[0] == 0x20 && a[1] == 0x01 && a[2] == 0x0D && a[3] == 0xB8) return false;  // documentation
    if (a[0] == 0x20 && a[1] == 0x02) return false;                                  // 6to4
    return !(a[0] == 0x3F && a[1] == 0xFF && a[2] < 0x10);                           // documentation
}

}  // namespace

std::string NetAddress::text() const {
    std::array<char, NI_MAXHOST> host{};
    const auto* const address = reinterpret_cast<const sockaddr*>(&storage);
    if (::getnameinfo(address, length, host.data(), host.size(), nullptr, 0, NI_NUMERICHOST) != 0) return "?";
    return host.data();
}

bool is_public(const NetAddress& address) {
    if (address.storage.ss_family == AF_INET) {
        sockaddr_in four{};
        std::memcpy(&four, &address.storage, sizeof four);
        return is_public4(ntohl(four.sin_addr.s_addr));
    }
    if (address.storage.ss_family == AF_INET6) {
        sockaddr_in6 six{};
        std::memcpy(&six, &address.storage, sizeof six);
        std::array<std::uint8_t, 16> bytes{};
        std::memcpy(bytes.data(), &six.sin6_addr, bytes.size());
        return is_public6(bytes);
    }
    return false;
}

std::vector<NetAddress> addresses_of(const std::string& host, std::uint16_t port) {
    addrinfo wanted{};
    wanted.ai_socktype = SOCK_STREAM;
    wanted.ai_flags = AI_ADDRCONFIG;
    addrinfo* found = nullptr;
    const int wrong = ::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &wanted, &found);
    if (wrong != 0) {
        throw Error(Problem::not_found, "there is no machine called " + host + " (" + ::gai_strerror(wrong) + ")")
            .with_hint("Check the address of the repository.")
            .with_code("no-such-host");
    }
    const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> list{found, &::freeaddrinfo};
    std::vector<NetAddress> addresses;
    for (const auto* each = list.get(); each != nullptr; each = each->ai_next) {
        NetAddress address;
        if (each->ai_addrlen > sizeof address.storage) continue;
        std::memcpy(&address.storage, each->ai_addr, each->ai_addrlen);
        address.length = each->ai_addrlen;
        addresses.push_back(address);
    }
    return addresses;
}

}  // namespace acervo
