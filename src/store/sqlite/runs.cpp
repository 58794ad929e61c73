#include "store/sqlite/runs.h"

#include "store/sqlite/write_lock.h"

namespace myotrend {

std::string_view word_of(RunKind kind) { return kind == RunKind::scan ? "scan" : "deliver"; }

namespace sqlite {

namespace {

/// Of each kind: enough to see a year of nightly runs, and two days of one each minute.
constexpr std::int64_t runs_kept = 3'000;

}  // namespace

std::int64_t begin_run(Connection& connection, RunKind kind, Instant now) {
  WriteLock lock(connection);
  connection.query("INSERT INTO run (kind, started_us, figures) VALUES (?, ?, '{}')")
      .with(word_of(kind))
      .with(now)
      .run();
  const std::int64_t run = connection.database().getLastInsertRowid();
  connection
      .query(
          "DELETE FROM run WHERE kind = ?1 AND run_no <= (SELECT run_no FROM run WHERE kind = ?1 ORDER BY run_no DESC "
          "LIMIT 1 OFFSET ?2)")
      .with(word_of(kind))
      .with(runs_kept)
      .run();
  lock.commit();
  return run;
}

void end_run(Connection& connection, std::int64_t run, Instant now, std::string_view figures) {
  connection.query("UPDATE run SET ended_us = ?, figures = ? WHERE run_no = ?").with(now).with(figures).with(run).run();
}

std::vector<Run> runs_of(Connection& connection, RunKind kind, int count) {
  Query query = connection.query(
      "SELECT run_no, started_us, ended_us, figures FROM run WHERE kind = ? AND ended_us IS NOT NULL "
      "ORDER BY run_no DESC LIMIT ?");
  query.with(word_of(kind)).with(std::int64_t{count});
  std::vector<Run> runs;
  while (query.next()) runs.push_back({query.integer(0), query.instant(1), query.instant_if_any(2), query.text(3)});
  return runs;
}

}  // namespace sqlite
}  // namespace myotrend
