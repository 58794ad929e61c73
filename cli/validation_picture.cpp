#include "validation_picture.h"

#include <cmath>

namespace myotrend::cli {
namespace {

report::Estimate shown(const replay::Share& share) {
  return {share.value, share.interval_95.low, share.interval_95.high};
}

std::optional<double> shown_days(const replay::Waiting& waiting) {
  return std::isfinite(waiting.days) ? std::optional(waiting.days) : std::nullopt;
}

report::FalseShown shown(const replay::FalseReferrals& row) {
  return {row.group,
          row.patients,
          row.events,
          row.person_years,
          {row.per_100_years, row.interval_95.low, row.interval_95.high}};
}

report::SettingShown shown(const replay::Setting& setting) {
  report::SettingShown out;
  out.cut_off = setting.cut_off;
  out.name = setting.name;
  out.false_events = setting.false_referrals.events;
  out.false_referrals = shown(setting.false_referrals).per_100_years;
  for (std::size_t i = 0; i < out.found.size(); ++i) out.found[i] = shown(setting.found[i]);
  out.median_days = shown_days(setting.median);
  out.p90_days = shown_days(setting.p90);
  return out;
}

report::DelayShown shown(const replay::Delay& delay) {
  report::DelayShown out;
  out.group = delay.group;
  out.patients = delay.patients;
  out.early = delay.early;
  for (const replay::SurvivalStep& step : delay.monitored)
    out.steps.push_back(
        {step.day, {1 - step.survival, 1 - step.interval_95.high, 1 - step.interval_95.low}, step.at_risk});
  for (const int day : {0, 91, 183, 274, 365, 548, 730}) out.at_risk.emplace_back(day, replay::at_risk_on(delay, day));
  for (std::size_t i = 0; i < out.found.size(); ++i)
    out.found[i] = shown(replay::share_within(delay.monitored, replay::found_within_days[i]));
  out.median_days = shown_days(replay::waiting_for(delay.monitored, .5));
  out.p90_days = shown_days(replay::waiting_for(delay.monitored, .9));
  return out;
}

std::vector<report::CalibrationShown> shown(const std::vector<replay::Calibration>& points) {
  std::vector<report::CalibrationShown> out;
  for (const replay::Calibration& one : points) {
    const double share = static_cast<double>(one.reached) / one.patients;
    out.push_back({one.cut_off, one.patients, one.reached, {share, one.interval_95.low, one.interval_95.high}});
  }
  return out;
}

std::string title_of(const std::string& detector) {
  if (detector == "ramp") return "Pathway";
  if (detector == "evidence alone") return "Evidence alone, with signs";
  if (detector == "evidence of strength alone") return "Evidence alone, of strength";
  if (detector == "naive-mdc") return "One drop beyond MDC95";
  if (detector == "two-mdc") return "Two drops beyond MDC95";
  if (detector == "slope") return "Slope, twice running";
  if (detector == "cusum") return "CUSUM";
  if (detector == "ewma") return "EWMA";
  return detector;
}

}  // namespace

report::PracticeShown shown(const replay::Practice& practice) {
  report::PracticeShown out;
  out.patients = practice.patients;
  out.with_facts = practice.with_facts;
  out.on_import = practice.on_import;
  if (practice.days) out.days = std::pair(practice.days->first, practice.days->last);
  out.patient_months = practice.patient_months;
  out.at_end = practice.at_end;
  out.ever = practice.ever;
  out.referrals = practice.referrals;
  for (const auto& month : practice.months) out.months.emplace_back(month.last, month.patients);
  for (const auto& rule : practice.rules) out.rules.push_back({rule.rule, rule.first, rule.ever});
  for (const auto& one : practice.detectors)
    out.detectors.push_back({title_of(one.detector), one.alarmed, one.with_pathway, one.per_100_years});
  for (const auto& one : practice.outcomes)
    out.outcomes.push_back({one.kind, one.patients, one.referred_before, one.referred_after, one.median_days_before});
  for (const auto& one : practice.data_quality) out.data_quality.push_back({one.kind, one.remarks, one.patients});
  return out;
}

report::ValidationShown shown(const replay::Validation& validation) {
  report::ValidationShown out;
  for (const auto& row : validation.score.false_referrals) out.false_referrals.push_back(shown(row));
  out.reassess = shown(validation.reassess);
  for (const auto& delay : validation.score.delays) out.delays.push_back(shown(delay));
  for (const auto& frontier : validation.frontiers) {
    report::FrontierShown one{title_of(frontier.detector), frontier.detector == "ramp", {}};
    for (const auto& setting : frontier.settings) one.settings.push_back(shown(setting));
    out.frontiers.push_back(std::move(one));
  }
  out.calibration = shown(validation.calibration);
  out.calibration_strength = shown(validation.calibration_strength);
  const double years = validation.score.false_referrals.front().person_years;
  for (const auto& rule : validation.rules) {
    report::RuleCostShown one;
    one.rule = rule.rule;
    one.false_first = rule.false_first;
    one.false_alone = rule.false_alone;
    one.true_first = rule.true_first;
    if (years > 0) one.false_first_per_100_years = 100 * rule.false_first / years;
    one.by_class.assign(rule.by_class.begin(), rule.by_class.end());
    one.without = shown(rule.without);
    out.rules.push_back(std::move(one));
  }
  out.without_clinician = shown(validation.without_clinician);
  return out;
}

std::vector<report::ValidationInput::RuleText> rule_texts(const pathway::Rulebook& rules) {
  std::vector<report::ValidationInput::RuleText> out;
  for (const pathway::Rule& rule : rules.pathway->rules(rules.point)) {
    if (rule.level < Disposition::refer_routine) continue;
    std::string sources;
    for (const std::string& source : rule.sources) sources += (sources.empty() ? "" : " ") + source;
    out.push_back({rule.id, std::string(word_of(rule.level)), sources});
  }
  return out;
}

}  // namespace myotrend::cli
