#pragma once

#include <array>
#include <span>
#include <vector>

#include "myotrend/trend/parameters.h"
#include "myotrend/trend/posterior.h"
#include "myotrend/trend/stream.h"
#include "myotrend/trend/strength_filter.h"

namespace myotrend::trend {

/// A strength reading as the detector took it; those left out for their unit do not come here.
struct FittedReading {
  double days = 0;
  Stream stream = Stream::right_grip;
  double y_log_pct = 0;
  int device = 0;
  StrengthStatus status = StrengthStatus::used;
};

/// The smoothed strength at a reading's time, with its 95 % band, as 100 ln(value): exp(fitted / 100) is the value.
struct FittedPoint {
  double days = 0;
  double fitted = 0;
  Interval band_95;
};

/// For reports: the line through the readings of each stream (index: Stream), one point per reading, held ones too.
///
/// Fixed-interval smoother (Rauch, Tung and Striebel 1965, in de Jong's form of 1989) of a local linear trend: level
/// and slope, both wandering, plus the detector's slow state, state of the day and white noise. The line is level +
/// slow state. Unlike the detector's null model it follows a decline and a recovery without lag.
/// Held readings are not fitted unless they lead up to a step. A step may jump by relearn_sd, where the readings of
/// the last few jump most; a change of device by device_sd. Beyond `huber` sigma a reading counts less. The band is
/// scaled by the personal noise: the median of z^2 over that of a chi-square (1), .4549, at least scale_floor_for_z.
/// Readings in order of time; O(n).
std::array<std::vector<FittedPoint>, stream_count> fitted_line(const Parameters& parameters,
                                                               std::span<const FittedReading> readings);

}  // namespace myotrend::trend
