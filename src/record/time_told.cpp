#include <date/tz.h>
#include <fmt/format.h>

#include "myotrend/record/time.h"
#include "record/offset_told.h"

namespace myotrend {

namespace d = date;

/// Turns local times into instants; the only reader of a Zone's inside besides itself.
struct LocalTimes {
  static Result<Instant> instant_of(d::local_time<std::chrono::microseconds> local, const Zone& zone);
};

namespace {

using LocalMicros = d::local_time<std::chrono::microseconds>;
using std::chrono::minutes;

/// What stands written in a time, before a zone says which instant it is.
struct Written {
  LocalMicros local{};
  bool date_only = false;
  std::string_view rest;  // offset, zone in brackets, or nothing
};

/// Takes `count` digits off the front of `text`.
std::optional<int> digits(std::string_view& text, std::size_t count) {
  if (text.size() < count) return std::nullopt;
  int value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(count);
  return value;
}

bool take(std::string_view& text, char sign) {
  if (text.empty() || text.front() != sign) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<d::year_month_day> date_off(std::string_view& text) {
  const auto year = digits(text, 4);
  if (!year || !take(text, '-')) return std::nullopt;
  const auto month = digits(text, 2);
  if (!month || !take(text, '-')) return std::nullopt;
  const auto day = digits(text, 2);
  if (!day) return std::nullopt;
  return d::year_month_day{d::year{*year}, d::month{static_cast<unsigned>(*month)},
                           d::day{static_cast<unsigned>(*day)}};
}

/// `:30` and `:30.25`; nothing is zero seconds. Digits beyond microseconds are dropped.
std::optional<std::chrono::microseconds> seconds_off(std::string_view& text) {
  if (!take(text, ':')) return std::chrono::microseconds{0};
  const auto second = digits(text, 2);
  if (!second || *second > 59) return std::nullopt;
  std::chrono::microseconds time = std::chrono::seconds{*second};
  if (!take(text, '.')) return time;
  int unit = 100'000;
  std::size_t read = 0;
  for (; !text.empty() && text.front() >= '0' && text.front() <= '9'; ++read, text.remove_prefix(1)) {
    time += std::chrono::microseconds{unit * (text.front() - '0')};
    unit /= 10;
  }
  if (read == 0 || read > 9) return std::nullopt;
  return time;
}

std::optional<std::chrono::microseconds> clock_off(std::string_view& text) {
  const auto hour = digits(text, 2);
  if (!hour || *hour > 23 || !take(text, ':')) return std::nullopt;
  const auto minute = digits(text, 2);
  if (!minute || *minute > 59) return std::nullopt;
  const auto seconds = seconds_off(text);
  if (!seconds) return std::nullopt;
  return std::chrono::hours{*hour} + minutes{*minute} + *seconds;
}

Refusal not_a_time(std::string_view text) {
  return {
      fmt::format("time \"{}\" is not understood; write 2025-03-30, 2025-03-30T09:01 or 2025-03-30T09:01+02:00", text)};
}

/// Refuses days that no calendar has and years whose clock changes are not known.
Result<Day> real_day(d::year_month_day ymd, std::string_view text) {
  if (!ymd.ok()) {
    const d::year_month_day_last last{ymd.year(), d::month_day_last{ymd.month()}};
    if (!ymd.month().ok()) return Refusal{fmt::format("date \"{}\" does not exist: months go from 01 to 12", text)};
    return Refusal{
        fmt::format("date \"{}\" does not exist: that month has {} days", text, static_cast<unsigned>(last.day()))};
  }
  if (ymd.year() < d::year{1900} || ymd.year() > d::year{2037})
    return Refusal{fmt::format("date \"{}\" is out of range; years go from 1900 to 2037", text)};
  return Day{ymd};
}

Result<Written> written_in(std::string_view text) {
  std::string_view rest = text;
  const auto ymd = date_off(rest);
  if (!ymd) return not_a_time(text);
  const auto day = real_day(*ymd, text);
  if (!day) return day.refusal();
  if (rest.empty()) return Written{LocalMicros{*day}, true, rest};
  if (!take(rest, 'T') && !take(rest, 't') && !take(rest, ' ')) return not_a_time(text);
  const auto clock = clock_off(rest);
  if (!clock) return not_a_time(text);
  return Written{LocalMicros{*day} + *clock, false, rest};
}

std::string clock_text(LocalMicros local) {
  const std::string text = iso_text(Instant{local.time_since_epoch()}, std::chrono::seconds{0});
  const std::string plain = text.substr(0, text.size() - 6);  // without +00:00
  return plain.ends_with(":00") ? plain.substr(0, plain.size() - 3) : plain;
}

/// As a person would write it, with the offset that makes it one instant.
std::string with_offset(Instant at, std::chrono::seconds offset) {
  const std::string offset_part = iso_text(at, offset).substr(iso_text(at, offset).size() - 6);
  return clock_text(LocalMicros{(at + offset).time_since_epoch()}) + offset_part;
}

std::string hour_minute(d::sys_seconds at, std::chrono::seconds offset) {
  return clock_text(LocalMicros{(at + offset).time_since_epoch()}).substr(11, 5);
}

Result<ToldTime> with_told_offset(const Written& written, std::string_view offset_part, std::string_view zone_part,
                                  std::string_view text) {
  const auto offset = offset_told(offset_part);
  if (!offset) return not_a_time(text);
  const Instant at = Instant{written.local.time_since_epoch()} - *offset;
  if (!zone_part.empty()) {
    const auto zone = Zone::named(zone_part);
    if (!zone) return zone.refusal();
    if (zone->offset_at(at) != *offset)
      return Refusal{fmt::format("time \"{}\" contradicts itself: {} is at {} then", text, zone_part,
                                 iso_text(at, *zone).substr(iso_text(at, *zone).size() - 6))};
  }
  return ToldTime{at, *offset, false};
}

}  // namespace

std::optional<minutes> offset_told(std::string_view text) {
  if (text == "Z" || text == "z") return minutes{0};
  if (text.empty() || (text[0] != '+' && text[0] != '-')) return std::nullopt;
  const int sign = text[0] == '-' ? -1 : 1;
  text.remove_prefix(1);
  const auto hour = digits(text, 2);
  if (!hour) return std::nullopt;
  int minute = 0;
  if (!text.empty()) {
    take(text, ':');
    const auto told = digits(text, 2);
    if (!told || *told > 59) return std::nullopt;
    minute = *told;
  }
  if (!text.empty() || *hour * 60 + minute > 14 * 60) return std::nullopt;
  return minutes{sign * (*hour * 60 + minute)};
}

Result<Instant> LocalTimes::instant_of(LocalMicros local, const Zone& zone) {
  if (zone.zone_ == nullptr) return Instant{local.time_since_epoch()} - zone.fixed_;
  const d::local_info info = zone.zone_->get_info(d::floor<std::chrono::seconds>(local));
  const Instant first = Instant{local.time_since_epoch()} - info.first.offset;
  if (info.result == d::local_info::unique) return first;
  if (info.result == d::local_info::nonexistent)
    return Refusal{fmt::format("{} does not exist in {}: the clock went from {} to {}; use {} or {}", clock_text(local),
                               zone.name(), hour_minute(info.first.end, info.first.offset),
                               hour_minute(info.first.end, info.second.offset), with_offset(first, info.first.offset),
                               with_offset(first, info.second.offset))};
  const Instant second = Instant{local.time_since_epoch()} - info.second.offset;
  return Refusal{fmt::format("{} happened twice in {}: the clock went back from {} to {}; use {} or {}",
                             clock_text(local), zone.name(), hour_minute(info.first.end, info.first.offset),
                             hour_minute(info.first.end, info.second.offset), with_offset(first, info.first.offset),
                             with_offset(second, info.second.offset))};
}

Result<ToldTime> time_told(std::string_view text, const Zone& zone) {
  const auto written = written_in(text);
  if (!written) return written.refusal();
  if (written->date_only) {
    const Day day{d::floor<d::days>(written->local)};
    return ToldTime{zone.start_of(day), std::nullopt, true};
  }
  std::string_view offset_part = written->rest;
  std::string_view zone_part;
  if (const auto bracket = offset_part.find('['); bracket != std::string_view::npos) {
    if (!offset_part.ends_with(']')) return not_a_time(text);
    zone_part = offset_part.substr(bracket + 1, offset_part.size() - bracket - 2);
    offset_part = offset_part.substr(0, bracket);
    if (zone_part.empty()) return not_a_time(text);
  }
  if (!offset_part.empty()) return with_told_offset(*written, offset_part, zone_part, text);
  if (zone_part.empty()) {
    const auto at = LocalTimes::instant_of(written->local, zone);
    if (!at) return at.refusal();
    return ToldTime{*at, std::nullopt, false};
  }
  const auto named = Zone::named(zone_part);
  if (!named) return named.refusal();
  const auto at = LocalTimes::instant_of(written->local, *named);
  if (!at) return at.refusal();
  return ToldTime{*at, d::floor<minutes>(named->offset_at(*at)), false};
}

Result<Instant> as_of_told(std::string_view text, const Zone& zone) {
  const auto told = time_told(text, zone);
  if (!told) return told.refusal();
  if (!told->date_only) return told->at;
  const auto day = day_told(text);
  if (!day) return day.refusal();
  return zone.end_of(*day);
}

Result<Day> day_told(std::string_view text) {
  std::string_view rest = text;
  const auto ymd = date_off(rest);
  if (!ymd || !rest.empty()) return Refusal{fmt::format("date \"{}\" is not understood; write it as 2025-03-30", text)};
  return real_day(*ymd, text);
}

}  // namespace myotrend
