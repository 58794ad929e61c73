#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <ostream>

#include "commands.h"
#include "each_patient.h"
#include "myotrend/report/explanation.h"
#include "page.h"
#include "session.h"

namespace myotrend::cli {
namespace {

struct AssessArguments {
  bool all = false;
  std::string explain;
  unsigned jobs = 0;
};

/// In parallel, told in order; no more than a batch is held at once, however many patients there are.
int assess_all(unsigned jobs, Session& session, const pathway::Rulebook& rules, std::ostream& out, std::ostream& err) {
  constexpr std::size_t batch = 256;
  const auto as_of = session.as_of(Zone());
  if (!as_of) return failed(err, as_of.failure());
  const auto ids = session.store().patient_ids();
  const bool show_progress = isatty(STDERR_FILENO) && !isatty(STDOUT_FILENO) && !session.quiet();
  for (std::size_t begin = 0; begin < ids.size(); begin += batch) {
    const std::vector<PatientId> some(ids.begin() + static_cast<std::ptrdiff_t>(begin),
                                      ids.begin() + static_cast<std::ptrdiff_t>(std::min(ids.size(), begin + batch)));
    std::vector<std::string> lines(some.size());
    each_patient(
        session.store(), some, jobs,
        [&](std::size_t index, const History& history) {
          lines[index] = json_of(pathway::assess(rules, known_at(history, *as_of)));
        },
        [](std::size_t) {});
    for (const std::string& line : lines)
      if (!line.empty()) out << line << '\n';  // empty: erased meanwhile
    if (show_progress) err << fmt::format("\r{} of {} patients", begin + some.size(), ids.size()) << std::flush;
  }
  if (show_progress && !ids.empty()) err << "\r\x1b[K";
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
  if (arguments.all) return assess_all(arguments.jobs, session, **rules, out, err);
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
  assess.takes("--jobs", &told->jobs, "Threads for --all; else one for each core").within(1, 1024);
  return assess;
}

}  // namespace myotrend::cli
