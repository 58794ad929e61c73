#include "myotrend/alert/life_cycle.h"

#include <catch2/catch.hpp>
#include <map>
#include <string>

using namespace myotrend;

namespace {

constexpr AlertState all_states[] = {AlertState::raised, AlertState::acknowledged, AlertState::resolved,
                                     AlertState::over, AlertState::withdrawn};
constexpr AlertChangeKind all_events[] = {
    AlertChangeKind::raised,    AlertChangeKind::worsened, AlertChangeKind::eased,        AlertChangeKind::over,
    AlertChangeKind::withdrawn, AlertChangeKind::reopened, AlertChangeKind::acknowledged, AlertChangeKind::resolved};

/// Every possible step of an alert's life; what is not here cannot happen. `-`: no alert yet.
const std::map<std::pair<std::string, std::string>, std::string> table = {
    {{"-", "raised"}, "raised"},

    {{"raised", "worsened"}, "raised"},
    {{"raised", "eased"}, "raised"},
    {{"raised", "over"}, "over"},
    {{"raised", "withdrawn"}, "withdrawn"},
    {{"raised", "acknowledged"}, "acknowledged"},
    {{"raised", "resolved"}, "resolved"},

    {{"acknowledged", "worsened"}, "raised"},
    {{"acknowledged", "eased"}, "acknowledged"},
    {{"acknowledged", "over"}, "over"},
    {{"acknowledged", "withdrawn"}, "withdrawn"},
    {{"acknowledged", "resolved"}, "resolved"},

    {{"resolved", "reopened"}, "raised"},
    {{"resolved", "eased"}, "resolved"},
    {{"resolved", "over"}, "resolved"},
    {{"resolved", "withdrawn"}, "withdrawn"},
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
  static_assert(after(AlertState::over, AlertChangeKind::resolved) == std::nullopt);
  static_assert(standing(AlertState::raised) && standing(AlertState::acknowledged) && !standing(AlertState::resolved));
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

TEST_CASE("a person acknowledges a raised alert once") {
  const auto step = acknowledge(alert_in(AlertState::raised), "Dr Gray", "called the patient", now);
  REQUIRE(step.ok());
  CHECK(step->alert.state == AlertState::acknowledged);
  CHECK(step->alert.updated == now);
  CHECK(step->change.change == AlertChangeKind::acknowledged);
  CHECK(step->change.by == "Dr Gray");
  CHECK(step->change.reason == "called the patient");
  CHECK(step->change.at == now);

  const auto again = acknowledge(step->alert, "Dr Gray", "", now);
  REQUIRE_FALSE(again.ok());
  CHECK(again.refusal().text.find("acknowledged already") != std::string::npos);
  for (const AlertState closed : {AlertState::resolved, AlertState::over, AlertState::withdrawn}) {
    const auto refused = acknowledge(alert_in(closed), "Dr Gray", "", now);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.refusal().text.find(word_of(closed)) != std::string::npos);
  }
}

TEST_CASE("a person resolves a standing alert, with an outcome") {
  for (const AlertState open : {AlertState::raised, AlertState::acknowledged}) {
    const auto step = resolve(alert_in(open), AlertOutcome::referred, "Dr Gray", "letter sent", now);
    REQUIRE(step.ok());
    CHECK(step->alert.state == AlertState::resolved);
    CHECK(step->alert.outcome == AlertOutcome::referred);
    CHECK(step->alert.resolved_level == Disposition::refer_urgent);
    CHECK_FALSE(step->alert.ended_since_resolved);
    CHECK(step->change.outcome == AlertOutcome::referred);
  }
  CHECK(resolve(alert_in(AlertState::raised), AlertOutcome::none, "", "", now)->alert.outcome == AlertOutcome::other);
  for (const AlertState closed : {AlertState::resolved, AlertState::over, AlertState::withdrawn})
    CHECK_FALSE(resolve(alert_in(closed), AlertOutcome::cleared, "", "", now).ok());
}
