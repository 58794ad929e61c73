#pragma once

#include <array>
#include <optional>
#include <vector>

#include "myotrend/record/history.h"
#include "pathway/state_bytes.h"

namespace myotrend::pathway {

struct Episode {
  Instant start{}, known{};  // known: recorded
  std::optional<Instant> end;
  std::uint32_t event = 0;  // index in Picture::events
  template <class Archive>
  void pass(Archive& archive) {
    auto& [start_, known_, end_, event_] = *this;
    pathway::pass(archive, start_, known_, end_, event_);
  }
};

/// Events by kind, in order of their start. A value.
class EpisodeBook {
 public:
  void add(const Event& event, std::uint32_t index) {
    of_[static_cast<std::size_t>(event.kind)].push_back({event.start, event.recorded, event.end, index});
  }

  const std::vector<Episode>& of(EventKind kind) const { return of_[static_cast<std::size_t>(kind)]; }
  /// The newest episode of `kind` that is open at `now`, or null.
  const Episode* open(EventKind kind, Instant now) const;
  /// The newest episode that overlaps the `days_before` days up to `at`, or null. An episode without end counts at its
  /// start only.
  const Episode* near(EventKind kind, Instant at, double days_before) const;

  /// Every member, to be kept and come back to.
  template <class Archive>
  void pass(Archive& archive) {
    pathway::pass(archive, of_);
  }

 private:
  /// A treatment is also closed by a treatment-stop of its own.
  bool stopped(const Episode& episode, EventKind kind, Instant now) const;

  std::array<std::vector<Episode>, static_cast<std::size_t>(EventKind::last) + 1> of_;
};

}  // namespace myotrend::pathway
