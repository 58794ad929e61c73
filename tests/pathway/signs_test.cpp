#include <catch2/catch.hpp>

#include "pathway/course.h"
#include "pathway/known_rules.h"

using namespace myotrend;
using test::Course;
using test::holds;

namespace {

Course steady() { return Course().steady_hands(30, 0, 120); }

}  // namespace

TEST_CASE("a report stands 28 days, to the hour") {
  const Course course = steady().reported("falls", 60.5);
  CHECK(holds(course.at(test::on_day(88.5)), "S2"));
  CHECK_FALSE(holds(course.at(test::on_day(88.51)), "S2"));
}

TEST_CASE("a clinician's finding stands until a clinician's absent, and a patient cannot take it back") {
  const Course found = steady().found("sensory-loss", 20);
  CHECK(holds(found.at_end_of(119), "S2"));
  Course denied = found;
  test::Course by_patient = denied.told([] {
    Told words;
    words.code = "sensory-loss";
    words.value = "absent";
    words.source = "patient";
    words.effective = words.recorded = "2025-02-10T10:00Z";
    return words;
  }());
  CHECK(holds(by_patient.at_end_of(60), "S2"));
  CHECK_FALSE(holds(Course(found).absent("sensory-loss", 60).at_end_of(60), "S2"));
}

TEST_CASE("a report ends by a clinician's finding of the same sign, whichever way it went") {
  const Course course = steady().reported("falls", 60);
  CHECK_FALSE(holds(Course(course).absent("falls", 62).at_end_of(62), "S2"));
  const Assessment found = Course(course).found("falls", 62).at_end_of(62);
  REQUIRE(holds(found, "S2"));
  for (const Evidence& evidence : test::flag(found, "other-findings").evidence) {
    CHECK(evidence.text.find("reported") == std::string::npos);
  }
}

TEST_CASE("an absent that names fewer places clears all that it covers, and no more") {
  const Course both = steady()
                          .found("atrophy", 40, "left", "cervical")
                          .found("atrophy", 40, "right", "cervical")
                          .found("atrophy", 40, "left", "lumbosacral");
  CHECK_FALSE(holds(Course(both).absent("atrophy", 60).at_end_of(60), "R2"));
  const Assessment left_gone = Course(both).absent("atrophy", 60, "left").at_end_of(60);
  REQUIRE(left_gone.regions.size() == 1);
  CHECK(left_gone.regions.front().region == Region::cervical);
  const Assessment arms_gone = Course(both).absent("atrophy", 60, "", "cervical").at_end_of(60);
  REQUIRE(arms_gone.regions.size() == 1);
  CHECK(arms_gone.regions.front().region == Region::lumbosacral);
}

TEST_CASE("a sign is kept per muscle too") {
  const auto wasted = [](std::string_view value, std::string_view muscle, std::string_view time) {
    Told words;
    words.code = "atrophy";
    words.value = value;
    words.source = "clinician";
    words.side = "left";
    words.region = "cervical";
    words.muscle = muscle;
    words.effective = words.recorded = time;
    return words;
  };
  Course course = steady().told(wasted("present", "deltoid", "2025-02-10T10:00Z"));
  CHECK(holds(Course(course).told(wasted("absent", "biceps", "2025-02-12T10:00Z")).at_end_of(60), "R2"));
  CHECK_FALSE(holds(Course(course).told(wasted("absent", "deltoid", "2025-02-12T10:00Z")).at_end_of(60), "R2"));
}

TEST_CASE("new means a spell that began at most seven days ago, to the hour") {
  const Course course = steady().reported("chest-pain", 60.5);
  CHECK(holds(course.at(test::on_day(67.5)), "EM7"));
  CHECK_FALSE(holds(course.at(test::on_day(67.51)), "EM7"));
}

TEST_CASE("a report that ran out earlier on the same day makes the next one new") {
  const Course course = steady().reported("chest-pain", 30.2).reported("chest-pain", 58.5);
  CHECK(holds(course.at_end_of(58), "EM7"));
  const Course unbroken = steady().reported("chest-pain", 30.6).reported("chest-pain", 58.5);
  CHECK_FALSE(holds(unbroken.at_end_of(58), "EM7"));
}

TEST_CASE("twitches seen or felt lower nothing and raise nothing") {
  const Assessment quiet = steady().at_end_of(60);
  const Assessment twitching =
      steady().found("limb-fasciculation", 30).reported("limb-fasciculation", 59).at_end_of(60);
  CHECK(twitching.disposition == Disposition::continue_care);
  CHECK(twitching.log_evidence_ratio == quiet.log_evidence_ratio);
  const auto told = [](const SetAside& aside) { return aside.what == "limb-fasciculation"; };
  CHECK(std::any_of(twitching.set_aside.begin(), twitching.set_aside.end(), told));
}

TEST_CASE("signs that argue against are shown and lower nothing") {
  const Assessment assessment =
      steady().found("split-hand", 40).found("sensory-loss", 41).found("ptosis-or-diplopia", 20).at_end_of(60);
  CHECK(assessment.disposition == Disposition::refer_routine);
  CHECK(holds(assessment, "R2:muscle-atrophy"));
  CHECK(holds(assessment, "S2"));
}
