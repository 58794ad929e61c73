#include "deliver/webhook/signature.h"

#include <fmt/format.h>
#include <sodium.h>

#include <array>

namespace myotrend::deliver {

namespace {

constexpr std::string_view prefix = "whsec_";
constexpr std::size_t key_bytes_min = 24, key_bytes_max = 64;  // Standard Webhooks 1.0.0, "Signature scheme"

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

std::string signature(const std::string& key, std::string_view signed_text) {
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, bytes_of(key), key.size());
  crypto_auth_hmacsha256_update(&state, bytes_of(signed_text), signed_text.size());
  std::array<unsigned char, crypto_auth_hmacsha256_BYTES> mac{};
  crypto_auth_hmacsha256_final(&state, mac.data());
  std::array<char, sodium_base64_ENCODED_LEN(crypto_auth_hmacsha256_BYTES, sodium_base64_VARIANT_ORIGINAL)> text{};
  sodium_bin2base64(text.data(), text.size(), mac.data(), mac.size(), sodium_base64_VARIANT_ORIGINAL);
  return text.data();
}

}  // namespace

Result<std::string> signing_key_told(std::string_view text) {
  const Refusal refusal{
      fmt::format("a secret of a webhook is \"{}\" and {} to {} bytes in base64; make one with: echo whsec_$(openssl "
                  "rand -base64 32)",
                  prefix, key_bytes_min, key_bytes_max)};
  if (!text.starts_with(prefix)) return refusal;
  text.remove_prefix(prefix.size());
  std::array<unsigned char, key_bytes_max> bytes{};
  std::size_t count = 0;
  const char* end = nullptr;
  const int fault = sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &count, &end,
                                      sodium_base64_VARIANT_ORIGINAL);
  if (fault != 0 || end != text.data() + text.size() || count < key_bytes_min) return refusal;
  return std::string(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(count));
}

std::string signature_header(const std::vector<std::string>& keys, std::string_view id, std::string_view timestamp,
                             std::string_view body) {
  const std::string signed_text = fmt::format("{}.{}.{}", id, timestamp, body);
  std::string header;
  for (const auto& key : keys) header += (header.empty() ? "v1," : " v1,") + signature(key, signed_text);
  return header;
}

}  // namespace myotrend::deliver
