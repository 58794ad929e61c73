#include "myotrend/trend/ordinal.h"

#include <algorithm>
#include <cmath>

#include "myotrend/trend/robust_slope.h"
#include "myotrend/trend/summary.h"

namespace myotrend::trend {
namespace {

constexpr std::size_t compared_weeks = 4;

double mean_of(const Week* first, std::size_t count) {
  std::vector<double> means(count);
  std::transform(first, first + count, means.begin(), [](const Week& week) { return week.mean; });
  return summary_of(means).mean;
}

}  // namespace

std::vector<Week> weekly_medians(std::span<const TimedValue> series, int start_day) {
  std::vector<TimedValue> sorted;
  std::copy_if(series.begin(), series.end(), std::back_inserter(sorted),
               [&](const TimedValue& t) { return t.days >= start_day; });
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const TimedValue& a, const TimedValue& b) { return a.days < b.days; });
  const auto week_of = [&](const TimedValue& t) { return static_cast<int>(std::floor((t.days - start_day) / 7)); };
  std::vector<Week> weeks;
  std::vector<double> values;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    values.push_back(sorted[i].value);
    if (i + 1 < sorted.size() && week_of(sorted[i + 1]) == week_of(sorted[i])) continue;
    weeks.push_back({week_of(sorted[i]), static_cast<int>(values.size()), median_of(values), summary_of(values).mean});
    values.clear();
  }
  return weeks;
}

std::variant<OrdinalChange, TooLittleData> ordinal_change(std::span<const TimedValue> series, Worse worse, double alpha,
                                                          DataNeed need) {
  if (series.empty()) return TooLittleData{0, need.count, 0, need.span_days};
  const auto earlier = [](const TimedValue& a, const TimedValue& b) { return a.days < b.days; };
  const auto [first, last] = std::minmax_element(series.begin(), series.end(), earlier);
  const double span = last->days - first->days;
  const auto weeks = weekly_medians(series, static_cast<int>(std::floor(first->days)));
  const int have = static_cast<int>(weeks.size());
  if (have < std::max(need.count, 2) || span < need.span_days) {
    return TooLittleData{have, need.count, span, need.span_days};
  }
  std::vector<TimedValue> means;
  for (const Week& week : weeks) means.push_back({static_cast<double>(7 * week.number), week.mean});
  Kendall order = kendall(means);
  order.variance = std::max(order.variance, kendall_autocorrelated(means).variance);
  const std::size_t compared = std::min(compared_weeks, weeks.size() / 2);
  OrdinalChange change;
  change.first_mean = mean_of(weeks.data(), compared);
  change.last_mean = mean_of(weeks.data() + weeks.size() - compared, compared);
  change.p = order.p();
  change.tau = order.tau_b;
  change.weeks = have;
  const double moved = change.last_mean - change.first_mean;
  if (worse != Worse::neither && change.p < alpha && moved * order.s > 0) {
    const bool is_worse = (moved > 0) == (worse == Worse::up);
    change.direction = is_worse ? OrdinalDirection::worse : OrdinalDirection::better;
  }
  return change;
}

}  // namespace myotrend::trend
