#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <ostream>

#include "commands.h"
#include "myotrend/report/explanation.h"
#include "page.h"
#include "session.h"

namespace myotrend::cli {
namespace {

struct AssessArguments {
  bool all = false;
  std::string explain;
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

/// The nearest flag to a misspelt one is offered with all that there are.
Failure unknown_flag(const pathway::Rulebook& rules, const std::string& told) {
  std::vector<std::string_view> known;
  for (const auto& flag : rules.pathway->flags()) known.push_back(flag.id);
  const std::string nearest = nearest_word(told, known);
  return {usage,
          fmt::format("--explain: there is no flag \"{}\"{}; the flags are {}", told,
                      nearest.empty() ? "" : fmt::format("; did you mean {}?", nearest), fmt::join(known, ", "))};
}

int explain_flag(const std::string& flag, Session& session, const pathway::Rulebook& rules, const Shown& shown,
                 std::ostream& out, std::ostream& err) {
  const auto known = rules.pathway->flags();
  if (std::none_of(known.begin(), known.end(), [&](const auto& one) { return one.id == flag; }))
    return failed(err, unknown_flag(rules, flag));
  const Picture picture = known_at(shown.history, shown.as_of);
  const Page page(rules, picture);
  if (session.json()) {
    out << report::json_explanation(rules, page.input(), flag) << '\n';
  } else {
    out << report::terminal_explanation(rules, page.input(), flag, session.style());
  }
  return done;
}

int run_assess(const AssessArguments& arguments, Session& session, std::ostream& out, std::ostream& err) {
  const auto rules = session.rulebook();
  if (!rules) return failed(err, rules.failure());
  if (arguments.all && !arguments.explain.empty())
    return failed(err, Failure{usage, "--explain is about one patient; leave out --all"});
  if (arguments.all) return assess_all(session, **rules, out, err);
  const auto shown = session.shown();
  if (!shown) return failed(err, shown.failure());
  if (!arguments.explain.empty()) return explain_flag(arguments.explain, session, **rules, *shown, out, err);
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
  assess.takes("--explain", &told->explain, "Each step behind one flag, with its readings").of(Value::text, "FLAG");
  return assess;
}

}  // namespace myotrend::cli
