#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "myotrend/store/store.h"

namespace myotrend::sqlite {

/// A statement in use: bound from left to right, stepped, and made ready for the next use at the end of its life.
class Query {
 public:
  Query(SQLite::Statement& statement, const class Connection& connection)
      : statement_(&statement), connection_(&connection) {}
  ~Query() { again(); }
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  /// Binds the next parameter. NaN and empty optionals are NULL; a named std::string is not copied and must stay.
  Query& with(std::int64_t value);
  Query& with(double value);
  Query& with(const std::string& text);
  Query& with(std::string&& text);
  Query& with(std::string_view text) { return with(std::string(text)); }
  /// Not copied: must stay until the query has run.
  Query& with_bytes(const std::string& bytes);
  Query& with(const char* text) { return with(std::string(text)); }
  Query& with(Instant at) { return with(std::int64_t{at.time_since_epoch().count()}); }
  template <class T>
  Query& with(const std::optional<T>& value) {
    if (!value) return without();
    if constexpr (std::is_same_v<T, std::string>) {
      return with(std::string_view(*value));
    } else {
      return with(*value);
    }
  }
  /// Leaves the next parameter NULL.
  Query& without() {
    ++bound_;
    return *this;
  }

  /// Steps to the next row; false at the end. Throws StoreError.
  bool next();
  /// Steps a statement that gives no rows; how many rows it changed.
  std::int64_t run();
  /// The same, but a row that a constraint or guard refuses is an answer: false.
  bool run_unless_refused();
  /// Ready to be bound anew.
  void again();

  bool null(int column) const { return statement_->isColumnNull(column); }
  std::int64_t integer(int column) const { return statement_->getColumn(column).getInt64(); }
  double real(int column) const;  // NaN for NULL
  std::string text(int column) const { return statement_->getColumn(column).getString(); }
  /// A time within the years that a store can hold; throws StoreError damaged.
  Instant instant(int column) const;
  std::optional<Instant> instant_if_any(int column) const;
  /// A whole number from 0 to `last`; throws StoreError damaged.
  std::uint32_t number(int column, std::uint32_t last) const;

 private:
  SQLite::Statement* statement_;
  const class Connection* connection_;
  int bound_ = 0;
};

/// One connection to a store's file, with its statements kept prepared. For one thread.
class Connection {
 public:
  Connection(std::string path, int flags, std::chrono::milliseconds wait);

  const std::string& path() const { return path_; }
  SQLite::Database& database() { return *database_; }
  /// The prepared form of `sql`, a literal: its address is what it is found by.
  Query query(const char* sql);
  /// Runs statements that give no rows, unprepared.
  void run(const std::string& sql);
  /// The first column of the first row; 0 if there is none.
  std::int64_t integer_of(const char* sql);
  bool in_transaction() const;
  std::chrono::milliseconds wait() const { return wait_; }

  /// What SQLite said of the last call, as an error that names the file, what was found and what to do.
  [[noreturn]] void fail(int code, const std::string& text) const;
  [[noreturn]] void fail_with_last() const;
  [[noreturn]] void damaged(const std::string& what) const;
  /// `word` is not one of the words for `what` that this program has.
  [[noreturn]] void unknown_word(std::string_view what, std::string_view word) const;

 private:
  std::string path_;
  std::chrono::milliseconds wait_;
  std::unique_ptr<SQLite::Database> database_;
  std::unordered_map<const char*, std::unique_ptr<SQLite::Statement>> statements_;
};

/// While it lives, several queries see one state of the store. Does nothing inside a transaction.
class Snapshot {
 public:
  explicit Snapshot(Connection& connection);
  ~Snapshot();
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

 private:
  Connection& connection_;
  bool own_;
};

}  // namespace myotrend::sqlite
