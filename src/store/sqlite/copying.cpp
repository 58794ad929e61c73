#include "store/sqlite/copying.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "store/sqlite/opening.h"
#include "store/sqlite/schema.h"

namespace myotrend {

namespace sqlite {

namespace {

[[noreturn]] void cannot(const std::string& path, const std::string& why) {
  throw StoreError(StoreError::Kind::cannot_open, fmt::format("{}: {}", path, why));
}

/// A new file beside `file`, for the owner alone, gone again unless it takes the place of `file`.
class BesideFile {
 public:
  explicit BesideFile(const std::string& file) : file_(file), name_(file + ".new-XXXXXX") {
    const int made = ::mkostemp(name_.data(), O_CLOEXEC);
    if (made < 0)
      cannot(file, fmt::format("cannot be made ({}); check its folder and its permissions", std::strerror(errno)));
    ::close(made);
  }
  ~BesideFile() {
    if (placed_) return;
    for (const char* ending : {"", "-wal", "-shm", "-journal"}) ::unlink((name_ + ending).c_str());
  }
  BesideFile(const BesideFile&) = delete;
  BesideFile& operator=(const BesideFile&) = delete;

  const std::string& name() const { return name_; }

  /// On disk before its name is: a power cut leaves the old file or the new one.
  void take_the_place() {
    sync(name_, O_RDWR);
    if (::rename(name_.c_str(), file_.c_str()) != 0)
      cannot(file_, fmt::format("cannot be put in place ({})", std::strerror(errno)));
    placed_ = true;
    const auto folder = std::filesystem::path(file_).parent_path();
    sync(folder.empty() ? std::string(".") : folder.string(), O_RDONLY | O_DIRECTORY);
  }

 private:
  static void sync(const std::string& path, int flags) {
    const int opened = ::open(path.c_str(), flags | O_CLOEXEC);
    const bool synced = opened >= 0 && ::fsync(opened) == 0;
    if (opened >= 0) ::close(opened);
    if (!synced) cannot(path, fmt::format("cannot be brought to disk ({})", std::strerror(errno)));
  }

  std::string file_, name_;
  bool placed_ = false;
};

/// Compact, and without anything that was erased.
void copy_into(Connection& connection, const std::string& file) { connection.query("VACUUM INTO ?").with(file).run(); }

/// A backup rests (rollback journal), a store in use does not (write-ahead log).
bool is_resting(Connection& connection) {
  Query query = connection.query("PRAGMA journal_mode");
  return query.next() && query.text(0) != "wal";
}

std::unique_ptr<Connection> connect_for_reading(const std::string& path, std::chrono::milliseconds wait) {
  return std::make_unique<Connection>(path, SQLite::OPEN_READONLY | SQLite::OPEN_NOMUTEX, wait);
}

bool same_file(const std::string& a, const std::string& b) {
  struct stat one {
  }, other{};
  return ::stat(a.c_str(), &one) == 0 && ::stat(b.c_str(), &other) == 0 && one.st_dev == other.st_dev &&
         one.st_ino == other.st_ino;
}

void refuse_unless_replaceable(const Connection& store, const std::string& file) {
  struct stat found {};
  if (::stat(file.c_str(), &found) != 0 || (S_ISREG(found.st_mode) && found.st_size == 0)) return;
  if (S_ISDIR(found.st_mode)) cannot(file, "is a folder; give the path of a file in it");
  if (same_file(store.path(), file)) cannot(file, "is the store itself; give another path");
  bool backup = false;
  try {
    const auto there = connect_for_reading(file, store.wait());
    backup = look_at(*there, migrations()) == Found::store && is_resting(*there);
  } catch (const StoreError&) {
    backup = false;
  }
  if (!backup) cannot(file, "is there already and not an older backup of a store; remove it or give another path");
}

void refuse_unless_sound(Connection& copy) {
  if (look_at(copy, migrations()) == Found::empty)
    throw StoreError(StoreError::Kind::foreign, copy.path() + ": is empty, not a backup of a store; name another file");
  Query query = copy.query("PRAGMA integrity_check");
  while (query.next()) {
    if (query.text(0) != "ok") {
      throw StoreError(StoreError::Kind::damaged,
                       fmt::format("{}: this backup is damaged ({}); take an older one", copy.path(), query.text(0)));
    }
  }
}

/// Holds what stands in `to` so that no other program has it open, and folds its write-ahead log in, so that the log
/// cannot be taken for one of the file that comes. Null when nothing stands there, or only wreckage.
std::unique_ptr<Connection> hold_alone(const std::string& to, std::chrono::milliseconds wait) {
  struct stat found {};
  if (::stat(to.c_str(), &found) != 0 || found.st_size == 0) return nullptr;
  look_at_file(to, OpenMode::open_existing);
  auto held = std::make_unique<Connection>(to, SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX, wait);
  try {
    look_at(*held, migrations());
    held->run("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE;");
  } catch (const StoreError& error) {
    if (error.kind == StoreError::Kind::damaged) return nullptr;
    if (error.kind == StoreError::Kind::newer) return nullptr;
    if (error.kind != StoreError::Kind::busy) throw;
    throw StoreError(StoreError::Kind::busy,
                     fmt::format("{}: another program has this store open; end it and try again", to));
  }
  return held;
}

}  // namespace

void write_copy(Connection& connection, const std::string& file) {
  refuse_unless_replaceable(connection, file);
  BesideFile beside(file);
  copy_into(connection, beside.name());
  beside.take_the_place();
}

}  // namespace sqlite

void restore_sqlite(const std::string& from, const std::string& to, std::chrono::milliseconds writer_wait) {
  using namespace sqlite;
  look_at_file(from, OpenMode::open_existing);
  if (same_file(from, to)) cannot(from, "is the store itself; name a backup of it");
  BesideFile beside(to);
  {
    const auto backup = connect_for_reading(from, writer_wait);
    refuse_unless_sound(*backup);
    copy_into(*backup, beside.name());
  }
  refuse_unless_sound(*connect_for_reading(beside.name(), writer_wait));
  const auto held = hold_alone(to, writer_wait);
  for (const char* ending : {"-wal", "-shm", "-journal"}) ::unlink((to + ending).c_str());
  beside.take_the_place();
}

}  // namespace myotrend
