#include "store/sqlite/connection.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cmath>
#include <limits>
#include <new>

namespace myotrend::sqlite {

namespace {

// Wider than the program's own 1900 to 2037, and narrow enough that no sum of times overflows.
constexpr Instant earliest{date::sys_days{date::year{1800} / 1 / 1}};
constexpr Instant latest{date::sys_days{date::year{2200} / 1 / 1}};

/// `:memory:` and `file:...` are names of files here like any other.
std::string plain_name(const std::string& path) { return path.starts_with('/') ? path : "./" + path; }

}  // namespace

Query& Query::with(std::int64_t value) {
  statement_->bind(++bound_, value);
  return *this;
}
Query& Query::with(double value) {
  ++bound_;
  if (!std::isnan(value)) statement_->bind(bound_, value);
  return *this;
}
Query& Query::with(const std::string& text) {
  statement_->bindNoCopy(++bound_, text);
  return *this;
}
Query& Query::with_bytes(const std::string& bytes) {
  statement_->bindNoCopy(++bound_, bytes.data(), static_cast<int>(bytes.size()));
  return *this;
}
Query& Query::with(std::string&& text) {
  statement_->bind(++bound_, text);
  return *this;
}

bool Query::next() {
  const int code = statement_->tryExecuteStep();
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) connection_->fail_with_last();
  return false;
}

std::int64_t Query::run() {
  next();
  return statement_->getChanges();
}

bool Query::run_unless_refused() {
  const int code = statement_->tryExecuteStep();
  if (code == SQLITE_CONSTRAINT) return false;
  if (code != SQLITE_DONE) connection_->fail_with_last();
  return true;
}

void Query::again() {
  statement_->tryReset();
  statement_->clearBindings();
  bound_ = 0;
}

double Query::real(int column) const {
  const auto value = statement_->getColumn(column);
  return value.isNull() ? std::numeric_limits<double>::quiet_NaN() : value.getDouble();
}

Instant Query::instant(int column) const {
  const Instant at{std::chrono::microseconds{integer(column)}};
  if (at < earliest || at > latest) connection_->damaged("a time that no program would have written");
  return at;
}

std::optional<Instant> Query::instant_if_any(int column) const {
  if (null(column)) return std::nullopt;
  return instant(column);
}

std::uint32_t Query::number(int column, std::uint32_t last) const {
  const std::int64_t value = integer(column);
  if (value < 0 || value > last) connection_->damaged("a number that points nowhere");
  return static_cast<std::uint32_t>(value);
}

Connection::Connection(std::string path, int flags, std::chrono::milliseconds wait)
    : path_(std::move(path)), wait_(wait) {
  try {
    database_ = std::make_unique<SQLite::Database>(plain_name(path_), flags, static_cast<int>(wait.count()));
  } catch (const SQLite::Exception& error) {
    fail(error.getErrorCode(), error.getErrorStr());
  }
}

Query Connection::query(const char* sql) {
  auto& statement = statements_[sql];
  if (!statement) {
    try {
      statement = std::make_unique<SQLite::Statement>(*database_, sql);
    } catch (const SQLite::Exception& error) {
      fail(error.getErrorCode(), error.what());
    }
  }
  return Query(*statement, *this);
}

void Connection::run(const std::string& sql) {
  if (database_->tryExec(sql) != SQLITE_OK) fail_with_last();
}

std::int64_t Connection::integer_of(const char* sql) {
  Query query = this->query(sql);
  return query.next() ? query.integer(0) : 0;
}

bool Connection::in_transaction() const { return sqlite3_get_autocommit(database_->getHandle()) == 0; }

void Connection::fail_with_last() const {
  sqlite3* handle = database_->getHandle();
  fail(sqlite3_errcode(handle), sqlite3_errmsg(handle));
}

void Connection::fail(int code, const std::string& text) const {
  using enum StoreError::Kind;
  switch (code & 0xff) {
    case SQLITE_NOMEM: throw std::bad_alloc();
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw StoreError(busy, fmt::format("{}: another program is writing to this store (waited {:.3g} s); try again "
                                         "when it has finished",
                                         path_, static_cast<double>(wait_.count()) / 1000));
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      throw StoreError(cannot_open, fmt::format("{}: cannot be opened ({}); check its folder and its "
                                                "permissions",
                                                path_, text));
    case SQLITE_READONLY:
      throw StoreError(cannot_open, fmt::format("{}: cannot be written ({}); make the file and its folder writable for "
                                                "you, or work on a copy",
                                                path_, text));
    case SQLITE_FULL:
      throw StoreError(cannot_open, fmt::format("{}: there is no room left ({}); nothing of this change was kept; make "
                                                "room and try again",
                                                path_, text));
    case SQLITE_IOERR:
      throw StoreError(cannot_open, fmt::format("{}: cannot be read or written ({}); nothing of this change was kept; "
                                                "check the disk",
                                                path_, text));
    default: this->damaged(text);
  }
}

void Connection::damaged(const std::string& what) const {
  throw StoreError(
      StoreError::Kind::damaged,
      fmt::format("{}: the store is damaged ({}); look with \"myotrend check\", and put the last backup back "
                  "with \"myotrend restore FILE\"",
                  path_, what));
}

void Connection::unknown_word(std::string_view what, std::string_view word) const {
  throw StoreError(
      StoreError::Kind::newer,
      fmt::format("{}: {} \"{}\" is not known to this program; a newer myotrend wrote it: install that one (if "
                  "none did, the store is damaged: look with \"myotrend check\")",
                  path_, what, word));
}

Snapshot::Snapshot(Connection& connection) : connection_(connection), own_(!connection.in_transaction()) {
  if (own_) connection_.query("BEGIN").run();
}

Snapshot::~Snapshot() {
  // It has only read: whether it ends by COMMIT or ROLLBACK is the same, and ROLLBACK cannot be refused.
  if (own_) connection_.database().tryExec("ROLLBACK");
}

}  // namespace myotrend::sqlite
