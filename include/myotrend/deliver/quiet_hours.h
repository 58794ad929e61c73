#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string>
#include <string_view>

#include "myotrend/record/time.h"

namespace myotrend::deliver {

/// Hours of the night, and whole days of the week, in which a notice that can wait is held back until they end.
struct QuietHours {
  /// Of each day, by the clock on the wall; `to` earlier than `from` runs over midnight. Equal: no hours.
  std::chrono::minutes from{0}, to{0};
  /// Whole days, Sunday first.
  std::array<bool, 7> days{};
  Zone zone;
};

/// Reads `20:00-07:00` into `from` and `to`.
Result<QuietHours> quiet_hours_told(std::string_view text, const Zone& zone);

/// Reads `30s`, `15m`, `4h`, `2d`.
std::optional<std::chrono::seconds> duration_told(std::string_view text);
/// `45 s`, `30 min`, `4 h`, `2 d`: for people.
std::string duration_text(std::chrono::seconds duration);

/// `at`, or the end of the quiet hours that `at` lies in. Where the clocks change, quiet hours begin at the first
/// instant at which the wall shows `from` and end at the last at which it shows `to`; a time that is skipped is the
/// instant after the gap.
Instant after_quiet(const QuietHours& quiet, Instant at);

}  // namespace myotrend::deliver
