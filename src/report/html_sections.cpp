#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "report/also_consider.h"
#include "report/figures.h"
#include "report/html_page.h"
#include "report/references.h"
#include "report/safe_text.h"
#include "report/sign_matrix.h"
#include "report/words.h"

namespace myotrend::report {

namespace {

constexpr std::size_t quality_told_max = 5;

/// Filled, open, broken: the states differ in shape, beside the words.
std::string state_symbol(FlagState state) {
  const std::string_view shape =
      state == FlagState::met ? "<rect x=\"1\" y=\"1\" width=\"11\" height=\"11\" fill=\"currentColor\"/>"
      : state == FlagState::not_met
          ? "<circle cx=\"6.5\" cy=\"6.5\" r=\"5\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.6\"/>"
          : "<circle cx=\"6.5\" cy=\"6.5\" r=\"5\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.6\" "
            "stroke-dasharray=\"2.4 2\"/>";
  return fmt::format("<svg width=\"13\" height=\"13\" viewBox=\"0 0 13 13\" aria-hidden=\"true\">{}</svg>", shape);
}

std::string flag_item(const Flag& flag) {
  const std::string level =
      flag.state == FlagState::met ? fmt::format(" <small>{}</small>", short_name(flag.level)) : std::string();
  std::string html =
      fmt::format("<li class=\"{}\"><span class=\"state\">{}{}</span><div><h3>{}{}</h3>", word_of(flag.state),
                  state_symbol(flag.state), flag_state_words(flag.state), html_text(flag.title), level);
  if (!flag.evidence.empty()) {
    html += "<ul>";
    for (const auto& evidence : flag.evidence) html += "<li>" + html_told(evidence.text) + "</li>";
    html += "</ul>";
  }
  return html + "</div></li>\n";
}

int shown_order(FlagState state) { return state == FlagState::met ? 0 : state == FlagState::unknown ? 1 : 2; }

std::string rules_table(const Assessment& assessment) {
  if (assessment.rules.empty()) return {};
  std::string html =
      "<details open><summary>Rules that hold</summary><div class=\"scroll free\" tabindex=\"0\" role=\"region\" "
      "aria-label=\"Rules that hold\"><table><thead><tr><th scope=\"col\">Rule</th><th scope=\"col\">Flag</th><th "
      "scope=\"col\">Level</th><th scope=\"col\">Since</th><th scope=\"col\">Act</th></tr></thead><tbody>";
  for (const auto& rule : assessment.rules) {
    fmt::format_to(std::back_inserter(html),
                   "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>", html_text(rule.id),
                   html_text(flag_words(rule.flag)), short_name(rule.level),
                   plain_text(assessment.zone.day_of(rule.since)), act_within_words(rule.act_within_days));
  }
  return html + "</tbody></table></div></details>";
}

std::string sign_seen(const std::optional<SignSeen>& seen, std::string_view who) {
  if (!seen) return {};
  std::string html =
      fmt::format("<div{}>{}{}{}", seen->present ? " class=\"yes\"" : "", who.empty() ? "" : std::string(who) + ": ",
                  seen->present ? "present" : "absent", seen->grade.empty() ? "" : ", grade " + html_told(seen->grade));
  fmt::format_to(std::back_inserter(html), "<br/><small>{}, {}{}</small></div>", plain_text(seen->day),
                 html_told(seen->by),
                 seen->earlier ? fmt::format(", {} before", count_of(seen->earlier, "finding", "findings")) : "");
  return html;
}

std::string sign_cell(const SignCell& cell) {
  if (!cell.clinician && !cell.patient) return "<td><span class=\"soft\">not examined</span></td>";
  return "<td>" + sign_seen(cell.clinician, "") + sign_seen(cell.patient, "reported") + "</td>";
}

std::string list_of(const std::vector<std::string>& items) {
  std::string html = "<ul class=\"plain\">";
  for (const auto& item : items) html += "<li>" + item + "</li>\n";
  return html + "</ul>";
}

std::string section(std::string_view id, std::string_view title, const std::string& content) {
  return fmt::format("<section id=\"{0}\" aria-labelledby=\"{0}-title\"><h2 id=\"{0}-title\">{1}</h2>{2}</section>\n",
                     id, title, content);
}

std::string readings_words(const std::vector<std::string>& readings) {
  if (readings.empty()) return {};
  return fmt::format(" <small>({})</small>", count_of(static_cast<long>(readings.size()), "reading", "readings"));
}

std::string matrix_cell(const SignMatrixCell& cell) {
  if (!cell.told()) return "<td class=\"soft\">– not examined</td>";
  std::string html = "<td>";
  const auto add = [&](const std::vector<std::string>& names, std::string_view state, std::string_view kind) {
    for (const auto& name : names) {
      fmt::format_to(std::back_inserter(html), "<div{}>{} {}</div>", kind, state, html_told(name));
    }
  };
  add(cell.found, "● present:", " class=\"yes\"");
  add(cell.reported, "● reported:", "");
  const auto add_line = [&](const std::vector<std::string>& found, std::string_view state) {
    std::string names;
    for (const auto& name : found) names += (names.empty() ? "" : ", ") + html_told(name);
    if (!names.empty()) fmt::format_to(std::back_inserter(html), "<div class=\"soft\">○ {} {}</div>", state, names);
  };
  add_line(cell.absent, "absent:");
  add_line(cell.denied, "not noticed by the patient:");
  return html + "</td>";
}

/// The whole body at a glance: what was found, what was looked for, and what nobody examined.
std::string signs_overview(const ClinicalPicture& picture) {
  std::string html =
      "<p class=\"soft\">The latest finding of each sign. What was not examined is not absent.</p><div class=\"scroll "
      "free\" tabindex=\"0\" role=\"region\" aria-label=\"Signs by region and side\"><table class=\"signs\"><thead><tr>"
      "<th scope=\"col\">Region</th><th scope=\"col\">Motor neuron</th><th scope=\"col\">Right</th><th "
      "scope=\"col\">Left</th><th scope=\"col\">Midline, no side</th></tr></thead><tbody>";
  const auto rows = sign_matrix(picture);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    html += "<tr>";
    if (i == 0 || rows[i - 1].region != rows[i].region) {
      const auto count = std::count_if(rows.begin(), rows.end(),
                                       [&](const SignMatrixRow& row) { return row.region == rows[i].region; });
      fmt::format_to(std::back_inserter(html), "<th scope=\"rowgroup\" rowspan=\"{}\">{}</th>", count,
                     region_words(rows[i].region));
    }
    fmt::format_to(std::back_inserter(html), "<th scope=\"row\" class=\"neuron\">{}</th>{}{}{}</tr>\n",
                   neuron_row_words(rows[i].neuron), matrix_cell(rows[i].right), matrix_cell(rows[i].left),
                   matrix_cell(rows[i].unsided));
  }
  return html + "</tbody></table></div>";
}

/// Region and kind stand below the sign's name, so that the matrix fits a narrow screen.
std::string signs_table(const ClinicalPicture& picture) {
  const bool any_unsided = std::any_of(picture.signs.begin(), picture.signs.end(),
                                       [](const SignRow& row) { return row.unsided.clinician || row.unsided.patient; });
  std::string html =
      "<details><summary>Each sign, by whom and when</summary><div class=\"scroll "
      "free\" tabindex=\"0\" role=\"region\" aria-label=\"Each sign\"><table class=\"signs\"><thead><tr>"
      "<th scope=\"col\">Sign</th><th scope=\"col\">Right</th><th scope=\"col\">Left</th>";
  html += any_unsided ? "<th scope=\"col\">No side told</th></tr></thead><tbody>" : "</tr></thead><tbody>";
  for (const auto& row : picture.signs) {
    const std::string muscle = row.muscle.empty() ? "" : ", " + html_told(row.muscle);
    const std::string neuron =
        row.neuron == MotorNeuron::neither ? "" : ", " + std::string(neuron_words(row.neuron)) + " motor neuron";
    fmt::format_to(std::back_inserter(html), "<tr><th scope=\"row\">{}{}<br/><small>{}{}</small></th>{}{}{}</tr>\n",
                   html_text(row.title), muscle, region_words(row.region), neuron, sign_cell(row.right),
                   sign_cell(row.left), any_unsided ? sign_cell(row.unsided) : "");
  }
  return html + "</tbody></table></div></details>";
}

}  // namespace

std::string verdict_section(const Assessment& assessment) {
  std::string html =
      fmt::format("<section class=\"verdict {}\"><h1>{}</h1><p class=\"lead\">{}</p>", word_of(assessment.disposition),
                  headline(assessment.disposition), timing_sentence(assessment));
  html += "<p>" + html_told(assessment.summary) + "</p>";
  if (!assessment.care_ended.empty()) {
    html += "<p>Recorded: " + html_told(flag_words(assessment.care_ended)) + ".</p>";
  }
  return html + "</section>\n";
}

std::string flags_section(const Assessment& assessment) {
  std::vector<const Flag*> flags;
  for (const auto& flag : assessment.flags) flags.push_back(&flag);
  std::stable_sort(flags.begin(), flags.end(), [](const Flag* a, const Flag* b) {
    if (a->state != b->state) return shown_order(a->state) < shown_order(b->state);
    return a->state == FlagState::met && a->level > b->level;
  });
  std::string html = "<ul class=\"flags\">";
  for (const auto* flag : flags) html += flag_item(*flag);
  html += "</ul>" + rules_table(assessment);
  std::string weight = evidence_words(assessment);
  if (const auto onset = onset_words(assessment); !onset.empty()) weight += (weight.empty() ? "" : " ") + onset;
  if (!weight.empty()) html += "<p class=\"soft weight\">" + weight + "</p>";
  return section("findings", "Findings", html);
}

std::string signs_section(const ClinicalPicture& picture, const Assessment& assessment) {
  std::string html = picture.signs.empty()
                         ? "<p>No sign has been looked for or reported. What was not examined is not absent.</p>"
                         : signs_overview(picture) + signs_table(picture);
  std::vector<std::string> regions;
  for (const auto& region : assessment.regions) {
    if (region.upper.empty() && region.lower.empty()) continue;
    const auto joined = [](const std::vector<std::string>& codes) {
      std::string words;
      for (const auto& code : codes) words += (words.empty() ? "" : ", ") + flag_words(code);
      return words.empty() ? std::string("none recorded") : words;
    };
    regions.push_back(html_text(std::string(region_words(region.region)) + ": upper motor neuron " +
                                joined(region.upper) + "; lower motor neuron " + joined(region.lower)));
  }
  if (!regions.empty()) html += "<h3>Signs found by clinicians, per region</h3>" + list_of(regions);
  return section("signs", "Neurological signs", html);
}

std::string set_aside_section(const Assessment& assessment) {
  if (assessment.set_aside.empty()) return {};
  std::vector<std::string> items;
  for (const auto& aside : assessment.set_aside) {
    items.push_back("<b>" + html_told(capitalised(flag_words(aside.what))) + "</b>: " + html_told(aside.reason) +
                    readings_words(aside.readings));
  }
  return section("set-aside", "Seen and set aside", list_of(items));
}

std::string measures_section(const Assessment& assessment) {
  std::vector<std::string> items;
  for (const auto& judged : assessment.measures) {
    const bool told = std::any_of(assessment.set_aside.begin(), assessment.set_aside.end(),
                                  [&](const SetAside& aside) { return aside.what == judged.measure; });
    if (!told) items.push_back(html_told(judged.text));
  }
  for (const auto& seen : assessment.power) items.push_back("<b>What would be seen</b>: " + html_told(seen.text));
  if (items.empty()) return {};
  return section("measures", "Other measures, never part of the evidence", list_of(items));
}

std::string also_consider_section(const Assessment& assessment, const ClinicalPicture& picture) {
  std::vector<std::string> items;
  for (const auto& one : also_consider(assessment, picture))
    items.push_back(html_told(one.text) + " <small>[" + html_told(one.source) + "]</small>");
  if (items.empty()) return {};
  return section("consider", "Also consider", list_of(items));
}

std::string missing_section(const Assessment& assessment) {
  if (assessment.missing.empty()) return {};
  std::vector<std::string> items;
  for (const auto& missing : assessment.missing) {
    const auto expected = expected_words(missing);
    items.push_back("<b>" + html_told(capitalised(flag_words(missing.what))) + "</b>: " + html_told(missing.text) +
                    " <small>(last: " + last_words(missing) + (expected.empty() ? "" : "; " + expected) + ")</small>");
  }
  return section("missing", "What is missing", list_of(items));
}

std::string quality_section(const ClinicalPicture& picture, const Assessment& assessment) {
  std::vector<std::string> items;
  for (const auto& group : quality_groups(assessment, quality_told_max)) {
    for (const auto* quality : group.told) {
      std::string item = "<b>" + std::string(quality_words(quality->kind)) + "</b>: " + html_told(quality->text);
      if (!quality->action.empty()) item += " " + html_told(quality->action);
      items.push_back(item + readings_words(quality->readings));
    }
    if (group.more) items.push_back(more_words(group));
  }
  for (const auto& panel : picture.panels) {
    for (const auto& gap : panel.gaps) {
      if (panel.role == Role::strength)
        items.push_back("<b>Gap</b>: " + html_text(panel.title) + ", " + gap_words(gap));
    }
  }
  for (const auto& fact : picture.withdrawn) {
    items.push_back(fmt::format("<b>Taken back</b>: {} of {}, on {}: {}", html_told(fact.what), plain_text(fact.day),
                                plain_text(fact.withdrawn), html_told(fact.why)));
  }
  if (items.empty()) return section("quality", "Data quality and gaps", "<p>Nothing to report.</p>");
  return section("quality", "Data quality and gaps", list_of(items));
}

std::string sources_section(const Assessment& assessment) {
  const References references = references_of(assessment);
  if (references.sources.empty()) return {};
  std::vector<std::string> items;
  for (const auto& flag : references.flags) {
    items.push_back("<b>" + html_text(flag.flag) + "</b>: " + html_text(reference_words(flag)));
  }
  std::string html = list_of(items) + "<ol>";
  for (const auto& source : references.sources) html += "<li>" + html_told(source) + "</li>\n";
  return section("sources", "References", html + "</ol><p class=\"soft\">" + html_text(marks_words()) + "</p>");
}

std::string provenance_section(const ReportInput& input) {
  const Assessment& assessment = input.assessment;
  std::string html = "<dl>";
  const auto line = [&](std::string_view name, const std::string& value, bool code) {
    fmt::format_to(std::back_inserter(html), "<dt>{}</dt><dd>{}</dd>", name,
                   code ? "<code>" + html_text(value) + "</code>" : html_told(value));
  };
  line("Data known at", iso_text(assessment.as_of, assessment.zone), true);
  line("Time zone of the days", assessment.zone.name(), false);
  line("Pathway", assessment.pathway.id + ", version " + assessment.pathway.version, false);
  line("Operating point", assessment.pathway.point, false);
  line("SHA-256 of the pathway", assessment.pathway.sha256, true);
  line("SHA-256 of the facts read", assessment.input_sha256, true);
  line("Program", "myotrend " + input.program_version, false);
  html += "</dl>";
  return section("provenance", "Provenance", html);
}

}  // namespace myotrend::report
