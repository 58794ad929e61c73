#include <algorithm>
#include <bit>
#include <cmath>

#include "pathway/walk.h"

// What the rules ask of a walk: whether a level is low, which regions have signs, how far breathing fell.

namespace myotrend::pathway {

std::optional<double> Walk::own_level(const LevelBook& book, const LevelPoint& of) const {
  const double older_than = rulebook_->pathway->terms().own_level_older_than_days;
  // The next reading that comes of age changes it.
  for (const LevelPoint& point : book.points()) {
    if (lasts(point.at, older_than)) break;
  }
  return book.own_level(of, now_);
}

std::optional<Walk::HandLow> Walk::hand_low(const BothHandsLow& condition, trend::Stream stream) const {
  const LevelBook& book = strength_.levels(stream);
  const LevelPoint* newest = book.newest(true);
  if (!newest || !lasts(newest->at, condition.within_days)) return std::nullopt;
  // The fewest newest readings that reach over the days asked for, all with one device.
  std::vector<double> values;
  values.reserve(std::min(book.points().size(), 4 * static_cast<std::size_t>(condition.readings)));
  const LevelPoint* first = nullptr;
  const auto& points = book.points();
  for (auto it = points.rbegin(); it != points.rend(); ++it) {
    if (!it->valid) continue;
    if (it->group != newest->group || !lasts(it->at, condition.within_days)) break;
    values.push_back(it->value);
    first = &*it;
    if (values.size() >= static_cast<std::size_t>(condition.readings) &&
        days_between(it->at, newest->at) >= condition.over_days)
      break;
  }
  if (values.size() < static_cast<std::size_t>(condition.readings) ||
      days_between(first->at, newest->at) < condition.over_days)
    return std::nullopt;
  const double median = median_of(std::move(values));
  const double share = 1 - condition.below_own_level_pct / 100;
  if (median > book.highest(*newest) * share) return std::nullopt;  // no own level can lie above the highest reading
  const auto own = own_level(book, *newest);
  if (!own || median > *own * share) return std::nullopt;
  return HandLow{*own, median, first->reading, newest->reading, newest->at, newest->known};
}

std::optional<Walk::LevelFound> Walk::level_found(const LevelLow& condition) const {
  const bool valid = condition.validity == Validity::valid;
  for (const LevelLow::Limit& limit : condition.limits) {
    const LevelBook* book = level_book(limit.measure);
    if (!book) continue;
    const LevelPoint* newest = book->newest(valid);
    if (!newest || newest != &book->points().back()) {
      // A suspect reading that a later valid one has answered, or a valid one behind a suspect one: the newest of its
      // kind counts.
      if (!newest || (!valid && book->newest(true) && book->newest(true)->at > newest->at)) continue;
    }
    if (condition.max_age_days && !lasts(newest->at, *condition.max_age_days)) continue;
    std::optional<double> below = limit.below;
    if (condition.below_by_sex) below = (*condition.below_by_sex)[static_cast<std::size_t>(patient_->sex)];
    if (below && newest->value >= *below) continue;
    const double share = 1 - condition.below_own_level_pct.value_or(0) / 100;
    if (condition.below_own_level_pct && newest->value > book->highest(*newest) * share) continue;
    const auto own = own_level(*book, *newest);
    if (condition.own_level == OwnLevel::absent && own) continue;
    const bool of_percent =
        (*rulebook_->catalogue)[limit.measure].code == "fvc" || (*rulebook_->catalogue)[limit.measure].code == "svc";
    const auto low = [&](const LevelPoint& point) {
      if (below && (point.value >= *below || (of_percent && !book->in_percent(point)))) return false;
      return !condition.below_own_level_pct || (own && point.value <= *own * share);
    };
    if (!low(*newest)) continue;
    LevelFound found{book, limit.measure, newest, nullptr, own, below.value_or(0)};
    if (condition.second_within_days || condition.second_apart_days) {
      // Confirmed means: no reading in between that was not as low.
      for (auto earlier = book->points().rbegin(); earlier != book->points().rend(); ++earlier) {
        if (earlier->at >= newest->at || !earlier->valid || earlier->group != newest->group) continue;
        if (!low(*earlier)) break;
        const double apart = days_between(earlier->at, newest->at);
        if (condition.second_within_days && apart > *condition.second_within_days) break;
        if (!condition.second_apart_days || apart >= *condition.second_apart_days) found.second = &*earlier;
      }
      if (!found.second) continue;
    }
    return found;
  }
  return std::nullopt;
}

bool Walk::better_since(const LevelLow& condition, Instant after) const {
  bool better = false;
  for (const LevelLow::Limit& limit : condition.limits) {
    const LevelBook* book = level_book(limit.measure);
    const LevelPoint* newest = book ? book->newest(true) : nullptr;
    if (!newest) continue;
    const auto own = own_level(*book, *newest);
    if (condition.below_own_level_pct && !own) continue;  // nothing to compare it with: it answers nothing
    const bool under_limit = !limit.below || newest->value < *limit.below;
    const bool under_own =
        !condition.below_own_level_pct || newest->value <= *own * (1 - *condition.below_own_level_pct / 100);
    if (under_limit && under_own) return false;
    if (newest->at > after) better = true;
  }
  return better;
}

bool Walk::better_since(const BothHandsLow& condition, Instant after) const {
  bool better = false;
  for (const trend::Stream hand : {trend::Stream::right_grip, trend::Stream::left_grip}) {
    const LevelBook& book = strength_.levels(hand);
    const LevelPoint* newest = book.newest(true);
    if (!newest || newest->at <= after) return false;
    const auto own = own_level(book, *newest);
    if (own && newest->value > *own * (1 - condition.below_own_level_pct / 100)) better = true;
  }
  return better;
}

unsigned Walk::regions_reached(const RegionsReached& condition) const {
  unsigned regions = 0;
  for (const StandingSign& sign : signs_.all()) {
    if (sign.by_clinician && condition.signs.test(sign.sign.index()) && sign.region != Region::none)
      regions |= 1u << static_cast<unsigned>(sign.region);
  }
  const double floor = std::log(condition.evidence_at_least);
  const bool kept = condition.kept_by && latches_[*condition.kept_by];
  if (!strength_.started() || (strength_.last_look().log_e < floor && !kept)) return regions;
  // The evidence counts where it lies: hands are cervical, breathing is thoracic.
  if (strength_.last_look().log_e_respiratory >= floor) regions |= 1u << static_cast<unsigned>(Region::thoracic);
  // The hands can add one region: where that is not enough, or no news, the posterior need not be asked.
  constexpr unsigned cervical = 1u << static_cast<unsigned>(Region::cervical);
  if (std::popcount(regions) + 1 < condition.at_least || (regions & cervical) != 0) return regions;
  // What rests on the sign itself is no second region: the hands count by what they measured, then or, while it is
  // kept, ever.
  const Look& look = strength_.last_look();
  if ((kept ? look.log_e_strength_highest : look.log_e_strength) < floor) return regions;
  if (trend::is_grip(strength_.expected_loss().most_affected)) regions |= cervical;
  return regions;
}

std::optional<double> Walk::mip_fall(const RespiratoryEvidence& condition) const {
  if (!strength_.started() || strength_.last_look().log_e_respiratory < std::log(condition.at_least))
    return std::nullopt;
  const auto& fitted = strength_.fitted_mip();
  if (fitted.empty()) return std::nullopt;
  std::optional<double> before;
  for (const auto& [at, level] : fitted) {
    if (days_between(at, now_) >= condition.over_days) before = level;
  }
  if (!before) before = fitted.front().second;  // followed for less than that: against the first fit
  const double fall = *before - fitted.back().second;
  return fall > condition.fall_more_than_cm_water ? std::optional(fall) : std::nullopt;
}

}  // namespace myotrend::pathway
