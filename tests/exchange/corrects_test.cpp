#include <catch2/catch.hpp>

#include "exchange/import_ground.h"

namespace myotrend::test {

namespace {

constexpr const char* two_patients = "patient_id,sex,birth_year\nP1,male,1966\nP2,female,1970\n";
constexpr const char* header =
    "patient_id,effective_time,measure,value,unit,body_site,recorded_time,reading_id,corrects,retracted_time,reason\n";

/// The printed id of the only reading of P1.
std::string id_of_only_reading(ImportGround& ground) {
  const History history = ground.store().history_of(PatientId{"P1"}, Depth::facts);
  REQUIRE(history.readings.size() == 1);
  return fact_id(history, key_of(history.readings[0]));
}

}  // namespace

TEST_CASE("a row corrects an earlier or later row of its file, by the id the file gives it") {
  for (const bool correction_first : {false, true}) {
    ImportGround ground;
    ground.file("p.csv", two_patients);
    const std::string reading = "P1,2025-03-01,grip,23,kg,left,2025-03-01,mine-7,,,\n";
    const std::string correction = "P1,2025-03-01,grip,32,kg,left,2025-03-05,,mine-7,,digits swapped\n";
    ground.file("m.csv", header + (correction_first ? correction + reading : reading + correction));
    const ImportSummary summary = ground.imported({"p.csv", "m.csv"});
    CHECK(ground.rejects().empty());
    CHECK(summary.added == 1);
    CHECK(summary.corrections == 1);
    const History history = ground.store().history_of(PatientId{"P1"}, Depth::facts);
    REQUIRE(history.corrections.size() == 1);
    CHECK(history.corrections[0].value == 32);
    CHECK(history.corrections[0].why == "digits swapped");
    CHECK(history.corrections[0].recorded == instant("2025-03-05T00:00Z"));
    CHECK(ground.imported({"m.csv"}).already_known == 2);
  }
}

TEST_CASE("a row corrects a reading of the store by its printed id, and may leave out what stays as it was") {
  ImportGround ground;
  ground.file("p.csv", two_patients);
  ground.file("m.csv", std::string(header) + "P1,2025-03-01T09:00,grip,23,kg,left,2025-03-01,,,,\n");
  ground.imported({"p.csv", "m.csv"});
  const std::string id = id_of_only_reading(ground);
  ground.file("c.csv", std::string(header) + "P1,,grip,32,,,,," + id + ",,digits swapped\n");
  CHECK(ground.imported({"c.csv"}).corrections == 1);
  CHECK(ground.imported({"c.csv"}).already_known == 1);
  ground.file("later.csv", std::string(header) + "P1,,grip,33,,,,," + id + ",,and once more\n");
  CHECK(ground.imported({"later.csv"}).corrections == 1);
}

TEST_CASE("a correction that would move a reading, or aims at none, is rejected") {
  ImportGround ground;
  ground.file("p.csv", two_patients);
  ground.file("m.csv", std::string(header) + "P1,2025-03-01,grip,23,kg,left,2025-03-01,,,,\n");
  ground.imported({"p.csv", "m.csv"});
  const std::string id = id_of_only_reading(ground);
  const std::string only_value =
      ": only the value can be corrected; for another measure, time, side or source retract it "
      "and record it again";
  const struct {
    std::string row, reason;
  } cases[] = {
      {"P1,2025-03-02,grip,32,kg,left,,," + id + ",,why", "corrects \"" + id + "\"" + only_value},
      {"P1,2025-03-01,grip,32,kg,right,,," + id + ",,why", "corrects \"" + id + "\"" + only_value},
      {"P1,2025-03-01,ck,32,U/L,,,," + id + ",,why", "ck has no side; leave \"left\" out"},
      {"P1,2025-03-01,grip,5000,kg,left,,," + id + ",,why", "grip 5000 kg is impossible; accepted is 0 to 120 kg"},
      {"P2,2025-03-01,grip,32,kg,left,,," + id + ",,why",
       "corrects \"" + id + "\": patient P2 has no reading of that id"},
  };
  for (const auto& one : cases) {
    ground.file("c.csv", header + one.row + '\n');
    INFO(one.row);
    CHECK(ground.imported({"c.csv"}).rejected == 1);
    CHECK(ground.rejects() == std::vector<std::string>{"c.csv:2: " + one.reason});
  }
  CHECK(ground.store().history_of(PatientId{"P1"}, Depth::facts).corrections.empty());
}

TEST_CASE("a retracted row stays retracted when the file comes again without the retraction") {
  ImportGround ground;
  ground.file("p.csv", two_patients);
  ground.file("plain.csv", std::string(header) + "P1,2025-03-01,grip,23,kg,left,2025-03-01,,,,\n");
  ground.file("gone.csv", std::string(header) + "P1,2025-03-01,grip,23,kg,left,2025-03-01,,,2025-03-09,other person\n");
  ground.imported({"p.csv", "plain.csv"});
  CHECK(ground.imported({"gone.csv"}).retractions == 1);
  CHECK(ground.imported({"gone.csv"}).retractions == 0);
  CHECK(ground.imported({"plain.csv"}).already_known == 1);
  const History history = ground.store().history_of(PatientId{"P1"}, Depth::facts);
  REQUIRE(history.retractions.size() == 1);
  CHECK(history.retractions[0].recorded == instant("2025-03-09T00:00Z"));
  CHECK(known_at(history, instant("2025-03-08T00:00Z")).readings.size() == 1);
  CHECK(known_at(history, instant("2025-03-10T00:00Z")).readings.empty());
}

TEST_CASE("what comes of rows does not depend on their order or on where a batch ends") {
  ImportGround ground;
  ground.file("p.csv", two_patients);
  std::vector<std::string> rows;
  for (int day = 1; day <= 28; ++day)
    for (int minute = 0; minute < 360; ++minute)
      for (const char* patient : {"P2", "P1"})
        rows.push_back(std::string(patient) + ",2025-02-" + (day < 10 ? "0" : "") + std::to_string(day) + "T0" +
                       std::to_string(minute / 60) + ":" + (minute % 60 < 10 ? "0" : "") + std::to_string(minute % 60) +
                       ",fatigue," + std::to_string((day + minute) % 11) + ",,,2025-03-01,,,,\n");
  const auto text = [&] {
    std::string all = header;
    for (const std::string& row : rows) all += row;
    return all;
  };
  ground.file("m.csv", text());
  const ImportSummary forward = ground.imported({"p.csv", "m.csv"});
  CHECK(forward.added == 20'160);
  const ImportGround::Export one = ground.exported();
  std::reverse(rows.begin(), rows.end());
  ground.file("m.csv", text());
  ground.start_anew();
  CHECK(ground.imported({"p.csv", "m.csv"}).added == 20'160);
  CHECK(ground.exported() == one);
}

}  // namespace myotrend::test
