#pragma once

#include <vector>

#include "myotrend/alert/alert.h"
#include "myotrend/pathway/alert_terms.h"

namespace myotrend {

/// Why the judgement moved an alert. The printed reason is its sentence, with the rules it is about.
enum class AlertReason : std::uint8_t {
  rules_hold,
  level_rose,
  new_emergency_fact,
  level_fell,
  rules_ended,
  ground_removed,
  late_fact,
  no_longer_followed,
  other_pathway,
  holds_again,
  data_stopped,
  data_again,
  same_alert,
  run_out
};
std::string_view sentence_of(AlertReason reason);

/// Whether the patient's last judgement rests on the same pathway, catalogue and operating point.
enum class Rules : std::uint8_t { the_same, others };

/// What, beside the assessment, the moves depend on.
struct Circumstances {
  Rules rules = Rules::the_same;
  /// Something was corrected or retracted since the last judgement: else a ground that is gone was never there, as a
  /// fact that came late tells.
  bool corrected = true;
  pathway::AlertTerms terms;
};

/// What has to happen to a patient's alerts so that they say what `assessment` says: one standing alert per flag for
/// refer_routine and above, and one for data that have stopped for too long. `of_patient`: all alerts the patient ever
/// had. Empty: nothing has changed. In the order in which they have to be done.
/// After the care ended, only emergencies stand or are raised; after death, nothing.
/// What keeps an alert quiet runs out at `now`. What ended and holds again within the terms is the same alert, and
/// stays as quiet as its acknowledgement has it; worse than before, or once nobody's word keeps it quiet, it rings.
std::vector<AlertStep> reconcile(const std::vector<Alert>& of_patient, const Assessment& assessment,
                                 const Circumstances& circumstances, Instant now);

/// `a` and 16 characters from patient, flag and number: the same in every store.
std::string alert_id(const PatientId& patient, std::string_view flag, int number);

}  // namespace myotrend
