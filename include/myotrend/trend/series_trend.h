#pragma once

#include <span>
#include <variant>

#include "myotrend/trend/posterior.h"
#include "myotrend/trend/too_little_data.h"

namespace myotrend::trend {

/// How fast a series moves, in its own unit per month.
struct RateOfChange {
  double per_month = 0;   // Theil-Sen
  Interval interval_95;   // Sen
  double tau = 0, p = 1;  // Kendall's tau-b and the two-sided Mann-Kendall p
  int n = 0;
  double days = 0;  // from the first to the last reading
};

/// Rate of any ratio series on real time, robust to single wrong values: Theil-Sen with Sen's interval. Readings in any
/// order. `month_days` is the length of a month (Parameters::month).
std::variant<RateOfChange, TooLittleData> rate_of_change(std::span<const TimedValue> series, DataNeed need,
                                                         double month_days);

}  // namespace myotrend::trend
