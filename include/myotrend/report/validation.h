#pragma once

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "myotrend/pathway/assessment.h"
#include "myotrend/record/fact.h"

namespace myotrend::report {

/// A figure with its 95 % interval.
struct Estimate {
  double value = 0, low = 0, high = 0;
};

/// A detector at one setting, on a cohort whose truth is known. Rates are per 100 patient-years, shares 0 to 1.
struct SettingShown {
  double cut_off = 0;
  std::string name;  // of an operating point, or `textbook`; empty: a point of the curve
  int false_events = 0;
  Estimate false_referrals;
  std::array<Estimate, 3> found;                // within 6, 9 and 12 months
  std::optional<double> median_days, p90_days;  // empty: not reached
};
struct FrontierShown {
  std::string title;
  bool pathway = false;  // else a comparison
  std::vector<SettingShown> settings;
};

struct CalibrationShown {
  double cut_off = 0;
  int patients = 0, reached = 0;
  Estimate share;
};

struct DelayShown {
  std::string group;
  int patients = 0, early = 0;
  struct Step {
    double day = 0;
    Estimate found;
    int at_risk = 0;
  };
  std::vector<Step> steps;
  std::vector<std::pair<int, int>> at_risk;  // day, patients still looked for
  std::array<Estimate, 3> found;
  std::optional<double> median_days, p90_days;
};

struct FalseShown {
  std::string group;
  int patients = 0, events = 0;
  double person_years = 0;
  Estimate per_100_years;
};

struct RuleCostShown {
  std::string rule;
  int false_first = 0, false_alone = 0, true_first = 0;
  double false_first_per_100_years = 0;
  std::vector<std::pair<std::string, int>> by_class;  // false_first
  SettingShown without;
};

/// A cohort whose truth is known.
struct ValidationShown {
  std::vector<FalseShown> false_referrals;
  FalseShown reassess;
  std::vector<DelayShown> delays;
  std::vector<FrontierShown> frontiers;
  std::vector<CalibrationShown> calibration, calibration_strength;
  std::vector<RuleCostShown> rules;
  SettingShown without_clinician;
};

inline constexpr std::size_t dispositions_shown = 6;

/// Patients as they were judged, whatever became of them.
struct PracticeShown {
  std::size_t patients = 0, with_facts = 0, on_import = 0;
  std::optional<std::pair<Day, Day>> days;
  double patient_months = 0;
  std::array<std::size_t, dispositions_shown> at_end{}, ever{};  // by Disposition
  std::vector<std::pair<Day, std::array<std::size_t, dispositions_shown>>> months;
  std::size_t referrals = 0;
  struct Rule {
    std::string rule;
    std::size_t first = 0, ever = 0;
  };
  std::vector<Rule> rules;
  struct Detector {
    std::string title;
    std::size_t alarmed = 0, with_pathway = 0;
    double per_100_years = 0;
  };
  std::vector<Detector> detectors;
  struct Outcome {
    EventKind kind = EventKind::other;
    std::size_t patients = 0, referred_before = 0, referred_after = 0;
    std::optional<double> median_days_before;
  };
  std::vector<Outcome> outcomes;
  struct Quality {
    DataQualityKind kind = DataQualityKind::other;
    std::size_t remarks = 0, patients = 0;
  };
  std::vector<Quality> data_quality;
};

struct ValidationInput {
  PracticeShown practice;
  std::optional<ValidationShown> validation;  // where the truth was told
  struct RuleText {
    std::string id, level;
    std::string source;
  };
  std::vector<RuleText> rules;  // those that refer
  std::string pathway_id, pathway_version, pathway_sha256, point, input_sha256, truth_sha256, program_version;
  std::string command;  // that makes this page again
};

/// One HTML file that needs no network and no script. Same input, same bytes.
std::string validation_html(const ValidationInput& input);
/// The tables of the page in Markdown.
std::string validation_markdown(const ValidationInput& input);
/// One document, `"schema": "myotrend.validation/1"`.
std::string validation_json(const ValidationInput& input);

}  // namespace myotrend::report
