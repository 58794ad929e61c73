#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "myotrend/record/fact.h"

namespace myotrend::simulation {

/// What pulls a class's measurements about without any progression.
enum class Confounder : std::uint8_t { none, injury, deconditioning, device, season };

/// One class of patients and its natural course. Shares of strength are per cent (100 ln), times days.
struct ClassCourse {
  std::string name, subtype;
  bool progressive = false;
  Confounder confounder = Confounder::none;
  double share = 0;
  double deficit_mean = 0, deficit_sd = 0;  // missing at enrolment, and healing
  double fatigue_start = 0, fatigue_end = 0, crash_factor = 1, cramp = 0, twitch = 0, ck_factor = 1;
  double rate_median = 0, rate_log_sd = 0;                                // per cent per month
  double hand_rate = 0, hand_lag_max = 0, mip_rate = 0, mip_lag_max = 0;  // ratio to the rate; uniform lag
  std::array<double, 5> sign_hazard{};  // weakness, atrophy, upper motor neuron, dysphagia, dysarthria; per share lost
  double false_reports_per_year = 0;
  double leaves_per_year = 0, deaths_per_year = 0;  // per share of strength lost
};

/// All numbers of the simulator: `schema/cohort.json`, each with its source. Nuisances are shares; 0 switches one off.
struct CohortParameters {
  std::vector<ClassCourse> classes;
  std::vector<std::string> zones;
  Day enrolment_from{};
  // Persons.
  double male_share, age_mean, age_sd, age_low, age_high, right_handed_share, enrolment_days, covid_days_low;
  double height_male, height_female, height_sd, body_mass_index_mean, body_mass_index_sd, body_mass_index_low;
  double body_mass_index_high, age_of_peak, device_class_swaps, device_class_slips;
  double covid_days_high, treatment_after_days, follow_up_days, follow_up_days_min, leaves_per_year;
  double grip_male, grip_female, mip_male, mip_female, grip_loss_after_50, mip_loss_per_year, level_sd, mip_level_sd;
  double dominant_shift, asymmetry_sd, deficit_tau, deficit_tau_log_sd, declining_share, onset_before, onset_after;
  double second_hand_lag_max, second_hand_ratio, resting_share;
  // Noise of strength, per cent.
  double grip_white_sd, day_sd, day_tau, common_slow_sd, common_slow_tau, hand_slow_sd, hand_slow_tau, common_walk;
  double mip_white_sd, mip_slow_sd, mip_slow_tau, mip_walk, snip_white_sd, fvc_white_sd, tail_freedom, personal_log_sd;
  double grip_learning, grip_learning_sessions, mip_learning, mip_learning_sessions, diurnal;
  // What is measured, and how often.
  double waking_from, waking_to, grip_per_day, grip_per_day_log_sd, mip_per_day, mip_per_day_log_sd, fatigue_per_day,
      cramp_per_day;
  double exam_gap, exam_gap_log_sd, ck_gap_low, ck_gap_high, fvc_share, fvc_gap, snip_share;
  double fatigue_sd, fatigue_persistence, person_fatigue_sd, crashes_per_month, crash_days, crash_fatigue, crash_loss;
  double skip_per_fatigue_point, skip_from_fatigue, ck_male, ck_female, ck_between_log_sd, ck_within_log_sd;
  double exercise_per_year, exercise_ck_factor, exercise_told;
  // Signs.
  double false_positive, repeat_false, sensitivity, reports_true_per_year, report_weakness, report_atrophy;
  double report_dysphagia, report_dysarthria, false_report_atrophy, false_report_dysphagia, false_report_dysarthria;
  double template_share;
  // Nuisances.
  double late_share, late_days, duplicate_share, near_duplicate_share, pound_users, kilopascal_users, slip_patients;
  double slip_share, swapped_share, other_person_share, other_person_sd, device_swaps, undeclared_swaps, device_sd;
  double injuries_per_year, injury_low, injury_high, injury_tau, injury_told, deconditioning_loss, deconditioning_days;
  double season_loss;
};

/// Reads `schema/cohort.json`. Refuses unknown and missing names and numbers that cannot be, each by its name.
Result<CohortParameters> parse_cohort(std::string_view json);
/// The same with the numbers, zones or classes that `json`, a file of the same form, tells otherwise.
Result<CohortParameters> changed_cohort(CohortParameters parameters, std::string_view json);
/// The same with other shares of classes: `{"recovering": 0.5, "confounded/injury": 0.1}`; what is not named has none.
Result<CohortParameters> mixed_cohort(CohortParameters parameters, std::string_view json);

/// A row of measurements.csv as a clinic would have it.
struct SimulatedRow {
  Instant effective{}, recorded{};
  std::string_view measure;
  std::string value;
  std::string_view unit;
  Side side = Side::none;
  std::string_view source;
};

struct SimulatedEvent {
  EventKind kind = EventKind::other;
  Instant start{}, recorded{};
  std::optional<Instant> end;
};

/// What nobody in a clinic would know.
struct Truth {
  std::string name, subtype;
  bool progressive = false;
  std::optional<Day> onset;
  double rate_pct_per_month = 0;
};

struct SimulatedPatient {
  Patient patient;
  Day treatment_start{};
  Truth truth;
  std::vector<SimulatedRow> rows;  // by effective time
  std::vector<SimulatedEvent> events;
};

/// The patient with number `index` of the cohort with that seed: the same whatever the cohort's size and however many
/// work on it. Chance has a stream of its own for each part, so that a nuisance switched off leaves the others as they
/// were.
SimulatedPatient simulated_patient(const CohortParameters& parameters, std::uint64_t seed, std::uint64_t index);

}  // namespace myotrend::simulation
