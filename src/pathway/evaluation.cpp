#include "pathway/evaluation.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace myotrend::pathway {

namespace {

Ground newer(const Ground& a, const Ground& b) {
  if (!a.holds) return b;
  return {true, std::max(a.at, b.at), std::max(a.known, b.known)};
}

}  // namespace

Ground Evaluation::of(const Condition& condition) {
  return std::visit([this](const auto& what) { return holds(what); }, condition.what);
}

Ground Evaluation::of(const Line& line) {
  flag_ = line.flag;
  Ground ground;
  for (const Condition& condition : line.when) {
    const Ground found = of(condition);
    if (!found) return {};
    ground = newer(ground, found);
  }
  if (line.unless_examined && walk_.signs().last_examined() && *walk_.signs().last_examined() > ground.at) return {};
  return ground;
}

Ground Evaluation::of_evidence() const {
  const auto newest = walk_.strength_.newest_kept();
  return {true, newest.value_or(walk_.now_), walk_.evidence_known_};
}

bool Evaluation::sign_counts(const SignStands& condition, const StandingSign& sign) const {
  if (!condition.signs.test(sign.sign.index()) || !walk_.signs().stands(sign, condition.by)) return false;
  if (condition.other && used_.test(sign.sign.index())) return false;
  if (condition.began_within_days && !walk_.lasts(SignBook::began(sign, condition.by), *condition.began_within_days))
    return false;
  if (condition.found_within_days && !walk_.lasts(SignBook::found(sign, condition.by), *condition.found_within_days))
    return false;
  if (condition.first_after) {
    walk_.lasts_for_now();
    const Episode* episode = walk_.episodes().open(*condition.first_after, walk_.now());
    if (!episode || !sign.ever_by_clinician || sign.clinician_first <= episode->start) return false;
  }
  return true;
}

Ground Evaluation::holds(const SignStands& condition) {
  if ((walk_.signs().present() & condition.signs).none()) return {};
  Ground ground;
  bool left = false, right = false;
  for (const StandingSign& sign : walk_.signs().all()) {
    if (!sign_counts(condition, sign)) continue;
    left = left || sign.side == Side::left;
    right = right || sign.side == Side::right;
    signs_.set(sign.sign.index());
    // The ground of a new sign is the begin of its spell; saying the same again is no news.
    const Instant at =
        condition.began_within_days ? SignBook::began(sign, condition.by) : SignBook::found(sign, condition.by);
    ground = newer(ground, {true, at, SignBook::known(sign, condition.by)});
  }
  if (condition.both_sides && !(left && right)) return {};
  return ground;
}

Ground Evaluation::reached_now(const EvidenceReached& condition) const {
  const StrengthBook& strength = walk_.strength();
  if (!strength.started() || strength.last_look().log_e < std::log(condition.at_least)) return {};
  if (condition.readings && strength.kept() < *condition.readings) return {};
  if (condition.days && days_between(*strength.first_kept(), *strength.newest_kept()) < *condition.days) return {};
  if (condition.loss_pct_at_least && 100 * strength.expected_loss().share < *condition.loss_pct_at_least) return {};
  return of_evidence();
}

Ground Evaluation::holds(const EvidenceReached& condition) {
  if (!condition.stays_until_below) return reached_now(condition);
  const auto& latch = walk_.latches_[condition.latch];
  return latch ? of_evidence() : Ground{};
}

Ground Evaluation::reached_now(const SecondStep& condition) const {
  const auto at = walk_.strength().second_step(condition.within_days);
  return at ? Ground{true, *at, walk_.evidence_known_} : Ground{};
}

Ground Evaluation::holds(const SecondStep& condition) {
  const auto& latch = walk_.latches_[condition.latch];
  return latch ? Ground{true, *latch, walk_.evidence_known_} : Ground{};
}

Ground Evaluation::holds(const RegionsReached& condition) {
  if (std::popcount(walk_.regions_reached(condition)) < condition.at_least) return {};
  Ground ground = walk_.strength().started() ? of_evidence() : Ground{};
  for (const StandingSign& sign : walk_.signs().all()) {
    if (!sign.by_clinician || !condition.signs.test(sign.sign.index())) continue;
    signs_.set(sign.sign.index());
    ground = newer(ground, {true, sign.clinician_found, sign.clinician_known});
  }
  return ground;
}

Ground Evaluation::holds(const RespiratoryEvidence& condition) {
  if (walk_.strength().last_look().log_e_respiratory < std::log(condition.at_least)) return {};
  walk_.lasts_for_now();
  return walk_.mip_fall(condition) ? of_evidence() : Ground{};
}

Ground Evaluation::holds(const LevelLow& condition) {
  const auto found = walk_.level_found(condition);
  return found ? Ground{true, found->point->at, found->point->known} : Ground{};
}

Ground Evaluation::holds(const BothHandsLow& condition) {
  const auto right = walk_.hand_low(condition, trend::Stream::right_grip);
  if (!right) return {};
  const auto left = walk_.hand_low(condition, trend::Stream::left_grip);
  if (!left) return {};
  return newer({true, right->at, right->known}, {true, left->at, left->known});
}

Ground Evaluation::holds(const CkHigh& condition) {
  const Draw* draw = walk_.ck().grounds(condition, walk_.episodes(), walk_.now());
  if (!draw) return {};
  if (condition.max_age_days) walk_.lasts(draw->at, *condition.max_age_days);
  return {true, draw->at, draw->known};
}

Ground Evaluation::holds(const SymptomAtLeast& condition) {
  const SymptomTrack* track = walk_.symptoms().track(condition.measure);
  if (!track || track->points.empty()) return {};
  const SymptomPoint& newest = track->points.back();
  if (newest.value < condition.at_least || !walk_.lasts(newest.at, condition.max_age_days)) return {};
  return {true, newest.at, newest.known};
}

Ground Evaluation::holds(const EventOpen& condition) {
  if (walk_.episodes().of(condition.kind).empty()) return {};
  walk_.lasts_for_now();
  const Episode* episode = walk_.episodes().open(condition.kind, walk_.now());
  if (!episode || (condition.outside_acute_infection && walk_.in_acute_infection())) return {};
  return {true, episode->start, episode->known};
}

Ground Evaluation::holds(const MrcFall&) {
  const GradeTrack* fall = walk_.function().fall();
  return fall ? Ground{true, fall->last_at, fall->last_known} : Ground{};
}

/// Whether any score is of the last so many weeks: else nothing weekly can hold, now or later. Weeks move each day.
bool Evaluation::symptoms_within(int weeks) const {
  constexpr int week_days = 7;
  const Day first = walk_.today() - days{week_days * weeks};
  for (const SymptomTrack& track : walk_.symptoms().tracks()) {
    if (track.points.empty() || track.points.back().day < first) continue;
    walk_.lasts_for_now();
    return true;
  }
  return false;
}

Ground Evaluation::holds(const SymptomsWorse& condition) {
  if (!symptoms_within(condition.weeks)) return {};
  const bool treated = walk_.episodes().open(EventKind::treatment_start, walk_.now()) != nullptr;
  if ((condition.treatment == Treatment::open && !treated) || (condition.treatment == Treatment::none && treated))
    return {};
  const auto worse = walk_.symptoms().worse(condition, walk_.today());
  return worse ? Ground{true, worse->newest, worse->newest_known} : Ground{};
}

Ground Evaluation::holds(const WorseOnTreatment& condition) {
  if (walk_.episodes().of(EventKind::treatment_start).empty() || !symptoms_within(condition.last_weeks)) return {};
  const Episode* treatment = walk_.episodes().open(EventKind::treatment_start, walk_.now());
  if (!treatment || !(days_between(treatment->start, walk_.now()) >= condition.open_days)) return {};
  const auto worse =
      walk_.symptoms().worse_on_treatment(condition, walk_.patient().zone.day_of(treatment->start), walk_.today());
  return worse ? Ground{true, worse->newest, worse->newest_known} : Ground{};
}

Ground Evaluation::holds(const NoRecovery& condition) {
  if (!walk_.infection() || !symptoms_within(1)) return {};
  if (days_between(*walk_.infection(), walk_.now()) < condition.after_infection_days) return {};
  const auto still = walk_.symptoms().no_recovery(condition, walk_.today());
  if (!still) return {};
  // An examination answers it from the day on which it could first be said.
  const SymptomTrack* track = walk_.symptoms().track(still->measure);
  const double after = std::max(condition.after_infection_days,
                                days_between(*walk_.infection(), track->points.front().at) + condition.baseline_days);
  const Instant from = *walk_.infection() + std::chrono::microseconds(static_cast<std::int64_t>(after * 86400e6));
  return {true, from, walk_.symptoms_known_};
}

Ground Evaluation::holds(const AbruptStep& condition) {
  const auto& steps = walk_.strength().steps();
  for (auto it = steps.rbegin(); it != steps.rend(); ++it) {
    if (!it->drop || it->healed || !walk_.lasts(it->at, condition.max_days)) continue;
    if (walk_.signs().last_examined() && *walk_.signs().last_examined() > it->at) continue;
    return {true, it->at, it->known};
  }
  return {};
}

Ground Evaluation::holds(const CouldNot& condition) {
  for (const Attempt& attempt : walk_.function().failed()) {
    if (walk_.lasts(attempt.at, condition.within_days)) return {true, attempt.at, attempt.known};
  }
  return {};
}

Ground Evaluation::holds(const Unanswered& condition) {
  Ground ground;
  for (const std::size_t rule : condition.rules) {
    const auto& lines = walk_.rulebook().pathway->rules(walk_.rulebook().point)[rule].lines;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const LineState& state = walk_.lines()[rule][i];
      if (!state.unanswered || lines[i].flag != flag_) continue;
      signs_ |= state.signs;
      ground = newer(ground, {true, state.unanswered_at, state.unanswered_known});
    }
  }
  return ground;
}

Ground Evaluation::holds(const Negation& condition) {
  Evaluation inner(walk_, used_);
  return inner.of(*condition.inner) ? Ground{} : Ground{true, Instant::min(), Instant::min()};
}

Ground Evaluation::holds(const AnyOf& condition) {
  Ground ground;
  for (const Condition& inner : condition.any) {
    const Ground found = of(inner);
    if (found) ground = newer(ground, found);
  }
  return ground;
}

}  // namespace myotrend::pathway
