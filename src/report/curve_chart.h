#pragma once

#include <string>
#include <utility>
#include <vector>

namespace myotrend::report {

/// A place in a chart: shares of its width and height, from the lower left corner.
struct CurvePoint {
  double x = 0, y = 0;
};

/// A named dot, as an operating point or a textbook setting.
struct CurveMark {
  CurvePoint at;
  std::string name;  // empty: only a dot
};

/// How a line looks; each differs in colour, dash and width, so that it can be told in grey as well.
enum class CurveLook : std::uint8_t { main, second, third, grey_long, grey_short, grey_dots, grey_mixed, grey_plain };

struct Curve {
  std::string name;
  CurveLook look = CurveLook::main;
  bool stepped = false;
  std::vector<CurvePoint> points;
  std::vector<std::pair<CurvePoint, CurvePoint>> band;  // lower and upper edge
  bool band_as_bars = false;                            // one bar at each point instead of an area
  std::vector<CurveMark> marks;
};

struct CurveTick {
  double at = 0;  // share of the axis
  std::string label;
  bool minor = false;  // left out where there is little room
};

struct CurveChart {
  std::string title, x_title, y_title;
  std::vector<CurveTick> x_ticks, y_ticks;
  std::vector<Curve> curves;
  std::string description;  // what the drawing says, in words
  int height = 300;         // of the plot, px
};

/// The drawing, its axes' titles and its key. Text keeps its size and dots stay round at any width. `number` makes its
/// ids unique in the page.
std::string curve_svg(const CurveChart& chart, int number);

/// A row of a chart of figures with intervals.
struct IntervalRow {
  std::string name;
  double value = 0, low = 0, high = 0;  // shares of the width
  std::string words;                    // the figures
};
/// One line a row: a dot with its interval on a scale; the figures beside it. Needs no alternative: it is a table.
std::string interval_rows(const std::string& caption, const std::string& scale, const std::vector<IntervalRow>& rows);

/// The share of an axis at which `value` lies between `low` and `high`, on a logarithmic scale if asked for; within 0
/// and 1.
double on_axis(double value, double low, double high, bool logarithmic);

}  // namespace myotrend::report
