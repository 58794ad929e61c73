#include "myotrend/replay/fingerprint.h"

#include <sodium.h>

#include <array>
#include <stdexcept>

namespace myotrend::replay {

std::string fingerprint(const std::vector<std::string>& texts) {
  if (sodium_init() < 0) throw std::runtime_error("libsodium cannot be used");
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  const auto add = [&state](const std::string& text) {
    crypto_hash_sha256_update(&state, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  };
  if (texts.size() == 1) {  // of one file: what sha256sum says of it
    add(texts.front());
  } else {
    for (const std::string& text : texts) {
      add(std::to_string(text.size()) + ":");
      add(text);
    }
  }
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256_final(&state, hash.data());
  std::string hex(2 * hash.size() + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  hex.pop_back();
  return hex;
}

}  // namespace myotrend::replay
