#include <catch2/catch.hpp>

#include "pathway/course.h"

using namespace myotrend;
using test::Course;
using test::holds;

namespace {

/// MIP of every week, the last one on day 28.
Course breathing(double cm_water, int sessions) {
  Course course;
  course.steady_hands(30, 0, 120);
  for (int i = 0; i < sessions; ++i) course.measured("mip", cm_water, 28 - 7 * i, "clinician", "A");
  return course;
}

bool far_below(Course course, double day = 64) {
  course.measured("mip", 68, 60, "clinician", "A").measured("mip", 68, 64, "clinician", "A");
  return holds(course.at_end_of(day), "EM5");
}

}  // namespace

TEST_CASE("the own level of MIP: three sessions, older than 28 days, not the first two") {
  CHECK(far_below(breathing(100, 5)));
  CHECK_FALSE(far_below(breathing(100, 4)));
  Course late;
  late.steady_hands(30, 0, 120);
  for (const double day : {20.0, 25.0, 34.0, 36.0, 38.0}) late.measured("mip", 100, day, "clinician", "A");
  CHECK_FALSE(far_below(late));
}

TEST_CASE("the own level is of the same device and method") {
  CHECK_FALSE(holds(breathing(100, 5)
                        .measured("mip", 68, 60, "clinician", "B")
                        .measured("mip", 68, 64, "clinician", "B")
                        .at_end_of(64),
                    "EM5"));
}

TEST_CASE("the own level is a median: one wild session moves nothing") {
  CHECK(far_below(breathing(100, 5).measured("mip", 150, 10, "clinician", "A")));
}

TEST_CASE("a suspected unit is no valid reading: no emergency, but a look within a day") {
  Course course = breathing(80, 5).measured("mip", 7.9, 60, "clinician", "A").reported("morning-headache", 60);
  const Assessment doubtful = course.at_end_of(60);
  CHECK_FALSE(holds(doubtful, "EM5"));
  CHECK(holds(doubtful, "S1"));
  const auto unit = [](const DataQuality& quality) { return quality.kind == DataQualityKind::unit; };
  CHECK(std::any_of(doubtful.data_quality.begin(), doubtful.data_quality.end(), unit));
}

TEST_CASE("a held reading is valid all the same: it is far off, not in doubt") {
  Course course = breathing(40, 5).measured("mip", 27, 60, "clinician", "A");
  CHECK(holds(course.at_end_of(60), "EM5"));
}

TEST_CASE("a repeat on another device cannot be compared and answers no emergency") {
  Course course = breathing(100, 7).measured("mip", 68, 60, "clinician", "A").measured("mip", 68, 64, "clinician", "A");
  CHECK(holds(Course(course).measured("mip", 95, 80, "clinician", "B").at_end_of(80), "U8"));
  CHECK_FALSE(holds(Course(course).measured("mip", 95, 80, "clinician", "A").at_end_of(80), "U8"));
}

TEST_CASE("a draw is rested without exercise, injection or injury in the seven days before") {
  const auto twice = [](EventKind kind, double day) {
    Course course;
    return course.steady_hands(30, 0, 120)
        .measured("ck", 700, 40, "lab")
        .event(kind, day, day)
        .measured("ck", 700, 75, "lab")
        .at_end_of(75);
  };
  for (const EventKind kind : {EventKind::hard_exercise, EventKind::im_injection, EventKind::injury}) {
    CHECK_FALSE(holds(twice(kind, 68), "R3"));
    CHECK(holds(twice(kind, 67.9), "R3"));
    CHECK(holds(twice(kind, 75.5), "R3"));
  }
  CHECK(holds(twice(EventKind::infection, 74), "R3"));
}

TEST_CASE("exercise told late takes back what rested on the draw") {
  Course course;
  course.steady_hands(30, 0, 120).measured("ck", 700, 40, "lab").measured("ck", 700, 75, "lab");
  course.event(EventKind::hard_exercise, 73, 73).known(80);
  CHECK(holds(course.at_end_of(79), "R3"));
  const Assessment after = course.at_end_of(80);
  CHECK_FALSE(holds(after, "R3"));
  CHECK(after.ended.empty());
}

TEST_CASE("the limit of creatine kinase is the laboratory's own, else by sex and age, and the text says which") {
  const auto text_of = [](Course course) {
    const Assessment assessment = course.at_end_of(60);
    REQUIRE(holds(assessment, "S3"));
    return test::flag(assessment, "persistent-ck").evidence.front().text;
  };
  const auto drawn = [](Sex sex) { return Course(sex).steady_hands(30, 0, 90).measured("ck", 900, 50, "lab"); };
  CHECK_THAT(text_of(drawn(Sex::female)), Catch::Contains("207"));
  CHECK_THAT(text_of(drawn(Sex::male)), Catch::Contains("340"));
  CHECK_THAT(text_of(drawn(Sex::unknown)), Catch::Contains("sex unknown"));
  Told words;
  words.code = "ck";
  words.value = "900";
  words.unit = "U/L";
  words.source = "lab";
  words.upper_limit = "180";
  words.effective = words.recorded = "2025-02-20T08:00Z";
  CHECK_THAT(text_of(Course().steady_hands(30, 0, 90).told(words)),
             Catch::Contains("180") && Catch::Contains("laboratory's"));
}
