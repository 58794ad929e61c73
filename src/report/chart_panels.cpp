#include <algorithm>
#include <cmath>
#include <tuple>

#include "myotrend/trend/ordinal.h"
#include "report/chart_axes.h"
#include "report/figures.h"
#include "report/motion.h"
#include "report/panel_levels.h"
#include "report/readings_shown.h"
#include "report/words.h"

namespace myotrend::report {

namespace {

constexpr std::size_t diary_points_min = 60;    // fewer days say enough by themselves
constexpr double bounded_scale_width_max = 60;  // a score of 0 to 60 keeps its whole scale on the axis

/// Readings of one key share a chart; another method, muscle or region is another chart.
using PanelKey = std::tuple<int, MeasureCode, Unit, std::string, std::string, Region>;

int reading_order(Role role) {
  switch (role) {
    case Role::strength: return 0;
    case Role::function: return 1;
    case Role::lab: return 2;
    case Role::symptom: return 3;
    case Role::twitch: return 4;
    case Role::context: return 5;
  }
  return 6;
}

PanelKey key_of_panel(const ReportInput& input, const Series& series) {
  const Role role = input.catalogue[series.measure].role;
  return {reading_order(role), series.measure, series.unit, series.method, series.muscle, series.region};
}

std::string device_name(const Series& series) {
  if (!series.device.empty()) return series.device;
  return series.source == Source::patient ? std::string() : std::string(word_of(series.source));
}

std::string panel_title(const ReportInput& input, const Series& series) {
  std::string title = input.catalogue[series.measure].title;
  if (!series.muscle.empty()) title += ", " + series.muscle;
  if (series.region != Region::none) title += ", " + std::string(word_of(series.region));
  if (!series.method.empty()) title += ", " + series.method;
  return title;
}

ChartPanel empty_panel(const ReportInput& input, const Series& series) {
  const Measure& measure = input.catalogue[series.measure];
  ChartPanel panel;
  panel.measure = measure.code;
  panel.method = series.method;
  panel.title = panel_title(input, series);
  panel.unit = series.unit;
  panel.unit_word = unit_label(series.unit);
  panel.worse = measure.worse;
  panel.scale = measure.scale;
  panel.role = measure.role;
  const MeasureForm* form = input.catalogue.form(series.measure, series.unit);
  if (form && form->hard && measure.scale != ScaleKind::ratio &&
      form->hard->high - form->hard->low <= bounded_scale_width_max) {
    panel.fixed_range = form->hard;
  }
  return panel;
}

ChartSeries& series_of_side(ChartPanel& panel, Side side) {
  const auto found = std::find_if(panel.series.begin(), panel.series.end(),
                                  [&](const ChartSeries& series) { return series.side == side; });
  if (found != panel.series.end()) return *found;
  panel.series.emplace_back().side = side;
  return panel.series.back();
}

/// The first use of each device in a panel, but for the one it began with.
struct DevicesSeen {
  std::vector<std::string> names;
  std::string last;
};

class PanelWriter {
 public:
  PanelWriter(const ReportInput& input, const ReadingMarks& marks) : input_(input), marks_(marks) {}

  void add(const Reading& reading, bool duplicate) {
    const Series& series = input_.picture.history->series[reading.series];
    auto [found, fresh] = panels_.try_emplace(key_of_panel(input_, series));
    if (fresh) found->second.panel = empty_panel(input_, series);
    ChartPanel& panel = found->second.panel;
    ChartPoint point = marks_.point_of(reading, duplicate);
    see_device(found->second.devices, panel, point, device_name(series));
    if (std::isfinite(reading.upper_limit)) panel.upper_limit = reading.upper_limit;
    series_of_side(panel, series.side).points.push_back(std::move(point));
  }

  std::vector<ChartPanel> panels() {
    std::vector<ChartPanel> all;
    for (auto& [key, one] : panels_) all.push_back(std::move(one.panel));
    return all;
  }

 private:
  struct Begun {
    ChartPanel panel;
    DevicesSeen devices;
  };

  static void see_device(DevicesSeen& seen, ChartPanel& panel, ChartPoint& point, const std::string& name) {
    const bool first = seen.names.empty();
    const bool unseen = std::find(seen.names.begin(), seen.names.end(), name) == seen.names.end();
    if (unseen) seen.names.push_back(name);
    if (unseen && !first && !name.empty()) panel.devices.push_back({point.at, point.day, name});
    if (name != seen.last && !name.empty()) point.remark += (point.remark.empty() ? "" : "; ") + ("by " + name);
    seen.last = name;
  }

  const ReportInput& input_;
  const ReadingMarks& marks_;
  std::map<PanelKey, Begun> panels_;
};

/// Shadowed readings stand beside the counted ones, in order of time.
std::vector<std::pair<const Reading*, bool>> readings_in_order(const Picture& picture) {
  std::vector<std::pair<const Reading*, bool>> all;
  all.reserve(picture.readings.size() + picture.shadowed.size());
  for (const auto& reading : picture.readings) all.emplace_back(&reading, false);
  for (const auto& shadowed : picture.shadowed) all.emplace_back(&shadowed.reading, true);
  std::stable_sort(all.begin(), all.end(),
                   [](const auto& a, const auto& b) { return a.first->effective < b.first->effective; });
  return all;
}

/// Symptoms and twitches are set aside as a measure, whichever readings are named: that is said once, and the points
/// stay plain. A laboratory value is set aside by itself.
void set_aside_as_a_whole(ChartPanel& panel, const ReadingMarks& marks) {
  if (panel.role == Role::strength || panel.role == Role::function || panel.role == Role::lab) return;
  for (auto& series : panel.series) {
    for (auto& point : series.points) {
      if (point.state != PointState::set_aside) continue;
      panel.set_aside = marks.set_aside_reason(point.id);
      point.state = point.before ? PointState::corrected : PointState::counted;
    }
  }
}

std::vector<Day> days_of(const ChartPanel& panel) {
  std::vector<Day> all;
  for (const auto& series : panel.series) {
    for (const auto& point : series.points) all.push_back(point.day);
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

int median_spacing(const std::vector<Day>& all) {
  std::vector<int> spacings;
  for (std::size_t i = 1; i < all.size(); ++i) spacings.push_back(whole_days(all[i - 1], all[i]));
  if (spacings.empty()) return 0;
  std::nth_element(spacings.begin(), spacings.begin() + static_cast<std::ptrdiff_t>(spacings.size() / 2),
                   spacings.end());
  return spacings[spacings.size() / 2];
}

/// A pause is a gap when it is long for this measure: a quarterly blood test does not pause after five weeks.
void find_gaps(ChartPanel& panel, const ReportInput& input) {
  const std::vector<Day> all = days_of(panel);
  constexpr int spacings_without_a_gap = 3;
  const auto advised = input.catalogue[*input.catalogue.measure(panel.measure)].interval_days;
  const int usual = std::max(median_spacing(all), static_cast<int>(advised.value_or(0)));
  const int gap_min = std::max(input.gap_days_min, spacings_without_a_gap * usual);
  for (std::size_t i = 1; i < all.size(); ++i) {
    if (whole_days(all[i - 1], all[i]) > gap_min) panel.gaps.push_back({all[i - 1], all[i], false});
  }
  const Day today = input.assessment.zone.day_of(input.assessment.as_of);
  if (!all.empty() && whole_days(all.back(), today) > gap_min) panel.gaps.push_back({all.back(), today, true});
}

void find_weekly_median(ChartPanel& panel) {
  if (panel.scale != ScaleKind::ordinal || panel.series.size() != 1) return;
  const auto& points = panel.series.front().points;
  if (points.size() < diary_points_min) return;
  std::vector<trend::TimedValue> values;
  for (const auto& point : points) {
    if (!is_counted(point.state)) continue;
    values.push_back({static_cast<double>(whole_days(points.front().day, point.day)), point.value});
  }
  for (const auto& week : trend::weekly_medians(values)) {
    const auto middle = date::days{7 * week.number} + std::chrono::hours{84};
    panel.weekly_median.emplace_back(points.front().at + middle, week.median);
  }
}

void add_fitted_line(ChartSeries& series, const ChartPanel& panel, const std::vector<FittedLine>& lines,
                     Instant as_of) {
  for (const auto& line : lines) {
    if (line.measure != panel.measure || line.side != series.side || line.unit != panel.unit) continue;
    if (line.method && *line.method != panel.method) continue;
    for (const auto& point : line.points) {
      if (point.at <= as_of) series.fitted.push_back(point);
    }
  }
}

}  // namespace

std::vector<ChartPanel> chart_panels(const ReportInput& input) {
  const ReadingMarks marks(input);
  PanelWriter writer(input, marks);
  for (const auto& [reading, duplicate] : readings_in_order(input.picture)) writer.add(*reading, duplicate);
  std::vector<ChartPanel> panels = writer.panels();
  const std::vector<FittedLine> lines = input.fitted.empty() ? fitted_lines(input) : input.fitted;
  for (auto& panel : panels) {
    std::sort(panel.series.begin(), panel.series.end(),
              [](const ChartSeries& a, const ChartSeries& b) { return a.side > b.side; });  // right, left, none
    set_aside_as_a_whole(panel, marks);
    find_gaps(panel, input);
    find_weekly_median(panel);
    for (auto& series : panel.series) {
      series.motion = motion_of(input, panel, series);
      add_fitted_line(series, panel, lines, input.picture.as_of);
    }
    add_levels(panel, input);
  }
  return panels;
}

}  // namespace myotrend::report
