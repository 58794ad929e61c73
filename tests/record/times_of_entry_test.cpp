#include <catch2/catch.hpp>

#include "record/known_catalogue.h"

using namespace myotrend;
using namespace myotrend::test;

namespace {

Told grip_at(const char* effective, const char* recorded = "") {
  Told words = told_grip();
  words.effective = effective;
  words.recorded = recorded;
  return words;
}

const Zone& london() {
  static const Zone zone = *Zone::named("Europe/London");
  return zone;
}

}  // namespace

TEST_CASE("without times, a fact holds and is recorded now") {
  const Entry entry = accepted(grip_at(""));
  CHECK(entry.effective == test_now());
  CHECK(entry.recorded == test_now());
}

TEST_CASE("a fact of the past is recorded now, unless it says when or takes its own time") {
  CHECK(accepted(grip_at("2026-01-10T09:00")).recorded == test_now());
  CHECK(accepted(grip_at("2026-01-10T09:00", "2026-01-12T08:00Z")).recorded == at("2026-01-12T08:00Z"));
  Told words = grip_at("2026-01-10T09:00");
  words.recorded_as_effective = true;
  const Entry entry = accepted(words);
  CHECK(entry.recorded == entry.effective);
  CHECK(entry.details.recorded_as_effective);
}

TEST_CASE("the future is refused") {
  CHECK(refused(grip_at("2026-01-15T12:00:00.000001Z")) ==
        "time 2026-01-15T12:00:00.000001+00:00 is in the future; it is 2026-01-15T12:00:00+00:00 now");
  CHECK(refused(grip_at("2026-01-16")) ==
        "time 2026-01-16T00:00:00+00:00 is in the future; it is 2026-01-15T12:00:00+00:00 now");
  CHECK(refused(grip_at("2026-01-10T09:00", "2026-01-15T12:00:01Z")) ==
        "recorded time 2026-01-15T12:00:01Z is in the future; it is 2026-01-15T12:00:00+00:00 now");
  CHECK(accepted(grip_at("2026-01-15T12:00Z")).effective == test_now());
}

TEST_CASE("nothing is recorded before it happened") {
  CHECK(refused(grip_at("2026-01-10T09:00", "2026-01-10T08:59")) ==
        "recorded time 2026-01-10T08:59 is earlier than effective time 2026-01-10T09:00");
  CHECK(refused(grip_at("2026-01-10T09:00", "2026-01-09")) ==
        "recorded time 2026-01-09 is earlier than effective time 2026-01-10T09:00");
  CHECK(accepted(grip_at("2026-01-10T09:00", "2026-01-10T09:00")).recorded == at("2026-01-10T09:00Z"));
}

TEST_CASE("recorded on a bare date: on the same civil day with the fact, else when that day began") {
  CHECK(accepted(grip_at("2026-01-10T09:00", "2026-01-10")).recorded == at("2026-01-10T09:00Z"));
  CHECK(accepted(grip_at("2026-01-10T09:00", "2026-01-11")).recorded == at("2026-01-11T00:00Z"));
  CHECK(accepted(grip_at("2026-01-10", "2026-01-10")).recorded == at("2026-01-10T00:00Z"));
  CHECK(accepted(grip_at("2025-07-10T09:00", "2025-07-11"), london()).recorded == at("2025-07-10T23:00Z"));
}

TEST_CASE("the civil days of a row with an offset are in that offset, both of them") {
  const Entry evening = accepted(grip_at("2026-01-10T23:30-08:00", "2026-01-10"));
  CHECK(evening.recorded == evening.effective);
  const Entry next_day = accepted(grip_at("2026-01-10T23:30-08:00", "2026-01-11"));
  CHECK(next_day.recorded == at("2026-01-11T08:00Z"));
  CHECK(evening.details.told_offset == std::chrono::hours{-8});
}

TEST_CASE("a bare date is the start of that day in the patient's zone") {
  CHECK(accepted(grip_at("2025-07-10"), london()).effective == at("2025-07-09T23:00Z"));
  CHECK_FALSE(accepted(grip_at("2025-07-10"), london()).details.told_offset);
}

TEST_CASE("a time that the clock change makes doubtful is refused for both times") {
  CHECK(refused(grip_at("2025-03-30T01:30"), london()).starts_with("2025-03-30T01:30 does not exist in Europe/London"));
  CHECK(refused(grip_at("2025-07-01T09:00", "2025-10-26T01:30"), london())
            .starts_with("2025-10-26T01:30 happened twice in Europe/London"));
}
