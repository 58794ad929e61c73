#include <catch2/catch.hpp>

#include "exchange/import_ground.h"

namespace myotrend::test {

namespace {

constexpr const char* two_patients =
    "patient_id,sex,birth_year,time_zone\nP1,male,1966,Europe/London\nP2,female,1970,\n";

ImportOptions options_of(std::vector<std::string> files) {
  ImportOptions options;
  options.files = std::move(files);
  return options;
}

ImportOptions for_patient(std::vector<std::string> files, const char* patient) {
  ImportOptions options = options_of(std::move(files));
  options.patient = PatientId{patient};
  return options;
}

}  // namespace

TEST_CASE(
    "files of one command are read in the order patients, events, measurements, and a second time change nothing") {
  ImportGround ground;
  ground.file("m.csv",
              "Measure,VALUE, unit ,body_site,patient_id,effective_time,source\n"
              "grip,32,kg,left,P1,2025-03-01T09:00,home:dyn-A\n"
              "grip,70.5,lb,right,P1,2025-03-01T09:02,home:dyn-A\n"
              "weakness,absent,,,P2,2025-03-01T10:00:00+01:00,clinic\n"
              "mip,could-not,cmH2O,,P2,2025-03-02,\n");
  ground.file("e.csv",
              "patient_id,kind,start_time,end_time,note\nP1,infection,2025-02-01,2025-02-09,\"fever, cough\"\n");
  ground.file("p.csv", std::string("\xEF\xBB\xBF") + two_patients);
  const ImportSummary first = ground.imported({"m.csv", "e.csv", "p.csv"});
  CHECK(ground.rejects().empty());
  CHECK(first.rows == 7);
  CHECK(first.patients_added == 2);
  CHECK(first.added == 5);
  CHECK(first.written);
  const ImportGround::Export once = ground.exported();
  const ImportSummary second = ground.imported({"m.csv", "e.csv", "p.csv"});
  CHECK(second.patients_added == 0);
  CHECK(second.added == 0);
  CHECK(second.already_known == 7);
  CHECK(ground.exported() == once);
  const History history = ground.store().history_of(PatientId{"P1"}, Depth::everything);
  REQUIRE(history.readings.size() == 2);
  CHECK(history.readings[0].recorded == instant("2026-01-15T12:00Z"));
  CHECK(history.series[history.readings[0].series].device == "dyn-A");
  CHECK(history.events[0].end_recorded == instant("2026-01-15T12:00Z"));
}

TEST_CASE("a row without a recorded time is recorded now, or when it held if so wished") {
  ImportGround ground;
  ground.file("p.csv", two_patients);
  ground.file("m.csv",
              "patient_id,effective_time,measure,value,unit,recorded_time\n"
              "P2,2025-03-01T09:00,ck,190,U/L,\n"
              "P2,2025-03-02T09:00,ck,200,U/L,2025-03-04\n");
  ImportOptions options = options_of({"p.csv", "m.csv"});
  options.recorded_as_effective = true;
  ground.imported(options);
  const History history = ground.store().history_of(PatientId{"P2"}, Depth::everything);
  REQUIRE(history.readings.size() == 2);
  CHECK(history.readings[0].recorded == instant("2025-03-01T09:00Z"));
  CHECK(history.details[history.readings[0].details].recorded_as_effective);
  CHECK(history.readings[1].recorded == instant("2025-03-04T00:00Z"));
  CHECK_FALSE(history.details[history.readings[1].details].recorded_as_effective);
}

TEST_CASE("the treatment of a patients' file becomes an event, recorded at its own start") {
  ImportGround ground;
  ground.file("p.csv", "patient_id,sex,birth_year,treatment_start,time_zone\nP1,male,1966,2024-07-08,Europe/London\n");
  ground.imported({"p.csv"});
  CHECK(ground.imported({"p.csv"}).already_known == 1);
  const History history = ground.store().history_of(PatientId{"P1"}, Depth::facts);
  REQUIRE(history.events.size() == 1);
  CHECK(history.events[0].kind == EventKind::treatment_start);
  CHECK(history.events[0].start == instant("2024-07-07T23:00Z"));
  CHECK(history.events[0].recorded == history.events[0].start);
  CHECK(ground.exported().patients.find("2024-07-08") == std::string::npos);
  CHECK(ground.exported().events.find("P1,treatment-start,2024-07-08T00:00:00+01:00,") != std::string::npos);
}

TEST_CASE("a patient who stands twice in a file must be the same one") {
  ImportGround ground;
  ground.file("p.csv", "patient_id,sex,birth_year\nP1,male,1966\nP1,male,1966\nP1,female,1966\n");
  const ImportSummary summary = ground.imported({"p.csv"});
  CHECK(summary.patients_added == 1);
  CHECK(summary.already_known == 1);
  CHECK(ground.rejects() ==
        std::vector<std::string>{
            "p.csv:4: sex is \"female\" here, but \"male\" for patient P1; change it with: patient edit P1"});
}

TEST_CASE("a row that names nobody is not the only patient's") {
  ImportGround ground;
  ground.file("p.csv", "patient_id,sex,birth_year\nP1,male,1966\n");
  ground.file("m.csv", "patient_id,effective_time,measure,value,unit\n,2025-03-01,ck,190,U/L\n");
  ImportOptions options = options_of({"p.csv", "m.csv"});
  options.one_patient = PatientId{"P1"};
  CHECK(ground.imported(options).rejected == 1);
  CHECK(ground.rejects()[0] == "m.csv:2: patient_id is empty");
}

TEST_CASE("a treatment that is not there yet is added to a known patient") {
  ImportGround ground;
  ground.file("p.csv", "patient_id,sex,birth_year\nP1,male,1966\n");
  ground.file("t.csv", "patient_id,sex,birth_year,treatment_start\nP1,male,1966,2024-07-08\n");
  ground.imported({"p.csv"});
  CHECK(ground.imported({"t.csv"}).added == 1);
  CHECK(ground.imported({"p.csv", "t.csv"}).added == 0);
}

TEST_CASE("a bad row goes back with its line and reason; the others stand") {
  ImportGround ground;
  ground.file("p.csv", two_patients);
  ground.file("m.csv",
              "patient_id,effective_time,measure,value,unit,note\r\n"
              "P1,2025-03-01,ck,190,U/L,\"two\r\nlines\"\r\n"
              "P1,2025-03-02,ck,190,stone,\"a \"\"quoted\"\" note\"\r\n"
              "P1,2025-03-03,ck,190,U/L,one, comma\r\n"
              "\r\n"
              "P1,2025-03-04,ck,200,U/L,\r\n"
              "P1,2025-03-05,ck\r\n");
  const ImportSummary summary = ground.imported({"p.csv", "m.csv"});
  CHECK(summary.added == 2);
  CHECK(summary.rejected == 3);
  CHECK(summary.rows == 7);
  csv::RejectsText rejects;
  std::string text;
  for (const csv::RejectedRow& row : ground.rejected_rows()) rejects.add(row, text);
  CHECK(text ==
        "patient_id,effective_time,measure,value,unit,note,line,reason\n"
        "P1,2025-03-02,ck,190,stone,\"a \"\"quoted\"\" note\",4,\"unit \"\"stone\"\" is not known for ck; use U/L or "
        "ukat/L\"\n"
        "\"P1,2025-03-03,ck,190,U/L,one, comma\",,,,,,5,\"7 fields, but the header names 6 columns\"\n"
        "\"P1,2025-03-05,ck\",,,,,,8,\"3 fields, but the header names 6 columns\"\n");
}

TEST_CASE("a rejects file is text, even where its row was not") {
  ImportGround ground;
  ground.file("p.csv", two_patients);
  ground.file("m.csv", "patient_id,effective_time,measure,value,unit\nP1,2025-03-01,ck,190,\xE9\n");
  ground.imported({"p.csv", "m.csv"});
  csv::RejectsText rejects;
  std::string text;
  for (const csv::RejectedRow& row : ground.rejected_rows()) rejects.add(row, text);
  CHECK(text ==
        "patient_id,effective_time,measure,value,unit,line,reason\n"
        "\"P1,2025-03-01,ck,190,\xEF\xBF\xBD\",,,,,2,byte 0xE9 is not UTF-8; save the file as UTF-8\n");
}

TEST_CASE("a rejects file that was mended is imported as it is") {
  ImportGround ground;
  ground.file("p.csv", two_patients);
  ground.imported({"p.csv"});
  ground.file("r.csv",
              "patient_id,effective_time,measure,value,unit,line,reason\n"
              "P1,2025-03-02,ck,190,U/L,4,\"unit \"\"stone\"\" is not known\"\n"
              "P1,2025-03-03,ck,x,U/L,5,other\n");
  CHECK(ground.imported({"r.csv"}).added == 1);
  csv::RejectsText rejects;
  std::string text;
  for (const csv::RejectedRow& row : ground.rejected_rows()) rejects.add(row, text);
  CHECK(text ==
        "patient_id,effective_time,measure,value,unit,line,reason\n"
        "P1,2025-03-03,ck,x,U/L,3,\"ck: value \"\"x\"\" is not a number; write it as 32 or 31.5\"\n");
}

TEST_CASE("rows after a quote that is never closed are not guessed at, those before stand") {
  ImportGround ground;
  ground.file("p.csv", two_patients);
  ground.file("m.csv",
              "patient_id,effective_time,measure,value,unit,note\n"
              "P1,2025-03-01,ck,190,U/L,fine\n"
              "P1,2025-03-02,ck,191,U/L,\"open\n"
              "P1,2025-03-03,ck,192,U/L,fine\n");
  const ImportSummary summary = ground.imported({"p.csv", "m.csv"});
  CHECK(summary.added == 1);
  CHECK(summary.rejected == 1);
  CHECK(ground.rejects()[0] == "m.csv:3: a quote opened here is never closed; nothing after it was read");
}

TEST_CASE("strict is all or nothing") {
  ImportGround ground;
  ground.file("p.csv", two_patients);
  ground.file("m.csv",
              "patient_id,effective_time,measure,value,unit\nP1,2025-03-01,ck,190,U/L\nP1,2025-03-02,ck,x,U/L\n");
  ImportOptions options = options_of({"p.csv", "m.csv"});
  options.strict = true;
  const ImportSummary refused = ground.imported(options);
  CHECK(refused.rejected == 1);
  CHECK_FALSE(refused.written);
  CHECK(ground.store().patient_ids().empty());
  ground.file("m.csv", "patient_id,effective_time,measure,value,unit\nP1,2025-03-01,ck,190,U/L\n");
  const ImportSummary taken = ground.imported(options);
  CHECK(taken.written);
  CHECK(taken.added == 1);
  CHECK(ground.store().patient_ids().size() == 2);
}

TEST_CASE("a dry run counts as if and writes nothing") {
  ImportGround ground;
  ground.file("p.csv", two_patients);
  ground.file("m.csv",
              "patient_id,effective_time,measure,value,unit\nP1,2025-03-01,ck,190,U/L\nP1,2025-03-01,ck,190,U/L\n");
  ImportOptions options = options_of({"p.csv", "m.csv"});
  options.dry_run = true;
  const ImportSummary summary = ground.imported(options);
  CHECK(summary.patients_added == 2);
  CHECK(summary.added == 1);
  CHECK(summary.already_known == 1);
  CHECK_FALSE(summary.written);
  CHECK(ground.store().patient_ids().empty());
}

TEST_CASE("a file that names no patient is of the one the command names") {
  ImportGround ground;
  ground.file("p.csv", two_patients);
  ground.imported({"p.csv"});
  ground.file("m.csv", "effective_time,measure,value,unit\n2025-03-01,ck,190,U/L\n");
  ground.file("e.csv", "kind,start_time\ninjury,2025-03-01\n");
  ground.file("both.csv",
              "patient_id,effective_time,measure,value,unit\nP1,2025-03-01,ck,190,U/L\n,2025-03-02,ck,9,U/L\n"
              "P2,2025-03-02,ck,90,U/L\n");
  CHECK(ground.imported(for_patient({"m.csv", "e.csv"}, "P2")).added == 2);
  CHECK(ground.imported(for_patient({"both.csv"}, "P2")).added == 1);
  CHECK(ground.rejects() ==
        std::vector<std::string>{"both.csv:2: patient_id \"P1\" is not the patient named by --patient, P2",
                                 "both.csv:3: patient_id is empty"});
  ImportOptions only = options_of({"m.csv"});
  only.one_patient = PatientId{"P1"};
  CHECK(ground.imported(only).added == 1);
}

TEST_CASE("a second value in one slot is kept and flagged, and what another unit explains is held out") {
  ImportGround ground;
  ground.file("p.csv", two_patients);
  ground.file("m.csv",
              "patient_id,effective_time,measure,value,unit,body_site\n"
              "P1,2025-03-01T09:00,grip,32,kg,left\n"
              "P1,2025-03-01T09:00,grip,34,kg,left\n"
              "P1,2025-03-01T09:00,grip,32.0,kg,left\n"
              "P1,2025-03-02T09:00,grip,130,kg,left\n"
              "P1,2025-03-03T09:00,grip,80,kg,left\n"
              "P1,2025-03-04T09:00,grip,85,kg,left\n"
              "P1,2025-03-05T09:00,mip,-70,cmH2O,\n");
  const ImportSummary summary = ground.imported({"p.csv", "m.csv"});
  CHECK(ground.rejects().empty());
  CHECK(summary.added == 6);
  CHECK(summary.second_in_slot == 1);
  CHECK(summary.already_known == 1);
  CHECK(summary.held_out == 1);
  CHECK(summary.warned == 4);
  REQUIRE(summary.warnings.size() == 3);
  CHECK(summary.warnings[0].count == 2);
  CHECK(summary.warnings[0].first.ends_with(
      "m.csv:6: grip 80 kg is unusual (mostly 3 to 75 kg): please check value and unit"));
}

TEST_CASE("the same outside id with another value corrects, and the older file does not undo that") {
  ImportGround ground;
  ground.file("p.csv", two_patients);
  const std::string header = "patient_id,effective_time,measure,value,unit,external_id,source\n";
  ground.file("old.csv", header + "P1,2025-03-01,ck,190,U/L,L-1,lab\n");
  ground.file("new.csv", header + "P1,2025-03-01,ck,910,U/L,L-1,lab\n");
  ground.imported({"p.csv", "old.csv"});
  CHECK(ground.imported({"new.csv"}).corrections == 1);
  CHECK(ground.imported({"new.csv"}).already_known == 1);
  CHECK(ground.imported({"old.csv"}).already_known == 1);
  const History history = ground.store().history_of(PatientId{"P1"}, Depth::facts);
  REQUIRE(history.corrections.size() == 1);
  CHECK(history.corrections[0].why == "re-import");
  CHECK(history.corrections[0].value == 910);
}

TEST_CASE("an event's end may become known later; another end is kept beside it and flagged") {
  ImportGround ground;
  ground.file("p.csv", two_patients);
  ground.file("open.csv", "patient_id,kind,start_time\nP1,infection,2025-03-01\n");
  ground.file("ended.csv", "patient_id,kind,start_time,end_time\nP1,infection,2025-03-01,2025-03-09\n");
  ground.file("other.csv", "patient_id,kind,start_time,end_time\nP1,infection,2025-03-01,2025-03-10\n");
  ground.imported({"p.csv", "open.csv"});
  CHECK(ground.imported({"ended.csv"}).added == 1);
  CHECK(ground.imported({"ended.csv"}).already_known == 1);
  CHECK(ground.imported({"open.csv"}).already_known == 1);
  CHECK(ground.store().history_of(PatientId{"P1"}, Depth::facts).events.size() == 1);
  CHECK(ground.imported({"other.csv"}).second_in_slot == 1);
  CHECK(ground.imported({"other.csv"}).already_known == 1);
}

TEST_CASE("an erased patient does not come back") {
  ImportGround ground;
  ground.file("p.csv", two_patients);
  ground.imported({"p.csv"});
  const auto transaction = ground.store().begin();
  transaction->erase_patient(PatientId{"P1"}, "asked for", "me", instant("2026-01-15T12:00Z"));
  transaction->commit();
  CHECK(ground.imported({"p.csv"}).rejected == 1);
  CHECK(ground.rejects()[0] == "p.csv:2: patient \"P1\" was erased; the id cannot be used again");
}

TEST_CASE("progress names the file and comes to its end") {
  ImportGround ground;
  const std::string name = (ground.folder() / ground.file("p.csv", two_patients)).string();
  ImportOptions options = options_of({name});
  options.now = instant("2026-01-15T12:00Z");
  ImportProgress last;
  import_files(ground.store(), catalogue(), visible_map(), options, {}, [&](const ImportProgress& now) { last = now; });
  CHECK(last.file == name);
  CHECK(last.bytes == last.bytes_total);
  CHECK(last.rows == 2);
}

}  // namespace myotrend::test
