#include <catch2/catch.hpp>

#include <stdexcept>

#include "store/facts_told.h"
#include "store/store_contract.h"

namespace myotrend::tests {

namespace {

std::shared_ptr<Store> with_patient(const MakeStore& make) {
  auto store = make();
  add_patient(*store, "P1");
  return store;
}

History everything(Store& store) { return store.history_of({"P1"}, Depth::everything); }

Assessment assessment_at(Instant as_of) {
  Assessment assessment;
  assessment.patient = {"P1"};
  assessment.as_of = as_of;
  assessment.disposition = Disposition::refer_urgent;
  return assessment;
}

void keep(Store& store, const AlertStep& step) {
  const auto transaction = store.begin();
  transaction->keep(step);
  transaction->commit();
}

}  // namespace

void contract_of_events(const MakeStore& make) {
  const auto store = with_patient(make);
  SECTION("an event comes back as told, open or with its end") {
    append(*store, "P1", event(EventKind::infection, day(1), day(4), "flu"));
    append(*store, "P1", event(EventKind::admission, day(2)));
    const History history = everything(*store);
    REQUIRE(history.events.size() == 2);
    CHECK((history.events[0].end == day(4) && history.events[0].end_recorded == day(4)));
    CHECK(history.details.at(history.events[0].details).note == "flu");
    CHECK_FALSE(history.events[1].end);
  }
  SECTION("a repeat is already known, with the same end or none") {
    append(*store, "P1", event(EventKind::infection, day(1), day(4)));
    CHECK(append(*store, "P1", event(EventKind::infection, day(1), day(4))) == Appended::already_known);
    CHECK(append(*store, "P1", event(EventKind::infection, day(1))) == Appended::already_known);
    CHECK(append(*store, "P1", event(EventKind::infection, day(1), day(5))) == Appended::second_in_slot);
    CHECK(append(*store, "P1", event(EventKind::infection, day(2))) == Appended::added);
  }
  SECTION("an end that becomes known later closes the open event, and the past stays open") {
    append(*store, "P1", event(EventKind::infection, day(1)));
    CHECK(append(*store, "P1", event(EventKind::infection, day(1), day(6))) == Appended::added);
    const History history = everything(*store);
    REQUIRE(history.events.size() == 1);
    CHECK_FALSE(known_at(history, day(5)).events.at(0).end);
    CHECK(known_at(history, day(6)).events.at(0).end == day(6));
  }
  SECTION("an open event is closed by its key, once") {
    append(*store, "P1", event(EventKind::infection, day(1)));
    const FactKey key = key_of(everything(*store).events[0]);
    auto transaction = store->begin();
    transaction->close_event({"P1"}, key, day(3), day(4), day(300), "Dr. Ada");
    transaction->commit();
    transaction.reset();
    CHECK(everything(*store).events[0].end_recorded == day(4));
    transaction = store->begin();
    CHECK_THROWS_AS(transaction->close_event({"P1"}, key, day(3), day(4), day(300), ""), std::out_of_range);
  }
  SECTION("two medicines begun at one time are two events") {
    append(*store, "P1", event(EventKind::medicine, day(1), std::nullopt, "baclofen"));
    CHECK(append(*store, "P1", event(EventKind::medicine, day(1), std::nullopt, "riluzole")) ==
          Appended::second_in_slot);
    CHECK(append(*store, "P1", event(EventKind::medicine, day(1), std::nullopt, "riluzole")) ==
          Appended::already_known);
    CHECK(everything(*store).events.size() == 2);
  }
  SECTION("a withdrawn event stays so when the file comes again") {
    append(*store, "P1", event(EventKind::infection, day(1)));
    retract(*store, "P1", key_of(everything(*store).events[0]), day(2));
    CHECK(append(*store, "P1", event(EventKind::infection, day(1))) == Appended::already_known);
    CHECK(known_at(everything(*store), day(9)).events.empty());
  }
}

void contract_of_corrections(const MakeStore& make) {
  const auto store = with_patient(make);
  append(*store, "P1", {grip(32, day(1)), sign("dysarthria", true, day(1))});
  const FactKey reading = key_of(everything(*store).readings[0]), found = key_of(everything(*store).signs[0]);
  SECTION("the old value stays readable, and the past as it was known") {
    correct(*store, "P1", reading, 23, day(5));
    correct(*store, "P1", reading, 24, day(3));
    const History history = everything(*store);
    CHECK(history.readings[0].value == 32);
    REQUIRE(history.corrections.size() == 2);
    CHECK((history.corrections[0].recorded == day(3) && history.corrections[1].recorded == day(5)));
    CHECK((history.corrections[1].why == "misread" && history.corrections[1].target == reading));
    CHECK(history.details.at(history.corrections[1].details).author == "Dr. Ada");
    CHECK(known_at(history, day(2)).readings.at(0).value == 32);
    CHECK(known_at(history, day(4)).readings.at(0).value == 24);
    CHECK(known_at(history, day(5)).readings.at(0).value == 23);
  }
  SECTION("the same correction or retraction told twice is one") {
    correct(*store, "P1", reading, 23, day(5));
    correct(*store, "P1", reading, 23, day(5));
    CHECK(everything(*store).corrections.size() == 1);
    retract(*store, "P1", reading, day(6));
    retract(*store, "P1", reading, day(6));
    CHECK(everything(*store).retractions.size() == 1);
  }
  SECTION("a reading, a sign and an event can be taken back") {
    append(*store, "P1", event(EventKind::injury, day(2)));
    retract(*store, "P1", key_of(everything(*store).events[0]), day(4));
    retract(*store, "P1", reading, day(3));
    retract(*store, "P1", found, day(5));
    const History history = everything(*store);
    REQUIRE(history.retractions.size() == 3);
    CHECK((history.retractions[0].target == reading && history.retractions[2].target == found));
    CHECK(history.retractions[0].why == "wrong patient");
    CHECK(known_at(history, day(9)).signs.empty());
    CHECK(known_at(history, day(4)).signs.size() == 1);
  }
  SECTION("what is not there cannot be corrected or taken back") {
    FactKey nowhere = reading;
    nowhere.effective = day(7);
    CHECK_THROWS_AS(correct(*store, "P1", nowhere, 23, day(8)), std::out_of_range);
    CHECK_THROWS_AS(retract(*store, "P1", nowhere, day(8)), std::out_of_range);
    nowhere.where = 9;
    CHECK_THROWS_AS(retract(*store, "P1", nowhere, day(8)), std::out_of_range);
    CHECK(store->check().faults.empty());
  }
}

void contract_of_transactions(const MakeStore& make) {
  const auto store = with_patient(make);
  SECTION("what is not committed never was") {
    {
      const auto transaction = store->begin();
      transaction->add_patient(patient_called("P2"), day(1));
      transaction->append({"P1"}, std::vector{grip(32, day(1))});
      transaction->append({"P2"}, std::vector{grip(32, day(1))});
      transaction->keep(raised("P1", "bulbar", 1, day(1)));
    }
    CHECK(store->patient_ids().size() == 1);
    CHECK(everything(*store).series.empty());
    CHECK(store->alerts().empty());
    CHECK(append(*store, "P1", {grip(32, day(1))}) == std::vector{Appended::added});
    CHECK(everything(*store).series.size() == 1);
  }
  SECTION("another connection writes in between") {
    append(*store, "P1", {grip(32, day(1))});
    const auto reader = store->reader();
    CHECK(reader->history_of({"P1"}, Depth::facts).readings.size() == 1);
    CHECK(reader->patient_ids() == store->patient_ids());
  }
  SECTION("the newest time of entry never steps back") {
    CHECK(store->newest_entered() == day(300));
    Entry later = grip(32, day(1));
    later.details.entered = day(310);
    append(*store, "P1", {later, grip(32, day(2))});
    CHECK(store->newest_entered() == day(310));
    append(*store, "P1", {grip(32, day(3))});
    CHECK(store->newest_entered() == day(310));
  }
  SECTION("a thousand entries at once go in like one") {
    std::vector<Entry> entries;
    for (int i = 1500; i > 0; --i) entries.push_back(grip(i % 40, day(1) - std::chrono::hours{i}));
    append(*store, "P1", entries);
    append(*store, "P1", {grip(41, day(1) - std::chrono::hours{7})});
    CHECK(everything(*store).readings.size() == 1501);
    CHECK(store->check().faults.empty());
  }
}

void contract_of_revisions(const MakeStore& make) {
  const auto store = with_patient(make);
  const auto revision = [&] { return store->states().at(0).revision; };
  SECTION("moves with every fact, and stays with a repeat") {
    auto last = revision();
    const auto moved_on = [&] { return std::exchange(last, revision()) < last; };
    append(*store, "P1", {grip(32, day(1))});
    CHECK(moved_on());
    append(*store, "P1", {grip(32, day(1))});
    CHECK_FALSE(moved_on());
    append(*store, "P1", event(EventKind::injury, day(1)));
    CHECK(moved_on());
    append(*store, "P1", event(EventKind::injury, day(1), day(2)));
    CHECK(moved_on());
    append(*store, "P1", event(EventKind::injury, day(1)));
    CHECK_FALSE(moved_on());
    correct(*store, "P1", key_of(everything(*store).readings[0]), 30, day(2));
    CHECK(moved_on());
    retract(*store, "P1", key_of(everything(*store).readings[0]), day(3));
    CHECK(moved_on());
    CHECK(store->check().faults.empty());
  }
  SECTION("a judgement is kept at the revision it saw") {
    append(*store, "P1", {grip(32, day(1))});
    CHECK(store->states().at(0).judged_revision == -1);
    CHECK_FALSE(store->judged({"P1"}));
    const auto transaction = store->begin();
    transaction->keep(assessment_at(day(2)), "{}", "pathway 1", {});
    transaction->commit();
    const PatientState state = store->states().at(0);
    CHECK((state.judged_revision == state.revision && state.judged_stamp == "pathway 1"));
    CHECK(state.judged_at == day(2));
    append(*store, "P1", {grip(31, day(3))});
    CHECK(store->states().at(0).revision > store->states().at(0).judged_revision);
  }
}

void contract_of_judgements(const MakeStore& make) {
  const auto store = with_patient(make);
  SECTION("the newest judgement is found, with the SHA-256 of its text") {
    const auto transaction = store->begin();
    transaction->keep(assessment_at(day(2)), "{}", "stamp", {});
    transaction->keep(assessment_at(day(3)), "abc", "stamp", {});
    transaction->commit();
    const Judged judged = store->judged({"P1"}).value();
    CHECK((judged.at == day(3) && judged.disposition == Disposition::refer_urgent));
    CHECK((judged.assessed_at == day(3) && judged.stamp == "stamp"));
    CHECK(judged.assessed_revision == store->states().at(0).judged_revision);
    CHECK(judged.assessment_sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(store->check().faults.empty());
  }
  SECTION("a judgement and the alerts it moves are kept together") {
    const auto transaction = store->begin();
    const std::vector<AlertStep> steps{raised("P1", "bulbar", 1, day(2)), raised("P1", "muscle-atrophy", 1, day(2))};
    transaction->keep(assessment_at(day(2)), "{}", "stamp", steps);
    CHECK(transaction->alerts_of({"P1"}).size() == 2);
    transaction->commit();
    CHECK(store->alerts().size() == 2);
    CHECK(store->alerts_of({"P1"}).size() == 2);
    CHECK(store->states().at(0).judged_revision == store->states().at(0).revision);
  }
}

void contract_of_alerts(const MakeStore& make) {
  const auto store = with_patient(make);
  const AlertStep first = raised("P1", "bulbar", 1, day(2));
  keep(*store, first);
  SECTION("an alert comes back as it was left") {
    AlertStep resolved = moved(first, AlertChangeKind::resolved, AlertState::resolved, day(5));
    resolved.alert.resolved_level = Disposition::refer_urgent;
    resolved.alert.ended_since_resolved = true;
    resolved.alert.outcome = resolved.change.outcome = AlertOutcome::referred;
    keep(*store, resolved);
    const Alert alert = store->alert(first.alert.id).value();
    CHECK((alert.patient.text == "P1" && alert.flag == "bulbar" && alert.number == 1));
    CHECK((alert.level == Disposition::refer_urgent && alert.state == AlertState::resolved));
    CHECK((alert.raised == day(2) && alert.updated == day(5) && alert.newest_ground == day(2)));
    CHECK((alert.resolved_level == Disposition::refer_urgent && alert.ended_since_resolved));
    CHECK((alert.outcome == AlertOutcome::referred && alert.assessment_sha256 == "0f"));
    CHECK_FALSE(store->alert("a0000000000000000"));
  }
  SECTION("who did what, when and why stays readable") {
    keep(*store, moved(first, AlertChangeKind::acknowledged, AlertState::acknowledged, day(3)));
    const auto changes = store->changes_of(first.alert.id);
    REQUIRE(changes.size() == 2);
    CHECK((changes[0].change == AlertChangeKind::raised && !changes[0].from && changes[0].by.empty()));
    CHECK((changes[0].at == day(2) && changes[0].reason == "rules hold: U1" && changes[0].flag == "bulbar"));
    CHECK((changes[1].change == AlertChangeKind::acknowledged && changes[1].from == Disposition::refer_urgent));
    CHECK((changes[1].by == "Dr. Ada" && changes[1].patient.text == "P1" && changes[1].alert == first.alert.id));
    CHECK(store->changes_of("a0000000000000000").empty());
  }
  SECTION("one stands per patient and flag") {
    CHECK_THROWS(keep(*store, raised("P1", "bulbar", 2, day(3))));
    keep(*store, raised("P1", "muscle-atrophy", 1, day(3)));
    keep(*store, moved(first, AlertChangeKind::over, AlertState::over, day(4)));
    keep(*store, raised("P1", "bulbar", 2, day(5)));
    CHECK(store->alerts().size() == 3);
    CHECK(store->check().faults.empty());
  }
  SECTION("a closed alert is part of the history, and moves the revision") {
    const auto before = store->states().at(0).revision;
    keep(*store, moved(first, AlertChangeKind::acknowledged, AlertState::acknowledged, day(3)));
    CHECK(store->states().at(0).revision == before);
    keep(*store, moved(first, AlertChangeKind::resolved, AlertState::resolved, day(5)));
    CHECK(store->states().at(0).revision > before);
    const History history = store->history_of({"P1"}, Depth::facts);
    REQUIRE(history.resolved.size() == 1);
    CHECK((history.resolved[0].flag == "bulbar" && history.resolved[0].at == day(5)));
    CHECK(store->check().faults.empty());
  }
  SECTION("alerts come by patient, flag and number") {
    add_patient(*store, "P0");
    keep(*store, raised("P0", "muscle-atrophy", 1, day(3)));
    const auto alerts = store->alerts();
    CHECK((alerts.at(0).patient.text == "P0" && alerts.at(1).patient.text == "P1"));
  }
}

}  // namespace myotrend::tests
