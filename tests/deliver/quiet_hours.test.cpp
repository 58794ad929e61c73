#include "myotrend/deliver/quiet_hours.h"

#include <rapidcheck.h>
#include <catch2/catch.hpp>

using namespace myotrend;
using namespace myotrend::deliver;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

Zone london() { return Zone::named("Europe/London").value(); }

Instant at(std::string_view told) { return time_told(told, Zone()).value().at; }

QuietHours nights(std::string_view told, const Zone& zone) { return quiet_hours_told(told, zone).value(); }

/// When a notice that becomes due at `told` goes out, by the clock on the wall.
std::string goes_out(const QuietHours& quiet, std::string_view told) {
  return iso_text(after_quiet(quiet, at(told)), quiet.zone);
}

}  // namespace

TEST_CASE("quiet hours over midnight end in the morning after") {
  const QuietHours quiet = nights("20:00-07:00", london());
  CHECK(goes_out(quiet, "2026-01-15T19:59:59Z") == "2026-01-15T19:59:59+00:00");
  CHECK(goes_out(quiet, "2026-01-15T20:00:00Z") == "2026-01-16T07:00:00+00:00");
  CHECK(goes_out(quiet, "2026-01-15T23:59:59Z") == "2026-01-16T07:00:00+00:00");
  CHECK(goes_out(quiet, "2026-01-16T00:00:00Z") == "2026-01-16T07:00:00+00:00");
  CHECK(goes_out(quiet, "2026-01-16T06:59:59Z") == "2026-01-16T07:00:00+00:00");
  CHECK(goes_out(quiet, "2026-01-16T07:00:00Z") == "2026-01-16T07:00:00+00:00");
}

TEST_CASE("quiet hours within a day, and up to midnight") {
  CHECK(goes_out(nights("12:00-13:30", london()), "2026-01-15T12:30:00Z") == "2026-01-15T13:30:00+00:00");
  CHECK(goes_out(nights("22:00-24:00", london()), "2026-01-15T22:30:00Z") == "2026-01-16T00:00:00+00:00");
}

TEST_CASE("quiet hours are those of the clock on the wall, in summer too") {
  const QuietHours quiet = nights("20:00-07:00", london());
  CHECK(goes_out(quiet, "2026-07-15T19:30:00Z") == "2026-07-16T07:00:00+01:00");
  CHECK(goes_out(quiet, "2026-07-15T06:30:00Z") == "2026-07-15T07:30:00+01:00");
}

TEST_CASE("the night in which the clocks go forward is an hour shorter") {
  const QuietHours quiet = nights("20:00-07:00", london());  // 29 March 2026, 01:00 becomes 02:00
  CHECK(after_quiet(quiet, at("2026-03-28T20:00:00Z")) - at("2026-03-28T20:00:00Z") == hours{10});
  CHECK(goes_out(quiet, "2026-03-28T22:00:00Z") == "2026-03-29T07:00:00+01:00");
  // An end that the wall never shows is the instant after the gap.
  CHECK(goes_out(nights("20:00-01:30", london()), "2026-03-29T00:59:00Z") == "2026-03-29T02:00:00+01:00");
  CHECK(goes_out(nights("20:00-01:30", london()), "2026-03-29T01:00:00Z") == "2026-03-29T02:00:00+01:00");
  // So is a begin.
  CHECK(goes_out(nights("01:30-05:00", london()), "2026-03-29T00:59:59Z") == "2026-03-29T00:59:59+00:00");
  CHECK(goes_out(nights("01:30-05:00", london()), "2026-03-29T01:00:00Z") == "2026-03-29T05:00:00+01:00");
}

TEST_CASE("the night in which the clocks go back is an hour longer") {
  const QuietHours quiet = nights("20:00-07:00", london());  // 25 October 2026, 02:00 becomes 01:00
  CHECK(after_quiet(quiet, at("2026-10-24T19:00:00Z")) - at("2026-10-24T19:00:00Z") == hours{12});
  // An end that comes twice is the later one: nobody is woken between the two.
  CHECK(goes_out(nights("20:00-01:30", london()), "2026-10-25T00:10:00Z") == "2026-10-25T01:30:00+00:00");
  CHECK(goes_out(nights("20:00-01:30", london()), "2026-10-25T00:45:00Z") == "2026-10-25T01:30:00+00:00");
  CHECK(goes_out(nights("20:00-01:30", london()), "2026-10-25T01:30:00Z") == "2026-10-25T01:30:00+00:00");
  // A begin that comes twice is the earlier one.
  CHECK(goes_out(nights("01:30-05:00", london()), "2026-10-25T00:30:00Z") == "2026-10-25T05:00:00+00:00");
}

TEST_CASE("a leap day is a day like any other") {
  const QuietHours quiet = nights("20:00-07:00", london());
  CHECK(goes_out(quiet, "2028-02-28T23:00:00Z") == "2028-02-29T07:00:00+00:00");
  CHECK(goes_out(quiet, "2028-02-29T23:00:00Z") == "2028-03-01T07:00:00+00:00");
}

TEST_CASE("whole quiet days join the nights beside them") {
  QuietHours quiet = nights("20:00-07:00", london());
  quiet.days[0] = quiet.days[6] = true;                                           // Sunday and Saturday
  CHECK(goes_out(quiet, "2026-01-16T21:00:00Z") == "2026-01-19T07:00:00+00:00");  // Friday evening to Monday
  CHECK(goes_out(quiet, "2026-01-18T12:00:00Z") == "2026-01-19T07:00:00+00:00");
  CHECK(goes_out(quiet, "2026-01-19T12:00:00Z") == "2026-01-19T12:00:00+00:00");
  QuietHours days_only;
  days_only.zone = london();
  days_only.days[0] = true;
  CHECK(goes_out(days_only, "2026-03-29T12:00:00Z") == "2026-03-30T00:00:00+01:00");
}

TEST_CASE("quiet hours only ever delay, never for longer than their time, and what they let out stays out") {
  const std::vector<Zone> zones{london(), Zone(), Zone::named("Australia/Lord_Howe").value(),
                                Zone::named("America/Santiago").value(), Zone::named("Africa/Casablanca").value()};
  rc::check([&] {
    QuietHours quiet;
    quiet.zone = zones[*rc::gen::inRange<std::size_t>(0, zones.size())];
    quiet.from = minutes{*rc::gen::inRange(0, 1440)};
    quiet.to = minutes{*rc::gen::inRange(0, 1441)};
    if (quiet.from == quiet.to) quiet.to += minutes{1};
    if (quiet.from == minutes{0} && quiet.to == minutes{1440}) quiet.to = minutes{1380};
    quiet.days[*rc::gen::inRange<std::size_t>(0, 7)] = *rc::gen::arbitrary<bool>();
    const Instant due = at("2026-01-01T00:00:00Z") + minutes{*rc::gen::inRange(0, 3 * 365 * 1440)};
    const Instant out = after_quiet(quiet, due);
    RC_ASSERT(out >= due);
    RC_ASSERT(out - due <= hours{24 * 3 + 2});
    RC_ASSERT(after_quiet(quiet, out) == out);
    const Instant later = due + minutes{*rc::gen::inRange(0, 3000)};
    RC_ASSERT(after_quiet(quiet, later) >= out);  // a later one never overtakes an earlier one
  });
}

TEST_CASE("quiet hours are told as two times of the day") {
  for (const std::string_view wrong : {"", "20:00", "20-7", "20:00-20:00", "24:00-07:00", "20:60-07:00", "25:00-07:00",
                                       "20:00-7:00", "20:00-07:00h", "-1:00-07:00", "20:00–07:00", "00:00-24:00"}) {
    INFO(wrong);
    CHECK_FALSE(quiet_hours_told(wrong, Zone()).ok());
  }
  CHECK(duration_text(hours{48}) == "2 d");
  CHECK(duration_text(hours{36}) == "36 h");
  CHECK(duration_text(minutes{90}) == "90 min");
  CHECK(duration_text(std::chrono::seconds{45}) == "45 s");
}
