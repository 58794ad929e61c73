#pragma once

#include "myotrend/alert/alert.h"

namespace myotrend {

/// The whole life of an alert: its state after `event`, or nothing where the event is impossible.
/// No state: there is no alert yet. Nothing else assigns a state.
constexpr std::optional<AlertState> after(std::optional<AlertState> state, AlertChangeKind event) {
  using enum AlertState;
  using Happened = AlertChangeKind;
  if (!state) return event == Happened::raised ? std::optional(raised) : std::nullopt;
  switch (*state) {
    case raised:
    case acknowledged:
      if (event == Happened::worsened) return raised;  // ends an acknowledgement
      if (event == Happened::eased) return *state;     // quieter never rings again
      if (event == Happened::over) return over;
      if (event == Happened::withdrawn) return withdrawn;
      if (event == Happened::acknowledged && *state == raised) return acknowledged;
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
    case withdrawn: break;  // what comes later is a new alert
  }
  return std::nullopt;
}

/// Someone has to see to it: raised or acknowledged.
constexpr bool standing(AlertState state) { return state == AlertState::raised || state == AlertState::acknowledged; }

/// A person has seen the alert: it stays quiet until it worsens. Refused if it is closed, or acknowledged already.
Result<AlertStep> acknowledge(const Alert& alert, std::string_view by, std::string_view why, Instant now);

/// A person closes the alert (never the disposition). Refused if it is closed already.
Result<AlertStep> resolve(const Alert& alert, AlertOutcome outcome, std::string_view by, std::string_view why,
                          Instant now);

}  // namespace myotrend
