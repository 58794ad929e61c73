#include <algorithm>
#include <cmath>
#include <tuple>

#include "myotrend/record/history.h"

namespace myotrend {
namespace {

constexpr double repeat_share = 0.002;  // 70.5 lb and 32 kg are the same reading

/// For each index, the place of its content among all: equal content, equal place, however the list is numbered.
template <class Content>
std::vector<std::uint32_t> places_by_content(const std::vector<Content>& list) {
  std::vector<std::uint32_t> order(list.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return list[a] < list[b]; });
  std::vector<std::uint32_t> places(list.size());
  std::uint32_t place = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i > 0 && list[order[i - 1]] < list[order[i]]) ++place;
    places[order[i]] = place;
  }
  return places;
}

/// The corrections and retractions known at an instant, for look-up by key. Most patients have none, and then nothing
/// is done.
class Changes {
 public:
  Changes(const History& history, Instant as_of) {
    for (const Retraction& retraction : history.retractions)
      if (retraction.recorded <= as_of) gone_.push_back(retraction.target);
    for (const Correction& correction : history.corrections)
      if (correction.recorded <= as_of) newest_.push_back(&correction);
    std::sort(gone_.begin(), gone_.end());
    // By target, then oldest first; of one instant the later told counts, which the stable sort keeps last.
    std::stable_sort(newest_.begin(), newest_.end(), [](const Correction* a, const Correction* b) {
      return std::tie(a->target, a->recorded) < std::tie(b->target, b->recorded);
    });
  }

  bool withdrawn(const FactKey& key) const {
    return !gone_.empty() && std::binary_search(gone_.begin(), gone_.end(), key);
  }
  void correct(Reading& reading) const {
    if (newest_.empty()) return;
    const FactKey key = key_of(reading);
    const auto after = std::upper_bound(newest_.begin(), newest_.end(), key,
                                        [](const FactKey& sought, const Correction* c) { return sought < c->target; });
    if (after == newest_.begin() || (*(after - 1))->target != key) return;
    const Correction& correction = **(after - 1);
    reading.value = correction.value;
    reading.told_value = correction.told_value;
    reading.told_unit = correction.told_unit;
    reading.recorded = correction.recorded;
  }

 private:
  std::vector<FactKey> gone_;
  std::vector<const Correction*> newest_;
};

template <class Facts, class Before>
void sort_if_needed(Facts& facts, Before before) {
  if (!std::is_sorted(facts.begin(), facts.end(), before)) std::sort(facts.begin(), facts.end(), before);
}

/// Keeps the first recorded fact of each slot and hands the others to `shadow(fact, counted)`.
/// `facts` is sorted by slot, then by (recorded, ordinal).
template <class Facts, class SameSlot, class Shadow>
void keep_first_of_slot(Facts& facts, SameSlot same_slot, Shadow shadow) {
  auto kept = facts.begin();
  for (auto fact = facts.begin(); fact != facts.end(); ++fact) {
    if (fact == facts.begin()) continue;
    if (same_slot(*kept, *fact)) {
      shadow(*fact, *kept);
    } else if (++kept != fact) {
      *kept = *fact;
    }
  }
  if (!facts.empty()) facts.erase(kept + 1, facts.end());
}

/// The same test, told by two sources: all that is measured is the same, and the value (to the rounding of a unit).
bool same_test(const History& history, const Reading& a, const Reading& b) {
  if (a.series == b.series || !(std::abs(a.value - b.value) <= std::abs(a.value) * repeat_share)) return false;
  const Series &x = history.series[a.series], &y = history.series[b.series];
  return std::tie(x.measure, x.unit, x.side, x.region, x.muscle) ==
         std::tie(y.measure, y.unit, y.side, y.region, y.muscle);
}

/// Takes out what came again from another source. In the order in which they became known: what was counted once stays
/// counted, however late its copy arrives.
void set_repeats_apart(const History& history, Picture& picture) {
  auto& readings = picture.readings;
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (std::size_t i = 0; i < readings.size(); ++i) {
    for (std::size_t k = i + 1; k < readings.size() && readings[k].effective - readings[i].effective <= repeat_window;
         ++k)
      if (same_test(history, readings[i], readings[k])) pairs.emplace_back(i, k);
  }
  if (pairs.empty()) return;
  const auto later_known = [&](std::size_t i, std::size_t k) { return readings[i].recorded > readings[k].recorded; };
  for (auto& [counted, other] : pairs)
    if (later_known(counted, other)) std::swap(counted, other);
  std::stable_sort(pairs.begin(), pairs.end(), [&](const auto& a, const auto& b) {
    return readings[a.second].recorded < readings[b.second].recorded;
  });
  std::vector<bool> apart(readings.size(), false);
  for (const auto& [counted, other] : pairs) {
    if (apart[counted] || apart[other]) continue;
    apart[other] = true;
    picture.repeated.push_back({readings[other], readings[counted]});
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < readings.size(); ++i)
    if (!apart[i]) readings[kept++] = readings[i];
  readings.resize(kept);
}

void read_readings(const History& history, const Changes& changes, Picture& picture) {
  const auto places = places_by_content(history.series);
  auto& readings = picture.readings;
  readings.reserve(history.readings.size());
  for (const Reading& reading : history.readings)
    if (reading.recorded <= picture.as_of && !changes.withdrawn(key_of(reading))) readings.push_back(reading);
  sort_if_needed(readings, [&](const Reading& a, const Reading& b) {
    return std::tie(a.effective, places[a.series], a.recorded, a.ordinal) <
           std::tie(b.effective, places[b.series], b.recorded, b.ordinal);
  });
  keep_first_of_slot(
      readings,
      [&](const Reading& a, const Reading& b) {
        return a.effective == b.effective && places[a.series] == places[b.series];
      },
      [&](const Reading& other, const Reading& counted) {
        picture.shadowed.push_back({other, counted});
      });
  // Only now: a correction gives a new value, but does not cost a reading its place as the first recorded of its slot.
  for (Reading& reading : readings) changes.correct(reading);
  for (Shadowed& shadowed : picture.shadowed) {
    changes.correct(shadowed.reading);
    changes.correct(shadowed.counted);
  }
  set_repeats_apart(history, picture);
}

void read_signs(const History& history, const Changes& changes, Picture& picture) {
  const auto places = places_by_content(history.sites);
  auto& signs = picture.signs;
  signs.reserve(history.signs.size());
  for (const SignFinding& finding : history.signs)
    if (finding.recorded <= picture.as_of && !changes.withdrawn(key_of(finding))) signs.push_back(finding);
  sort_if_needed(signs, [&](const SignFinding& a, const SignFinding& b) {
    return std::tie(a.effective, places[a.site], a.recorded, a.ordinal) <
           std::tie(b.effective, places[b.site], b.recorded, b.ordinal);
  });
  keep_first_of_slot(
      signs,
      [&](const SignFinding& a, const SignFinding& b) {
        return a.effective == b.effective && places[a.site] == places[b.site];
      },
      [&](const SignFinding& other, const SignFinding& counted) {
        picture.shadowed_signs.push_back({other, counted});
      });
}

void read_events(const History& history, const Changes& changes, Picture& picture) {
  for (const Event& event : history.events) {
    if (event.recorded > picture.as_of || changes.withdrawn(key_of(event))) continue;
    picture.events.push_back(event);
    Event& known = picture.events.back();
    if (known.end && known.end_recorded && *known.end_recorded > picture.as_of) known.end.reset();
    if (!known.end) known.end_recorded.reset();
  }
  sort_if_needed(picture.events, [](const Event& a, const Event& b) {
    return std::tie(a.start, a.kind, a.recorded, a.end, a.ordinal) <
           std::tie(b.start, b.kind, b.recorded, b.end, b.ordinal);
  });
}

}  // namespace

History recorded_by(History history, Instant as_of) {
  const auto later = [as_of](const auto& fact) { return fact.recorded > as_of; };
  std::erase_if(history.readings, later);
  std::erase_if(history.signs, later);
  std::erase_if(history.events, later);
  std::erase_if(history.corrections, later);
  std::erase_if(history.retractions, later);
  std::erase_if(history.resolved, [as_of](const AlertResolved& resolved) { return resolved.at > as_of; });
  for (Event& event : history.events) {
    if (!event.end_recorded || *event.end_recorded <= as_of) continue;
    event.end.reset();
    event.end_recorded.reset();
  }
  return history;
}

Picture known_at(const History& history, Instant as_of) {
  Picture picture;
  picture.history = &history;
  picture.as_of = as_of;
  const Changes changes(history, as_of);
  read_readings(history, changes, picture);
  read_signs(history, changes, picture);
  read_events(history, changes, picture);
  for (const AlertResolved& resolved : history.resolved)
    if (resolved.at <= as_of) picture.resolved.push_back(resolved);
  sort_if_needed(picture.resolved, [](const AlertResolved& a, const AlertResolved& b) {
    return std::tie(a.at, a.flag) < std::tie(b.at, b.flag);
  });
  return picture;
}

}  // namespace myotrend
