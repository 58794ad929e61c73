#include "scan_metrics.h"

#include <fmt/format.h>

#include <filesystem>

#include "myotrend/alert/life_cycle.h"
#include "myotrend/deliver/metrics.h"
#include "version.h"

namespace myotrend::cli {

namespace fs = std::filesystem;

std::optional<Failure> write_metrics(const std::string& file, const ScanRun& run, Session& session) {
  deliver::ScanFigures figures;
  figures.version = program_version;
  figures.ended = run.ended;
  figures.took = run.took;
  figures.patients = run.summary.patients;
  figures.judged = run.summary.judged;
  figures.changes = run.changes;
  for (const Alert& alert : session.store().alerts())
    if (standing(alert.state)) ++figures.standing_alerts[{alert.level, alert.state}];
  figures.outbox = session.store().outbox()->state(run.ended);
  constexpr int runs_looked_at = 20;  // the newest may be under way
  for (const Run& delivery : session.store().runs(RunKind::deliver, runs_looked_at))
    if (!figures.delivered) figures.delivered = delivery.ended;
  if (auto fault = write_file(file, deliver::metrics_text(figures))) return fault;
  // The collector runs as somebody else, and a service's umask hides what it writes.
  std::error_code fault;
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read | fs::perms::others_read,
                  fault);
  if (fault) return Failure{Exit::refused, fmt::format("{} cannot be made readable: {}", file, fault.message())};
  return std::nullopt;
}

}  // namespace myotrend::cli
