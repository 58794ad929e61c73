#pragma once

#include "myotrend/alert/alert.h"
#include "myotrend/pathway/alert_terms.h"

namespace myotrend {

/// The whole life of an alert: its state after `event`, or nothing where the event is impossible.
/// No state: there is no alert yet. Nothing else assigns a state.
constexpr std::optional<AlertState> after(std::optional<AlertState> state, AlertChangeKind event) {
  using enum AlertState;
  using Happened = AlertChangeKind;
  if (!state) return event == Happened::raised ? std::optional(raised) : std::nullopt;
  const bool unseen = *state == raised || *state == notified;
  switch (*state) {
    case raised:
    case notified:
    case acknowledged:
    case snoozed:
    case in_review:
      if (event == Happened::worsened) return raised;                   // breaks through whatever kept it quiet
      if (event == Happened::eased) return *state;                      // quieter never rings again
      if (event == Happened::over) return unseen ? over_unseen : over;  // recovery closes nothing that nobody has seen
      if (event == Happened::left) return over;
      if (event == Happened::withdrawn) return withdrawn;
      if (event == Happened::notified) return *state == raised ? std::optional(notified) : std::nullopt;
      if (event == Happened::lapsed || event == Happened::unacknowledged)
        return unseen ? std::nullopt : std::optional(raised);
      if (event == Happened::acknowledged && *state != acknowledged) return acknowledged;
      if (event == Happened::snoozed) return snoozed;
      if (event == Happened::reviewed && *state != in_review) return in_review;
      if (event == Happened::resolved) return resolved;
      break;
    case over_unseen:
      if (event == Happened::reopened) return raised;
      if (event == Happened::acknowledged || event == Happened::left) return over;
      if (event == Happened::withdrawn) return withdrawn;
      if (event == Happened::resolved) return resolved;
      break;
    case resolved:
      // A resolved alert is closed, but what it rests on is followed: it reopens when the level rises or the rule
      // holds again, and a correction that removes its ground is told.
      if (event == Happened::reopened) return raised;
      if (event == Happened::eased || event == Happened::over) return resolved;
      if (event == Happened::withdrawn) return withdrawn;
      break;
    case over:
      if (event == Happened::returned) return acknowledged;
      [[fallthrough]];
    case withdrawn:
      if (event == Happened::reopened) return raised;  // soon enough to be the same alert; later it is a new one
      break;
  }
  return std::nullopt;
}

/// Nobody has said that it was seen.
constexpr bool unseen(AlertState state) {
  return state == AlertState::raised || state == AlertState::notified || state == AlertState::over_unseen;
}

/// Its rules hold, and it is not resolved.
constexpr bool firing(AlertState state) { return state <= AlertState::in_review; }

/// In the list of what has to be seen to.
constexpr bool standing(AlertState state) { return firing(state) || state == AlertState::over_unseen; }

/// What keeps it quiet runs out.
constexpr bool runs_out(AlertState state) {
  return state == AlertState::acknowledged || state == AlertState::snoozed || state == AlertState::in_review;
}

/// A person's part in it.
struct PersonsWord {
  std::string by, why;
  Instant now{};
};

/// A person has seen the alert: it stays quiet until it worsens or the acknowledgement runs out, at `until`, else as
/// the terms have it. Refused if it is closed, or acknowledged already.
Result<AlertStep> acknowledge(const Alert& alert, const pathway::AlertTerms& terms, const PersonsWord& word,
                              std::optional<Instant> until = std::nullopt);
/// Takes an acknowledgement, a review or a snooze back.
Result<AlertStep> unacknowledge(const Alert& alert, const PersonsWord& word);
/// Puts it off until a time; without one until it worsens, but no longer than the terms have it.
Result<AlertStep> snooze(const Alert& alert, std::optional<Instant> until, const pathway::AlertTerms& terms,
                         const PersonsWord& word);
/// Somebody is at it. Runs out as an acknowledgement does.
Result<AlertStep> review(const Alert& alert, const pathway::AlertTerms& terms, const PersonsWord& word,
                         std::optional<Instant> until = std::nullopt);
/// A person closes the alert (never the disposition). Refused if it is closed already.
Result<AlertStep> resolve(const Alert& alert, AlertOutcome outcome, const PersonsWord& word);
/// Takes a resolution back: it rings again. Refused unless it is resolved.
Result<AlertStep> reopen(const Alert& alert, const PersonsWord& word);
/// A channel has taken the first notice of a raised alert; nothing for one that is not just raised.
std::optional<AlertStep> notified(const Alert& alert, std::string_view channel, Instant now);

}  // namespace myotrend
