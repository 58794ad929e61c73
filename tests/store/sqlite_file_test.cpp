#include <SQLiteCpp/SQLiteCpp.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <thread>

#include "store/facts_told.h"
#include "store/sqlite/schema.h"
#include "store/sqlite/sqlite_store.h"

using namespace myotrend;
using namespace myotrend::tests;
using Kind = StoreError::Kind;

namespace {

std::unique_ptr<Store> open(const std::string& file, OpenMode mode = OpenMode::create_or_open,
                            std::chrono::milliseconds wait = std::chrono::seconds{5}) {
  return open_sqlite(file, mode, catalogue(), wait);
}

int mode_of(const std::string& file) {
  struct stat found {};
  return ::stat(file.c_str(), &found) == 0 ? static_cast<int>(found.st_mode & 0777) : -1;
}

void run_raw(const std::string& file, const std::string& sql) {
  SQLite::Database(file, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec(sql);
}

}  // namespace

TEST_CASE("a new store and all that SQLite puts beside it are for the owner alone") {
  const Folder folder;
  const mode_t before = ::umask(0);
  const std::string file = folder.file("a.db");
  const auto store = open(file);
  add_patient(*store, "P1");
  ::umask(before);
  CHECK(mode_of(file) == 0600);
  CHECK(mode_of(file + "-wal") == 0600);
  CHECK(mode_of(file + "-shm") == 0600);
}

TEST_CASE("an empty file becomes a store, a missing one only when asked") {
  const Folder folder;
  write_bytes(folder.file("empty.db"), "");
  add_patient(*open(folder.file("empty.db")), "P1");
  CHECK(open(folder.file("empty.db"), OpenMode::open_existing)->patient_ids().size() == 1);
  const Refused missing = refusal_of([&] { open(folder.file("none.db"), OpenMode::open_existing); });
  CHECK(missing.kind == Kind::cannot_open);
  CHECK(missing.text.find(folder.file("none.db") + ": there is no store here") == 0);
  CHECK_FALSE(std::filesystem::exists(folder.file("none.db")));
}

TEST_CASE("odd names are names of files") {
  const Folder folder;
  const auto here = std::filesystem::current_path();
  std::filesystem::current_path(folder.path());
  for (const char* name : {":memory:", "file:x.db?mode=memory", "a b'c.db", "ü.db"}) {
    add_patient(*open(name), "P1");
    CHECK(open(name, OpenMode::open_existing)->patient_ids().size() == 1);
    CHECK(std::filesystem::exists(folder.path() / name));
  }
  std::filesystem::current_path(here);
}

TEST_CASE("what is not a store is refused by name, and left as it is") {
  const Folder folder;
  const std::string file = folder.file("x.db");
  SECTION("a folder") {
    CHECK(refusal_of([&] { open(folder.path().string()); }).text.find("is a folder") != std::string::npos);
  }
  SECTION("no path, or a folder that is not there") {
    CHECK(refusal_of([&] { open(""); }).kind == Kind::cannot_open);
    CHECK(refusal_of([&] { open(folder.file("no/where.db")); }).kind == Kind::cannot_open);
  }
  SECTION("a text") {
    write_bytes(file, "patient_id,measure,value\nP1,grip,32\n");
    const std::string before = bytes_of(file);
    const Refused refused = refusal_of([&] { open(file); });
    CHECK(refused.kind == Kind::foreign);
    CHECK(refused.text.find(file + ": is not a store of myotrend (not an SQLite file)") == 0);
    CHECK(bytes_of(file) == before);
  }
  SECTION("the database of another program, with or without its own number") {
    run_raw(file, "CREATE TABLE bookmarks (url TEXT);");
    const std::string before = bytes_of(file);
    CHECK(refusal_of([&] { open(file); }).kind == Kind::foreign);
    CHECK(bytes_of(file) == before);
    run_raw(file, "PRAGMA application_id = 252006674;");
    CHECK(refusal_of([&] { open(file); }).text.find("application id 252006674") != std::string::npos);
  }
  SECTION("a pipe") {
    REQUIRE(::mkfifo(file.c_str(), 0600) == 0);
    CHECK(refusal_of([&] { open(file); }).text.find("is not a file") != std::string::npos);
  }
  SECTION("a store of a newer program") {
    open(file).reset();
    run_raw(file, "PRAGMA user_version = 999;");
    const Refused refused = refusal_of([&] { open(file); });
    CHECK(refused.kind == Kind::newer);
    CHECK(refused.text.find("store version 999") != std::string::npos);
  }
  SECTION("a measure that only a newer catalogue has") {
    auto store = open(file);
    add_patient(*store, "P1");
    run_raw(file, "INSERT INTO series VALUES (1, 0, 'measure', 'gait-speed', 'm/s', '', '', '', 'patient', '', '')");
    const Refused refused = refusal_of([&] { store->history_of({"P1"}, Depth::facts); });
    CHECK(refused.kind == Kind::newer);
    CHECK(refused.text.find("\"gait-speed\"") != std::string::npos);
  }
}

TEST_CASE("a file that may not be written is refused when it is opened") {
  const Folder folder;
  const std::string file = folder.file("a.db");
  open(file).reset();
  REQUIRE(::chmod(file.c_str(), 0400) == 0);
  if (::geteuid() == 0) {
    WARN("not looked at as root, whom no mode stops");
  } else {
    CHECK(refusal_of([&] { open(file); }).kind == Kind::cannot_open);
  }
}

TEST_CASE("steps of the form") {
  const Folder folder;
  sqlite::Connection connection(folder.file("a.db"), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE,
                                std::chrono::milliseconds{100});
  const sqlite::Migration first{1, "CREATE TABLE a (x INTEGER) STRICT; INSERT INTO a VALUES (7);"};
  const sqlite::Migration second{2, "ALTER TABLE a ADD COLUMN y TEXT;"};
  const sqlite::Migration broken{2, "CREATE TABLE b (x INTEGER) STRICT; CREATE TABLE a (z INTEGER);"};
  const std::vector<sqlite::Migration> older{first}, newer{first, second}, bad{first, broken};
  sqlite::migrate(connection, older);
  CHECK(connection.integer_of("PRAGMA user_version") == 1);
  SECTION("an older store is brought forward with what is in it") {
    sqlite::migrate(connection, newer);
    sqlite::migrate(connection, newer);
    CHECK(connection.integer_of("PRAGMA user_version") == 2);
    CHECK(connection.integer_of("SELECT x FROM a WHERE y IS NULL") == 7);
    CHECK(refusal_of([&] { sqlite::look_at(connection, older); }).kind == Kind::newer);
  }
  SECTION("a step that fails leaves the store as it was") {
    CHECK_THROWS(sqlite::migrate(connection, bad));
    CHECK(connection.integer_of("PRAGMA user_version") == 1);
    CHECK(connection.integer_of("SELECT count(*) FROM sqlite_master WHERE name = 'b'") == 0);
  }
  SECTION("every step of schema/sqlite is known to the program, in order") {
    std::set<std::string> files;
    for (const auto& file : std::filesystem::directory_iterator(MYOTREND_SOURCE_DIR "/schema/sqlite"))
      files.insert(file.path().filename().string());
    REQUIRE(files.size() == sqlite::migrations().size());
    int number = 0;
    for (const std::string& file : files) {
      const sqlite::Migration& step = sqlite::migrations()[static_cast<std::size_t>(number)];
      CHECK(step.number == ++number);
      CHECK(std::stoi(file) == number);
      CHECK(bytes_of(MYOTREND_SOURCE_DIR "/schema/sqlite/" + file) == step.sql);
    }
  }
}

TEST_CASE("two programs make and fill one store at once") {
  const Folder folder;
  const std::string file = folder.file("a.db");
  const auto work = [&](int from) {
    const auto store = open(file, OpenMode::create_or_open, std::chrono::seconds{30});
    for (int i = 0; i < 20; ++i) add_patient(*store, "P" + std::to_string(from + i));
  };
  std::thread one([&] { work(100); }), other([&] { work(200); });
  one.join();
  other.join();
  const auto store = open(file);
  CHECK(store->patient_ids().size() == 40);
  CHECK(store->check().faults.empty());
}

TEST_CASE("a writer waits for the other, and then says who is in the way") {
  const Folder folder;
  const auto one = open(folder.file("a.db"));
  const auto other = open(folder.file("a.db"), OpenMode::create_or_open, std::chrono::milliseconds{50});
  auto transaction = one->begin();
  const Refused refused = refusal_of([&] { other->begin(); });
  CHECK(refused.kind == Kind::busy);
  CHECK(refused.text.find("another program is writing") != std::string::npos);
  CHECK(other->patient_ids().empty());
  transaction.reset();
  add_patient(*other, "P1");
  append(*other, "P1", {grip(32, day(1))});
  add_patient(*one, "P2");
  CHECK(append(*one, "P1", {grip(32, day(1))}) == std::vector{Appended::already_known});
}

TEST_CASE("a program that dies in the middle of a change leaves nothing of it") {
  const Folder folder;
  const std::string file = folder.file("a.db");
  add_patient(*open(file), "P1");
  const pid_t child = ::fork();
  if (child == 0) {
    const auto store = open(file);
    const auto transaction = store->begin();
    std::vector<Entry> entries;
    for (int i = 1; i < 3000; ++i) entries.push_back(grip(i, day(1) + std::chrono::minutes{i}));
    transaction->append({"P1"}, entries);
    ::_exit(0);
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  REQUIRE((WIFEXITED(status) && WEXITSTATUS(status) == 0));
  const auto store = open(file);
  CHECK(store->history_of({"P1"}, Depth::facts).readings.empty());
  CHECK(store->check().faults.empty());
}

TEST_CASE("a full disk keeps the store as it was") {
  const Folder folder;
  const auto store = open(folder.file("a.db"));
  add_patient(*store, "P1");
  auto& connection = dynamic_cast<sqlite::SqliteStore&>(*store).connection();
  connection.run("PRAGMA max_page_count = 60");
  std::vector<Entry> entries;
  for (int i = 1; i < 20'000; ++i) entries.push_back(grip(i % 50, day(1) + std::chrono::minutes{i}));
  const Refused refused = refusal_of([&] { append(*store, "P1", entries); });
  CHECK(refused.kind == Kind::cannot_open);
  CHECK(refused.text.find("there is no room left") != std::string::npos);
  CHECK(store->history_of({"P1"}, Depth::facts).readings.empty());
  append(*store, "P1", {entries[0]});
  CHECK(store->history_of({"P1"}, Depth::facts).readings.size() == 1);
  CHECK(store->check().faults.empty());
}
