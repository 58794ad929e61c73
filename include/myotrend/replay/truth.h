#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "myotrend/pathway/assessment.h"
#include "myotrend/record/fact.h"
#include "myotrend/record/result.h"
#include "myotrend/replay/replay.h"
#include "myotrend/replay/score.h"

namespace myotrend::replay {

/// What is known of a patient by simulation, or by a clinic that looked back: `truth.csv`.
struct Truth {
  std::string truth_class;
  bool progressive = false;
  std::optional<Day> onset;  // of the progressive
  Day enrolment{}, followup_end{};
};
using Truths = std::map<std::string, Truth, std::less<>>;  // by patient id

/// The words of a row of `truth.csv`.
struct TruthTold {
  std::string_view truth_class, progressive, onset_date, enrolment_date, followup_end;
};
/// Refuses what is no date, a progressive patient without onset, a follow-up that ends before it begins.
Result<Truth> truth_told(const TruthTold& told);

/// The patient as the score sees it, with the first alarm on `alarm`.
Subject subject_of(const Truth& truth, std::optional<Day> alarm);
/// The first day on which a disposition of `level` or above was reached.
std::optional<Day> first_at_least(const std::vector<Decision>& decisions, Disposition level);

}  // namespace myotrend::replay
