#include <fmt/format.h>

#include <algorithm>

#include "monitor/judgement.h"
#include "myotrend/alert/life_cycle.h"
#include "myotrend/alert/reconcile.h"
#include "myotrend/monitor.h"

namespace myotrend {
namespace {

/// Patients that are looked for at once, to bound the memory.
constexpr std::size_t page_size = 10'000;

/// Without its `count` newest facts: those that came after a judgement was kept, and that scans went on over.
History without_newest(History history, std::int64_t count) {
  if (count <= 0) return history;
  std::vector<Instant> held;
  for (const Reading& reading : history.readings) held.push_back(reading.effective);
  for (const SignFinding& finding : history.signs) held.push_back(finding.effective);
  const auto first_newer = held.end() - std::min<std::int64_t>(count, std::ssize(held));
  std::nth_element(held.begin(), first_newer, held.end());
  const auto newer = [&](const auto& fact) { return first_newer != held.end() && fact.effective >= *first_newer; };
  std::erase_if(history.readings, newer);
  std::erase_if(history.signs, newer);
  return history;
}

/// Where the judgement stands, made again of all facts, has to be what was kept when it was gone on from.
void check_standpoint(Store& store, const pathway::Rulebook& rulebook, const PatientState& state,
                      const History& history, std::vector<std::string>& faults) {
  const auto kept = store.standpoint_of(state.id);
  if (!kept || kept->revision != state.revision || kept->stamp != standpoint_stamp(rulebook)) return;  // not used again
  const auto again = pathway::standpoint_of(rulebook, known_at(history, state.judged_at));
  if (again.newest_fact != kept->newest_fact || again.decided != kept->decided || again.state != kept->state)
    faults.push_back(fmt::format(
        "patient {}: the kept state of the judgement is not what the facts give; `scan --full` makes it again",
        state.id.text));
}

/// Faults of one patient's kept judgement: made again of the same facts it has to come out the same.
void check_judgement(Store& store, const pathway::Rulebook& rulebook, const PatientState& state,
                     const std::vector<Alert>& alerts, std::vector<std::string>& faults) {
  const auto kept = store.judged(state.id);
  if (!kept) {
    faults.push_back(fmt::format("patient {}: the kept judgement is missing", state.id.text));
    return;
  }
  const History history = store.history_of(state.id, Depth::facts);
  const History seen = without_newest(history, state.judged_revision - kept->assessed_revision);
  const Assessment again = pathway::assess(rulebook, known_at(seen, kept->assessed_at));
  if (sha256_of(again) != kept->assessment_sha256)
    faults.push_back(fmt::format("patient {}: judged again at {}, the facts give another assessment than the kept one",
                                 state.id.text, iso_text(kept->assessed_at, history.patient.zone)));
  check_standpoint(store, rulebook, state, history, faults);
  for (const AlertStep& step : reconcile(alerts, again, {.terms = rulebook.pathway->alert_terms()}, kept->at))
    faults.push_back(fmt::format("patient {}: the alert for {} does not say what the judgement says ({})",
                                 state.id.text, step.alert.flag, step.change.reason));
}

/// An alert has to stand where its own history led it.
void check_life(Store& store, const Alert& alert, std::vector<std::string>& faults) {
  std::optional<AlertState> state;
  for (const AlertChange& change : store.changes_of(alert.id)) {
    const auto next = after(state, change.change);
    if (!next) {
      faults.push_back(
          fmt::format("alert {}: its history has \"{}\" where that cannot happen", alert.id, word_of(change.change)));
      return;
    }
    state = next;
  }
  if (state != alert.state)
    faults.push_back(fmt::format("alert {}: it is {}, but its history ends {}", alert.id, word_of(alert.state),
                                 state ? word_of(*state) : "before it was raised"));
}

}  // namespace

CheckReport Monitor::check() {
  CheckReport report = store_.check();
  if (!report.faults.empty()) return report;  // what is damaged below cannot be judged
  const std::string stamp = rulebook_.stamp();
  auto states = store_.states({}, page_size);
  for (; !states.empty(); states = store_.states(states.back().id, page_size)) {
    for (const PatientState& state : states) {
      const auto alerts = store_.alerts_of(state.id);
      for (const Alert& alert : alerts) check_life(store_, alert, report.faults);
      // Newer facts wait for the next scan, and other rules made other judgements: neither is a fault.
      if (state.judged_revision != state.revision || state.judged_stamp != stamp) continue;
      check_judgement(store_, rulebook_, state, alerts, report.faults);
    }
  }
  return report;
}

std::vector<Alert> alerts_known_at(Store& store, Instant as_of) {
  std::vector<Alert> known;
  for (Alert alert : store.alerts()) {
    if (alert.raised > as_of) continue;
    if (alert.updated > as_of) {
      std::optional<AlertState> state;
      for (const AlertChange& change : store.changes_of(alert.id)) {
        if (change.at > as_of) break;
        state = after(state, change.change);
        alert.level = change.to;
        alert.outcome = change.outcome;
        alert.updated = change.at;
      }
      if (!state) continue;
      alert.state = *state;
      alert.assessment_sha256.clear();  // only the newest is kept with the alert
    }
    known.push_back(std::move(alert));
  }
  return known;
}

}  // namespace myotrend
