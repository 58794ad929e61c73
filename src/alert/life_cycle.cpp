#include "myotrend/alert/life_cycle.h"

#include <fmt/format.h>

namespace myotrend {
namespace {

std::string_view how_it_stands(AlertState state) {
  switch (state) {
    case AlertState::acknowledged: return "acknowledged already";
    case AlertState::in_review: return "in review already";
    case AlertState::resolved: return "resolved already";
    case AlertState::over_unseen: return "over, and nobody has seen it";
    case AlertState::raised:
    case AlertState::notified:
    case AlertState::snoozed:
    case AlertState::over:
    case AlertState::withdrawn: break;
  }
  return word_of(state);
}

AlertStep step_by(const Alert& alert, AlertChangeKind event, AlertState state, const PersonsWord& word) {
  AlertStep step{alert, {}, nullptr};
  step.alert.state = state;
  step.alert.updated = word.now;
  step.alert.until.reset();
  step.change = {.at = word.now,
                 .alert = alert.id,
                 .patient = alert.patient,
                 .flag = alert.flag,
                 .change = event,
                 .from = alert.level,
                 .to = alert.level,
                 .reason = word.why,
                 .by = word.by,
                 .outcome = AlertOutcome::none,
                 .until = std::nullopt};
  return step;
}

/// `only`: what the alert would have to be.
Result<AlertStep> step_by_person(const Alert& alert, AlertChangeKind event, const PersonsWord& word,
                                 std::string_view only) {
  const auto state = after(alert.state, event);
  if (!state) return Refusal{fmt::format("alert {} is {}; {}", alert.id, how_it_stands(alert.state), only)};
  return step_by(alert, event, *state, word);
}

std::optional<Refusal> past_end(std::string_view what, std::optional<Instant> end, Instant now) {
  if (!end || *end > now) return std::nullopt;
  return Refusal{fmt::format("{} has to end later than now; {} is past", what, iso_text(*end, Zone()))};
}

AlertStep until(AlertStep step, std::optional<Instant> end) {
  step.alert.until = step.change.until = end;
  return step;
}

}  // namespace

Result<AlertStep> acknowledge(const Alert& alert, const pathway::AlertTerms& terms, const PersonsWord& word,
                              std::optional<Instant> end) {
  if (auto past = past_end("an acknowledgement", end, word.now)) return std::move(*past);
  auto step = step_by_person(alert, AlertChangeKind::acknowledged, word, "only a raised alert can be acknowledged");
  if (!step.ok()) return step;
  if (!runs_out(step->alert.state)) {  // what is over stays over, seen now
    if (end)
      return Refusal{fmt::format("alert {} is over; once seen it does not ring again, so leave --until out", alert.id)};
    return step;
  }
  return until(std::move(step).value(), end ? end : terms.acknowledged_until(alert.level, word.now));
}

Result<AlertStep> unacknowledge(const Alert& alert, const PersonsWord& word) {
  return step_by_person(alert, AlertChangeKind::unacknowledged, word,
                        "only an acknowledgement, a review or a snooze can be taken back");
}

Result<AlertStep> snooze(const Alert& alert, std::optional<Instant> end, const pathway::AlertTerms& terms,
                         const PersonsWord& word) {
  if (auto past = past_end("a snooze", end, word.now)) return std::move(*past);
  auto step = step_by_person(alert, AlertChangeKind::snoozed, word, "only a standing alert can be snoozed");
  if (!step.ok()) return step;
  return until(std::move(step).value(), end ? end : terms.snoozed_until(alert.level, word.now));
}

Result<AlertStep> review(const Alert& alert, const pathway::AlertTerms& terms, const PersonsWord& word,
                         std::optional<Instant> end) {
  if (auto past = past_end("a review", end, word.now)) return std::move(*past);
  auto step = step_by_person(alert, AlertChangeKind::reviewed, word, "only a standing alert can be reviewed");
  if (!step.ok()) return step;
  return until(std::move(step).value(), end ? end : terms.acknowledged_until(alert.level, word.now));
}

Result<AlertStep> resolve(const Alert& alert, AlertOutcome outcome, const PersonsWord& word) {
  auto done =
      step_by_person(alert, AlertChangeKind::resolved, word, "only a raised or acknowledged alert can be resolved");
  if (!done.ok()) return done;
  AlertStep step = std::move(done).value();
  step.alert.outcome = step.change.outcome = outcome == AlertOutcome::none ? AlertOutcome::other : outcome;
  step.alert.resolved_level = alert.level;
  step.alert.ended_since_resolved = alert.state == AlertState::over_unseen;
  return step;
}

Result<AlertStep> reopen(const Alert& alert, const PersonsWord& word) {
  if (alert.state != AlertState::resolved)
    return Refusal{
        fmt::format("alert {} is {}; only a resolved alert can be reopened", alert.id, how_it_stands(alert.state))};
  AlertStep step = step_by(alert, AlertChangeKind::reopened, AlertState::raised, word);
  step.alert.resolved_level = Disposition::continue_care;
  step.alert.ended_since_resolved = false;
  step.alert.outcome = AlertOutcome::none;
  return step;
}

std::optional<AlertStep> notified(const Alert& alert, std::string_view channel, Instant now) {
  const auto state = after(alert.state, AlertChangeKind::notified);
  if (!state) return std::nullopt;
  return step_by(alert, AlertChangeKind::notified, *state,
                 {.by = {}, .why = fmt::format("the notice was sent by {}", channel), .now = now});
}

}  // namespace myotrend
