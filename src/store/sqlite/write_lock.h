#pragma once

#include "store/sqlite/connection.h"

namespace myotrend::sqlite {

/// The write lock of a store, from BEGIN IMMEDIATE to commit(); rolled back unless committed.
class WriteLock {
 public:
  explicit WriteLock(Connection& connection) : connection_(connection) { connection_.run("BEGIN IMMEDIATE"); }
  ~WriteLock() {
    if (open_) connection_.database().tryExec("ROLLBACK");
  }
  WriteLock(const WriteLock&) = delete;
  WriteLock& operator=(const WriteLock&) = delete;

  void commit() {
    connection_.run("COMMIT");
    open_ = false;
  }

 private:
  Connection& connection_;
  bool open_ = true;
};

}  // namespace myotrend::sqlite
