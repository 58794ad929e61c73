#include "report/panel_levels.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/chart_axes.h"
#include "report/figures.h"
#include "report/reference_limits.h"

namespace myotrend::report {

namespace {

double median_of(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 == 1) return *middle;
  return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

/// The counted points since the device of the newest one came into use: those before it are not comparable.
std::vector<const ChartPoint*> comparable_points(const ChartPanel& panel, const ChartSeries& series, int learning) {
  const Instant device_from = panel.devices.empty() ? Instant::min() : panel.devices.back().at;
  std::vector<const ChartPoint*> points;
  int session = 0;
  for (const auto& point : series.points) {
    if (!is_counted(point.state) || !std::isfinite(point.value)) continue;
    if (++session > learning && point.at >= device_from) points.push_back(&point);
  }
  return points;
}

std::optional<OwnLevel> own_level_of(const ChartPanel& panel, const ChartSeries& series, const ReportInput& input) {
  const auto measure = input.catalogue.measure(panel.measure);
  const auto learning = input.learning_sessions.find(measure->index());
  const auto points =
      comparable_points(panel, series, learning == input.learning_sessions.end() ? 0 : learning->second);
  const auto needed = static_cast<std::size_t>(input.own_level_readings);
  std::vector<double> old, newest;
  for (const auto* point : points) {
    if (days_between(point->at, points.back()->at) > input.own_level_older_than_days) old.push_back(point->value);
  }
  if (old.size() < needed) return std::nullopt;
  for (const auto* point : points) newest.push_back(point->value);
  newest.erase(newest.begin(), newest.end() - static_cast<std::ptrdiff_t>(needed));
  return OwnLevel{median_of(old), static_cast<int>(old.size()), points.front()->at, median_of(newest)};
}

/// The fitted level of a line at an instant within it.
std::optional<double> level_at(const std::vector<FittedBand>& line, Instant at) {
  const auto after =
      std::lower_bound(line.begin(), line.end(), at, [](const FittedBand& band, Instant t) { return band.at < t; });
  if (after == line.end() || (after == line.begin() && after->at != at)) return std::nullopt;
  if (after->at == at) return after->mean;
  const auto before = after - 1;
  const double share = days_between(before->at, at) / days_between(before->at, after->at);
  return before->mean + share * (after->mean - before->mean);
}

void find_difference(ChartPanel& panel) {
  const auto line_of = [&](Side side) -> const std::vector<FittedBand>* {
    for (const auto& series : panel.series) {
      if (series.side == side && series.fitted.size() > 1) return &series.fitted;
    }
    return nullptr;
  };
  const auto* right = line_of(Side::right);
  const auto* left = line_of(Side::left);
  if (!right || !left) return;
  for (const auto& band : *right) {
    const auto level = level_at(*left, band.at);
    if (level && *level > 0) panel.difference.push_back({band.at, 100 * (band.mean / *level - 1)});
  }
}

std::string above_words(double pct) {
  if (std::fabs(pct) < 0.5) return "level with";
  return fmt::format("{} % {}", percent_figure(pct), pct > 0 ? "above" : "below");
}

}  // namespace

void add_levels(ChartPanel& panel, const ReportInput& input) {
  const Measure& measure = input.catalogue[*input.catalogue.measure(panel.measure)];
  const Day today = input.assessment.zone.day_of(input.assessment.as_of);
  if (panel.upper_limit) {
    panel.reference = ReferenceLimit{*panel.upper_limit, true, "the laboratory's upper limit", ""};
  } else {
    panel.reference = reference_limit(measure, panel.unit, input.picture.history->patient, today);
  }
  find_difference(panel);
  if (panel.role != Role::strength || input.own_level_readings <= 0) return;
  for (auto& series : panel.series) series.own_level = own_level_of(panel, series, input);
}

std::string own_level_words(const ChartPanel& panel, const ChartSeries& series) {
  if (!series.own_level || !series.own_level->newest) return {};
  const OwnLevel& own = *series.own_level;
  return fmt::format("now {}, {} the own level of {}", figure_with_unit(*own.newest, panel.unit),
                     above_words(100 * (*own.newest / own.value - 1)), figure_with_unit(own.value, panel.unit));
}

std::string difference_words(const ChartPanel& panel) {
  if (panel.difference.size() < 2) return {};
  return fmt::format("The right was {} the left at first and is {} it now.", above_words(panel.difference.front().pct),
                     above_words(panel.difference.back().pct));
}

}  // namespace myotrend::report
