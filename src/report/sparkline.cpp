#include "report/sparkline.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <limits>
#include <map>
#include <tuple>

#include "myotrend/record/entry.h"
#include "report/figures.h"
#include "report/safe_text.h"

namespace myotrend::report {
namespace {

constexpr int weeks_shown = 26;
constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

double median_of(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2) return *middle;
  return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

struct Span {
  double low = std::numeric_limits<double>::infinity(), high = -std::numeric_limits<double>::infinity();
  bool any() const { return low <= high; }
  /// 0 to 1; in the middle when all are alike.
  double share(double value) const { return high > low ? (value - low) / (high - low) : 0.5; }
};

/// The field of a course is never narrower than this share of its middle: else noise alone would fill it.
constexpr double span_share_min = 0.25;

Span span_of(const std::vector<double>& weeks) {
  Span span;
  for (const double week : weeks) {
    if (std::isnan(week)) continue;
    span.low = std::min(span.low, week);
    span.high = std::max(span.high, week);
  }
  const double lacking = span.any() ? span_share_min * (span.low + span.high) / 2 - (span.high - span.low) : 0;
  if (lacking > 0) span = {span.low - lacking / 2, span.high + lacking / 2};
  return span;
}

}  // namespace

Sparkline sparkline_of(const Picture& picture, const Catalogue& catalogue) {
  // Readings are alike within a measure, side and unit; the device may change.
  using Kind = std::tuple<std::uint16_t, Side, Unit>;
  std::map<Kind, std::map<int, std::vector<double>>> weekly;
  const Day last = picture.history->patient.zone.day_of(picture.as_of);
  for (const Reading& reading : picture.readings) {
    const Series& series = picture.history->series[reading.series];
    if (catalogue[series.measure].role != Role::strength || reading.could_not()) continue;
    if (outside_hard_range(catalogue, series, reading.value)) continue;
    const long week = (last - reading.day).count() / 7;
    if (reading.day > last || week >= weeks_shown) continue;
    weekly[{series.measure.index(), series.side, series.unit}][weeks_shown - 1 - static_cast<int>(week)].push_back(
        reading.value);
  }
  if (weekly.empty()) return {};
  const auto most = std::max_element(weekly.begin(), weekly.end(), [](const auto& one, const auto& other) {
    return one.second.size() < other.second.size();
  });
  const auto& [measure, side, unit] = most->first;
  Sparkline course;
  course.unit = unit;
  course.what = (side == Side::none ? "" : std::string(word_of(side)) + ' ') + catalogue.measures()[measure].plain;
  course.weeks.assign(weeks_shown, nothing);
  for (const auto& [week, values] : most->second) course.weeks[static_cast<std::size_t>(week)] = median_of(values);
  return course;
}

std::string text_sparkline(const Sparkline& course, int columns, bool unicode) {
  static constexpr std::array<std::string_view, 8> blocks{"\u2581", "\u2582", "\u2583", "\u2584",
                                                          "\u2585", "\u2586", "\u2587", "\u2588"};
  static constexpr std::array<std::string_view, 4> plain{"_", ".", "-", "^"};
  const auto count = static_cast<std::ptrdiff_t>(course.weeks.size());
  const auto shown =
      std::vector<double>(course.weeks.end() - std::min<std::ptrdiff_t>(count, columns), course.weeks.end());
  const Span span = span_of(shown);
  if (!span.any()) return {};
  std::string text;
  for (const double week : shown) {
    const auto step = [&](std::size_t steps) {
      return std::min(steps - 1, static_cast<std::size_t>(span.share(week) * static_cast<double>(steps)));
    };
    if (std::isnan(week)) {
      text += ' ';
    } else {
      text += unicode ? blocks[step(blocks.size())] : plain[step(plain.size())];
    }
  }
  return text;
}

std::string sparkline_words(const Sparkline& course) {
  const auto first =
      std::find_if(course.weeks.begin(), course.weeks.end(), [](double week) { return !std::isnan(week); });
  if (first == course.weeks.end()) return {};
  const auto last =
      std::find_if(course.weeks.rbegin(), course.weeks.rend(), [](double week) { return !std::isnan(week); });
  const auto ago = [](std::ptrdiff_t weeks) {
    return weeks == 0 ? std::string("this week") : count_of(weeks, "week ago", "weeks ago");
  };
  std::string words =
      fmt::format("{}: {} {}", course.what, figure_with_unit(*first, course.unit), ago(course.weeks.end() - first - 1));
  if (course.weeks.rend() - last - 1 != first - course.weeks.begin())
    words += fmt::format(", {} {}", figure_with_unit(*last, course.unit), ago(last - course.weeks.rbegin()));
  return words;
}

std::string svg_sparkline(const Sparkline& course) {
  const Span span = span_of(course.weeks);
  if (!span.any()) return {};
  constexpr double width = 104, height = 22, edge = 2;
  std::string path;
  bool pen_down = false;
  const double step = (width - 2 * edge) / static_cast<double>(std::max<std::size_t>(1, course.weeks.size() - 1));
  double x = edge, end_x = 0, end_y = 0;
  for (const double week : course.weeks) {
    if (std::isnan(week)) {
      pen_down = false;
    } else {
      end_x = x;
      end_y = height - edge - span.share(week) * (height - 2 * edge);
      // A week by itself is a short stroke.
      fmt::format_to(std::back_inserter(path), "{}{:.1f} {:.1f}", pen_down ? "L" : "M", x, end_y);
      if (!pen_down) path += "h.1";
      pen_down = true;
    }
    x += step;
  }
  return fmt::format(
      "<svg class=\"spark\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" role=\"img\" aria-label=\"{2}\">"
      "<title>{2}</title><path d=\"{3}\"/><circle cx=\"{4:.1f}\" cy=\"{5:.1f}\" r=\"2\"/></svg>",
      width, height, html_text(sparkline_words(course)), path, end_x, end_y);
}

}  // namespace myotrend::report
