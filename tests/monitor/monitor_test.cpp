#include "myotrend/monitor.h"

#include <catch2/catch.hpp>

#include "monitor/clinic.h"

using namespace myotrend;
using namespace myotrend::tests;

TEST_CASE("a fact, its judgement and the alert are there together") {
  Clinic clinic;
  const PatientId patient = clinic.adult("P1");
  const Outcome outcome = clinic.tell(patient, "babinski", "present", day(1));
  CHECK(outcome.appended == std::vector<Appended>{Appended::added});
  CHECK_FALSE(outcome.before);
  CHECK(outcome.assessment.disposition == Disposition::refer_urgent);
  CHECK(words_of(outcome.steps) == "upper-motor-neuron raised");
  REQUIRE(clinic.store->alerts().size() == 1);
  CHECK(clinic.store->alerts()[0].assessment_sha256 == sha256_of(outcome.assessment));
  CHECK(clinic.store->judged(patient)->assessment_sha256 == sha256_of(outcome.assessment));
  CHECK(clinic.fact(outcome.ids.at(0)).patient == patient);

  const Outcome again = clinic.tell(patient, "babinski", "present", day(1));
  CHECK(again.appended == std::vector<Appended>{Appended::already_known});
  CHECK(again.before == Disposition::refer_urgent);
  CHECK(again.steps.empty());
  CHECK(clinic.monitor().check().faults.empty());
}

TEST_CASE("a retraction that removes the ground withdraws the alert, once") {
  Clinic clinic;
  const PatientId patient = clinic.adult("P1");
  const NamedFact sign = clinic.fact(clinic.tell(patient, "babinski", "present", day(1)).ids.at(0));
  const auto outcome = clinic.monitor().retract(sign, "other patient", "Dr Gray", day(2));
  REQUIRE(outcome.ok());
  CHECK(words_of(outcome->steps) == "upper-motor-neuron withdrawn");
  CHECK(outcome->steps[0].change.reason.find("correction or a retraction") != std::string::npos);
  CHECK_FALSE(clinic.monitor().retract(sign, "again", "Dr Gray", day(3)).ok());
  CHECK_FALSE(clinic.monitor().correct(sign, {"absent", "", "slip", "Dr Gray"}, day(3)).ok());
  CHECK(clinic.monitor().check().faults.empty());
}

TEST_CASE("a correction keeps the unit it was told in, and is checked as an entry is") {
  Clinic clinic;
  const PatientId patient = clinic.adult("P1");
  const NamedFact reading = clinic.fact(clinic.tell(patient, "grip", "70.5", day(1), "lb").ids.at(0));
  Monitor monitor = clinic.monitor();
  REQUIRE(monitor.correct(reading, {"75", "", "slip", "Dr Gray"}, day(2)).ok());
  const History history = clinic.store->history_of(patient, Depth::facts);
  CHECK(history.corrections.at(0).told_unit == Unit::pound_force);
  CHECK(history.corrections.at(0).told_value == 75);
  CHECK(history.corrections.at(0).value == Approx(75 * 0.45359237));
  CHECK_FALSE(monitor.correct(reading, {"9000", "", "slip", "Dr Gray"}, day(2)).ok());
  CHECK_FALSE(monitor.correct(reading, {"30", "stone", "slip", "Dr Gray"}, day(2)).ok());
  CHECK(monitor.correct(reading, {"30", "kg", "slip", "Dr Gray"}, day(3)).ok());
  CHECK(known_at(clinic.store->history_of(patient, Depth::facts), day(3)).readings.at(0).value == 30);
}

TEST_CASE("another pathway ends an alert without calling it a correction") {
  Clinic clinic;
  const PatientId patient = clinic.adult("P1");
  clinic.tell(patient, "babinski", "present", day(1));
  // The same rules without U4, and so with another stamp.
  std::string text(built_in_texts().pathway);
  const std::string rule = "\"id\": \"U4\"";
  REQUIRE(text.find(rule) != std::string::npos);
  const auto parsed = pathway::Pathway::parse(text + "\n", built_in_texts().detector, built_in_catalogue());
  REQUIRE(parsed.ok());
  const pathway::Rulebook others(*parsed, built_in_catalogue(), clinic.rules.point);
  CHECK(others.stamp() != clinic.rules.stamp());
  int changes = 0;
  const auto summary =
      Monitor(*clinic.store, others).scan({1, false, day(1)}, [&](const AlertChange&, const Zone&) { ++changes; });
  CHECK(summary.judged == 1);  // another stamp: judged again
  CHECK(changes == 0);         // and it comes out the same
}

TEST_CASE("undo takes back one's own last entries, one after the other") {
  Clinic clinic;
  const PatientId patient = clinic.adult("P1");
  Monitor monitor = clinic.monitor();
  const auto minute = [](int number) { return day(1) + std::chrono::minutes{number}; };
  const std::string first = clinic.tell(patient, "grip", "30", minute(0), "kg").ids.at(0);
  clinic.tell(patient, "fatigue", "4", minute(1), "", "somebody else");
  const std::string second = clinic.tell(patient, "grip", "31", minute(2), "kg").ids.at(0);
  REQUIRE(monitor.correct(clinic.fact(second), {"32", "", "slip", "Dr Gray"}, minute(3)).ok());

  const auto value_of_second = [&](int at) {
    for (const Reading& reading : known_at(clinic.store->history_of(patient, Depth::facts), minute(at)).readings)
      if (reading.effective == minute(2)) return reading.value;
    return 0.0;
  };
  CHECK(value_of_second(3) == 32);
  CHECK(monitor.undo(patient, "Dr Gray", minute(4)).value().ids.at(0) == second);
  CHECK(value_of_second(4) == 31);
  CHECK(monitor.undo(patient, "Dr Gray", minute(5)).value().ids.at(0) == second);
  CHECK(value_of_second(5) == 0);
  CHECK(monitor.undo(patient, "Dr Gray", minute(6)).value().ids.at(0) == first);
  CHECK_FALSE(monitor.undo(patient, "Dr Gray", minute(7)).ok());
  CHECK_FALSE(monitor.undo(patient, "nobody", minute(7)).ok());
  CHECK_FALSE(monitor.undo(patient, "somebody else", minute(61)).ok());
  CHECK(monitor.undo(patient, "somebody else", minute(60)).ok());
}

TEST_CASE("an open event is closed, and one that is not open is not") {
  Clinic clinic;
  const PatientId patient = clinic.adult("P1");
  Monitor monitor = clinic.monitor();
  NewEvent infection;
  infection.kind = EventKind::infection;
  infection.start = infection.recorded = day(1);
  monitor.record(patient, infection, day(1));
  CHECK_FALSE(monitor.close_event(patient, EventKind::injury, day(2), "Dr Gray", day(2)).ok());
  CHECK_FALSE(monitor.close_event(patient, EventKind::infection, day(0), "Dr Gray", day(2)).ok());
  CHECK(monitor.close_event(patient, EventKind::infection, day(2), "Dr Gray", day(3)).ok());
  CHECK_FALSE(monitor.close_event(patient, EventKind::infection, day(3), "Dr Gray", day(3)).ok());
  const History history = clinic.store->history_of(patient, Depth::facts);
  CHECK(history.events.size() == 1);
  CHECK(history.events[0].end == day(2));
}

TEST_CASE("undo opens again what one has just closed") {
  Clinic clinic;
  const PatientId patient = clinic.adult("P1");
  Monitor monitor = clinic.monitor();
  const auto minute = [](int number) { return day(1) + std::chrono::minutes{number}; };
  NewEvent infection;
  infection.kind = EventKind::infection;
  infection.start = infection.recorded = day(0);
  infection.details.author = "Dr Gray";
  infection.details.note = "flu";
  monitor.record(patient, infection, minute(0));
  REQUIRE(monitor.close_event(patient, EventKind::infection, minute(1), "nurse", minute(1)).ok());
  const auto events_at = [&](Instant at) {
    std::vector<Event> events = known_at(clinic.store->history_of(patient, Depth::everything), at).events;
    REQUIRE(events.size() == 1);
    return events[0];
  };
  CHECK(monitor.undo(patient, "nurse", minute(2)).ok());
  CHECK(events_at(minute(1)).end == minute(1));  // as it was known then
  CHECK_FALSE(events_at(minute(2)).end);
  CHECK(events_at(minute(2)).start == day(0));
  CHECK_FALSE(monitor.undo(patient, "nurse", minute(3)).ok());  // the event itself is somebody else's
  REQUIRE(monitor.close_event(patient, EventKind::infection, minute(4), "Dr Gray", minute(4)).ok());
  const History closed = clinic.store->history_of(patient, Depth::everything);
  CHECK(closed.details[events_at(minute(4)).details].note == "flu");
  CHECK(monitor.undo(patient, "Dr Gray", minute(5)).ok());
  CHECK_FALSE(events_at(minute(5)).end);
  CHECK(monitor.undo(patient, "Dr Gray", minute(6)).ok());  // and now the event
  CHECK(known_at(clinic.store->history_of(patient, Depth::facts), minute(6)).events.empty());
  CHECK_FALSE(monitor.undo(patient, "Dr Gray", minute(7)).ok());
  CHECK(monitor.check().faults.empty());
}

TEST_CASE("alerts as they were known earlier") {
  Clinic clinic;
  const PatientId patient = clinic.adult("P1");
  clinic.tell(patient, "atrophy", "present", day(1));
  const std::string id = clinic.store->alerts().at(0).id;
  Monitor monitor = clinic.monitor();
  REQUIRE(monitor.acknowledge(id, {"Dr Gray", "", day(2)}).value().ok());
  REQUIRE(monitor.resolve(id, AlertOutcome::referred, {"Dr Gray", "letter", day(3)}).value().ok());
  CHECK_FALSE(monitor.resolve(id, AlertOutcome::referred, {"Dr Gray", "", day(3)}).value().ok());
  CHECK_FALSE(monitor.acknowledge("a0000000000000000", {"Dr Gray", "", day(3)}));
  const auto state_at = [&](Instant at) {
    const auto known = alerts_known_at(*clinic.store, at);
    return known.empty() ? std::string("none") : std::string(word_of(known[0].state));
  };
  CHECK(state_at(day(0)) == "none");
  CHECK(state_at(day(1)) == "raised");
  CHECK(state_at(day(2)) == "acknowledged");
  CHECK(state_at(day(3)) == "resolved");
  CHECK(clinic.store->changes_of(id).size() == 3);
  CHECK(monitor.check().faults.empty());
}
