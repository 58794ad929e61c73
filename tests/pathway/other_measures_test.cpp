#include <algorithm>
#include <catch2/catch.hpp>

#include "pathway/course.h"
#include "pathway/known_rules.h"

using namespace myotrend;
using test::Course;

namespace {

const MeasureJudged& judged(const Assessment& assessment, std::string_view measure) {
  const auto it = std::find_if(assessment.measures.begin(), assessment.measures.end(),
                               [&](const MeasureJudged& one) { return one.measure == measure; });
  if (it == assessment.measures.end()) FAIL(measure << " was not judged");
  return *it;
}

double figure(const MeasureJudged& judged, std::string_view name) {
  for (const auto& [key, value] : judged.figures)
    if (key == name) return value;
  FAIL(name << " is no figure of " << judged.text);
  return 0;
}

/// Fatigue of a day from 0 to 10 for so many days, moving from one value to another, with ties.
Course diary(const char* code, int from, int to, int days) {
  Course course;
  for (int d = 0; d < days; ++d) {
    const int value = from + (to - from) * d / days + (d % 3 == 0 ? 1 : 0);
    course.measured(code, value, d + 0.8);
  }
  return course;
}

}  // namespace

TEST_CASE("a diary of few grades that eases is better, and one that grows is worse, by the catalogue's direction") {
  const MeasureJudged eased = judged(diary("fatigue", 6, 2, 120).at_end_of(120), "fatigue");
  CHECK(eased.method == "mann_kendall_weekly");
  CHECK(eased.direction == "better");
  CHECK(figure(eased, "p_two_sided") < 0.05);
  CHECK(judged(diary("fatigue", 2, 6, 120).at_end_of(120), "fatigue").direction == "worse");
  // The same numbers of a scale on which lower is worse.
  CHECK(judged(diary("facit-f", 20, 40, 120).at_end_of(120), "facit-f").direction == "better");
}

TEST_CASE("a diary without direction is no clear change, a short one too little data, and neither is silent") {
  CHECK(judged(diary("fatigue", 3, 3, 120).at_end_of(120), "fatigue").direction == "no_change");
  const MeasureJudged brief = judged(diary("fatigue", 3, 3, 20).at_end_of(20), "fatigue");
  CHECK(brief.direction == "too_little_data");
  CHECK(figure(brief, "need") == 8);
}

TEST_CASE("visits of a functional scale are judged with ties, visit by visit") {
  Course course;
  const int scores[] = {44, 44, 43, 42, 42, 40, 39, 39, 37};
  for (int visit = 0; visit < 9; ++visit) course.measured("alsfrs-r", scores[visit], 30 * visit + 0.5, "clinician");
  const MeasureJudged scale = judged(course.at_end_of(260), "alsfrs-r");
  CHECK(scale.direction == "worse");
  CHECK(figure(scale, "weeks") == 9);
}

TEST_CASE("a score that is set aside says how it moved and that it is no strength") {
  const Assessment assessment = diary("fatigue", 6, 2, 120).at_end_of(120);
  const auto aside = std::find_if(assessment.set_aside.begin(), assessment.set_aside.end(),
                                  [](const SetAside& one) { return one.what == "fatigue"; });
  REQUIRE(aside != assessment.set_aside.end());
  CHECK(aside->reason.find("never enters the evidence; better: mean") != std::string::npos);
}

/// Lactate dehydrogenase of a day, U/L.
Course& ldh(Course& course, const char* value, double day) {
  Told words;
  words.code = "ldh";
  words.value = value;
  words.unit = "U/L";
  words.source = "lab";
  words.effective = words.recorded = iso_text(test::on_day(day), Zone());
  return course.told(words);
}

TEST_CASE("a laboratory value moves when it leaves the reference change value of rested draws") {
  Course course;
  for (const int d : {0, 30, 60}) ldh(course, "180", d + 0.3);
  Course quiet = course, high = course;
  const MeasureJudged within = judged(ldh(quiet, "190", 90.3).at_end_of(91), "ldh");
  CHECK(within.direction == "within");
  CHECK(figure(within, "baseline_draws") == 3);
  const MeasureJudged risen = judged(ldh(high, "230", 90.3).at_end_of(91), "ldh");
  CHECK(risen.direction == "risen");
  CHECK(risen.text.find("no marker of progression") != std::string::npos);
  Course tired = course.event(EventKind::hard_exercise, 88);
  CHECK(judged(ldh(tired, "230", 90.3).at_end_of(91), "ldh").direction == "not_comparable");
}

TEST_CASE("above the laboratory's own limit in rested draws a month apart is said to persist") {
  Course course(Sex::male);
  course.measured("ck", 450, 0, "lab").measured("ck", 460, 20, "lab");
  CHECK(judged(course.at_end_of(21), "ck").text.find("not yet seen to persist") != std::string::npos);
  CHECK(judged(course.measured("ck", 470, 40, "lab").at_end_of(41), "ck").text.find("persistent") != std::string::npos);
}

TEST_CASE("how other measures move is in the JSON, with the unit in each figure's name") {
  const std::string json = json_of(diary("fatigue", 6, 2, 120).at_end_of(120));
  CHECK(json.find("\"measures\":[{\"measure\":\"fatigue\",\"method\":\"mann_kendall_weekly\"") != std::string::npos);
}
