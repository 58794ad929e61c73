#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>

#include "commands.h"
#include "languages.h"
#include "myotrend/report/pages.h"
#include "output_place.h"
#include "report_batch.h"
#include "report_pages.h"
#include "session.h"

namespace myotrend::cli {
namespace {

struct ReportArguments {
  std::string output, since, compare, reader = "clinician", language, ending = "html";
  bool letter = false, all = false;
  unsigned jobs = 0;
};

Attempt<PageWanted> wanted_by(const ReportArguments& arguments) {
  PageWanted wanted{
      arguments.all ? "." + arguments.ending : std::filesystem::path(arguments.output).extension().string(),
      arguments.reader,
      "en",
      arguments.letter,
      arguments.since,
      arguments.compare};
  if (wanted.ending != ".html" && wanted.ending != ".pdf" && wanted.ending != ".txt" && wanted.ending != ".json")
    return Failure{usage, fmt::format("-o {}: the name has to end in .html, .pdf, .txt or .json", arguments.output)};
  if (auto failure = doubtful(wanted)) return *failure;
  if (arguments.reader == "patient") {
    const auto language = language_code(arguments.language, report::page_languages());
    if (!language) return language.failure();
    wanted.language = *language;
  } else if (!arguments.language.empty() && arguments.language != "en") {
    return Failure{usage, "--language goes with --for patient; the clinician's pages are in English"};
  }
  return wanted;
}

int run_report(const ReportArguments& arguments, Session& session, std::ostream& out, std::ostream& err) {
  const auto wanted = wanted_by(arguments);
  if (!wanted) return failed(err, wanted.failure());
  if (arguments.all) return write_all_pages(*wanted, arguments.output, arguments.jobs, session, out, err);
  if (const auto failure = refused_as_output(session, arguments.output)) return failed(err, *failure);
  const auto rules = session.rulebook();
  if (!rules) return failed(err, rules.failure());
  const auto shown = session.shown();
  if (!shown) return failed(err, shown.failure());
  const auto bytes = page_bytes(*wanted, **rules, *shown);
  if (!bytes) return failed(err, bytes.failure());
  if (const auto failure = write_file(arguments.output, *bytes)) return failed(err, *failure);
  if (session.json()) {
    out << nlohmann::ordered_json{{"schema", "myotrend.written/1"}, {"file", arguments.output}}.dump() << '\n';
  } else if (!session.quiet()) {
    out << fmt::format("wrote {}\n", arguments.output);
  }
  return done;
}

}  // namespace

CommandSyntax report_syntax() {
  auto told = std::make_shared<ReportArguments>();
  CommandSyntax report("report", "A page for a clinician, a letter, or a page for the patient",
                       "myotrend report -p P7 -o P7.pdf");
  report.runs(told, run_report);
  report.takes("-o,--output", &told->output, "Ends in .html, .pdf, .txt or .json; with --all a folder")
      .required()
      .of(Value::file);
  report.takes("--for", &told->reader, "Who reads it").one_of({"clinician", "patient"});
  report.takes("--language", &told->language, "Of the patient's page: de, en, es; else that of $LANG")
      .of(Value::text, "CODE");
  report.takes("--letter", &told->letter, "A draft of a referral letter");
  report.takes("--since", &told->since, "Draw what came from that day on").of(Value::date);
  report.takes("--compare", &told->compare, "That day and now, side by side").of(Value::date);
  report.takes("--all", &told->all, "A page of every patient, into the folder of -o");
  report.takes("--ending", &told->ending, "With --all: what each page is").one_of({"html", "pdf", "txt", "json"});
  report.takes("--jobs", &told->jobs, "With --all: threads; else one for each core").within(1, 1024);
  return report;
}

}  // namespace myotrend::cli
