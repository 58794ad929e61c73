#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>

#include "commands.h"
#include "myotrend/report/pages.h"
#include "page.h"
#include "session.h"

namespace myotrend::cli {
namespace {

struct ReportArguments {
  std::string file, since;
};

int run_report(const ReportArguments& arguments, Session& session, std::ostream& out, std::ostream& err) {
  const std::string ending = std::filesystem::path(arguments.file).extension().string();
  if (ending != ".html" && ending != ".pdf" && ending != ".txt" && ending != ".json")
    return failed(err,
                  Failure{usage, fmt::format("-o {}: the name has to end in .html, .pdf, .txt or .json", arguments.file)});
  const auto rules = session.rulebook();
  if (!rules) return failed(err, rules.failure());
  const auto shown = session.shown();
  if (!shown) return failed(err, shown.failure());
  const Picture picture = known_at(shown->history, shown->as_of);
  std::optional<Instant> since;
  if (!arguments.since.empty()) {
    const auto day = day_told(arguments.since);
    if (!day.ok()) return failed(err, Refusal{fmt::format("--since: {}", day.refusal().text)});
    since = shown->history.patient.zone.start_of(*day);
  }
  const Page page(**rules, picture, since);
  const report::ReportInput input = page.input();
  const std::string text = ending == ".html"  ? report::html_report(input)
                           : ending == ".pdf" ? report::pdf_report(input)
                           : ending == ".txt" ? report::text_report(input)
                                              : report::json_report(input);
  if (const auto failure = write_file(arguments.file, text)) return failed(err, *failure);
  if (session.json()) {
    out << nlohmann::ordered_json{{"schema", "myotrend.written/1"}, {"file", arguments.file}}.dump() << '\n';
  } else if (!session.quiet()) {
    out << fmt::format("wrote {}\n", arguments.file);
  }
  return done;
}

}  // namespace

CommandSyntax report_syntax() {
  auto told = std::make_shared<ReportArguments>();
  CommandSyntax report("report", "A page for a clinician", "myotrend report -p P7 -o P7.html");
  report.runs(told, run_report);
  report.takes("-o,--output", &told->file, "Ends in .html, .pdf, .txt or .json").required().of(Value::file);
  report.takes("--since", &told->since, "Readings from then on").of(Value::date);
  return report;
}

}  // namespace myotrend::cli
