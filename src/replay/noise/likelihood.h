#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "myotrend/replay/noise.h"

namespace myotrend::replay {

/// A size that is estimated: where it stands, and below which it counts as none.
struct NoiseSize {
  std::string_view name, unit;
  double trend::Parameters::*member;
  double least;
};

enum class NoiseSystem : std::uint8_t { hands, mip };
std::span<const NoiseSize> sizes_of(NoiseSystem system);

/// Log likelihood of one patient's readings of a system under "nothing progresses", the personal noise scale profiled
/// out with the detector's prior.
double log_likelihood(const trend::Parameters& parameters, NoiseSystem system, const SteadyRecord& record);

}  // namespace myotrend::replay
