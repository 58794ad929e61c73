#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "myotrend/pathway/alert_terms.h"
#include "myotrend/pathway/condition.h"
#include "myotrend/record/catalogue.h"
#include "myotrend/record/result.h"
#include "myotrend/trend/parameters.h"

namespace myotrend::pathway {

/// What ends an emergency that left its window: an examination of the sign, or a repeat that is not as bad.
enum class AnsweredBy : std::uint8_t { nothing, examination, repeat };

/// One way in which a rule holds: all of `when`.
struct Line {
  std::size_t flag = 0;  // index in Pathway::flags
  std::vector<Condition> when;
  bool unless_examined = false;  // not once a clinician has examined after its ground
  AnsweredBy answered_by = AnsweredBy::nothing;
  bool rests_on_evidence = false;  // on the evidence ratio, which is looked at when a day ends
  bool rests_on_symptoms = false;  // on weekly symptom scores, likewise
};

struct Rule {
  std::string id;
  Disposition level = Disposition::reassess;
  int act_within_days = 0;
  std::string mark;                  // A, G or P
  std::vector<std::string> sources;  // as sentences
  std::string action;                // what an emergency asks for
  std::vector<Line> lines;
};

/// A red flag and when its absence may be called `not_met`.
struct FlagRule {
  std::string id, title;
  bool needs_strength_record = false;
  SignSet examined;  // by a clinician
  SignSet asked;     // by anyone
  std::vector<MeasureCode> measured;
  std::string source;
};

/// When a reading is doubted, beside the detector's own gates. Shares in per cent of the level, taken as 100 ln.
struct QualityTerms {
  int usual_sessions = 0, usual_sessions_min = 0;  // how many sessions make the usual level
  double other_unit_off_factor = 0, other_unit_near_pct = 0;
  int summed_trials_max = 0;
  double summed_trials_near_pct = 0;
  double swapped_apart_pct = 0, swapped_near_pct = 0;
  double offset_pct = 0, offset_apart_pct = 0, offset_gap_days = 0, offset_told_within_days = 0;
  int offset_sessions = 0;
  double person_pct = 0, person_apart_pct = 0, person_back_pct = 0;
  int person_excursions = 0, person_sessions_max = 0;
  int template_signs = 0, template_visits = 0;
  double implausible_fall_factor = 0;  // of one breathing test that comes below the soft range
};

/// How measures that never enter the evidence are judged.
struct OtherMeasureTerms {
  double alpha = 0;
  int weeks = 0, readings = 0, compared_readings = 0;
  double reference_change_confidence_pct = 0, persistent_apart_days = 0;
};

/// Which loss is told: the one that would be seen within so many days with this probability.
struct PowerTerms {
  double within_days = 0, probability = 0;
};

/// When a series of strength has stopped.
struct SilenceTerms {
  int under_way_readings = 0;   // a series of fewer was never under way
  double grace_days = 0;        // beyond the measure's own interval
  double alert_after_days = 0;  // of silence
  double awaited_days = 0;      // longer, while other strength is measured, it was given up
  std::string source;
};

struct Terms {
  double report_stands_days = 0, new_within_days = 0;
  int own_level_readings = 0;
  double own_level_older_than_days = 0;
  std::map<std::uint16_t, int> skip_sessions;  // by MeasureCode::index
  std::vector<EventKind> rested_without;
  double rested_days = 0, acute_infection_days = 0;
  int healed_last = 0, healed_before = 0;
  double healed_within_pct = 0;
  double record_days = 0;
  int record_readings = 0;
  double stale_after_days = 0, held_window_days = 0, held_span_days = 0;
  std::optional<QualityTerms> quality;              // empty: the pathway does not look for it
  std::optional<OtherMeasureTerms> other_measures;  // likewise
  std::optional<PowerTerms> power;                  // likewise
  std::optional<SilenceTerms> silence;              // none: it is not looked for
};

/// The clinical rules as data: `schema/pathways/post-covid-neuromuscular.json` or a clinic's own. Immutable; may be
/// shared between threads.
class Pathway {
 public:
  /// `detector_json`: the parameters of the evidence ratio. A refusal names the place in the document.
  static Result<Pathway> parse(std::string_view pathway_json, std::string_view detector_json,
                               const Catalogue& catalogue);

  const std::string& id() const { return id_; }
  const std::string& version() const { return version_; }
  /// SHA-256 (hex) over both documents.
  const std::string& sha256() const { return sha256_; }
  const std::string& text() const { return text_; }
  std::span<const Rule> rules(std::size_t point) const { return rules_by_point_[point]; }
  std::span<const FlagRule> flags() const { return flags_; }
  const Terms& terms() const { return terms_; }
  /// How long alerts may be kept quiet; without "alerts" in the document nothing runs out.
  const AlertTerms& alert_terms() const { return alert_terms_; }
  const trend::Parameters& detector() const { return detector_; }
  const std::vector<std::string>& points() const { return points_; }
  /// The operating point with that name; empty: the default one. A refusal names the known ones.
  Result<std::size_t> point(std::string_view name) const;
  std::size_t latches() const { return latches_; }

  /// Things that parse and are still doubtful: a rule without source, a flag that no rule reaches, a set that nothing
  /// uses.
  const std::vector<std::string>& doubts() const { return doubts_; }

 private:
  friend class PathwayReader;
  Pathway() = default;
  std::string id_, version_, sha256_, text_;
  Terms terms_;
  AlertTerms alert_terms_;
  trend::Parameters detector_;
  std::vector<FlagRule> flags_;
  std::vector<std::string> points_;
  std::vector<std::vector<Rule>> rules_by_point_;
  std::size_t default_point_ = 0, latches_ = 0;
  std::vector<std::string> doubts_;
};

}  // namespace myotrend::pathway
