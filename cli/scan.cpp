#include <fmt/format.h>
#include <unistd.h>

#include <memory>
#include <ostream>

#include "commands.h"
#include "session.h"

namespace myotrend::cli {
namespace {

struct ScanArguments {
  unsigned jobs = 0;
  bool exit_code = false, full = false;
};

int run_scan(const ScanArguments& arguments, Session& session, std::ostream& out, std::ostream& err) {
  const auto rules = session.rulebook();
  if (!rules) return failed(err, rules.failure());
  const auto now = session.now();
  if (!now) return failed(err, now.failure());
  const bool show_progress = isatty(STDERR_FILENO) && !session.quiet();
  const ScanSummary summary = Monitor(session.store(), **rules)
                                  .scan(
                                      {arguments.jobs, arguments.full, *now},
                                      [&](const AlertChange& change, const Zone&) {
                                        out << json_of(change) << '\n';
                                        out.flush();  // what is committed is told, whatever comes next
                                      },
                                      [&](std::int64_t count, std::int64_t of) {
                                        if (show_progress)
                                          err << fmt::format("\r{} of {} patients", count, of) << std::flush;
                                      });
  if (show_progress && summary.patients > 0) err << '\r';
  if (!session.quiet())
    err << fmt::format("judged {} patient{}, {} alert change{}\n", summary.judged, summary.judged == 1 ? "" : "s",
                       summary.changes, summary.changes == 1 ? "" : "s");
  return arguments.exit_code && summary.raised > 0 ? new_alerts : done;
}

}  // namespace

CommandSyntax scan_syntax() {
  auto told = std::make_shared<ScanArguments>();
  CommandSyntax scan("scan", "Judges whoever has news, and moves the alerts; prints each change",
                     "myotrend scan --exit-code");
  scan.writes().runs(told, run_scan);
  scan.takes("--jobs", &told->jobs, "Threads; else one for each core").within(1, 1024);
  scan.takes("--exit-code", &told->exit_code, "Exit 10 when there are new alerts");
  scan.takes("--full", &told->full, "Judge every patient again");
  return scan;
}

}  // namespace myotrend::cli
