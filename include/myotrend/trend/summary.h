#pragma once

#include <cstddef>
#include <span>

namespace myotrend::trend {

/// Mean and spread of some values (Boost.Accumulators; variance in its immediate, one-pass stable form).
struct Summary {
  std::size_t count = 0;
  double mean = 0;
  double sd = 0;  // n - 1; 0 for a single value
  double smallest = 0, largest = 0;
};

/// Precondition: at least one value.
Summary summary_of(std::span<const double> values);

/// Lag-1 autocorrelation: sum (x_t - m)(x_{t+1} - m) / sum (x_t - m)^2. 0 when nothing varies.
double lag_1_autocorrelation(std::span<const double> values);

/// The middle value; the mean of the middle two of an even number. Precondition: at least one value.
double median_of(std::span<const double> values);

}  // namespace myotrend::trend
