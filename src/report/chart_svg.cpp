#include "report/chart_svg.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <unordered_set>

#include "report/chart_axes.h"
#include "report/figures.h"
#include "report/safe_text.h"
#include "report/words.h"

namespace myotrend::report {

namespace {

constexpr double plot_width = 1000;  // units of the stretched plot; its height is told in pixels
constexpr int top = 20;              // room for the events' numbers
constexpr int bottom = 24;           // room for the dates
constexpr int tall = 220, low = 130;
constexpr std::size_t dense_points_min = 150;

int plot_height(const ChartPanel& panel) { return panel.role == Role::strength ? tall : low; }

/// Tenths are finer than any screen or printer here; whole numbers stay short.
void put(std::string& path, double value) {
  const long tenths = std::lround(value * 10);
  fmt::format_to(std::back_inserter(path), "{}{}", tenths < 0 ? "-" : "", std::labs(tenths) / 10);
  if (tenths % 10 != 0) fmt::format_to(std::back_inserter(path), ".{}", std::labs(tenths) % 10);
}

class Plot {
 public:
  Plot(const ChartPanel& panel, const ChartFrame& frame, int number)
      : panel_(panel), frame_(frame), number_(number), height_(plot_height(panel)), axis_(axis_of(panel, 4)) {}

  std::string drawing();

 private:
  double fraction(Instant at) const {
    const double span = static_cast<double>((frame_.to - frame_.from).count());
    return std::clamp(static_cast<double>((at - frame_.from).count()) / span, 0.0, 1.0);
  }
  double x(Instant at) const { return fraction(at) * plot_width; }
  std::string percent(Instant at) const {
    std::string text;
    put(text, fraction(at) * 100);
    return text + "%";
  }
  double y(double value) const { return height_ * (1 - (value - axis_.low) / (axis_.high - axis_.low)); }
  bool in_sight(double value) const { return value >= axis_.low && value <= axis_.high; }

  std::string value_labels() const;
  std::string end_labels() const;
  std::string stretched() const;
  std::string band_and_line(const ChartSeries& series) const;
  std::string trials(const ChartSeries& series) const;
  std::string dots(const ChartSeries& series) const;
  std::string polyline(const std::vector<std::pair<Instant, double>>& points) const;
  std::string median_line() const;
  std::string gaps() const;
  std::string dates() const;
  std::string events() const;
  std::string device_marks() const;
  std::string special_points(const ChartSeries& series) const;
  std::string special_point(const ChartPoint& point, std::string_view hand, bool with_value) const;

  const ChartPanel& panel_;
  const ChartFrame& frame_;
  int number_;
  double height_;
  ValueAxis axis_;
};

std::string_view hand_class(Side side) { return side == Side::left ? "l" : "r"; }

std::string Plot::value_labels() const {
  std::string svg = fmt::format("<svg class=\"ya\" height=\"{}\" aria-hidden=\"true\">", height_ + top + bottom);
  for (const double tick : axis_.ticks) {
    fmt::format_to(std::back_inserter(svg), "<text x=\"36\" y=\"{:.0f}\" text-anchor=\"end\">{}</text>",
                   y(tick) + top + 4, decimal(tick, axis_.decimals));
  }
  return svg + "</svg>";
}

/// Each line is named where it ends: no colour has to be looked up.
std::string Plot::end_labels() const {
  std::string svg = fmt::format("<svg class=\"yz\" height=\"{}\" aria-hidden=\"true\">", height_ + top + bottom);
  std::vector<std::pair<double, Side>> ends;
  for (const auto& series : panel_.series) {
    if (series.side == Side::none) continue;
    double last = std::nan("");
    for (const auto& point : series.points) {
      if (is_counted(point.state) && std::isfinite(point.value)) last = point.value;
    }
    if (!series.fitted.empty()) last = series.fitted.back().mean;
    if (std::isfinite(last)) ends.emplace_back(std::clamp(y(last), 4.0, height_ - 2) + top + 4, series.side);
  }
  std::sort(ends.begin(), ends.end());
  constexpr double line_height = 15;
  for (std::size_t i = 1; i < ends.size(); ++i)
    ends[i].first = std::max(ends[i].first, ends[i - 1].first + line_height);
  for (const auto& [at, side] : ends) {
    fmt::format_to(std::back_inserter(svg), "<text x=\"4\" y=\"{:.0f}\" class=\"{}\">{}</text>", at, hand_class(side),
                   side_words(side));
  }
  return svg + "</svg>";
}

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

std::string Plot::stretched() const {
  std::string grid;
  for (const double tick : axis_.ticks) {
    grid += "M0 ";
    put(grid, y(tick));
    fmt::format_to(std::back_inserter(grid), "H{}", plot_width);
  }
  std::string svg = fmt::format(
      "<svg y=\"{}\" width=\"100%\" height=\"{}\" viewBox=\"0 0 {} {}\" preserveAspectRatio=\"none\" "
      "class=\"in\"><path class=\"grid\" d=\"{}\"/>",
      top, height_, plot_width, height_, grid);
  if (panel_.upper_limit && in_sight(*panel_.upper_limit)) {
    std::string path = "M0 ";
    put(path, y(*panel_.upper_limit));
    svg += fmt::format("<path class=\"limit\" d=\"{}H{}\"/>", path, plot_width);
  }
  for (const auto& series : panel_.series) svg += trials(series);
  for (const auto& series : panel_.series) svg += dots(series);
  for (const auto& series : panel_.series) svg += band_and_line(series);
  if (!panel_.weekly_median.empty()) {
    svg += fmt::format("<path class=\"line r\" d=\"{}\"/>", median_line());
  }
  return svg + "</svg>";
}

std::string Plot::gaps() const {
  std::string svg;
  for (const auto& gap : panel_.gaps) {
    const double from = fraction(frame_.zone.end_of(gap.from)), to = fraction(frame_.zone.start_of(gap.to));
    if (to <= from) continue;
    fmt::format_to(
        std::back_inserter(svg),
        "<rect class=\"gap\" x=\"{:.1f}%\" y=\"{}\" width=\"{:.1f}%\" height=\"{}\"><title>{}</title></rect>",
        from * 100, top, (to - from) * 100, height_, html_text(capitalised(gap_words(gap))));
  }
  return svg;
}

std::string Plot::dates() const {
  std::string svg;
  const double base = height_ + top;
  for (const auto& tick : date_ticks(frame_.from, frame_.to, frame_.zone, 10)) {
    const auto at = percent(tick.at);
    const auto room = tick.minor ? " class=\"minor\"" : "";
    fmt::format_to(std::back_inserter(svg),
                   "<g{}><line class=\"tick\" x1=\"{}\" x2=\"{}\" y1=\"{}\" y2=\"{}\"/><text x=\"{}\" y=\"{}\" "
                   "text-anchor=\"middle\">{}</text></g>",
                   room, at, at, base, base + 5, at, base + 19, tick.label);
  }
  return svg;
}

std::string Plot::events() const {
  constexpr double near_pct = 3;  // numbers that would touch are written as one
  std::string svg;
  std::string label;
  double label_at = -100;
  const auto flush = [&] {
    if (label.empty()) return;
    fmt::format_to(std::back_inserter(svg),
                   "<text class=\"ev\" x=\"{:.1f}%\" y=\"11\" text-anchor=\"middle\">{}</text>", label_at, label);
  };
  for (const auto& event : *frame_.events) {
    if (event.start < frame_.from || event.start > frame_.to) continue;
    const auto at = percent(event.start);
    fmt::format_to(std::back_inserter(svg), "<line class=\"evl\" x1=\"{}\" x2=\"{}\" y1=\"15\" y2=\"{}\"/>", at, at,
                   height_ + top);
    if (event.end) {
      const double width = (fraction(*event.end) - fraction(event.start)) * 100;
      fmt::format_to(std::back_inserter(svg), "<rect class=\"evr\" x=\"{}\" y=\"15\" width=\"{:.1f}%\" height=\"4\"/>",
                     at, width);
    }
    const double pct = fraction(event.start) * 100;
    if (pct - label_at < near_pct && !label.empty()) {
      label += fmt::format(" {}", event.number);
      continue;
    }
    flush();
    label = std::to_string(event.number);
    label_at = pct;
  }
  flush();
  return svg;
}

std::string Plot::device_marks() const {
  std::string svg;
  for (const auto& mark : panel_.devices) {
    const auto at = percent(mark.at);
    fmt::format_to(std::back_inserter(svg),
                   "<g><title>First use of {}, {}</title><line class=\"dev\" x1=\"{}\" x2=\"{}\" y1=\"{}\" y2=\"{}\"/>"
                   "<use href=\"#m-device\" class=\"mark\" x=\"{}\" y=\"{}\"/></g>",
                   html_text(mark.name), plain_text(mark.day), at, at, top, height_ + top, at, height_ + top);
  }
  return svg;
}

std::string_view symbol_of(PointState state) {
  switch (state) {
    case PointState::corrected: return "m-corrected";
    case PointState::held: return "m-held";
    case PointState::set_aside: return "m-aside";
    case PointState::duplicate: return "m-second";
    case PointState::could_not: return "m-could-not";
    case PointState::counted: return "";
  }
  return {};
}

std::string Plot::special_point(const ChartPoint& point, std::string_view hand, bool with_value) const {
  const auto at = percent(point.at);
  const double shown = point.state == PointState::could_not || !std::isfinite(point.value)
                           ? height_ - 6
                           : std::clamp(y(point.value), 5.0, height_ - 5);
  std::string svg = "<g class=\"mark " + std::string(hand) + "\">";
  fmt::format_to(std::back_inserter(svg), "<title>{}: {}{}</title>", plain_text(point.day),
                 std::isfinite(point.value) ? figure_with_unit(point.value, panel_.unit) + ", " : "",
                 point_words(point.state));
  if (point.before && std::isfinite(*point.before) && in_sight(*point.before)) {
    fmt::format_to(std::back_inserter(svg),
                   "<line x1=\"{0}\" x2=\"{0}\" y1=\"{1:.1f}\" y2=\"{2:.1f}\" class=\"was\"/><use href=\"#m-was\" "
                   "x=\"{0}\" y=\"{1:.1f}\"/>",
                   at, y(*point.before) + top, shown + top);
  }
  fmt::format_to(std::back_inserter(svg), "<use href=\"#{}\" x=\"{}\" y=\"{:.1f}\"/>", symbol_of(point.state), at,
                 shown + top);
  if (with_value) {
    fmt::format_to(std::back_inserter(svg), "<text x=\"{}\" dx=\"9\" y=\"{:.1f}\">{} {}</text>", at, shown + top + 4,
                   point.value > axis_.high ? "↑" : "↓", figure(point.value, panel_.unit));
  }
  return svg + "</g>";
}

std::string Plot::special_points(const ChartSeries& series) const {
  constexpr double label_width = 0.08;  // a second label nearer than this would cover the first
  std::string svg;
  double labelled = -1;
  for (const auto& point : series.points) {
    if (point.state == PointState::counted) continue;
    const bool out_of_sight = std::isfinite(point.value) && !in_sight(point.value);
    const bool with_value = out_of_sight && fraction(point.at) - labelled > label_width;
    if (with_value) labelled = fraction(point.at);
    svg += special_point(point, hand_class(series.side), with_value);
  }
  return svg;
}

std::string Plot::drawing() {
  const auto description = chart_description(panel_);
  const bool sided = panel_.series.size() > 1 || panel_.series.front().side != Side::none;
  std::string html = fmt::format("<div class=\"plot{}\">{}", sided ? " sided" : "", value_labels());
  fmt::format_to(std::back_inserter(html),
                 "<svg class=\"pl\" height=\"{0}\" role=\"img\" aria-labelledby=\"t{1} s{1}\"><title "
                 "id=\"t{1}\">{2}</title><desc id=\"s{1}\">{3}</desc>",
                 height_ + top + bottom, number_,
                 html_text(panel_.title + (panel_.unit_word.empty() ? "" : ", " + panel_.unit_word)),
                 html_text(description));
  html += gaps() + events() + stretched() + device_marks();
  for (const auto& series : panel_.series) html += special_points(series);
  html += dates() + "</svg>";
  if (sided) html += end_labels();
  return html + "</div>";
}

}  // namespace

std::string chart_svg(const ChartPanel& panel, const ChartFrame& frame, int number) {
  return Plot(panel, frame, number).drawing();
}

std::string chart_description(const ChartPanel& panel) {
  std::string words;
  for (const auto& series : panel.series) {
    if (series.side != Side::none) words += std::string(side_words(series.side)) + ": ";
    words += capitalised(series_words(panel, series)) + ". ";
  }
  for (const auto& gap : panel.gaps) words += capitalised(gap_words(gap)) + ". ";
  return words;
}

}  // namespace myotrend::report
