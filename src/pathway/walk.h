#pragma once

#include <cmath>
#include <optional>
#include <vector>

#include "myotrend/pathway/judge.h"
#include "pathway/episode_book.h"
#include "pathway/function_book.h"
#include "pathway/lab_book.h"
#include "pathway/level_book.h"
#include "pathway/sign_book.h"
#include "pathway/state_bytes.h"
#include "pathway/strength_book.h"
#include "pathway/symptom_book.h"

namespace myotrend::pathway {

/// What a condition rests on: the newest fact of it, when it held and when it became known.
struct Ground {
  bool holds = false;
  Instant at{};     // effective
  Instant known{};  // recorded
  explicit operator bool() const { return holds; }
};

/// Kinds of facts on which a line of a rule can rest.
namespace touch {
constexpr unsigned signs = 1, evidence = 2, levels = 4, labs = 8, symptoms = 16, events = 32, function = 64;
constexpr unsigned all = 127;
}  // namespace touch

/// How a line of a rule stands.
struct LineState {
  unsigned rests_on = 0;                   // kinds of facts that can change it
  unsigned touched = touch::all;           // kinds of facts that are new since it was looked at
  Instant settled_until = Instant::min();  // without new facts it stays as it is up to here
  SignSet used_by_higher;                  // as it was when looked at; for a line that asks for other signs
  bool asks_for_others = false, asks_for_unanswered = false;
  bool holds = false;
  Instant ground{}, ground_known{};
  SignSet signs;            // signs it rests on
  bool unanswered = false;  // an emergency that left its window
  Instant unanswered_at{}, unanswered_known{};

  /// What it is at present; what it rests on is the rule's own.
  template <class Archive>
  void pass(Archive& archive) {
    pathway::pass(archive, touched, settled_until, used_by_higher, holds, ground, ground_known, signs, unanswered,
                  unanswered_at, unanswered_known);
  }
};

/// How a rule stands for one of its flags.
struct Spell {
  std::size_t rule = 0, flag = 0;
  bool holds = false, ended = false;
  Instant since{}, ended_at{}, ground_at{}, ground_known{};
  template <class Archive>
  void pass(Archive& archive) {
    auto& [rule_, flag_, holds_, ended_, since_, ended_at_, ground_at_, ground_known_] = *this;
    pathway::pass(archive, rule_, flag_, holds_, ended_, since_, ended_at_, ground_at_, ground_known_);
  }
};

/// One walk through the facts of a patient, in order of effective time, with a look at the end of each civil day.
/// Whatever stands or is new is found here, so the order of entry cannot matter. A value: copy it to come back to this
/// point.
class Walk {
 public:
  Walk(const Rulebook& rulebook, const Patient& patient);

  void walk(const Picture& picture, Instant until);

  /// Applies the facts up to `until` and closes the days before them, no more: the point from which later facts go on.
  void take(const Picture& picture, Instant until);
  /// Goes on from there to `until`, over days without facts.
  void go_on_to(Instant until);
  /// The end of the civil day at which something may change next, if no fact comes.
  Instant settled_until() const { return touched_ != 0 || look_due_ || symptoms_changed_ ? now_ : all_settled_until_; }

  Disposition disposition() const { return disposition_; }
  Instant since() const { return since_; }
  Instant now() const { return now_; }
  const std::vector<Spell>& spells() const { return spells_; }
  const std::vector<std::vector<LineState>>& lines() const { return lines_; }
  const Rulebook& rulebook() const { return *rulebook_; }
  const Patient& patient() const { return *patient_; }
  const SignBook& signs() const { return signs_; }
  const EpisodeBook& episodes() const { return episodes_; }
  const LabBook& ck() const { return ck_; }
  const SymptomBook& symptoms() const { return symptoms_; }
  const StrengthBook& strength() const { return strength_; }
  const FunctionBook& function() const { return function_; }
  const LevelBook* level_book(MeasureCode measure) const;
  const Measure& measure_of(trend::Stream stream) const { return *strength_measures_[trend::index_of(stream)]; }
  std::optional<Instant> infection() const { return infection_; }
  bool facts_seen() const { return facts_seen_; }

  bool strength_record() const;
  /// Why the patient is outside of what this pathway judges; empty: inside.
  std::string out_of_scope() const;
  bool too_little() const;
  bool in_acute_infection() const;
  /// The level that makes both hands low, and where; used by the explanation too.
  struct HandLow {
    double own_level = 0, now = 0;
    std::uint32_t first_reading = 0, last_reading = 0;
    Instant at{}, known{};
  };
  std::optional<HandLow> hand_low(const BothHandsLow& condition, trend::Stream stream) const;
  /// The reading that makes `condition` hold for one of its measures, its own level (if any) and the second one (if
  /// asked for).
  struct LevelFound {
    const LevelBook* book = nullptr;
    MeasureCode measure;
    const LevelPoint* point = nullptr;
    const LevelPoint* second = nullptr;
    std::optional<double> own_level;
    double cut_off = 0;
  };
  std::optional<LevelFound> level_found(const LevelLow& condition) const;
  /// Whether a comparable valid repeat after `after` was not as low, and nothing else is; what makes a single level
  /// low.
  bool better_since(const LevelLow& condition, Instant after) const;
  bool better_since(const BothHandsLow& condition, Instant after) const;
  /// Regions with motor neuron signs by a clinician, and those that the evidence adds; as bits 1 << Region.
  unsigned regions_reached(const RegionsReached& condition) const;
  std::optional<double> mip_fall(const RespiratoryEvidence& condition) const;
  Day today() const { return facts_seen_ ? today_ : patient_->zone.day_of(now_); }
  /// within(now, then, days); remembers until when that answer lasts.
  bool lasts(Instant then, double days_at_most) const {
    if (!within(now_, then, days_at_most)) return false;
    settled_ = std::min(settled_, lasts_until(then, days_at_most));
    return true;
  }
  /// What is asked now can be another thing at any later instant.
  void lasts_for_now() const { settled_ = std::min(settled_, now_); }

  /// Every member that the rulebook and the patient do not give, to be kept and come back to.
  template <class Archive>
  void pass(Archive& archive) {
    pathway::pass(archive, signs_, episodes_, ck_, symptoms_, strength_, function_);
    for (auto& [measure, book] : levels_) pathway::pass(archive, book);
    auto resolved = static_cast<std::int64_t>(resolved_.size());
    pathway::pass(archive, resolved);
    if constexpr (Archive::reads) {
      if (resolved < 0 || static_cast<std::size_t>(resolved) > archive.left()) return archive.refuse();
      resolved_.resize(static_cast<std::size_t>(resolved));
    }
    for (AlertResolved& each : resolved_) pathway::pass(archive, each.flag, each.at);
    pathway::pass(archive, infection_, readings_before_, signs_before_, now_, today_, day_end_, facts_seen_, look_due_,
                  evidence_known_, symptoms_changed_, symptoms_known_, instant_matters_);
    for (auto& rule : lines_) {
      for (LineState& line : rule) pathway::pass(archive, line);
    }
    for (Spell& spell : spells_) pathway::pass(archive, spell);
    for (auto& latch : latches_) pathway::pass(archive, latch);
    for (Instant& ground : latched_ground_) pathway::pass(archive, ground);
    pathway::pass(archive, disposition_, since_, touched_, unanswered_moved_, all_settled_until_);
  }
  /// The lists of facts to come begin behind those taken so far.
  void expect_newer_facts();

 private:
  friend class Evaluation;
  void apply_instant(const Picture& picture, Instant at);
  /// Both hands' readings of one instant, when the later of them is to be judged first: the hand nearer to its forecast
  /// is, so that neither entry nor file order decides which hand gets a step. Else twice the same.
  std::pair<std::size_t, std::size_t> hands_to_swap(const Picture& picture, std::size_t first, std::size_t end) const;
  void apply(const Picture& picture, const Event& event, std::uint32_t index);
  void apply(const Picture& picture, const Reading& reading, std::uint32_t index);
  void apply_value(const Picture& picture, const Reading& reading, std::uint32_t index);
  void apply_signs(const Picture& picture, std::size_t first, std::size_t last);
  void note_fact(Instant recorded);
  void close_day(Instant end);
  void look(Instant at);
  std::optional<double> own_level(const LevelBook& book, const LevelPoint& of) const;
  void evaluate(std::optional<Instant> fact_known);
  void plan(const Line& line, LineState& state);
  void keep_latched(const Condition& condition);
  void look_at_line(const Rule& rule, const Line& line, LineState& state, const SignSet& used);
  bool due(const LineState& state, const SignSet& used) const;
  void update_latches();
  void update_spells(const Rule& rule, std::size_t index, std::optional<Instant> fact_known);
  void decide(std::optional<Instant> fact_known);
  Instant trigger(const Line& line, std::optional<Instant> fact_known) const;
  bool answered(const Line& line, const LineState& state, const FlagRule& flag) const;

  const Rulebook* rulebook_;
  const Patient* patient_;
  SignBook signs_;
  EpisodeBook episodes_;
  LabBook ck_;
  SymptomBook symptoms_;
  StrengthBook strength_;
  FunctionBook function_;
  std::vector<std::pair<MeasureCode, LevelBook>> levels_;  // svc, spo2; strength lies in strength_
  std::vector<AlertResolved> resolved_;
  std::optional<Instant> infection_;
  std::array<const Measure*, trend::stream_count> strength_measures_{};
  std::vector<bool> told_at_once_;  // by MeasureCode::index: a symptom score on which an emergency can rest

  std::uint32_t readings_before_ = 0, signs_before_ = 0;  // taken from earlier pictures
  std::size_t next_reading_ = 0, next_sign_ = 0, next_event_ = 0, next_resolved_ = 0;
  Instant now_{};
  Day today_{};
  Instant day_end_{};  // of today_
  bool facts_seen_ = false;
  bool look_due_ = false;     // evidence changed since the last look
  Instant evidence_known_{};  // recorded time of the newest fact of the evidence, since the last look
  bool symptoms_changed_ = false;
  Instant symptoms_known_{};
  bool instant_matters_ = false;  // a fact of this instant can change a rule at once

  std::vector<std::vector<LineState>> lines_;  // by rule, line
  std::vector<Spell> spells_;                  // by rule
  std::vector<std::size_t> first_spell_;       // of each rule, and the end
  /// A condition that holds until its evidence has fallen below a logarithm and a clinician has examined.
  struct Kept {
    const Condition* condition;
    double log_until_below;
    std::size_t latch;
  };
  std::vector<Kept> kept_;
  std::vector<std::optional<Instant>> latches_;  // since when the evidence of a condition is kept
  std::vector<Instant> latched_ground_;          // the step a latch has answered to already
  Disposition disposition_ = Disposition::insufficient_data;
  Instant since_{};

  unsigned touched_ = touch::all;               // kinds of facts that are new since the last evaluation
  bool unanswered_moved_ = false;               // in this evaluation an emergency was left unanswered, or answered
  Instant all_settled_until_ = Instant::min();  // without new facts nothing changes up to here
  mutable Instant settled_{};                   // of what is being asked
};

struct Standpoint;
/// Where a walk stands that has taken all facts and no more; the rest of the way to `as_of` is gone on a copy.
Standpoint standpoint_at(Walk walk, Instant as_of);

}  // namespace myotrend::pathway
