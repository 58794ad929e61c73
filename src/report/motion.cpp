#include "report/motion.h"

#include <algorithm>
#include <cmath>

#include "myotrend/trend/series_trend.h"
#include "report/chart_axes.h"

namespace myotrend::report {

namespace {

constexpr int days_of_a_week = 7;

/// Given that strength declines at all, a stream that is this sure to take part is said to fall without reserve.
constexpr double taking_part_min = 0.9;

/// Whether a flag that is met rests on a trend; of `measure` and `side`, or of any stream when `measure` is empty.
bool rests_on(const Assessment& assessment, std::string_view measure, Side side) {
  for (const auto& flag : assessment.flags) {
    if (flag.state != FlagState::met) continue;
    for (const auto& evidence : flag.evidence) {
      if (evidence.kind != EvidenceKind::trend) continue;
      if (measure.empty() || (evidence.measure == measure && (evidence.side == side || evidence.side == Side::none))) {
        return true;
      }
    }
  }
  return false;
}

std::optional<Rate> judged_rate(const ReportInput& input, const ChartPanel& panel, const ChartSeries& series) {
  for (const auto& trend : input.assessment.trends) {
    if (trend.measure != panel.measure || trend.side != series.side) continue;
    if (trend.unit != panel.unit || (trend.method && *trend.method != panel.method)) continue;
    const bool established = rests_on(input.assessment, panel.measure, series.side) ||
                             (trend.probability >= taking_part_min && rests_on(input.assessment, {}, Side::none));
    return Rate{trend.slope_per_month,
                trend.interval_95_per_month,
                trend.slope_pct_per_month,
                trend.interval_95_pct_per_month,
                trend.loss_pct,
                established};
  }
  return std::nullopt;
}

std::vector<trend::TimedValue> counted_values(const ChartSeries& series) {
  std::vector<trend::TimedValue> values;
  for (const auto& point : series.points) {
    if (!is_counted(point.state) || !std::isfinite(point.value)) continue;
    values.push_back({days_between(series.points.front().at, point.at), point.value});
  }
  return values;
}

TooLittleData told(const trend::TooLittleData& little, bool of_weeks) {
  return {little.have, little.need, static_cast<int>(little.span_days),
          static_cast<int>(std::ceil(little.span_need_days)), of_weeks};
}

double median_of(std::vector<trend::TimedValue> values) {
  const auto half = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), half, values.end(),
                   [](const trend::TimedValue& a, const trend::TimedValue& b) { return a.value < b.value; });
  return half->value;
}

Motion slope_of(const ReportInput& input, const std::vector<trend::TimedValue>& values) {
  const trend::DataNeed need{input.readings_min, static_cast<double>(input.days_min)};
  const auto answer = trend::rate_of_change(values, need, input.detector->month);
  if (const auto* little = std::get_if<trend::TooLittleData>(&answer)) return told(*little, false);
  const auto& slope = std::get<trend::RateOfChange>(answer);
  const double pct = 100 / std::max(std::fabs(median_of(values)), 1e-9);
  return Rate{slope.per_month,
              {slope.interval_95.low, slope.interval_95.high},
              slope.per_month * pct,
              {slope.interval_95.low * pct, slope.interval_95.high * pct},
              0,
              true};
}

bool falls_surely(const Motion& motion) {
  const auto* rate = std::get_if<Rate>(&motion);
  return rate && rate->interval_95_per_month.second < 0;
}

}  // namespace

Motion motion_of(const ReportInput& input, const ChartPanel& panel, const ChartSeries& series) {
  if (panel.role == Role::lab) return NoRate{};
  const auto judged = judged_rate(input, panel, series);
  if (judged && judged->established) return *judged;
  if (!input.detector) return judged ? Motion(*judged) : Motion(NoRate{});
  const auto values = counted_values(series);
  if (panel.scale == ScaleKind::ordinal) {
    const trend::DataNeed need{input.diary_weeks_min, static_cast<double>(input.diary_weeks_min * days_of_a_week)};
    const auto answer = trend::ordinal_change(values, panel.worse, input.diary_alpha, need);
    if (const auto* little = std::get_if<trend::TooLittleData>(&answer)) return told(*little, true);
    return std::get<trend::OrdinalChange>(answer);
  }
  Motion slope = slope_of(input, values);
  // Readings of neighbouring days resemble each other, so a slope alone does not establish a fall of strength.
  if (panel.role == Role::strength && falls_surely(slope)) {
    if (judged) return *judged;
    std::get<Rate>(slope).established = false;
  }
  return slope;
}

}  // namespace myotrend::report
