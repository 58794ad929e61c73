#include "myotrend/replay/validation.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "myotrend/replay/fingerprint.h"
#include "pathway/course.h"
#include "pathway/known_rules.h"

using namespace myotrend;
using namespace myotrend::replay;
using Catch::Matchers::WithinAbs;

namespace {

Day day_number(int n) { return Zone().day_of(test::on_day(n)); }

PatientRun run(test::Course course, const std::string& id) {
  course.patient.id = PatientId{id};
  course.patient.enrolment = day_number(0);
  course.patient.followup_end = day_number(400);
  return run_of(test::known_rules(), built_in_baselines(), course.history(), {});
}

/// One falls from day 100 on, one is level, one is level and a clinician finds a split hand on day 200, of one nothing
/// was ever recorded.
const std::vector<PatientRun>& cohort() {
  static const std::vector<PatientRun> runs{
      run(test::Course().falling_right_hand(40, 4, 100, 0, 400), "falling"),
      run(test::Course().steady_hands(30, 0, 400), "level"),
      run(test::Course().steady_hands(30, 0, 400).found("split-hand", 200.4).event(EventKind::neurology_seen, 230.2),
          "found"),
      run(test::Course(), "empty")};
  return runs;
}

const Truths& truths() {
  static const Truths told{{"falling", {"limb", true, day_number(100), day_number(0), day_number(400)}},
                           {"level", {"plateau", false, std::nullopt, day_number(0), day_number(400)}},
                           {"found", {"plateau", false, std::nullopt, day_number(0), day_number(400)}},
                           {"empty", {"recovering", false, std::nullopt, day_number(0), day_number(400)}}};
  return told;
}

const Validation& validation() {
  static const Validation found = validate(test::known_rules(), built_in_baselines(), cohort(), truths());
  return found;
}

const RuleCost& rule(const std::string& id) {
  const auto it = std::find_if(validation().rules.begin(), validation().rules.end(),
                               [&](const RuleCost& cost) { return cost.rule == id; });
  REQUIRE(it != validation().rules.end());
  return *it;
}

const Frontier& frontier(const std::string& name) {
  const auto it = std::find_if(validation().frontiers.begin(), validation().frontiers.end(),
                               [&](const Frontier& one) { return one.detector == name; });
  REQUIRE(it != validation().frontiers.end());
  return *it;
}

}  // namespace

TEST_CASE("a course has the decisions of a replay, and a change for each time they become others") {
  test::Course course;
  course.steady_hands(30, 0, 90).reported("choking", 60.4);
  course.patient.enrolment = day_number(0);
  course.patient.followup_end = day_number(90);
  const History history = course.history();
  const Course found = replay::course(test::known_rules(), history, {});
  CHECK(found.decisions == decisions(test::known_rules(), history, {}));
  CHECK(found.changes.front() == found.decisions.front());
  for (std::size_t i = 1; i < found.changes.size(); ++i)
    CHECK(found.changes[i].disposition != found.changes[i - 1].disposition);
  REQUIRE_FALSE(found.lines.empty());
  CHECK(test::known_rules().pathway->rules(test::known_rules().point)[found.lines.front().rule].id == "EM2");
  CHECK(found.lines.front().day == day_number(60));
}

TEST_CASE("the evidence of a course only rises, from evening to evening") {
  const Course& falling = cohort().front().course;
  REQUIRE(falling.evidence.size() > 5);
  for (std::size_t i = 1; i < falling.evidence.size(); ++i) {
    CHECK(falling.evidence[i].value > falling.evidence[i - 1].value);
    CHECK(falling.evidence[i].day > falling.evidence[i - 1].day);
  }
  CHECK(first_reaching(falling.evidence, std::log(10)).has_value());
  CHECK_FALSE(first_reaching(cohort()[1].course.evidence, std::log(10)).has_value());
}

TEST_CASE("a false referral is told of the rule that made it, and is gone without that rule") {
  CHECK(validation().score.false_referrals.front().events == 1);
  CHECK(rule("R2").false_first == 1);
  CHECK(rule("R2").false_alone == 1);
  CHECK(rule("R2").by_class == std::map<std::string, int>{{"plateau", 1}});
  CHECK(rule("R2").without.false_referrals.events == 0);
  CHECK(rule("R1").without.false_referrals.events == 1);
  CHECK(rule("R1").true_first == 1);
  CHECK(validation().without_clinician.false_referrals.events == 0);
  CHECK(validation().without_clinician.found.back().value == 1);
}

TEST_CASE("the frontier at the point's own cut-off is what the decisions say") {
  const auto& settings = frontier("ramp").settings;
  for (std::size_t i = 1; i < settings.size(); ++i) CHECK(settings[i].cut_off > settings[i - 1].cut_off);
  const auto named =
      std::find_if(settings.begin(), settings.end(), [](const Setting& s) { return s.name == "clinic"; });
  REQUIRE(named != settings.end());
  CHECK(named->false_referrals.events == validation().score.false_referrals.front().events);
  CHECK(named->median.days == waiting_for(validation().score.delays.front().monitored, .5).days);
  CHECK(std::count_if(settings.begin(), settings.end(), [](const Setting& s) { return s.name == "population (its evidence cut-off only)"; }) == 1);
  CHECK(frontier("evidence alone").settings.front().false_referrals.events <= 3);
  for (const Detector baseline : baselines) CHECK(frontier(std::string(word_of(baseline))).settings.size() > 5);
}

TEST_CASE("calibration counts those who do not progress, the never recorded too") {
  for (const Calibration& one : validation().calibration_strength) {
    CHECK(one.patients == 3);
    if (one.cut_off >= 10) CHECK(one.reached == 0);
  }
}

TEST_CASE("of patients whose truth nobody knows: dispositions, rules, outcomes, data") {
  const Practice found = practice(test::known_rules(), built_in_baselines(), cohort());
  CHECK(found.patients == 4);
  CHECK(found.with_facts == 3);
  CHECK(found.referrals == 2);
  CHECK(found.months.size() == 14);
  CHECK_THAT(found.patient_months, WithinAbs(4 * 401 * 12 / 365.25, 1e-9));
  REQUIRE(found.outcomes.size() == 1);
  CHECK(found.outcomes.front().referred_before == 1);
  CHECK(found.outcomes.front().median_days_before == 30);
  CHECK(found.detectors.front().alarmed == 2);
  std::size_t at_end = 0;
  for (const std::size_t count : found.at_end) at_end += count;
  CHECK(at_end == 4);
}

TEST_CASE("a fingerprint is that of sha256sum for one text, and depends on where texts end") {
  CHECK(fingerprint({"abc"}) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(fingerprint({"ab", "c"}) != fingerprint({"a", "bc"}));
}
