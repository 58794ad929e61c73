#include "myotrend/trend/series_trend.h"

#include <algorithm>

#include "myotrend/trend/robust_slope.h"

namespace myotrend::trend {

std::variant<RateOfChange, TooLittleData> rate_of_change(std::span<const TimedValue> series, DataNeed need,
                                                         double month_days) {
  const int have = static_cast<int>(series.size());
  double span = 0;
  if (have > 0) {
    const auto [first, last] = std::minmax_element(
        series.begin(), series.end(), [](const TimedValue& a, const TimedValue& b) { return a.days < b.days; });
    span = last->days - first->days;
  }
  if (have < std::max(need.count, 2) || span < need.span_days || span <= 0) {
    return TooLittleData{have, need.count, span, need.span_days};
  }
  const Kendall order = kendall(series);
  const RobustSlope slope = theil_sen(series);
  return RateOfChange{.per_month = slope.per_day * month_days,
                      .interval_95 = {slope.interval.low * month_days, slope.interval.high * month_days},
                      .tau = order.tau_b,
                      .p = order.p(),
                      .n = have,
                      .days = span};
}

}  // namespace myotrend::trend
