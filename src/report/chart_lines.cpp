#include <fmt/format.h>

#include <cmath>
#include <iterator>
#include <unordered_set>

#include "report/chart_plot.h"

namespace myotrend::report {

namespace {

constexpr std::size_t dense_points_min = 150;

/// Dots that would cover each other exactly are drawn once: nobody can see the difference.
class Dots {
 public:
  void add(double at_x, double at_y) {
    const long column = std::lround(at_x * 10), row = std::lround(at_y * 10);
    if (!seen_.insert(column * 100'000 + row).second) return;
    path_ += 'M';
    put(path_, at_x);
    path_ += ' ';
    put(path_, at_y);
    path_ += "h0";
  }
  const std::string& path() const { return path_; }

 private:
  std::unordered_set<long> seen_;
  std::string path_;
};

}  // namespace

std::string Plot::polyline(const std::vector<std::pair<Instant, double>>& points) const {
  std::string path;
  for (const auto& [at, value] : points) {
    path += path.empty() ? 'M' : 'L';
    put(path, x(at));
    path += ' ';
    put(path, y(value));
  }
  return path;
}

/// Weeks without data break the line of the weekly median: nothing is drawn where nothing was told.
std::string Plot::median_line() const {
  constexpr double pause_days = 21;
  std::string path;
  std::vector<std::pair<Instant, double>> stretch;
  for (const auto& week : panel_.weekly_median) {
    if (!stretch.empty() && days_between(stretch.back().first, week.first) > pause_days) {
      path += polyline(stretch);
      stretch.clear();
    }
    stretch.push_back(week);
  }
  return path + polyline(stretch);
}

std::string Plot::band_and_line(const ChartSeries& series) const {
  if (series.fitted.size() < 2) return {};
  std::vector<std::pair<Instant, double>> mean, outline;
  for (const auto& band : series.fitted) mean.emplace_back(band.at, band.mean);
  for (const auto& band : series.fitted) outline.emplace_back(band.at, band.high);
  for (auto band = series.fitted.rbegin(); band != series.fitted.rend(); ++band)
    outline.emplace_back(band->at, band->low);
  const auto hand = hand_class(series.side);
  return fmt::format("<path class=\"band {0}\" d=\"{1}Z\"/><path class=\"line {0}\" d=\"{2}\"/>", hand,
                     polyline(outline), polyline(mean));
}

std::string Plot::trials(const ChartSeries& series) const {
  Dots dots;
  for (const auto& point : series.points) {
    for (const double trial : point.trials) {
      if (in_sight(trial)) dots.add(x(point.at), y(trial));
    }
  }
  if (dots.path().empty()) return {};
  return fmt::format("<path class=\"trial {}\" d=\"{}\"/>", hand_class(series.side), dots.path());
}

/// Filled for the right hand (and what has no side), open for the left: told apart in grey as well.
std::string Plot::dots(const ChartSeries& series) const {
  Dots dots;
  for (const auto& point : series.points) {
    if (is_counted(point.state) && std::isfinite(point.value)) dots.add(x(point.at), y(point.value));
  }
  if (dots.path().empty()) return {};
  const auto size = series.points.size() >= dense_points_min ? " dense" : "";
  const auto hand = hand_class(series.side);
  if (series.side != Side::left) return fmt::format("<path class=\"dot {}{}\" d=\"{}\"/>", hand, size, dots.path());
  // Browsers differ in which rules reach a shared path, so what it needs stands on it.
  return fmt::format(
      "<defs><path id=\"d{0}\" vector-effect=\"non-scaling-stroke\" d=\"{1}\"/></defs><use href=\"#d{0}\" class=\"dot "
      "{2}{3}\"/><use href=\"#d{0}\" class=\"hole{3}\"/>",
      number_, dots.path(), hand, size);
}

/// The limit and the person's own levels: straight lines across, or from the first reading that counts on.
std::string Plot::levels() const {
  std::string svg;
  const auto line = [&](std::string_view kind, double from, double value) {
    std::string path = "M";
    put(path, from);
    path += ' ';
    put(path, y(value));
    fmt::format_to(std::back_inserter(svg), "<path class=\"{}\" d=\"{}H{}\"/>", kind, path, across_);
  };
  if (panel_.reference && in_sight(panel_.reference->value)) line("limit", 0, panel_.reference->value);
  for (const auto& series : panel_.series) {
    if (!series.own_level || !in_sight(series.own_level->value)) continue;
    line(std::string("own ") + std::string(hand_class(series.side)), x(series.own_level->from),
         series.own_level->value);
  }
  return svg;
}

/// How far the right side is above the left: a line of its own, so that a focal change shows before a loss does.
std::string Plot::difference_strip() const {
  if (strip_height() <= 0) return {};
  double most = 5;  // a smaller difference is no change of shape
  for (const auto& one : panel_.difference) most = std::max(most, std::fabs(one.pct));
  const auto down = [&](double pct) { return difference_height * (0.5 - pct / most * 0.45); };
  std::string path;
  for (const auto& one : panel_.difference) {
    path += path.empty() ? 'M' : 'L';
    put(path, x(one.at));
    path += ' ';
    put(path, down(one.pct));
  }
  return fmt::format(
      "<svg y=\"{}\" width=\"100%\" height=\"{}\" viewBox=\"0 0 {} {}\" preserveAspectRatio=\"none\" class=\"in\">"
      "<path class=\"zero\" d=\"M0 {}H{}\"/><path class=\"diff\" d=\"{}\"/></svg>",
      plot_top + height_ + strip_gap, difference_height, across_, difference_height, difference_height / 2, across_,
      path);
}

std::string Plot::stretched() const {
  std::string grid;
  for (const double tick : axis_.ticks) {
    grid += "M0 ";
    put(grid, y(tick));
    fmt::format_to(std::back_inserter(grid), "H{}", across_);
  }
  std::string svg = fmt::format(
      "<svg y=\"{}\" width=\"100%\" height=\"{}\" viewBox=\"0 0 {} {}\" preserveAspectRatio=\"none\" "
      "class=\"in\"><path class=\"grid\" d=\"{}\"/>",
      plot_top, height_, across_, height_, grid);
  svg += levels();
  for (const auto& series : panel_.series) svg += trials(series);
  for (const auto& series : panel_.series) svg += dots(series);
  for (const auto& series : panel_.series) svg += band_and_line(series);
  if (!panel_.weekly_median.empty()) {
    svg += fmt::format("<path class=\"line r\" d=\"{}\"/>", median_line());
  }
  return svg + "</svg>";
}

}  // namespace myotrend::report
