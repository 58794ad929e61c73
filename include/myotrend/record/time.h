#pragma once

#include <date/date.h>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "myotrend/record/result.h"

namespace date {
class time_zone;
}

namespace myotrend {

/// A point of time, in microseconds since 1970-01-01T00:00:00Z.
using Instant = date::sys_time<std::chrono::microseconds>;
/// A civil day, in nobody's zone in particular.
using Day = date::local_days;
using date::days;

/// The zone in which a person's civil days begin and end: an IANA name, or a fixed offset.
class Zone {
 public:
  /// UTC.
  Zone() = default;
  /// `Europe/London`, `UTC`, `+05:30`; a refusal names the nearest known zone.
  static Result<Zone> named(std::string_view name);
  static Zone fixed(std::chrono::minutes offset);

  const std::string& name() const { return name_; }
  /// Offset from UTC in force at `at`.
  std::chrono::seconds offset_at(Instant at) const;
  Day day_of(Instant at) const;
  /// The first instant of `day` (after a clock change at midnight: the first that exists).
  Instant start_of(Day day) const;
  /// The last microsecond of `day`.
  Instant end_of(Day day) const;

 private:
  std::string name_ = "UTC";
  const date::time_zone* zone_ = nullptr;  // null: fixed_
  std::chrono::minutes fixed_{0};
  friend struct LocalTimes;
};

/// A time as a person or file told it.
struct ToldTime {
  Instant at{};
  /// Given with the time (`Z`, `+02:00`); empty: local time of the zone.
  std::optional<std::chrono::minutes> offset;
  /// Only a date was told: `at` is the first instant of that day.
  bool date_only = false;
};

/// Reads ISO 8601 with offset, local time, or a date (`2025-03-30`, `2025-03-30T09:01[:30[.250]]`, with `Z`,
/// `+02:00` or `[Europe/Berlin]`). A local time that a clock change skips or repeats is refused, with both
/// readings spelled out. Years before 1900 and after 2037 are refused (later clock changes are not known).
Result<ToldTime> time_told(std::string_view text, const Zone& zone);

/// `--as-of`: like time_told, but a bare date is the end of that day.
Result<Instant> as_of_told(std::string_view text, const Zone& zone);

/// Reads `YYYY-MM-DD`.
Result<Day> day_told(std::string_view text);

/// `2025-03-30T09:01:00+01:00`; fractions only where there are any; `Z` for offset 0 is written `+00:00`.
std::string iso_text(Instant at, std::chrono::seconds offset);
/// The same in the offset that `zone` has then.
std::string iso_text(Instant at, const Zone& zone);
/// `2025-03-30`.
std::string iso_text(Day day);
/// `6 May 2025`, for people.
std::string plain_text(Day day);

/// Days, with fraction, from `from` to `to`.
double days_between(Instant from, Instant to);

}  // namespace myotrend
