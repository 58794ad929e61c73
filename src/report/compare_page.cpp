#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "myotrend/report/pages.h"
#include "report/chart_svg.h"
#include "report/figures.h"
#include "report/html_page.h"
#include "report/note.h"
#include "report/safe_text.h"
#include "report/words.h"

namespace myotrend::report {

namespace {

/// A line of the comparison: what, then, now.
struct Compared {
  std::string what, then, now;
};

const ChartPanel* same_panel(const ClinicalPicture& picture, const ChartPanel& panel) {
  for (const auto& one : picture.panels) {
    if (one.measure == panel.measure && one.unit == panel.unit && one.title == panel.title) return &one;
  }
  return nullptr;
}

const ChartSeries* same_side(const ChartPanel* panel, Side side) {
  if (!panel) return nullptr;
  for (const auto& series : panel->series) {
    if (series.side == side) return &series;
  }
  return nullptr;
}

std::string rule_words(const Assessment& of, const std::string& id, const std::string& flag) {
  for (const auto& rule : of.rules) {
    if (rule.id == id && rule.flag == flag) return "holds since " + plain_text(of.zone.day_of(rule.since));
  }
  return "does not hold";
}

std::vector<Compared> compared_rules(const Assessment& then, const Assessment& now) {
  std::vector<Compared> lines;
  const auto see = [&](const Assessment& of) {
    for (const auto& rule : of.rules) {
      const std::string what = rule.id + ", " + flag_words(rule.flag);
      const bool told = std::any_of(lines.begin(), lines.end(), [&](const Compared& one) { return one.what == what; });
      if (!told) lines.push_back({what, rule_words(then, rule.id, rule.flag), rule_words(now, rule.id, rule.flag)});
    }
  };
  see(now);
  see(then);
  return lines;
}

std::vector<Compared> compared_series(const ClinicalPicture& then, const ClinicalPicture& now) {
  std::vector<Compared> lines;
  for (const auto& panel : now.panels) {
    for (const auto& series : panel.series) {
      const auto words = [&](const ChartSeries* one) {
        if (!one) return std::string("no reading");
        const auto moves = motion_words(one->motion, panel.unit);
        return moves.empty() ? count_of(static_cast<long>(one->points.size()), "reading", "readings") : moves;
      };
      std::string what = panel.title;
      if (series.side != Side::none) what += ", " + std::string(word_of(series.side));
      lines.push_back({what, words(same_side(same_panel(then, panel), series.side)), words(&series)});
    }
  }
  return lines;
}

std::string flags_met(const Assessment& of) {
  std::string titles;
  for (const auto& flag : of.flags) {
    if (flag.state == FlagState::met) titles += (titles.empty() ? "" : "; ") + flag.title;
  }
  return titles.empty() ? "none" : titles;
}

std::string evidence_or_none(const Assessment& of) {
  const auto words = evidence_words(of);
  return words.empty() ? "too little data" : words;
}

/// Both times of one patient, line by line.
std::vector<Compared> compared(const ReportInput& then, const ReportInput& now, const ClinicalPicture& then_picture,
                               const ClinicalPicture& now_picture) {
  const Assessment &old = then.assessment, &fresh = now.assessment;
  std::vector<Compared> lines{
      {"Disposition", std::string(headline(old.disposition)), std::string(headline(fresh.disposition))},
      {"Since", plain_text(old.zone.day_of(met_since(old))), plain_text(fresh.zone.day_of(met_since(fresh)))},
      {"Flags met", flags_met(old), flags_met(fresh)},
      {"Weight of evidence", evidence_or_none(old), evidence_or_none(fresh)},
      {"Onset", onset_words(old).empty() ? "none told" : onset_words(old),
       onset_words(fresh).empty() ? "none told" : onset_words(fresh)}};
  for (auto& line : compared_rules(old, fresh)) lines.push_back(std::move(line));
  for (auto& line : compared_series(then_picture, now_picture)) lines.push_back(std::move(line));
  return lines;
}

std::string known_on(const Assessment& of) { return plain_text(of.zone.day_of(of.as_of)); }

std::string comparison_table(const std::vector<Compared>& lines, const ReportInput& then, const ReportInput& now) {
  std::string html = fmt::format(
      "<div class=\"scroll free\" tabindex=\"0\" role=\"region\" aria-label=\"Then and now\"><table class=\"then-now\">"
      "<thead><tr><th scope=\"col\">What</th><th scope=\"col\">Then: {}</th><th scope=\"col\">Now: "
      "{}</th></tr></thead><tbody>",
      known_on(then.assessment), known_on(now.assessment));
  for (const auto& line : lines) {
    fmt::format_to(std::back_inserter(html), "<tr{}><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>\n",
                   line.then == line.now ? "" : " class=\"changed\"", html_text(line.what), html_told(line.then),
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
    note.item(line.then == line.now ? "-" : "*", known_on(now.assessment) + ": " + line.now);
  }
  note.blank();
  write_provenance(note, now.assessment, now.program_version);
  return note.text();
}

}  // namespace myotrend::report
