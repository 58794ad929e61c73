#include <catch2/catch.hpp>

#include "exchange/import_ground.h"

namespace myotrend::test {

TEST_CASE("a file that cannot be what it claims is refused whole, with its first line") {
  struct Case {
    const char* text;
    const char* refusal;
  };
  const Case cases[] = {
      {"", "f.csv:1: the file is empty; its first line has to name the columns"},
      {"\n\n\r\n", "f.csv:1: the file is empty; its first line has to name the columns"},
      {"\xEF\xBB\xBF", "f.csv:1: the file is empty; its first line has to name the columns"},
      {"a,b,c\n",
       "f.csv:1: no column tells what the file holds; use sex (patients), measure (measurements), kind (events) or "
       "tracker_name (an export of the Visible app)"},
      {"patient_id;sex;birth_year\nP1;male;1966\n",
       "f.csv:1: the columns are not separated by commas; save the file as CSV with commas"},
      {"patient_id\tsex\tbirth_year\n",
       "f.csv:1: the columns are not separated by commas; save the file as CSV with commas"},
      {"patient_id,sex,birth_year,heigth_cm\n",
       "f.csv:1: column \"heigth_cm\" is not known in patients; use height_cm"},
      {"patient_id,sex,birth_year,x\n",
       "f.csv:1: column \"x\" is not known in patients; use patient_id, sex, birth_year, birth_date, height_cm, "
       "weight_kg, "
       "dominant_hand, covid_date, treatment_start, time_zone, enrolment_date, followup_end"},
      {"patient_id,kind,start_time,end\n",
       "f.csv:1: column \"end\" is not known in events; use patient_id, kind, start_time, "
       "end_time, note, recorded_time, author, event_id, end_recorded_time, "
       "retracted_time, reason, retracted_by, provenance"},
      {"patient_id,effective_time,measure,value,units\n",
       "f.csv:1: column \"units\" is not known in measurements; use unit"},
      {"patient_id,sex,birth_year,sex\n", "f.csv:1: column \"sex\" stands twice in the header; keep one"},
      {"patient_id,sex,birth_year, SEX \n", "f.csv:1: column \"sex\" stands twice in the header; keep one"},
      {"patient_id,sex,birth_year,\n", "f.csv:1: column 4 has no name; name it or take it out"},
      {"sex,birth_year\n",
       "f.csv:1: column \"patient_id\" is missing; patients need patient_id, sex and birth_year or "
       "birth_date"},
      {"patient_id,sex\n",
       "f.csv:1: column \"birth_year\" is missing; patients need patient_id, sex and birth_year or "
       "birth_date"},
      {"patient_id,effective_time,measure,unit\n",
       "f.csv:1: column \"value\" is missing; measurements need patient_id, effective_time, measure, value, unit"},
      {"patient_id,measure,value,unit\n",
       "f.csv:1: column \"effective_time\" is missing; measurements need patient_id, effective_time, measure, value, "
       "unit"},
      {"patient_id,effective_time,measure,value\n",
       "f.csv:1: column \"unit\" is missing; measurements need patient_id, effective_time, measure, value, unit"},
      {"patient_id,kind\n", "f.csv:1: column \"start_time\" is missing; events need patient_id, kind, start_time"},
      {"tracker_name,observation_value\n",
       "f.csv:1: column \"observation_date\" is missing; exports of the Visible app need observation_date, "
       "tracker_name, "
       "observation_value"},
      {"\"patient_id,sex\n", "f.csv:1: a quote opened here is never closed; nothing after it was read"},
      {"patient_id,\"sex\"x\n", "f.csv:1: text after a closing quote; double the quotes inside a quoted field"},
      {"patient_id,s\xE9x\n", "f.csv:1: byte 0xE9 is not UTF-8; save the file as UTF-8"},
      {"\xFF\xFEp\n", "f.csv:1: the file is UTF-16; save it as UTF-8"},
      {"patient_id,sex,birth_year\rP1,male,1966\r",
       "f.csv:1: a carriage return without a line feed; save the file with LF or CRLF line ends"},
  };
  ImportGround ground;
  for (const Case& one : cases) {
    INFO(one.text);
    ImportOptions options;
    options.files = {ground.file("f.csv", one.text)};
    const auto outcome = ground.import(options);
    const auto* refusal = std::get_if<ImportRefusal>(&outcome);
    REQUIRE(refusal != nullptr);
    CHECK(refusal->text == one.refusal);
    CHECK(refusal->kind == ImportRefusal::Kind::datum);
  }
  CHECK(ground.store().patient_ids().empty());
}

TEST_CASE("what is wrong with a command is told before anything is written") {
  ImportGround ground;
  ground.file("patients.csv", "patient_id,sex,birth_year\nP1,male,1966\nP2,female,1970\n");
  ground.file("visible.csv", "observation_date,tracker_name,observation_value\n2025-04-24,Sleep,1\n");
  ground.file("bad.csv", "nothing\n");
  const auto refusal_of = [&](std::vector<std::string> files, std::optional<PatientId> patient) {
    ImportOptions options;
    options.files = std::move(files);
    options.patient = std::move(patient);
    const auto outcome = ground.import(options);
    REQUIRE(std::holds_alternative<ImportRefusal>(outcome));
    return std::get<ImportRefusal>(outcome);
  };
  const ImportRefusal no_patient = refusal_of({"patients.csv", "visible.csv"}, {});
  CHECK(no_patient.kind == ImportRefusal::Kind::usage);
  CHECK(no_patient.text == "visible.csv: its rows do not name the patient; use --patient ID");
  const ImportRefusal unknown = refusal_of({"visible.csv"}, PatientId{"P9"});
  CHECK(unknown.kind == ImportRefusal::Kind::no_such_patient);
  CHECK(unknown.text == "no patient \"P9\"");
  CHECK(refusal_of({"patients.csv", "bad.csv"}, {}).kind == ImportRefusal::Kind::datum);
  CHECK(refusal_of({"patients.csv", "absent.csv"}, {}).text == "absent.csv: cannot be read: No such file or directory");
  CHECK(refusal_of({"."}, {}).text.ends_with(": cannot be read: it is a folder"));
  CHECK(ground.store().patient_ids().empty());
}

}  // namespace myotrend::test
