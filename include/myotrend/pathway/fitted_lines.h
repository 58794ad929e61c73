#pragma once

#include <string>
#include <vector>

#include "myotrend/pathway/judge.h"

namespace myotrend::pathway {

/// The strength that a reading of the line most probably stood for, with its 95 % band, in the stored unit.
struct FittedStrength {
  Instant at{};
  double level = 0, low = 0, high = 0;
};

/// The smoothed line through one hand's grip, or through the inspiratory pressure; oldest first.
struct FittedStream {
  std::string measure;
  Side side = Side::none;
  Unit unit = Unit::none;
  std::vector<FittedStrength> points;
};

/// For pages: a line through each stream of strength, taking readings as the judgement took them (a suspected unit is
/// left out, held ones are not followed, an abrupt step is). Streams without readings are left out.
std::vector<FittedStream> fitted_lines(const Rulebook& rulebook, const Picture& picture);

}  // namespace myotrend::pathway
