#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "myotrend/alert/alert.h"

namespace myotrend {

/// What a notice is for: whom it may disturb follows from it.
enum class NoticeWeight : std::uint8_t {
  act,    // somebody has to see to it: raised, worsened, reopened, an acknowledgement that ran out
  know,   // whoever was told the alert should know this too: eased, over, withdrawn, resolved
  mirror  // only for a receiver that keeps the alert's state (an alert that flaps came back as it was)
};
std::string_view word_of(NoticeWeight weight);
std::optional<NoticeWeight> notice_weight_named(std::string_view word);

/// What is to be told of one change of an alert. Written in the transaction of the decision, and whole: a notice can be
/// sent whatever becomes of the facts later.
struct Notice {
  /// The same over all retries and in every store: `n` + 16 characters, from the alert, the sequence and what it says.
  std::string key;
  std::string alert;        // id of the alert
  int sequence = 1;         // the n-th notice of this alert; a receiver gets them in this order
  PatientId patient;        // never in a label, a log or a subject line
  std::string patient_key;  // a pseudonym: what labels and thin messages name instead
  std::string flag;         // `progressive-weakness`, `no-data`
  std::string title;        // of the flag, for people
  Disposition level = Disposition::refer_routine;
  AlertChangeKind change = AlertChangeKind::raised;
  AlertState state = AlertState::raised;  // after the change
  NoticeWeight weight = NoticeWeight::act;
  bool firing = true;  // false: over, withdrawn or resolved; nobody has to do anything any more
  Instant raised{};    // when the alert was raised
  Instant at{};        // when this change happened
  std::string reason;  // of the change
  std::string by;      // a person's name, or empty: the program
  AlertOutcome outcome = AlertOutcome::none;
  Zone zone;  // the patient's

  /// From the assessment that the change rests on; empty where a person made the change.
  struct Excerpt {
    std::string summary;                 // one or two sentences for a clinician
    std::vector<std::string> rules;      // that hold for the flag, `R1`
    std::vector<std::string> evidence;   // one sentence each
    std::vector<std::string> measures;   // codes the evidence is about (`grip`, `mip`): for routing
    std::vector<std::string> readings;   // ids
    std::optional<int> act_within_days;  // 0: now
    std::string pathway;                 // `post-covid-neuromuscular 1.0.0 clinic`
    std::string assessment_sha256;
  } excerpt;
};

/// Where one notice is to go, chosen by the routing at the time it is first looked at.
struct Destination {
  std::string channel;   // its name in the configuration
  Instant not_before{};  // quiet hours only delay; an escalation waits its hours
  int step = 0;          // 0: the first recipients; n: the n-th escalation
  /// An escalation: not sent once somebody has acknowledged, reviewed, snoozed or resolved the alert, or it ended.
  bool unless_seen = false;
  std::string why;  // one sentence, shown by `routes explain` and kept with the delivery
};

/// `told`: the channels that were told of the alert before. Pure: the same arguments give the same destinations. None:
/// the notice is kept as a dead letter that says so, never dropped.
using Router =
    std::function<std::vector<Destination>(const Notice&, const std::vector<std::string>& told, Instant now)>;

/// `"schema": "myotrend.notice/1"`, one line of JSON without line end, and back; nothing where it is not one.
std::string json_of(const Notice& notice);
std::optional<Notice> notice_of_json(std::string_view text);

/// A 16-character pseudonym of a patient, the same in every store: for labels, file names and logs.
std::string patient_key(const PatientId& patient);

}  // namespace myotrend
