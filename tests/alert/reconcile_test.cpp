#include "myotrend/alert/reconcile.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "alert/alert_course.h"
#include "myotrend/alert/life_cycle.h"

using namespace myotrend;
using namespace myotrend::alert_course;

TEST_CASE("one alert per flag, at the highest level of its rules, from refer_routine on") {
  Course course;
  CHECK(course.judged(1, {held("S2", "other-findings", Disposition::reassess, 1)}).empty());
  CHECK(course.judged(
            2, {held("R2", "bulbar", routine, 2), held("U1", "bulbar", urgent, 2),
                held("U4", "upper-motor-neuron", urgent, 2), held("S3", "persistent-ck", Disposition::reassess, 2)}) ==
        Words{"bulbar raised none -> refer_urgent", "upper-motor-neuron raised none -> refer_urgent"});
  CHECK(course.alerts[0].raised == day(2));
  CHECK(course.alerts[0].id == alert_id({"P1"}, "bulbar", 1));
  CHECK(course
            .judged(3, {held("R2", "bulbar", routine, 2), held("U1", "bulbar", urgent, 2),
                        held("U4", "upper-motor-neuron", urgent, 2)})
            .empty());
}

TEST_CASE("an alert worsens, eases and is over, and says by which rules") {
  Course course;
  course.judged(1, {held("R1", "progressive-weakness", routine, 1)});
  CHECK(course.last_reason == "a rule of the pathway holds: R1");
  CHECK(course.judged(
            2, {held("R1", "progressive-weakness", routine, 1), held("U3", "progressive-weakness", urgent, 2)}) ==
        Words{"progressive-weakness worsened refer_routine -> refer_urgent"});
  CHECK(course.last_reason == "the level rose: R1, U3");
  CHECK(course.judged(3, {held("R1", "progressive-weakness", routine, 1)},
                      {{"U3", "progressive-weakness", urgent, day(3)}}) ==
        Words{"progressive-weakness eased refer_urgent -> refer_routine"});
  CHECK(course.judged(4, {}, {{"R1", "progressive-weakness", routine, day(4)}}) ==
        Words{"progressive-weakness over refer_routine -> refer_routine"});
  CHECK(course.last_reason == "the rules have ended: R1");
  CHECK(course.state() == AlertState::over_unseen);
}

TEST_CASE("what comes after the end is a new alert with an id of its own") {
  Course course;
  course.judged(1, {held("U1", "bulbar", urgent, 1)});
  course.acknowledged(1);
  course.judged(2, {}, {{"U1", "bulbar", urgent, day(2)}});
  CHECK(course.judged(3, {held("U1", "bulbar", urgent, 3)}, {{"U1", "bulbar", urgent, day(2)}}) ==
        Words{"bulbar raised none -> refer_urgent"});
  REQUIRE(course.alerts.size() == 2);
  CHECK(course.alerts[1].number == 2);
  CHECK(course.alerts[0].id != course.alerts[1].id);
  CHECK(course.alerts[0].state == AlertState::over);
}

TEST_CASE("a correction that removes the ground withdraws the alert and says so") {
  Course course;
  course.judged(1, {held("U4", "upper-motor-neuron", urgent, 1)});
  course.acknowledged(1);
  CHECK(course.judged(2, {}) == Words{"upper-motor-neuron withdrawn refer_urgent -> refer_urgent"});
  CHECK(course.last_reason == "the ground was removed by a correction or a retraction");
  CHECK(course.state() == AlertState::withdrawn);
}

TEST_CASE("a reassess rule that ended does not make a removed referral look ended") {
  Course course;
  course.judged(1, {held("R1", "progressive-weakness", routine, 1)});
  CHECK(course.judged(2, {}, {{"S2", "progressive-weakness", Disposition::reassess, day(2)}}) ==
        Words{"progressive-weakness withdrawn refer_routine -> refer_routine"});
}

TEST_CASE("acknowledged stays quiet until it worsens") {
  Course course;
  course.judged(1, {held("R1", "progressive-weakness", routine, 1)});
  course.acknowledged(2);
  CHECK(course.judged(3, {held("R1", "progressive-weakness", routine, 1)}).empty());
  CHECK(course.state() == AlertState::acknowledged);
  course.judged(4, {held("U7", "progressive-weakness", urgent, 4)});
  CHECK(course.state() == AlertState::raised);
  course.acknowledged(5);
  CHECK(course.judged(6, {held("R1", "progressive-weakness", routine, 1)}) ==
        Words{"progressive-weakness eased refer_urgent -> refer_routine"});
  CHECK(course.state() == AlertState::acknowledged);
}

TEST_CASE("a new emergency fact on a standing alert is worsened, and ends the acknowledgement") {
  Course course;
  course.judged(1, {held("EM2", "emergency-swallowing", emergency, 1)});
  course.acknowledged(1);
  CHECK(course.judged(2, {held("EM2", "emergency-swallowing", emergency, 1)}).empty());
  CHECK(course.judged(3, {held("EM2", "emergency-swallowing", emergency, 1, 3)}) ==
        Words{"emergency-swallowing worsened emergency -> emergency"});
  CHECK(course.last_reason == "a new emergency finding was recorded: EM2");
  CHECK(course.state() == AlertState::raised);
}

TEST_CASE("an emergency left unanswered eases to urgent; the next one worsens it again") {
  Course course;
  course.judged(1, {held("EM1", "emergency-breathing", emergency, 1)});
  CHECK(course.judged(9, {held("U8", "emergency-breathing", urgent, 8)},
                      {{"EM1", "emergency-breathing", emergency, day(8)}}) ==
        Words{"emergency-breathing eased emergency -> refer_urgent"});
  CHECK(course.judged(10, {held("EM1", "emergency-breathing", emergency, 10)}) ==
        Words{"emergency-breathing worsened refer_urgent -> emergency"});
}

TEST_CASE("a resolved alert reopens when its level rises") {
  Course course;
  course.judged(1, {held("R1", "progressive-weakness", routine, 1)});
  course.resolved(2);
  CHECK(course.judged(3, {held("R1", "progressive-weakness", routine, 1)}).empty());
  CHECK(
      course.judged(4, {held("R1", "progressive-weakness", routine, 1), held("R2", "progressive-weakness", routine, 4)})
          .empty());
  CHECK(course.judged(5, {held("U3", "progressive-weakness", urgent, 5)}) ==
        Words{"progressive-weakness reopened refer_routine -> refer_urgent"});
  CHECK(course.state() == AlertState::raised);
  CHECK(course.alerts.back().outcome == AlertOutcome::none);
  CHECK(course.alerts.size() == 1);
}

TEST_CASE("a resolved alert reopens when its rule has ended and holds again") {
  const RuleEnded ended{"U1", "bulbar", urgent, day(3)};
  SECTION("with a judgement in between") {
    Course course;
    course.judged(1, {held("U1", "bulbar", urgent, 1)});
    course.resolved(2);
    CHECK(course.judged(3, {}, {ended}) == Words{"bulbar over refer_urgent -> refer_urgent"});
    CHECK(course.state() == AlertState::resolved);
    CHECK(course.judged(4, {}, {ended}).empty());
    CHECK(course.judged(5, {held("U1", "bulbar", urgent, 5)}, {ended}) ==
          Words{"bulbar reopened refer_urgent -> refer_urgent"});
    CHECK(course.last_reason == "a rule had ended and holds again: U1");
  }
  SECTION("with none in between") {
    Course course;
    course.judged(1, {held("U1", "bulbar", urgent, 1)});
    course.resolved(2);
    CHECK(course.judged(5, {held("U1", "bulbar", urgent, 5)}) == Words{"bulbar reopened refer_urgent -> refer_urgent"});
  }
  SECTION("not while one of its rules has held all the time") {
    Course course;
    course.judged(1, {held("R2", "bulbar", routine, 1)});
    course.resolved(2);
    CHECK(course.judged(5, {held("R2", "bulbar", routine, 1), held("R9", "bulbar", routine, 5)}).empty());
  }
}

TEST_CASE("a resolved alert whose level fell reopens when it rises again") {
  Course course;
  course.judged(1, {held("U3", "progressive-weakness", urgent, 1)});
  course.resolved(2);
  CHECK(course.judged(3, {held("R1", "progressive-weakness", routine, 3)}) ==
        Words{"progressive-weakness eased refer_urgent -> refer_routine"});
  CHECK(course.state() == AlertState::resolved);
  CHECK(course.judged(4, {held("U3", "progressive-weakness", urgent, 4)}) ==
        Words{"progressive-weakness reopened refer_routine -> refer_urgent"});
}

TEST_CASE("a correction that removes the ground of a resolved alert is told too") {
  Course course;
  course.judged(1, {held("U1", "bulbar", urgent, 1)});
  course.resolved(2);
  CHECK(course.judged(3, {}) == Words{"bulbar withdrawn refer_urgent -> refer_urgent"});
  CHECK(course.judged(4, {held("U1", "bulbar", urgent, 4)}) == Words{"bulbar raised none -> refer_urgent"});
}

TEST_CASE("after the care ended only emergencies stand or are raised") {
  const std::string care = GENERATE(as<std::string>{}, "neurology-seen", "discharge", "withdrew");
  Course course;
  const std::vector<RuleHeld> rules = {held("EM2", "emergency-swallowing", emergency, 1),
                                       held("U1", "bulbar", urgent, 1)};
  course.judged(1, rules);
  CHECK(course.judged(2, rules, {}, care) == Words{"bulbar left refer_urgent -> refer_urgent"});
  CHECK(course.last_reason == "no longer followed for referral: " + care);
  CHECK(course.judged(3, {held("U4", "upper-motor-neuron", urgent, 3), rules[0]}, {}, care).empty());
  CHECK(course.judged(4, {rules[0], held("EM1", "emergency-breathing", emergency, 4)}, {}, care) ==
        Words{"emergency-breathing raised none -> emergency"});
  CHECK(course.judged(9,
                      {held("U8", "emergency-swallowing", urgent, 8), held("EM1", "emergency-breathing", emergency, 4)},
                      {}, care) == Words{"emergency-swallowing left emergency -> emergency"});
}

TEST_CASE("after death nothing stands and nothing is raised") {
  Course course;
  course.judged(1, {held("EM2", "emergency-swallowing", emergency, 1)});
  CHECK(course.judged(2, {}, {}, "death") == Words{"emergency-swallowing left emergency -> emergency"});
  CHECK(course.last_reason == "no longer followed for referral: death");
  CHECK(course.judged(3, {held("EM1", "emergency-breathing", emergency, 3)}, {}, "death").empty());
}

TEST_CASE("an alert that is over because the care ended is raised anew when that is retracted") {
  Course course;
  course.judged(1, {held("U1", "bulbar", urgent, 1)});
  course.judged(2, {held("U1", "bulbar", urgent, 1)}, {}, "discharge");
  CHECK(course.judged(3, {held("U1", "bulbar", urgent, 1)}) == Words{"bulbar raised none -> refer_urgent"});
  CHECK(course.alerts.back().number == 2);
}

TEST_CASE("out of scope is an end, not a withdrawal, and leaves a resolved alert alone") {
  Assessment pregnant;
  pregnant.patient = {"P1"};
  pregnant.missing.push_back({"scope", "Not judged: pregnancy.", std::nullopt, std::nullopt});
  Course course;
  course.judged(1, {held("U1", "bulbar", urgent, 1)});
  SECTION("standing") {
    CHECK(course.judged_as(2, pregnant) == Words{"bulbar left refer_urgent -> refer_urgent"});
    CHECK(course.last_reason == "no longer followed for referral: Not judged: pregnancy.");
  }
  SECTION("resolved") {
    course.resolved(1);
    CHECK(course.judged_as(2, pregnant).empty());
  }
}

TEST_CASE("another pathway ends an alert without calling it a correction") {
  Course course;
  course.judged(1, {held("R1", "progressive-weakness", routine, 1)});
  CHECK(course.judged(2, {}, {}, "", Rules::others) ==
        Words{"progressive-weakness over refer_routine -> refer_routine"});
  CHECK(course.last_reason.find("pathway") != std::string::npos);
}

TEST_CASE("each reason has a sentence of its own") {
  std::vector<std::string_view> sentences;
  for (int reason = 0; reason <= static_cast<int>(AlertReason::run_out); ++reason) {
    const auto sentence = sentence_of(static_cast<AlertReason>(reason));
    CHECK_FALSE(sentence.empty());
    CHECK(std::find(sentences.begin(), sentences.end(), sentence) == sentences.end());
    sentences.push_back(sentence);
  }
}
