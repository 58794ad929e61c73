#include <fmt/format.h>

#include <optional>

#include "myotrend/report/pages.h"
#include "report/chart_svg.h"
#include "report/comparison.h"
#include "report/figures.h"
#include "report/pdf_sheet.h"
#include "report/words.h"

namespace myotrend::report {

namespace {

constexpr double px = 0.6;  // points of a chart's pixel
constexpr double body = 8.2, small = 7.2;
constexpr int pages_max = 4;

/// Then and now on paper: the lines, and below them each chart twice on the same axes.
class PrintedComparison {
 public:
  PrintedComparison(const ReportInput& then, const ReportInput& now, const PdfFacts& facts, int pages_told)
      : then_(then),
        now_(now),
        then_picture_(clinical_picture(then)),
        now_picture_(clinical_picture(now)),
        sheet_(facts, pages_told) {}

  void write() {
    head();
    lines();
    charts();
    provenance();
  }
  int pages() const { return sheet_.pages(); }
  std::string bytes() { return sheet_.finish(); }

 private:
  void head() {
    sheet_.text(now_.assessment.patient.text, {.size = 10, .bold = true, .space_after = 1, .lines_max = 1});
    if (!now_picture_.patient_line.empty())
      sheet_.text(now_picture_.patient_line + ".", {.size = body, .soft = true, .space_after = 5, .lines_max = 2});
    sheet_.text("Then and now", {.size = 16, .bold = true, .space_after = 4, .tag = PdfTag::heading_1});
    for (const auto* of : {&then_.assessment, &now_.assessment})
      sheet_.text(known_on(*of) + ": " + std::string(headline(of->disposition)), {.size = 9.4, .space_after = 2});
  }

  void heading(std::string_view words) {
    constexpr double lines_below = 60;
    sheet_.space(8);
    if (sheet_.room() < lines_below) sheet_.new_page();
    sheet_.text(words, {.size = 10.5, .bold = true, .space_after = 3, .tag = PdfTag::heading_2});
  }

  void lines() {
    heading("Line by line");
    sheet_.text("What differs begins with a dot. Each side is judged on what was known at the end of its day.",
                {.size = small, .soft = true, .space_after = 3});
    std::vector<std::vector<std::string>> rows{
        {"What", "Then: " + known_on(then_.assessment), "Now: " + known_on(now_.assessment)}};
    for (const auto& line : compared(then_, now_, then_picture_, now_picture_))
      rows.push_back({line.what, line.then, (line.differs() ? "● " : "") + line.now});
    sheet_.table(rows, {0.2, 0.4, 0.4}, {.size = small, .space_after = 2, .lines_max = 4});
  }

  void charts() {
    heading("Charts");
    const auto air = (now_picture_.to - now_picture_.from) / 80;
    constexpr double gutter = 14;
    constexpr int plot_height = 96;
    const double width = (sheet_.width() - gutter) / 2;
    for (const auto& panel : now_picture_.panels) {
      if (panel.role == Role::context) continue;
      ChartFrame frame{now_picture_.from - air,
                       now_picture_.to + air,
                       now_picture_.zone,
                       &now_picture_.events,
                       width / px,
                       plot_height};
      const PrintedChart now_chart = chart_for_print(panel, frame, ++drawn_);
      frame.events = &then_picture_.events;
      frame.scale = &panel;
      const ChartPanel* before = same_panel(then_picture_, panel);
      std::optional<PrintedChart> then_chart;
      if (before) then_chart = chart_for_print(*before, frame, ++drawn_);
      const double high = now_chart.height * px;
      constexpr double title_height = 22;
      if (high + title_height > sheet_.room()) {
        if (sheet_.pages() >= pages_max) {
          ++left_out_;
          continue;
        }
        sheet_.new_page();
      }
      pair(panel, then_chart, now_chart, width, width + gutter);
      sheet_.space(high + 4);
    }
  }

  void pair(const ChartPanel& panel, const std::optional<PrintedChart>& then_chart, const PrintedChart& now_chart,
            double width, double second) {
    const std::string unit = panel.unit_word.empty() ? "" : ", " + panel.unit_word;
    const double from = sheet_.y();
    sheet_.text(
        panel.title + unit + ": then",
        {.size = small, .bold = true, .space_after = 1, .width = width, .lines_max = 1, .tag = PdfTag::heading_3});
    const double below = sheet_.y();
    sheet_.go_to(from);
    sheet_.text("now", {.size = small, .bold = true, .space_after = 1, .x = second, .width = width, .lines_max = 1});
    if (then_chart) {
      sheet_.drawing(then_chart->svg, 0, below, width, then_chart->height * px);
    } else {
      sheet_.go_to(below);
      sheet_.text("No reading yet.", {.size = small, .soft = true, .width = width});
    }
    sheet_.drawing(now_chart.svg, second, below, width, now_chart.height * px);
    sheet_.go_to(below);
  }

  void provenance() {
    if (left_out_ > 0)
      sheet_.text(count_of(left_out_, "chart is", "charts are") + " left out here; the page in HTML has all of it.",
                  {.size = small, .bold = true});
    sheet_.rule();
    const Assessment& of = now_.assessment;
    sheet_.text(
        fmt::format("Data known at {} and at {}. Pathway {} {}, point {}, SHA-256 {}. Facts read: SHA-256 {} and "
                    "{}. myotrend {}.",
                    iso_text(then_.assessment.as_of, of.zone), iso_text(of.as_of, of.zone), of.pathway.id,
                    of.pathway.version, of.pathway.point, of.pathway.sha256, then_.assessment.input_sha256,
                    of.input_sha256, now_.program_version),
        {.size = 6.2, .soft = true, .lines_max = 4});
  }

  const ReportInput &then_, &now_;
  ClinicalPicture then_picture_, now_picture_;
  PdfSheet sheet_;
  int drawn_ = 0, left_out_ = 0;
};

}  // namespace

std::string pdf_comparison(const ReportInput& then, const ReportInput& now) {
  const PdfFacts facts{now.assessment.patient.text + ": then and now", iso_text(now.assessment.as_of, Zone()),
                       std::string(closing_line()) + " " + now.assessment.patient.text};
  PrintedComparison measured(then, now, facts, 0);
  measured.write();
  PrintedComparison printed(then, now, facts, measured.pages());
  printed.write();
  return printed.bytes();
}

}  // namespace myotrend::report
