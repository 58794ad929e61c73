#include "myotrend/deliver/quiet_hours.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace myotrend::deliver {

namespace d = date;

namespace {

using std::chrono::minutes;
using std::chrono::seconds;

enum class Twice { first, last };

/// The instant at which the wall shows `clock` on `day`. A time that the clock change skips is the instant after the
/// gap; of one that comes twice, `twice` says which.
Instant instant_of(const Zone& zone, Day day, minutes clock, Twice twice) {
  const Instant wall{day.time_since_epoch() + clock};  // as if the zone were UTC
  const seconds before = zone.offset_at(wall - d::days{1}), after = zone.offset_at(wall + d::days{1});
  const Instant by_before = wall - before, by_after = wall - after;
  const bool before_holds = zone.offset_at(by_before) == before, after_holds = zone.offset_at(by_after) == after;
  if (before_holds && after_holds)
    return twice == Twice::first ? std::min(by_before, by_after) : std::max(by_before, by_after);
  if (before_holds) return by_before;
  if (after_holds) return by_after;
  // Skipped: the change lies between the two readings of the time.
  Instant low = std::min(by_before, by_after), high = std::max(by_before, by_after);
  const seconds first_offset = zone.offset_at(low);
  while (high - low > std::chrono::microseconds{1}) {
    const Instant middle = low + (high - low) / 2;
    (zone.offset_at(middle) == first_offset ? low : high) = middle;
  }
  return high;
}

struct Span {
  Instant begin{}, end{};
  bool holds(Instant at) const { return begin <= at && at < end; }
};

/// The quiet hours that begin on `day`.
std::optional<Span> hours_of(const QuietHours& quiet, Day day) {
  if (quiet.from == quiet.to) return std::nullopt;
  const Day end_day = quiet.to < quiet.from ? day + d::days{1} : day;
  return Span{instant_of(quiet.zone, day, quiet.from, Twice::first),
              instant_of(quiet.zone, end_day, quiet.to, Twice::last)};
}

std::optional<Span> whole_day(const QuietHours& quiet, Day day) {
  if (!quiet.days[d::weekday{day}.c_encoding()]) return std::nullopt;
  return Span{quiet.zone.start_of(day), quiet.zone.start_of(day + d::days{1})};
}

std::optional<minutes> clock_told(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  int hour = 0, minute = 0;
  const auto read = [](std::string_view digits, int& into) {
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), into);
    return fault == std::errc() && end == digits.data() + digits.size() && digits[0] != '-';
  };
  if (!read(text.substr(0, 2), hour) || !read(text.substr(3), minute)) return std::nullopt;
  if (hour > 24 || minute > 59 || (hour == 24 && minute != 0)) return std::nullopt;
  return minutes{hour * 60 + minute};
}

}  // namespace

Result<QuietHours> quiet_hours_told(std::string_view text, const Zone& zone) {
  const auto dash = text.find('-');
  const auto from = dash == std::string_view::npos ? std::nullopt : clock_told(text.substr(0, dash));
  const auto to = dash == std::string_view::npos ? std::nullopt : clock_told(text.substr(dash + 1));
  if (from == minutes{0} && to == minutes{24 * 60})
    return Refusal{
        fmt::format("quiet hours \"{}\" are the whole day, and nothing would ever be told; leave an hour, or "
                    "name days with quiet_days",
                    text)};
  if (!from || !to || *from == minutes{24 * 60} || *from == *to)
    return Refusal{fmt::format("quiet hours \"{}\" are not known; write them as 20:00-07:00", text)};
  return QuietHours{*from, *to, {}, zone};
}

std::string duration_text(seconds duration) {
  const auto in = [&](seconds unit) { return duration.count() / unit.count(); };
  const auto whole = [&](seconds unit) { return duration % unit == seconds{0} && duration >= unit; };
  if (whole(std::chrono::hours{24})) return fmt::format("{} d", in(std::chrono::hours{24}));
  if (whole(std::chrono::hours{1})) return fmt::format("{} h", in(std::chrono::hours{1}));
  if (whole(minutes{1})) return fmt::format("{} min", in(minutes{1}));
  return fmt::format("{} s", duration.count());
}

Instant after_quiet(const QuietHours& quiet, Instant at) {
  // Quiet nights and days can follow one another; a week has a loud hour, which the config makes sure of.
  constexpr int rounds_max = 32;
  for (int round = 0; round < rounds_max; ++round) {
    const Instant before = at;
    const Day today = quiet.zone.day_of(at);
    for (const Day day : {today - d::days{1}, today}) {
      for (const auto& span : {hours_of(quiet, day), whole_day(quiet, day)})
        if (span && span->holds(at)) at = std::max(at, span->end);
    }
    if (at == before) break;
  }
  return at;
}

}  // namespace myotrend::deliver
