// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/socket.h>

#include <cstdint>
#include <string>
#include <vector>

/// Private to ingest/harvest.
namespace acervo {

/// An address of a machine with a port, as the system has it.
struct NetAddress {
    sockaddr_storage storage{};
    socklen_t length = 0;
    std::string text() const;  ///< "192.0.2.1", "2001:db8::1"
};

/// Whether the address is one of the public internet: none of this machine, of a private or shared network, link-local,
/// multicast, reserved, of documentation, nor one of IPv6 that stands for an IPv4 address (mapped, NAT64, 6to4,
/// Teredo), behind which any of these could be.
bool is_public(const NetAddress& address);

/// All addresses of a name or of a written address in any of the forms that the system understands ("127.1",
/// "0x7f000001"). @throws Error (not_found) when there is none
std::vector<NetAddress> addresses_of(const std::string& host, std::uint16_t port);

}  // namespace acervo
