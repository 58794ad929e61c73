#include <catch2/catch.hpp>

#include "record/known_catalogue.h"

using namespace myotrend;

namespace {

int age(Patient patient, std::string_view day) { return patient.age_on(*day_told(day)); }

}  // namespace

TEST_CASE("an age counts the years that are certain") {
  Patient patient;
  patient.birth_year = 2007;
  CHECK(age(patient, "2025-12-30") == 17);
  CHECK(age(patient, "2025-12-31") == 18);
  patient.birth_month = 6;
  CHECK(age(patient, "2025-06-29") == 17);
  CHECK(age(patient, "2025-06-30") == 18);
  patient.birth_day = 10;
  CHECK(age(patient, "2025-06-09") == 17);
  CHECK(age(patient, "2025-06-10") == 18);
}

TEST_CASE("who was born on a leap day is a year older on 1 March of other years") {
  Patient patient;
  patient.birth_year = 2000;
  patient.birth_month = 2;
  patient.birth_day = 29;
  CHECK(age(patient, "2024-02-29") == 24);
  CHECK(age(patient, "2025-02-28") == 24);
  CHECK(age(patient, "2025-03-01") == 25);
}

TEST_CASE("without the laboratory's limit, CK takes that of sex and age") {
  const Measure& ck = test::known_catalogue()[test::measure("ck")];
  CHECK(fallback_upper_limit(ck, Sex::female, 30) == 207);
  CHECK(fallback_upper_limit(ck, Sex::male, 49) == 395);
  CHECK(fallback_upper_limit(ck, Sex::male, 50) == 340);
  CHECK(fallback_upper_limit(ck, Sex::unknown, 49) == 395);
  CHECK(fallback_upper_limit(ck, Sex::unknown, 80) == 340);
  CHECK_FALSE(fallback_upper_limit(test::known_catalogue()[test::measure("crp")], Sex::female, 30));
}
