#include <fmt/format.h>

#include <iterator>

#include "myotrend/report/pages.h"
#include "report/chart_svg.h"
#include "report/comparison.h"
#include "report/figures.h"
#include "report/html_page.h"
#include "report/note.h"
#include "report/safe_text.h"
#include "report/words.h"

namespace myotrend::report {

namespace {

std::string comparison_table(const std::vector<Compared>& lines, const ReportInput& then, const ReportInput& now) {
  std::string html = fmt::format(
      "<div class=\"scroll free\" tabindex=\"0\" role=\"region\" aria-label=\"Then and now\"><table class=\"then-now\">"
      "<thead><tr><th scope=\"col\">What</th><th scope=\"col\">Then: {}</th><th scope=\"col\">Now: "
      "{}</th></tr></thead><tbody>",
      known_on(then.assessment), known_on(now.assessment));
  for (const auto& line : lines) {
    fmt::format_to(std::back_inserter(html), "<tr{}><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>\n",
                   line.differs() ? " class=\"changed\"" : "", html_text(line.what), html_told(line.then),
                   html_told(line.now));
  }
  return html + "</tbody></table></div>";
}

/// Both drawings have the same axes, so that the later one shows what came.
std::string chart_pairs(const ClinicalPicture& then, const ClinicalPicture& now) {
  const auto air = (now.to - now.from) / 80;
  const ChartFrame frame{now.from - air, now.to + air, now.zone, &now.events};
  std::string html = chart_symbols();
  int number = 0;
  for (const auto& panel : now.panels) {
    if (panel.role == Role::context) continue;
    ++number;
    const ChartPanel* before = same_panel(then, panel);
    ChartFrame old_frame{now.from - air, now.to + air, now.zone, &then.events};
    old_frame.scale = &panel;
    const std::string unit = panel.unit_word.empty() ? "" : " <small>" + html_text(panel.unit_word) + "</small>";
    fmt::format_to(std::back_inserter(html),
                   "<h3>{}{}</h3><div class=\"charts pair\"><figure>{}<figcaption>Then</figcaption>"
                   "</figure><figure>{}<figcaption>Now</figcaption></figure></div>\n",
                   html_text(panel.title), unit,
                   before ? chart_svg(*before, old_frame, 2 * number) : "<p class=\"soft\">No reading yet.</p>",
                   chart_svg(panel, frame, 2 * number + 1));
  }
  return html;
}

}  // namespace

std::string html_comparison(const ReportInput& then, const ReportInput& now) {
  const ClinicalPicture then_picture = clinical_picture(then), now_picture = clinical_picture(now);
  const auto lines = compared(then, now, then_picture, now_picture);
  std::string html = page_head(now.assessment.patient.text + ": then and now");
  html +=
      "<body>\n<a class=\"skip\" href=\"#main\">To the report</a>\n<div class=\"page\">\n<header><p class=\"who\"><b>" +
      html_told(now.assessment.patient.text) + "</b> " + html_text(now_picture.patient_line) + "</p></header>\n";
  fmt::format_to(std::back_inserter(html),
                 "<main id=\"main\"><section class=\"verdict {}\"><h1>Then and now</h1><p class=\"lead\">{}: {}</p>"
                 "<p class=\"lead\">{}: {}</p></section>\n",
                 word_of(now.assessment.disposition), known_on(then.assessment),
                 html_text(headline(then.assessment.disposition)), known_on(now.assessment),
                 html_text(headline(now.assessment.disposition)));
  html +=
      "<section aria-labelledby=\"lines\"><h2 id=\"lines\">Line by line</h2><p class=\"soft\">What differs is "
      "in bold. Each side is judged on what was known at the end of its day.</p>" +
      comparison_table(lines, then, now) + "</section>\n";
  html += "<section aria-labelledby=\"pairs\"><h2 id=\"pairs\">Charts</h2>" + chart_pairs(then_picture, now_picture) +
          "</section>\n";
  html += provenance_section(now) + "</main>\n<footer><p>" + std::string(closing_line()) +
          "</p></footer>\n</div>\n</body>\n</html>\n";
  return html;
}

std::string text_comparison(const ReportInput& then, const ReportInput& now) {
  const ClinicalPicture then_picture = clinical_picture(then), now_picture = clinical_picture(now);
  Note note(TerminalStyle{});
  note.paragraph(now.assessment.patient.text + ", then and now");
  for (const auto& line : compared(then, now, then_picture, now_picture)) {
    note.heading(line.what);
    note.item("-", known_on(then.assessment) + ": " + line.then);
    note.item(line.differs() ? "*" : "-", known_on(now.assessment) + ": " + line.now);
  }
  note.blank();
  write_provenance(note, now.assessment, now.program_version);
  return note.text();
}

}  // namespace myotrend::report
