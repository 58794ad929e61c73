#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <ostream>

#include "alert_chain.h"
#include "commands.h"
#include "myotrend/alert/life_cycle.h"
#include "session.h"

namespace myotrend::cli {
namespace {

struct AlertsArguments {
  enum class Verb { list, show, ack, unack, snooze, review, resolve, reopen };
  Verb verb = Verb::list;
  std::string id, by, why, outcome, until;
  bool all = false;
};

Failure no_alert(std::string_view id) { return {Exit::not_there, fmt::format("there is no alert \"{}\"", id)}; }

Zone zone_of(Session& session, const PatientId& patient) {
  const auto known = session.store().patient(patient);
  return known ? known->zone : Zone();
}

int list(const AlertsArguments& arguments, Session& session, std::ostream& out, std::ostream& err) {
  const auto as_of = session.as_of(Zone());
  if (!as_of) return failed(err, as_of.failure());
  std::optional<PatientId> only;
  if (session.patient_named()) {
    const auto patient = session.patient();
    if (!patient) return failed(err, patient.failure());
    only = patient->id;
  }
  std::map<PatientId, Zone> zones;
  for (const Patient& patient : session.store().patients()) zones.emplace(patient.id, patient.zone);
  std::vector<report::AlertLine> lines;
  for (Alert& alert : alerts_known_at(session.store(), *as_of)) {
    if (only && alert.patient != *only) continue;
    if (!arguments.all && !standing(alert.state)) continue;
    const Zone zone = zones[alert.patient];
    lines.push_back({std::move(alert), zone});
  }
  if (!session.json()) {
    out << report::terminal_alerts(lines, session.style());
    return done;
  }
  out << '[';
  for (std::size_t index = 0; index < lines.size(); ++index)
    out << (index == 0 ? "" : ",") << json_of(lines[index].alert);
  out << "]\n";
  return done;
}

int show(const AlertsArguments& arguments, Session& session, std::ostream& out, std::ostream& err) {
  const auto as_of = session.as_of(Zone());
  if (!as_of) return failed(err, as_of.failure());
  const auto known = alerts_known_at(session.store(), *as_of);
  const auto alert =
      std::find_if(known.begin(), known.end(), [&](const Alert& each) { return each.id == arguments.id; });
  if (alert == known.end()) return failed(err, no_alert(arguments.id));
  auto changes = session.store().changes_of(alert->id);
  std::erase_if(changes, [&](const AlertChange& change) { return change.at > *as_of; });
  if (session.json()) {
    out << alert_chain_json(*alert, changes, session) << '\n';
  } else {
    const Zone zone = zone_of(session, alert->patient);
    out << report::terminal_alert({*alert, zone}, changes, alert_chain(*alert, session), session.style());
  }
  return done;
}

std::optional<Result<AlertStep>> taken(const AlertsArguments& arguments, AlertOutcome outcome,
                                       std::optional<Instant> until, const PersonsWord& word, Monitor& monitor) {
  using Verb = AlertsArguments::Verb;
  switch (arguments.verb) {
    case Verb::ack: return monitor.acknowledge(arguments.id, word, until);
    case Verb::unack: return monitor.unacknowledge(arguments.id, word);
    case Verb::snooze: return monitor.snooze(arguments.id, until, word);
    case Verb::review: return monitor.review(arguments.id, word, until);
    case Verb::resolve: return monitor.resolve(arguments.id, outcome, word);
    case Verb::reopen: return monitor.reopen(arguments.id, word);
    case Verb::list:
    case Verb::show: break;
  }
  return std::nullopt;
}

int change(const AlertsArguments& arguments, Session& session, std::ostream& out, std::ostream& err) {
  const auto rules = session.rulebook();
  if (!rules) return failed(err, rules.failure());
  const auto now = session.now();
  if (!now) return failed(err, now.failure());
  const auto outcome = arguments.outcome.empty() ? AlertOutcome::none : alert_outcome_named(arguments.outcome);
  if (!outcome || (!arguments.outcome.empty() && *outcome == AlertOutcome::none))
    return failed(err, Refusal{fmt::format("outcome \"{}\" is not known; use referred, cleared, duplicate or other",
                                           arguments.outcome)});
  std::optional<Instant> until;
  if (!arguments.until.empty()) {
    const auto known = session.store().alert(arguments.id);
    const auto told = time_told(arguments.until, known ? zone_of(session, known->patient) : Zone());
    if (!told.ok()) return failed(err, Refusal{fmt::format("--until: {}", told.refusal().text)});
    until = told->at;
  }
  Monitor monitor(session.store(), **rules);
  const auto step = taken(arguments, *outcome, until, {session.who(arguments.by), arguments.why, *now}, monitor);
  if (!step) return failed(err, no_alert(arguments.id));
  if (!step->ok()) return failed(err, step->refusal());
  const AlertStep& done_step = **step;
  if (session.json()) {
    out << json_of(done_step.change) << '\n';
  } else if (!session.quiet()) {
    out << report::alert_change_sentence(done_step.change, zone_of(session, done_step.change.patient)) << '\n';
  }
  return done;
}

int run_alerts(const AlertsArguments& arguments, Session& session, std::ostream& out, std::ostream& err) {
  switch (arguments.verb) {
    case AlertsArguments::Verb::list: return list(arguments, session, out, err);
    case AlertsArguments::Verb::show: return show(arguments, session, out, err);
    default: return change(arguments, session, out, err);
  }
}

}  // namespace

CommandSyntax alerts_syntax() {
  using Verb = AlertsArguments::Verb;
  const auto verb = [](Verb which, CommandSyntax command, auto&& more) {
    auto told = std::make_shared<AlertsArguments>();
    told->verb = which;
    command.runs(told, run_alerts);
    if (which != Verb::list) command.takes("ID", &told->id, "The alert's id").required().of(Value::alert);
    if (which != Verb::list && which != Verb::show) {
      command.writes();
      command.takes("--by", &told->by, "Who does it");
      command.takes("--why", &told->why, "The reason");
    }
    more(command, *told);
    return command;
  };
  const auto nothing_more = [](CommandSyntax&, AlertsArguments&) {};
  const auto closed_too = [](CommandSyntax& command, AlertsArguments& told) {
    command.takes("--all", &told.all, "Closed ones too");
  };
  CommandSyntax alerts =
      verb(Verb::list,
           CommandSyntax("alerts", "The alerts that stand, and what to do with one", "myotrend alerts --format json"),
           closed_too);
  alerts.with(
      verb(Verb::list, CommandSyntax("list", "The alerts that stand", "myotrend alerts list --all"), closed_too));
  const auto known_until = [](CommandSyntax& command, AlertsArguments& told) {
    command.takes("--until", &told.until, "When it rings again, if nothing came of it").of(Value::time);
  };
  const auto known_outcome = [](CommandSyntax& command, AlertsArguments& told) {
    command.takes("--outcome", &told.outcome, "referred, cleared, duplicate or other");
  };
  const auto add = [&](Verb which, const char* name, const char* does, const char* more_of_example, auto&& more) {
    const std::string example = fmt::format("myotrend alerts {} a6xhtxbgamsszh9pd{}", name, more_of_example);
    alerts.with(verb(which, CommandSyntax(name, does, example), more));
  };
  add(Verb::show, "show", "One alert: what it rests on, what happened, who was told", "", nothing_more);
  add(Verb::ack, "ack", "Seen: quiet until it worsens or the acknowledgement runs out", " --by \"Dr Gray\"",
      known_until);
  add(Verb::unack, "unack", "Takes an acknowledgement, a snooze or a review back", "", nothing_more);
  add(Verb::snooze, "snooze", "Puts it off until a time, or until it worsens", " --until 2026-03-09", known_until);
  add(Verb::review, "review", "Somebody is at it", " --by \"Dr Gray\"", known_until);
  add(Verb::resolve, "resolve", "Closes the alert, never the disposition", " --outcome referred --why \"letter sent\"",
      known_outcome);
  add(Verb::reopen, "reopen", "Takes a resolution back", " --why \"resolved by mistake\"", nothing_more);
  alerts.with(alerts_stats_syntax());
  return alerts;
}

}  // namespace myotrend::cli
