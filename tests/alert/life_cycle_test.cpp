#include "myotrend/alert/life_cycle.h"

#include <catch2/catch.hpp>
#include <map>
#include <string>

using namespace myotrend;

namespace {

constexpr AlertState all_states[] = {AlertState::raised,      AlertState::notified,  AlertState::acknowledged,
                                     AlertState::snoozed,     AlertState::in_review, AlertState::resolved,
                                     AlertState::over_unseen, AlertState::over,      AlertState::withdrawn};
constexpr AlertChangeKind all_events[] = {
    AlertChangeKind::raised,   AlertChangeKind::worsened,     AlertChangeKind::eased,
    AlertChangeKind::over,     AlertChangeKind::left,         AlertChangeKind::withdrawn,
    AlertChangeKind::reopened, AlertChangeKind::returned,     AlertChangeKind::lapsed,
    AlertChangeKind::notified, AlertChangeKind::acknowledged, AlertChangeKind::unacknowledged,
    AlertChangeKind::snoozed,  AlertChangeKind::reviewed,     AlertChangeKind::resolved};

/// Every possible step of an alert's life; what is not here cannot happen. `-`: no alert yet.
const std::map<std::pair<std::string, std::string>, std::string> table = {
    {{"-", "raised"}, "raised"},

    {{"raised", "worsened"}, "raised"},
    {{"raised", "eased"}, "raised"},
    {{"raised", "over"}, "over-unseen"},
    {{"raised", "left"}, "over"},
    {{"raised", "withdrawn"}, "withdrawn"},
    {{"raised", "notified"}, "notified"},
    {{"raised", "acknowledged"}, "acknowledged"},
    {{"raised", "snoozed"}, "snoozed"},
    {{"raised", "reviewed"}, "in-review"},
    {{"raised", "resolved"}, "resolved"},

    {{"notified", "worsened"}, "raised"},
    {{"notified", "eased"}, "notified"},
    {{"notified", "over"}, "over-unseen"},
    {{"notified", "left"}, "over"},
    {{"notified", "withdrawn"}, "withdrawn"},
    {{"notified", "acknowledged"}, "acknowledged"},
    {{"notified", "snoozed"}, "snoozed"},
    {{"notified", "reviewed"}, "in-review"},
    {{"notified", "resolved"}, "resolved"},

    {{"acknowledged", "worsened"}, "raised"},
    {{"acknowledged", "eased"}, "acknowledged"},
    {{"acknowledged", "over"}, "over"},
    {{"acknowledged", "left"}, "over"},
    {{"acknowledged", "withdrawn"}, "withdrawn"},
    {{"acknowledged", "lapsed"}, "raised"},
    {{"acknowledged", "unacknowledged"}, "raised"},
    {{"acknowledged", "snoozed"}, "snoozed"},
    {{"acknowledged", "reviewed"}, "in-review"},
    {{"acknowledged", "resolved"}, "resolved"},

    {{"snoozed", "worsened"}, "raised"},
    {{"snoozed", "eased"}, "snoozed"},
    {{"snoozed", "over"}, "over"},
    {{"snoozed", "left"}, "over"},
    {{"snoozed", "withdrawn"}, "withdrawn"},
    {{"snoozed", "lapsed"}, "raised"},
    {{"snoozed", "unacknowledged"}, "raised"},
    {{"snoozed", "acknowledged"}, "acknowledged"},
    {{"snoozed", "snoozed"}, "snoozed"},
    {{"snoozed", "reviewed"}, "in-review"},
    {{"snoozed", "resolved"}, "resolved"},

    {{"in-review", "worsened"}, "raised"},
    {{"in-review", "eased"}, "in-review"},
    {{"in-review", "over"}, "over"},
    {{"in-review", "left"}, "over"},
    {{"in-review", "withdrawn"}, "withdrawn"},
    {{"in-review", "lapsed"}, "raised"},
    {{"in-review", "unacknowledged"}, "raised"},
    {{"in-review", "acknowledged"}, "acknowledged"},
    {{"in-review", "snoozed"}, "snoozed"},
    {{"in-review", "resolved"}, "resolved"},

    {{"resolved", "reopened"}, "raised"},
    {{"resolved", "eased"}, "resolved"},
    {{"resolved", "over"}, "resolved"},
    {{"resolved", "withdrawn"}, "withdrawn"},

    {{"over-unseen", "reopened"}, "raised"},
    {{"over-unseen", "acknowledged"}, "over"},
    {{"over-unseen", "left"}, "over"},
    {{"over-unseen", "withdrawn"}, "withdrawn"},
    {{"over-unseen", "resolved"}, "resolved"},

    {{"over", "returned"}, "acknowledged"},
    {{"over", "reopened"}, "raised"},
    {{"withdrawn", "reopened"}, "raised"},
};

Alert alert_in(AlertState state) {
  Alert alert;
  alert.id = "a0000000000000000";
  alert.patient = {"P1"};
  alert.flag = "bulbar";
  alert.level = Disposition::refer_urgent;
  alert.state = state;
  return alert;
}

const Instant now = date::sys_days{date::year{2025} / 3 / 1};

pathway::AlertTerms terms() {
  pathway::AlertTerms out;
  const auto urgent = static_cast<std::size_t>(Disposition::refer_urgent);
  out.acknowledged[urgent] = date::days{2};
  out.snoozed[urgent] = date::days{7};
  return out;
}

}  // namespace

TEST_CASE("the life cycle is exactly its table") {
  const auto expected = [](const std::string& state, AlertChangeKind event) -> std::string {
    const auto step = table.find({state, std::string(word_of(event))});
    return step == table.end() ? "impossible" : step->second;
  };
  const auto word = [](std::optional<AlertState> state) -> std::string {
    return state ? std::string(word_of(*state)) : "impossible";
  };
  for (const AlertChangeKind event : all_events) {
    CHECK(word(after(std::nullopt, event)) == expected("-", event));
    for (const AlertState state : all_states) {
      INFO(word_of(state) << " + " << word_of(event));
      CHECK(word(after(state, event)) == expected(std::string(word_of(state)), event));
    }
  }
}

TEST_CASE("the life cycle is known when compiling") {
  static_assert(after(AlertState::acknowledged, AlertChangeKind::worsened) == AlertState::raised);
  static_assert(after(AlertState::notified, AlertChangeKind::over) == AlertState::over_unseen);
  static_assert(after(AlertState::over, AlertChangeKind::resolved) == std::nullopt);
  static_assert(standing(AlertState::raised) && standing(AlertState::over_unseen) && !standing(AlertState::resolved));
}

TEST_CASE("words of states, changes and outcomes are read back") {
  for (const AlertState state : all_states) CHECK(alert_state_named(word_of(state)) == state);
  for (const AlertChangeKind event : all_events) CHECK(alert_change_named(word_of(event)) == event);
  for (const char* word : {"none", "referred", "cleared", "duplicate", "other"})
    CHECK(word_of(alert_outcome_named(word).value()) == word);
  CHECK_FALSE(alert_state_named("closed"));
  CHECK_FALSE(alert_change_named("gone"));
  CHECK_FALSE(alert_outcome_named("healed"));
}

TEST_CASE("a person acknowledges a raised alert once, for the time that the terms give it") {
  const auto step = acknowledge(alert_in(AlertState::raised), terms(), {"Dr Gray", "called the patient", now});
  REQUIRE(step.ok());
  CHECK(step->alert.state == AlertState::acknowledged);
  CHECK(step->alert.updated == now);
  CHECK(step->alert.until == now + date::days{2});
  CHECK(step->change.change == AlertChangeKind::acknowledged);
  CHECK(step->change.by == "Dr Gray");
  CHECK(step->change.reason == "called the patient");
  CHECK(step->change.at == now);
  CHECK(step->change.until == step->alert.until);

  const auto again = acknowledge(step->alert, terms(), {"Dr Gray", "", now});
  REQUIRE_FALSE(again.ok());
  CHECK(again.refusal().text.find("acknowledged already") != std::string::npos);
  for (const AlertState closed : {AlertState::resolved, AlertState::over, AlertState::withdrawn}) {
    const auto refused = acknowledge(alert_in(closed), terms(), {"Dr Gray", "", now});
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.refusal().text.find(word_of(closed)) != std::string::npos);
  }
}

TEST_CASE("an acknowledgement, a snooze and a review can be taken back") {
  for (const AlertState quiet : {AlertState::acknowledged, AlertState::snoozed, AlertState::in_review}) {
    const auto step = unacknowledge(alert_in(quiet), {"Dr Gray", "the wrong patient", now});
    REQUIRE(step.ok());
    CHECK(step->alert.state == AlertState::raised);
    CHECK_FALSE(step->alert.until);
  }
  CHECK_FALSE(unacknowledge(alert_in(AlertState::raised), {"Dr Gray", "", now}).ok());
}

TEST_CASE("a snooze ends at the time it was given, and without one when the terms have it") {
  const Instant monday = now + date::days{3};
  CHECK(snooze(alert_in(AlertState::notified), monday, terms(), {"Dr Gray", "", now})->alert.until == monday);
  CHECK(snooze(alert_in(AlertState::notified), std::nullopt, terms(), {"Dr Gray", "", now})->alert.until ==
        now + date::days{7});
  CHECK_FALSE(snooze(alert_in(AlertState::notified), now, terms(), {"Dr Gray", "", now}).ok());
  CHECK_FALSE(snooze(alert_in(AlertState::resolved), monday, terms(), {"Dr Gray", "", now}).ok());
}

TEST_CASE("what is over and was never seen is over for good once somebody has seen it") {
  const auto step = acknowledge(alert_in(AlertState::over_unseen), terms(), {"Dr Gray", "", now});
  REQUIRE(step.ok());
  CHECK(step->alert.state == AlertState::over);
  CHECK_FALSE(step->alert.until);
  const auto in_vain =
      acknowledge(alert_in(AlertState::over_unseen), terms(), {"Dr Gray", "", now}, now + date::days{7});
  REQUIRE_FALSE(in_vain.ok());  // it never rings again
  CHECK(in_vain.refusal().text.find("--until") != std::string::npos);
}

TEST_CASE("a person resolves a standing alert, with an outcome, and can take that back") {
  for (const AlertState open : {AlertState::raised, AlertState::notified, AlertState::acknowledged, AlertState::snoozed,
                                AlertState::in_review, AlertState::over_unseen}) {
    const auto step = resolve(alert_in(open), AlertOutcome::referred, {"Dr Gray", "letter sent", now});
    REQUIRE(step.ok());
    CHECK(step->alert.state == AlertState::resolved);
    CHECK(step->alert.outcome == AlertOutcome::referred);
    CHECK(step->alert.resolved_level == Disposition::refer_urgent);
    CHECK(step->alert.ended_since_resolved == (open == AlertState::over_unseen));
    CHECK(step->change.outcome == AlertOutcome::referred);
    const auto back = reopen(step->alert, {"Dr Gray", "resolved by mistake", now});
    REQUIRE(back.ok());
    CHECK(back->alert.state == AlertState::raised);
    CHECK(back->alert.outcome == AlertOutcome::none);
  }
  CHECK(resolve(alert_in(AlertState::raised), AlertOutcome::none, {"", "", now})->alert.outcome == AlertOutcome::other);
  for (const AlertState closed : {AlertState::resolved, AlertState::over, AlertState::withdrawn})
    CHECK_FALSE(resolve(alert_in(closed), AlertOutcome::cleared, {"", "", now}).ok());
  CHECK_FALSE(reopen(alert_in(AlertState::over), {"", "", now}).ok());
}

TEST_CASE("the first notice that was sent makes a raised alert notified, and no later one anything") {
  const auto step = notified(alert_in(AlertState::raised), "clinic-mail", now);
  REQUIRE(step);
  CHECK(step->alert.state == AlertState::notified);
  CHECK(step->change.reason == "the notice was sent by clinic-mail");
  CHECK_FALSE(notified(step->alert, "clinic-mail", now));
  CHECK_FALSE(notified(alert_in(AlertState::acknowledged), "clinic-mail", now));
}
