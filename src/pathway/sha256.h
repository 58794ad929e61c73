#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace myotrend::pathway {

/// SHA-256 (hex) over the texts one after the other, each preceded by its length.
std::string sha256_hex(std::initializer_list<std::string_view> texts);

}  // namespace myotrend::pathway
