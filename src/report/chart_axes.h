#pragma once

#include <string>
#include <vector>

#include "myotrend/report/clinical_picture.h"

namespace myotrend::report {

/// Values from `low` to `high` with round figures at the ticks.
struct ValueAxis {
  double low = 0, high = 1;
  std::vector<double> ticks;
  int decimals = 0;
};

/// An axis that holds `low` to `high`, with about `ticks_wanted` ticks at 1, 2 or 5 times a power of ten.
ValueAxis value_axis(double low, double high, int ticks_wanted);
/// The axis of a panel: over what was counted and fitted; a held outlier does not flatten the rest.
ValueAxis axis_of(const ChartPanel& panel, int ticks_wanted);
/// The same, and over the limit that the chart draws, if it is near.
ValueAxis axis_with_reference(const ChartPanel& panel, int ticks_wanted);
/// Counted readings of all sides; the bounds of an empty panel are 0 and 1.
std::pair<double, double> counted_range(const ChartPanel& panel);

struct DateTick {
  Instant at{};
  std::string label;   // `Jan 2025`, `Apr`, `6 May`
  bool minor = false;  // left out where there is little room
};

/// First days of months (or of weeks, in a short span) between `from` and `to`, at most `ticks_max`. `months`: their
/// short names, January first; empty: English.
std::vector<DateTick> date_ticks(Instant from, Instant to, const Zone& zone, int ticks_max,
                                 const std::vector<std::string>& months = {});

bool is_counted(PointState state);

}  // namespace myotrend::report
