#include <SQLiteCpp/SQLiteCpp.h>

#include <catch2/catch.hpp>
#include <stdexcept>

#include "store/facts_told.h"

using namespace myotrend;
using namespace myotrend::tests;

namespace {

/// A store with one row at least in each table, and another program's hand on it.
struct Filled {
  Folder folder;
  std::unique_ptr<Store> store = open_sqlite(folder.file("a.db"), OpenMode::create_or_open, catalogue());
  SQLite::Database other{folder.file("a.db"), SQLite::OPEN_READWRITE, 1000};

  Filled() {
    add_patient(*store, "P1");
    Entry told = grip(32, day(1));
    told.details.author = "Dr. Ada";
    append(*store, "P1", {told, sign("dysarthria", true, day(1))});
    append(*store, "P1", event(EventKind::infection, day(1), day(3)));
    const History history = store->history_of({"P1"}, Depth::facts);
    correct(*store, "P1", key_of(history.readings[0]), 30, day(4));
    retract(*store, "P1", key_of(history.signs[0]), day(4));
    retract(*store, "P1", key_of(history.events[0]), day(4));
    const auto transaction = store->begin();
    Assessment assessment;
    assessment.patient = {"P1"};
    const std::vector<AlertStep> steps{raised("P1", "bulbar", 1, day(5))};
    transaction->keep(assessment, "{}", "stamp", steps);
    transaction->commit();
  }
  std::int64_t integer(const std::string& sql) { return other.execAndGet(sql).getInt64(); }
  bool refused(const std::string& sql) {
    try {
      return other.exec(sql) == 0;
    } catch (const SQLite::Exception&) {
      return true;
    }
  }
  void unguard(const std::string& trigger) { other.exec("DROP TRIGGER " + trigger); }
  std::string faults() {
    std::string all;
    for (const std::string& fault : store->check().faults) all += fault + "\n";
    return all;
  }
};

const std::vector<std::string> append_only{"master_data", "series",       "author",          "fact",
                                           "event",       "event_end",    "correction",      "fact_retraction",
                                           "assessment",  "alert_change", "event_retraction"};

}  // namespace

TEST_CASE("no program changes, removes or replaces what was written") {
  Filled filled;
  for (const char* setting : {"OFF", "ON"}) {
    filled.other.exec(std::string("PRAGMA recursive_triggers = ") + setting);
    for (const std::string& table : append_only) {
      INFO(table << ", recursive_triggers " << setting);
      const std::int64_t before = filled.integer("SELECT count(*) FROM " + table);
      CHECK(before > 0);
      CHECK(filled.refused("DELETE FROM " + table));
      CHECK(filled.refused("UPDATE " + table + " SET patient_no = patient_no"));
      CHECK(filled.refused("INSERT OR REPLACE INTO " + table + " SELECT * FROM " + table));
      CHECK(filled.refused("INSERT OR IGNORE INTO " + table + " SELECT * FROM " + table));
      CHECK(filled.integer("SELECT count(*) FROM " + table) == before);
    }
    CHECK(filled.refused("DELETE FROM patient"));
    CHECK(filled.refused("UPDATE patient SET id = 'P2'"));
    CHECK(filled.refused("INSERT OR REPLACE INTO patient SELECT * FROM patient"));
    CHECK(filled.refused("DELETE FROM alert"));
    CHECK(filled.refused("UPDATE alert SET raised_us = 0"));
    CHECK(filled.refused("INSERT OR REPLACE INTO alert SELECT * FROM alert"));
    CHECK(
        filled.refused("INSERT OR REPLACE INTO alert SELECT patient_no, flag, 2, 'a2', level, state, raised_us, "
                       "updated_us, resolved_level, 0, NULL, outcome, assessment_sha256 FROM alert"));
  }
  CHECK(filled.faults().empty());
}

TEST_CASE("a tombstone is not removed or rewritten") {
  Filled filled;
  auto transaction = filled.store->begin();
  transaction->erase_patient({"P1"}, "asked for it", "Dr. Ada", day(301));
  transaction->commit();
  transaction.reset();
  for (const std::string& table : append_only) CHECK(filled.integer("SELECT count(*) FROM " + table) == 0);
  CHECK(filled.refused("DELETE FROM erasure"));
  CHECK(filled.refused("UPDATE erasure SET why = ''"));
  CHECK(filled.refused("INSERT OR REPLACE INTO erasure SELECT * FROM erasure"));
  CHECK(filled.integer("SELECT why = 'asked for it' AND author = 'Dr. Ada' FROM erasure") == 1);
}

TEST_CASE("nothing of an erased patient is left in the files") {
  Folder folder;
  const std::string file = folder.file("a.db");
  const auto store = open_sqlite(file, OpenMode::create_or_open, catalogue());
  add_patient(*store, "P1");
  Entry told = grip(32, day(1));
  told.details.note = "fell on the way to the lake";
  told.details.author = "Bartholomew";
  append(*store, "P1", {told});
  const auto left = [&](const std::string& words) {
    return (bytes_of(file) + bytes_of(file + "-wal")).find(words) != std::string::npos;
  };
  CHECK(left("way to the lake"));
  auto transaction = store->begin();
  transaction->erase_patient({"P1"}, "asked for it", "Dr. Ada", day(301));
  transaction->commit();
  CHECK_FALSE(left("way to the lake"));
  CHECK_FALSE(left("Bartholomew"));
  CHECK(left("asked for it"));
}

TEST_CASE("the guard that a large batch lifts is back when it ends, however it ends") {
  Filled filled;
  std::vector<Entry> entries;
  for (int i = 1; i < 1500; ++i) entries.push_back(grip(i % 50, day(5) + std::chrono::minutes{i}));
  { filled.store->begin()->append({"P1"}, entries); }
  CHECK(filled.integer("SELECT count(*) FROM sqlite_master WHERE name = 'fact_once'") == 1);
  append(*filled.store, "P1", entries);
  append(*filled.store, "P1", entries);
  CHECK(filled.integer("SELECT count(*) FROM sqlite_master WHERE name = 'fact_once'") == 1);
  CHECK(filled.refused("INSERT OR REPLACE INTO fact SELECT * FROM fact"));
  CHECK(filled.store->history_of({"P1"}, Depth::facts).readings.size() == 1500);
  CHECK(filled.faults().empty());
}

TEST_CASE("check finds what does not agree") {
  Filled filled;
  CHECK(filled.faults().empty());
  const CheckReport report = filled.store->check();
  CHECK(
      (report.patients == 1 && report.readings == 1 && report.signs == 1 && report.events == 1 && report.alerts == 1));
  const auto finds = [&](const std::string& sql, const std::string& words) {
    filled.other.exec("PRAGMA foreign_keys = OFF");
    filled.other.exec(sql);
    INFO(filled.faults());
    CHECK(filled.faults().find(words) != std::string::npos);
  };
  SECTION("a guard that was taken off") {
    filled.unguard("fact_kept");
    CHECK(filled.faults().find("trigger fact_kept is missing") != std::string::npos);
  }
  SECTION("a table of somebody else") { finds("CREATE TABLE mine (x)", "table mine does not belong to the store"); }
  SECTION("a fact that was removed") {
    filled.unguard("fact_stays");
    finds("DELETE FROM fact", "corrections of a fact that is not there");
    CHECK(filled.faults().find("patient P1: a revision that is not the number") != std::string::npos);
  }
  SECTION("a fact that came past the program") {
    finds(
        "INSERT INTO fact SELECT patient_no, 9, effective_us, 0, recorded_us, 5, NULL, NULL, NULL, NULL, entered_us, "
        "NULL, NULL, NULL, NULL, NULL, NULL FROM fact LIMIT 1",
        "facts of a series that is not there");
  }
  SECTION("a second fact without a first") {
    finds(
        "INSERT INTO fact SELECT patient_no, 0, effective_us + 1, 3, recorded_us + 1, 5, NULL, NULL, NULL, NULL, "
        "entered_us, NULL, NULL, NULL, NULL, NULL, NULL FROM fact LIMIT 1",
        "a second fact of a slot without a first");
  }
  SECTION("an alert that no change made so") {
    finds("UPDATE alert SET state = 'over'", "not what the last of its changes left");
  }
  SECTION("an end of an event that is not there") {
    filled.unguard("event_stays");
    finds("DELETE FROM event", "ends or retractions of an event that is not there");
  }
  SECTION("a judgement ahead of its facts") {
    finds("UPDATE patient SET judged_revision = 99", "a judgement of facts that are not there yet");
  }
  SECTION("a clock that is behind") { finds("UPDATE clock SET newest_entered_us = 0", "clock:"); }
  SECTION("an author who is not there") {
    filled.unguard("author_stays");
    finds("DELETE FROM author", "an author that is not there");
  }
}
