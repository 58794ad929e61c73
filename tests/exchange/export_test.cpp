#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "exchange/import_ground.h"

namespace myotrend::test {

namespace {

constexpr const char* patients_text =
    "patient_id,sex,birth_year,birth_date,height_cm,weight_kg,dominant_hand,covid_date,treatment_start,time_zone,"
    "enrolment_date,followup_end\n"
    "p-b,female,,1970-05-30,158.5,,left,,,America/New_York,,\n"
    "\xC3\x84-1,unknown,1980,,,,,,,+05:30,,\n"
    "P1,male,1966,1966-07,165,63.4,right,2024-02-16,2024-07-08,Europe/London,2024-03-24,2026-10-03\n";

constexpr const char* measurements_text =
    "patient_id,effective_time,measure,value,unit,recorded_time,body_site,region,muscle,grade,source,device,method,"
    "trials,"
    "upper_limit,author,note,external_id,reading_id,corrects,retracted_time,reason\n"
    "P1,2025-03-01T09:00:00.25-08:00,grip,70.5,lbf,2025-03-02,left,,,,home:dyn-A,,seated,70.5;68.2,,Dr. A,\"say "
    "\"\"no\"\",\n"
    "then: \xF0\x9F\x98\x80 \xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D \xE2\x80\xAE\r\n  =1+1 \",X-1,mine,,,\n"
    "P1,2025-03-01T09:00:00.25-08:00,grip,70.2,lbf,2025-03-03,left,,,,home:dyn-A,,seated,,,Dr. B,,X-1,,mine,,typed "
    "wrong\n"
    "P1,2025-03-01T17:00:00.25,grip,31,kg,2025-03-02,left,,,,home:dyn-A,,seated,,,,,,,,,\n"
    "P1,2025-07-02,mip,-71.25,cmH2O,,,,,,,,,,,,,,,,,\n"
    "P1,2025-07-03,mip,could-not,kPa,,,,,,,,,,,,,,,,,\n"
    "P1,2025-07-04,fvc,3.1,L,,,,,,,,,,,,,,,,,\n"
    "P1,2025-07-04,fvc,81,%,,,,,,,,,,,,,,,,,\n"
    "P1,2025-07-04,mrc,4-,,,left,,Deltoid,,clinic,,,,,,,,,,,\n"
    "P1,2025-07-05,ck,3.25,ukat/L,,,,,,lab,,,,3.2,,,,,,,\n"
    "P1,2025-07-06,ck,190.1,U/L,2025-07-06,,,,,lab,,,,,,,,wrong,,2025-07-08,other person\n"
    "P1,2025-07-07,weakness,present,,,right,cervical,,2,clinic,,,,,,,,,,,\n"
    "P1,2025-07-07,weakness,absent,,,right,cervical,,,clinic,,,,,,,,,,2026-01-15,slip\n"
    "p-b,2025-11-02T01:30:00-04:00,fatigue,4,,,,,,,,,,,,,,,,,,\n";

constexpr const char* events_text =
    "patient_id,kind,start_time,end_time,note,recorded_time,author,end_recorded_time,retracted_time,reason,retracted_"
    "by\n"
    "P1,infection,2025-02-01,2025-04-09,\"fever,\n\"\"40\"\"\",2025-02-02,me,2025-05-01,,,\n"
    "P1,injury,2025-02-01T10:00:00+09:00,,,2025-02-02,,,2025-02-03,wrong patient,Dr. B\n"
    "p-b,other,2025-02-01,,\xE2\x98\x83,,,,,,\n";

void bring_in(ImportGround& ground) {
  ground.file("p.csv", patients_text);
  ground.file("m.csv", measurements_text);
  ground.file("e.csv", events_text);
  const ImportSummary summary = ground.imported({"p.csv", "m.csv", "e.csv"});
  CHECK(ground.rejects().empty());
  CHECK(summary.corrections == 1);
  CHECK(summary.retractions == 3);
  CHECK(summary.second_in_slot == 2);
}

}  // namespace

TEST_CASE("an export that is imported into an empty store and exported again is the same bytes") {
  ImportGround ground;
  bring_in(ground);
  const ImportGround::Export first = ground.exported();
  ground.start_anew();
  const ImportSummary summary = ground.imported({"out/patients.csv", "out/measurements.csv", "out/events.csv"});
  CHECK(ground.rejects().empty());
  CHECK(summary.corrections == 1);
  CHECK(summary.retractions == 3);
  const ImportGround::Export second = ground.exported();
  CHECK(second.patients == first.patients);
  CHECK(second.measurements == first.measurements);
  CHECK(second.events == first.events);
  const ImportSummary again = ground.imported({"out/patients.csv", "out/measurements.csv", "out/events.csv"});
  CHECK(again.added + again.corrections + again.retractions == 0);
  CHECK(ground.exported() == first);
}

TEST_CASE("what a source changed comes through an export too") {
  ImportGround ground;
  const std::string header = "patient_id,effective_time,measure,value,unit,external_id,source,recorded_time,author\n";
  ground.file("p.csv", "patient_id,sex,birth_year\nP1,male,1966\n");
  ground.file("old.csv", header +
                             "P1,2025-03-01,ck,190,U/L,L-1,lab,2025-03-02,A\n"
                             "P1,2025-03-01,weakness,present,,S-1,clinic,2025-03-02,A\n");
  ground.file("new.csv", header +
                             "P1,2025-03-01,ck,910,U/L,L-1,lab,2025-03-05,B\n"
                             "P1,2025-03-01,weakness,absent,,S-1,clinic,2025-03-05,B\n");
  ground.imported({"p.csv", "old.csv"});
  CHECK(ground.imported({"new.csv"}).corrections == 2);
  const ImportGround::Export first = ground.exported();
  ground.start_anew();
  ground.imported({"out/patients.csv", "out/measurements.csv", "out/events.csv"});
  CHECK(ground.rejects().empty());
  CHECK(ground.exported().measurements == first.measurements);
  const ImportSummary again = ground.imported({"out/measurements.csv", "old.csv", "new.csv"});
  CHECK(again.added + again.corrections + again.retractions == 0);
  CHECK(ground.exported().measurements == first.measurements);
}

TEST_CASE("an export holds every column, in a fixed order of rows") {
  ImportGround ground;
  bring_in(ground);
  const ImportGround::Export out = ground.exported();
  CHECK(out.patients ==
        "patient_id,sex,birth_year,birth_date,height_cm,weight_kg,dominant_hand,covid_date,treatment_start,time_zone,"
        "enrolment_date,followup_end\n"
        "P1,male,1966,1966-07,165,63.4,right,2024-02-16,,Europe/London,2024-03-24,2026-10-03\n"
        "p-b,female,1970,1970-05-30,158.5,,left,,,America/New_York,,\n"
        "\xC3\x84-1,unknown,1980,,,,,,,+05:30,,\n");
  CHECK(out.events.starts_with(
      "patient_id,kind,start_time,end_time,note,recorded_time,author,event_id,end_recorded_time,retracted_time,reason,"
      "retracted_by,provenance\n"
      "P1,treatment-start,2024-07-08T00:00:00+01:00,,,2024-07-08T00:00:00+01:00,,e"));
  INFO(out.measurements);
  CHECK(out.measurements.starts_with(
      "patient_id,effective_time,measure,value,unit,recorded_time,body_site,region,muscle,grade,source,device,method,"
      "trials,upper_limit,author,note,external_id,reading_id,corrects,retracted_time,reason,retracted_by,provenance\n"
      "P1,2025-03-01T09:00:00.25-08:00,grip,70.5,lb,2025-03-02T08:00:00+00:00,left,,,,device,dyn-A,seated,70.5;68.2,,"
      "Dr. A,\"say \"\"no\"\",\nthen: "));
  const auto has = [&](const char* text) {
    INFO(text);
    CHECK(out.measurements.find(text) != std::string::npos);
  };
  has("P1,2025-07-05T00:00:00+01:00,ck,3.25,ukat/L,2026-01-15T12:00:00+00:00,,,,,lab,,,,3.2,,");
  has(",mrc,4-,score,2026-01-15T12:00:00+00:00,left,,deltoid,,clinician,");
  has(",fvc,3.1,L,");
  has(",fvc,81,%,");
  has(",mip,could-not,kPa,");
  has(",2025-07-08T00:00:00+01:00,other person,,\n");
  has(",typed wrong,,\n");
}

TEST_CASE("an export as of a time shows only what was recorded up to then") {
  ImportGround ground;
  bring_in(ground);
  const ImportGround::Export out = ground.exported(instant("2025-03-02T12:00Z"));
  const auto lines = [](const std::string& text) { return std::count(text.begin(), text.end(), '\n'); };
  CHECK(lines(out.patients) == 4);
  CHECK(out.measurements.find("typed wrong") == std::string::npos);
  CHECK(out.measurements.find(",ck,") == std::string::npos);
  CHECK(out.measurements.find(",70.5,lb,") != std::string::npos);
  CHECK(out.events.find("P1,infection,2025-02-01T00:00:00+00:00,,") != std::string::npos);
  CHECK(ground.exported(instant("2025-02-02T12:00Z")).events.find("wrong patient") == std::string::npos);
}

TEST_CASE("exported files are private, whole, and alone") {
  ImportGround ground;
  bring_in(ground);
  ground.exported();
  ground.exported();
  int files = 0;
  for (const fs::directory_entry& entry : fs::directory_iterator(ground.folder() / "out")) {
    ++files;
    struct stat status {};
    REQUIRE(stat(entry.path().c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0600);
  }
  CHECK(files == 3);
  const auto refused = export_csv(ground.store(), catalogue(), {(ground.folder() / "p.csv").string(), {}, {}});
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.refusal().text.ends_with("p.csv: cannot be made or is not a folder"));
}

}  // namespace myotrend::test
