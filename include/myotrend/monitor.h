#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "myotrend/alert/life_cycle.h"
#include "myotrend/pathway/judge.h"
#include "myotrend/record/entry.h"
#include "myotrend/store/store.h"

namespace myotrend {

/// What came of a fact: where it lies, what the patient's disposition was and is, and which alerts moved.
struct Outcome {
  std::vector<std::string> ids;       // of the facts, in the given order
  std::vector<Appended> appended;     // what became of each
  std::optional<Disposition> before;  // the last kept one; empty: never judged
  Assessment assessment;
  std::vector<AlertStep> steps;
};

/// A fact as a person means it: by its printed id.
struct NamedFact {
  PatientId patient;
  FactKey key;
};

/// A later value of a reading, in words.
struct ToldCorrection {
  std::string value, unit;  // unit empty: the one it was told in
  std::string why, by;
};

struct ScanOptions {
  unsigned jobs = 0;  // 0: as many as the machine has cores
  bool full = false;  // every patient, whatever is known of the last judgement
  Instant now{};
};

struct ScanSummary {
  std::int64_t patients = 0, judged = 0, changes = 0;
  std::int64_t raised = 0;  // raised, worsened and reopened alerts
};

/// The story on one page: a fact is recorded, the patient judged, and the alerts moved, in one transaction.
/// Every time is given: nothing here reads a clock.
class Monitor {
 public:
  /// Both outlive the monitor.
  Monitor(Store& store, const pathway::Rulebook& rulebook) : store_(store), rulebook_(rulebook) {}

  Outcome record(const PatientId& patient, std::vector<Entry> entries, Instant now);
  Outcome record(const PatientId& patient, NewEvent event, Instant now);
  /// Ends the newest open event of that kind; refused if none is open at `end`.
  Result<Outcome> close_event(const PatientId& patient, EventKind kind, Instant end, std::string_view by, Instant now);
  Result<Outcome> correct(const NamedFact& fact, const ToldCorrection& told, Instant now);
  Result<Outcome> retract(const NamedFact& fact, std::string_view why, std::string_view by, Instant now);
  /// Takes back the last entry of `by` for the patient, if it is younger than an hour.
  Result<Outcome> undo(const PatientId& patient, std::string_view by, Instant now);
  /// Judges a patient whose facts have changed otherwise (master data).
  Outcome judge(const PatientId& patient, Instant now);

  /// What a person does to an alert; see alert/life_cycle.h. Nothing: no such alert.
  std::optional<Result<AlertStep>> acknowledge(std::string_view alert, const PersonsWord& word,
                                               std::optional<Instant> until = std::nullopt);
  std::optional<Result<AlertStep>> unacknowledge(std::string_view alert, const PersonsWord& word);
  std::optional<Result<AlertStep>> snooze(std::string_view alert, std::optional<Instant> until,
                                          const PersonsWord& word);
  std::optional<Result<AlertStep>> review(std::string_view alert, const PersonsWord& word,
                                          std::optional<Instant> until = std::nullopt);
  std::optional<Result<AlertStep>> resolve(std::string_view alert, AlertOutcome outcome, const PersonsWord& word);
  std::optional<Result<AlertStep>> reopen(std::string_view alert, const PersonsWord& word);

  /// Judges every patient with facts newer than the last judgement, or judged by other rules or on an earlier civil
  /// day, and keeps that batch by batch. `tell` gets the changes that were committed, by patient id bytewise whatever
  /// the number of jobs; `progress` how many of how many patients are done.
  ScanSummary scan(const ScanOptions& options, const std::function<void(const AlertChange&, const Zone&)>& tell,
                   const std::function<void(std::int64_t, std::int64_t)>& progress = {});

  /// The store's own check, and every kept judgement and alert derived again and compared.
  CheckReport check();

 private:
  /// One transaction around `act`, which says what it did in the ids and appended of an Outcome, or refuses.
  Result<Outcome> in_one_transaction(const PatientId& patient, Instant now,
                                     const std::function<Result<Outcome>(Transaction&)>& act);
  std::optional<Result<AlertStep>> changed_by_person(std::string_view alert, Instant now,
                                                     const std::function<Result<AlertStep>(const Alert&)>& change);
  Store& store_;
  const pathway::Rulebook& rulebook_;
};

/// The fact with that printed id, in whichever patient.
std::optional<NamedFact> fact_named(Store& store, std::string_view id);

/// The alerts as they stood at `as_of`: each as its last change up to then left it.
std::vector<Alert> alerts_known_at(Store& store, Instant as_of);

}  // namespace myotrend
