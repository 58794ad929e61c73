#include "report/curve_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "report/safe_text.h"

namespace myotrend::report {

namespace {

constexpr double plot_width = 1000;  // units of the stretched plot; its height is told in pixels
constexpr int top = 8, bottom = 24;
constexpr double label_height = 16;  // of a mark's name

std::string_view class_of(CurveLook look) {
  switch (look) {
    case CurveLook::main: return "c0";
    case CurveLook::second: return "c1";
    case CurveLook::third: return "c2";
    case CurveLook::grey_long: return "c3";
    case CurveLook::grey_short: return "c4";
    case CurveLook::grey_dots: return "c5";
    case CurveLook::grey_mixed: return "c6";
    case CurveLook::grey_plain: return "c7";
  }
  return {};
}

class Drawing {
 public:
  Drawing(const CurveChart& chart, int number) : chart_(chart), number_(number) {}

  std::string html() {
    std::string out =
        fmt::format("<p class=\"axis soft\">{}</p><div class=\"plot curve\">{}", html_text(chart_.y_title), labels());
    fmt::format_to(std::back_inserter(out),
                   "<svg class=\"pl\" height=\"{0}\" role=\"img\" aria-labelledby=\"ct{1} cs{1}\"><title "
                   "id=\"ct{1}\">{2}</title><desc id=\"cs{1}\">{3}</desc>{4}",
                   chart_.height + top + bottom, number_, html_text(chart_.title), html_text(chart_.description),
                   stretched());
    for (const Curve& curve : chart_.curves) out += bars(curve);
    for (const Curve& curve : chart_.curves) out += marks(curve);
    out += bottom_labels() + "</svg></div>";
    fmt::format_to(std::back_inserter(out), "<p class=\"axis x soft\">{}</p>{}", html_text(chart_.x_title), key());
    return out;
  }

 private:
  double y(double share) const { return chart_.height * (1 - share); }

  std::string labels() const {
    std::string svg =
        fmt::format("<svg class=\"ya\" height=\"{}\" aria-hidden=\"true\">", chart_.height + top + bottom);
    for (const CurveTick& tick : chart_.y_ticks)
      fmt::format_to(std::back_inserter(svg), "<text x=\"36\" y=\"{:.0f}\" text-anchor=\"end\">{}</text>",
                     y(tick.at) + top + 4, html_text(tick.label));
    return svg + "</svg>";
  }

  std::string bottom_labels() const {
    std::string svg;
    for (const CurveTick& tick : chart_.x_ticks) {
      const char* anchor = tick.at < .04 ? "start" : tick.at > .96 ? "end" : "middle";
      fmt::format_to(std::back_inserter(svg),
                     "<g{0}><line class=\"tick\" x1=\"{1:.2f}%\" x2=\"{1:.2f}%\" y1=\"{2}\" y2=\"{3}\"/><text "
                     "x=\"{1:.2f}%\" y=\"{4}\" text-anchor=\"{5}\">{6}</text></g>",
                     tick.minor ? " class=\"minor\"" : "", 100 * tick.at, chart_.height + top, chart_.height + top + 5,
                     chart_.height + top + 19, anchor, html_text(tick.label));
    }
    return svg;
  }

  std::string path(const Curve& curve) const {
    std::string out;
    double before = 0;
    for (const CurvePoint& point : curve.points) {
      const double px = point.x * plot_width, py = y(point.y);
      if (out.empty()) {
        fmt::format_to(std::back_inserter(out), "M{:.1f} {:.1f}", px, py);
      } else if (curve.stepped) {
        fmt::format_to(std::back_inserter(out), "L{:.1f} {:.1f}L{:.1f} {:.1f}", px, before, px, py);
      } else {
        fmt::format_to(std::back_inserter(out), "L{:.1f} {:.1f}", px, py);
      }
      before = py;
    }
    return out;
  }

  std::string area(const Curve& curve) const {
    if (curve.band.size() < 2 || curve.band_as_bars) return {};
    Curve lower, upper;
    lower.stepped = upper.stepped = curve.stepped;
    for (const auto& [low, high] : curve.band) {
      lower.points.push_back(low);
      upper.points.push_back(high);
    }
    // The lower edge goes back: its steps are laid out first and then turned round.
    std::string out = path(upper);
    std::vector<CurvePoint> back;
    for (std::size_t i = 0; i < lower.points.size(); ++i) {
      if (i > 0 && curve.stepped) back.push_back({lower.points[i].x, lower.points[i - 1].y});
      back.push_back(lower.points[i]);
    }
    for (auto point = back.rbegin(); point != back.rend(); ++point)
      fmt::format_to(std::back_inserter(out), "L{:.1f} {:.1f}", point->x * plot_width, y(point->y));
    return fmt::format("<path class=\"band {}\" d=\"{}Z\"/>", class_of(curve.look), out);
  }

  std::string stretched() const {
    std::string svg = fmt::format(
        "<svg y=\"{0}\" width=\"100%\" height=\"{1}\" viewBox=\"0 0 {2} {1}\" preserveAspectRatio=\"none\" "
        "class=\"in\"><path class=\"grid\" d=\"",
        top, chart_.height, plot_width);
    for (const CurveTick& tick : chart_.y_ticks)
      fmt::format_to(std::back_inserter(svg), "M0 {:.1f}H{}", y(tick.at), plot_width);
    svg += "\"/>";
    for (const Curve& curve : chart_.curves) svg += area(curve);
    for (auto curve = chart_.curves.rbegin(); curve != chart_.curves.rend(); ++curve)
      fmt::format_to(std::back_inserter(svg), "<path class=\"cv {}\" d=\"{}\"/>", class_of(curve->look), path(*curve));
    return svg + "</svg>";
  }

  std::string bars(const Curve& curve) const {
    if (!curve.band_as_bars) return {};
    std::string svg = fmt::format("<g class=\"cb {}\">", class_of(curve.look));
    for (const auto& [low, high] : curve.band)
      fmt::format_to(std::back_inserter(svg), "<line x1=\"{0:.2f}%\" x2=\"{0:.2f}%\" y1=\"{1:.1f}\" y2=\"{2:.1f}\"/>",
                     100 * low.x, y(low.y) + top, y(high.y) + top);
    return svg + "</g>";
  }

  /// Names that would cover another one are left to the table.
  std::string marks(const Curve& curve) {
    std::string svg = fmt::format("<g class=\"cm {}\">", class_of(curve.look));
    for (const CurveMark& mark : curve.marks) {
      const double py = y(mark.at.y) + top;
      fmt::format_to(std::back_inserter(svg), "<circle cx=\"{:.2f}%\" cy=\"{:.1f}\" r=\"{}\"/>", 100 * mark.at.x, py,
                     mark.name.empty() ? "3" : "4.5");
      if (mark.name.empty()) continue;
      const bool right_half = mark.at.x > .75;
      const bool covered = std::any_of(named_.begin(), named_.end(), [&](const CurvePoint& other) {
        return std::abs(other.x - mark.at.x) < .16 && std::abs(y(other.y) + top - py) < label_height;
      });
      if (covered) continue;
      named_.push_back(mark.at);
      fmt::format_to(std::back_inserter(svg), "<text x=\"{:.2f}%\" dx=\"{}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>",
                     100 * mark.at.x, right_half ? -9 : 9, py + 4, right_half ? "end" : "start", html_text(mark.name));
    }
    return svg + "</g>";
  }

  std::string key() const {
    std::string html = "<ul class=\"key curves\">";
    for (const Curve& curve : chart_.curves)
      fmt::format_to(std::back_inserter(html),
                     "<li><svg width=\"34\" height=\"12\" aria-hidden=\"true\"><path class=\"cv {}\" d=\"M1 6H33\"/>"
                     "</svg>{}</li>",
                     class_of(curve.look), html_text(curve.name));
    return html + "</ul>";
  }

  const CurveChart& chart_;
  int number_;
  std::vector<CurvePoint> named_;
};

}  // namespace

std::string curve_svg(const CurveChart& chart, int number) { return Drawing(chart, number).html(); }

std::string interval_rows(const std::string& caption, const std::string& scale, const std::vector<IntervalRow>& rows) {
  std::string html = fmt::format(
      "<div class=\"scroll free\" tabindex=\"0\" role=\"region\" aria-label=\"{0}\"><table class=\"rows\"><caption "
      "class=\"soft\">{1}</caption><tbody>",
      html_text(caption), html_text(scale));
  for (const IntervalRow& row : rows) {
    fmt::format_to(std::back_inserter(html),
                   "<tr><th scope=\"row\">{}</th><td class=\"bar\" aria-hidden=\"true\"><svg height=\"18\"><line "
                   "class=\"base\" x1=\"0\" x2=\"100%\" y1=\"9\" y2=\"9\"/><line class=\"span\" x1=\"{:.2f}%\" "
                   "x2=\"{:.2f}%\" y1=\"9\" y2=\"9\"/><circle cx=\"{:.2f}%\" cy=\"9\" r=\"4.5\"/></svg></td><td>{}</td>"
                   "</tr>",
                   html_text(row.name), 100 * row.low, 100 * row.high, 100 * row.value, html_text(row.words));
  }
  return html + "</tbody></table></div>";
}

double on_axis(double value, double low, double high, bool logarithmic) {
  if (logarithmic) {
    if (value <= low) return 0;
    return std::min(std::log(value / low) / std::log(high / low), 1.0);
  }
  return std::clamp((value - low) / (high - low), 0.0, 1.0);
}

}  // namespace myotrend::report
