#include <memory>
#include <ostream>

#include "commands.h"
#include "session.h"

namespace myotrend::cli {
namespace {

struct AssessArguments {
  bool all = false;
};

int assess_all(Session& session, const pathway::Rulebook& rules, std::ostream& out, std::ostream& err) {
  const auto as_of = session.as_of(Zone());
  if (!as_of) return failed(err, as_of.failure());
  for (const PatientId& id : session.store().patient_ids()) {
    const History history = session.store().history_of(id, Depth::facts);
    out << json_of(pathway::assess(rules, known_at(history, *as_of))) << '\n';
  }
  return done;
}

int run_assess(const AssessArguments& arguments, Session& session, std::ostream& out, std::ostream& err) {
  const auto rules = session.rulebook();
  if (!rules) return failed(err, rules.failure());
  if (arguments.all) return assess_all(session, **rules, out, err);
  const auto shown = session.shown();
  if (!shown) return failed(err, shown.failure());
  const Assessment assessment = pathway::assess(**rules, known_at(shown->history, shown->as_of));
  if (session.json()) {
    out << json_of(assessment) << '\n';
  } else {
    out << report::terminal_assessment(assessment, session.style());
  }
  return done;
}

}  // namespace

CommandSyntax assess_syntax() {
  auto told = std::make_shared<AssessArguments>();
  CommandSyntax assess("assess", "What is to be done with a patient, and why",
                       "myotrend assess -p P7 --as-of 2025-03-31");
  assess.runs(told, run_assess);
  assess.takes("--all", &told->all, "Every patient, as JSON Lines");
  return assess;
}

}  // namespace myotrend::cli
