#pragma once

#include <cstdint>
#include <span>
#include <variant>
#include <vector>

#include "myotrend/record/catalogue.h"
#include "myotrend/trend/too_little_data.h"

namespace myotrend::trend {

/// One civil week of a diary: 7 days from a start day, whether or not it holds Sunday.
struct Week {
  int number = 0;  // 0: days 0 to 6
  int readings = 0;
  double median = 0, mean = 0;

  friend bool operator==(const Week&, const Week&) = default;
};

/// Medians and means by weeks of 7 days counted from `start_day`; weeks without readings are absent. Readings before
/// `start_day` are left out. O(n log n).
std::vector<Week> weekly_medians(std::span<const TimedValue> series, int start_day = 0);

enum class OrdinalDirection : std::uint8_t { no_change, worse, better };

/// Whether a diary item moved over the whole time.
struct OrdinalChange {
  OrdinalDirection direction = OrdinalDirection::no_change;
  double first_mean = 0, last_mean = 0;  // means of the first and the last four weeks with readings
  double p = 1;                          // two-sided
  double tau = 0;                        // tau-b of the weekly means
  int weeks = 0;
};

/// For items of few grades, where most pairs are tied and Theil-Sen is exactly 0: Mann-Kendall with ties on the weekly
/// MEANS (a mean of tied grades moves when their shares move), with the variance enlarged for autocorrelation (Hamed
/// and Rao 1998; never made smaller). Worse or better when p < alpha and the means of the first and the last four weeks
/// lie apart in that direction. `need` counts weeks with readings. O(n log n) in readings, O(w^2) in weeks.
std::variant<OrdinalChange, TooLittleData> ordinal_change(std::span<const TimedValue> series, Worse worse, double alpha,
                                                          DataNeed need);

}  // namespace myotrend::trend
