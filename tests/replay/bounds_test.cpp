#include <catch2/catch.hpp>

#include "myotrend/replay/replay.h"
#include "pathway/course.h"
#include "pathway/known_rules.h"

using namespace myotrend;
using replay::Decision;
using test::Course;

namespace {

Day day_number(int n) { return Zone().day_of(test::on_day(n)); }

std::vector<Decision> decided(const Course& course, int every_days = 1) {
  return replay::decisions(test::known_rules(), course.history(), {.every_days = every_days});
}

}  // namespace

TEST_CASE("without enrolment the first decision is on the day of the first recorded fact") {
  Course course;
  course.steady_hands(30, 5, 60);
  CHECK(decided(course).front() == Decision{day_number(5), Disposition::insufficient_data});
  Course late;
  late.found("split-hand", 5).known(20);
  CHECK(decided(late) == std::vector<Decision>{{day_number(20), Disposition::refer_routine}});
}

TEST_CASE("without an end of follow-up the last decision is on the day of the last recorded fact") {
  Course course;
  course.steady_hands(30, 0, 60).reported("chest-pain", 60.1);
  CHECK(decided(course).back() == Decision{day_number(60), Disposition::emergency});
  Course longer = course;
  longer.patient.followup_end = day_number(80);
  CHECK(decided(longer).back() == Decision{day_number(67), Disposition::refer_urgent});
}

TEST_CASE("enrolment and the end of follow-up bound the days, whatever was recorded outside") {
  Course course;
  course.steady_hands(30, 0, 60).found("split-hand", 70);
  course.patient.enrolment = day_number(40);
  course.patient.followup_end = day_number(65);
  CHECK(decided(course) == std::vector<Decision>{{day_number(40), Disposition::continue_care}});
}

TEST_CASE("enrolled and never measured: one decision, too little to tell") {
  Course course;
  CHECK(decided(course).empty());
  course.patient.enrolment = day_number(3);
  course.patient.followup_end = day_number(9);
  CHECK(decided(course) == std::vector<Decision>{{day_number(3), Disposition::insufficient_data}});
}

TEST_CASE("decisions every seven days fall on every seventh day from the first on") {
  Course course;
  course.steady_hands(30, 0, 90).reported("chest-pain", 60.1).found("split-hand", 71.3);
  course.patient.enrolment = day_number(0);
  course.patient.followup_end = day_number(90);
  for (const Decision& decision : decided(course, 7)) CHECK((decision.day - day_number(0)).count() % 7 == 0);
  CHECK(decided(course, 7).back().disposition == Disposition::refer_urgent);
}

TEST_CASE("days end in the patient's zone") {
  Course course;
  course.steady_hands(30, 0, 60).found("split-hand", 40.5);
  course.patient.zone = *Zone::named("Pacific/Auckland");
  CHECK(decided(course).back() == Decision{day_number(41), Disposition::refer_routine});
}

TEST_CASE("each disposition stands once, on its first day") {
  Course course;
  course.steady_hands(30, 0, 120).found("split-hand", 40).absent("split-hand", 50).found("split-hand", 60);
  int routine = 0;
  for (const Decision& decision : decided(course))
    routine += decision.disposition == Disposition::refer_routine ? 1 : 0;
  CHECK(routine == 1);
}

TEST_CASE("a history that was recorded on one day of import is recognised") {
  Course course;
  course.steady_hands(30, 0, 60);
  CHECK_FALSE(replay::recorded_on_import(course.history()));
  History imported = course.history();
  for (Reading& reading : imported.readings) reading.recorded = test::on_day(200);
  CHECK(replay::recorded_on_import(imported));
  // One visit, entered on its day, is no import.
  CHECK_FALSE(replay::recorded_on_import(Course().found("atrophy", 3).found("weakness", 3.1).history()));
}
