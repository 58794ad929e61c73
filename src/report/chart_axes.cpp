#include "report/chart_axes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace myotrend::report {

namespace {

namespace d = date;

double round_step(double span, int ticks_wanted) {
  const double raw = span / std::max(1, ticks_wanted);
  const double power = std::pow(10.0, std::floor(std::log10(raw)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (factor * power >= raw * (1 - 1e-9)) return factor * power;
  }
  return 10 * power;
}

using Months = std::vector<std::string>;

const Months& english_months() {
  static const Months months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  return months;
}

std::string month_label(const Months& months, d::year_month_day day, bool with_year) {
  const std::string& month = months[static_cast<unsigned>(day.month()) - 1];
  return with_year ? fmt::format("{} {}", month, static_cast<int>(day.year())) : month;
}

std::vector<DateTick> month_ticks(const Months& months, Day from, Day to, const Zone& zone, int step) {
  std::vector<DateTick> ticks;
  const d::year_month_day first{from};
  d::year_month month = first.year() / first.month();
  const auto index = [](d::year_month ym) {
    return static_cast<int>(ym.year()) * 12 + static_cast<int>(static_cast<unsigned>(ym.month())) - 1;
  };
  while (index(month) % step != 0 || Day{month / 1} < from) month += d::months{1};
  int year_told = 0;
  for (; Day{month / 1} <= to; month += d::months{step}) {
    const int year = static_cast<int>(month.year());
    ticks.push_back({zone.start_of(Day{month / 1}), month_label(months, month / 1, year != year_told), false});
    year_told = year;
  }
  // The ticks that stay where room is short tell the year themselves.
  for (std::size_t i = 0; i < ticks.size(); ++i) ticks[i].minor = ticks.size() > 4 && i % 2 == 1;
  return ticks;
}

std::vector<DateTick> day_ticks(const Months& months, Day from, Day to, const Zone& zone, int step) {
  std::vector<DateTick> ticks;
  for (Day day = from; day <= to; day += d::days{step}) {
    const d::year_month_day civil{day};
    ticks.push_back({zone.start_of(day),
                     fmt::format("{} {}", static_cast<unsigned>(civil.day()), month_label(months, civil, false)),
                     ticks.size() % 2 == 1});
  }
  return ticks;
}

/// A limit far from all readings would flatten them; then it is told in words alone.
bool is_near(double limit, double low, double high) {
  const double room = std::max(high - low, std::fabs(high) / 4);
  return limit > low - room && limit < high + room;
}

ValueAxis axis_over(double low, double high, int ticks_wanted) {
  const double margin = std::max((high - low) / 20, std::fabs(high) / 100);
  const double least = low >= 0 ? 0 : low - margin;
  return value_axis(std::max(least, low - margin), high + margin, ticks_wanted);
}

}  // namespace

bool is_counted(PointState state) { return state == PointState::counted || state == PointState::corrected; }

ValueAxis value_axis(double low, double high, int ticks_wanted) {
  if (high - low < 1e-9 * std::max(1.0, std::fabs(high))) {
    const double half = std::max(0.5, std::fabs(high) / 20);
    low -= half;
    high += half;
  }
  const double step = round_step(high - low, ticks_wanted);
  ValueAxis axis;
  axis.low = low;
  axis.high = high;
  axis.decimals = std::max(0, static_cast<int>(-std::floor(std::log10(step) + 1e-9)));
  for (double tick = std::ceil(low / step - 1e-9) * step; tick <= high + step * 1e-9; tick += step) {
    axis.ticks.push_back(std::fabs(tick) < step * 1e-9 ? 0 : tick);
  }
  return axis;
}

std::pair<double, double> counted_range(const ChartPanel& panel) {
  double low = std::numeric_limits<double>::infinity(), high = -low;
  for (const auto& series : panel.series) {
    for (const auto& point : series.points) {
      if (!is_counted(point.state) || !std::isfinite(point.value)) continue;
      low = std::min(low, point.value);
      high = std::max(high, point.value);
    }
    for (const auto& band : series.fitted) {
      low = std::min(low, band.mean);
      high = std::max(high, band.mean);
    }
  }
  if (low > high) {  // nothing was counted: show at least what was told
    for (const auto& series : panel.series) {
      for (const auto& point : series.points) {
        if (!std::isfinite(point.value)) continue;
        low = std::min(low, point.value);
        high = std::max(high, point.value);
      }
    }
  }
  return low > high ? std::pair{0.0, 1.0} : std::pair{low, high};
}

ValueAxis axis_of(const ChartPanel& panel, int ticks_wanted) {
  if (panel.fixed_range) {
    const double air = (panel.fixed_range->high - panel.fixed_range->low) / 25;
    return value_axis(panel.fixed_range->low - air, panel.fixed_range->high + air, ticks_wanted);
  }
  auto [low, high] = counted_range(panel);
  if (panel.upper_limit) high = std::max(high, *panel.upper_limit);
  return axis_over(low, high, ticks_wanted);
}

ValueAxis axis_with_reference(const ChartPanel& panel, int ticks_wanted) {
  if (panel.fixed_range || !panel.reference) return axis_of(panel, ticks_wanted);
  auto [low, high] = counted_range(panel);
  if (is_near(panel.reference->value, low, high)) {
    low = std::min(low, panel.reference->value);
    high = std::max(high, panel.reference->value);
  }
  return axis_over(low, high, ticks_wanted);
}

std::vector<DateTick> date_ticks(Instant from, Instant to, const Zone& zone, int ticks_max,
                                 const std::vector<std::string>& months) {
  const Months& names = months.empty() ? english_months() : months;
  const Day first = zone.day_of(from), last = zone.day_of(to);
  const int days = static_cast<int>((last - first).count());
  constexpr int days_of_a_quarter = 92, days_of_a_week = 7;
  if (days <= days_of_a_quarter) {
    int step = days_of_a_week;
    while (days / step >= ticks_max) step += days_of_a_week;
    return day_ticks(names, first, last, zone, step);
  }
  int step = 120;
  for (const int candidate : {60, 24, 12, 6, 3, 2, 1}) {
    if (days / (candidate * 30) < ticks_max) step = candidate;
  }
  return month_ticks(names, first, last, zone, step);
}

}  // namespace myotrend::report
