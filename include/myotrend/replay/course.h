#pragma once

#include <map>
#include <vector>

#include "myotrend/replay/replay.h"

namespace myotrend::replay {

/// A value that was higher than any before it, and the first day on which it was.
struct Peak {
  Day day{};
  double value = 0;
};
/// The first day on which a value of at least `cut_off` was reached.
std::optional<Day> first_reaching(const std::vector<Peak>& peaks, double cut_off);

/// A way in which a rule holds, and the first day on which it did so and the patient was referred.
struct LineReached {
  std::size_t rule = 0, line = 0;  // in Pathway::rules of the rulebook's point
  Day day{};
};

/// One patient through the days of knowing, with all that a validation asks. Each value is of the end of a day and
/// rests on what had been recorded by then.
struct Course {
  std::vector<Decision> decisions;
  std::vector<Decision> changes;         // each day on which the disposition became another, the first day included
  std::vector<Peak> evidence;            // log E
  std::vector<Peak> evidence_strength;   // log E of the measures alone
  std::vector<Peak> evidence_on_record;  // log E on days with enough days and readings for E to refer
  std::vector<LineReached> lines;        // of rules that refer, in order of their day
  Day first{}, last{};                   // days decided; last < first: none
};
Course course(const pathway::Rulebook& rulebook, const History& history, const Options& options);

/// From enrolment (else the first recorded fact) to the end of follow-up (else the last recorded fact); empty when
/// nothing is known of either.
struct Days {
  Day first{}, last{};
};
std::optional<Days> days_decided(const History& history);

/// Calls `visit(recorded, effective)` for each fact, correction and closing of a history.
template <class Visit>
void each_recorded(const History& history, const Visit& visit) {
  for (const Reading& fact : history.readings) visit(fact.recorded, fact.effective);
  for (const SignFinding& fact : history.signs) visit(fact.recorded, fact.effective);
  for (const Event& fact : history.events) {
    visit(fact.recorded, fact.start);
    if (fact.end_recorded) visit(*fact.end_recorded, fact.start);
  }
  for (const Correction& correction : history.corrections) visit(correction.recorded, correction.target.effective);
  for (const Retraction& retraction : history.retractions) visit(retraction.recorded, retraction.target.effective);
  for (const AlertResolved& resolved : history.resolved) visit(resolved.at, resolved.at);
}

/// Nothing was ever taken back, corrected or closed later: what was known on a day is a part of what is known at last.
bool only_added(const History& history);

}  // namespace myotrend::replay
