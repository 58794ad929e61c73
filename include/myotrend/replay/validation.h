#pragma once

#include <array>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "myotrend/replay/baseline.h"
#include "myotrend/replay/course.h"
#include "myotrend/replay/score.h"
#include "myotrend/replay/truth.h"

namespace myotrend::replay {

inline constexpr std::size_t disposition_count = 6;

/// One patient replayed: what the pathway and the classical rules said, and what else is known.
struct PatientRun {
  PatientId patient;
  std::string input_sha256;  // of all its facts
  bool has_facts = false, recorded_on_import = false;
  Course course;
  BaselineCourse baselines;
  std::vector<std::pair<EventKind, Day>> events;        // by the day they were recorded
  std::map<DataQualityKind, std::size_t> data_quality;  // remarks at the end of follow-up, by kind
};
/// Replays one patient with everything that a validation asks.
PatientRun run_of(const pathway::Rulebook& rulebook, const BaselineParameters& parameters, const History& history,
                  const Options& options);

/// A detector at one setting, on a cohort with known truth.
struct Setting {
  double cut_off = 0;
  std::string name;  // of an operating point, `textbook`; empty: just a point of the curve
  FalseReferrals false_referrals;
  std::array<Share, found_within_days.size()> found;
  Waiting median, p90;
};
struct Frontier {
  std::string detector;
  std::vector<Setting> settings;  // by cut-off
};

/// Of those who do not progress: how many ever reached an evidence ratio, against the bound 1 / cut_off (Ville 1939).
struct Calibration {
  double cut_off = 0;
  int patients = 0, reached = 0;
  Interval interval_95;  // of the share, exact
};

/// What a rule adds. False first referrals at which it held, and how the pathway fares without it.
struct RuleCost {
  std::string rule;
  int false_first = 0;                  // first referrals of those who do not progress at which it held
  int false_alone = 0;                  // and nothing else
  int true_first = 0;                   // first referrals of the progressive after their onset at which it held
  std::map<std::string, int> by_class;  // false_first
  Setting without;
};

struct Validation {
  Score score;              // refer_routine and above
  FalseReferrals reassess;  // reassess and above
  std::vector<Frontier> frontiers;
  std::vector<Calibration> calibration, calibration_strength;
  std::vector<RuleCost> rules;
  Setting without_clinician;  // lines that need a clinician's sign left out
};

/// A cohort with known truth. Patients without a row in `truths` are left out.
Validation validate(const pathway::Rulebook& rulebook, const BaselineParameters& parameters,
                    std::span<const PatientRun> runs, const Truths& truths);

/// What can be said of a clinic's own patients, whose truth nobody knows.
struct Practice {
  std::size_t patients = 0, with_facts = 0, on_import = 0;
  std::optional<Days> days;  // from the first to the last decided
  double patient_months = 0;
  std::array<std::size_t, disposition_count> at_end{}, ever{};  // patients by Disposition
  struct Month {
    Day last{};
    std::array<std::size_t, disposition_count> patients{};  // at its end, of those followed then
  };
  std::vector<Month> months;
  std::size_t referrals = 0;  // each time a patient came to refer_routine or above from below
  struct RuleUse {
    std::string rule;
    std::size_t first = 0, ever = 0;  // patients whose first referral it held at; patients for whom it ever held
  };
  std::vector<RuleUse> rules;
  struct DetectorUse {
    std::string detector;
    std::size_t alarmed = 0, with_pathway = 0;  // patients; of these, those whom the pathway refers at some time too
    double per_100_years = 0;                   // first alarms
  };
  std::vector<DetectorUse> detectors;  // the pathway first
  struct OutcomeUse {
    EventKind kind = EventKind::other;
    std::size_t patients = 0, referred_before = 0, referred_after = 0;
    std::optional<double> median_days_before;  // of those referred before the event was recorded
  };
  std::vector<OutcomeUse> outcomes;
  struct QualityUse {
    DataQualityKind kind = DataQualityKind::other;
    std::size_t remarks = 0, patients = 0;
  };
  std::vector<QualityUse> data_quality;
};
Practice practice(const pathway::Rulebook& rulebook, const BaselineParameters& parameters,
                  std::span<const PatientRun> runs);

}  // namespace myotrend::replay
