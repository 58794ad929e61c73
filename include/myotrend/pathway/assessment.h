#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "myotrend/record/history.h"

namespace myotrend {

/// What to do with a patient now, least to most. The order is the pathway's: the highest that holds decides.
enum class Disposition : std::uint8_t {
  continue_care,
  insufficient_data,
  reassess,
  refer_routine,
  refer_urgent,
  emergency
};
std::string_view word_of(Disposition disposition);  // `continue`, `insufficient_data`...
std::optional<Disposition> disposition_named(std::string_view word);

enum class EvidenceKind : std::uint8_t { trend, level, sign, lab_change, event };
enum class FlagState : std::uint8_t { not_met, met, unknown };
std::string_view word_of(EvidenceKind kind);
std::string_view word_of(FlagState state);

/// One ground of a finding. Figures carry the unit in their name (`slope_pct_per_month`, `evidence_ratio`).
struct Evidence {
  EvidenceKind kind = EvidenceKind::trend;
  std::string measure;  // code, or empty
  std::string sign;     // code, or empty
  Side side = Side::none;
  Region region = Region::none;
  std::vector<std::pair<std::string, double>> figures;
  std::vector<std::pair<std::string, std::pair<double, double>>> intervals;  // `interval_95_pct_per_month`
  std::vector<std::string> readings;                                         // ids of the facts
  std::optional<Instant> from, to;
  std::string text;  // one sentence for a clinician
};

/// A red flag of the pathway, met or not.
struct Flag {
  std::string id;  // `progressive-weakness`
  std::string title;
  FlagState state = FlagState::unknown;
  Disposition level = Disposition::continue_care;  // of its highest rule that holds
  std::vector<Evidence> evidence;
  std::string source;
};

/// A rule of the pathway that holds.
struct RuleHeld {
  std::string id;  // `R1`
  std::string flag;
  Disposition level = Disposition::reassess;
  Instant since{};          // recorded time of the fact that began it; the end of the day if time alone did
  int act_within_days = 0;  // 0: now
  /// Recorded time of the newest fact it rests on: a later one on a standing emergency alert is news.
  Instant newest_ground{};
};

/// A rule that held earlier in this history and ended by later facts or time (not by a correction).
struct RuleEnded {
  std::string id;
  std::string flag;
  Disposition level = Disposition::reassess;
  Instant ended{};
};

/// Seen and rightly not counted.
struct SetAside {
  std::string what;  // `fatigue`, `cramp`, `ck`...
  std::string reason;
  std::vector<std::string> readings;
};

/// Needed to decide and not there.
struct Missing {
  std::string what;                                        // `grip`, `mip`, `examination`, `age`...
  std::string text;                                        // what to measure, and why
  std::optional<double> last_days_ago;                     // age of the newest one; empty: never measured
  std::optional<Day> answer_expected;                      // when an answer can be expected, if measured as advised
  std::optional<int> tests_needed = std::nullopt;          // more tests of both hands until an answer
  std::optional<double> days_until_answer = std::nullopt;  // at the patient's own pace, else at the advised one
};

/// How a measure moves that never enters the evidence, judged by what suits it.
struct MeasureJudged {
  std::string measure;
  Side side = Side::none;
  std::string muscle;
  /// `mann_kendall_weekly` (ordinal and count series), `theil_sen` (ratio series), `reference_change` (laboratory).
  std::string method;
  /// `better`, `worse`, `no_change`, `too_little_data`; of a laboratory value `risen`, `fallen`, `within`,
  /// `not_comparable`.
  std::string direction;
  std::vector<std::pair<std::string, double>> figures;  // with the unit in the name
  std::vector<std::string> readings;                    // the newest, a few
  std::string text;
};

/// What the monitor would see of a loss that begins today in this patient. For clinicians only.
struct LossSeen {
  std::string loss;  // `one_hand`, `both_hands`, `breathing`
  double rate_pct_per_month = 0, within_days = 0, probability = 0;
  std::string text;
};

enum class DataQualityKind : std::uint8_t {
  unit,
  held,
  abrupt_step,
  duplicate_slot,
  outside_soft_range,
  outside_hard_range,
  device_change,
  sign_of_pressure,
  unit_doubted,     // the unit is in doubt, and the value counted all the same
  summed_trials,    // about two or three times the usual: the sum of the trials
  swapped_sides,    // right and left exchanged for a session
  device_offset,    // both hands changed at once and stayed there
  other_person,     // both hands far off for a session, and back
  repeated,         // the same value within minutes, from two sources
  copied_template,  // the same long list of absent signs, visit after visit
  odd_date,         // dated in childhood or before birth
  other
};
std::string_view word_of(DataQualityKind kind);

struct DataQuality {
  DataQualityKind kind = DataQualityKind::other;
  std::vector<std::string> readings;
  std::string text;    // what was seen
  std::string action;  // what was done, and how to undo it
};

/// Motor neuron signs recorded in a region; never a classification.
struct RegionSigns {
  Region region = Region::none;
  std::vector<std::string> upper, lower;  // sign codes present by a clinician's finding
};

/// A fitted trend of one series that the judgement rests on, for reports.
struct StreamTrend {
  std::string measure;
  Side side = Side::none;
  double slope_pct_per_month = 0;  // negative: falling
  std::pair<double, double> interval_95_pct_per_month;
  std::optional<std::string> method;  // followed in this one alone; empty: in all
  Unit unit = Unit::none;             // vital capacity: litres, or per cent of predicted, as it is told now
  double slope_per_month = 0;         // in `unit`, at the present level
  std::pair<double, double> interval_95_per_month;
  double loss_pct = 0;     // since the onset, posterior mean
  double probability = 0;  // that this stream declines faster than 1 %/month, given a decline
  double level_now = 0;    // fitted, in `unit`
  int readings = 0;
};

struct PathwayStamp {
  std::string id, version, sha256, point;
};

/// The flag that is met when what was measured regularly is measured no more.
inline constexpr std::string_view no_data_flag = "no-data";

/// What is awaited was not measured for too long: how things are now cannot be told.
struct DataStopped {
  std::string text;         // `no grip for 5 weeks`
  Instant since{};          // when the first one was overdue
  bool past_limit = false;  // so long that somebody should be told
};

/// The disposition of a patient with all its evidence.
struct Assessment {
  PatientId patient;
  Instant as_of{};
  Zone zone;
  PathwayStamp pathway;
  std::string input_sha256;
  Disposition disposition = Disposition::insufficient_data;
  Instant since{};
  std::string summary;
  std::vector<Flag> flags;
  std::vector<RuleHeld> rules;
  std::vector<RuleEnded> ended;
  /// `neurology-seen`, `discharge`, `withdrew` or `death` when that has come: judged as ever, but see reconcile. Else
  /// empty.
  std::string care_ended;
  std::optional<DataStopped> data_stopped;
  std::vector<SetAside> set_aside;
  std::vector<Missing> missing;
  std::vector<DataQuality> data_quality;
  std::vector<RegionSigns> regions;
  /// Progression as the evidence ratio sees it; figures only make sense when `evidence_ratio` is not near 1.
  double log_evidence_ratio = 0;
  std::optional<Day> onset;  // most probable, given a decline
  std::optional<std::pair<Day, Day>> onset_interval_90;
  std::vector<StreamTrend> trends;
  std::vector<MeasureJudged> measures;  // what never enters the evidence
  std::vector<LossSeen> power;          // empty: nothing is measured that could show a loss, or too little
};

/// One JSON document, `"schema": "myotrend.assessment/1"`; figures with 6 significant digits; the same bytes for the
/// same assessment.
std::string json_of(const Assessment& assessment);
/// SHA-256 (hex) of json_of.
std::string sha256_of(const Assessment& assessment);

}  // namespace myotrend
