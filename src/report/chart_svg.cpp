#include "report/chart_svg.h"

#include <fmt/format.h>

#include <cmath>
#include <iterator>

#include "report/chart_plot.h"
#include "report/figures.h"
#include "report/panel_levels.h"
#include "report/safe_text.h"
#include "report/words.h"

namespace myotrend::report {

namespace {

constexpr int tall = 220, low = 130;
constexpr double value_labels_width = 42, end_labels_width = 54;

int plot_height(const ChartPanel& panel, const ChartFrame& frame) {
  if (frame.plot_height > 0) return frame.plot_height;
  return panel.difference.size() > 1 ? tall : low;
}

}  // namespace

/// Tenths are finer than any screen or printer here; whole numbers stay short.
void put(std::string& path, double value) {
  const long tenths = std::lround(value * 10);
  fmt::format_to(std::back_inserter(path), "{}{}", tenths < 0 ? "-" : "", std::labs(tenths) / 10);
  if (tenths % 10 != 0) fmt::format_to(std::back_inserter(path), ".{}", std::labs(tenths) % 10);
}

std::string_view hand_class(Side side) { return side == Side::left ? "l" : "r"; }

Plot::Plot(const ChartPanel& panel, const ChartFrame& frame, int number)
    : panel_(panel),
      frame_(frame),
      number_(number),
      across_(frame.width > 0 ? frame.width - value_labels_width - end_labels_width : stretched_width),
      height_(plot_height(panel, frame)),
      axis_(axis_with_reference(frame.scale ? *frame.scale : panel, height_ < low ? 3 : 4)) {}

std::string Plot::percent(Instant at) const {
  std::string text;
  put(text, fraction(at) * 100);
  return text + "%";
}

std::string Plot::value_labels(std::string_view place) const {
  std::string svg = fmt::format("<svg class=\"ya\"{} height=\"{}\" aria-hidden=\"true\">", place, total_height());
  for (const double tick : axis_.ticks) {
    fmt::format_to(std::back_inserter(svg), "<text x=\"36\" y=\"{:.0f}\" text-anchor=\"end\">{}</text>",
                   y(tick) + plot_top + 4, decimal(tick, axis_.decimals));
  }
  if (strip_height() > 0) {
    fmt::format_to(std::back_inserter(svg), "<text x=\"36\" y=\"{:.0f}\" text-anchor=\"end\">R–L</text>",
                   base() - difference_height / 2 + 4);
  }
  return svg + "</svg>";
}

/// Each line is named where it ends: no colour has to be looked up.
std::string Plot::end_labels(std::string_view place) const {
  std::string svg = fmt::format("<svg class=\"yz\"{} height=\"{}\" aria-hidden=\"true\">", place, total_height());
  std::vector<std::pair<double, Side>> ends;
  for (const auto& series : panel_.series) {
    if (series.side == Side::none) continue;
    double last = std::nan("");
    for (const auto& point : series.points) {
      if (is_counted(point.state) && std::isfinite(point.value)) last = point.value;
    }
    if (!series.fitted.empty()) last = series.fitted.back().mean;
    if (std::isfinite(last)) ends.emplace_back(std::clamp(y(last), 4.0, height_ - 2) + plot_top + 4, series.side);
  }
  std::sort(ends.begin(), ends.end());
  constexpr double line_height = 15;
  for (std::size_t i = 1; i < ends.size(); ++i)
    ends[i].first = std::max(ends[i].first, ends[i - 1].first + line_height);
  for (const auto& [at, side] : ends) {
    fmt::format_to(std::back_inserter(svg), "<text x=\"4\" y=\"{:.0f}\" class=\"{}\">{}</text>", at, hand_class(side),
                   !frame_.words        ? side_words(side)
                   : side == Side::left ? frame_.words->left
                                        : frame_.words->right);
  }
  if (strip_height() > 0) {
    fmt::format_to(std::back_inserter(svg), "<text x=\"4\" y=\"{:.0f}\">{}{} %</text>",
                   base() - difference_height / 2 + 4, panel_.difference.back().pct < 0 ? "−" : "+",
                   percent_figure(panel_.difference.back().pct));
  }
  return svg + "</svg>";
}

std::string Plot::plot(std::string_view place) const {
  std::string svg = fmt::format(
      "<svg class=\"pl\"{0} height=\"{1}\" role=\"img\" aria-labelledby=\"t{2} s{2}\"><title id=\"t{2}\">{3}</title>"
      "<desc id=\"s{2}\">{4}</desc>",
      place, total_height(), number_,
      html_text(frame_.words ? frame_.words->title
                             : panel_.title + (panel_.unit_word.empty() ? "" : ", " + panel_.unit_word)),
      html_text(frame_.words ? frame_.words->description : chart_description(panel_)));
  svg += gaps() + events() + stretched() + difference_strip() + device_marks();
  for (const auto& series : panel_.series) svg += special_points(series);
  return svg + dates() + "</svg>";
}

std::string chart_svg(const ChartPanel& panel, const ChartFrame& frame, int number) {
  const Plot plot(panel, frame, number);
  return fmt::format("<div class=\"plot{}\">{}{}{}</div>", plot.is_sided() ? " sided" : "", plot.value_labels(""),
                     plot.plot(""), plot.is_sided() ? plot.end_labels("") : "");
}

PrintedChart chart_for_print(const ChartPanel& panel, const ChartFrame& frame, int number) {
  const Plot plot(panel, frame, number);
  const double across = frame.width - value_labels_width - end_labels_width;
  const auto place = [](double x, double width) { return fmt::format(" x=\"{}\" width=\"{}\"", x, width); };
  std::string svg = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\"><style>{}</style>{}{}{}{}</svg>",
      frame.width, plot.total_height(), print_chart_style(), chart_symbols(),
      plot.value_labels(place(0, value_labels_width)), plot.plot(place(value_labels_width, across)),
      plot.is_sided() ? plot.end_labels(place(value_labels_width + across, end_labels_width)) : "");
  return {std::move(svg), plot.total_height()};
}

std::string chart_description(const ChartPanel& panel) {
  std::string words;
  for (const auto& series : panel.series) {
    if (series.side != Side::none) words += std::string(side_words(series.side)) + ": ";
    words += capitalised(series_words(panel, series)) + ". ";
    if (const auto own = own_level_words(panel, series); !own.empty()) words += capitalised(own) + ". ";
  }
  for (const auto& gap : panel.gaps) words += capitalised(gap_words(gap)) + ". ";
  if (const auto difference = difference_words(panel); !difference.empty()) words += difference + " ";
  if (panel.reference) {
    words += fmt::format("{}: {}. ", capitalised(panel.reference->words),
                         figure_with_unit(panel.reference->value, panel.unit));
  }
  return words;
}

}  // namespace myotrend::report
