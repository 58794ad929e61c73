#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>

#include "report/chart_axes.h"
#include "report/figures.h"
#include "report/html_page.h"
#include "report/safe_text.h"
#include "report/words.h"

namespace myotrend::report {

namespace {

namespace d = date;

constexpr std::size_t calendar_points_min = 60;

/// What one day shows: per series its points and its fitted level.
struct DayRow {
  std::vector<std::vector<const ChartPoint*>> points;
  std::vector<const FittedBand*> fitted;
};
using DayRows = std::map<Day, DayRow>;

DayRows rows_of(const ChartPanel& panel, const Zone& zone) {
  DayRows rows;
  const std::size_t count = panel.series.size();
  const auto row_of = [&](Day day) -> DayRow& {
    DayRow& row = rows[day];
    row.points.resize(count);
    row.fitted.resize(count);
    return row;
  };
  for (std::size_t i = 0; i < count; ++i) {
    for (const auto& point : panel.series[i].points) row_of(point.day).points[i].push_back(&point);
    for (const auto& band : panel.series[i].fitted) row_of(zone.day_of(band.at)).fitted[i] = &band;
  }
  return rows;
}

std::string value_cell(const ChartPoint& point, Unit unit) {
  std::string cell = std::isfinite(point.value) ? figure(point.value, unit) : std::string(point_words(point.state));
  if (!point.trials.empty()) {
    cell += " (";
    for (std::size_t i = 0; i < point.trials.size(); ++i) {
      cell += (i ? ", " : "") + figure(point.trials[i], unit);
    }
    cell += ")";
  }
  if (std::isfinite(point.value) && point.state != PointState::counted) {
    cell += ", " + std::string(point_words(point.state));
  }
  return cell;
}

std::string remarks_of(const DayRow& row) {
  std::string remarks;
  for (const auto& points : row.points) {
    for (const auto* point : points) {
      if (!point->remark.empty()) remarks += (remarks.empty() ? "" : "; ") + html_told(point->remark);
    }
  }
  return remarks;
}

bool has_fitted(const ChartPanel& panel) {
  return std::any_of(panel.series.begin(), panel.series.end(),
                     [](const ChartSeries& one) { return !one.fitted.empty(); });
}

std::string header_row(const ChartPanel& panel, bool fitted) {
  std::string row = "<tr><th scope=\"col\">Day</th>";
  const std::string unit = panel.unit_word.empty() ? "" : ", " + html_text(panel.unit_word);
  for (const auto& series : panel.series) {
    const std::string name = series.side == Side::none ? "Reading" : std::string(side_words(series.side));
    fmt::format_to(std::back_inserter(row), "<th scope=\"col\">{}{}</th>", name, unit);
    if (fitted) fmt::format_to(std::back_inserter(row), "<th scope=\"col\">Fitted (95 %)</th>");
  }
  return row + "<th scope=\"col\">Remarks</th></tr>";
}

std::string day_table(const ChartPanel& panel, const Zone& zone) {
  const bool fitted = has_fitted(panel);
  std::string html = "<table class=\"figures\"><thead>" + header_row(panel, fitted) + "</thead><tbody>";
  for (const auto& [day, row] : rows_of(panel, zone)) {
    html += "<tr><th scope=\"row\">" + plain_text(day) + "</th>";
    for (std::size_t i = 0; i < row.points.size(); ++i) {
      html += "<td>";
      for (std::size_t k = 0; k < row.points[i].size(); ++k) {
        html += (k ? "; " : "") + value_cell(*row.points[i][k], panel.unit);
      }
      html += "</td>";
      if (!fitted) continue;
      html += "<td>";
      if (const auto* band = row.fitted[i]) {
        html += fmt::format("{} ({} to {})", figure(band->mean, panel.unit), figure(band->low, panel.unit),
                            figure(band->high, panel.unit));
      }
      html += "</td>";
    }
    const std::string remarks = remarks_of(row);
    html += (remarks.empty() ? "<td>" : "<td class=\"told\">") + remarks + "</td></tr>\n";
  }
  return html + "</tbody></table>";
}

/// A long diary is shorter, and easier to read, with a week in each row.
std::string calendar_table(const ChartPanel& panel, const Zone& zone) {
  const DayRows rows = rows_of(panel, zone);
  std::string html =
      "<table class=\"figures\"><thead><tr><th scope=\"col\">Week of</th><th scope=\"col\">Mon</th><th "
      "scope=\"col\">Tue</th><th "
      "scope=\"col\">Wed</th><th scope=\"col\">Thu</th><th scope=\"col\">Fri</th><th scope=\"col\">Sat</th><th "
      "scope=\"col\">Sun</th></tr></thead><tbody>";
  std::string remarks;
  const auto monday_of = [](Day day) { return day - (d::weekday{day} - d::Monday); };
  for (auto at = rows.begin(); at != rows.end();) {
    const Day monday = monday_of(at->first);
    html += "<tr><th scope=\"row\">" + plain_text(monday) + "</th>";
    for (int i = 0; i < 7; ++i) {
      html += "<td>";
      if (at != rows.end() && at->first == monday + d::days{i}) {
        const auto& points = at->second.points.front();
        for (std::size_t k = 0; k < points.size(); ++k) html += (k ? "; " : "") + value_cell(*points[k], panel.unit);
        if (const auto said = remarks_of(at->second); !said.empty()) {
          remarks += "<li>" + plain_text(at->first) + ": " + said + "</li>";
        }
        ++at;
      }
      html += "</td>";
    }
    html += "</tr>\n";
  }
  html += "</tbody></table>";
  return remarks.empty() ? html : html + "<ul class=\"plain\">" + remarks + "</ul>";
}

}  // namespace

std::string chart_table(const ChartPanel& panel, const Zone& zone) {
  const bool diary =
      panel.series.size() == 1 && !has_fitted(panel) && panel.series.front().points.size() >= calendar_points_min;
  return fmt::format(
      "<details><summary>Figures of this chart<span class=\"soft\">: {0}</span></summary><div class=\"scroll\" "
      "tabindex=\"0\" role=\"region\" aria-label=\"Figures: {0}\">{1}</div></details>",
      html_text(panel.title), diary ? calendar_table(panel, zone) : day_table(panel, zone));
}

}  // namespace myotrend::report
