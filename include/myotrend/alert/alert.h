#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "myotrend/pathway/assessment.h"

namespace myotrend {

enum class AlertState : std::uint8_t { raised, acknowledged, resolved, over, withdrawn };
/// What happens to an alert: by the judgement (first row) or by a person (second row).
enum class AlertChangeKind : std::uint8_t {
  raised,
  worsened,
  eased,
  over,
  withdrawn,
  reopened,
  acknowledged,
  resolved
};
enum class AlertOutcome : std::uint8_t { none, referred, cleared, duplicate, other };
std::string_view word_of(AlertState state);
std::string_view word_of(AlertChangeKind change);
std::string_view word_of(AlertOutcome outcome);
std::optional<AlertState> alert_state_named(std::string_view word);
std::optional<AlertChangeKind> alert_change_named(std::string_view word);
std::optional<AlertOutcome> alert_outcome_named(std::string_view word);

/// The standing alert of a patient and flag.
struct Alert {
  std::string id;  // `a` + 16 characters, from patient, flag and number; the same in every store
  PatientId patient;
  std::string flag;
  int number = 1;  // the n-th alert of this patient and flag
  Disposition level = Disposition::refer_routine;
  AlertState state = AlertState::raised;
  Instant raised{}, updated{};
  /// Level at which it was resolved, and whether its rules have ended since: decides reopening.
  Disposition resolved_level = Disposition::continue_care;
  bool ended_since_resolved = false;
  /// Begin of the newest emergency ground: a later one is `worsened`.
  std::optional<Instant> newest_ground;
  AlertOutcome outcome = AlertOutcome::none;
  std::string assessment_sha256;
};

struct AlertChange {
  Instant at{};
  std::string alert;
  PatientId patient;
  std::string flag;
  AlertChangeKind change = AlertChangeKind::raised;
  std::optional<Disposition> from;
  Disposition to = Disposition::continue_care;
  std::string reason;
  std::string by;  // a person's name, or empty: the program
  AlertOutcome outcome = AlertOutcome::none;
};

/// A change and the alert as it stands after it.
struct AlertStep {
  Alert alert;
  AlertChange change;
};

/// `"schema": "myotrend.alert/1"` and `"myotrend.alert-change/1"`, one line of JSON without line end.
std::string json_of(const Alert& alert);
std::string json_of(const AlertChange& change);

}  // namespace myotrend
