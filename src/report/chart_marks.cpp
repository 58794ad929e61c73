#include <fmt/format.h>

#include <cmath>
#include <iterator>

#include "report/chart_plot.h"
#include "report/figures.h"
#include "report/safe_text.h"
#include "report/words.h"

namespace myotrend::report {

namespace {

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

/// Numbers above the plot, and the name of a single event where it touches no neighbour.
struct EventLabel {
  double at_pct = 0;
  std::string numbers, name;
  bool single = true, named = false;
};

/// Numbers that would touch are written as one.
void see_event(std::vector<EventLabel>& labels, double at_pct, const EventMark& event, double near_pct) {
  if (!labels.empty() && at_pct - labels.back().at_pct < near_pct) {
    labels.back().numbers += fmt::format(" {}", event.number);
    labels.back().single = false;
    return;
  }
  labels.push_back({at_pct, std::to_string(event.number), event.title, true, false});
}

void name_where_there_is_room(std::vector<EventLabel>& labels) {
  constexpr double character_pct = 0.95;  // of the narrowest plot that shows names
  const auto half_width = [&](const EventLabel& label, bool named) {
    const std::size_t length = label.numbers.size() + (named ? label.name.size() + 1 : 0);
    return static_cast<double>(length) * character_pct / 2 + 1;
  };
  double taken_to = -4;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    EventLabel& label = labels[i];
    const double half = half_width(label, true);
    const double next = i + 1 < labels.size() ? labels[i + 1].at_pct - half_width(labels[i + 1], false) : 104;
    label.named = label.single && label.at_pct - half >= taken_to && label.at_pct + half <= next;
    taken_to = label.at_pct + half_width(label, label.named);
  }
}

}  // namespace

std::string Plot::gaps() const {
  std::string svg;
  for (const auto& gap : panel_.gaps) {
    const double from = fraction(frame_.zone.end_of(gap.from)), to = fraction(frame_.zone.start_of(gap.to));
    if (to <= from) continue;
    fmt::format_to(
        std::back_inserter(svg),
        "<rect class=\"gap\" x=\"{:.1f}%\" y=\"{}\" width=\"{:.1f}%\" height=\"{}\"><title>{}</title></rect>",
        from * 100, plot_top, (to - from) * 100, base() - plot_top, html_text(capitalised(gap_words(gap))));
  }
  return svg;
}

std::string Plot::dates() const {
  std::string svg;

  constexpr double date_px = 58;
  const int dates_max = frame_.width > 0 ? std::clamp(static_cast<int>(across_ / date_px), 2, 10) : 10;
  for (const auto& tick : date_ticks(frame_.from, frame_.to, frame_.zone, dates_max,
                                     frame_.words ? frame_.words->months : std::vector<std::string>{})) {
    const auto at = percent(tick.at);
    const auto room = tick.minor ? " class=\"minor\"" : "";
    fmt::format_to(std::back_inserter(svg),
                   "<g{}><line class=\"tick\" x1=\"{}\" x2=\"{}\" y1=\"{}\" y2=\"{}\"/><text x=\"{}\" y=\"{}\" "
                   "text-anchor=\"middle\">{}</text></g>",
                   room, at, at, base(), base() + 5, at, base() + 19, tick.label);
  }
  return svg;
}

std::string Plot::events() const {
  std::string svg;
  std::vector<EventLabel> labels;
  const bool roomy = panel_.difference.size() > 1;  // the tall chart across the page
  constexpr double number_px = 20;
  const double near_pct = frame_.width > 0 ? 100 * number_px / across_ : roomy ? 3 : 5;
  for (const auto& event : *frame_.events) {
    if (event.start < frame_.from || event.start > frame_.to) continue;
    const auto at = percent(event.start);
    fmt::format_to(std::back_inserter(svg), "<line class=\"evl\" x1=\"{}\" x2=\"{}\" y1=\"15\" y2=\"{}\"/>", at, at,
                   base());
    if (event.end) {
      const double width = (fraction(*event.end) - fraction(event.start)) * 100;
      fmt::format_to(std::back_inserter(svg), "<rect class=\"evr\" x=\"{}\" y=\"15\" width=\"{:.1f}%\" height=\"4\"/>",
                     at, width);
    }
    see_event(labels, fraction(event.start) * 100, event, near_pct);
  }
  if (roomy) name_where_there_is_room(labels);
  for (const auto& label : labels) {
    fmt::format_to(std::back_inserter(svg),
                   "<text class=\"ev\" x=\"{:.1f}%\" y=\"11\" text-anchor=\"middle\">{}{}</text>", label.at_pct,
                   label.numbers,
                   label.named ? "<tspan class=\"evn\" dx=\"4\">" + html_text(label.name) + "</tspan>" : "");
  }
  return svg;
}

std::string Plot::device_marks() const {
  std::string svg;
  for (const auto& mark : panel_.devices) {
    const auto at = percent(mark.at);
    fmt::format_to(std::back_inserter(svg),
                   "<g><title>First use of {}, {}</title><line class=\"dev\" x1=\"{}\" x2=\"{}\" y1=\"{}\" y2=\"{}\"/>"
                   "<use href=\"#m-device\" class=\"mark\" x=\"{}\" y=\"{}\"/></g>",
                   html_text(mark.name), plain_text(mark.day), at, at, plot_top, base(), at, base());
  }
  return svg;
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
                   at, y(*point.before) + plot_top, shown + plot_top);
  }
  fmt::format_to(std::back_inserter(svg), "<use href=\"#{}\" x=\"{}\" y=\"{:.1f}\"/>", symbol_of(point.state), at,
                 shown + plot_top);
  if (with_value) {
    fmt::format_to(std::back_inserter(svg), "<text x=\"{}\" dx=\"9\" y=\"{:.1f}\">{} {}</text>", at,
                   shown + plot_top + 4, point.value > axis_.high ? "↑" : "↓", figure(point.value, panel_.unit));
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

}  // namespace myotrend::report
