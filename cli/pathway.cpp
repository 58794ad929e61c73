#include "myotrend/pathway/pathway.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>

#include "commands.h"
#include "myotrend/pathway/cases.h"
#include "pathway_verbs.h"
#include "session.h"

namespace myotrend::cli {
namespace {

struct PathwayArguments {
  enum class Verb { show, check, test };
  Verb verb = Verb::show;
  std::vector<std::string> files;
};

std::string act_within(const pathway::Rule& rule) {
  return rule.act_within_days == 0 ? "now" : fmt::format("within {} days", rule.act_within_days);
}

int show(Session& session, std::ostream& out, std::ostream& err) {
  const auto found = session.pathway();
  if (!found) return failed(err, found.failure());
  const pathway::Pathway& rules = **found;
  if (session.json()) {
    out << rules.text();
    if (!rules.text().ends_with('\n')) out << '\n';
    return done;
  }
  const auto point = rules.point(session.arguments().point);
  if (!point.ok()) return failed(err, Failure{usage, fmt::format("--point: {}", point.refusal().text)});
  out << fmt::format("{} {}, point {}\nsha256 {}\n", rules.id(), rules.version(), rules.points()[*point],
                     rules.sha256());
  out << "A: the source article, G: a guideline, P: a proposal that awaits a clinician's signature\n\n";
  for (const pathway::Rule& rule : rules.rules(*point)) {
    out << fmt::format("{:<5} {:<14} act {:<15} [{}]", rule.id, word_of(rule.level), act_within(rule), rule.mark);
    std::vector<std::string> flags;
    for (const pathway::Line& line : rule.lines) {
      const std::string& flag = rules.flags()[line.flag].id;
      if (std::find(flags.begin(), flags.end(), flag) == flags.end()) flags.push_back(flag);
    }
    out << fmt::format(" {}\n", fmt::join(flags, ", "));
    if (!rule.action.empty()) out << fmt::format("      {}\n", rule.action);
    for (const std::string& source : rule.sources) out << fmt::format("      source: {}\n", source);
  }
  return done;
}

int check(const std::string& file, Session& session, std::ostream& out, std::ostream& err) {
  const auto text = text_of_file(file);
  if (!text) return failed(err, text.failure());
  const auto parsed = pathway_in(*text, session.catalogue());
  if (!parsed.ok()) return failed(err, Refusal{fmt::format("{}: {}", file, parsed.refusal().text)});
  for (const std::string& doubt : parsed->doubts()) err << fmt::format("{}: {}\n", file, doubt);
  if (session.json()) {
    out << fmt::format("{{\"schema\":\"myotrend.pathway-check/1\",\"sha256\":\"{}\",\"doubts\":{}}}\n",
                       parsed->sha256(), parsed->doubts().size());
  } else if (!session.quiet()) {
    out << fmt::format("{}: sound{}\n", file,
                       parsed->doubts().empty() ? "" : fmt::format(", {} doubts", parsed->doubts().size()));
  }
  return done;
}

/// What came out of the cases of all files.
class TestReport {
 public:
  void add(const std::string& file, const pathway::CaseOutcome& outcome) {
    ++(outcome.passed() ? passed_ : failed_);
    cases_.push_back({{"file", file},
                      {"rule", outcome.rule},
                      {"name", outcome.name},
                      {"passed", outcome.passed()},
                      {"faults", outcome.faults}});
    for (const std::string& fault : outcome.faults) {
      faults_ += fmt::format("{}: {}, {}: {}\n", file, outcome.rule, outcome.name, fault);
    }
  }
  bool all_passed() const { return failed_ == 0; }
  std::string text() const { return fmt::format("{}{} passed, {} failed\n", faults_, passed_, failed_); }
  std::string json() const {
    const nlohmann::ordered_json document = {
        {"schema", "myotrend.pathway-test/1"}, {"passed", passed_}, {"failed", failed_}, {"cases", cases_}};
    return document.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
  }

 private:
  std::size_t passed_ = 0, failed_ = 0;
  std::string faults_;
  nlohmann::ordered_json cases_ = nlohmann::ordered_json::array();
};

int test(const std::vector<std::string>& files, Session& session, std::ostream& out, std::ostream& err) {
  const auto rules = session.rulebook();
  if (!rules) return failed(err, rules.failure());
  TestReport report;
  for (const std::string& file : files) {
    const auto text = text_of_file(file);
    if (!text) return failed(err, text.failure());
    const auto outcomes = pathway::run_cases(**rules, *text);
    if (!outcomes.ok()) return failed(err, Refusal{fmt::format("{}: {}", file, outcomes.refusal().text)});
    for (const pathway::CaseOutcome& outcome : *outcomes) report.add(file, outcome);
  }
  if (session.json()) {
    out << report.json();
  } else if (!session.quiet() || !report.all_passed()) {
    out << report.text();
  }
  return report.all_passed() ? done : refused;
}

int run_pathway(const PathwayArguments& arguments, Session& session, std::ostream& out, std::ostream& err) {
  switch (arguments.verb) {
    case PathwayArguments::Verb::show: return show(session, out, err);
    case PathwayArguments::Verb::check: return check(arguments.files.front(), session, out, err);
    case PathwayArguments::Verb::test: break;
  }
  return test(arguments.files, session, out, err);
}

}  // namespace

CommandSyntax pathway_syntax() {
  using Verb = PathwayArguments::Verb;
  const auto verb = [](Verb which, CommandSyntax command) {
    auto told = std::make_shared<PathwayArguments>();
    told->verb = which;
    command.of_the_present().runs(told, run_pathway);
    if (which == Verb::check) command.takes("FILE", &told->files, "A pathway").required().only_one().of(Value::file);
    if (which == Verb::test) command.takes("FILE", &told->files, "Cases").required().of(Value::file);
    return command;
  };
  CommandSyntax pathway("pathway", "The clinical rules as data", "myotrend pathway show");
  pathway.with(verb(Verb::show, CommandSyntax("show", "The rules with their sources", "myotrend pathway show")));
  pathway.with(verb(
      Verb::check, CommandSyntax("check", "Whether a file holds a sound pathway", "myotrend pathway check mine.json")));
  pathway.with(verb(Verb::test, CommandSyntax("test", "Whether the rules give what cases expect",
                                              "myotrend pathway test cases.json")));
  pathway.with(calibrate_syntax());
  pathway.with(pathway_diff_syntax());
  pathway.with(pathway_whatif_syntax());
  return pathway;
}

}  // namespace myotrend::cli
