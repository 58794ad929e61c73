#include <catch2/catch.hpp>

#include "exchange/import_ground.h"

namespace myotrend::test {

namespace {

struct Case {
  const char* header;
  const char* row;
  const char* reason;  // after `f.csv:2: `
};

// Each row is rejected for its own reason, and nothing else of the store is touched.
void check_all(const std::vector<Case>& cases) {
  ImportGround ground;
  ground.file(
      "p.csv",
      "patient_id,sex,birth_year,birth_date,height_cm,weight_kg,dominant_hand,covid_date,treatment_start,time_zone,"
      "enrolment_date,followup_end\n"
      "P1,male,1966,,165,63.5,right,2024-02-16,2024-03-08,Europe/London,2024-03-24,2025-10-03\n"
      "P2,female,,1970-05-30,,,,,,,,\n");
  REQUIRE(ground.imported({"p.csv"}).rejected == 0);
  const ImportGround::Export before = ground.exported();
  for (const Case& one : cases) {
    ground.file("f.csv", std::string(one.header) + '\n' + one.row + '\n');
    const ImportSummary summary = ground.imported({"f.csv"});
    INFO(one.row);
    CHECK(summary.rejected == 1);
    CHECK(summary.rows == 1);
    CHECK(ground.rejects() == std::vector<std::string>{std::string("f.csv:2: ") + one.reason});
  }
  CHECK(ground.exported() == before);
}

constexpr const char* patient = "patient_id,sex,birth_year";
constexpr const char* born = "patient_id,sex,birth_year,birth_date";
constexpr const char* measured = "patient_id,effective_time,measure,value,unit,body_site";
constexpr const char* fated = "patient_id,effective_time,measure,value,unit,reading_id,corrects,retracted_time,reason";
constexpr const char* event = "patient_id,kind,start_time,end_time,recorded_time";

}  // namespace

TEST_CASE("each fault of a patients' row has its sentence") {
  check_all({
      {patient, "P3,male", "2 fields, but the header names 3 columns"},
      {patient, "P3", "1 field, but the header names 3 columns"},
      {patient, "P3,male,1966,165", "4 fields, but the header names 3 columns"},
      {patient, ",male,1966", "patient_id is empty"},
      {patient, "P 3,male,1966", "patient_id \"P 3\" has a blank or control character"},
      {patient,
       "P\xC2\xA0"
       "3,male,1966",
       "patient_id \"P\xC2\xA0"
       "3\" has a blank or control character"},
      {patient, "A123456789B123456789C123456789D123456789E123456789F123456789G1234,male,1966",
       "patient_id has 65 characters; use at most 64"},
      {patient, "P3,man,1966", "sex \"man\" is not known; use female, male, unknown"},
      {patient, "P3,,1966", "sex \"\" is not known; use female, male, unknown"},
      {patient, "P3,male,", "birth_year is missing; tell birth_year or birth_date"},
      {patient, "P3,male,66", "birth_year \"66\" is not understood; write a year as 1966"},
      {patient, "P3,male,1966-05", "birth_year \"1966-05\" is not understood; write a year as 1966"},
      {patient, "P3,male,1899", "birth_year \"1899\" is out of range; use 1900 to 2026"},
      {patient, "P3,male,2027", "birth_year \"2027\" is out of range; use 1900 to 2026"},
      {born, "P3,male,1966,1967-01-01", "birth_year \"1966\" and birth_date \"1967-01-01\" contradict each other"},
      {born, "P3,male,,30.05.1966", "birth_date \"30.05.1966\" is not understood; write 1966-05-30, 1966-05 or 1966"},
      {born, "P3,male,,1966-02-30", "birth_date: date \"1966-02-30\" does not exist: that month has 28 days"},
      {born, "P3,male,,2026-02-01", "birth_date \"2026-02-01\" lies in the future"},
      {"patient_id,sex,birth_year,height_cm", "P3,male,1966,1.65",
       "height_cm \"1.65\" is not plausible; use 50 to 250 cm"},
      {"patient_id,sex,birth_year,height_cm", "P3,male,1966,tall",
       "height_cm \"tall\" is not a number; write it as 165"},
      {"patient_id,sex,birth_year,weight_kg", "P3,male,1966,\"63,4\"",
       "weight_kg \"63,4\" is not a number; write it as 63.4"},
      {"patient_id,sex,birth_year,weight_kg", "P3,male,1966,401",
       "weight_kg \"401\" is not plausible; use 20 to 400 kg"},
      {"patient_id,sex,birth_year,dominant_hand", "P3,male,1966,r",
       "dominant_hand \"r\" is not known; use right, left, both, unknown"},
      {"patient_id,sex,birth_year,covid_date", "P3,male,1966,2019-10-31",
       "covid_date \"2019-10-31\" lies before November 2019, when COVID-19 was first seen"},
      {"patient_id,sex,birth_year,covid_date", "P3,male,1966,2026-01-16",
       "covid_date \"2026-01-16\" lies in the future"},
      {"patient_id,sex,birth_year,treatment_start", "P3,male,1966,2026-01-16",
       "treatment_start \"2026-01-16\" lies in the future"},
      {"patient_id,sex,birth_year,treatment_start", "P3,male,1966,1950-01-16",
       "treatment_start \"1950-01-16\" lies before the year of birth, 1966"},
      {"patient_id,sex,birth_year,enrolment_date,followup_end", "P3,male,1966,2025-02-01,2025-01-31",
       "followup_end \"2025-01-31\" lies before enrolment_date \"2025-02-01\""},
      {"patient_id,sex,birth_year,time_zone", "P3,male,1966,Europe/Londn",
       "time zone \"Europe/Londn\" is not known; did you mean Europe/London?"},
      {patient, "P1,female,1966",
       "sex is \"female\" here, but \"male\" for patient P1; change it with: patient edit P1"},
      {patient, "P1,male,1967",
       "birth_year is \"1967\" here, but \"1966\" for patient P1; change it with: patient edit P1"},
      {born, "P1,male,,1966-05-30",
       "birth_date is \"1966-05-30\" here, but \"1966\" for patient P1; change it with: patient edit P1"},
      {"patient_id,sex,birth_year,height_cm", "P1,male,1966,166",
       "height_cm is \"166\" here, but \"165\" for patient P1; change it with: patient edit P1"},
      {"patient_id,sex,birth_year,height_cm", "P2,female,1970,166",
       "height_cm is \"166\" here, but not recorded for patient P2; change it with: patient edit P2"},
      {"patient_id,sex,birth_year,weight_kg", "P1,male,1966,64",
       "weight_kg is \"64\" here, but \"63.5\" for patient P1; change it with: patient edit P1"},
      {"patient_id,sex,birth_year,dominant_hand", "P1,male,1966,left",
       "dominant_hand is \"left\" here, but \"right\" for patient P1; change it with: patient edit P1"},
      {"patient_id,sex,birth_year,covid_date", "P1,male,1966,2024-02-17",
       "covid_date is \"2024-02-17\" here, but \"2024-02-16\" for patient P1; change it with: patient edit P1"},
      {"patient_id,sex,birth_year,time_zone", "P1,male,1966,Europe/Paris",
       "time_zone is \"Europe/Paris\" here, but \"Europe/London\" for patient P1; change it with: patient edit P1"},
      {"patient_id,sex,birth_year,enrolment_date", "P1,male,1966,2024-03-25",
       "enrolment_date is \"2024-03-25\" here, but \"2024-03-24\" for patient P1; change it with: patient edit P1"},
      {"patient_id,sex,birth_year,followup_end", "P1,male,1966,2025-10-04",
       "followup_end is \"2025-10-04\" here, but \"2025-10-03\" for patient P1; change it with: patient edit P1"},
      {"patient_id,sex,birth_year,treatment_start", "P1,male,1966,2024-03-09",
       "treatment_start is \"2024-03-09\" here, but \"2024-03-08\" for patient P1; record a further treatment with: "
       "event "
       "treatment-start"},
  });
}

TEST_CASE("each fault of a measurements' row has its sentence") {
  check_all({
      {measured, "P1,2025-03-30T09:01,grip,32,kg", "5 fields, but the header names 6 columns"},
      {measured, "P1,2025-03-30T09:01,grip,31,5,kg,left", "7 fields, but the header names 6 columns"},
      {measured, ",2025-03-30T09:01,grip,32,kg,left", "patient_id is empty"},
      {measured, "P9,2025-03-30T09:01,grip,32,kg,left",
       "patient \"P9\" is not known; import patients.csv or use: patient add"},
      {measured, "P1,,grip,32,kg,left", "effective_time is empty"},
      {measured, "P1,yesterday,grip,32,kg,left",
       "time \"yesterday\" is not understood; write 2025-03-30, 2025-03-30T09:01 or 2025-03-30T09:01+02:00"},
      {measured, "P1,2025-02-29,grip,32,kg,left", "date \"2025-02-29\" does not exist: that month has 28 days"},
      {measured, "P1,2025-03-30T01:30,grip,32,kg,left",
       "2025-03-30T01:30 does not exist in Europe/London: the clock went from 01:00 to 02:00; use "
       "2025-03-30T01:30+00:00 or "
       "2025-03-30T02:30+01:00"},
      {measured, "P1,2025-10-26T01:30,grip,32,kg,left",
       "2025-10-26T01:30 happened twice in Europe/London: the clock went back from 02:00 to 01:00; use "
       "2025-10-26T01:30+01:00 or 2025-10-26T01:30+00:00"},
      {measured, "P1,2026-01-15T12:01Z,grip,32,kg,left",
       "time 2026-01-15T12:01:00+00:00 is in the future; it is 2026-01-15T12:00:00+00:00 now"},
      {measured, "P1,1850-01-01,grip,32,kg,left", "date \"1850-01-01\" is out of range; years go from 1900 to 2037"},
      {measured, "P1,2025-03-01,,32,kg,left", "measure is empty"},
      {measured, "P1,2025-03-01,gripp,32,kg,left", "measure \"gripp\" is not known; did you mean grip?"},
      {measured, "P1,2025-03-01,weaknes,present,,", "sign \"weaknes\" is not known; did you mean weakness?"},
      {measured, "P1,2025-03-01,grip,,kg,left", "grip needs a value"},
      {measured, "P1,2025-03-01,grip,strong,kg,left", "grip: value \"strong\" is not a number; write it as 32 or 31.5"},
      {measured, "P1,2025-03-01,grip,\"31,5\",kg,left",
       "grip: value \"31,5\" is not a number; write it with a point: 31.5"},
      {measured, "P1,2025-03-01,grip,nan,kg,left", "grip: value \"nan\" is not a number; write it as 32 or 31.5"},
      {measured, "P1,2025-03-01,grip,-3,kg,left", "grip -3 kg is impossible; accepted is 0 to 120 kg"},
      {measured, "P1,2025-03-01,grip,5000,kg,left", "grip 5000 kg is impossible; accepted is 0 to 120 kg"},
      {measured, "P1,2025-03-01,grip,32,stone,left", "unit \"stone\" is not known for grip; use kg, lb or N"},
      {measured, "P1,2025-03-01,grip,32,,left", "grip needs a unit; use kg, lb or N"},
      {measured, "P1,2025-03-01,grip,32,kg,", "grip needs a side; use left or right"},
      {measured, "P1,2025-03-01,grip,32,kg,both", "side \"both\" is not known; use left or right"},
      {measured, "P1,2025-03-01,ck,190,U/L,left", "ck has no side; leave \"left\" out"},
      {measured, "P1,2025-03-01,fatigue,11,score,", "fatigue 11 score is impossible; accepted is 0 to 10 score"},
      {measured, "P1,2025-03-01,weakness,,,", "weakness needs a finding; use present or absent"},
      {measured, "P1,2025-03-01,weakness,maybe,,", "finding \"maybe\" of weakness is not known; use present or absent"},
      {measured, "P1,2025-03-01,weakness,present,kg,", "weakness is a sign and has no unit; leave \"kg\" out"},
      {"patient_id,effective_time,measure,value,unit,muscle", "P1,2025-03-01,mrc,4,score,deltoid",
       "mrc needs a side; use left or right"},
      {"patient_id,effective_time,measure,value,unit,body_site,muscle", "P1,2025-03-01,mrc,6,score,left,deltoid",
       "grade \"6\" of mrc is not known; use 0, 1, 2, 3, 4-, 4, 4+ or 5"},
      {"patient_id,effective_time,measure,value,unit,region", "P1,2025-03-01,weakness,present,,neck",
       "region \"neck\" is not known; use bulbar, cervical, thoracic or lumbosacral"},
      {"patient_id,effective_time,measure,value,unit,source", "P1,2025-03-01,weakness,present,,lab",
       "source \"lab\" cannot find a sign; use patient or clinician"},
      {"patient_id,effective_time,measure,value,unit,source", "P1,2025-03-01,ck,190,U/L,nurse",
       "source \"nurse\" is not known; use patient, clinician, lab or device"},
      {"patient_id,effective_time,measure,value,unit,source,device", "P1,2025-03-01,ck,190,U/L,home:A,B",
       "source \"home:A\" and device \"B\" name two devices"},
      {"patient_id,effective_time,measure,value,unit,recorded_time", "P1,2025-03-02,ck,190,U/L,2025-03-01",
       "recorded time 2025-03-01 is earlier than effective time 2025-03-02"},
      {"patient_id,effective_time,measure,value,unit,recorded_time", "P1,2025-03-02,ck,190,U/L,2026-03-01",
       "recorded time 2026-03-01 is in the future; it is 2026-01-15T12:00:00+00:00 now"},
      {"patient_id,effective_time,measure,value,unit,upper_limit", "P1,2025-03-02,ck,190,U/L,high",
       "upper limit \"high\" is not a number; write it as 32 or 31.5"},
      {"patient_id,effective_time,measure,value,unit,body_site,trials", "P1,2025-03-02,grip,29,kg,left,30;32;31",
       "value \"29\" is not what the trials \"30;32;31\" combine to, 32"},
      {"patient_id,effective_time,measure,value,unit,body_site,trials", "P1,2025-03-02,grip,,kg,left,30;;31",
       "trials \"30;;31\" has an empty one; write them as 30;32;31"},
      {"patient_id,effective_time,measure,value,unit,body_site,trials", "P1,2025-03-02,grip,could-not,kg,left,30;31",
       "could-not of grip stands alone, without trials"},
      {"patient_id,effective_time,measure,value,unit,body_site,trials", "P1,2025-03-02,grip,,kg,left,30;x",
       "grip: value \"x\" is not a number; write it as 32 or 31.5"},
      {"patient_id,effective_time,measure,value,unit,provenance", "P1,2025-03-02,ck,190,U/L,guess",
       "provenance \"guess\" is not known; use recorded-as-effective or leave it empty"},
      {fated, "P1,2025-03-02,ck,190,U/L,,r0,,", "the correction of \"r0\" needs a reason; tell it in column reason"},
      {fated, "P1,2025-03-02,ck,190,U/L,,r0,2025-03-03,typed wrong",
       "the correction of \"r0\" cannot be retracted; correct the reading once more"},
      {fated, "P1,2025-03-02,ck,190,U/L,,r0,,typed wrong", "corrects \"r0\": patient P1 has no reading of that id"},
      {fated, "P1,2025-03-02,ck,190,U/L,,,2026-01-15,", "a retraction needs a reason; tell it in column reason"},
      {fated, "P1,2025-03-02,ck,190,U/L,,,,mistake", "reason is told, but neither corrects nor retracted_time"},
      {fated, "P1,2025-03-02,ck,190,U/L,,,soon,mistake",
       "retracted_time: time \"soon\" is not understood; write 2025-03-30, 2025-03-30T09:01 or 2025-03-30T09:01+02:00"},
      {fated, "P1,2025-03-02,ck,190,U/L,,,2026-02-01,mistake", "retracted_time \"2026-02-01\" lies in the future"},
      {fated, "P1,2025-03-02,ck,190,U/L,,,2025-03-03,mistake",
       "retracted_time \"2025-03-03\" lies before the fact was recorded"},
      {measured, "P1,2025-03-30T09:01,grip,32,kg,le\"ft",
       "a quote inside an unquoted field; quote the whole field and double the quotes in it"},
      {measured, "P1,2025-03-30T09:01,grip,32,kg,\"left\" ",
       "text after a closing quote; double the quotes inside a quoted field"},
      {measured, "P1,2025-03-30T09:01,grip,32,k\xE9g,left", "byte 0xE9 is not UTF-8; save the file as UTF-8"},
      {measured, "P1,2025-03-30T09:01,grip,32,kg,\"left",
       "a quote opened here is never closed; nothing after it was read"},
  });
}

TEST_CASE("each fault of an events' row has its sentence") {
  check_all({
      {event, "P9,infection,2025-03-01,,", "patient \"P9\" is not known; import patients.csv or use: patient add"},
      {event, "P1,,2025-03-01,,", "kind is empty"},
      {event, "P1,infecton,2025-03-01,,", "kind \"infecton\" is not known; use infection"},
      {event, "P1,wedding,2025-03-01,,",
       "kind \"wedding\" is not known; use infection, treatment-start, treatment-stop, injury, device-change, "
       "ventilation-start, im-injection, hard-exercise, admission, medicine, pregnancy, known-neuromuscular-disease, "
       "tracheostomy, referral-made, neurology-seen, discharge, death, withdrew, other"},
      {event, "P1,infection,,,", "start_time is empty"},
      {event, "P1,infection,2025-13-01,,", "start_time: date \"2025-13-01\" does not exist: months go from 01 to 12"},
      {event, "P1,infection,2026-01-16,,", "start_time \"2026-01-16\" lies in the future"},
      {event, "P1,infection,2025-03-05,2025-03-01,", "end_time \"2025-03-01\" lies before start_time \"2025-03-05\""},
      {event, "P1,infection,2025-03-05,2026-02-01,", "end_time \"2026-02-01\" lies in the future"},
      {event, "P1,infection,2025-03-05,,2025-03-01",
       "recorded_time \"2025-03-01\" lies before start_time \"2025-03-05\""},
      {event, "P1,infection,2025-03-05,,2026-02-01", "recorded_time \"2026-02-01\" lies in the future"},
      {"patient_id,kind,start_time,end_recorded_time", "P1,infection,2025-03-05,2025-03-06",
       "end_recorded_time is told, but no end_time"},
      {"patient_id,kind,start_time,retracted_time", "P1,infection,2025-03-05,2026-01-15",
       "a retraction needs a reason; tell it in column reason"},
      {"patient_id,kind,start_time,reason", "P1,infection,2025-03-05,why", "reason is told, but no retracted_time"},
      {"patient_id,kind,start_time,provenance", "P1,infection,2025-03-05,guess",
       "provenance \"guess\" is not known; use recorded-as-effective or leave it empty"},
  });
}

TEST_CASE("each fault of a diary's row has its sentence") {
  ImportGround ground;
  ground.file("p.csv", "patient_id,sex,birth_year\nP1,male,1966\n");
  ground.imported({"p.csv"});
  ground.file("v.csv",
              "observation_date,tracker_name,tracker_category,observation_value \n"
              "2025-04-24,Slep,Sleep,1 \n"
              "2025-04-24,Moon phase,Sky,1 \n"
              "2025-04-24,,Sleep,1 \n"
              "2025-04-24,Sleep,Sleep, \n"
              ",Sleep,Sleep,1 \n"
              "24.04.2025,Sleep,Sleep,1 \n"
              "2026-01-16,Sleep,Sleep,1 \n"
              "2025-04-24,Sleep,Sleep,7 \n"
              "2025-04-24,Sleep,1 \n");
  ImportOptions options;
  options.files = {"v.csv"};
  options.patient = PatientId{"P1"};
  CHECK(ground.imported(options).rejected == 9);
  CHECK(ground.rejects() ==
        std::vector<std::string>{
            "v.csv:2: tracker_name \"Slep\" is not known; did you mean Sleep?",
            "v.csv:3: tracker_name \"Moon phase\" is not known",
            "v.csv:4: tracker_name is empty",
            "v.csv:5: observation_value is empty",
            "v.csv:6: observation_date is empty",
            "v.csv:7: time \"24.04.2025\" is not understood; write 2025-03-30, 2025-03-30T09:01 or "
            "2025-03-30T09:01+02:00",
            "v.csv:8: time 2026-01-16T00:00:00+00:00 is in the future; it is 2026-01-15T12:00:00+00:00 now",
            "v.csv:9: visible-sleep 7 score is impossible; accepted is 0 to 3 score",
            "v.csv:10: 3 fields, but the header names 4 columns",
        });
}

}  // namespace myotrend::test
