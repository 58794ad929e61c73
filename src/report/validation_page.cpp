#include <fmt/format.h>

#include <iterator>

#include "report/figures.h"
#include "report/html_page.h"
#include "report/safe_text.h"
#include "report/validation_charts.h"
#include "report/validation_tables.h"
#include "report/words.h"

namespace myotrend::report {

namespace {

/// What the page of a validation needs beside the style of the clinician's page.
constexpr std::string_view own_style = R"(
.plot.curve{grid-template-columns:42px minmax(0,1fr) 12px;margin-top:.2rem}
.axis{margin:.5rem 0 0;font-size:.86rem;max-width:none}.axis.x{text-align:right;margin:0 12px 0 42px}
.c0{--c:var(--right)}.c1{--c:var(--right)}.c2{--c:var(--left)}.c3,.c4,.c5,.c6,.c7{--c:var(--gap)}
.cv{fill:none;stroke:var(--c);stroke-width:1.8}.cv.c0{stroke-width:3}.cv.c1{stroke-dasharray:8 4}
.cv.c3{stroke-dasharray:11 4}.cv.c4{stroke-dasharray:3 3}.cv.c5{stroke-dasharray:1 4}
.cv.c6{stroke-dasharray:9 3 2 3}
.in path.band.c0{--hand:var(--right)}
.cb line{stroke:var(--c);stroke-width:1.5}
.cm circle{fill:var(--paper);stroke:var(--c);stroke-width:2}.cm.c0 circle{fill:var(--c)}
.cm text{fill:var(--ink);font-weight:600;stroke:var(--paper);stroke-width:4;paint-order:stroke}
.key.curves{margin-top:.5rem}
.rows caption{text-align:left;padding:.4rem .8rem}.rows th{background:none;font-weight:500}
.rows .bar{width:45%;min-width:7rem}.rows svg{display:block;width:100%;overflow:visible}
.rows .base{stroke:var(--rule)}.rows .span{stroke:var(--right);stroke-width:3;stroke-opacity:.45}
.rows circle{fill:var(--right)}
.figures td,.figures th{white-space:normal}.figures tbody td{white-space:nowrap}
.figures tbody th{white-space:normal;min-width:8rem}
.lead{font-size:1.12rem;max-width:56rem}.told{overflow-wrap:anywhere}
@media (max-width:40rem){.rows tr{display:block;border-bottom:1px solid var(--rule);padding:.3rem .5rem}
.rows th,.rows td{display:block;border:0;padding:.1rem 0}.rows .bar{width:auto}.rows caption{padding:.4rem .5rem}}
.limits li{padding:.15rem 0;margin-left:1.1rem;list-style:disc;max-width:52rem}
@media print{.charts{grid-template-columns:1fr}.rows tr{break-inside:avoid}}
)";

std::string table_html(const FiguresTable& table) {
  std::string html = fmt::format(
      "<div class=\"scroll free\" tabindex=\"0\" role=\"region\" aria-label=\"{}, table\"><table "
      "class=\"figures\"><thead><tr>",
      html_text(table.title));
  for (const std::string& column : table.columns)
    fmt::format_to(std::back_inserter(html), "<th scope=\"col\">{}</th>", html_text(column));
  html += "</tr></thead><tbody>";
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i)
      html += i == 0 ? "<tr><th scope=\"row\">" + html_text(row[i]) + "</th>" : "<td>" + html_text(row[i]) + "</td>";
    html += "</tr>\n";
  }
  html += "</tbody></table></div>";
  if (!table.note.empty()) html += "<p><small>" + html_text(table.note) + "</small></p>";
  return html;
}

std::string folded(const FiguresTable& table) {
  return fmt::format("<details><summary>Figures of this chart<span class=\"soft\">: {}</span></summary>{}</details>",
                     html_text(table.title), table_html(table));
}

class Sections {
 public:
  void open(std::string_view id, std::string_view title) {
    close();
    fmt::format_to(std::back_inserter(html_),
                   "<section id=\"{0}\" aria-labelledby=\"{0}-title\"><h2 id=\"{0}-title\">{1}</h2>", id, title);
    fmt::format_to(std::back_inserter(navigation_), "<li><a href=\"#{}\">{}</a></li>", id, title);
    open_ = true;
  }
  void text(std::string_view words) { html_ += "<p>" + html_text(words) + "</p>"; }
  void table(const FiguresTable& table) { html_ += table_html(table); }
  void heading(const FiguresTable& table) { html_ += "<h3>" + html_text(table.title) + "</h3>" + table_html(table); }
  void chart(const CurveChart& chart, const FiguresTable& figures) {
    fmt::format_to(std::back_inserter(html_), "<figure class=\"wide\"><h3>{}</h3>{}{}</figure>", html_text(chart.title),
                   curve_svg(chart, ++charts_), folded(figures));
  }
  void raw(const std::string& html) { html_ += html; }

  std::string finished() {
    close();
    return "<nav aria-label=\"Sections\"><ul>" + navigation_ + "</ul></nav>\n" + html_;
  }

 private:
  void close() {
    if (open_) html_ += "</section>\n";
    open_ = false;
  }
  std::string html_, navigation_;
  bool open_ = false;
  int charts_ = 0;
};

std::string span_words(const PracticeShown& shown) {
  std::string words = count_of(static_cast<long>(shown.patients), "patient", "patients");
  if (shown.days)
    words += fmt::format(", {} to {}, {:.0f} patient-months", plain_text(shown.days->first),
                         plain_text(shown.days->second), shown.patient_months);
  return words;
}

std::string lead_words(const ValidationInput& input) {
  if (!input.validation)
    return fmt::format(
        "{} of {} would have come to a referral. The truth about these patients was not told, so this page cannot say "
        "which referrals were right.",
        [&] {
          std::size_t referred = 0;
          for (const auto& one : input.practice.detectors) {
            referred = one.alarmed;  // the pathway is the first
            break;
          }
          return referred;
        }(),
        count_of(static_cast<long>(input.practice.patients), "patient", "patients"));
  const ValidationShown& shown = *input.validation;
  const DelayShown& all = shown.delays.front();
  return fmt::format(
      "At the point {}: {} false referrals per 100 patient-years (95 %), all rules included; {:.0f}, {:.0f} and {:.0f} "
      "% "
      "of the progressive found within 6, 9 and 12 months; median delay {} days.",
      input.point, estimate_words(shown.false_referrals.front().per_100_years, 2), 100 * all.found[0].value,
      100 * all.found[1].value, 100 * all.found[2].value, days_words(all.median_days));
}

void truth_sections(Sections& sections, const ValidationShown& shown) {
  sections.open("points-section", "Operating points");
  sections.table(goals_table(shown));
  sections.open("frontier-section", "Frontier");
  sections.chart(frontier_chart(shown), frontier_table(shown));
  sections.open("delays-section", "Delay");
  sections.chart(delay_chart(shown), delays_table(shown));
  sections.heading(at_risk_table(shown));
  sections.open("false-section", "False referrals");
  sections.raw(interval_rows("False referrals by class",
                             "False referrals per 100 patient-years, with the exact 95 % interval; then the counts",
                             class_rows(shown)));
  sections.raw("<details><summary>Figures<span class=\"soft\">: " + html_text(false_referrals_table(shown).title) +
               "</span></summary>" + table_html(false_referrals_table(shown)) + "</details>");
  sections.open("rules-section", "What each rule adds");
  sections.raw(interval_rows("False first referrals by rule",
                             "False first referrals per 100 patient-years at which the rule held; then the counts",
                             rule_rows(shown)));
  sections.heading(rules_table(shown));
  sections.heading(class_by_rule_table(shown));
  sections.open("calibration-section", "Calibration of E");
  sections.chart(calibration_chart(shown), calibration_table(shown));
}

void practice_sections(Sections& sections, const PracticeShown& shown, bool truth_told) {
  sections.open("dispositions-section", "Dispositions");
  if (!shown.months.empty()) sections.chart(months_chart(shown), months_table(shown));
  sections.heading(reached_table(shown));
  if (!truth_told) {
    sections.open("rules-used-section", "Rules behind the referrals");
    sections.table(rules_used_table(shown));
  }
  sections.open("detectors-section", "Comparison with the classical rules");
  sections.table(detectors_table(shown));
  if (!shown.outcomes.empty()) {
    sections.open("outcomes-section", "What happened to the patients");
    sections.table(outcomes_table(shown));
  }
  sections.open("quality", "Data quality");
  if (shown.data_quality.empty()) {
    sections.text("Nothing to remark.");
  } else {
    sections.table(quality_table(shown));
  }
}

std::string list_of(std::initializer_list<const char*> lines) {
  std::string html = "<ul class=\"limits\">";
  for (const char* line : lines) html += "<li>" + html_text(line) + "</li>";
  return html + "</ul>";
}

void limits_section(Sections& sections, const ValidationInput& input) {
  sections.open("limits", "What this page cannot tell");
  if (input.validation) {
    sections.raw(list_of(
        {"A simulated truth is an assumption: its noise, rates, gaps and signs come from the literature where "
         "there is any. Real data will be worse.",
         "The rate of false referrals depends on who is followed. Patients whose strength neither recovers nor "
         "falls are the least favourable.",
         "With a rare disease most referrals are of people who do not have it, whatever the detector. A "
         "referral is a request to be examined.",
         "Deaths, patients who leave because they are ill, other neuromuscular disease and effects of treatment "
         "may be missing from the cohort."}));
    return;
  }
  sections.raw(list_of(
      {"How many referrals were false, and how many patients were missed: nobody told the truth about them.",
       "Whether another disposition would have been better: a day on which the pathway refers is no day of onset.",
       "What the patients would have done: a referral that is known changes what is measured next.",
       "An event such as a visit to neurology is no diagnosis, and its absence may only mean that nobody recorded it.",
       "To see false referrals and delays, give the truth of each patient with --truth, or replay a simulated "
       "cohort."}));
}

void provenance(Sections& sections, const ValidationInput& input) {
  sections.open("provenance", "Provenance");
  std::string html = "<dl>";
  const auto add = [&](std::string_view name, const std::string& value) {
    if (!value.empty())
      fmt::format_to(std::back_inserter(html), "<dt>{}</dt><dd class=\"told\">{}</dd>", name, html_text(value));
  };
  add("Pathway", input.pathway_id + " " + input.pathway_version + ", point " + input.point);
  add("SHA-256 of the pathway", input.pathway_sha256);
  add("SHA-256 of the decisions' input", input.input_sha256);
  add("SHA-256 of the truth", input.truth_sha256);
  add("Program", "myotrend " + input.program_version);
  sections.raw(html + "</dl><p>Made again by:</p><p><code>" + html_text(input.command) + "</code></p>");
  if (input.rules.empty()) return;
  FiguresTable rules{"rule-texts", "Rules that refer", {"Rule", "Level", "Source"}, {}, {}};
  for (const auto& rule : input.rules) rules.rows.push_back({rule.id, rule.level, rule.source});
  sections.raw("<details><summary>Rules that refer, with their sources</summary>" + table_html(rules) + "</details>");
}

void append(std::string& text, const FiguresTable& table) {
  const auto cell = [](const std::string& words) {
    std::string safe;
    for (const char c : words) safe += c == '|' ? std::string("\\|") : std::string(1, c);
    return safe;
  };
  text += "### " + table.title + "\n\n";
  const auto line = [&](const std::vector<std::string>& cells) {
    text += "|";
    for (const std::string& one : cells) text += " " + cell(one) + " |";
    text += "\n";
  };
  line(table.columns);
  text += "|";
  for (std::size_t i = 0; i < table.columns.size(); ++i) text += " --- |";
  text += "\n";
  for (const auto& row : table.rows) line(row);
  text += "\n";
  if (!table.note.empty()) text += table.note + "\n\n";
}

}  // namespace

std::string validation_html(const ValidationInput& input) {
  Sections sections;
  if (input.validation) truth_sections(sections, *input.validation);
  practice_sections(sections, input.practice, input.validation.has_value());
  limits_section(sections, input);
  provenance(sections, input);
  std::string html = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n<meta "
      "http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n<meta "
      "name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<meta name=\"color-scheme\" "
      "content=\"light dark\"/>\n<meta name=\"referrer\" content=\"no-referrer\"/>\n<title>Validation: {}</title>\n"
      "<style>{}{}</style>\n</head>\n",
      html_text(span_words(input.practice)), page_style(), own_style);
  fmt::format_to(std::back_inserter(html),
                 "<body>\n<a class=\"skip\" href=\"#main\">To the report</a>\n<div class=\"page\">\n<header><p "
                 "class=\"who\"><b>Validation</b> {} {}, point {}</p><p class=\"soft\">{}</p></header>\n<main "
                 "id=\"main\">\n<section class=\"verdict continue\"><h1>{}</h1><p class=\"lead\">{}</p>",
                 html_text(input.pathway_id), html_text(input.pathway_version), html_text(input.point),
                 html_text(span_words(input.practice)),
                 input.validation ? "Replayed against a known truth" : "Replayed on your own patients",
                 html_text(lead_words(input)));
  if (2 * input.practice.on_import > input.practice.with_facts)
    html +=
        "<p><strong>Most facts were recorded on the day of their import, and a replay sees nothing before it.</strong> "
        "Import with --recorded-as-effective to take each as known when it held.</p>";
  html += "</section>\n" + sections.finished() + "</main>\n<footer><p>" + std::string(closing_line()) +
          "</p></footer>\n</div>\n</body>\n</html>\n";
  return html;
}

std::string validation_markdown(const ValidationInput& input) {
  std::string text = fmt::format("Pathway {} {}, point {}; {}. Made by `{}`.\n\n", input.pathway_id,
                                 input.pathway_version, input.point, span_words(input.practice), input.command);
  if (input.validation) {
    const ValidationShown& shown = *input.validation;
    for (const FiguresTable& table :
         {goals_table(shown), false_referrals_table(shown), rules_table(shown), class_by_rule_table(shown),
          delays_table(shown), calibration_table(shown), frontier_table(shown)})
      append(text, table);
  }
  for (const FiguresTable& table :
       {reached_table(input.practice), detectors_table(input.practice), rules_used_table(input.practice),
        outcomes_table(input.practice), quality_table(input.practice)})
    append(text, table);
  return text;
}

}  // namespace myotrend::report
