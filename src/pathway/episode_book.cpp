#include "pathway/episode_book.h"

namespace myotrend::pathway {

const Episode* EpisodeBook::open(EventKind kind, Instant now) const {
  const auto& episodes = of(kind);
  for (auto it = episodes.rbegin(); it != episodes.rend(); ++it) {
    if (it->start <= now && (!it->end || *it->end > now)) return &*it;
  }
  return nullptr;
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
