#include "myotrend/alert/notice.h"

#include <catch2/catch.hpp>

#include "alert/alert_course.h"
#include "myotrend/alert/tell.h"

using namespace myotrend;
using namespace myotrend::alert_course;

namespace {

Assessment weak_hand() {
  Assessment assessment;
  assessment.patient = {"P1"};
  assessment.zone = Zone::named("Europe/London").value();
  assessment.summary = "Right grip down 31 %.";
  assessment.pathway = {"post-covid-neuromuscular", "1.0.0", "00ff", "clinic"};
  assessment.rules = {held("R1", "progressive-weakness", routine, 1), held("U7", "progressive-weakness", urgent, 1)};
  assessment.rules[0].act_within_days = 28;
  assessment.rules[1].act_within_days = 14;
  Flag flag;
  flag.id = "progressive-weakness";
  flag.title = "Progressive weakness";
  Evidence evidence;
  evidence.measure = "grip";
  evidence.text = "Right grip down 31 % since May";
  evidence.readings = {"r1", "r2"};
  flag.evidence = {evidence};
  assessment.flags = {flag};
  return assessment;
}

Notice notice_of_weak_hand() {
  const Assessment assessment = weak_hand();
  auto steps = reconcile({}, assessment, {}, day(1));
  tell_of(steps, assessment);
  REQUIRE(steps.size() == 1);
  REQUIRE(steps[0].notice);
  return *steps[0].notice;
}

}  // namespace

TEST_CASE("a notice says what a person needs to act, and why") {
  const Notice notice = notice_of_weak_hand();
  CHECK(notice.sequence == 1);
  CHECK(notice.weight == NoticeWeight::act);
  CHECK(notice.firing);
  CHECK(notice.level == urgent);
  CHECK(notice.title == "Progressive weakness");
  CHECK(notice.reason == "a rule of the pathway holds: R1, U7");
  CHECK(notice.excerpt.act_within_days == 14);
  CHECK(notice.excerpt.rules == Words{"R1", "U7"});
  CHECK(notice.excerpt.evidence == Words{"Right grip down 31 % since May"});
  CHECK(notice.excerpt.measures == Words{"grip"});
  CHECK(notice.excerpt.readings == Words{"r1", "r2"});
  CHECK(notice.excerpt.pathway == "post-covid-neuromuscular 1.0.0 clinic");
  CHECK(notice.excerpt.assessment_sha256 == sha256_of(weak_hand()));
}

TEST_CASE("a notice's key is the same in every store, and another for each notice of an alert") {
  const Notice notice = notice_of_weak_hand();
  CHECK(notice.key.size() == 17);
  CHECK(notice.key == notice_of_weak_hand().key);
  CHECK(notice.patient_key == patient_key({"P1"}));
  CHECK(notice.patient_key != patient_key({"P2"}));
  CHECK(notice.patient_key.find("P1") == std::string::npos);
}

TEST_CASE("after a backup was put back, another notice of the same number has another key") {
  const Assessment assessment = weak_hand();
  auto raised = reconcile({}, assessment, {}, day(1));
  tell_of(raised, assessment);
  const auto second = [&](const AlertStep& next) {
    std::vector<AlertStep> steps = {next};
    tell_of(steps, assessment);
    REQUIRE(steps[0].notice);
    CHECK(steps[0].notice->sequence == 2);
    return steps[0].notice->key;
  };
  const Alert& alert = raised[0].alert;
  const std::string resolved = second(resolve(alert, AlertOutcome::referred, {"Dr Gray", "", day(2)}).value());
  CHECK(resolved == second(resolve(alert, AlertOutcome::referred, {"Dr Gray", "", day(3)}).value()));
  Assessment worse = assessment;
  worse.rules[1].level = emergency;
  CHECK(resolved != second(reconcile({alert}, worse, {}, day(2)).at(0)));
}

TEST_CASE("a notice is read back as it was written") {
  const Notice notice = notice_of_weak_hand();
  const auto back = notice_of_json(json_of(notice));
  REQUIRE(back);
  CHECK(json_of(*back) == json_of(notice));
  CHECK(back->zone.name() == "Europe/London");
  CHECK_FALSE(notice_of_json("{}"));
  CHECK_FALSE(notice_of_json("not JSON"));
}

TEST_CASE("what a person does to quieten an alert is told to nobody") {
  const Assessment assessment = weak_hand();
  auto steps = reconcile({}, assessment, {}, day(1));
  tell_of(steps, assessment);
  const Alert alert = steps[0].alert;
  std::vector<AlertStep> quiet = {acknowledge(alert, {}, {"Dr Gray", "", day(2)}).value(),
                                  snooze(alert, day(9), {}, {"Dr Gray", "", day(2)}).value(),
                                  review(alert, {}, {"Dr Gray", "", day(2)}).value()};
  for (AlertStep& step : quiet) {
    tell_of(std::span(&step, 1), assessment);
    CHECK_FALSE(step.notice);
    CHECK(step.alert.notices == 1);
  }
  AlertStep loud = unacknowledge(quiet[0].alert, {"Dr Gray", "wrong alert", day(3)}).value();
  tell_of(std::span(&loud, 1), assessment);
  REQUIRE(loud.notice);
  CHECK(loud.notice->weight == NoticeWeight::act);
  CHECK(loud.notice->sequence == 2);
  CHECK(loud.notice->by == "Dr Gray");
}
