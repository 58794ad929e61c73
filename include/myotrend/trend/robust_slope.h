#pragma once

#include <span>

#include "myotrend/trend/posterior.h"
#include "myotrend/trend/too_little_data.h"

namespace myotrend::trend {

/// Kendall's S = concordant - discordant pairs, its variance without any trend, and tests on it.
struct Kendall {
  double s = 0;
  double variance = 0;  // with the correction for ties in values and in times (Kendall 1975)
  double tau_b = 0;
  /// Mann-Kendall: (|S| - 1) / sqrt(variance) with the sign of S (continuity correction).
  double z() const;
  /// Two-sided, normal approximation, of z().
  double p() const;
  /// Two-sided without the continuity correction (as R and SciPy give it for tau).
  double p_uncorrected() const;
};

/// Kendall's S and tau-b of value against time, by merge sort (Knight 1966): O(n log n). Ties in both are allowed.
Kendall kendall(std::span<const TimedValue> series);

/// Mann-Kendall for autocorrelated series (Hamed and Rao 1998): the variance is multiplied by
///   1 + 2 / (n (n-1) (n-2)) * sum_i (n-i) (n-i-1) (n-i-2) rho_i
/// over the significant autocorrelations (at 5 %) of the ranks of the series less its Theil-Sen line. Takes the series
/// as equally spaced and in order; O(n^2). Never below the smallest factor 1/n.
Kendall kendall_autocorrelated(std::span<const TimedValue> series);

/// Median slope with Sen's interval.
struct RobustSlope {
  double per_day = 0;
  Interval interval;
};

/// Theil-Sen: the median of the slopes of all pairs with different times (Theil 1950), with Sen's (1968) interval from
/// the ranks (N -+ z sqrt(var S)) / 2. Up to 512 readings all slopes are formed, O(n^2); beyond that ranks are found by
/// counting inversions (Dillencourt, Mount and Netanyahu 1992) while halving the range of slopes, O(n log n) for each
/// of at most about 70 halvings. Precondition: at least two different times.
RobustSlope theil_sen(std::span<const TimedValue> series, double confidence = .95);

}  // namespace myotrend::trend
