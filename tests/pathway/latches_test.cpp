#include <catch2/catch.hpp>
#include <cmath>

#include "pathway/course.h"
#include "pathway/explanation.h"
#include "pathway/known_rules.h"

using namespace myotrend;
using test::Course;
using test::holds;

namespace {

double evidence(const Assessment& assessment) { return std::exp(assessment.log_evidence_ratio); }

/// The right hand falls until day 140 and is back on the day after.
Course fallen_and_back() {
  Course course;
  return course.falling_right_hand(40, 5, 50, 0, 140).steady_hands(40, 143, 400);
}

/// The right hand drops on two days and does not heal.
Course two_drops(double first, double second) {
  Course course;
  int n = 0;
  for (double day = 0; day <= 200; day += 3, ++n) {
    const double level = day < first ? 40 : day < second ? 28 : 19;
    course.grip(Side::right, level * (1 + 0.01 * std::sin(2.4 * n)), day);
    course.grip(Side::left, 40 * (1 + 0.01 * std::sin(2.4 * n + 1)), day + 0.001);
  }
  return course;
}

}  // namespace

TEST_CASE("a referral for progression stays when the hand comes back and nobody has looked") {
  const Course course = fallen_and_back();
  REQUIRE(holds(course.at_end_of(140), "R1"));
  const Assessment later = course.at_end_of(400);
  REQUIRE(evidence(later) < 2.5);
  CHECK(holds(later, "R1"));
}

TEST_CASE("it ends once the evidence is low and a clinician has examined since, and the end is told") {
  Course course = fallen_and_back();
  course.absent("weakness", 399);
  const Assessment later = course.at_end_of(400);
  REQUIRE(evidence(later) < 2.5);
  CHECK_FALSE(holds(later, "R1"));
  const auto ended = [](const RuleEnded& rule) { return rule.id == "R1"; };
  CHECK(std::any_of(later.ended.begin(), later.ended.end(), ended));
}

TEST_CASE("an examination before its start, or while the evidence is high, ends nothing") {
  Course before = fallen_and_back();
  CHECK(holds(before.absent("atrophy", 10).at_end_of(400), "R1"));
  Course during;
  during.falling_right_hand(40, 5, 50, 0, 200).absent("atrophy", 150);
  CHECK(holds(during.at_end_of(199), "R1"));
}

TEST_CASE("examined while the evidence was high, it ends on the day on which the evidence is low") {
  Course course = fallen_and_back();
  course.absent("atrophy", 141);
  bool held = true;
  for (int day = 141; day <= 399 && held; day += 6) {
    const Assessment now = course.at_end_of(day);
    held = holds(now, "R1");
    CHECK(held == (evidence(now) >= 2.5));
  }
  CHECK_FALSE(held);
}

TEST_CASE("an evidence ratio is told in figures that a reader knows") {
  CHECK(pathway::ratio_words(2.46) == "2.5");
  CHECK(pathway::ratio_words(0.043) == "0.043");
  CHECK(pathway::ratio_words(99.4) == "99");
  CHECK(pathway::ratio_words(99.7) == "100");
  CHECK(pathway::ratio_words(586234) == "586,000");
  CHECK(pathway::ratio_words(2e6) == "more than a million");
}

TEST_CASE("the population's point asks for more evidence") {
  Course course;
  course.falling_right_hand(40, 3, 60, 0, 200);
  int clinic = 0, population = 0;
  for (int day = 100; day <= 190; ++day) {
    clinic += holds(course.at_end_of(day), "R1") ? 1 : 0;
    population += holds(course.at_end_of(day, test::population_rules()), "R1") ? 1 : 0;
  }
  CHECK(population > 0);
  CHECK(clinic > population);
}

TEST_CASE("the population's point asks for more evidence of failing breath, too") {
  Course course;
  for (int day = 0; day <= 200; day += 5) {
    course.grip(Side::right, 30, day).grip(Side::left, 29, day);
    course.measured("mip", 90 * std::exp(-0.05 * std::max(day - 40, 0) / 30.44), day, "clinic");
  }
  int clinic = 0, population = 0;
  for (int day = 80; day <= 200; day += 2) {
    clinic += holds(course.at_end_of(day), "U6") ? 1 : 0;
    population += holds(course.at_end_of(day, test::population_rules()), "U6") ? 1 : 0;
  }
  CHECK(population > 0);
  CHECK(clinic > population);
}

TEST_CASE("a second drop without healing refers, and is kept until examined") {
  const Course course = two_drops(60, 111);
  CHECK_FALSE(holds(course.at_end_of(105), "R1"));
  const Assessment second = course.at_end_of(125);
  REQUIRE(holds(second, "R1"));
  CHECK(second.disposition == Disposition::refer_routine);
  CHECK(holds(course.at_end_of(199), "R1"));
  Course examined = course;
  CHECK_FALSE(holds(examined.absent("weakness", 150).at_end_of(160), "R1"));
}

TEST_CASE("two drops more than 120 days apart are two first ones") {
  CHECK_FALSE(holds(two_drops(30, 165).at_end_of(180), "R1"));
}

TEST_CASE("one bad session is held and no step") {
  Course course;
  course.steady_hands(40, 0, 90).grip(Side::right, 26, 61.5);
  const Assessment assessment = course.at_end_of(62);
  CHECK(assessment.disposition == Disposition::continue_care);
  const auto held = [](const DataQuality& quality) { return quality.kind == DataQualityKind::held; };
  CHECK(std::any_of(assessment.data_quality.begin(), assessment.data_quality.end(), held));
}

TEST_CASE("U2's part of the evidence stays: a second region reached is not lost while nobody has looked") {
  Course course = fallen_and_back();
  course.absent("weakness", 20).found("weakness", 130, "left", "lumbosacral");
  REQUIRE(holds(course.at_end_of(140), "U2:progressive-weakness"));
  bool between = false;
  for (int day = 143; day <= 397; day += 3) {
    const Assessment now = course.at_end_of(day);
    if (evidence(now) >= 6 || evidence(now) < 2.5) continue;
    between = true;
    CHECK(holds(now, "U2:progressive-weakness"));
  }
  CHECK(between);
}
