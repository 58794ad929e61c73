#include "pathway/lab_book.h"

#include <algorithm>

namespace myotrend::pathway {

const Draw* LabBook::newest_rested() const {
  for (auto it = draws_.rbegin(); it != draws_.rend(); ++it) {
    if (it->rested) return &*it;
  }
  return nullptr;
}

const Draw* LabBook::grounds(const CkHigh& condition, const EpisodeBook& episodes, Instant now) const {
  const Draw* draw = condition.rested ? newest_rested() : newest();
  if (!draw) return nullptr;
  if (condition.max_age_days && days_between(draw->at, now) > *condition.max_age_days) return nullptr;
  double floor = condition.at_least.value_or(0);
  if (condition.at_least_times_limit) floor = std::max(floor, *condition.at_least_times_limit * draw->upper_limit);
  if (draw->value < floor) return nullptr;
  if (condition.above_times_limit && draw->value <= *condition.above_times_limit * draw->upper_limit) return nullptr;
  if (condition.without_event && episodes.near(*condition.without_event, draw->at, condition.event_days_before))
    return nullptr;
  if (condition.again_before_days) {
    // Persistent means: no rested draw in between at or below it.
    bool again = false;
    for (auto earlier = draws_.rbegin(); earlier != draws_.rend() && !again; ++earlier) {
      if (!earlier->rested || earlier->at >= draw->at) continue;
      if (earlier->value <= condition.above_times_limit.value_or(0) * earlier->upper_limit) break;
      again = days_between(earlier->at, draw->at) >= *condition.again_before_days;
    }
    if (!again) return nullptr;
  }
  return draw;
}

std::optional<double> fallback_upper_limit(const Measure& measure, const Patient& patient, Day day) {
  const Sex sex = patient.sex == Sex::unknown ? Sex::male : patient.sex;
  return myotrend::fallback_upper_limit(measure, sex, patient.age_on(day));
}

}  // namespace myotrend::pathway
