#include "myotrend/alert/life_cycle.h"

#include <fmt/format.h>

namespace myotrend {
namespace {

AlertStep step_by_person(const Alert& alert, AlertChangeKind event, AlertState state, std::string_view by,
                         std::string_view why, Instant now) {
  AlertStep step{alert, {}};
  step.alert.state = state;
  step.alert.updated = now;
  step.change = {.at = now,
                 .alert = alert.id,
                 .patient = alert.patient,
                 .flag = alert.flag,
                 .change = event,
                 .from = alert.level,
                 .to = alert.level,
                 .reason = std::string(why),
                 .by = std::string(by),
                 .outcome = AlertOutcome::none};
  return step;
}

}  // namespace

Result<AlertStep> acknowledge(const Alert& alert, std::string_view by, std::string_view why, Instant now) {
  const auto state = after(alert.state, AlertChangeKind::acknowledged);
  if (!state)
    return Refusal{
        fmt::format("alert {} is {}; only a raised alert can be acknowledged", alert.id,
                    alert.state == AlertState::acknowledged ? "acknowledged already" : word_of(alert.state))};
  return step_by_person(alert, AlertChangeKind::acknowledged, *state, by, why, now);
}

Result<AlertStep> resolve(const Alert& alert, AlertOutcome outcome, std::string_view by, std::string_view why,
                          Instant now) {
  const auto state = after(alert.state, AlertChangeKind::resolved);
  if (!state)
    return Refusal{fmt::format("alert {} is {}; only a raised or acknowledged alert can be resolved", alert.id,
                               alert.state == AlertState::resolved ? "resolved already" : word_of(alert.state))};
  AlertStep step = step_by_person(alert, AlertChangeKind::resolved, *state, by, why, now);
  step.alert.outcome = step.change.outcome = outcome == AlertOutcome::none ? AlertOutcome::other : outcome;
  step.alert.resolved_level = alert.level;
  step.alert.ended_since_resolved = false;
  return step;
}

}  // namespace myotrend
