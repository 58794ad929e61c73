#include <ostream>

#include "commands.h"
#include "outcome.h"
#include "session.h"

namespace myotrend::cli {

int run_retract(const RetractArguments& arguments, Session& session, std::ostream& out, std::ostream& err) {
  const auto rules = session.rulebook();
  if (!rules) return failed(err, rules.failure());
  const auto fact = session.fact(arguments.fact);
  if (!fact) return failed(err, fact.failure());
  const auto now = session.now();
  if (!now) return failed(err, now.failure());
  const auto outcome = Monitor(session.store(), **rules).retract(*fact, arguments.why, session.who(arguments.by), *now);
  if (!outcome.ok()) return failed(err, outcome.refusal());
  tell_outcome(*outcome, {"retracted", {}}, fact->patient, session, out);
  return done;
}

}  // namespace myotrend::cli
