#pragma once

#include <sys/socket.h>

#include <string>

namespace myotrend::deliver {

/// Whether an address is one of the public internet: not of this machine, a private or link-local network, a document,
/// or a wrapping of such an address in another kind (RFC 6890, and the IANA registries of special addresses).
bool is_public(const sockaddr& address);

/// `10.0.0.7` or `fe80::1`.
std::string text_of(const sockaddr& address);

}  // namespace myotrend::deliver
