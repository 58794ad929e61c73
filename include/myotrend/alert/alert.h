#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "myotrend/pathway/assessment.h"

namespace myotrend {

/// How an alert stands. `schema` of the table: after() in life_cycle.h.
enum class AlertState : std::uint8_t {
  raised,        // nobody was told yet, or it has to be told anew
  notified,      // a channel has taken the notice; nobody has said that it was seen
  acknowledged,  // seen; quiet until it worsens or the acknowledgement runs out
  snoozed,       // seen, and put off
  in_review,     // somebody is at it
  resolved,      // closed by a person, with an outcome
  over_unseen,   // its rules have ended, but nobody has seen it: stays in the list; printed as over, `seen` false
  over,          // its rules have ended
  withdrawn      // its ground is gone
};
/// What happens to an alert.
enum class AlertChangeKind : std::uint8_t {
  // by the judgement
  raised,
  worsened,
  eased,
  over,
  left,  // no longer followed for referral: ends it even unseen; printed as over
  withdrawn,
  reopened,
  returned,  // ended and came back before its acknowledgement ran out: the same alert, as quiet as before
  // by the clock
  lapsed,  // an acknowledgement, a review or a snooze has run out
  // by delivery
  notified,
  // by a person
  acknowledged,
  unacknowledged,
  snoozed,
  reviewed,
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
  /// When the acknowledgement, review or snooze runs out.
  std::optional<Instant> until;
  int notices = 0;  // so many were written
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
  std::optional<Instant> until;  // as the alert's, after this change
};

struct Notice;

/// A change, the alert as it stands after it, and what is to be told of it, if anything.
struct AlertStep {
  Alert alert;
  AlertChange change;
  std::shared_ptr<const Notice> notice;
};

/// `"schema": "myotrend.alert/1"` and `"myotrend.alert-change/1"`, one line of JSON without line end.
std::string json_of(const Alert& alert);
std::string json_of(const AlertChange& change);

}  // namespace myotrend
