#pragma once

#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "myotrend/alert/alert.h"
#include "myotrend/alert/outbox.h"
#include "myotrend/pathway/assessment.h"
#include "myotrend/record/entry.h"
#include "myotrend/record/history.h"

namespace myotrend {

/// The store cannot be opened, is damaged, foreign, newer than the program, or locked: exit 4.
struct StoreError : std::runtime_error {
  enum class Kind { cannot_open, damaged, foreign, newer, busy };
  StoreError(Kind error_kind, const std::string& text) : std::runtime_error(text), kind(error_kind) {}
  Kind kind;
};

/// How much of a history is read: a judgement needs no notes.
enum class Depth : std::uint8_t { facts, everything };

/// What became of an entry that was to be appended.
enum class Appended : std::uint8_t {
  added,
  already_known,   // the same identity; the first recorded time stays
  second_in_slot,  // same slot, other value: both kept, this one flagged
  correction  // same external id, other value: a correction (of a sign: taken back and told anew), reason `re-import`
};

struct NewEvent {
  EventKind kind = EventKind::other;
  Instant start{}, recorded{};
  std::optional<Instant> end, end_recorded;
  Details details;
};

/// How a patient stands in the store.
struct PatientState {
  PatientId id;
  std::int64_t revision = 0;          // moves with every fact
  std::int64_t judged_revision = -1;  // revision of the last kept assessment
  std::string judged_stamp;           // pathway, catalogue and point of it
  Instant judged_at{};
  std::optional<Instant> alert_due;  // when the first of its alerts' acknowledgements or snoozes runs out
};

/// The newest kept judgement of a patient.
struct Judged {
  PatientId patient;
  Instant at{};  // up to here it says what holds
  Disposition disposition = Disposition::insufficient_data;
  std::string assessment_sha256;
  Instant assessed_at{};           // as-of of the kept assessment
  std::int64_t assessed_revision;  // what it saw; later facts up to the judgement were gone on over
  std::string stamp;               // pathway, catalogue and point of it
};

/// A patient that a scan has to look at.
struct PatientDue {
  PatientId id;
  std::int64_t revision = 0;
  std::string judged_stamp;  // empty: never judged
  Instant judged_at{};
  bool alert_due = false;  // what keeps one of its alerts quiet has run out
};

/// Which patients: those with news, judged by another stamp, or whose time has come, or that of one of their alerts.
struct DueAsked {
  std::string stamp;
  Instant now{};
  bool all = false;
  PatientId after;  // the last one of the page before; empty: from the first
  std::size_t most = 0;
};

/// Where a patient's judgement stands (pathway::Standpoint), as it was kept. A cache.
struct KeptStandpoint {
  std::int64_t revision = 0;
  std::string stamp;
  Instant newest_fact{}, assessed_at{};
  std::string decided, state;
};

/// Facts of a patient that are later than what is known, in a history of their own.
struct News {
  History history;
  std::int64_t facts = 0;  // readings and signs, told in full; any other change moves the revision without being here
};

enum class RunKind : std::uint8_t { scan, deliver };
std::string_view word_of(RunKind kind);

/// A run of a scheduled job.
struct Run {
  std::int64_t number = 0;
  Instant started{};
  std::optional<Instant> ended;  // empty: under way, or it never came to its end
  std::string figures;           // JSON; nothing of any person
};

/// The form of an assessment as it was given out.
struct KeptAssessment {
  Instant as_of{};
  std::string json;
};

struct CheckReport {
  std::vector<std::string> faults;  // empty: sound
  std::int64_t patients = 0, readings = 0, signs = 0, events = 0, alerts = 0;
};

/// One atomic change of the store (BEGIN IMMEDIATE). Rolled back unless committed.
class Transaction {
 public:
  virtual ~Transaction() = default;

  virtual void add_patient(const Patient& patient, Instant entered) = 0;
  virtual void edit_patient(const Patient& patient, Instant entered) = 0;
  /// Content goes (facts, alerts, assessments, notes); a tombstone with the reason stays, the id cannot be used again.
  virtual void erase_patient(const PatientId& id, std::string_view why, std::string_view by, Instant entered) = 0;

  /// Appends facts of one patient, in the given order; a result each. `entered` of the details is the store's own time.
  virtual std::vector<Appended> append(const PatientId& id, std::span<const Entry> entries) = 0;
  /// The key under which the entry at `index` of the last append lies (also of already known ones).
  virtual FactKey appended_key(std::size_t index) const = 0;
  virtual Appended append(const PatientId& id, const NewEvent& event, FactKey* key = nullptr) = 0;
  virtual void close_event(const PatientId& id, const FactKey& event, Instant end, Instant recorded, Instant entered,
                           std::string_view by) = 0;
  /// The event as one of its own, though the same was told before and taken back; its key.
  virtual FactKey append_anew(const PatientId& id, const NewEvent& event) = 0;
  virtual void correct(const PatientId& id, const Correction& correction, const Details& details) = 0;
  virtual void retract(const PatientId& id, const Retraction& retraction, const Details& details) = 0;

  /// As in Store, seen from inside this transaction.
  virtual History history_of(const PatientId& id, Depth depth) = 0;
  virtual std::vector<Alert> alerts_of(const PatientId& id) = 0;
  virtual std::int64_t revision_of(const PatientId& id) = 0;
  /// Whether a correction or retraction was entered at or after `at`.
  virtual bool corrected_since(const PatientId& id, Instant at) = 0;

  /// Keeps the judgement of a patient at its present revision, the alert changes that follow from it, and the notices
  /// that are to be told of them.
  virtual void keep(const Assessment& assessment, std::string_view assessment_json, std::string_view stamp,
                    std::span<const AlertStep> steps) = 0;
  virtual void keep(const AlertStep& step) = 0;
  /// Keeps where the judgement stands that was just kept, at the patient's present revision.
  virtual void keep(const PatientId& id, const KeptStandpoint& standpoint, Instant look_again) = 0;
  /// The kept judgement still says what holds at `judged_at` and `standpoint.revision`. False: the patient's facts have
  /// moved on, and nothing was written.
  virtual bool confirm(const PatientId& id, const KeptStandpoint& standpoint, Instant judged_at,
                       Instant look_again) = 0;

  virtual void commit() = 0;
};

/// Remembers facts, judgements and alerts. Facts are only ever appended. Not for use by two threads at once: `open
/// another`.
class Store {
 public:
  virtual ~Store() = default;

  virtual std::unique_ptr<Transaction> begin() = 0;
  /// A second connection to the same store, for another thread; reads only.
  virtual std::unique_ptr<Store> reader() = 0;

  virtual std::vector<Patient> patients() = 0;       // by id, bytewise; erased ones are left out
  virtual std::vector<PatientId> patient_ids() = 0;  // the same, ids only
  virtual std::optional<Patient> patient(const PatientId& id) = 0;
  virtual bool erased(const PatientId& id) = 0;
  /// All facts of a patient; throws std::out_of_range for an unknown one.
  virtual History history_of(const PatientId& id, Depth depth) = 0;
  /// The patients whose fact ids begin (after the letter) with this tag: see patient_tag.
  virtual std::vector<PatientId> patients_with_tag(std::string_view tag) = 0;
  /// When the first fact of each patient held, of those who have any.
  virtual std::map<PatientId, Instant> first_facts() = 0;
  /// Every patient's revision against its last judgement, page by page, by id bytewise; `after`: the last one of the
  /// page before.
  virtual std::vector<PatientState> states(const PatientId& after, std::size_t most) = 0;
  std::vector<PatientState> states() { return states({}, std::numeric_limits<std::int32_t>::max()); }
  virtual std::optional<Judged> judged(const PatientId& id) = 0;
  /// Page by page, by id bytewise.
  virtual std::vector<PatientDue> due(const DueAsked& asked) = 0;
  virtual std::optional<KeptStandpoint> standpoint_of(const PatientId& id) = 0;
  /// Throws std::out_of_range for an unknown patient.
  virtual News news_of(const PatientId& id, Instant after) = 0;
  /// The newest `entered` time of any fact; empty in an empty store. The clock never steps behind it.
  virtual std::optional<Instant> newest_entered() = 0;

  virtual std::vector<Alert> alerts() = 0;                        // by patient, flag, number
  virtual std::vector<Alert> alerts_of(const PatientId& id) = 0;  // by flag, number
  virtual std::optional<Alert> alert(std::string_view id) = 0;
  virtual std::vector<AlertChange> changes_of(std::string_view alert_id) = 0;  // oldest first

  /// The newest kept assessment of the patient with that sum.
  virtual std::optional<KeptAssessment> kept_assessment(const PatientId& id, std::string_view sha256) = 0;

  /// A deliverer's own connection to the notices that wait; alive as long as it exists.
  virtual std::unique_ptr<Outbox> outbox() = 0;
  /// Puts the begin of a scheduled job on record, and its end; the number of the run.
  virtual std::int64_t begin_run(RunKind kind, Instant now) = 0;
  virtual void end_run(std::int64_t run, Instant now, std::string_view figures) = 0;
  /// The newest `count` runs that came to their end, newest first.
  virtual std::vector<Run> runs(RunKind kind, int count) = 0;

  virtual void backup(const std::string& file) = 0;
  virtual CheckReport check() = 0;
};

}  // namespace myotrend
