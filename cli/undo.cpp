#include <ostream>

#include "commands.h"
#include "outcome.h"
#include "session.h"

namespace myotrend::cli {

int run_undo(const UndoArguments& arguments, Session& session, std::ostream& out, std::ostream& err) {
  const auto rules = session.rulebook();
  if (!rules) return failed(err, rules.failure());
  const auto patient = session.patient();
  if (!patient) return failed(err, patient.failure());
  const auto now = session.now();
  if (!now) return failed(err, now.failure());
  const auto outcome = Monitor(session.store(), **rules).undo(patient->id, session.who(arguments.by), *now);
  if (!outcome.ok()) return failed(err, outcome.refusal());
  tell_outcome(*outcome, {"undone", {}}, patient->id, session, out);
  return done;
}

}  // namespace myotrend::cli
