#include "myotrend/trend/parameters.h"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <variant>

namespace myotrend::trend {
namespace {

using Json = nlohmann::json;
constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double tiny = 1e-12;

/// Where a number of the file goes, and between what it must lie.
struct Field {
  const char* name;
  std::variant<double Parameters::*, int Parameters::*, std::array<double, 2> Parameters::*,
               std::array<double, 4> Parameters::*, std::array<double, 5> Parameters::*>
      member;
  double low = 0, high = infinite;
};

const Field fields[] = {
    {"norm_grip", &Parameters::norm_grip, -infinite},
    {"norm_mip", &Parameters::norm_mip, -infinite},
    {"level_sd", &Parameters::level_sd, tiny},
    {"asymmetry_sd", &Parameters::asymmetry_sd, tiny},
    {"dominant_shift", &Parameters::dominant_shift, -infinite},
    {"deficit_mean", &Parameters::deficit_mean, -infinite},
    {"deficit_sd", &Parameters::deficit_sd},
    {"deficit_tau", &Parameters::deficit_tau, tiny},
    {"hand_walk", &Parameters::hand_walk},
    {"common_walk", &Parameters::common_walk},
    {"common_slow_sd", &Parameters::common_slow_sd},
    {"common_slow_tau", &Parameters::common_slow_tau, tiny},
    {"day_sd", &Parameters::day_sd},
    {"day_tau", &Parameters::day_tau, tiny},
    {"hand_slow_sd", &Parameters::hand_slow_sd},
    {"hand_slow_tau", &Parameters::hand_slow_tau, tiny},
    {"grip_white_sd", &Parameters::grip_white_sd, tiny},
    {"mip_level_sd", &Parameters::mip_level_sd, tiny},
    {"mip_deficit_mean", &Parameters::mip_deficit_mean, -infinite},
    {"mip_deficit_sd", &Parameters::mip_deficit_sd},
    {"mip_walk", &Parameters::mip_walk},
    {"mip_slow_sd", &Parameters::mip_slow_sd},
    {"mip_slow_tau", &Parameters::mip_slow_tau, tiny},
    {"mip_white_sd", &Parameters::mip_white_sd, tiny},
    {"snip_white_sd", &Parameters::snip_white_sd, tiny},
    {"snip_slow_sd", &Parameters::snip_slow_sd},
    {"snip_shared_deficit", &Parameters::snip_shared_deficit},
    {"snip_shared_slow", &Parameters::snip_shared_slow},
    {"snip_rate_ratio", &Parameters::snip_rate_ratio, tiny, 1},
    {"fvc_white_sd", &Parameters::fvc_white_sd, tiny},
    {"fvc_slow_sd", &Parameters::fvc_slow_sd},
    {"fvc_shared_deficit", &Parameters::fvc_shared_deficit},
    {"fvc_shared_slow", &Parameters::fvc_shared_slow},
    {"fvc_rate_ratio", &Parameters::fvc_rate_ratio, tiny, 1},
    {"scale_prior_weight", &Parameters::scale_prior_weight, tiny},
    {"scale_cap", &Parameters::scale_cap, tiny},
    {"scale_floor_for_z", &Parameters::scale_floor_for_z, tiny},
    {"huber", &Parameters::huber, tiny},
    {"gate", &Parameters::gate, tiny},
    {"warmup", &Parameters::warmup},
    {"mip_gate_warmup", &Parameters::mip_gate_warmup},
    {"step_allowance", &Parameters::step_allowance},
    {"step_limit", &Parameters::step_limit, tiny},
    {"step_window", &Parameters::step_window},
    {"relearn_sd", &Parameters::relearn_sd},
    {"relearn_walk", &Parameters::relearn_walk},
    {"relearn_days", &Parameters::relearn_days},
    {"device_sd", &Parameters::device_sd},
    {"lead", &Parameters::lead},
    {"step", &Parameters::step, 1},
    {"horizon", &Parameters::horizon, 1},
    {"weight_lead", &Parameters::weight_lead, 0, 1},
    {"weight_enrolment", &Parameters::weight_enrolment, 0, 1},
    {"span_renewed_below", &Parameters::span_renewed_below},
    {"lags", &Parameters::lags, tiny},
    {"rates", &Parameters::rates, tiny, 100},
    {"rate_weights", &Parameters::rate_weights, 0, 1},
    {"one_hand", &Parameters::one_hand, 0, 1},
    {"both_hands", &Parameters::both_hands, 0, 1},
    {"second_hand_later", &Parameters::second_hand_later, 0, 1},
    {"second_hand_ratio", &Parameters::second_hand_ratio, tiny, 1},
    {"limb", &Parameters::limb, 0, 1},
    {"respiratory", &Parameters::respiratory, 0, 1},
    {"signs_only", &Parameters::signs_only, 0, 1},
    {"other_system", &Parameters::other_system, 0, 1},
    {"other_system_lag0", &Parameters::other_system_lag0, 0, 1},
    {"sign_hazard", &Parameters::sign_hazard},
    {"sign_weights", &Parameters::sign_weights},
    {"exam_false_positive", &Parameters::exam_false_positive, tiny, 1},
    {"exam_repeat_false", &Parameters::exam_repeat_false, tiny, 1},
    {"exam_sensitivity", &Parameters::exam_sensitivity, tiny, 1},
    {"report_false_per_year", &Parameters::report_false_per_year, tiny},
    {"report_true_per_year", &Parameters::report_true_per_year},
    {"report_max", &Parameters::report_max},
    {"month", &Parameters::month, 1},
    {"log_clip", &Parameters::log_clip, 1, 300},
    {"unit_pound_factor", &Parameters::unit_pound_factor, 1},
    {"unit_pound_tolerance", &Parameters::unit_pound_tolerance},
    {"unit_kilopascal_factor", &Parameters::unit_kilopascal_factor, 1},
    {"unit_kilopascal_tolerance", &Parameters::unit_kilopascal_tolerance},
    {"unit_window", &Parameters::unit_window, 1, 7},
    {"lasting_run", &Parameters::lasting_run, 2, 7},
    {"lasting_spread", &Parameters::lasting_spread},
    {"lasting_clearance", &Parameters::lasting_clearance},
    {"fitted_slope_sd", &Parameters::fitted_slope_sd},
    {"fitted_slope_walk", &Parameters::fitted_slope_walk},
};

Refusal refused(std::string_view name, std::string_view why) {
  return {fmt::format("detector parameter \"{}\" {}", name, why)};
}

std::optional<Refusal> out_of_range(const Field& field, double value) {
  if (std::isfinite(value) && value >= field.low && value <= field.high) return std::nullopt;
  return refused(field.name, fmt::format("is {}; it must lie between {} and {}", value, field.low, field.high));
}

std::optional<Refusal> set(Parameters& parameters, const Field& field, const Json& value) {
  if (const auto* number = std::get_if<double Parameters::*>(&field.member)) {
    if (!value.is_number()) return refused(field.name, "is not a number");
    parameters.*(*number) = value.get<double>();
    return out_of_range(field, value.get<double>());
  }
  if (const auto* whole = std::get_if<int Parameters::*>(&field.member)) {
    if (!value.is_number_integer()) return refused(field.name, "is not a whole number");
    if (auto refusal = out_of_range(field, value.get<double>())) return refusal;
    if (value.get<double>() > 1e6) return refused(field.name, "is too large");
    parameters.*(*whole) = value.get<int>();
    return std::nullopt;
  }
  const auto fill = [&](std::span<double> list) -> std::optional<Refusal> {
    if (!value.is_array() || value.size() != list.size()) {
      return refused(field.name, fmt::format("must be a list of {} numbers", list.size()));
    }
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (!value[i].is_number()) return refused(field.name, "holds something that is not a number");
      list[i] = value[i].get<double>();
      if (auto refusal = out_of_range(field, list[i])) return refusal;
    }
    return std::nullopt;
  };
  if (const auto* two = std::get_if<std::array<double, 2> Parameters::*>(&field.member)) {
    return fill(parameters.*(*two));
  }
  if (const auto* four = std::get_if<std::array<double, 4> Parameters::*>(&field.member)) {
    return fill(parameters.*(*four));
  }
  return fill(parameters.*std::get<std::array<double, 5> Parameters::*>(field.member));
}

/// What no single number can break.
std::optional<Refusal> contradiction(const Parameters& p) {
  const double rates = std::accumulate(p.rate_weights.begin(), p.rate_weights.end(), 0.);
  if (std::abs(rates - 1) > 1e-9) return refused("rate_weights", fmt::format("add up to {}, not to 1", rates));
  for (std::size_t r = 1; r < rate_count; ++r) {
    if (p.rates[r] <= p.rates[r - 1]) return refused("rates", "must rise");
  }
  if (p.weight_lead + p.weight_enrolment > 1) return refused("weight_enrolment", "and weight_lead exceed 1");
  if (p.one_hand + p.both_hands + p.second_hand_later <= 0) return refused("one_hand", "leaves no limb pattern");
  if (p.limb + p.respiratory <= 0) return refused("limb", "and respiratory are both 0");
  if (p.exam_false_positive >= 1 || p.exam_repeat_false >= 1) return refused("exam_false_positive", "must be below 1");
  if (p.asymmetry_sd * p.asymmetry_sd >= 4 * p.level_sd * p.level_sd) {
    return refused("asymmetry_sd", "must be below twice level_sd");
  }
  const double candidates = std::floor(p.horizon / p.step) + 2;
  if (candidates < 3 || candidates > static_cast<double>(onsets_max)) {
    return refused("horizon", fmt::format("over step gives {} onsets; 3 to {} fit", candidates, onsets_max));
  }
  return std::nullopt;
}

const Field* field_named(std::string_view name) {
  for (const Field& field : fields) {
    if (name == field.name) return &field;
  }
  return nullptr;
}

}  // namespace

Result<Parameters> parse_parameters(std::string_view text) {
  const Json file = Json::parse(text, nullptr, false);
  if (file.is_discarded()) return Refusal{"the detector file is not JSON"};
  if (!file.is_object() || file.value("schema", Json{}) != "myotrend.detector/1") {
    return Refusal{"the detector file must say \"schema\": \"myotrend.detector/1\""};
  }
  const Json numbers = file.value("parameters", Json::object());
  if (!numbers.is_object()) return Refusal{"the detector file's \"parameters\" must be an object"};
  for (const auto& [name, entry] : numbers.items()) {
    if (!field_named(name)) return refused(name, "is not known");
    if (!entry.is_object() || !entry.contains("value")) return refused(name, "has no \"value\"");
  }
  Parameters parameters{};
  for (const Field& field : fields) {
    if (!numbers.contains(field.name)) return refused(field.name, "is missing");
    if (auto refusal = set(parameters, field, numbers[field.name]["value"])) return *refusal;
  }
  if (auto refusal = contradiction(parameters)) return *refusal;
  return parameters;
}

}  // namespace myotrend::trend
