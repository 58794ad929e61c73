#include "store/sqlite/opening.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "store/sqlite/schema.h"

namespace myotrend::sqlite {

namespace {

constexpr mode_t for_the_owner_alone = 0600;

[[noreturn]] void cannot_open(const std::string& path, const std::string& why) {
  throw StoreError(StoreError::Kind::cannot_open, fmt::format("{}: {}", path, why));
}

void make_file(const std::string& path, OpenMode mode) {
  if (mode == OpenMode::open_existing)
    cannot_open(path, "there is no store here; check the path, or begin one by adding a patient");
  const int file = ::open(path.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, for_the_owner_alone);
  if (file < 0 && errno != EEXIST)
    cannot_open(path, fmt::format("cannot be made ({}); check its folder and its permissions", std::strerror(errno)));
  if (file >= 0) ::close(file);
}

/// No SQLite file is shorter. SQLite itself takes some that are for empty ones, and writes over them.
constexpr off_t shortest_sqlite_file = 512;

constexpr const char* settings =
    "PRAGMA synchronous = FULL;"
    "PRAGMA foreign_keys = ON;"
    "PRAGMA recursive_triggers = ON;"  // else a REPLACE passes the guards before a delete
    "PRAGMA secure_delete = ON;"
    "PRAGMA trusted_schema = OFF;"
    "PRAGMA cell_size_check = ON;"
    "PRAGMA temp_store = MEMORY;"
    "PRAGMA cache_size = -32768;";

std::unique_ptr<Connection> connect_anyhow(const std::string& path, std::chrono::milliseconds wait) {
  auto connection = std::make_unique<Connection>(path, SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX, wait);
  sqlite3_db_config(connection->database().getHandle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  return connection;
}

}  // namespace

void look_at_file(const std::string& path, OpenMode mode) {
  if (path.empty()) cannot_open("(no path)", "a store needs the path of a file");
  struct stat found {};
  if (::stat(path.c_str(), &found) != 0) {
    if (errno == ENOENT) return make_file(path, mode);
    cannot_open(path, fmt::format("cannot be reached ({}); check the path and its permissions", std::strerror(errno)));
  }
  if (S_ISDIR(found.st_mode)) cannot_open(path, "is a folder; give the path of a file in it");
  if (!S_ISREG(found.st_mode)) cannot_open(path, "is not a file; give the path of a file");
  if (::access(path.c_str(), R_OK) != 0)
    cannot_open(path,
                fmt::format("cannot be read ({}); ask its owner, or check its permissions", std::strerror(errno)));
  if (::access(path.c_str(), W_OK) != 0) {
    cannot_open(
        path, fmt::format("cannot be written ({}); make it writable for you, or work on a copy", std::strerror(errno)));
  }
  if (found.st_size == 0) {
    ::chmod(path.c_str(), for_the_owner_alone);
  } else if (found.st_size < shortest_sqlite_file) {
    refuse_foreign(path, "not an SQLite file");
  }
}

std::unique_ptr<Connection> connect(const std::string& path, std::chrono::milliseconds wait) {
  auto connection = connect_anyhow(path, wait);
  look_at(*connection, migrations());
  if (sqlite3_db_readonly(connection->database().getHandle(), "main") == 1)
    cannot_open(path, "cannot be written; make the file and its folder writable for you, or work on a copy");
  connection->run(settings);
  return connection;
}

std::unique_ptr<Connection> connect_reader(const std::string& path, std::chrono::milliseconds wait) {
  auto connection = connect_anyhow(path, wait);
  connection->run(settings);
  connection->run("PRAGMA cache_size = -8192; PRAGMA query_only = ON;");
  return connection;
}

}  // namespace myotrend::sqlite
