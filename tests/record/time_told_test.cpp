#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include "record/known_catalogue.h"

using namespace myotrend;
using test::at;

namespace {

Zone zone(std::string_view name) { return *Zone::named(name); }

std::string refusal(std::string_view text, std::string_view zone_name = "UTC") {
  const auto time = time_told(text, zone(zone_name));
  if (time) FAIL("not refused: " << text);
  return time.refusal().text;
}

std::string read(std::string_view text, std::string_view zone_name = "UTC") {
  const auto time = time_told(text, zone(zone_name));
  if (!time) FAIL(time.refusal().text);
  return iso_text(time->at, std::chrono::seconds{0});
}

}  // namespace

TEST_CASE("a time is read with offset, as local time, or as a date") {
  CHECK(read("2025-03-30T09:01:30.250+02:00") == "2025-03-30T07:01:30.25+00:00");
  CHECK(read("2025-03-30T09:01Z") == "2025-03-30T09:01:00+00:00");
  CHECK(read("2025-03-30 09:01-0830") == "2025-03-30T17:31:00+00:00");
  CHECK(read("2025-07-01T09:01", "Europe/London") == "2025-07-01T08:01:00+00:00");
  CHECK(read("2025-07-01T09:01[Europe/Berlin]", "Europe/London") == "2025-07-01T07:01:00+00:00");
  CHECK(read("2025-07-01T09:01+02:00[Europe/Berlin]") == "2025-07-01T07:01:00+00:00");
  CHECK(read("2025-07-01", "Europe/London") == "2025-06-30T23:00:00+00:00");
  CHECK(time_told("2025-07-01", Zone())->date_only);
  CHECK(time_told("2025-07-01T09:01+02:00", Zone())->offset == std::chrono::minutes{120});
  CHECK_FALSE(time_told("2025-07-01T09:01", Zone())->offset);
}

TEST_CASE("leap days exist in leap years only") {
  CHECK(read("2024-02-29T12:00Z") == "2024-02-29T12:00:00+00:00");
  CHECK(read("2000-02-29") == "2000-02-29T00:00:00+00:00");
  CHECK(refusal("2025-02-29") == "date \"2025-02-29\" does not exist: that month has 28 days");
  CHECK(refusal("1900-02-29") == "date \"1900-02-29\" does not exist: that month has 28 days");
  CHECK(refusal("2025-13-01") == "date \"2025-13-01\" does not exist: months go from 01 to 12");
  CHECK(refusal("2025-04-31T10:00Z") == "date \"2025-04-31T10:00Z\" does not exist: that month has 30 days");
}

TEST_CASE("a time that the clock skipped is refused, with both readings") {
  CHECK(refusal("2025-03-30T01:30", "Europe/London") ==
        "2025-03-30T01:30 does not exist in Europe/London: the clock went from 01:00 to 02:00; use "
        "2025-03-30T01:30+00:00 or "
        "2025-03-30T02:30+01:00");
  CHECK(refusal("2025-03-09T02:15:30", "America/New_York") ==
        "2025-03-09T02:15:30 does not exist in America/New_York: the clock went from 02:00 to 03:00; use "
        "2025-03-09T02:15:30-05:00 or 2025-03-09T03:15:30-04:00");
  CHECK(refusal("2025-10-05T02:10", "Australia/Lord_Howe") ==
        "2025-10-05T02:10 does not exist in Australia/Lord_Howe: the clock went from 02:00 to 02:30; use "
        "2025-10-05T02:10+10:30 or 2025-10-05T02:40+11:00");
}

TEST_CASE("a time that happened twice is refused, with both offsets") {
  CHECK(refusal("2025-10-26T01:30", "Europe/London") ==
        "2025-10-26T01:30 happened twice in Europe/London: the clock went back from 02:00 to 01:00; use "
        "2025-10-26T01:30+01:00 or 2025-10-26T01:30+00:00");
  CHECK(refusal("2025-11-02T01:00", "America/New_York") ==
        "2025-11-02T01:00 happened twice in America/New_York: the clock went back from 02:00 to 01:00; use "
        "2025-11-02T01:00-04:00 or 2025-11-02T01:00-05:00");
  CHECK(refusal("2025-04-06T01:45", "Australia/Lord_Howe") ==
        "2025-04-06T01:45 happened twice in Australia/Lord_Howe: the clock went back from 02:00 to 01:30; use "
        "2025-04-06T01:45+11:00 or 2025-04-06T01:45+10:30");
}

TEST_CASE("the edges of a clock change are read") {
  CHECK(read("2025-03-30T00:59:59", "Europe/London") == "2025-03-30T00:59:59+00:00");
  CHECK(read("2025-03-30T02:00", "Europe/London") == "2025-03-30T01:00:00+00:00");
  CHECK(read("2025-10-26T00:59:59", "Europe/London") == "2025-10-25T23:59:59+00:00");
  CHECK(read("2025-10-26T02:00", "Europe/London") == "2025-10-26T02:00:00+00:00");
  CHECK(read("2025-03-30T01:30Z", "Europe/London") == "2025-03-30T01:30:00+00:00");
}

TEST_CASE("what a refusal offers is read as the instant it means") {
  CHECK(read("2025-03-30T01:30+00:00") == read("2025-03-30T02:30+01:00"));
  CHECK(read("2025-10-26T01:30+01:00") != read("2025-10-26T01:30+00:00"));
}

TEST_CASE("what is no time is refused with examples") {
  const std::string examples = "write 2025-03-30, 2025-03-30T09:01 or 2025-03-30T09:01+02:00";
  for (const char* text :
       {"", "yesterday", "30/03/2025", "2025-3-30", "2025-03-30T", "2025-03-30T24:00", "2025-03-30T09:60",
        "2025-03-30T09:01:60", "2025-03-30T09:01+15:00", "2025-03-30T09:01[", "2025-03-30T09:01[]",
        "2025-03-30T09:01Zx", "2025-03-30T09:01:30.", "2025-03-30T9:01", "-2025-03-30"})
    CHECK(refusal(text) == "time \"" + std::string(text) + "\" is not understood; " + examples);
  CHECK(refusal("1899-12-31") == "date \"1899-12-31\" is out of range; years go from 1900 to 2037");
  CHECK(refusal("2038-01-01T00:00Z") == "date \"2038-01-01T00:00Z\" is out of range; years go from 1900 to 2037");
  CHECK(refusal("2025-07-01T09:01+01:00[Europe/Berlin]") ==
        "time \"2025-07-01T09:01+01:00[Europe/Berlin]\" contradicts itself: Europe/Berlin is at +02:00 then");
  CHECK(refusal("2025-07-01T09:01[Mars/Olympus]").starts_with("time zone \"Mars/Olympus\" is not known"));
}

TEST_CASE("as of a bare date is the end of that day") {
  CHECK(*as_of_told("2025-03-30", zone("Europe/London")) == at("2025-03-30T22:59:59.999999Z"));
  CHECK(*as_of_told("2025-03-30", Zone()) == at("2025-03-30T23:59:59.999999Z"));
  CHECK(*as_of_told("2025-03-30T10:00", Zone()) == at("2025-03-30T10:00Z"));
  CHECK_FALSE(as_of_told("soon", Zone()));
}

TEST_CASE("a day is read as a day and nothing else") {
  CHECK(iso_text(*day_told("2024-02-29")) == "2024-02-29");
  CHECK(plain_text(*day_told("2025-05-06")) == "6 May 2025");
  CHECK(day_told("2025-05-06T10:00").refusal().text ==
        "date \"2025-05-06T10:00\" is not understood; write it as 2025-03-30");
}

TEST_CASE("an instant is written in the offset of its zone and read back as the same") {
  CHECK(iso_text(at("2025-03-30T08:01Z"), zone("Europe/London")) == "2025-03-30T09:01:00+01:00");
  CHECK(iso_text(at("1969-12-31T23:59:59.5Z"), std::chrono::seconds{0}) == "1969-12-31T23:59:59.5+00:00");
  CHECK(iso_text(at("2025-01-01T00:00Z"), std::chrono::minutes{-210}) == "2024-12-31T20:30:00-03:30");
  rc::check([](std::int32_t minutes, std::uint16_t micros) {
    const Instant instant{std::chrono::minutes{minutes % 30'000'000} + std::chrono::microseconds{micros}};
    if (minutes % 30'000'000 < 0) return;
    for (const char* name : {"UTC", "Europe/London", "Australia/Lord_Howe", "-03:30"})
      RC_ASSERT(time_told(iso_text(instant, *Zone::named(name)), Zone())->at == instant);
  });
}

TEST_CASE("days between two instants have a fraction") {
  CHECK(days_between(at("2025-01-01T00:00Z"), at("2025-01-02T12:00Z")) == 1.5);
  CHECK(days_between(at("2025-01-02T00:00Z"), at("2025-01-01T18:00Z")) == -0.25);
}
