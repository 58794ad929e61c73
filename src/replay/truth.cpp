#include "myotrend/replay/truth.h"

namespace myotrend::replay {

namespace {

double days_from(Day from, Day to) { return static_cast<double>((to - from).count()); }

}  // namespace

Result<Truth> truth_told(const TruthTold& told) {
  Truth truth;
  truth.truth_class = told.truth_class;
  if (truth.truth_class.empty()) return Refusal{"truth_class is empty"};
  if (told.progressive != "0" && told.progressive != "1")
    return Refusal{"progressive \"" + std::string(told.progressive) + "\" is not known; use 1 or 0"};
  truth.progressive = told.progressive == "1";
  const auto enrolment = day_told(told.enrolment_date), end = day_told(told.followup_end);
  if (!enrolment) return Refusal{"enrolment_date: " + enrolment.refusal().text};
  if (!end) return Refusal{"followup_end: " + end.refusal().text};
  truth.enrolment = *enrolment;
  truth.followup_end = *end;
  if (truth.followup_end < truth.enrolment) return Refusal{"followup_end is earlier than enrolment_date"};
  if (!told.onset_date.empty()) {
    const auto onset = day_told(told.onset_date);
    if (!onset) return Refusal{"onset_date: " + onset.refusal().text};
    truth.onset = *onset;
  }
  if (truth.progressive && !truth.onset) return Refusal{"onset_date is empty and the patient is progressive"};
  return truth;
}

Subject subject_of(const Truth& truth, std::optional<Day> alarm) {
  Subject subject;
  subject.truth_class = truth.truth_class;
  subject.progressive = truth.progressive;
  subject.follow_days = days_from(truth.enrolment, truth.followup_end);
  if (truth.progressive) subject.onset_day = days_from(truth.enrolment, *truth.onset);
  if (alarm) subject.alarm_day = days_from(truth.enrolment, *alarm);
  return subject;
}

std::optional<Day> first_at_least(const std::vector<Decision>& decisions, Disposition level) {
  std::optional<Day> first;
  for (const Decision& decision : decisions) {
    if (decision.disposition >= level && (!first || decision.day < *first)) first = decision.day;
  }
  return first;
}

}  // namespace myotrend::replay
