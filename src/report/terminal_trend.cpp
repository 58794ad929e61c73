#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include "myotrend/report/terminal.h"
#include "report/chart_axes.h"
#include "report/figures.h"
#include "report/note.h"
#include "report/safe_text.h"
#include "report/terminal_canvas.h"
#include "report/words.h"

namespace myotrend::report {

namespace {

constexpr int rows = 14;
constexpr int columns_min = 40;

struct StateMark {
  PointState state;
  char ascii;
  const char* unicode;
};
constexpr std::array<StateMark, 5> state_marks{{{PointState::corrected, 'c', "◎"},
                                                {PointState::held, 'x', "×"},
                                                {PointState::set_aside, 'd', "◇"},
                                                {PointState::duplicate, '+', "+"},
                                                {PointState::could_not, 'v', "▽"}}};

/// The chart of one series: its field, and where times and values lie in it.
class TrendChart {
 public:
  TrendChart(const ClinicalPicture& picture, const ChartPanel& panel, const Zone& zone, const TerminalStyle& style)
      : picture_(picture),
        panel_(panel),
        zone_(zone),
        style_(style),
        axis_(axis_of(panel, 5)),
        margin_(label_width() + 2),
        canvas_(std::max(columns_min, style.columns) - margin_, rows, style) {}

  void draw() {
    const ChartSeries& series = panel_.series.front();
    for (const auto& point : series.points) draw_point(point);
    for (const auto& band : series.fitted) canvas_.line_to(x(band.at), y(band.mean));
    canvas_.end_line();
    if (series.fitted.empty()) {
      for (const auto& [at, value] : panel_.weekly_median) canvas_.line_to(x(at), y(value));
    }
  }

  void write(Note& note) const {
    if (const auto numbers = event_numbers(); !numbers.empty()) {
      note.line(std::string(static_cast<std::size_t>(margin_), ' ') + numbers);
    }
    const auto lines = canvas_.lines();
    for (int row = 0; row < rows; ++row) note.line(value_label(row) + lines[static_cast<std::size_t>(row)]);
    note.line(date_axis());
    note.line(date_labels());
  }

 private:
  double x(Instant at) const {
    const auto span = static_cast<double>((picture_.to - picture_.from).count());
    return static_cast<double>((at - picture_.from).count()) / span;
  }
  double y(double value) const { return 1 - (value - axis_.low) / (axis_.high - axis_.low); }

  int label_width() const {
    int width = 0;
    for (const double tick : axis_.ticks) width = std::max(width, display_width(decimal(tick, axis_.decimals)));
    return width;
  }

  void draw_point(const ChartPoint& point) {
    if (point.state == PointState::counted) {
      canvas_.dot(x(point.at), y(point.value));
      return;
    }
    const auto mark = std::find_if(state_marks.begin(), state_marks.end(),
                                   [&](const StateMark& one) { return one.state == point.state; });
    const double height = std::isfinite(point.value) ? std::clamp(y(point.value), 0.0, 0.999) : 0.999;
    canvas_.mark(x(point.at), height, mark->ascii, mark->unicode);
  }

  /// `30 ┤`, or the bare axis where no tick lies in the row.
  std::string value_label(int row) const {
    const std::string axis = style_.unicode ? "│" : "|", notch = style_.unicode ? "┤" : "+";
    for (const double tick : axis_.ticks) {
      if (std::clamp(static_cast<int>(y(tick) * rows), 0, rows - 1) != row) continue;
      const std::string label = decimal(tick, axis_.decimals);
      return std::string(static_cast<std::size_t>(margin_ - 2 - display_width(label)), ' ') + label + " " + notch;
    }
    return std::string(static_cast<std::size_t>(margin_ - 1), ' ') + axis;
  }

  int columns() const { return std::max(columns_min, style_.columns) - margin_; }

  std::vector<DateTick> ticks() const {
    constexpr int columns_of_a_label = 8;
    return date_ticks(picture_.from, picture_.to, zone_, std::max(3, columns() / columns_of_a_label));
  }

  std::string date_axis() const {
    std::string axis(static_cast<std::size_t>(margin_ - 1), ' ');
    axis += style_.unicode ? "└" : "+";
    std::vector<bool> notch(static_cast<std::size_t>(columns()), false);
    for (const auto& tick : ticks()) notch[static_cast<std::size_t>(canvas_.column_at(x(tick.at)))] = true;
    for (std::size_t column = 0; column < notch.size(); ++column) {
      const bool silent = in_gap(static_cast<int>(column));
      if (notch[column]) {
        axis += style_.unicode ? "┬" : "+";
      } else {
        axis += style_.unicode ? (silent ? "┄" : "─") : (silent ? "." : "-");
      }
    }
    return axis;
  }

  /// Whether nothing was measured in all the time of a column.
  bool in_gap(int column) const {
    return std::any_of(panel_.gaps.begin(), panel_.gaps.end(), [&](const Gap& gap) {
      return column > canvas_.column_at(x(zone_.end_of(gap.from))) &&
             (gap.open || column < canvas_.column_at(x(zone_.start_of(gap.to))));
    });
  }

  /// Labels begin below their notch, and are left out where they would touch the one before.
  std::string date_labels() const {
    std::string labels(static_cast<std::size_t>(margin_), ' ');
    for (const auto& tick : ticks()) {
      const auto at = static_cast<std::size_t>(margin_ + canvas_.column_at(x(tick.at)));
      const bool fits = at + tick.label.size() <= static_cast<std::size_t>(margin_ + columns());
      if (!fits || (labels.size() > static_cast<std::size_t>(margin_) && labels.size() + 1 > at)) continue;
      labels.resize(at, ' ');
      labels += tick.label;
    }
    return labels;
  }

  std::string event_numbers() const {
    std::string numbers;
    for (const auto& event : picture_.events) {
      if (event.start < picture_.from || event.start > picture_.to) continue;
      const auto at = static_cast<std::size_t>(canvas_.column_at(x(event.start)));
      if (numbers.size() < at) numbers.resize(at, ' ');
      if (!numbers.empty() && numbers.size() > at) numbers += ' ';
      numbers += std::to_string(event.number);
    }
    return numbers;
  }

  const ClinicalPicture& picture_;
  const ChartPanel& panel_;
  const Zone& zone_;
  const TerminalStyle& style_;
  ValueAxis axis_;
  int margin_;
  TerminalCanvas canvas_;
};

std::string key_line(const ChartPanel& panel, const TerminalStyle& style) {
  const ChartSeries& series = panel.series.front();
  std::string key = style.unicode ? "Key: · reading" : "Key: . reading";
  if (!series.fitted.empty()) key += style.unicode ? ", ⠤⠤ fitted level" : ", -- fitted level";
  if (series.fitted.empty() && !panel.weekly_median.empty()) {
    key += style.unicode ? ", ⠤⠤ weekly median" : ", -- weekly median";
  }
  for (const auto& mark : state_marks) {
    const bool there = std::any_of(series.points.begin(), series.points.end(),
                                   [&](const ChartPoint& point) { return point.state == mark.state; });
    if (!there) continue;
    fmt::format_to(std::back_inserter(key), ", {} {}",
                   style.unicode ? std::string(mark.unicode) : std::string(1, mark.ascii), point_words(mark.state));
  }
  if (!panel.gaps.empty()) key += style.unicode ? ", ┄ no readings" : ", ... no readings";
  return key;
}

/// In one line where it fits.
void write_title(Note& note, const std::string& title, const std::string& about, const TerminalStyle& style) {
  const bool fits = display_width(title) + 1 + display_width(about) <= style.columns;
  if (fits) {
    note.line(bold(title, style) + " " + about);
    return;
  }
  for (const auto& line : wrapped(title, style.columns)) note.line(bold(line, style));
  if (!about.empty()) note.paragraph(about);
}

void write_events(Note& note, const ClinicalPicture& picture) {
  for (const auto& event : picture.events) {
    if (event.start < picture.from || event.start > picture.to) continue;
    const std::string when = event.to ? day_span(event.from, *event.to) : plain_text(event.from);
    note.item(std::to_string(event.number), event.title + ", " + when + (event.note.empty() ? "" : ": " + event.note));
  }
}

}  // namespace

std::string terminal_trend(const ClinicalPicture& picture, const ChartPanel& panel, const ChartSeries& series,
                           const Zone& zone, const TerminalStyle& style) {
  ChartPanel alone = panel;
  alone.series = {series};
  Note note(style);
  std::string title = panel.title;
  if (series.side != Side::none) title += ", " + std::string(word_of(series.side));
  std::string about = panel.unit_word;
  if (const auto worse = worse_words(panel.worse); !worse.empty()) {
    about += (about.empty() ? "" : ", ") + std::string(worse);
  }
  write_title(note, plain_line(title), about.empty() ? about : "(" + plain_line(about) + ")", style);
  if (series.points.empty()) {
    note.paragraph("No reading, so nothing can be said.");
    return note.text();
  }
  note.paragraph(capitalised(series_words(panel, series)) + ".");
  if (const auto loss = loss_words(series.motion); !loss.empty()) note.paragraph(capitalised(loss) + ".");
  if (!panel.set_aside.empty()) note.paragraph("Set aside: " + panel.set_aside);
  note.blank();
  TrendChart chart(picture, alone, zone, style);
  chart.draw();
  chart.write(note);
  note.blank();
  note.paragraph(key_line(alone, style) + ".");
  for (const auto& gap : panel.gaps) note.paragraph(capitalised(gap_words(gap)) + ".");
  write_events(note, picture);
  return note.text();
}

namespace {

/// The change a month in a few characters: `-1.3 kg (-1.8 to -0.7)`.
std::string short_motion(const Motion& motion, Unit unit) {
  if (const auto* rate = std::get_if<Rate>(&motion)) {
    const auto [low, high] = rate->interval_95_per_month;
    if (low <= 0 && high >= 0) return "no clear change";
    if (!rate->established && high < 0) return "no fall established";
    const auto with_sign = [&](double value) { return (value < 0 ? "-" : "+") + rate_figure(value, unit); };
    const std::string label = unit_label(unit);
    return fmt::format("{}{} ({} to {})", with_sign(rate->per_month), label.empty() ? "" : " " + label, with_sign(low),
                       with_sign(high));
  }
  if (const auto* change = std::get_if<DiaryChange>(&motion)) {
    if (change->direction == trend::OrdinalDirection::no_change) return "no clear change";
    return fmt::format("{}, {} at first, {} now",
                       change->direction == trend::OrdinalDirection::worse ? "worse" : "better",
                       decimal(change->first_mean, 1), decimal(change->last_mean, 1));
  }
  return std::holds_alternative<TooLittleData>(motion) ? "too little data" : "-";
}

}  // namespace

std::string terminal_overview(const ClinicalPicture& picture, const TerminalStyle& style) {
  constexpr int name_columns_max = 34;
  std::vector<std::vector<std::string>> rows{{"SERIES", "N", "LAST", "ON", "CHANGE A MONTH (95 %)"}};
  for (const auto& panel : picture.panels) {
    for (const auto& series : panel.series) {
      if (series.points.empty()) continue;
      std::string name = panel.title;
      if (series.side != Side::none) name += ", " + std::string(word_of(series.side));
      const ChartPoint& last = series.points.back();
      rows.push_back({shortened(plain_line(name), name_columns_max, style.unicode),
                      std::to_string(series.points.size()),
                      std::isfinite(last.value) ? figure_with_unit(last.value, panel.unit) : "could not",
                      iso_text(last.day), short_motion(series.motion, panel.unit)});
    }
  }
  Note note(style);
  if (rows.size() > 1) note.table(rows, true, Overflow::wrap, 0);
  return note.text();
}

}  // namespace myotrend::report
