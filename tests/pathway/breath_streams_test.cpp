#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

#include "pathway/course.h"

using namespace myotrend;
using test::Course;
using test::flag;
using test::holds;
using test::on_day;

namespace {

Told capacity(double value, std::string_view unit, double day) {
  Told told;
  told.code = "fvc";
  told.value = std::to_string(value);
  told.unit = unit;
  told.source = "clinician";
  told.effective = told.recorded = iso_text(on_day(day), Zone());
  return told;
}

/// A little scatter that has no direction.
double scattered(double value, int i) { return value * (1 + .02 * ((i * 7) % 5 - 2)); }

double fallen(double value, double pct_per_month, double days) {
  return value * std::exp(-pct_per_month / 100 * std::max(days, 0.0) / 30.44);
}

}  // namespace

TEST_CASE("a slow fall of vital capacity alone is seen, long before any fixed limit") {
  Course course, steady;
  course.steady_hands(30, 0, 300);
  steady.steady_hands(30, 0, 300);
  for (int i = 0; 14 * i <= 300; ++i) {
    course.told(capacity(scattered(fallen(4.4, 5, 14 * i - 60), i), "L", 14 * i));
    steady.told(capacity(scattered(4.4, i), "L", 14 * i));
  }
  const Assessment found = course.at_end_of(300);
  CHECK(holds(found, "R1"));
  CHECK_FALSE(holds(steady.at_end_of(300), "R1"));
  const auto& evidence = flag(found, "progressive-weakness").evidence;
  REQUIRE_FALSE(evidence.empty());
  CHECK(evidence.front().measure == "fvc");
}

TEST_CASE("a slow fall of sniff pressure speaks for the breathing muscles") {
  Course course;
  course.steady_hands(30, 0, 300);
  for (int i = 0; 10 * i <= 300; ++i) {
    course.measured("snip", scattered(fallen(95, 4, 10 * i - 60), i), 10 * i, "clinician");
  }
  CHECK(holds(course.at_end_of(300), "R1"));
}

TEST_CASE("litres and per cent of predicted of one visit are one measurement, and a change of unit is no fall") {
  Course litres, both, changed;
  for (Course* course : {&litres, &both, &changed}) course->steady_hands(30, 0, 300);
  for (int i = 0; 14 * i <= 300; ++i) {
    const double value = scattered(fallen(4.4, 3, 14 * i - 60), i);
    litres.told(capacity(value, "L", 14 * i));
    both.told(capacity(value, "L", 14 * i)).told(capacity(25 * value, "%", 14 * i + .01));
    const double steady = scattered(4.4, i);
    changed.told(14 * i < 120 ? capacity(steady, "L", 14 * i) : capacity(19 * steady, "%", 14 * i));
  }
  const auto ratio = [](const Course& course) {
    const Assessment assessment = course.at_end_of(300);
    for (const auto& evidence : flag(assessment, "progressive-weakness").evidence) {
      if (!evidence.figures.empty()) return evidence.figures[0].second;
    }
    return 0.;
  };
  CHECK(ratio(litres) > 2.5);
  CHECK(ratio(both) == Approx(ratio(litres)));
  CHECK(changed.at_end_of(300).disposition == Disposition::continue_care);
}

TEST_CASE("a strength that halved for good is no slip of a unit for ever: it is told as a step, once") {
  Course course;
  course.steady_hands(40, 0, 90);
  for (int day = 93; day < 150; day += 3) {
    course.grip(Side::right, 40 * (1 + .02 * (day % 4)), day + .4)
        .grip(Side::left, 20 * (1 + .02 * (day % 5)), day + .4);
  }
  const Assessment after = course.at_end_of(149);
  const auto step = [](const DataQuality& quality) { return quality.kind == DataQualityKind::abrupt_step; };
  CHECK(std::count_if(after.data_quality.begin(), after.data_quality.end(), step) == 1);
  CHECK(holds(after, "S2"));
  CHECK_FALSE(holds(after, "R1"));
}

TEST_CASE("one pressure below all that is plausible is looked at again first; the second is believed") {
  Course course;
  course.steady_hands(30, 0, 120);
  for (int i = 0; i < 6; ++i) course.measured("mip", 88, 7 * i, "clinician", "A");
  course.measured("mip", 5.6, 70, "clinician", "A");
  CHECK_FALSE(holds(course.at_end_of(70), "EM5"));
  CHECK(holds(course.at_end_of(70), "S1"));
  course.measured("mip", 5.4, 71, "clinician", "A");
  CHECK(holds(course.at_end_of(71), "EM5"));
}

TEST_CASE("the order in which both hands of one session are entered decides nothing") {
  Course right_first, left_first;
  for (Course* course : {&right_first, &left_first}) {
    course->steady_hands(30, 0, 90);
    for (int day = 93; day < 140; day += 3) {
      const double right = 26 - .02 * day, left = 24;
      if (course == &right_first) {
        course->grip(Side::right, right, day).grip(Side::left, left, day);
      } else {
        course->grip(Side::left, left, day).grip(Side::right, right, day);
      }
    }
  }
  const Assessment a = right_first.at_end_of(140), b = left_first.at_end_of(140);
  CHECK(a.disposition == b.disposition);
  const auto &of_a = flag(a, "progressive-weakness").evidence, &of_b = flag(b, "progressive-weakness").evidence;
  REQUIRE(of_a.size() == of_b.size());
  for (std::size_t i = 0; i < of_a.size(); ++i) CHECK(of_a[i].text == of_b[i].text);
}
