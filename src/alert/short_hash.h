#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace myotrend {

/// 16 characters of the SHA-256 of the parts, in letters that are not read as digits over the telephone.
std::string short_hash(std::initializer_list<std::string_view> parts);

}  // namespace myotrend
