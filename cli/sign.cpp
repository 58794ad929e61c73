#include <fmt/format.h>

#include <ostream>

#include "commands.h"
#include "outcome.h"
#include "session.h"

namespace myotrend::cli {

int run_sign(const SignArguments& arguments, Session& session, std::ostream& out, std::ostream& err) {
  const auto rules = session.rulebook();
  if (!rules) return failed(err, rules.failure());
  const auto patient = session.patient();
  if (!patient) return failed(err, patient.failure());
  const auto now = session.now();
  if (!now) return failed(err, now.failure());
  if (session.catalogue().measure(arguments.sign) && !session.catalogue().sign(arguments.sign))
    return failed(
        err, Refusal{fmt::format("{} is a measure, not a sign; use: log {} VALUE", arguments.sign, arguments.sign)});
  Told told;
  told.code = arguments.sign;
  told.value = arguments.finding;
  told.side = arguments.side;
  told.region = arguments.region;
  told.muscle = arguments.muscle;
  told.grade = arguments.grade;
  told.source = arguments.source;
  told.effective = arguments.at;
  told.author = session.who(arguments.by);
  told.note = arguments.note;
  const auto entry = entry_told(told, session.catalogue(), patient->zone, *now);
  if (!entry.ok()) return failed(err, entry.refusal());
  const Outcome outcome = Monitor(session.store(), **rules).record(patient->id, std::vector<Entry>{*entry}, *now);
  tell_outcome(outcome, {"recorded", entry->warnings}, patient->id, session, out);
  return done;
}

}  // namespace myotrend::cli
