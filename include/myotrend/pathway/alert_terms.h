#pragma once

#include <array>
#include <chrono>
#include <optional>

#include "myotrend/pathway/assessment.h"

namespace myotrend::pathway {

/// How long an alert may be kept quiet, as the pathway has it. Without such terms nothing runs out, and what comes back
/// is a new alert.
struct AlertTerms {
  /// By level: so long after an acknowledgement or the begin of a review it rings again, if no outcome follows.
  std::array<std::optional<std::chrono::microseconds>, 6> acknowledged;
  /// By level: so long at the most does a snooze last that was given no time.
  std::array<std::optional<std::chrono::microseconds>, 6> snoozed;
  /// What ended and holds again within this time is the same alert.
  std::optional<std::chrono::microseconds> continues_within;

  std::optional<Instant> acknowledged_until(Disposition level, Instant now) const {
    return end(acknowledged, level, now);
  }
  std::optional<Instant> snoozed_until(Disposition level, Instant now) const { return end(snoozed, level, now); }

 private:
  using ByLevel = std::array<std::optional<std::chrono::microseconds>, 6>;
  static std::optional<Instant> end(const ByLevel& terms, Disposition level, Instant now) {
    const auto& term = terms[static_cast<std::size_t>(level)];
    return term ? std::optional(now + *term) : std::nullopt;
  }
};

}  // namespace myotrend::pathway
