#include "report/html_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "myotrend/report/pages.h"
#include "report/chart_svg.h"
#include "report/figures.h"
#include "report/panel_levels.h"
#include "report/safe_text.h"
#include "report/words.h"

namespace myotrend::report {

namespace {

std::string moves_of(const ChartPanel& panel) {
  std::string html;
  for (const auto& series : panel.series) {
    const auto words = motion_words(series.motion, panel.unit);
    if (words.empty()) continue;
    const auto loss = loss_words(series.motion);
    const auto own = own_level_words(panel, series);
    const std::string all = words + (loss.empty() ? "" : "; " + loss) + (own.empty() ? "" : "; " + own) + ".";
    const std::string side =
        series.side == Side::none
            ? std::string()
            : fmt::format("<b class=\"{}\">{}</b> ", series.side == Side::left ? "l" : "r", side_words(series.side));
    html += "<p class=\"moves\">" + side + html_text(side.empty() ? capitalised(all) : all) + "</p>";
  }
  if (const auto difference = difference_words(panel); !difference.empty()) {
    html += "<p class=\"moves\">" + html_text(difference) + "</p>";
  }
  if (!panel.set_aside.empty()) html += "<p class=\"moves\">Set aside: " + html_told(panel.set_aside) + "</p>";
  return html;
}

std::string chart_figure(const ChartPanel& panel, const ChartFrame& frame, int number) {
  std::string about = panel.unit_word;
  if (const auto worse = worse_words(panel.worse); !worse.empty()) {
    about += (about.empty() ? "" : ", ") + std::string(worse);
  }
  return fmt::format("<figure{}><h3>{} <small>{}</small></h3>{}{}<figcaption>{}</figcaption>{}</figure>\n",
                     panel.difference.size() > 1 ? " class=\"wide\"" : "", html_text(panel.title), html_text(about),
                     moves_of(panel), chart_svg(panel, frame, number), chart_key(panel),
                     chart_table(panel, frame.zone));
}

std::string events_list(const ClinicalPicture& picture) {
  if (picture.events.empty()) return {};
  std::string html = "<h3>Events, by their numbers in the charts</h3><ul class=\"events\">";
  for (const auto& event : picture.events) {
    const std::string when = event_when(picture, event);
    fmt::format_to(std::back_inserter(html), "<li><b>{}</b>{}, {}{}</li>\n", event.number, html_text(event.title), when,
                   event.note.empty() ? "" : ": " + html_told(event.note));
  }
  return html + "</ul>";
}

/// A little air at both ends keeps the first and last points whole.
ChartFrame frame_of(const ClinicalPicture& picture, const Zone& zone) {
  const auto margin = (picture.to - picture.from) / 80;
  return {picture.from - margin, picture.to + margin, zone, &picture.events};
}

/// Leads to the sections that are there.
std::string navigation(const Assessment& assessment) {
  std::string html = "<nav aria-label=\"Sections\"><ul>";
  const auto add = [&](std::string_view id, std::string_view title) {
    fmt::format_to(std::back_inserter(html), "<li><a href=\"#{}\">{}</a></li>", id, title);
  };
  add("findings", "Findings");
  if (!assessment.missing.empty()) add("missing", "Missing");
  add("charts", "Charts");
  add("signs", "Signs");
  if (!assessment.set_aside.empty()) add("set-aside", "Set aside");
  add("quality", "Data quality");
  add("provenance", "Provenance");
  return html + "</ul></nav>\n";
}

}  // namespace

std::string page_head(std::string_view title) {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n<meta "
      "http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n<meta "
      "name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<meta name=\"color-scheme\" "
      "content=\"light dark\"/>\n<meta name=\"referrer\" content=\"no-referrer\"/>\n<title>{}</title>\n"
      "<style>{}</style>\n</head>\n",
      html_text(title), page_style());
}

std::string charts_section(const ClinicalPicture& picture, const Assessment& assessment) {
  const ChartFrame frame = frame_of(picture, assessment.zone);
  std::string first, further;
  int number = 0;
  for (const auto& panel : picture.panels) {
    std::string& place = panel.role == Role::context ? further : first;
    place += chart_figure(panel, frame, ++number);
  }
  std::string html = "<section id=\"charts\" aria-labelledby=\"charts-title\"><h2 id=\"charts-title\">Charts</h2>";
  if (number == 0) html += "<p>Nothing has been measured yet.</p>";
  html += chart_symbols();
  if (!first.empty()) html += "<div class=\"charts\">" + first + "</div>";
  if (!further.empty()) {
    const auto count = std::count_if(picture.panels.begin(), picture.panels.end(),
                                     [](const ChartPanel& panel) { return panel.role == Role::context; });
    html += fmt::format("<details><summary>{}</summary><div class=\"charts\">{}</div></details>",
                        count_of(count, "further chart", "further charts") + " (context, never counted)", further);
  }
  return html + events_list(picture) + "</section>\n";
}

std::string html_report(const ReportInput& input) {
  const ClinicalPicture picture = clinical_picture(input);
  const Assessment& assessment = input.assessment;
  std::string html = page_head(assessment.patient.text + ": " + std::string(headline(assessment.disposition)));
  html += "<body>\n<a class=\"skip\" href=\"#main\">To the report</a>\n<div class=\"page\">\n<header>";
  html +=
      "<p class=\"who\"><b>" + html_told(assessment.patient.text) + "</b> " + html_text(picture.patient_line) + "</p>";
  html += fmt::format("<p class=\"soft\">Data known on {}</p></header>\n",
                      plain_text(assessment.zone.day_of(assessment.as_of)));
  html += "<main id=\"main\">\n";
  html += verdict_section(assessment);
  html += navigation(assessment);
  html += flags_section(assessment);
  html += missing_section(assessment);
  html += charts_section(picture, assessment);
  html += signs_section(picture, assessment);
  html += set_aside_section(assessment);
  html += also_consider_section(assessment, picture);
  html += measures_section(assessment);
  html += quality_section(picture, assessment);
  html += sources_section(assessment);
  html += provenance_section(input);
  html += "</main>\n";
  html += "<footer><p>" + std::string(closing_line()) + "</p></footer>\n</div>\n</body>\n</html>\n";
  return html;
}

}  // namespace myotrend::report
