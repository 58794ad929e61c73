#include <algorithm>
#include <catch2/catch.hpp>

#include "pathway/course.h"
#include "pathway/known_rules.h"

using namespace myotrend;
using test::Course;

namespace {

const Missing& missing(const Assessment& assessment, std::string_view what) {
  const auto it = std::find_if(assessment.missing.begin(), assessment.missing.end(),
                               [&](const Missing& one) { return one.what == what; });
  if (it == assessment.missing.end()) FAIL(what << " is not missing");
  return *it;
}

}  // namespace

TEST_CASE("too few readings: how many more tests, and by when at the patient's own pace") {
  Course course;
  course.steady_hands(40, 0, 20);  // every third day
  const Missing grip = missing(course.at_end_of(20), "grip");
  REQUIRE(grip.tests_needed);
  REQUIRE(grip.days_until_answer);
  CHECK(*grip.tests_needed == 4);  // on days 21, 24, 27 and 30: only then are there 28 days
  CHECK(*grip.days_until_answer == 10);
  CHECK(grip.text.find("Four more grip tests of both hands, about 10 days") != std::string::npos);
  CHECK(grip.text.find("at the pace so far, a test every 3 days") != std::string::npos);
}

TEST_CASE("the promise is kept: with the tests that were asked for there is an answer on that day") {
  for (const int days : {8, 14, 20, 25}) {
    Course course;
    course.steady_hands(40, 0, days);
    const Missing grip = missing(course.at_end_of(days), "grip");
    REQUIRE(grip.days_until_answer);
    const auto wait = static_cast<int>(*grip.days_until_answer);
    Course followed;
    followed.steady_hands(40, 0, days + wait + 1);
    INFO(days << " days followed, " << wait << " to wait");
    CHECK(followed.at_end_of(days + wait + 3).disposition == Disposition::continue_care);
  }
}

TEST_CASE("nothing measured: what to measure and for how long") {
  const Missing grip = missing(Course().reported("limb-fasciculation", 0).at_end_of(1), "grip");
  CHECK(grip.tests_needed);
  CHECK(grip.text.find("Two grip tests a week on each hand for four weeks") != std::string::npos);
}

TEST_CASE("a last test of long ago: one more is enough, today") {
  Course course;
  course.steady_hands(40, 0, 60);
  const Missing grip = missing(course.at_end_of(120), "grip");
  CHECK(grip.tests_needed == 1);
  CHECK(grip.days_until_answer == 0);
}

TEST_CASE("under 18 is said plainly, and nothing is claimed of what was not weighed") {
  Course course;
  course.patient.birth_year = 2012;
  course.steady_hands(30, 0, 60);
  const Assessment assessment = course.at_end_of(60);
  CHECK(assessment.disposition == Disposition::insufficient_data);
  CHECK(assessment.summary.find("the patient is under 18") != std::string::npos);
  CHECK(assessment.summary.find("No referral criterion") == std::string::npos);
}

TEST_CASE("who is followed and well is told what would be seen, and more tests see a smaller loss") {
  Course often, seldom;
  often.steady_hands(40, 0, 120);
  for (int d = 0; d < 120; d += 12) seldom.grip(Side::right, 40, d + 0.4).grip(Side::left, 38, d + 0.402);
  const Assessment close = often.at_end_of(120), loose = seldom.at_end_of(120);
  REQUIRE(close.disposition == Disposition::continue_care);
  REQUIRE_FALSE(close.power.empty());
  REQUIRE_FALSE(loose.power.empty());
  CHECK(close.power[0].loss == "one_hand");
  CHECK(close.power[0].rate_pct_per_month < loose.power[0].rate_pct_per_month);
  CHECK(close.summary.find(close.power[0].text) != std::string::npos);
  CHECK(json_of(close).find("\"rate_pct_per_month\"") != std::string::npos);
}

TEST_CASE("who stopped testing is told no power") {
  Course course;
  course.steady_hands(40, 0, 60);
  CHECK(course.at_end_of(120).power.empty());
}
