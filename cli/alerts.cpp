#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>

#include "commands.h"
#include "myotrend/alert/life_cycle.h"
#include "session.h"

namespace myotrend::cli {
namespace {

struct AlertsArguments {
  enum class Verb { list, show, ack, resolve };
  Verb verb = Verb::list;
  std::string id, by, why, outcome;
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
  if (!session.json()) {
    out << report::terminal_alert({*alert, zone_of(session, alert->patient)}, changes, session.style());
    return done;
  }
  auto document = nlohmann::ordered_json::parse(json_of(*alert));
  document["changes"] = nlohmann::ordered_json::array();
  for (const AlertChange& change : changes)
    document["changes"].push_back(nlohmann::ordered_json::parse(json_of(change)));
  out << document.dump() << '\n';
  return done;
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
  Monitor monitor(session.store(), **rules);
  const std::string by = session.who(arguments.by);
  const auto step = arguments.verb == AlertsArguments::Verb::ack
                        ? monitor.acknowledge(arguments.id, by, arguments.why, *now)
                        : monitor.resolve(arguments.id, *outcome, by, arguments.why, *now);
  if (!step) return failed(err, no_alert(arguments.id));
  if (!step->ok()) return failed(err, step->refusal());
  const AlertStep& taken = **step;
  if (session.json()) {
    out << json_of(taken.change) << '\n';
  } else if (!session.quiet()) {
    out << report::alert_change_sentence(taken.change, zone_of(session, taken.change.patient)) << '\n';
  }
  return done;
}

int run_alerts(const AlertsArguments& arguments, Session& session, std::ostream& out, std::ostream& err) {
  switch (arguments.verb) {
    case AlertsArguments::Verb::list: return list(arguments, session, out, err);
    case AlertsArguments::Verb::show: return show(arguments, session, out, err);
    case AlertsArguments::Verb::ack:
    case AlertsArguments::Verb::resolve: break;
  }
  return change(arguments, session, out, err);
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
  alerts.with(verb(Verb::show,
                   CommandSyntax("show", "One alert and its life", "myotrend alerts show a6xhtxbgamsszh9pd"),
                   nothing_more));
  alerts.with(
      verb(Verb::ack,
           CommandSyntax("ack", "Quiet until it worsens", "myotrend alerts ack a6xhtxbgamsszh9pd --by \"Dr Gray\""),
           nothing_more));
  alerts.with(verb(Verb::resolve,
                   CommandSyntax("resolve", "Closes the alert, never the disposition",
                                 "myotrend alerts resolve a6xhtxbgamsszh9pd --outcome referred --why \"letter sent\""),
                   [](CommandSyntax& command, AlertsArguments& told) {
                     command.takes("--outcome", &told.outcome, "referred, cleared, duplicate or other");
                   }));
  return alerts;
}

}  // namespace myotrend::cli
