#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace myotrend {

/// `Z`, `+02:00`, `+0200` or `+02`; empty when it is none of these or beyond 14 hours.
std::optional<std::chrono::minutes> offset_told(std::string_view text);

}  // namespace myotrend
