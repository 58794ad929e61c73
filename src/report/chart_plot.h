#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/chart_axes.h"
#include "report/chart_svg.h"

namespace myotrend::report {

constexpr double stretched_width = 1000;  // units of a plot that the browser stretches
constexpr int plot_top = 20;              // room for the events' numbers
constexpr int plot_bottom = 24;           // room for the dates
constexpr int difference_height = 40;     // of the strip below the plot that tells how the sides differ
constexpr int strip_gap = 10;

/// Appends `value` with a tenth of a unit: finer than any screen or printer here, and short when whole.
void put(std::string& path, double value);
std::string_view hand_class(Side side);

/// One panel as SVG, part by part. Across, the plot is `across` units wide; down, units are pixels.
class Plot {
 public:
  Plot(const ChartPanel& panel, const ChartFrame& frame, int number);

  /// The figures at the value axis, the plot itself and the names where the lines end: three drawings side by side.
  /// `place` are attributes that say where each stands.
  std::string value_labels(std::string_view place) const;
  std::string plot(std::string_view place) const;
  std::string end_labels(std::string_view place) const;

  bool is_sided() const { return panel_.series.size() > 1 || panel_.series.front().side != Side::none; }
  /// Of each of the three drawings.
  double total_height() const { return base() + plot_bottom; }

 private:
  double fraction(Instant at) const {
    const double span = static_cast<double>((frame_.to - frame_.from).count());
    return std::clamp(static_cast<double>((at - frame_.from).count()) / span, 0.0, 1.0);
  }
  double x(Instant at) const { return fraction(at) * across_; }
  std::string percent(Instant at) const;
  double y(double value) const { return height_ * (1 - (value - axis_.low) / (axis_.high - axis_.low)); }
  /// Where the date axis stands: below the plot and, if there is one, below the strip of the difference.
  double base() const { return plot_top + height_ + strip_height(); }
  double strip_height() const { return panel_.difference.size() > 1 ? difference_height + strip_gap : 0; }
  bool in_sight(double value) const { return value >= axis_.low && value <= axis_.high; }

  std::string stretched() const;
  std::string band_and_line(const ChartSeries& series) const;
  std::string trials(const ChartSeries& series) const;
  std::string dots(const ChartSeries& series) const;
  std::string polyline(const std::vector<std::pair<Instant, double>>& points) const;
  std::string median_line() const;
  std::string levels() const;
  std::string difference_strip() const;
  std::string gaps() const;
  std::string dates() const;
  std::string events() const;
  std::string device_marks() const;
  std::string special_points(const ChartSeries& series) const;
  std::string special_point(const ChartPoint& point, std::string_view hand, bool with_value) const;

  const ChartPanel& panel_;
  const ChartFrame& frame_;
  int number_;
  double across_;
  double height_;
  ValueAxis axis_;
};

}  // namespace myotrend::report
