#pragma once

#include <array>
#include <string>
#include <string_view>

namespace myotrend {

using Sha256 = std::array<unsigned char, 32>;

Sha256 sha256_of(std::string_view bytes);
std::string hex_text(const Sha256& hash);

}  // namespace myotrend
