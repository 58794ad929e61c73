#include <catch2/catch.hpp>

#include "pathway/course.h"

using namespace myotrend;
using test::Course;
using test::holds;
using test::on_day;

namespace {

Course steady() { return Course().steady_hands(30, 0, 150); }

Instant end_of(double day) { return Zone().end_of(Zone().day_of(on_day(day))); }

}  // namespace

TEST_CASE("a rule and its disposition begin with the recorded time of the fact that began them") {
  const Assessment assessment = steady().found("split-hand", 60.25).known(63.5).at_end_of(80);
  CHECK(test::since(assessment, "R2") == on_day(63.5));
  CHECK(assessment.since == on_day(63.5));
}

TEST_CASE("saying the same again begins nothing") {
  Course course = steady().found("split-hand", 60.25).found("split-hand", 70.25);
  CHECK(test::since(course.at_end_of(80), "R2") == on_day(60.25));
}

TEST_CASE("a spell that was broken begins anew") {
  Course course = steady().found("split-hand", 60.25).absent("split-hand", 65.25).found("split-hand", 70.25);
  CHECK(test::since(course.at_end_of(80), "R2") == on_day(70.25));
}

TEST_CASE("a second ground of the same level does not move the disposition's begin") {
  Course course = steady().found("split-hand", 60.25).found("pseudobulbar-affect", 70.25);
  CHECK(course.at_end_of(80).since == on_day(60.25));
  course.absent("split-hand", 75.25);
  const Assessment assessment = course.at_end_of(80);
  CHECK(assessment.disposition == Disposition::refer_routine);
  CHECK(assessment.since == on_day(60.25));
}

TEST_CASE("what time alone began, began at the end of that civil day") {
  const Assessment unanswered = steady().reported("chest-pain", 60.25).at_end_of(80);
  REQUIRE(holds(unanswered, "U8"));
  CHECK(unanswered.since == end_of(67));
  Course silent;
  silent.steady_hands(30, 0, 60);
  const Assessment stale = silent.at_end_of(120);
  REQUIRE(stale.disposition == Disposition::insufficient_data);
  CHECK(stale.since == end_of(95));
}

TEST_CASE("the evidence's referral begins with the reading that reached it") {
  Course course;
  course.falling_right_hand(40, 4, 50, 0, 190);
  const Assessment assessment = course.at_end_of(189);
  REQUIRE(holds(assessment, "R1"));
  const Instant began = test::since(assessment, "R1");
  const auto readings = course.history().readings;
  CHECK(
      std::any_of(readings.begin(), readings.end(), [&](const Reading& reading) { return reading.recorded == began; }));
  CHECK_FALSE(holds(course.at(began - std::chrono::hours{24}), "R1"));
  CHECK(holds(course.at_end_of(days_between(on_day(0), began)), "R1"));
}

TEST_CASE("the disposition that a higher one had covered begins when it comes to light") {
  Course course = steady().found("split-hand", 50.25).reported("chest-pain", 60.25);
  course.absent("chest-pain", 63.5);
  const Assessment assessment = course.at_end_of(70);
  CHECK(assessment.disposition == Disposition::refer_routine);
  CHECK(test::since(assessment, "R2") == on_day(50.25));
  CHECK(assessment.since == on_day(63.5));
}

TEST_CASE("nothing recorded yet: since the time of asking") {
  const Assessment assessment = Course().at_end_of(10);
  CHECK(assessment.disposition == Disposition::insufficient_data);
  CHECK(assessment.since == end_of(10));
}

TEST_CASE("strong pain beside a high creatine kinase is an emergency at the moment of its telling") {
  const Course course = steady().measured("ck", 2000, 60.25, "lab").measured("myalgia", 8, 60.5);
  const Assessment at_once = course.at(on_day(60.5));
  CHECK(at_once.disposition == Disposition::emergency);
  CHECK(course.at_end_of(60).since == on_day(60.5));
}

TEST_CASE("asked at the instant of the newest reading, the evidence knows it") {
  Course course;
  course.falling_right_hand(40, 4, 50, 0, 150);
  const Instant newest = course.history().readings.back().effective;
  CHECK(course.at(newest).log_evidence_ratio == course.at_end_of(150).log_evidence_ratio);
}

TEST_CASE("asking on a day without data changes no evidence") {
  Course course;
  course.falling_right_hand(40, 4, 50, 0, 150);
  CHECK(course.at(on_day(151.5)).log_evidence_ratio == course.at_end_of(150).log_evidence_ratio);
}

TEST_CASE("days end in the patient's zone") {
  Course course;
  course.patient.zone = *Zone::named("America/Los_Angeles");
  course.steady_hands(30, 0, 150).reported("chest-pain", 60.25);  // ten in the evening of the day before, there
  const Instant last_new_evening = course.patient.zone.end_of(course.patient.zone.day_of(on_day(67.25)));
  CHECK(holds(course.at(on_day(67.25)), "EM7"));
  const Assessment after = course.at(on_day(67.5));
  CHECK_FALSE(holds(after, "EM7"));
  CHECK(after.since == last_new_evening);
}
