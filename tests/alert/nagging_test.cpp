// What people complain of in every alerting system, each in its own test.
#include <catch2/catch.hpp>

#include "alert/alert_course.h"
#include "myotrend/alert/tell.h"

using namespace myotrend;
using namespace myotrend::alert_course;

namespace {

constexpr const char* flag = "progressive-weakness";

pathway::AlertTerms usual_terms() {
  pathway::AlertTerms terms;
  const auto set = [](auto& of, Disposition level, int count) {
    of[static_cast<std::size_t>(level)] = date::days{count};
  };
  set(terms.acknowledged, routine, 14);
  set(terms.acknowledged, urgent, 2);
  set(terms.acknowledged, emergency, 2);
  set(terms.snoozed, routine, 28);
  set(terms.snoozed, urgent, 7);
  terms.continues_within = date::days{14};
  return terms;
}

Course course_with_terms() {
  Course course;
  course.terms = usual_terms();
  return course;
}

const std::vector<RuleHeld> holds = {held("R1", flag, routine, 1)};
const std::vector<RuleEnded> ended = {{"R1", flag, routine, day(5)}};

}  // namespace

TEST_CASE("complaint: an alarm comes back after an acknowledgement") {
  Course course = course_with_terms();
  course.judged(1, holds);
  course.acknowledged(2);
  for (int later = 3; later < 16; ++later) CHECK(course.judged(later, holds).empty());
  CHECK(course.state() == AlertState::acknowledged);
}

TEST_CASE("complaint: an acknowledgement is forgotten for ever") {
  Course course = course_with_terms();
  SECTION("a routine one rings again after 14 days without an outcome") {
    course.judged(1, holds);
    course.acknowledged(2);
    CHECK(course.judged(15, holds).empty());
    CHECK(course.judged(16, holds) == Words{"progressive-weakness lapsed refer_routine -> refer_routine"});
    CHECK(course.last_reason == "time has run out and no outcome was told; it was: acknowledged");
    CHECK(course.state() == AlertState::raised);
    CHECK_FALSE(course.alerts.back().until);
    course.acknowledged(17);
    CHECK(course.judged(31, holds) == Words{"progressive-weakness lapsed refer_routine -> refer_routine"});
  }
  SECTION("an urgent one after 2 days") {
    course.judged(1, {held("U7", flag, urgent, 1)});
    course.acknowledged(2);
    CHECK(course.judged(3, {held("U7", flag, urgent, 1)}).empty());
    CHECK(course.judged(4, {held("U7", flag, urgent, 1)}).size() == 1);
  }
  SECTION("a review as well") {
    course.judged(1, holds);
    course.reviewed(2);
    CHECK(course.judged(16, holds).size() == 1);
    CHECK(course.last_reason == "time has run out and no outcome was told; it was: in-review");
  }
  SECTION("an outcome ends the waiting") {
    course.judged(1, holds);
    course.acknowledged(2);
    course.resolved(3);
    CHECK(course.judged(40, holds).empty());
  }
  SECTION("and what eased meanwhile rings at the level it has now") {
    course.judged(1, {held("U7", flag, urgent, 1)});
    course.acknowledged(2);
    CHECK(course.judged(4, holds) == Words{"progressive-weakness eased refer_urgent -> refer_routine",
                                           "progressive-weakness lapsed refer_routine -> refer_routine"});
    CHECK(course.state() == AlertState::raised);
  }
}

TEST_CASE("complaint: one acknowledgement silences another alarm") {
  Course course = course_with_terms();
  course.judged(1, holds);
  course.acknowledged(1);
  CHECK(course.judged(2, {held("R1", flag, routine, 1), held("U1", "bulbar", urgent, 2)}) ==
        Words{"bulbar raised none -> refer_urgent"});
  CHECK(course.alerts[0].state == AlertState::acknowledged);
  CHECK(course.alerts[1].state == AlertState::raised);
}

TEST_CASE("complaint: a snooze hides that it got worse") {
  Course course = course_with_terms();
  course.judged(1, {held("EM2", flag, emergency, 1)});
  course.snoozed(1, day(30));
  SECTION("a new emergency fact breaks through it") {
    CHECK(course.judged(2, {held("EM2", flag, emergency, 1)}).empty());
    CHECK(course.judged(3, {held("EM2", flag, emergency, 1, 3)}) ==
          Words{"progressive-weakness worsened emergency -> emergency"});
    CHECK(course.state() == AlertState::raised);
    CHECK_FALSE(course.alerts.back().until);
  }
  SECTION("a rise in level too, and easing does not") {
    CHECK(course.judged(2, holds) == Words{"progressive-weakness eased emergency -> refer_routine"});
    CHECK(course.state() == AlertState::snoozed);
    CHECK(course.judged(3, {held("U7", flag, urgent, 3)}).size() == 1);
    CHECK(course.state() == AlertState::raised);
  }
}

TEST_CASE("a snooze ends at its time, and rings") {
  Course course = course_with_terms();
  course.judged(1, holds);
  course.snoozed(1, day(20));
  CHECK(course.judged(19, holds).empty());
  CHECK(course.judged(20, holds).size() == 1);
  CHECK(course.last_reason == "time has run out and no outcome was told; it was: snoozed");
  course.snoozed(20, std::nullopt);
  CHECK(course.judged(47, holds).empty());
  CHECK(course.judged(48, holds).size() == 1);
}

TEST_CASE("complaint: an alert recovers and is gone before anybody has seen it") {
  Course course = course_with_terms();
  course.judged(1, holds);
  CHECK(course.judged(5, {}, ended) == Words{"progressive-weakness over refer_routine -> refer_routine"});
  CHECK(course.state() == AlertState::over_unseen);
  CHECK(standing(course.state()));
  CHECK(course.judged(200, {}, ended).empty());
  CHECK(standing(course.state()));
  course.acknowledged(201);
  CHECK(course.state() == AlertState::over);
  CHECK_FALSE(standing(course.state()));
}

TEST_CASE("complaint: an alert that flaps nags") {
  Course course = course_with_terms();
  course.judged(1, holds);
  course.acknowledged(2);
  SECTION("what ended and holds again within 14 days is the same alert, as quiet as its acknowledgement has it") {
    for (int flap = 3; flap < 15; flap += 2) {
      course.judged(flap, {}, ended);
      CHECK(course.judged(flap + 1, {held("R1", flag, routine, flap + 1)}, ended) ==
            Words{"progressive-weakness returned refer_routine -> refer_routine"});
      CHECK(course.state() == AlertState::acknowledged);
    }
    CHECK(course.alerts.size() == 1);
    CHECK(course.judged(16, {held("R1", flag, routine, 14)}, ended) ==
          Words{"progressive-weakness lapsed refer_routine -> refer_routine"});
  }
  SECTION("worse than before it rings") {
    course.judged(3, {}, ended);
    CHECK(course.judged(4, {held("U7", flag, urgent, 4)}, ended) ==
          Words{"progressive-weakness reopened refer_routine -> refer_urgent"});
    CHECK(course.state() == AlertState::raised);
  }
  SECTION("once its acknowledgement has run out it rings") {
    course.judged(15, {}, ended);
    CHECK(course.judged(17, {held("R1", flag, routine, 17)}, ended) ==
          Words{"progressive-weakness reopened refer_routine -> refer_routine"});
    CHECK(course.alerts.size() == 1);
  }
  SECTION("later than that it is a new alert") {
    course.judged(3, {}, ended);
    CHECK(course.judged(18, {held("R1", flag, routine, 18)}, ended) ==
          Words{"progressive-weakness raised none -> refer_routine"});
    CHECK(course.alerts.size() == 2);
  }
}

TEST_CASE("what was withdrawn and is told anew soon is the same alert, and rings") {
  Course course = course_with_terms();
  course.judged(1, holds);
  course.acknowledged(1);
  CHECK(course.judged(2, {}) == Words{"progressive-weakness withdrawn refer_routine -> refer_routine"});
  CHECK(course.judged(3, holds) == Words{"progressive-weakness reopened refer_routine -> refer_routine"});
  CHECK(course.state() == AlertState::raised);
  CHECK(course.alerts.size() == 1);
}

TEST_CASE("a withdrawn alert says whether a correction or a late fact took its ground") {
  Course course;
  course.judged(1, holds);
  course.corrected = GENERATE(true, false);
  course.judged(2, {});
  CHECK(course.last_reason == (course.corrected ? "the ground was removed by a correction or a retraction"
                                                : "a fact that was told late shows that the ground was not there"));
}

TEST_CASE("time runs by instants: a leap day and a change of the clocks do not move it") {
  Course course = course_with_terms();
  Assessment assessment;
  assessment.patient = {"P1"};
  assessment.rules = {held("R1", flag, routine, 1)};
  const auto at = [](const char* text) { return time_told(text, Zone::named("Europe/London").value())->at; };
  const auto begin = GENERATE("2024-02-20T09:00", "2025-03-20T09:00", "2025-10-20T09:00");
  const Instant raised = at(begin), seen = raised + std::chrono::hours{1};
  for (const AlertStep& step : reconcile({}, assessment, {.terms = course.terms}, raised)) course.take(step);
  course.take(acknowledge(course.alerts.back(), course.terms, {"Dr Gray", "", seen}).value());
  CHECK(course.alerts.back().until == seen + date::days{14});
  const Instant runs_out = seen + date::days{14};
  CHECK(reconcile(course.alerts, assessment, {.terms = course.terms}, runs_out - std::chrono::microseconds{1}).empty());
  CHECK(reconcile(course.alerts, assessment, {.terms = course.terms}, runs_out).size() == 1);
  // A clock that stepped back: the same question has the same answer, whatever was asked before.
  CHECK(reconcile(course.alerts, assessment, {.terms = course.terms}, raised).empty());
}

TEST_CASE("complaint: the message that it is resolved never comes, or comes again") {
  Course course = course_with_terms();
  std::vector<Notice> told;
  const auto judged = [&](int at, std::vector<RuleHeld> rules, std::vector<RuleEnded> ends = {}) {
    Assessment assessment;
    assessment.patient = {"P1"};
    assessment.rules = std::move(rules);
    assessment.ended = std::move(ends);
    auto steps = reconcile(course.alerts, assessment, {.terms = course.terms}, day(at));
    tell_of(steps, assessment);
    for (const AlertStep& step : steps) {
      if (step.notice) told.push_back(*step.notice);
      course.take(step);
    }
  };
  judged(1, holds);
  REQUIRE(told.size() == 1);
  CHECK(told[0].firing);
  SECTION("by its rules") {
    judged(5, {}, ended);
    judged(6, {}, ended);
    REQUIRE(told.size() == 2);
    CHECK(told[1].sequence == 2);
    CHECK_FALSE(told[1].firing);
    CHECK(told[1].key != told[0].key);
  }
  SECTION("by a person, and not again when its rules end later") {
    AlertStep step = resolve(course.alerts.back(), AlertOutcome::referred, {"Dr Gray", "", day(2)}).value();
    tell_of(std::span(&step, 1), {});
    REQUIRE(step.notice);
    CHECK_FALSE(step.notice->firing);
    course.take(step);
    judged(5, {}, ended);
    judged(6, {}, ended);
    CHECK(told.size() == 1);
    CHECK(course.alerts.back().notices == 2);
  }
}
