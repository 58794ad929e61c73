#pragma once

#include <optional>
#include <string>
#include <vector>

#include "pathway/walk.h"

namespace myotrend::pathway {

/// Both hands tested on one civil day with one device.
struct GripSession {
  Day day{};
  Instant at{};                                // of the first reading
  double right_log_pct = 0, left_log_pct = 0;  // 100 ln of the median of the day, kg
  std::vector<std::uint32_t> right, left;      // indices in Picture::readings
  std::string device;
};

/// What is usual of both hands before a session.
struct UsualHands {
  double right_log_pct = 0, left_log_pct = 0;
  std::vector<const GripSession*> sessions;
};

/// Sessions of both hands up to the walk's instant, in order of time; readings that are left out because of their unit
/// or range are no part of them.
std::vector<GripSession> grip_sessions(const Walk& walk, const Picture& picture);

/// Medians of the last `sessions_max` of `of`; empty when there are fewer than `sessions_min`.
std::optional<UsualHands> usual_hands(const std::vector<const GripSession*>& of, int sessions_max, int sessions_min);

}  // namespace myotrend::pathway
