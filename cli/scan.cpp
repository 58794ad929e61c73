#include <fmt/format.h>
#include <unistd.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>

#include "commands.h"
#include "deliver.h"
#include "myotrend/deliver/heartbeat.h"
#include "output_place.h"
#include "scan_metrics.h"
#include "session.h"

namespace myotrend::cli {
namespace {

struct ScanArguments {
  unsigned jobs = 0;
  bool exit_code = false, full = false, deliver = false;
  std::string config, heartbeat, metrics;
};

ScanRun judge(const ScanArguments& arguments, const pathway::Rulebook& rules, Instant now, Session& session,
              std::ostream& out, std::ostream& err) {
  const bool show_progress = isatty(STDERR_FILENO) && !session.quiet();
  ScanRun run;
  const auto tell = [&](const AlertChange& change, const Zone&) {
    ++run.changes[change.change];
    out << json_of(change) << '\n';
    out.flush();  // what is committed is told, whatever comes next
  };
  const auto progress = [&](std::int64_t count, std::int64_t of) {
    if (show_progress) err << fmt::format("\r{} of {} patients", count, of) << std::flush;
  };
  const auto began = std::chrono::steady_clock::now();
  run.summary = Monitor(session.store(), rules).scan({arguments.jobs, arguments.full, now}, tell, progress);
  run.took = std::chrono::floor<std::chrono::microseconds>(std::chrono::steady_clock::now() - began);
  const ScanSummary& summary = run.summary;
  if (show_progress && summary.patients > 0) err << '\r';
  if (!session.quiet())
    err << fmt::format("judged {} patient{}, {} alert change{}\n", summary.judged, summary.judged == 1 ? "" : "s",
                       summary.changes, summary.changes == 1 ? "" : "s");
  return run;
}

/// The end of a run that went well, for whoever watches that there is one.
std::optional<Failure> leave_signs_of_life(const ScanArguments& arguments, const Delivering* delivering, Instant now,
                                           std::ostream& err) {
  if (delivering && delivering->config.heartbeat) {
    if (const auto fault = deliver::ping(*delivering->config.heartbeat)) err << "myotrend: " << fault->text << '\n';
  }
  if (arguments.heartbeat.empty()) return std::nullopt;
  return write_file(arguments.heartbeat, iso_text(now, Zone()) + "\n");
}

/// Everybody was judged, and nobody could be told. No sign of life is left, so that whoever watches for one hears.
int nobody_told(const Failure& why, Session& session, Instant now, std::ostream& err) {
  const OutboxState box = session.store().outbox()->state(now);
  const std::int64_t waiting = box.unrouted + box.waiting + box.leased;
  err << fmt::format("myotrend: judged, but nothing was sent: {} notice{} wait{} for a sound config of delivery\n",
                     waiting, waiting == 1 ? "" : "s", waiting == 1 ? "s" : "");
  return failed(err, why);
}

int run_scan(const ScanArguments& arguments, Session& session, std::ostream& out, std::ostream& err) {
  const auto rules = session.rulebook();
  if (!rules) return failed(err, rules.failure());
  if (const auto failure = refused_as_output(session, {arguments.metrics, arguments.heartbeat}))
    return failed(err, *failure);
  const auto now = session.now();
  if (!now) return failed(err, now.failure());
  const std::int64_t run = session.store().begin_run(RunKind::scan, *now);
  ScanRun scanned = judge(arguments, **rules, *now, session, out, err);
  const ScanSummary& summary = scanned.summary;
  const auto end = session.clock();
  scanned.ended = end ? std::max(*end, *now) : *now;
  const nlohmann::ordered_json figures = {
      {"patients", summary.patients}, {"judged", summary.judged}, {"changes", summary.changes}};
  session.store().end_run(run, scanned.ended, figures.dump());
  // A config that is wrong keeps nobody from being judged: what there is to tell waits in the store.
  std::optional<Attempt<std::unique_ptr<Delivering>>> delivering;
  if (arguments.deliver) delivering = open_channels(arguments.config, session, out);
  const bool told_nobody = delivering && !*delivering;
  const Exit delivered = delivering && *delivering ? deliver_now(***delivering, {}, session, out, err) : done;
  if (!arguments.metrics.empty())
    if (const auto fault = write_metrics(arguments.metrics, scanned, session)) return failed(err, *fault);
  if (told_nobody) return nobody_told(delivering->failure(), session, scanned.ended, err);
  if (const auto fault = leave_signs_of_life(arguments, delivering ? (*delivering)->get() : nullptr, *now, err))
    return failed(err, *fault);
  if (delivered != done) return delivered;
  return arguments.exit_code && summary.raised > 0 ? new_alerts : done;
}

}  // namespace

CommandSyntax scan_syntax() {
  auto told = std::make_shared<ScanArguments>();
  CommandSyntax scan("scan", "Judges whoever has news, and moves the alerts; prints each change",
                     "myotrend scan --deliver --exit-code");
  scan.writes().runs(told, run_scan);
  scan.takes("--jobs", &told->jobs, "Threads; else one for each core").within(1, 1024);
  scan.takes("--exit-code", &told->exit_code, "Exit 10 when there are new alerts");
  scan.takes("--full", &told->full, "Judge every patient again");
  scan.takes("--deliver", &told->deliver, "Then send the notices that are due");
  scan.takes("--config", &told->config, "Where notices go; see deliver").of(Value::file);
  scan.takes("--metrics", &told->metrics, "Leave figures for Prometheus in this file").of(Value::file);
  scan.takes("--heartbeat", &told->heartbeat, "A file that is written whenever a scan has ended well").of(Value::file);
  return scan;
}

}  // namespace myotrend::cli
