#include <catch2/catch.hpp>

#include "record/known_catalogue.h"
#include "record/small_history.h"

using namespace myotrend;
using namespace myotrend::test;

namespace {

Patient born_in_march_1980() {
  Patient patient;
  patient.id = {"P1"};
  patient.birth_year = 1980;
  patient.birth_month = 3;
  patient.birth_day = 5;
  return patient;
}

/// A reading as its entry stands.
Reading as_reading(const Entry& entry) {
  Reading reading;
  reading.value = entry.value;
  reading.told_value = entry.told_value;
  reading.told_unit = entry.told_unit;
  return reading;
}

std::optional<Unit> doubted(const Told& words) {
  const Entry entry = accepted(words);
  return unit_in_doubt(known_catalogue(), std::get<Series>(entry.where), as_reading(entry));
}

}  // namespace

TEST_CASE("a fact before birth is impossible, and one in childhood is asked about") {
  const Lifetime life(born_in_march_1980());
  const Zone utc;
  CHECK(impossible_in(life, utc, at("1980-03-04T12:00Z"), "grip")->text ==
        "grip on 1980-03-04 is impossible: the patient was not born before 1980-03-05");
  CHECK_FALSE(impossible_in(life, utc, at("1980-03-05T12:00Z"), "grip"));
  CHECK(odd_in(life, utc, at("1992-06-01T12:00Z"), test_now(), "grip")->find("in childhood") != std::string::npos);
  CHECK_FALSE(odd_in(life, utc, at("1998-03-05T12:00Z"), test_now(), "grip"));
}

TEST_CASE("of a birth known by its year alone only the certain is refused, and only the certain is adult") {
  Patient patient;
  patient.birth_year = 1980;
  const Lifetime life(patient);
  CHECK(impossible_in(life, Zone(), at("1979-12-31T12:00Z"), "grip"));
  CHECK_FALSE(impossible_in(life, Zone(), at("1980-01-01T12:00Z"), "grip"));
  CHECK(odd_in(life, Zone(), at("1998-06-01T12:00Z"), test_now(), "grip"));
  CHECK_FALSE(odd_in(life, Zone(), at("1999-01-01T12:00Z"), test_now(), "grip"));
  CHECK(patient.adult_on(Day{date::year{1998} / 12 / 31}));
}

TEST_CASE("a value that no body has is doubted where another unit explains it") {
  CHECK(doubted(told("mip", "8", "cmH2O")) == Unit::kilopascal);
  CHECK(doubted(told("ck", "3", "U/L")) == Unit::microkatal_per_litre);
  CHECK_FALSE(doubted(told("mip", "60", "cmH2O")));
  CHECK_FALSE(doubted(told("ck", "150", "U/L")));
}

TEST_CASE("the unit that a value was meant in is the one in which it is near the usual") {
  const Entry entry = accepted(told("snip", "8", "cmH2O"));
  const auto nearer = [&](double usual) {
    return unit_nearer(known_catalogue(), std::get<Series>(entry.where), as_reading(entry), usual, 3, 40);
  };
  CHECK(nearer(80) == Unit::kilopascal);
  CHECK_FALSE(nearer(20));  // a real fall
  CHECK_FALSE(nearer(9));
}

TEST_CASE("a sign's grade is a number as clinicians write it, or a word of theirs") {
  Told sign = told("weakness", "present");
  sign.source = "clinician";
  for (const char* grade : {"4", "4-", "4+", "4/5", "mild", "5 beats"}) {
    sign.grade = grade;
    CHECK(accepted(sign).details.grade == grade);
  }
  for (const char* grade : {"very", "4--", "123", "-"}) {
    sign.grade = grade;
    CHECK(refused(sign).find(std::string("grade \"") + grade + "\" of weakness is not known") == 0);
  }
}

TEST_CASE("one test that two sources tell is one reading, the first recorded, whichever comes first in time") {
  History history = empty_history();
  Series app = history.series[left_grip];
  app.device = "app";
  history.series.push_back(app);
  const auto of_app = static_cast<std::uint32_t>(history.series.size() - 1);
  history.readings = {reading(left_grip, "2026-01-10T09:05Z", "2026-01-10T09:05Z", 32),
                      reading(of_app, "2026-01-10T09:00Z", "2026-01-11T08:00Z", 32.0),
                      reading(of_app, "2026-01-10T09:20Z", "2026-01-11T08:00Z", 32.0)};
  const Picture early = known_at(history, at("2026-01-10T12:00Z")), late = known_at(history, at("2026-01-12T00:00Z"));
  REQUIRE(early.readings.size() == 1);
  REQUIRE(late.readings.size() == 2);  // twenty minutes later is another test
  CHECK(late.readings[0].series == left_grip);
  REQUIRE(late.repeated.size() == 1);
  CHECK(late.repeated[0].counted.series == left_grip);
  CHECK(input_sha256(early) != input_sha256(late));
}
