#include <algorithm>
#include <cmath>

#include "pathway/evaluation.h"
#include "pathway/silence.h"
#include "pathway/walk.h"

namespace myotrend::pathway {

namespace {

/// Whether a valid repeat of this condition's measurement came after `after` and was not as bad.
bool better_since(const Walk& walk, const Condition& condition, Instant after) {
  if (const auto* level = std::get_if<LevelLow>(&condition.what)) return walk.better_since(*level, after);
  if (const auto* hands = std::get_if<BothHandsLow>(&condition.what)) return walk.better_since(*hands, after);
  if (const auto* ck = std::get_if<CkHigh>(&condition.what)) {
    CkHigh whenever = *ck;
    whenever.max_age_days.reset();
    const Draw* newest = walk.ck().newest();
    return newest && newest->at > after && !walk.ck().grounds(whenever, walk.episodes(), walk.now());
  }
  return false;
}

}  // namespace

bool Walk::answered(const Line& line, const LineState& state, const FlagRule& flag) const {
  const auto& admissions = episodes_.of(EventKind::admission);
  if (std::any_of(admissions.begin(), admissions.end(),
                  [&](const Episode& e) { return e.start >= state.ground && e.start <= now_; }))
    return true;
  if (std::any_of(resolved_.begin(), resolved_.end(),
                  [&](const AlertResolved& r) { return r.flag == flag.id && r.at >= state.ground; }))
    return true;
  if (line.answered_by == AnsweredBy::examination) {
    // The sign that was new asks for an answer; what only went with it does not give one.
    SignSet asked;
    for (const Condition& condition : line.when) {
      const auto* sign = std::get_if<SignStands>(&condition.what);
      if (sign && (sign->began_within_days || sign->found_within_days)) asked |= sign->signs;
    }
    asked &= state.signs;
    const auto examined = signs_.last_examined(asked.any() ? asked : state.signs);
    return examined && *examined > state.ground;
  }
  return std::any_of(line.when.begin(), line.when.end(),
                     [&](const Condition& condition) { return pathway::better_since(*this, condition, state.ground); });
}

void Walk::keep_latched(const Condition& condition) {
  if (const auto* any = std::get_if<AnyOf>(&condition.what)) {
    for (const Condition& inner : any->any) keep_latched(inner);
  } else if (const auto* evidence = std::get_if<EvidenceReached>(&condition.what)) {
    if (evidence->stays_until_below)
      kept_.push_back({&condition, std::log(*evidence->stays_until_below), evidence->latch});
  } else if (const auto* step = std::get_if<SecondStep>(&condition.what)) {
    kept_.push_back({&condition, std::log(step->stays_until_below), step->latch});
  }
}

void Walk::update_latches() {
  const SignSet none;
  Evaluation evaluation(*this, none);
  const double log_e = strength_.last_look().log_e;
  for (const auto& [condition, log_until_below, index] : kept_) {
    auto& latch = latches_[index];
    const bool examined = latch && signs_.last_examined() && *signs_.last_examined() > *latch;
    if (latch && examined && log_e < log_until_below) {
      latch.reset();
      touched_ |= touch::evidence;
    }
    if (latch) continue;
    const auto* step = std::get_if<SecondStep>(&condition->what);
    const Ground ground =
        step ? evaluation.reached_now(*step) : evaluation.reached_now(std::get<EvidenceReached>(condition->what));
    if (!ground || ground.at <= latched_ground_[index]) continue;
    if (step) latched_ground_[index] = ground.at;
    latch = now_;
    touched_ |= touch::evidence;
  }
}

Instant Walk::trigger(const Line& line, std::optional<Instant> fact_known) const {
  if (fact_known) return *fact_known;
  if (look_due_ && line.rests_on_evidence) return evidence_known_;
  if (symptoms_changed_ && line.rests_on_symptoms) return symptoms_known_;
  return now_;
}

/// Most lines stay as they are most of the time: nothing they rest on is new, and no time they wait for has come.
bool Walk::due(const LineState& state, const SignSet& used) const {
  return (state.touched & (state.unanswered ? touch::all : state.rests_on)) != 0 || now_ > state.settled_until ||
         (state.asks_for_others && state.used_by_higher != used) || (state.asks_for_unanswered && unanswered_moved_);
}

void Walk::look_at_line(const Rule& rule, const Line& line, LineState& state, const SignSet& used) {
  settled_ = Instant::max();
  Evaluation evaluation(*this, used);
  const Ground ground = evaluation.of(line);
  const bool held = state.holds, unanswered = state.unanswered;
  const FlagRule& flag = rulebook_->pathway->flags()[line.flag];
  state.holds = ground.holds;
  if (ground) {
    state.ground = ground.at;
    state.ground_known = ground.known;
    state.signs = evaluation.signs();
  } else if (held && rule.level == Disposition::emergency && !answered(line, state, flag)) {
    state.unanswered = true;
    state.unanswered_at = state.ground;
    state.unanswered_known = state.ground_known;
  }
  if (state.unanswered && (ground || answered(line, state, flag))) state.unanswered = false;
  if (state.unanswered || unanswered) unanswered_moved_ = true;
  state.settled_until = settled_;
  state.touched = 0;
  state.used_by_higher = used;
}

void Walk::evaluate(std::optional<Instant> fact_known) {
  if (signs_.expire(now_)) touched_ |= touch::signs;
  if (touched_ == 0 && now_ <= all_settled_until_) return;
  if (touched_ != 0) update_latches();
  const auto rules = rulebook_->pathway->rules(rulebook_->point);
  SignSet used, used_by_level;
  Instant settled = Instant::max();
  unanswered_moved_ = false;
  for (std::size_t r = 0; r < rules.size(); ++r) {
    if (r > 0 && rules[r].level != rules[r - 1].level) used |= used_by_level;
    bool looked = false;
    for (std::size_t i = 0; i < rules[r].lines.size(); ++i) {
      const Line& line = rules[r].lines[i];
      LineState& state = lines_[r][i];
      state.touched |= touched_;
      // Weekly scores are looked at when a day ends, not at each fact of it.
      if (fact_known && line.rests_on_symptoms) {
        settled = now_;
        continue;
      }
      if (due(state, used)) {
        look_at_line(rules[r], line, state, used);
        looked = true;
      }
      if (state.holds) used_by_level |= state.signs;
      settled = std::min(settled, state.settled_until);
    }
    if (looked) update_spells(rules[r], r, fact_known);
  }
  touched_ = 0;
  settled_ = settled;
  decide(fact_known);
  all_settled_until_ = settled_;
}

void Walk::update_spells(const Rule& rule, std::size_t index, std::optional<Instant> fact_known) {
  for (std::size_t s = first_spell_[index]; s < first_spell_[index + 1]; ++s) {
    Spell& spell = spells_[s];
    bool holds = false;
    for (std::size_t i = 0; i < rule.lines.size(); ++i) {
      const LineState& state = lines_[index][i];
      if (rule.lines[i].flag != spell.flag || !state.holds) continue;
      if (!spell.holds && !holds) spell.since = trigger(rule.lines[i], fact_known);
      spell.ground_at = holds ? std::max(spell.ground_at, state.ground) : state.ground;
      spell.ground_known = holds ? std::max(spell.ground_known, state.ground_known) : state.ground_known;
      holds = true;
    }
    if (spell.holds && !holds) {
      spell.ended = true;
      spell.ended_at = now_;
    }
    spell.holds = holds;
  }
}

void Walk::decide(std::optional<Instant> fact_known) {
  const auto rules = rulebook_->pathway->rules(rulebook_->point);
  Disposition decided =
      too_little() || awaits_data(*this) ? Disposition::insufficient_data : Disposition::continue_care;
  Instant began = fact_known ? *fact_known : look_due_ ? evidence_known_ : now_;
  if (!out_of_scope().empty()) {
    decided = Disposition::insufficient_data;
  } else {
    for (const Spell& spell : spells_) {
      if (!spell.holds || rules[spell.rule].level < decided) continue;
      // The spell of a disposition begins with the first rule of its level.
      if (rules[spell.rule].level > decided) began = spell.since;
      decided = rules[spell.rule].level;
      began = std::min(began, spell.since);
    }
  }
  if (decided == disposition_ && since_ != Instant::min()) return;
  // A level that a higher one had covered comes to light when that ends: its spell as the disposition begins then.
  if (decided < disposition_ && since_ != Instant::min())
    began = fact_known ? *fact_known : look_due_ ? evidence_known_ : now_;
  disposition_ = decided;
  since_ = began;
}

}  // namespace myotrend::pathway
