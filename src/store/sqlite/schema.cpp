#include "store/sqlite/schema.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <array>
#include <thread>

#include "sqlite_migrations.h"

namespace myotrend::sqlite {

namespace {

constexpr std::array<Migration, 4> all_migrations{{{1, migration_texts::m0001},
                                                   {2, migration_texts::m0002},
                                                   {3, migration_texts::m0003},
                                                   {4, migration_texts::m0004}}};

std::int64_t version_of(Connection& connection) { return connection.integer_of("PRAGMA user_version"); }

/// A file that does not begin as SQLite's do is somebody else's, or a store whose beginning was destroyed.
std::int64_t application_of(Connection& connection) {
  SQLite::Statement statement(connection.database(), "PRAGMA application_id");
  const int code = statement.tryExecuteStep();
  if (code == SQLITE_NOTADB) refuse_foreign(connection.path(), "not an SQLite file");
  if (code != SQLITE_ROW) connection.fail_with_last();
  return statement.getColumn(0).getInt64();
}

void use_write_ahead_log(Connection& connection) {
  // SQLite does not wait by itself when another connection is in the way of this switch.
  const auto give_up = std::chrono::steady_clock::now() + connection.wait();
  for (;;) {
    const int code = connection.database().tryExec("PRAGMA journal_mode = WAL");
    if (code == SQLITE_OK) return;
    if (code != SQLITE_BUSY || std::chrono::steady_clock::now() >= give_up) connection.fail_with_last();
    std::this_thread::sleep_for(std::chrono::milliseconds{5});
  }
}

void run_steps(Connection& connection, std::span<const Migration> steps) {
  const std::int64_t from = version_of(connection);
  for (const Migration& step : steps) {
    if (step.number <= from) continue;
    connection.run(std::string(step.sql));
    connection.run(fmt::format("PRAGMA user_version = {}", step.number));
  }
  connection.run(fmt::format("PRAGMA application_id = {}", application_id));
}

}  // namespace

std::span<const Migration> migrations() { return all_migrations; }

void refuse_foreign(const std::string& path, const std::string& what) {
  throw StoreError(StoreError::Kind::foreign,
                   fmt::format("{}: is not a store of myotrend ({}); name another file (if it was a store once, put a "
                               "backup in its place)",
                               path, what));
}

Found look_at(Connection& connection, std::span<const Migration> known) {
  const Snapshot snapshot(connection);
  const std::int64_t application = application_of(connection);
  const std::int64_t version = version_of(connection);
  if (application == 0 && version == 0 && connection.integer_of("SELECT count(*) FROM sqlite_master") == 0)
    return Found::empty;
  if (application != application_id) {
    refuse_foreign(connection.path(),
                   application == 0 ? std::string("an SQLite file of another program")
                                    : fmt::format("an SQLite file of another program, application id {}", application));
  }
  if (version > known.back().number) {
    throw StoreError(StoreError::Kind::newer,
                     fmt::format("{}: was written by a newer myotrend (store version {}, this program knows up to {}); "
                                 "install the newer program",
                                 connection.path(), version, known.back().number));
  }
  if (version < 1) connection.damaged("it has no version");
  return Found::store;
}

void migrate(Connection& connection, std::span<const Migration> steps) {
  use_write_ahead_log(connection);
  if (version_of(connection) == steps.back().number) return;
  connection.run("BEGIN IMMEDIATE");
  try {
    // Another program may have done it while this one waited for the lock.
    if (look_at(connection, steps) == Found::empty || version_of(connection) < steps.back().number)
      run_steps(connection, steps);
    connection.run("COMMIT");
  } catch (...) {
    connection.database().tryExec("ROLLBACK");
    throw;
  }
}

std::vector<std::string> form_of(Connection& connection) {
  std::vector<std::string> form;
  Query query = connection.query("SELECT type || ' ' || name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY 1");
  while (query.next()) form.push_back(query.text(0) + ": " + query.text(1));
  return form;
}

}  // namespace myotrend::sqlite
