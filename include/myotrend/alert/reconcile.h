#pragma once

#include <vector>

#include "myotrend/alert/alert.h"

namespace myotrend {

/// Why the judgement moved an alert. The printed reason is its sentence, with the rules it is about.
enum class AlertReason : std::uint8_t {
  rules_hold,
  level_rose,
  new_emergency_fact,
  level_fell,
  rules_ended,
  ground_removed,
  no_longer_followed,
  other_pathway,
  holds_again
};
std::string_view sentence_of(AlertReason reason);

/// Whether the patient's last judgement rests on the same pathway, catalogue and operating point.
enum class Rules : std::uint8_t { the_same, others };

/// What has to happen to a patient's alerts so that they say what `assessment` says: one standing alert per flag for
/// refer_routine and above. `of_patient`: all alerts the patient ever had. Empty: nothing has changed.
/// After the care ended, only emergencies stand or are raised; after death, nothing.
std::vector<AlertStep> reconcile(const std::vector<Alert>& of_patient, const Assessment& assessment, Rules rules,
                                 Instant now);

/// `a` and 16 characters from patient, flag and number: the same in every store.
std::string alert_id(const PatientId& patient, std::string_view flag, int number);

}  // namespace myotrend
