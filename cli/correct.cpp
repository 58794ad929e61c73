#include <fmt/format.h>

#include <memory>
#include <ostream>

#include "commands.h"
#include "outcome.h"
#include "session.h"

namespace myotrend::cli {
namespace {

struct CorrectArguments {
  std::string reading, value, unit, why, by;
};

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
  tell_outcome(*outcome, {"corrected", {}}, fact->patient, session, out, err);
  return done;
}

}  // namespace

CommandSyntax correct_syntax() {
  auto told = std::make_shared<CorrectArguments>();
  CommandSyntax correct("correct", "Gives a reading a later value; the old one stays readable",
                        "myotrend correct r4k2m9x0123456789 31 kg --why \"read from the wrong line\"");
  correct.writes().runs(told, run_correct);
  correct.takes("READING", &told->reading, "Its id").required();
  correct.takes("VALUE", &told->value, "What it should have been").required();
  correct.takes("UNIT", &told->unit, "Else the one it was told in");
  correct.takes("--why", &told->why, "The reason, kept for ever").required().says_something();
  correct.takes("--by", &told->by, "Who corrects");
  return correct;
}

}  // namespace myotrend::cli
