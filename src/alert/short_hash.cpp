#include "alert/short_hash.h"

#include <sodium/crypto_hash_sha256.h>

#include <array>

namespace myotrend {

std::string short_hash(std::initializer_list<std::string_view> parts) {
  std::string text;
  for (const std::string_view part : parts) {
    if (!text.empty()) text += '\n';
    text += part;
  }
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size());
  // Lower-case Crockford alphabet.
  constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
  std::string id;
  for (std::size_t bit = 0; bit < 16 * 5; bit += 5) {
    const unsigned pair = static_cast<unsigned>(hash[bit / 8] << 8) | hash[bit / 8 + 1];
    id += alphabet[(pair >> (11 - bit % 8)) & 31U];
  }
  return id;
}

}  // namespace myotrend
