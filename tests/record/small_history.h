#pragma once

#include <string_view>

#include "myotrend/record/history.h"

namespace myotrend::test {

/// A woman with a left and a right grip, a MIP and an examined weakness; no facts yet.
History empty_history();

/// Places in the lists of empty_history().
inline constexpr std::uint32_t left_grip = 0, right_grip = 1, inspiratory = 2;
inline constexpr std::uint32_t weakness_left = 0, babinski_right = 1;

Reading reading(std::uint32_t series, std::string_view effective, std::string_view recorded, double value,
                std::uint32_t ordinal = 0);
SignFinding finding(std::uint32_t site, std::string_view effective, std::string_view recorded, bool present,
                    std::uint32_t ordinal = 0);
Event event(EventKind kind, std::string_view start, std::string_view recorded);

}  // namespace myotrend::test
