#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "report/chart_axes.h"
#include "report/chart_svg.h"
#include "report/figures.h"
#include "report/safe_text.h"
#include "report/words.h"

namespace myotrend::report {

/// Shapes, not colours, tell the states apart.
std::string chart_symbols() {
  return R"svg(<svg width="0" height="0" class="symbols" aria-hidden="true"><defs>
<pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
<rect width="7" height="7" class="hb"/><path d="M0 0V7" class="hl"/></pattern>
<circle id="m-corrected" r="6"/>
<circle id="m-was" r="2.5"/>
<path id="m-held" d="M-4.5-4.5 4.5 4.5M-4.5 4.5 4.5-4.5"/>
<path id="m-aside" d="M0-5.5 5.5 0 0 5.5-5.5 0Z"/>
<path id="m-second" d="M0-5.5V5.5M-5.5 0H5.5"/>
<path id="m-could-not" d="M-5.5-4.5H5.5L0 5Z"/>
<path id="m-device" d="M-5 0H5V-7H-5Z"/>
</defs></svg>
)svg";
}

namespace {

bool has_state(const ChartPanel& panel, PointState state) {
  return std::any_of(panel.series.begin(), panel.series.end(), [&](const ChartSeries& series) {
    return std::any_of(series.points.begin(), series.points.end(),
                       [&](const ChartPoint& point) { return point.state == state; });
  });
}

std::string entry(std::string_view drawing, std::string_view words) {
  return fmt::format(
      "<li><svg width=\"26\" height=\"16\" viewBox=\"-13 -8 26 16\" aria-hidden=\"true\">{}</svg>{}</li>", drawing,
      words);
}

}  // namespace

std::string chart_key(const ChartPanel& panel) {
  std::string key;
  const auto any_series = [&](auto property) {
    return std::any_of(panel.series.begin(), panel.series.end(), property);
  };
  for (const auto& series : panel.series) {
    const bool left = series.side == Side::left;
    const std::string words = series.side == Side::none
                                  ? "reading"
                                  : (left ? "left, open points and broken line" : "right, filled points and full line");
    key += entry(left ? R"(<circle r="3.2" class="ring l"/>)" : R"(<circle r="3.2" class="disc r"/>)", words);
  }
  if (any_series([](const ChartSeries& one) { return one.fitted.size() > 1; })) {
    key += entry(R"(<rect x="-13" y="-6" width="26" height="12" class="band r"/><path d="M-13 0H13" class="line r"/>)",
                 "fitted level with its 95 % band");
  }
  if (any_series([](const ChartSeries& one) {
        return std::any_of(one.points.begin(), one.points.end(), [](const ChartPoint& p) { return !p.trials.empty(); });
      })) {
    key +=
        entry(R"(<circle cx="-6" r="1.5" class="disc r faint"/><circle cx="5" cy="2" r="1.5" class="disc r faint"/>)",
              "single trials");
  }
  if (!panel.weekly_median.empty()) key += entry(R"(<path d="M-13 3 0-3 13 2" class="line r"/>)", "weekly median");
  static constexpr std::array<std::pair<PointState, std::string_view>, 5> states{
      {{PointState::corrected, "m-corrected"},
       {PointState::held, "m-held"},
       {PointState::set_aside, "m-aside"},
       {PointState::duplicate, "m-second"},
       {PointState::could_not, "m-could-not"}}};
  for (const auto& [state, symbol] : states) {
    if (!has_state(panel, state)) continue;
    const std::string_view dot = state == PointState::corrected ? R"(<circle r="3" class="disc r"/>)" : "";
    key += entry(fmt::format("{}<g class=\"mark r\"><use href=\"#{}\"/></g>", dot, symbol), point_words(state));
  }
  if (!panel.devices.empty()) {
    key += entry(R"(<use href="#m-device" class="mark" y="4"/>)", "first use of another device or source");
  }
  if (!panel.gaps.empty()) key += entry(R"(<rect x="-13" y="-7" width="26" height="14" class="gap"/>)", "no readings");
  if (panel.reference) {
    key += entry(
        R"(<path d="M-13 0H13" class="limit"/>)",
        html_text(fmt::format("{}: {}", panel.reference->words, figure_with_unit(panel.reference->value, panel.unit))));
  }
  if (any_series([](const ChartSeries& one) { return one.own_level.has_value(); })) {
    key += entry(R"(<path d="M-13 0H13" class="own r"/>)", "own level: the median of readings older than four weeks");
  }
  if (panel.difference.size() > 1) {
    key += entry(R"(<path d="M-13 4 0-1 13-4" class="diff"/>)", "R–L: right above or below left, in per cent");
  }
  return "<ul class=\"key\">" + key + "</ul>";
}

}  // namespace myotrend::report
