#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "myotrend/replay/cohort.h"

namespace myotrend::simulation {

namespace {

using Json = nlohmann::json;
constexpr double number_max = 1e6;
constexpr double shares_tolerance = 1e-9;

template <class Owner>
struct Field {
  const char* name;
  double Owner::*member;
};

const Field<CohortParameters> fields[] = {
    {"male_share", &CohortParameters::male_share},
    {"age_mean", &CohortParameters::age_mean},
    {"age_sd", &CohortParameters::age_sd},
    {"age_low", &CohortParameters::age_low},
    {"age_high", &CohortParameters::age_high},
    {"right_handed_share", &CohortParameters::right_handed_share},
    {"height_male", &CohortParameters::height_male},
    {"height_female", &CohortParameters::height_female},
    {"height_sd", &CohortParameters::height_sd},
    {"body_mass_index_mean", &CohortParameters::body_mass_index_mean},
    {"body_mass_index_sd", &CohortParameters::body_mass_index_sd},
    {"body_mass_index_low", &CohortParameters::body_mass_index_low},
    {"body_mass_index_high", &CohortParameters::body_mass_index_high},
    {"age_of_peak", &CohortParameters::age_of_peak},
    {"device_class_swaps", &CohortParameters::device_class_swaps},
    {"device_class_slips", &CohortParameters::device_class_slips},
    {"enrolment_days", &CohortParameters::enrolment_days},
    {"covid_days_low", &CohortParameters::covid_days_low},
    {"covid_days_high", &CohortParameters::covid_days_high},
    {"treatment_after_days", &CohortParameters::treatment_after_days},
    {"follow_up_days", &CohortParameters::follow_up_days},
    {"follow_up_days_min", &CohortParameters::follow_up_days_min},
    {"leaves_per_year", &CohortParameters::leaves_per_year},
    {"grip_male", &CohortParameters::grip_male},
    {"grip_female", &CohortParameters::grip_female},
    {"mip_male", &CohortParameters::mip_male},
    {"mip_female", &CohortParameters::mip_female},
    {"grip_loss_after_50", &CohortParameters::grip_loss_after_50},
    {"mip_loss_per_year", &CohortParameters::mip_loss_per_year},
    {"level_sd", &CohortParameters::level_sd},
    {"mip_level_sd", &CohortParameters::mip_level_sd},
    {"dominant_shift", &CohortParameters::dominant_shift},
    {"asymmetry_sd", &CohortParameters::asymmetry_sd},
    {"deficit_tau", &CohortParameters::deficit_tau},
    {"deficit_tau_log_sd", &CohortParameters::deficit_tau_log_sd},
    {"declining_share", &CohortParameters::declining_share},
    {"onset_before", &CohortParameters::onset_before},
    {"onset_after", &CohortParameters::onset_after},
    {"second_hand_lag_max", &CohortParameters::second_hand_lag_max},
    {"second_hand_ratio", &CohortParameters::second_hand_ratio},
    {"resting_share", &CohortParameters::resting_share},
    {"grip_white_sd", &CohortParameters::grip_white_sd},
    {"day_sd", &CohortParameters::day_sd},
    {"day_tau", &CohortParameters::day_tau},
    {"common_slow_sd", &CohortParameters::common_slow_sd},
    {"common_slow_tau", &CohortParameters::common_slow_tau},
    {"hand_slow_sd", &CohortParameters::hand_slow_sd},
    {"hand_slow_tau", &CohortParameters::hand_slow_tau},
    {"common_walk", &CohortParameters::common_walk},
    {"mip_white_sd", &CohortParameters::mip_white_sd},
    {"mip_slow_sd", &CohortParameters::mip_slow_sd},
    {"mip_slow_tau", &CohortParameters::mip_slow_tau},
    {"mip_walk", &CohortParameters::mip_walk},
    {"snip_white_sd", &CohortParameters::snip_white_sd},
    {"fvc_white_sd", &CohortParameters::fvc_white_sd},
    {"tail_freedom", &CohortParameters::tail_freedom},
    {"personal_log_sd", &CohortParameters::personal_log_sd},
    {"grip_learning", &CohortParameters::grip_learning},
    {"grip_learning_sessions", &CohortParameters::grip_learning_sessions},
    {"mip_learning", &CohortParameters::mip_learning},
    {"mip_learning_sessions", &CohortParameters::mip_learning_sessions},
    {"diurnal", &CohortParameters::diurnal},
    {"waking_from", &CohortParameters::waking_from},
    {"waking_to", &CohortParameters::waking_to},
    {"grip_per_day", &CohortParameters::grip_per_day},
    {"grip_per_day_log_sd", &CohortParameters::grip_per_day_log_sd},
    {"mip_per_day", &CohortParameters::mip_per_day},
    {"mip_per_day_log_sd", &CohortParameters::mip_per_day_log_sd},
    {"fatigue_per_day", &CohortParameters::fatigue_per_day},
    {"cramp_per_day", &CohortParameters::cramp_per_day},
    {"exam_gap", &CohortParameters::exam_gap},
    {"exam_gap_log_sd", &CohortParameters::exam_gap_log_sd},
    {"ck_gap_low", &CohortParameters::ck_gap_low},
    {"ck_gap_high", &CohortParameters::ck_gap_high},
    {"fvc_share", &CohortParameters::fvc_share},
    {"fvc_gap", &CohortParameters::fvc_gap},
    {"snip_share", &CohortParameters::snip_share},
    {"fatigue_sd", &CohortParameters::fatigue_sd},
    {"fatigue_persistence", &CohortParameters::fatigue_persistence},
    {"person_fatigue_sd", &CohortParameters::person_fatigue_sd},
    {"crashes_per_month", &CohortParameters::crashes_per_month},
    {"crash_days", &CohortParameters::crash_days},
    {"crash_fatigue", &CohortParameters::crash_fatigue},
    {"crash_loss", &CohortParameters::crash_loss},
    {"skip_per_fatigue_point", &CohortParameters::skip_per_fatigue_point},
    {"skip_from_fatigue", &CohortParameters::skip_from_fatigue},
    {"ck_male", &CohortParameters::ck_male},
    {"ck_female", &CohortParameters::ck_female},
    {"ck_between_log_sd", &CohortParameters::ck_between_log_sd},
    {"ck_within_log_sd", &CohortParameters::ck_within_log_sd},
    {"exercise_per_year", &CohortParameters::exercise_per_year},
    {"exercise_ck_factor", &CohortParameters::exercise_ck_factor},
    {"exercise_told", &CohortParameters::exercise_told},
    {"false_positive", &CohortParameters::false_positive},
    {"repeat_false", &CohortParameters::repeat_false},
    {"sensitivity", &CohortParameters::sensitivity},
    {"reports_true_per_year", &CohortParameters::reports_true_per_year},
    {"report_weakness", &CohortParameters::report_weakness},
    {"report_atrophy", &CohortParameters::report_atrophy},
    {"report_dysphagia", &CohortParameters::report_dysphagia},
    {"report_dysarthria", &CohortParameters::report_dysarthria},
    {"false_report_atrophy", &CohortParameters::false_report_atrophy},
    {"false_report_dysphagia", &CohortParameters::false_report_dysphagia},
    {"false_report_dysarthria", &CohortParameters::false_report_dysarthria},
    {"template_share", &CohortParameters::template_share},
    {"late_share", &CohortParameters::late_share},
    {"late_days", &CohortParameters::late_days},
    {"duplicate_share", &CohortParameters::duplicate_share},
    {"near_duplicate_share", &CohortParameters::near_duplicate_share},
    {"pound_users", &CohortParameters::pound_users},
    {"kilopascal_users", &CohortParameters::kilopascal_users},
    {"slip_patients", &CohortParameters::slip_patients},
    {"slip_share", &CohortParameters::slip_share},
    {"swapped_share", &CohortParameters::swapped_share},
    {"other_person_share", &CohortParameters::other_person_share},
    {"other_person_sd", &CohortParameters::other_person_sd},
    {"device_swaps", &CohortParameters::device_swaps},
    {"undeclared_swaps", &CohortParameters::undeclared_swaps},
    {"device_sd", &CohortParameters::device_sd},
    {"injuries_per_year", &CohortParameters::injuries_per_year},
    {"injury_low", &CohortParameters::injury_low},
    {"injury_high", &CohortParameters::injury_high},
    {"injury_tau", &CohortParameters::injury_tau},
    {"injury_told", &CohortParameters::injury_told},
    {"deconditioning_loss", &CohortParameters::deconditioning_loss},
    {"deconditioning_days", &CohortParameters::deconditioning_days},
    {"season_loss", &CohortParameters::season_loss},
};

const Field<ClassCourse> class_fields[] = {
    {"deficit_mean", &ClassCourse::deficit_mean},
    {"deficit_sd", &ClassCourse::deficit_sd},
    {"fatigue_start", &ClassCourse::fatigue_start},
    {"fatigue_end", &ClassCourse::fatigue_end},
    {"crash_factor", &ClassCourse::crash_factor},
    {"cramp", &ClassCourse::cramp},
    {"twitch", &ClassCourse::twitch},
    {"ck_factor", &ClassCourse::ck_factor},
    {"rate_median", &ClassCourse::rate_median},
    {"rate_log_sd", &ClassCourse::rate_log_sd},
    {"hand_rate", &ClassCourse::hand_rate},
    {"hand_lag_max", &ClassCourse::hand_lag_max},
    {"mip_rate", &ClassCourse::mip_rate},
    {"mip_lag_max", &ClassCourse::mip_lag_max},
    {"false_reports_per_year", &ClassCourse::false_reports_per_year},
    {"leaves_per_year", &ClassCourse::leaves_per_year},
    {"deaths_per_year", &ClassCourse::deaths_per_year},
};

constexpr std::string_view confounder_words[] = {"none", "injury", "deconditioning", "device", "season"};

std::optional<Refusal> take(double& member, std::string_view name, const Json& value) {
  if (!value.is_number()) return Refusal{fmt::format("cohort parameter \"{}\" is not a number", name)};
  member = value.get<double>();
  if (std::isfinite(member) && member >= 0 && member <= number_max) return std::nullopt;
  return Refusal{fmt::format("cohort parameter \"{}\" is {}; it must lie between 0 and {}", name, member, number_max)};
}

/// `told`: which of the names were found.
std::optional<Refusal> take_parameters(CohortParameters& parameters, const Json& numbers, std::size_t& told) {
  if (!numbers.is_object()) return Refusal{"the cohort file's \"parameters\" must be an object"};
  for (const auto& [name, entry] : numbers.items()) {
    const auto* const field =
        std::find_if(std::begin(fields), std::end(fields), [&](const auto& f) { return name == f.name; });
    if (field == std::end(fields)) return Refusal{fmt::format("cohort parameter \"{}\" is not known", name)};
    const bool described = entry.is_object() && entry.contains("value");
    if (auto refusal = take(parameters.*field->member, name, described ? entry["value"] : entry)) return refusal;
    ++told;
  }
  return std::nullopt;
}

std::optional<Refusal> take_hazards(ClassCourse& course, const Json& list) {
  if (!list.is_array() || list.size() != course.sign_hazard.size())
    return Refusal{fmt::format("\"sign_hazard\" must be a list of {} numbers", course.sign_hazard.size())};
  for (std::size_t i = 0; i < list.size(); ++i)
    if (auto refusal = take(course.sign_hazard[i], "sign_hazard", list[i])) return refusal;
  return std::nullopt;
}

std::optional<Refusal> take_word(ClassCourse& course, std::string_view key, const Json& value) {
  if (key == "progressive" && value.is_boolean()) {
    course.progressive = value.get<bool>();
    return std::nullopt;
  }
  if (key == "confounder" && value.is_string()) {
    const auto* const word =
        std::find(std::begin(confounder_words), std::end(confounder_words), value.get<std::string>());
    if (word != std::end(confounder_words)) {
      course.confounder = static_cast<Confounder>(word - std::begin(confounder_words));
      return std::nullopt;
    }
  }
  return Refusal{fmt::format("class \"{}\": \"{}\" is not known, or not of its kind", course.name, key)};
}

/// What `entry` tells of a class; how many of its figures it told.
std::optional<Refusal> take_class(ClassCourse& course, const Json& entry, std::size_t& told) {
  for (const auto& [key, value] : entry.items()) {
    if (key == "class" || key == "subtype" || key == "source") continue;
    const auto* const field =
        std::find_if(std::begin(class_fields), std::end(class_fields), [&](const auto& f) { return key == f.name; });
    std::optional<Refusal> refusal;
    if (key == "sign_hazard") {
      refusal = take_hazards(course, value);
    } else if (key == "share") {
      refusal = take(course.share, key, value);
    } else if (field != std::end(class_fields)) {
      refusal = take(course.*field->member, key, value);
    } else {
      refusal = take_word(course, key, value);
    }
    if (refusal) return refusal;
    ++told;
  }
  return std::nullopt;
}

/// `share`, `progressive`, `confounder`, `sign_hazard` and the table's.
constexpr std::size_t class_figures = std::size(class_fields) + 4;

std::optional<Refusal> take_classes(CohortParameters& parameters, const Json& classes) {
  if (!classes.is_array()) return Refusal{"the cohort file's \"classes\" must be a list"};
  for (const Json& entry : classes) {
    if (!entry.is_object() || !entry.contains("class") || !entry["class"].is_string())
      return Refusal{"a class of the cohort file has no name"};
    const std::string name = entry["class"], subtype = entry.value("subtype", "");
    const auto same = [&](const ClassCourse& course) { return course.name == name && course.subtype == subtype; };
    auto found = std::find_if(parameters.classes.begin(), parameters.classes.end(), same);
    const bool known = found != parameters.classes.end();
    if (!known) {
      parameters.classes.push_back({name, subtype});
      found = parameters.classes.end() - 1;
    }
    std::size_t told = 0;
    if (auto refusal = take_class(*found, entry, told)) return refusal;
    if (!known && told != class_figures)
      return Refusal{fmt::format("class \"{}\" is new and tells {} of its {} figures", name, told, class_figures)};
  }
  return std::nullopt;
}

/// What no single number can break.
std::optional<Refusal> contradiction(const CohortParameters& p) {
  double shares = 0;
  for (const ClassCourse& course : p.classes) shares += course.share;
  if (!(shares > shares_tolerance)) return Refusal{"the shares of the cohort's classes are all 0"};
  if (p.zones.empty()) return Refusal{"the cohort file names no zone"};
  if (p.age_low < 18 || p.age_high < p.age_low || p.age_high > 110)
    return Refusal{"cohort ages must lie between 18 and 110"};
  if (p.follow_up_days < 1 || p.follow_up_days > 3650 || p.follow_up_days_min > p.follow_up_days)
    return Refusal{"cohort parameter \"follow_up_days\" must lie between follow_up_days_min and 3650"};
  if (p.waking_to < p.waking_from || p.waking_to > 23.5)
    return Refusal{"waking_to must lie between waking_from and 23.5"};
  if (p.covid_days_high < p.covid_days_low) return Refusal{"covid_days_high is below covid_days_low"};
  for (const double rarer : {p.exam_gap, p.ck_gap_low, p.fvc_gap, p.deficit_tau, p.day_tau, p.common_slow_tau,
                             p.hand_slow_tau, p.mip_slow_tau, p.injury_tau, p.deconditioning_days, p.crash_days})
    if (rarer <= 0) return Refusal{"a time constant or distance of the cohort is 0"};
  return std::nullopt;
}

Result<CohortParameters> read(CohortParameters parameters, std::string_view text, bool whole) {
  const Json file = Json::parse(text, nullptr, false);
  if (file.is_discarded() || !file.is_object()) return Refusal{"the cohort file is not JSON"};
  if (file.value("schema", Json{}) != "myotrend.cohort/1")
    return Refusal{"the cohort file must say \"schema\": \"myotrend.cohort/1\""};
  std::size_t told = 0;
  for (const auto& [key, value] : file.items()) {
    if (key == "schema" || key == "title") continue;
    std::optional<Refusal> refusal;
    if (key == "parameters") {
      refusal = take_parameters(parameters, value, told);
    } else if (key == "classes") {
      refusal = take_classes(parameters, value);
    } else if (key == "zones" && value.is_array()) {
      parameters.zones.clear();
      for (const Json& zone : value) {
        parameters.zones.push_back(zone.is_string() ? zone.get<std::string>() : std::string());
        if (const auto named = Zone::named(parameters.zones.back()); !named.ok()) return named.refusal();
      }
    } else if (key == "enrolment_from" && value.is_string()) {
      const auto day = day_told(value.get<std::string>());
      if (!day.ok()) return day.refusal();
      parameters.enrolment_from = *day;
    } else {
      refusal = Refusal{fmt::format("the cohort file's \"{}\" is not known", key)};
    }
    if (refusal) return *refusal;
  }
  if (whole && told != std::size(fields))
    return Refusal{fmt::format("the cohort file tells {} of {} parameters", told, std::size(fields))};
  if (auto refusal = contradiction(parameters)) return *refusal;
  return parameters;
}

}  // namespace

Result<CohortParameters> parse_cohort(std::string_view json) { return read(CohortParameters{}, json, true); }

Result<CohortParameters> changed_cohort(CohortParameters parameters, std::string_view json) {
  return read(std::move(parameters), json, false);
}

Result<CohortParameters> mixed_cohort(CohortParameters parameters, std::string_view json) {
  const Json shares = Json::parse(json, nullptr, false);
  if (shares.is_discarded() || !shares.is_object())
    return Refusal{"the mix is not a JSON object of classes and shares"};
  for (ClassCourse& course : parameters.classes) course.share = 0;
  for (const auto& [name, share] : shares.items()) {
    const auto same = [&name = name](const ClassCourse& course) {
      return name == (course.subtype.empty() ? course.name : course.name + "/" + course.subtype);
    };
    const auto found = std::find_if(parameters.classes.begin(), parameters.classes.end(), same);
    if (found == parameters.classes.end()) return Refusal{fmt::format("class \"{}\" of the mix is not known", name)};
    if (auto refusal = take(found->share, name, share)) return *refusal;
  }
  if (auto refusal = contradiction(parameters)) return *refusal;
  return parameters;
}

}  // namespace myotrend::simulation
