#include <fmt/format.h>

#include <algorithm>

#include "myotrend/report/pages.h"
#include "report/also_consider.h"
#include "report/chart_axes.h"
#include "report/chart_svg.h"
#include "report/figures.h"
#include "report/pdf_sheet.h"
#include "report/print_words.h"
#include "report/references.h"
#include "report/safe_text.h"
#include "report/words.h"

namespace myotrend::report {

namespace {

constexpr double px = 0.6;  // points of a chart's pixel: its 12 px figures become 7.2 pt
constexpr double body = 8.2, small = 7.2;
constexpr int pages_max = 2;
constexpr std::size_t list_told_max = 8;
constexpr PdfText small_words{.size = 6.4, .space_after = 1, .lines_max = 6};
constexpr double small_title_height = 10.5;

/// The clinician's two pages. What finds no room on the second is counted, and the HTML page has it.
class PrintedReport {
 public:
  PrintedReport(const ReportInput& input, const ClinicalPicture& picture, const PdfFacts& facts, int pages_told)
      : input_(input), assessment_(input.assessment), picture_(picture), sheet_(facts, pages_told) {}

  void write();
  int pages() const { return sheet_.pages(); }
  std::string bytes() { return sheet_.finish(); }

 private:
  void head();
  void verdict();
  void findings();
  void met_flag(const Flag& flag);
  void other_flags(FlagState state);
  void rules();
  void charts();
  void wide_chart(const ChartPanel& panel);
  void small_charts(const std::vector<const ChartPanel*>& panels);
  void small_chart(const ChartPanel& panel, double x, double y, double width, double words_height);
  double small_words_height(const ChartPanel& panel, double width) const;
  void events();
  void signs();
  void missing();
  void set_aside();
  void quality();
  void references();
  void provenance();

  ChartFrame frame(double width_points, int plot_height) const;
  void heading(std::string_view words);
  void list(std::string_view title, const std::vector<std::string>& items);
  /// False, and counted, where the second page has no room left for it.
  bool put(std::string_view words, const PdfText& style, std::string_view mark = "");

  const ReportInput& input_;
  const Assessment& assessment_;
  const ClinicalPicture& picture_;
  PdfSheet sheet_;
  int charts_drawn_ = 0, left_out_ = 0;
};

constexpr double provenance_room = 52;  // kept free at the end of the second page

bool PrintedReport::put(std::string_view words, const PdfText& style, std::string_view mark) {
  const bool last_page = sheet_.pages() >= pages_max;
  if (last_page && sheet_.height_of(words, style) > sheet_.room() - provenance_room) {
    ++left_out_;
    return false;
  }
  if (mark.empty()) {
    sheet_.text(words, style);
  } else {
    sheet_.item(mark, words, style);
  }
  return true;
}

void PrintedReport::heading(std::string_view words) {
  PdfText style{.size = 10.5, .bold = true, .space_after = 3, .tag = PdfTag::heading_2};
  sheet_.space(7);
  constexpr double lines_below = 24;
  if (sheet_.pages() < pages_max && sheet_.height_of(words, style) + lines_below > sheet_.room()) sheet_.new_page();
  put(words, style);
}

void PrintedReport::head() {
  const PdfText name{.size = 10, .bold = true, .space_after = 1, .lines_max = 1};
  sheet_.text(assessment_.patient.text, name);
  std::string about = "Data known on " + plain_text(assessment_.zone.day_of(assessment_.as_of));
  if (!picture_.patient_line.empty()) about = picture_.patient_line + ". " + about;
  sheet_.text(about + ".", {.size = body, .soft = true, .lines_max = 2});
  sheet_.space(3);
}

void PrintedReport::verdict() {
  constexpr double pad = 9, indent = 14;
  const double wide = sheet_.width() - pad;
  const PdfText head{
      .size = 16, .bold = true, .space_after = 4, .indent = indent, .width = wide, .tag = PdfTag::heading_1};
  const PdfText lead{.size = 9.4, .space_after = 4, .indent = indent, .width = wide};
  const PdfText text{.size = body + 0.4, .space_after = 0, .indent = indent, .width = wide, .lines_max = 6};
  const std::string timing = timing_sentence(assessment_);
  double high = 2 * pad + sheet_.height_of(headline(assessment_.disposition), head);
  high += sheet_.height_of(timing, lead) + sheet_.height_of(assessment_.summary, text);
  const double from = sheet_.y();
  sheet_.ground(from, high);
  sheet_.go_to(from + pad);
  sheet_.text(headline(assessment_.disposition), head);
  sheet_.text(timing, lead);
  sheet_.text(assessment_.summary, text);
  sheet_.go_to(from + high);
}

void PrintedReport::met_flag(const Flag& flag) {
  constexpr std::size_t told_max = 4;
  put(fmt::format("Met: {} ({})", flag.title, short_name(flag.level)),
      {.size = body, .bold = true, .space_after = 1, .lines_max = 2, .tag = PdfTag::heading_3}, "■");
  for (std::size_t i = 0; i < std::min(told_max, flag.evidence.size()); ++i) {
    put(flag.evidence[i].text, {.size = body, .space_after = 1, .indent = 10, .lines_max = 3}, "–");
  }
  if (flag.evidence.size() > told_max) {
    put(fmt::format("and {} more", flag.evidence.size() - told_max), {.size = small, .soft = true, .indent = 10});
  }
}

void PrintedReport::other_flags(FlagState state) {
  std::string titles;
  for (const auto& flag : assessment_.flags) {
    if (flag.state == state) titles += (titles.empty() ? "" : "; ") + flag.title;
  }
  if (titles.empty()) return;
  put(fmt::format("{}: {}.", flag_state_words(state), titles), {.size = body, .soft = true, .lines_max = 4},
      state == FlagState::not_met ? "○" : "?");
}

void PrintedReport::rules() {
  if (assessment_.rules.empty()) return;
  std::string words;
  for (const auto& rule : assessment_.rules) {
    words += fmt::format("{}{} {} since {}", words.empty() ? "" : "; ", rule.id, flag_words(rule.flag),
                         plain_text(assessment_.zone.day_of(rule.since)));
  }
  put("Rules that hold: " + words + ".", {.size = small, .soft = true, .lines_max = 4});
}

void PrintedReport::findings() {
  heading("Findings");
  std::vector<const Flag*> met;
  for (const auto& flag : assessment_.flags) {
    if (flag.state == FlagState::met) met.push_back(&flag);
  }
  std::stable_sort(met.begin(), met.end(), [](const Flag* a, const Flag* b) { return a->level > b->level; });
  for (const auto* flag : met) met_flag(*flag);
  other_flags(FlagState::unknown);
  other_flags(FlagState::not_met);
  rules();
  std::string weight = evidence_words(assessment_);
  if (const auto onset = onset_words(assessment_); !onset.empty()) weight += (weight.empty() ? "" : " ") + onset;
  if (!weight.empty()) put(weight, {.size = small, .soft = true, .lines_max = 3});
}

ChartFrame PrintedReport::frame(double width_points, int plot_height) const {
  const auto margin = (picture_.to - picture_.from) / 80;
  return {picture_.from - margin, picture_.to + margin, picture_.zone,
          &picture_.events,       width_points / px,    plot_height};
}

void PrintedReport::wide_chart(const ChartPanel& panel) {
  const PrintedChart chart = chart_for_print(panel, frame(sheet_.width(), 150), ++charts_drawn_);
  const std::string title = panel.title + (panel.unit_word.empty() ? "" : ", " + panel.unit_word);
  const PdfText about{.size = small, .space_after = 3, .lines_max = 4};
  const double high = sheet_.height_of(moves_of(panel), about) + 14 + chart.height * px;
  if (high > sheet_.room()) {
    if (sheet_.pages() >= pages_max) {
      ++left_out_;
      return;
    }
    sheet_.new_page();
  }
  sheet_.text(title, {.size = body + 0.6, .bold = true, .space_after = 1, .tag = PdfTag::heading_3});
  sheet_.text(moves_of(panel), about);
  sheet_.drawing(chart.svg, 0, sheet_.y(), sheet_.width(), chart.height * px);
  sheet_.space(chart.height * px + 4);
}

double PrintedReport::small_words_height(const ChartPanel& panel, double width) const {
  PdfText style = small_words;
  style.width = width;
  return sheet_.height_of(moves_of(panel), style);
}

void PrintedReport::small_chart(const ChartPanel& panel, double x, double y, double width, double words_height) {
  sheet_.go_to(y);
  const std::string title = panel.title + (panel.unit_word.empty() ? "" : ", " + panel.unit_word);
  sheet_.text(title, {.size = small,
                      .bold = true,
                      .space_after = 1,
                      .x = x,
                      .width = width,
                      .lines_max = 1,
                      .tag = PdfTag::heading_3});
  PdfText about = small_words;
  about.x = x;
  about.width = width;
  sheet_.text(moves_of(panel), about);
  const PrintedChart chart = chart_for_print(panel, frame(width, 86), ++charts_drawn_);
  sheet_.drawing(chart.svg, x, y + small_title_height + words_height, width, chart.height * px);
}

void PrintedReport::small_charts(const std::vector<const ChartPanel*>& panels) {
  constexpr std::size_t columns = 3;
  constexpr double gutter = 12, chart_height = (20 + 86 + 24) * px + 5, text_room = 330;
  const double width = (sheet_.width() - gutter * (columns - 1)) / columns;
  for (std::size_t i = 0; i < panels.size(); i += columns) {
    const std::size_t end = std::min(i + columns, panels.size());
    double words_height = 0;
    for (std::size_t k = i; k < end; ++k) words_height = std::max(words_height, small_words_height(*panels[k], width));
    const double row_height = small_title_height + words_height + chart_height;
    const bool last_page = sheet_.pages() >= pages_max;
    if (row_height > sheet_.room() - (last_page ? text_room : 0)) {
      if (last_page) {
        left_out_ += static_cast<int>(panels.size() - i);
        return;
      }
      sheet_.new_page();
    }
    const double from = sheet_.y();
    for (std::size_t k = i; k < end; ++k) {
      small_chart(*panels[k], static_cast<double>(k - i) * (width + gutter), from, width, words_height);
    }
    sheet_.go_to(from + row_height);
  }
}

void PrintedReport::charts() {
  heading("Charts");
  std::vector<const ChartPanel*> others;
  for (const auto& panel : picture_.panels) {
    if (panel.difference.size() > 1) {
      wide_chart(panel);
    } else if (panel.role != Role::context) {
      others.push_back(&panel);
    }
  }
  small_charts(others);
  if (picture_.panels.empty()) put("Nothing has been measured yet.", {.size = body});
  put("Right: filled points, full line. Left: open points, broken line. Band: 95 % of the fitted level. Faint: single "
      "trials. Fine dots across: own level (median of readings older than four weeks). Dashes: the limit named. "
      "Hatched: no readings. Ring: corrected; cross: held; diamond: set aside; triangle: tried, could not; flag at the "
      "bottom: another device. R–L: right above or below left, in per cent.",
      {.size = 6.4, .soft = true, .lines_max = 3, .tag = PdfTag::caption});
}

void PrintedReport::events() {
  std::string words;
  for (const auto& event : picture_.events) {
    const std::string when = event_when(picture_, event);
    words += fmt::format("{}{} {}, {}{}", words.empty() ? "" : "; ", event.number, event.title, when,
                         event.note.empty() ? "" : " (" + shortened(event.note, 60, true) + ")");
  }
  if (!words.empty()) put("Events: " + words + ".", {.size = small, .lines_max = 5});
}

void PrintedReport::signs() {
  heading("Neurological signs, the latest finding of each");
  std::vector<std::vector<std::string>> rows{{"Region", "Motor neuron", "Right", "Left", "Midline, no side"}};
  Region last = Region::none;
  for (const auto& row : sign_matrix(picture_)) {
    const bool same = rows.size() > 1 && row.region == last;
    rows.push_back({same ? "" : std::string(region_words(row.region)), std::string(neuron_row_words(row.neuron)),
                    cell_text(row.right), cell_text(row.left), cell_text(row.unsided)});
    last = row.region;
  }
  const std::vector<double> shares{0.13, 0.12, 0.25, 0.25, 0.25};
  const PdfText style{.size = 6.8, .space_after = 2, .lines_max = 4};
  if (sheet_.pages() >= pages_max && sheet_.table_height(rows, shares, style) > sheet_.room() - provenance_room) {
    ++left_out_;
  } else {
    sheet_.table(rows, shares, style);
  }
}

void PrintedReport::list(std::string_view title, const std::vector<std::string>& items) {
  if (items.empty()) return;
  heading(title);
  for (std::size_t i = 0; i < std::min(items.size(), list_told_max); ++i) {
    put(items[i], {.size = small, .space_after = 1, .lines_max = 2}, "–");
  }
  if (items.size() > list_told_max) left_out_ += static_cast<int>(items.size() - list_told_max);
}

void PrintedReport::missing() {
  std::vector<std::string> items;
  for (const auto& one : assessment_.missing) items.push_back(fmt::format("{} (last: {})", one.text, last_words(one)));
  list("What is missing", items);
}

void PrintedReport::set_aside() {
  std::vector<std::string> items;
  for (const auto& one : assessment_.set_aside) items.push_back(capitalised(flag_words(one.what)) + ": " + one.reason);
  list("Seen and set aside", items);
}

void PrintedReport::quality() {
  if (assessment_.data_quality.empty() && picture_.withdrawn.empty()) return;
  heading("Data quality");
  for (const auto& group : quality_groups(assessment_, 2)) {
    for (const auto* one : group.told) {
      put(fmt::format("{}: {} {}", quality_words(one->kind), one->text, one->action),
          {.size = small, .space_after = 1, .lines_max = 2}, "–");
    }
    if (group.more) put(more_words(group), {.size = small, .soft = true, .space_after = 1}, "–");
  }
  for (const auto& fact : picture_.withdrawn) {
    put(fmt::format("Taken back: {} of {}, on {}: {}", fact.what, plain_text(fact.day), plain_text(fact.withdrawn),
                    fact.why),
        {.size = small, .space_after = 1, .lines_max = 2}, "–");
  }
}

void PrintedReport::references() {
  Assessment met = assessment_;
  std::erase_if(met.flags, [](const Flag& flag) { return flag.state != FlagState::met; });
  const References all = references_of(met);
  std::string words;
  for (const auto& flag : all.flags) {
    words += fmt::format("{}{}: {}", words.empty() ? "" : ". ", flag.flag, reference_words(flag));
  }
  if (words.empty()) return;
  words += ".";
  for (std::size_t i = 0; i < all.sources.size(); ++i) words += fmt::format(" [{}] {}.", i + 1, all.sources[i]);
  words += " " + std::string(marks_words());
  const PdfText style{.size = 6.2, .soft = true, .lines_max = 10};
  constexpr double heading_height = 24;
  if (sheet_.pages() >= pages_max &&
      sheet_.height_of(words, style) + heading_height > sheet_.room() - provenance_room) {
    ++left_out_;
    return;
  }
  heading("References of what is met");
  put(words, style);
}

void PrintedReport::provenance() {
  if (left_out_ > 0) {
    sheet_.text(fmt::format("{} left out here for want of room; the page in HTML has all of it.",
                            count_of(left_out_, "line or chart is", "lines or charts are")),
                {.size = small, .bold = true, .lines_max = 1});
  }
  sheet_.space(4);
  sheet_.rule();
  const Assessment& of = assessment_;
  sheet_.text(fmt::format("Data known at {}, days in {}. Pathway {} {}, point {}, SHA-256 {}. Facts read: SHA-256 {}. "
                          "myotrend {}.",
                          iso_text(of.as_of, of.zone), of.zone.name(), of.pathway.id, of.pathway.version,
                          of.pathway.point, of.pathway.sha256, of.input_sha256, input_.program_version),
              {.size = 6.2, .soft = true, .lines_max = 4});
}

void PrintedReport::write() {
  head();
  verdict();
  findings();
  charts();
  events();
  signs();
  missing();
  set_aside();
  std::vector<std::string> considered;
  for (const auto& one : also_consider(assessment_, picture_)) considered.push_back(one.text);
  list("Also consider", considered);
  quality();
  references();
  provenance();
}

}  // namespace

std::string pdf_report(const ReportInput& input) {
  const ClinicalPicture picture = clinical_picture(input);
  const PdfFacts facts{input.assessment.patient.text + ": " + std::string(headline(input.assessment.disposition)),
                       iso_text(input.assessment.as_of, Zone()),
                       std::string(closing_line()) + " " + input.assessment.patient.text};
  PrintedReport measured(input, picture, facts, 0);
  measured.write();
  PrintedReport report(input, picture, facts, measured.pages());
  report.write();
  return report.bytes();
}

}  // namespace myotrend::report
