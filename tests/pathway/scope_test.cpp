#include <catch2/catch.hpp>

#include "pathway/course.h"

using namespace myotrend;
using test::Course;
using test::flag;
using test::holds;

namespace {

Course steady() { return Course().steady_hands(30, 0, 120); }

bool misses(const Assessment& assessment, std::string_view what) {
  return std::any_of(assessment.missing.begin(), assessment.missing.end(),
                     [&](const Missing& missing) { return missing.what == what; });
}

}  // namespace

TEST_CASE("out of scope: judged as too little, with the reason, and no rule is shown") {
  Course young = steady().reported("choking", 60);
  young.patient.birth_year = 2012;
  for (const Assessment& assessment :
       {young.at_end_of(60), steady().reported("choking", 60).event(EventKind::pregnancy, 10).at_end_of(60),
        steady().reported("choking", 60).event(EventKind::known_neuromuscular_disease, 10).at_end_of(60),
        steady().reported("choking", 60).event(EventKind::tracheostomy, 10).at_end_of(60)}) {
    CHECK(assessment.disposition == Disposition::insufficient_data);
    CHECK(assessment.rules.empty());
    CHECK(misses(assessment, "scope"));
    for (const Flag& each : assessment.flags) CHECK(each.state == FlagState::unknown);
  }
}

TEST_CASE("in scope again, what stood is shown again") {
  const Course course = steady().found("split-hand", 20).event(EventKind::pregnancy, 30, 70);
  CHECK(course.at_end_of(60).disposition == Disposition::insufficient_data);
  CHECK(course.at_end_of(71).disposition == Disposition::refer_routine);
}

TEST_CASE("after the end of care the disposition is judged as ever, and the end is told") {
  const auto ended = [](EventKind kind) {
    const Assessment assessment = steady().found("split-hand", 20).event(kind, 50).at_end_of(60);
    CHECK(assessment.disposition == Disposition::refer_routine);
    return assessment.care_ended;
  };
  CHECK(ended(EventKind::neurology_seen) == "neurology-seen");
  CHECK(ended(EventKind::discharge) == "discharge");
  CHECK(ended(EventKind::withdrew) == "withdrew");
  CHECK(ended(EventKind::death) == "death");
  CHECK(ended(EventKind::referral_made).empty());
  CHECK(steady().event(EventKind::discharge, 20).event(EventKind::death, 50).at_end_of(60).care_ended == "death");
  CHECK(steady().event(EventKind::discharge, 70).at_end_of(60).care_ended.empty());
}

TEST_CASE("a flag that rests on an examination is unknown until a clinician has looked for one of its signs") {
  const Assessment never = steady().at_end_of(60);
  for (const char* id : {"muscle-atrophy", "bulbar", "upper-motor-neuron", "respiratory-weakness", "persistent-ck"}) {
    INFO(id);
    CHECK(flag(never, id).state == FlagState::unknown);
    CHECK(flag(never, id).level == Disposition::insufficient_data);
  }
  CHECK(flag(steady().absent("atrophy", 50).at_end_of(60), "muscle-atrophy").state == FlagState::not_met);
  CHECK(flag(steady().absent("clonus", 50).at_end_of(60), "upper-motor-neuron").state == FlagState::not_met);
  CHECK(flag(steady().absent("dysphagia", 50).at_end_of(60), "bulbar").state == FlagState::not_met);
  CHECK(flag(steady().reported("dysphagia", 50).at_end_of(60), "bulbar").state == FlagState::unknown);
  CHECK(flag(steady().absent("atrophy", 50).at_end_of(60), "bulbar").state == FlagState::unknown);
  CHECK(flag(steady().measured("ck", 90, 50, "lab").at_end_of(60), "persistent-ck").state == FlagState::not_met);
  CHECK(flag(steady().measured("mip", 90, 50, "clinician").at_end_of(60), "respiratory-weakness").state ==
        FlagState::not_met);
}

TEST_CASE("a flag that rests on the evidence is unknown until 28 days and 10 readings") {
  Course course;
  course.steady_hands(30, 0, 60);
  CHECK(flag(course.at_end_of(27), "progressive-weakness").state == FlagState::unknown);
  const Assessment after = course.at_end_of(30);
  CHECK(flag(after, "progressive-weakness").state == FlagState::not_met);
  CHECK(flag(after, "progressive-weakness").level == Disposition::continue_care);
}

TEST_CASE("a flag has the level of its highest rule, and every flag of the pathway is shown") {
  const Assessment assessment = steady().found("weakness", 50).found("foot-drop", 51).at_end_of(60);
  CHECK(flag(assessment, "progressive-weakness").level == Disposition::refer_urgent);
  CHECK(assessment.flags.size() == 15);
  for (const Flag& each : assessment.flags) CHECK_FALSE(each.source.empty());
}

TEST_CASE("what was never measured or examined is named, also where nothing is wrong") {
  const Assessment assessment = steady().at_end_of(60);
  CHECK(assessment.disposition == Disposition::continue_care);
  for (const char* what : {"legs", "swallowing-and-speech", "reflexes", "mip"}) CHECK(misses(assessment, what));
  CHECK_FALSE(misses(assessment, "grip"));
}

TEST_CASE("symptom scores are set aside while no referral holds, and only then") {
  const auto aside = [](const Assessment& assessment, std::string_view what) {
    return std::any_of(assessment.set_aside.begin(), assessment.set_aside.end(),
                       [&](const SetAside& each) { return each.what == what; });
  };
  Course course = steady().measured("fatigue", 8, 50).measured("cramp", 8, 50).measured("ck", 100, 50, "lab");
  const Assessment quiet = course.at_end_of(60);
  for (const char* what : {"fatigue", "cramp", "ck"}) CHECK(aside(quiet, what));
  CHECK(course.found("split-hand", 55).at_end_of(60).set_aside.empty());
}

TEST_CASE("an emergency's summary begins with the action and says that this program calls nobody") {
  const Assessment assessment = steady().reported("choking", 60).at_end_of(60);
  CHECK(assessment.summary.starts_with("Send to emergency care now"));
  CHECK(assessment.summary.find("This program calls nobody.") != std::string::npos);
}
