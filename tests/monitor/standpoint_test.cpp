#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "monitor/clinic.h"

using namespace myotrend;
using namespace myotrend::tests;

namespace {

/// What both clinics are told on a day: hands that lose strength, a diary, now and then an examination.
void tell_day(Clinic& clinic, const std::vector<PatientId>& patients, int number) {
  for (std::size_t p = 0; p < patients.size(); ++p) {
    const double lost = p % 2 == 0 ? 0.15 * number : 0;
    if ((number + static_cast<int>(p)) % 3 == 0)
      clinic.store_only(patients[p], "grip", fmt::format("{:.1f}", 34 - lost + (number % 4) * 0.6), day(number));
    if (number % 2 == 0) clinic.store_only(patients[p], "fatigue", fmt::format("{}", 3 + number % 4), day(number));
    if (number % 50 == 20) clinic.store_only(patients[p], "weakness", p % 3 == 0 ? "present" : "absent", day(number));
  }
}

std::vector<std::string> scanned(Clinic& clinic, const ScanOptions& options) {
  std::vector<std::string> lines;
  clinic.monitor().scan(options, [&](const AlertChange& change, const Zone&) { lines.push_back(json_of(change)); });
  return lines;
}

std::vector<PatientId> adults(Clinic& clinic) {
  std::vector<PatientId> patients;
  for (const char* id : {"A", "B", "C", "D"}) patients.push_back(clinic.adult(id));
  return patients;
}

}  // namespace

TEST_CASE("a scan that goes on from where it stood tells what a scan of everything tells, at every step") {
  Clinic going_on, anew;
  const auto of_one = adults(going_on), of_other = adults(anew);
  for (int number = 1; number <= 130; ++number) {
    tell_day(going_on, of_one, number);
    tell_day(anew, of_other, number);
    if (number % 5 != 0 && number % 7 != 0) continue;  // batches of one to three days
    CHECK(scanned(going_on, {1, false, day(number)}) == scanned(anew, {1, true, day(number)}));
    for (std::size_t p = 0; p < of_one.size(); ++p) {
      const auto kept = going_on.store->standpoint_of(of_one[p]), full = anew.store->standpoint_of(of_other[p]);
      REQUIRE((kept && full));
      CHECK((kept->decided == full->decided && kept->newest_fact == full->newest_fact));
    }
  }
  CHECK(going_on.monitor().check().faults.empty());
}

TEST_CASE("what time alone brings comes to light on the same day as when everybody is judged anew") {
  Clinic going_on, anew;
  const auto of_one = adults(going_on), of_other = adults(anew);
  const auto acknowledged = [](Clinic& clinic, Instant now) {
    int count = 0;
    for (const Alert& alert : clinic.store->alerts())
      if (alert.state == AlertState::raised)
        count += clinic.monitor().acknowledge(alert.id, {"Dr Gray", "", now})->ok();
    return count;
  };
  std::string told;
  for (int number = 1; number <= 200; ++number) {
    for (const auto& [clinic, patients] : {std::pair{&going_on, &of_one}, std::pair{&anew, &of_other}}) {
      // The first measures on, the second stops, the others log only a diary from then on.
      if (number <= 90) tell_day(*clinic, *patients, number);
      if (number > 90) tell_day(*clinic, {patients->front()}, number);
      if (number > 90) clinic->store_only({"C"}, "fatigue", "4", day(number));
    }
    const auto lines = scanned(going_on, {1, false, day(number)});
    CHECK(lines == scanned(anew, {1, true, day(number)}));
    for (const std::string& line : lines) told += line + '\n';
    if (number % 10 == 0) CHECK(acknowledged(going_on, day(number)) == acknowledged(anew, day(number)));
    if (number % 40 == 0) CHECK(going_on.monitor().check().faults.empty());
  }
  CHECK(told.find("\"flag\":\"no-data\"") != std::string::npos);
  CHECK(told.find("\"change\":\"lapsed\"") != std::string::npos);
}

TEST_CASE("a reading that came again from another source within minutes is not one more") {
  Clinic clinic, anew;
  const auto tell = [](Clinic& each, const char* source, Instant at) {
    Told told;
    told.code = "grip";
    told.side = "left";
    told.value = "31.5";
    told.unit = "kg";
    told.source = source;
    const std::vector<Entry> entries = {entry_told(told, built_in_catalogue(), Zone(), at).value()};
    const auto transaction = each.store->begin();
    transaction->append({"A"}, entries);
    transaction->commit();
  };
  for (Clinic* each : {&clinic, &anew}) adults(*each);
  for (int number = 1; number <= 40; number += 3) {
    for (const char* source : {"home", "clinician"}) {
      const Instant at = day(number) + std::chrono::minutes(source[0] == 'h' ? 0 : 4);
      for (Clinic* each : {&clinic, &anew}) tell(*each, source, at);
      scanned(clinic, {1, false, at});
      scanned(anew, {1, true, at});
      const auto kept = clinic.store->standpoint_of({"A"}), full = anew.store->standpoint_of({"A"});
      REQUIRE((kept && full));
      CHECK(kept->state == full->state);
    }
  }
  CHECK(clinic.monitor().check().faults.empty());
}

TEST_CASE("a late fact, a correction or a state that is no state is judged of the whole history") {
  Clinic clinic, anew;
  const auto patients = adults(clinic), others = adults(anew);
  for (int number = 1; number <= 60; ++number) {
    tell_day(clinic, patients, number);
    tell_day(anew, others, number);
  }
  CHECK(scanned(clinic, {1, false, day(60)}) == scanned(anew, {1, false, day(60)}));
  {
    const auto transaction = clinic.store->begin();
    auto spoilt = *clinic.store->standpoint_of(patients[0]);
    spoilt.state.resize(spoilt.state.size() / 2);
    transaction->keep(patients[0], spoilt, day(61));
    transaction->commit();
  }
  CHECK(clinic.monitor().check().faults.size() == 1);
  for (Clinic* each : {&clinic, &anew}) {
    each->store_only({"A"}, "grip", "21.0", day(61));
    each->store_only({"B"}, "babinski", "present", day(30));  // told late
  }
  CHECK(scanned(clinic, {1, false, day(62)}) == scanned(anew, {1, true, day(62)}));
  CHECK(clinic.monitor().check().faults.empty());
}

TEST_CASE("a later reading that was recorded before the last judgement is gone on over, too") {
  Clinic clinic, anew;
  const auto patients = adults(clinic), others = adults(anew);
  for (int number = 1; number <= 60; ++number) {
    tell_day(clinic, patients, number);
    tell_day(anew, others, number);
  }
  const Instant now = day(66);  // the clock stands still
  CHECK(scanned(clinic, {1, false, now}) == scanned(anew, {1, true, now}));
  const Judged first = *clinic.store->judged(patients[1]);
  for (int number = 61; number <= 63; ++number) {
    for (Clinic* each : {&clinic, &anew}) {
      for (const PatientId& patient : patients) each->store_only(patient, "grip", "34.5", day(number));
      each->store_only(patients[1], "weakness", "absent", day(number));
    }
    CHECK(scanned(clinic, {1, false, now}) == scanned(anew, {1, true, now}));
    CHECK(clinic.monitor().check().faults.empty());
  }
  // The judgement that was kept at first still stands, though it had not seen what is known now.
  const Judged last = *clinic.store->judged(patients[1]);
  CHECK(last.assessed_revision == first.assessed_revision);
  CHECK(last.assessment_sha256 == first.assessment_sha256);
  for (const PatientState& state : clinic.store->states()) CHECK(state.judged_revision == state.revision);
  // What is kept is still held against what it was made of.
  {
    const auto transaction = clinic.store->begin();
    transaction->retract(
        patients[1],
        {key_of(clinic.store->history_of(patients[1], Depth::facts).readings[0]), day(10), "wrong", no_details}, {});
    transaction->commit();
  }
  scanned(clinic, {1, false, now});
  CHECK(clinic.store->judged(patients[1])->assessed_revision > first.assessed_revision);
  CHECK(clinic.monitor().check().faults.empty());
}
