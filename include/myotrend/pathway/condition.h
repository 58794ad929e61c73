#pragma once

#include <array>
#include <bitset>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "myotrend/pathway/assessment.h"

namespace myotrend::pathway {

constexpr std::size_t signs_max = 128;
using SignSet = std::bitset<signs_max>;  // by SignCode::index

/// Whose finding counts: C(x), P(x) or X(x) of the pathway's terms.
enum class By : std::uint8_t { anyone, clinician, patient };

/// A listed sign stands.
struct SignStands {
  SignSet signs;
  By by = By::anyone;
  std::optional<double> began_within_days;  // new: its spell began at most so long ago
  std::optional<double> found_within_days;  // last found present at most so long ago
  bool both_sides = false;                  // stands left and right
  bool other = false;                       // not counting signs on which a higher rule rests already
  std::optional<EventKind> first_after;     // began after the newest open event of this kind
};

/// The evidence ratio E reached a level; with `stays_until_below` it is kept until E falls below that and a clinician
/// has examined since.
struct EvidenceReached {
  double at_least = 0;
  std::optional<double> days, readings;  // strength record needed
  std::optional<double> loss_pct_at_least;
  std::optional<double> stays_until_below;
  std::size_t latch = 0;
};

struct RegionsReached {
  int at_least = 2;
  SignSet signs;
  double evidence_at_least = 0;
  /// The latch of the same line's evidence: what it keeps, counts as a region too.
  std::optional<std::size_t> kept_by;
};

struct RespiratoryEvidence {
  double at_least = 0;
  double fall_more_than_cm_water = 0;
  double over_days = 0;
};

enum class Validity : std::uint8_t { valid, suspect };
enum class OwnLevel : std::uint8_t { any, absent };

/// The newest reading of a measure is low: in its unit, or against the person's own level.
struct LevelLow {
  struct Limit {
    MeasureCode measure;
    std::optional<double> below;
  };
  std::vector<Limit> limits;
  std::optional<std::array<double, 3>> below_by_sex;  // unknown, female, male; for limits[0]
  std::optional<double> max_age_days;
  std::optional<double> below_own_level_pct;
  std::optional<double> second_within_days;  // an earlier valid reading within so many days is as low
  std::optional<double> second_apart_days;   // an earlier valid reading at least so many days before is as low
  Validity validity = Validity::valid;
  OwnLevel own_level = OwnLevel::any;
};

struct BothHandsLow {
  double below_own_level_pct = 0, over_days = 0, within_days = 0;
  int readings = 3;
};

/// Creatine kinase of the newest draw, or of rested draws only.
struct CkHigh {
  std::optional<double> at_least, at_least_times_limit;  // the higher of both must be reached
  std::optional<double> above_times_limit;
  std::optional<double> max_age_days;
  std::optional<double> again_before_days;  // also in a rested draw at least so many days earlier
  bool rested = false;
  std::optional<EventKind> without_event;
  double event_days_before = 0;
};

struct SymptomAtLeast {
  MeasureCode measure;
  double at_least = 0, max_age_days = 0;
};

struct EventOpen {
  EventKind kind = EventKind::other;
  bool outside_acute_infection = false;
};

struct MrcFall {
  double grade = 1, sum = 4, visits_apart_days = 14;
};
enum class Treatment : std::uint8_t { any, open, none };
struct SymptomsWorse {
  double baseline_days = 28;
  int weeks = 12, weeks_with_data = 8;
  Treatment treatment = Treatment::any;
};
struct WorseOnTreatment {
  double open_days = 84;
  int weeks_before = 8, last_weeks = 4;
};
struct NoRecovery {
  std::vector<MeasureCode> measures;
  double after_infection_days = 180, still_at_least = 4, baseline_days = 28;
};
struct AbruptStep {
  double max_days = 120;
};
struct SecondStep {
  double within_days = 120;
  double stays_until_below = 2.5;
  std::size_t latch = 0;
};
struct CouldNot {
  double within_days = 28;
};
/// An emergency of one of these rules left its window and nobody answered it.
struct Unanswered {
  std::vector<std::size_t> rules;
};

struct Condition;
struct Negation {
  std::shared_ptr<const Condition> inner;
};
struct AnyOf {
  std::vector<Condition> any;
};

/// One ground that a line of a rule needs. Immutable once parsed.
struct Condition {
  std::variant<SignStands, EvidenceReached, RegionsReached, RespiratoryEvidence, LevelLow, BothHandsLow, CkHigh,
               SymptomAtLeast, EventOpen, MrcFall, SymptomsWorse, WorseOnTreatment, NoRecovery, AbruptStep, SecondStep,
               CouldNot, Unanswered, Negation, AnyOf>
      what;
};

}  // namespace myotrend::pathway
