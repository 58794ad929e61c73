#pragma once

#include <cstddef>
#include <cstdint>

namespace myotrend::trend {

/// The series of strength that the detector judges. Every reading enters as y = 100 ln(value), so that one unit of y is
/// one per cent of strength; less is worse in all of them. Both hands are one system; maximal inspiratory pressure,
/// sniff pressure (cmH2O) and forced vital capacity (litres or per cent of predicted, one of them) are the other.
enum class Stream : std::uint8_t { right_grip, left_grip, mip, snip, fvc };
inline constexpr std::size_t stream_count = 5;
inline constexpr std::size_t hand_count = 2;
inline constexpr std::size_t breath_count = stream_count - hand_count;
inline constexpr Stream all_streams[] = {Stream::right_grip, Stream::left_grip, Stream::mip, Stream::snip, Stream::fvc};

constexpr std::size_t index_of(Stream stream) { return static_cast<std::size_t>(stream); }
constexpr bool is_grip(Stream stream) { return index_of(stream) < hand_count; }
/// The code of its measure in the catalogue.
constexpr const char* measure_code_of(Stream stream) {
  switch (stream) {
    case Stream::mip: return "mip";
    case Stream::snip: return "snip";
    case Stream::fvc: return "fvc";
    default: return "grip";
  }
}

}  // namespace myotrend::trend
