#pragma once

#include <cstddef>
#include <cstdint>

namespace myotrend::trend {

/// The series of strength that the detector judges. Every reading enters as y = 100 ln(value in kg or cmH2O),
/// so that one unit of y is one per cent of strength.
enum class Stream : std::uint8_t { right_grip, left_grip, mip };
inline constexpr std::size_t stream_count = 3;

constexpr std::size_t index_of(Stream stream) { return static_cast<std::size_t>(stream); }
constexpr bool is_grip(Stream stream) { return stream != Stream::mip; }

}  // namespace myotrend::trend
