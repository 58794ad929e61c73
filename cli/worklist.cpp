#include "myotrend/report/worklist.h"

#include <fmt/format.h>
#include <unistd.h>

#include <charconv>
#include <filesystem>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>

#include "commands.h"
#include "each_patient.h"
#include "myotrend/alert/life_cycle.h"
#include "output_place.h"
#include "session.h"

namespace myotrend::cli {
namespace {

/// Days since the newest strength reading that was taken; empty: never measured.
std::optional<double> strength_days_ago(const Picture& picture, const Catalogue& catalogue) {
  std::optional<Instant> newest;
  for (const Reading& reading : picture.readings) {
    const bool strength = catalogue[picture.history->series[reading.series].measure].role == Role::strength;
    if (strength && !reading.could_not() && (!newest || reading.effective > *newest)) newest = reading.effective;
  }
  if (!newest) return std::nullopt;
  return days_between(*newest, picture.as_of);
}

struct WorklistArguments {
  std::string file, level, order, stale;
  unsigned limit = 0, jobs = 0;
};

Attempt<report::WorklistFilter> filter_of(const WorklistArguments& arguments) {
  report::WorklistFilter filter;
  if (!arguments.level.empty()) filter.at_least = disposition_named(arguments.level);
  if (!arguments.stale.empty()) {
    const char* end = arguments.stale.data() + arguments.stale.size();
    double stale_days = 0;
    const auto [rest, error] = std::from_chars(arguments.stale.data(), end, stale_days);
    if (error != std::errc() || rest != end || !(stale_days >= 0))
      return Failure{usage, fmt::format("--stale: \"{}\" is not a number of days", arguments.stale)};
    filter.stale_days = stale_days;
  }
  return filter;
}

std::vector<report::WorklistRow> rows_of(Session& session, const pathway::Rulebook& rules, Instant as_of, unsigned jobs,
                                         std::ostream& err) {
  std::map<PatientId, std::vector<Alert>> alerts;
  for (Alert& alert : alerts_known_at(session.store(), as_of))
    if (standing(alert.state)) alerts[alert.patient].push_back(std::move(alert));
  const auto ids = session.store().patient_ids();
  std::vector<report::WorklistRow> rows(ids.size());
  const bool show_progress = isatty(STDERR_FILENO) && !session.quiet();
  each_patient(
      session.store(), ids, jobs,
      [&](std::size_t index, const History& history) {
        const Picture picture = known_at(history, as_of);
        const auto found = alerts.find(ids[index]);
        const auto standing_alerts = found == alerts.end() ? std::span<const Alert>() : std::span(found->second);
        rows[index] = report::worklist_row(pathway::assess(rules, picture),
                                           strength_days_ago(picture, session.catalogue()), standing_alerts);
        rows[index].course = report::sparkline_of(picture, session.catalogue());
      },
      [&](std::size_t count) {
        if (show_progress && count % 16 == 0)
          err << fmt::format("\r{} of {} patients", count, ids.size()) << std::flush;
      });
  if (show_progress) err << "\r\x1b[K";
  return rows;
}

/// The pages stand beside each other: x.html, x-2.html...
int write_pages(const std::string& file, const std::vector<report::WorklistRow>& rows, Instant as_of, Session& session,
                std::ostream& out, std::ostream& err) {
  const std::filesystem::path path(file);
  const auto pages = report::html_worklist(rows, path.stem().string(), as_of);
  for (const report::WorklistPage& page : pages)
    if (const auto failure = refused_as_output(session, (path.parent_path() / page.file).string()))
      return failed(err, *failure);
  for (const report::WorklistPage& page : pages)
    if (const auto failure = write_file((path.parent_path() / page.file).string(), page.html))
      return failed(err, *failure);
  if (session.json()) {
    nlohmann::ordered_json files = nlohmann::ordered_json::array();
    for (const report::WorklistPage& page : pages) files.push_back((path.parent_path() / page.file).string());
    out << nlohmann::ordered_json{{"schema", "myotrend.files/1"}, {"files", files}}.dump() << '\n';
  } else if (!session.quiet()) {
    out << fmt::format("wrote {}{}\n", file,
                       pages.size() > 1 ? fmt::format(" and {} more pages", pages.size() - 1) : "");
  }
  return done;
}

int run_worklist(const WorklistArguments& arguments, Session& session, std::ostream& out, std::ostream& err) {
  const auto rules = session.rulebook();
  if (!rules) return failed(err, rules.failure());
  const auto as_of = session.as_of(Zone());
  if (!as_of) return failed(err, as_of.failure());
  const auto filter = filter_of(arguments);
  if (!filter) return failed(err, filter.failure());
  if (!arguments.file.empty() && !arguments.file.ends_with(".html"))
    return failed(err, Failure{usage, fmt::format("-o: \"{}\" does not end in .html", arguments.file)});
  auto rows = rows_of(session, **rules, *as_of, arguments.jobs, err);
  // Without a name: erased while the others were read.
  std::erase_if(rows,
                [&filter](const report::WorklistRow& row) { return row.patient.text.empty() || !filter->keeps(row); });
  report::sort_worklist(
      rows, arguments.order.empty() ? report::WorklistOrder::urgency : *report::worklist_order_named(arguments.order));
  if (arguments.limit && rows.size() > arguments.limit) rows.resize(arguments.limit);
  if (!arguments.file.empty()) return write_pages(arguments.file, rows, *as_of, session, out, err);
  if (session.json()) {
    out << report::json_worklist(rows) << '\n';
  } else {
    out << report::terminal_worklist(rows, session.style());
  }
  return done;
}

}  // namespace

CommandSyntax worklist_syntax() {
  auto told = std::make_shared<WorklistArguments>();
  CommandSyntax worklist("worklist", "All patients, most urgent first",
                         "myotrend worklist --level reassess -o list.html");
  worklist.runs(told, run_worklist);
  worklist.takes("-o,--output", &told->file, "Pages for a browser; ends in .html").of(Value::file);
  worklist.takes("--level", &told->level, "Only from this disposition up")
      .one_of({"continue", "reassess", "refer_routine", "refer_urgent", "emergency"});
  worklist.takes("--stale", &told->stale, "Only whose newest strength reading is older").of(Value::text, "DAYS");
  worklist.takes("--sort", &told->order, "What comes first").one_of({"urgency", "due", "waiting", "stale", "patient"});
  worklist.takes("--limit", &told->limit, "At most so many patients").within(1, 1000000);
  worklist.takes("--jobs", &told->jobs, "Threads; else one for each core").within(1, 1024);
  return worklist;
}

}  // namespace myotrend::cli
