#include "deliver/reachable.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace myotrend::deliver {

namespace {

struct Network4 {
  std::uint32_t address;
  int bits;
};
constexpr std::uint32_t of(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
  return a << 24 | b << 16 | c << 8 | d;
}
constexpr std::array<Network4, 15> special4{{{of(0, 0, 0, 0), 8},
                                             {of(10, 0, 0, 0), 8},
                                             {of(100, 64, 0, 0), 10},
                                             {of(127, 0, 0, 0), 8},
                                             {of(169, 254, 0, 0), 16},
                                             {of(172, 16, 0, 0), 12},
                                             {of(192, 0, 0, 0), 24},
                                             {of(192, 0, 2, 0), 24},
                                             {of(192, 88, 99, 0), 24},
                                             {of(192, 168, 0, 0), 16},
                                             {of(198, 18, 0, 0), 15},
                                             {of(198, 51, 100, 0), 24},
                                             {of(203, 0, 113, 0), 24},
                                             {of(224, 0, 0, 0), 4},
                                             {of(240, 0, 0, 0), 4}}};

bool is_public4(std::uint32_t address) {
  return std::none_of(special4.begin(), special4.end(),
                      [&](const Network4& network) { return (address ^ network.address) >> (32 - network.bits) == 0; });
}

using Bytes6 = std::array<std::uint8_t, 16>;

std::uint32_t four_bytes(const Bytes6& bytes, std::size_t from) {
  return of(bytes[from], bytes[from + 1], bytes[from + 2], bytes[from + 3]);
}

bool begins(const Bytes6& bytes, std::initializer_list<std::uint8_t> prefix) {
  return std::equal(prefix.begin(), prefix.end(), bytes.begin());
}

bool is_public6(const Bytes6& bytes) {
  // Addresses that wrap one of IPv4 lead where that one leads.
  if (begins(bytes, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff})) return is_public4(four_bytes(bytes, 12));
  if (begins(bytes, {0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0})) return is_public4(four_bytes(bytes, 12));
  if (begins(bytes, {0x20, 0x02})) return is_public4(four_bytes(bytes, 2));
  if ((bytes[0] & 0xe0) != 0x20) return false;                                    // only 2000::/3 is given out
  if (begins(bytes, {0x20, 0x01, 0, 0})) return false;                            // Teredo
  if (begins(bytes, {0x20, 0x01, 0, 0x02, 0, 0})) return false;                   // benchmarks
  if (begins(bytes, {0x20, 0x01, 0x0d, 0xb8})) return false;                      // documents
  if (begins(bytes, {0x20, 0x01, 0}) && (bytes[3] & 0xf0) == 0x10) return false;  // ORCHID
  if (begins(bytes, {0x3f, 0xff}) && (bytes[2] & 0xf0) == 0) return false;        // documents
  return true;
}

}  // namespace

bool is_public(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in four{};
    std::memcpy(&four, &address, sizeof four);
    return is_public4(ntohl(four.sin_addr.s_addr));
  }
  if (address.sa_family != AF_INET6) return false;
  sockaddr_in6 six{};
  std::memcpy(&six, &address, sizeof six);
  Bytes6 bytes{};
  std::memcpy(bytes.data(), &six.sin6_addr, bytes.size());
  return is_public6(bytes);
}

std::string text_of(const sockaddr& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (address.sa_family == AF_INET) {
    sockaddr_in four{};
    std::memcpy(&four, &address, sizeof four);
    inet_ntop(AF_INET, &four.sin_addr, text.data(), text.size());
  } else if (address.sa_family == AF_INET6) {
    sockaddr_in6 six{};
    std::memcpy(&six, &address, sizeof six);
    inet_ntop(AF_INET6, &six.sin6_addr, text.data(), text.size());
  }
  return text.data();
}

}  // namespace myotrend::deliver
