#include <fmt/format.h>

#include <ostream>

#include "commands.h"
#include "outcome.h"
#include "session.h"

namespace myotrend::cli {

int run_correct(const CorrectArguments& arguments, Session& session, std::ostream& out, std::ostream& err) {
  const auto rules = session.rulebook();
  if (!rules) return failed(err, rules.failure());
  const auto fact = session.fact(arguments.reading);
  if (!fact) return failed(err, fact.failure());
  const auto now = session.now();
  if (!now) return failed(err, now.failure());
  const ToldCorrection told{arguments.value, arguments.unit, arguments.why, session.who(arguments.by)};
  const auto outcome = Monitor(session.store(), **rules).correct(*fact, told, *now);
  if (!outcome.ok()) return failed(err, outcome.refusal());
  tell_outcome(*outcome, {"corrected", {}}, fact->patient, session, out);
  return done;
}

}  // namespace myotrend::cli
