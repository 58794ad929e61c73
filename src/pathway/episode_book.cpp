#include "pathway/episode_book.h"

#include <algorithm>

namespace myotrend::pathway {

const Episode* EpisodeBook::open(EventKind kind, Instant now) const {
  const auto& episodes = of(kind);
  for (auto it = episodes.rbegin(); it != episodes.rend(); ++it) {
    if (it->start <= now && (!it->end || *it->end > now) && !stopped(*it, kind, now)) return &*it;
  }
  return nullptr;
}

bool EpisodeBook::stopped(const Episode& episode, EventKind kind, Instant now) const {
  if (kind != EventKind::treatment_start) return false;
  const auto& stops = of(EventKind::treatment_stop);
  return std::any_of(stops.begin(), stops.end(),
                     [&](const Episode& stop) { return stop.start >= episode.start && stop.start <= now; });
}

const Episode* EpisodeBook::near(EventKind kind, Instant at, double days_before) const {
  const auto& episodes = of(kind);
  for (auto it = episodes.rbegin(); it != episodes.rend(); ++it) {
    const Instant last = it->end ? *it->end : it->start;
    if (it->start <= at && days_between(last, at) <= days_before) return &*it;
  }
  return nullptr;
}

}  // namespace myotrend::pathway
