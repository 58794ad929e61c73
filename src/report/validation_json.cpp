#include <cmath>
#include <nlohmann/json.hpp>

#include "myotrend/report/validation.h"
#include "report/figures.h"
#include "report/words.h"

namespace myotrend::report {

namespace {

using Json = nlohmann::ordered_json;

Json estimate(const Estimate& one) {
  return {{"value", six_digits(one.value)}, {"interval_95", {six_digits(one.low), six_digits(one.high)}}};
}

Json days(const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); }

Json false_referrals(const FalseShown& one) {
  return {{"group", one.group},
          {"patients", one.patients},
          {"patient_years", six_digits(one.person_years)},
          {"events", one.events},
          {"per_100_patient_years", estimate(one.per_100_years)}};
}

Json setting(const SettingShown& one) {
  Json json = {{"cut_off", six_digits(one.cut_off)}};
  if (!one.name.empty()) json["name"] = one.name;
  json["false_events"] = one.false_events;
  json["false_per_100_patient_years"] = estimate(one.false_referrals);
  json["found_within_6_months"] = estimate(one.found[0]);
  json["found_within_9_months"] = estimate(one.found[1]);
  json["found_within_12_months"] = estimate(one.found[2]);
  json["median_delay_days"] = days(one.median_days);
  json["p90_delay_days"] = days(one.p90_days);
  return json;
}

Json delay(const DelayShown& one) {
  Json json = {{"group", one.group},
               {"patients", one.patients},
               {"before_onset", one.early},
               {"found_within_6_months", estimate(one.found[0])},
               {"found_within_9_months", estimate(one.found[1])},
               {"found_within_12_months", estimate(one.found[2])},
               {"median_delay_days", days(one.median_days)},
               {"p90_delay_days", days(one.p90_days)}};
  for (const auto& [day, count] : one.at_risk) json["at_risk"][std::to_string(day)] = count;
  return json;
}

Json calibration(const CalibrationShown& one) {
  return {{"evidence_at_least", one.cut_off},
          {"patients", one.patients},
          {"reached", one.reached},
          {"share", estimate(one.share)}};
}

Json truth_json(const ValidationShown& shown) {
  Json json;
  for (const FalseShown& one : shown.false_referrals) json["false_referrals"].push_back(false_referrals(one));
  json["re_examined_or_referred"] = false_referrals(shown.reassess);
  for (const DelayShown& one : shown.delays) json["delays"].push_back(delay(one));
  for (const FrontierShown& one : shown.frontiers) {
    Json frontier = {{"detector", one.title}};
    for (const SettingShown& each : one.settings) frontier["settings"].push_back(setting(each));
    json["frontiers"].push_back(std::move(frontier));
  }
  for (const CalibrationShown& one : shown.calibration) json["calibration"].push_back(calibration(one));
  for (const CalibrationShown& one : shown.calibration_strength)
    json["calibration_strength"].push_back(calibration(one));
  for (const RuleCostShown& one : shown.rules) {
    Json rule = {{"rule", one.rule},
                 {"false_first", one.false_first},
                 {"false_alone", one.false_alone},
                 {"true_first", one.true_first},
                 {"without", setting(one.without)}};
    for (const auto& [name, count] : one.by_class) rule["false_by_class"][name] = count;
    json["rules"].push_back(std::move(rule));
  }
  json["without_clinicians_signs"] = setting(shown.without_clinician);
  return json;
}

Json practice_json(const PracticeShown& shown) {
  Json json = {{"patients", shown.patients},
               {"with_facts", shown.with_facts},
               {"recorded_on_import", shown.on_import},
               {"patient_months", six_digits(shown.patient_months)},
               {"referrals", shown.referrals}};
  for (std::size_t i = 0; i < dispositions_shown; ++i) {
    const std::string name(word_of(static_cast<Disposition>(i)));
    json["ever"][name] = shown.ever[i];
    json["at_end"][name] = shown.at_end[i];
  }
  json["rules"] = Json::array();
  for (const auto& one : shown.rules)
    json["rules"].push_back({{"rule", one.rule}, {"first", one.first}, {"ever", one.ever}});
  json["detectors"] = Json::array();
  for (const auto& one : shown.detectors)
    json["detectors"].push_back({{"detector", one.title},
                                 {"patients", one.alarmed},
                                 {"referred_by_pathway_too", one.with_pathway},
                                 {"first_alarms_per_100_patient_years", six_digits(one.per_100_years)}});
  json["outcomes"] = Json::array();
  for (const auto& one : shown.outcomes)
    json["outcomes"].push_back({{"event", word_of(one.kind)},
                                {"patients", one.patients},
                                {"referred_by_then", one.referred_before},
                                {"median_days_between", days(one.median_days_before)},
                                {"referred_later", one.referred_after}});
  json["data_quality"] = Json::array();
  for (const auto& one : shown.data_quality)
    json["data_quality"].push_back({{"kind", word_of(one.kind)}, {"remarks", one.remarks}, {"patients", one.patients}});
  return json;
}

}  // namespace

std::string validation_json(const ValidationInput& input) {
  Json json = {{"schema", "myotrend.validation/1"},
               {"pathway",
                {{"id", input.pathway_id},
                 {"version", input.pathway_version},
                 {"sha256", input.pathway_sha256},
                 {"point", input.point}}},
               {"input_sha256", input.input_sha256},
               {"program", input.program_version},
               {"command", input.command},
               {"practice", practice_json(input.practice)}};
  if (input.validation) {
    json["truth_sha256"] = input.truth_sha256;
    json["truth"] = truth_json(*input.validation);
  }
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace myotrend::report
