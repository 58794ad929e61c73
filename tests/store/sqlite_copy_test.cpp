#include <SQLiteCpp/SQLiteCpp.h>
#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <thread>

#include "store/facts_told.h"

using namespace myotrend;
using namespace myotrend::tests;
using Kind = StoreError::Kind;

namespace {

constexpr std::chrono::milliseconds short_wait{50};

std::unique_ptr<Store> open(const std::string& file) {
  return open_sqlite(file, OpenMode::create_or_open, catalogue(), short_wait);
}

int mode_of(const std::string& file) {
  struct stat found {};
  return ::stat(file.c_str(), &found) == 0 ? static_cast<int>(found.st_mode & 0777) : -1;
}

std::size_t files_in(const Folder& folder) {
  return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder.path()), {}));
}

struct Stored {
  Folder folder;
  std::string file = folder.file("a.db"), copy = folder.file("copy.db");
  std::unique_ptr<Store> store = open(file);
  Stored() {
    add_patient(*store, "P1");
    append(*store, "P1", {grip(32, day(1)), grip(31, day(2))});
  }
  std::multiset<std::string> content() { return content_of(store->history_of({"P1"}, Depth::everything)); }
};

}  // namespace

TEST_CASE("a backup is the store as it is, in one file for the owner alone") {
  Stored stored;
  stored.store->backup(stored.copy);
  CHECK(mode_of(stored.copy) == 0600);
  CHECK_FALSE(std::filesystem::exists(stored.copy + "-wal"));
  const auto copy = open(stored.copy);
  CHECK(content_of(copy->history_of({"P1"}, Depth::everything)) == stored.content());
  CHECK(copy->check().faults.empty());
}

TEST_CASE("a backup is taken while another connection writes") {
  Stored stored;
  const auto other = open(stored.file);
  const auto transaction = other->begin();
  transaction->append({"P1"}, std::vector{grip(20, day(9))});
  stored.store->backup(stored.copy);
  transaction->commit();
  CHECK(open(stored.copy)->history_of({"P1"}, Depth::facts).readings.size() == 2);
}

TEST_CASE("a backup replaces an older backup and nothing else") {
  Stored stored;
  stored.store->backup(stored.copy);
  append(*stored.store, "P1", {grip(30, day(3))});
  stored.store->backup(stored.copy);
  CHECK(open_sqlite(stored.copy, OpenMode::open_existing, catalogue())
            ->history_of({"P1"}, Depth::facts)
            .readings.size() == 3);
  const auto refused = [&](const std::string& file) {
    const auto before = bytes_of(file);
    const Refused refusal = refusal_of([&] { stored.store->backup(file); });
    CHECK(bytes_of(file) == before);
    return refusal.kind == Kind::cannot_open;
  };
  write_bytes(stored.folder.file("letter.txt"), "Dear colleague");
  CHECK(refused(stored.folder.file("letter.txt")));
  open(stored.folder.file("other-clinic.db")).reset();
  CHECK(refused(stored.folder.file("other-clinic.db")));
  CHECK(refused(stored.file));
  CHECK(refusal_of([&] { stored.store->backup(stored.folder.path().string()); }).kind == Kind::cannot_open);
  CHECK(refusal_of([&] { stored.store->backup(stored.folder.file("no/where.db")); }).kind == Kind::cannot_open);
}

TEST_CASE("restore puts a backup in the place of the store") {
  Stored stored;
  stored.store->backup(stored.copy);
  const auto before = stored.content();
  append(*stored.store, "P1", {grip(20, day(9))});
  SECTION("when nobody has it open") {
    stored.store.reset();
    const std::size_t files = files_in(stored.folder);
    restore_sqlite(stored.copy, stored.file, short_wait);
    CHECK(files_in(stored.folder) == files);
    CHECK(mode_of(stored.file) == 0600);
    stored.store = open(stored.file);
    CHECK(stored.content() == before);
    CHECK(stored.store->check().faults.empty());
  }
  SECTION("not under the hands of a program that has it open") {
    stored.store->patients();
    const Refused refused = refusal_of([&] { restore_sqlite(stored.copy, stored.file, short_wait); });
    CHECK(refused.kind == Kind::busy);
    CHECK(stored.store->history_of({"P1"}, Depth::facts).readings.size() == 3);
  }
  SECTION("where there was none") {
    restore_sqlite(stored.copy, stored.folder.file("new.db"), short_wait);
    stored.store = open(stored.folder.file("new.db"));
    CHECK(stored.content() == before);
  }
  SECTION("over a damaged one, whose log would spoil it") {
    stored.store.reset();
    std::string wreck = bytes_of(stored.file);
    for (std::size_t i = 100; i < wreck.size(); ++i) wreck[i] = 'x';
    write_bytes(stored.file, wreck);
    write_bytes(stored.file + "-wal", "left behind");
    restore_sqlite(stored.copy, stored.file, short_wait);
    stored.store = open(stored.file);
    CHECK(stored.content() == before);
  }
}

TEST_CASE("restore takes nothing but a sound backup, and leaves the store as it was") {
  Stored stored;
  stored.store->backup(stored.copy);
  const auto before = stored.content();
  stored.store.reset();
  const auto kind_of_restoring = [&](const std::string& from) {
    const std::size_t files = files_in(stored.folder);
    const Refused refused = refusal_of([&] { restore_sqlite(from, stored.file, short_wait); });
    CHECK(files_in(stored.folder) == files);
    CHECK(content_of(open(stored.file)->history_of({"P1"}, Depth::everything)) == before);
    return refused.kind;
  };
  SECTION("a missing one") { CHECK(kind_of_restoring(stored.folder.file("none.db")) == Kind::cannot_open); }
  SECTION("an empty one") {
    write_bytes(stored.copy, "");
    CHECK(kind_of_restoring(stored.copy) == Kind::foreign);
  }
  SECTION("a text") {
    write_bytes(stored.copy, std::string(5000, 'x'));
    CHECK(kind_of_restoring(stored.copy) == Kind::foreign);
  }
  SECTION("a newer one") {
    SQLite::Database(stored.copy, SQLite::OPEN_READWRITE).exec("PRAGMA user_version = 99");
    CHECK(kind_of_restoring(stored.copy) == Kind::newer);
  }
  SECTION("a damaged one") {
    std::string bytes = bytes_of(stored.copy);
    for (std::size_t i = bytes.size() / 2; i < bytes.size(); ++i) bytes[i] = 'x';
    write_bytes(stored.copy, bytes);
    CHECK(kind_of_restoring(stored.copy) == Kind::damaged);
  }
  SECTION("the store itself") { CHECK(kind_of_restoring(stored.file) == Kind::cannot_open); }
  SECTION("a file of another program is not replaced") {
    const std::string letter = stored.folder.file("letter.txt");
    write_bytes(letter, "Dear colleague");
    CHECK(refusal_of([&] { restore_sqlite(stored.copy, letter, short_wait); }).kind == Kind::foreign);
    CHECK(bytes_of(letter) == "Dear colleague");
  }
}
