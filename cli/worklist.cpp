#include "myotrend/report/worklist.h"

#include <map>
#include <memory>
#include <ostream>

#include "commands.h"
#include "myotrend/alert/life_cycle.h"
#include "session.h"

namespace myotrend::cli {
namespace {

/// Days since the newest strength reading that was taken; empty: never measured.
std::optional<double> strength_days_ago(const Picture& picture, const Catalogue& catalogue) {
  std::optional<Instant> newest;
  for (const Reading& reading : picture.readings) {
    const bool strength = catalogue[picture.history->series[reading.series].measure].role == Role::strength;
    if (strength && !reading.could_not() && (!newest || reading.effective > *newest)) newest = reading.effective;
  }
  if (!newest) return std::nullopt;
  return days_between(*newest, picture.as_of);
}

int run_worklist(Session& session, std::ostream& out, std::ostream& err) {
  const auto rules = session.rulebook();
  if (!rules) return failed(err, rules.failure());
  const auto as_of = session.as_of(Zone());
  if (!as_of) return failed(err, as_of.failure());
  std::map<PatientId, std::vector<Alert>> alerts;
  for (Alert& alert : alerts_known_at(session.store(), *as_of))
    if (standing(alert.state)) alerts[alert.patient].push_back(std::move(alert));
  std::vector<report::WorklistRow> rows;
  for (const PatientId& id : session.store().patient_ids()) {
    const History history = session.store().history_of(id, Depth::facts);
    const Picture picture = known_at(history, *as_of);
    rows.push_back(report::worklist_row(pathway::assess(**rules, picture),
                                        strength_days_ago(picture, session.catalogue()), alerts[id]));
  }
  report::sort_worklist(rows);
  if (session.json()) {
    out << report::json_worklist(rows) << '\n';
  } else {
    out << report::terminal_worklist(rows, session.style());
  }
  return done;
}

}  // namespace

CommandSyntax worklist_syntax() {
  CommandSyntax worklist("worklist", "All patients, most urgent first", "myotrend worklist");
  worklist.runs(run_worklist);
  return worklist;
}

}  // namespace myotrend::cli
