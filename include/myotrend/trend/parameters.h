#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "myotrend/record/result.h"

namespace myotrend::trend {

inline constexpr std::size_t rate_count = 4;        // rates of decline in the mixture
inline constexpr std::size_t lag_count = 2;         // delays until the second hand or the other system follows
inline constexpr std::size_t sign_group_count = 5;  // weakness, atrophy, upper motor neuron, dysphagia, dysarthria
inline constexpr std::size_t onsets_max = 22;       // 90 days before, the first day, and every 28 days to day 560

/// All numbers of the detector. There are no defaults in code: schema/detector.json holds each number with its
/// unit, meaning and source, and parse_parameters reads it. Lengths of time are days, strengths are per cent.
struct Parameters {
  // Grip: where a level may lie, and how it moves without progression.
  double norm_grip, norm_mip;  // 100 ln of the value about which the level's prior lies
  double level_sd, asymmetry_sd, dominant_shift;
  double deficit_mean, deficit_sd, deficit_tau;
  double hand_walk, common_walk;  // per square root of a day
  double common_slow_sd, common_slow_tau, day_sd, day_tau;
  double hand_slow_sd, hand_slow_tau;
  double grip_white_sd;
  // Maximal inspiratory pressure.
  double mip_level_sd, mip_deficit_mean, mip_deficit_sd, mip_walk, mip_slow_sd, mip_slow_tau, mip_white_sd;
  // Sniff pressure and vital capacity, beside MIP: what they have of their own, and their share of what is common.
  double snip_white_sd, snip_slow_sd, snip_shared_deficit, snip_shared_slow, snip_rate_ratio;
  double fvc_white_sd, fvc_slow_sd, fvc_shared_deficit, fvc_shared_slow, fvc_rate_ratio;
  // Personal noise, outliers.
  double scale_prior_weight, scale_cap, scale_floor_for_z, huber, gate;
  int warmup, mip_gate_warmup;
  // Abrupt steps and device changes.
  double step_allowance, step_limit, step_window, relearn_sd, relearn_walk, relearn_days, device_sd;
  // When a decline may have begun.
  double lead, step, horizon, weight_lead, weight_enrolment, span_renewed_below;
  std::array<double, lag_count> lags;
  // How fast, and where.
  std::array<double, rate_count> rates, rate_weights;  // per cent per month; sum 1
  double one_hand, both_hands, second_hand_later, second_hand_ratio;
  double limb, respiratory, signs_only, other_system, other_system_lag0;
  // Signs.
  double sign_hazard;
  std::array<double, sign_group_count> sign_weights;
  double exam_false_positive, exam_repeat_false, exam_sensitivity;
  double report_false_per_year, report_true_per_year;
  int report_max;
  double month;     // days
  double log_clip;  // of any single log likelihood ratio
  // Suspected units.
  double unit_pound_factor, unit_pound_tolerance, unit_kilopascal_factor, unit_kilopascal_tolerance;
  int unit_window, lasting_run;
  double lasting_spread, lasting_clearance;
  // The fitted line of reports.
  double fitted_slope_sd, fitted_slope_walk;

  friend bool operator==(const Parameters&, const Parameters&) = default;
};

/// Reads the text of a detector file. Refuses unknown and missing names, a number outside of its range and weights
/// that do not add up, each by its name.
Result<Parameters> parse_parameters(std::string_view json);

}  // namespace myotrend::trend
