#include "report/validation_tables.h"

#include <fmt/format.h>

#include <algorithm>

namespace myotrend::report {

namespace {

std::string cut_off_words(double cut_off) { return fmt::format("{:.6g}", cut_off); }

std::vector<std::string> setting_cells(const SettingShown& setting) {
  return {estimate_words(setting.false_referrals, 2),
          estimate_words(setting.found[0], 0, 100),
          fmt::format("{:.0f}", 100 * setting.found[1].value),
          fmt::format("{:.0f}", 100 * setting.found[2].value),
          days_words(setting.median_days),
          days_words(setting.p90_days)};
}

void append(std::vector<std::string>& row, std::vector<std::string> more) {
  row.insert(row.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

constexpr const char* per_100 = "False referrals per 100 patient-years (95 %)";
constexpr const char* found_6 = "Found within 6 months, %";
const std::vector<std::string> setting_columns{per_100,
                                               "Found within 6 months, % (95 %)",
                                               "9 months, %",
                                               "12 months, %",
                                               "Median delay, days",
                                               "90 % found after, days"};

}  // namespace

std::string estimate_words(const Estimate& estimate, int decimals, double times) {
  return fmt::format("{:.{}f} ({:.{}f} to {:.{}f})", times * estimate.value, decimals, times * estimate.low, decimals,
                     times * estimate.high, decimals);
}

std::string days_words(const std::optional<double>& days) {
  return days ? fmt::format("{:.0f}", *days) : std::string("not reached");
}

FiguresTable goals_table(const ValidationShown& shown) {
  FiguresTable table{"points", "Operating points, all rules included", {"Setting"}, {}, {}};
  table.columns.insert(table.columns.end(), setting_columns.begin(), setting_columns.end());
  for (const FrontierShown& frontier : shown.frontiers) {
    for (const SettingShown& setting : frontier.settings) {
      if (setting.name.empty()) continue;
      std::vector<std::string> row{frontier.title + ", " + setting.name};
      append(row, setting_cells(setting));
      table.rows.push_back(std::move(row));
    }
  }
  std::vector<std::string> row{"Pathway, without the lines that need a clinician's sign"};
  append(row, setting_cells(shown.without_clinician));
  table.rows.push_back(std::move(row));
  table.note =
      "First referrals only. Intervals: exact Poisson (Garwood), Kaplan-Meier with Greenwood's variance on the log-log "
      "scale. Delay runs from the later of onset and enrolment; the end of follow-up censors.";
  return table;
}

FiguresTable false_referrals_table(const ValidationShown& shown) {
  FiguresTable table{"classes",
                     "False referrals by class",
                     {"Class", "Patients", "Patient-years", "False referrals", per_100},
                     {},
                     {}};
  const auto add = [&](const FalseShown& one) {
    table.rows.push_back({one.group, std::to_string(one.patients), fmt::format("{:.0f}", one.person_years),
                          std::to_string(one.events), estimate_words(one.per_100_years, 2)});
  };
  for (const FalseShown& one : shown.false_referrals) add(one);
  add(shown.reassess);
  table.rows.back().front() = "asked to be re-examined or referred, all who do not progress";
  table.note = "Patients count until their first referral. Classes are those of the truth that was told.";
  return table;
}

FiguresTable class_by_rule_table(const ValidationShown& shown) {
  FiguresTable table{"class-rules", "False referrals by class and rule", {"Rule"}, {}, {}};
  std::vector<std::string> classes;
  for (const FalseShown& one : shown.false_referrals) {
    const bool is_class = std::any_of(shown.rules.begin(), shown.rules.end(), [&](const RuleCostShown& rule) {
      return std::any_of(rule.by_class.begin(), rule.by_class.end(),
                         [&](const auto& count) { return count.first == one.group; });
    });
    if (is_class) classes.push_back(one.group);
  }
  table.columns.insert(table.columns.end(), classes.begin(), classes.end());
  for (const RuleCostShown& rule : shown.rules) {
    if (rule.false_first == 0) continue;
    std::vector<std::string> row{rule.rule};
    for (const std::string& name : classes) {
      const auto it = std::find_if(rule.by_class.begin(), rule.by_class.end(),
                                   [&](const auto& count) { return count.first == name; });
      row.push_back(std::to_string(it == rule.by_class.end() ? 0 : it->second));
    }
    table.rows.push_back(std::move(row));
  }
  table.note = "First referrals at which the rule held; several rules can hold at once.";
  return table;
}

FiguresTable rules_table(const ValidationShown& shown) {
  FiguresTable table{"rules",
                     "What each rule adds",
                     {"Rule", "False first referrals", "per 100 patient-years", "of them by it alone",
                      "True first referrals", "Without it: false per 100 patient-years",
                      std::string("Without it: found within 6 months, %"), "Without it: 12 months, %"},
                     {},
                     {}};
  for (const RuleCostShown& rule : shown.rules) {
    if (rule.false_first == 0 && rule.true_first == 0) continue;
    table.rows.push_back({rule.rule, std::to_string(rule.false_first),
                          fmt::format("{:.2f}", rule.false_first_per_100_years), std::to_string(rule.false_alone),
                          std::to_string(rule.true_first), fmt::format("{:.2f}", rule.without.false_referrals.value),
                          fmt::format("{:.1f}", 100 * rule.without.found[0].value),
                          fmt::format("{:.1f}", 100 * rule.without.found[2].value)});
  }
  table.note =
      "A first referral is told of every rule that held on its day. \"Without it\" keeps all other "
      "rules. Rules that never held at a first referral are not listed.";
  return table;
}

FiguresTable frontier_table(const ValidationShown& shown) {
  FiguresTable table{"frontier", "Frontier", {"Detector", "Cut-off"}, {}, {}};
  table.columns.insert(table.columns.end(), setting_columns.begin(), setting_columns.end());
  for (const FrontierShown& frontier : shown.frontiers) {
    for (const SettingShown& setting : frontier.settings) {
      std::vector<std::string> row{frontier.title,
                                   cut_off_words(setting.cut_off) + (setting.name.empty() ? "" : " " + setting.name)};
      append(row, setting_cells(setting));
      table.rows.push_back(std::move(row));
    }
  }
  table.note =
      std::string(
          "The pathway's cut-off is that of the evidence ratio E of its referral rule, all other rules kept. ") +
      "Those of the classical rules are multiples of the textbook's.";
  return table;
}

FiguresTable calibration_table(const ValidationShown& shown) {
  FiguresTable table{"calibration-figures",
                     "How often E deceives",
                     {"E at least", "Not progressive", "Ever reached with signs", "% (95 %)",
                      "Ever reached by strength alone", "% (95 %)", "Bound 1/E, %"},
                     {},
                     {}};
  for (std::size_t i = 0; i < shown.calibration.size() && i < shown.calibration_strength.size(); ++i) {
    const CalibrationShown &fused = shown.calibration[i], &strength = shown.calibration_strength[i];
    table.rows.push_back({cut_off_words(fused.cut_off), std::to_string(fused.patients), std::to_string(fused.reached),
                          estimate_words(fused.share, 2, 100), std::to_string(strength.reached),
                          estimate_words(strength.share, 2, 100), fmt::format("{:.2f}", 100 / fused.cut_off)});
  }
  table.note =
      "If nothing progresses and the model holds, P(E ever >= x) <= 1/x over any number of looks (Ville 1939). "
      "Intervals: Clopper and Pearson. Patients who lose strength for other reasons (injury, bed rest) are among "
      "these.";
  return table;
}

FiguresTable delays_table(const ValidationShown& shown) {
  FiguresTable table{"delays",
                     "Who was found, and how soon",
                     {"Group", "Patients", "Referred before onset", found_6, "9 months, %", "12 months, %",
                      "Median delay, days", "90 % found after, days"},
                     {},
                     {}};
  for (const DelayShown& one : shown.delays) {
    table.rows.push_back({one.group, std::to_string(one.patients), std::to_string(one.early),
                          estimate_words(one.found[0], 0, 100), estimate_words(one.found[1], 0, 100),
                          estimate_words(one.found[2], 0, 100), days_words(one.median_days), days_words(one.p90_days)});
  }
  table.note = "Kaplan-Meier from the later of onset and enrolment, with 95 % intervals.";
  return table;
}

FiguresTable at_risk_table(const ValidationShown& shown) {
  FiguresTable table{"at-risk", "Not yet found and still followed, after days", {"Group"}, {}, {}};
  if (shown.delays.empty()) return table;
  for (const auto& [day, count] : shown.delays.front().at_risk) table.columns.push_back(std::to_string(day));
  for (const DelayShown& one : shown.delays) {
    std::vector<std::string> row{one.group};
    for (const auto& [day, count] : one.at_risk) row.push_back(std::to_string(count));
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace myotrend::report
