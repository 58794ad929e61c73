#include <memory>
#include <ostream>

#include "commands.h"
#include "outcome.h"
#include "session.h"

namespace myotrend::cli {
namespace {

struct RetractArguments {
  std::string fact, why, by;
};

int run_retract(const RetractArguments& arguments, Session& session, std::ostream& out, std::ostream& err) {
  const auto rules = session.rulebook();
  if (!rules) return failed(err, rules.failure());
  const auto fact = session.fact(arguments.fact);
  if (!fact) return failed(err, fact.failure());
  const auto now = session.now();
  if (!now) return failed(err, now.failure());
  const auto outcome = Monitor(session.store(), **rules).retract(*fact, arguments.why, session.who(arguments.by), *now);
  if (!outcome.ok()) return failed(err, outcome.refusal());
  tell_outcome(*outcome, {"retracted", {}}, fact->patient, session, out, err);
  return done;
}

}  // namespace

CommandSyntax retract_syntax() {
  auto told = std::make_shared<RetractArguments>();
  CommandSyntax retract("retract", "Takes back a reading, sign or event; it stays readable",
                        "myotrend retract r4k2m9x0123456789 --why \"other hand\"");
  retract.writes().runs(told, run_retract);
  retract.takes("ID", &told->fact, "Of a reading, sign or event").required();
  retract.takes("--why", &told->why, "The reason, kept for ever").required().says_something();
  retract.takes("--by", &told->by, "Who retracts");
  return retract;
}

}  // namespace myotrend::cli
