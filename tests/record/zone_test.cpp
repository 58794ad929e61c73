#include <catch2/catch.hpp>

#include "record/known_catalogue.h"

using namespace myotrend;
using test::at;

namespace {

Zone zone(std::string_view name) {
  auto found = Zone::named(name);
  if (!found) FAIL(found.refusal().text);
  return std::move(found).value();
}

Day day(std::string_view text) { return *day_told(text); }

}  // namespace

TEST_CASE("a zone that is not known is refused with the nearest one") {
  CHECK(Zone::named("Europe/Londn").refusal().text ==
        "time zone \"Europe/Londn\" is not known; did you mean Europe/London?");
  CHECK(Zone::named("europe/london").refusal().text ==
        "time zone \"europe/london\" is not known; did you mean Europe/London?");
  CHECK(Zone::named("Berlin").refusal().text == "time zone \"Berlin\" is not known; did you mean Europe/Berlin?");
  CHECK(Zone::named("").refusal().text ==
        "time zone \"\" is not known; use a name such as Europe/London, UTC, or an offset such as +05:30");
  CHECK(Zone::named("+25:00").refusal().text == "time zone \"+25:00\" is not known; write an offset as +05:30");
}

TEST_CASE("a fixed offset is a zone, and is named as it is written") {
  CHECK(zone("+05:30").name() == "+05:30");
  CHECK(zone("-03:00").name() == "-03:00");
  CHECK(zone("+00:00").name() == "UTC");
  CHECK(zone("UTC").name() == "UTC");
  CHECK(zone("-03:00").start_of(day("2025-06-01")) == at("2025-06-01T03:00Z"));
}

TEST_CASE("a civil day is as long as the clock makes it") {
  const Zone london = zone("Europe/London");
  CHECK(london.start_of(day("2025-03-30")) == at("2025-03-30T00:00Z"));
  CHECK(london.end_of(day("2025-03-30")) == at("2025-03-30T22:59:59.999999Z"));
  CHECK(london.end_of(day("2025-10-26")) - london.start_of(day("2025-10-26")) + std::chrono::microseconds{1} ==
        std::chrono::hours{25});
  CHECK(london.day_of(at("2025-06-01T23:30Z")) == day("2025-06-02"));
  CHECK(london.day_of(at("2025-12-01T23:30Z")) == day("2025-12-01"));
}

TEST_CASE("where the clock changes at midnight, the day starts with the first instant that exists") {
  const Zone beirut = zone("Asia/Beirut");  // 2022-03-27: from 00:00 to 01:00
  CHECK(beirut.start_of(day("2022-03-27")) == at("2022-03-26T22:00Z"));
  CHECK(beirut.day_of(beirut.start_of(day("2022-03-27"))) == day("2022-03-27"));
  CHECK(beirut.day_of(beirut.end_of(day("2022-03-26"))) == day("2022-03-26"));
  const Zone havana = zone("America/Havana");  // 2024-11-03: 00:00 to 01:00 happened twice
  CHECK(havana.start_of(day("2024-11-03")) == at("2024-11-03T04:00Z"));
}

TEST_CASE("every instant lies within its civil day") {
  for (const char* name :
       {"Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia"}) {
    const Zone here = zone(name);
    for (Instant t = at("2025-03-01T00:00Z"); t < at("2025-11-30T00:00Z"); t += std::chrono::minutes{617}) {
      const Day today = here.day_of(t);
      CHECK(here.start_of(today) <= t);
      CHECK(t <= here.end_of(today));
    }
  }
}
