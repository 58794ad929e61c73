#include "store/store_contract.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <stdexcept>

#include "store/facts_told.h"

namespace myotrend::tests {

namespace {

std::shared_ptr<Store> with_patient(const MakeStore& make) {
  auto store = make();
  add_patient(*store, "P1");
  return store;
}

History everything(Store& store) { return store.history_of({"P1"}, Depth::everything); }

}  // namespace

void contract_of_patients(const MakeStore& make) {
  const auto store = make();
  SECTION("an empty store has nobody and no newest time") {
    CHECK(store->patients().empty());
    CHECK(store->states().empty());
    CHECK_FALSE(store->newest_entered());
    CHECK_FALSE(store->patient({"P1"}));
    CHECK_THROWS_AS(store->history_of({"P1"}, Depth::facts), std::out_of_range);
  }
  SECTION("a patient comes back as told") {
    Patient told = patient_called("P 1/ü");
    told.sex = Sex::male;
    told.birth_month = 2;
    told.birth_day = 29;
    told.height_cm = 171.5;
    told.weight_kg = 63.25;
    told.dominant_hand = Hand::both;
    told.covid_date = told.enrolment = Day{days{19000}};
    told.followup_end = Day{days{20000}};
    told.zone = Zone::named("America/New_York").value();
    const auto transaction = store->begin();
    transaction->add_patient(told, day(1));
    transaction->commit();
    const Patient kept = store->patient({"P 1/ü"}).value();
    CHECK((kept.sex == told.sex && kept.birth_year == 1966 && kept.birth_month == 2u && kept.birth_day == 29u));
    CHECK((kept.height_cm == 171.5 && kept.weight_kg == 63.25 && kept.dominant_hand == Hand::both));
    CHECK((kept.covid_date == told.covid_date && kept.enrolment == told.enrolment));
    CHECK((kept.followup_end == told.followup_end && kept.zone.name() == "America/New_York"));
    CHECK(store->newest_entered() == day(1));
  }
  SECTION("patients come by id, bytewise") {
    for (const char* id : {"b", "a", "B", "10", "9", "é"}) add_patient(*store, id);
    std::string order;
    for (const PatientId& id : store->patient_ids()) order += id.text + " ";
    CHECK(order == "10 9 B a b é ");
    CHECK(store->patients().front().id.text == "10");
    CHECK(store->states().back().id.text == "é");
    const auto page = store->states({"9"}, 2);
    CHECK((page.size() == 2 && page[0].id.text == "B" && page[1].id.text == "a"));
  }
  SECTION("an edit counts from then on and moves the revision") {
    add_patient(*store, "P1");
    Patient edited = patient_called("P1");
    edited.birth_year = 1970;
    const auto transaction = store->begin();
    const auto before = transaction->revision_of({"P1"});
    transaction->edit_patient(edited, day(2));
    CHECK(transaction->revision_of({"P1"}) > before);
    transaction->commit();
    CHECK(store->patient({"P1"})->birth_year == 1970);
    CHECK(store->patients().front().birth_year == 1970);
  }
  SECTION("an id is used once") {
    add_patient(*store, "P1");
    CHECK_THROWS_AS(add_patient(*store, "P1"), std::invalid_argument);
    CHECK(store->patient_ids().size() == 1);
  }
  SECTION("a patient is found by the tag of the facts' ids") {
    add_patient(*store, "P1");
    add_patient(*store, "P2");
    CHECK(store->patients_with_tag(patient_tag({"P2"})) == std::vector<PatientId>{{"P2"}});
    CHECK(store->patients_with_tag("zzzzzz").empty());
  }
}

void contract_of_erasure(const MakeStore& make) {
  const auto store = with_patient(make);
  add_patient(*store, "P2");
  append(*store, "P1", {grip(32, day(1)), sign("dysarthria", true, day(1))});
  append(*store, "P1", event(EventKind::infection, day(1), day(3)));
  correct(*store, "P1", key_of(everything(*store).readings[0]), 30, day(4));
  retract(*store, "P1", key_of(everything(*store).events[0]), day(5));
  append(*store, "P2", {grip(40, day(1))});
  auto transaction = store->begin();
  Assessment assessment;
  assessment.patient = {"P1"};
  const std::vector<AlertStep> steps{raised("P1", "bulbar", 1, day(6))};
  transaction->keep(assessment, "{}", "stamp", steps);
  transaction->erase_patient({"P1"}, "asked for it", "Dr. Ada", day(301));
  transaction->commit();
  transaction.reset();
  SECTION("the content goes, and nobody else's") {
    CHECK_THROWS_AS(everything(*store), std::out_of_range);
    CHECK_FALSE(store->patient({"P1"}));
    CHECK(store->patient_ids() == std::vector<PatientId>{{"P2"}});
    CHECK(store->states().size() == 1);
    CHECK(store->alerts().empty());
    CHECK_FALSE(store->judged({"P1"}));
    CHECK(store->patients_with_tag(patient_tag({"P1"})).empty());
    CHECK(store->history_of({"P2"}, Depth::facts).readings.size() == 1);
  }
  SECTION("a tombstone stays, and the id is not used again") {
    CHECK(store->erased({"P1"}));
    CHECK_FALSE(store->erased({"P2"}));
    CHECK_FALSE(store->erased({"P3"}));
    CHECK_THROWS_AS(add_patient(*store, "P1"), std::invalid_argument);
    CHECK_THROWS_AS(append(*store, "P1", {grip(32, day(1))}), std::out_of_range);
    CHECK(store->newest_entered() == day(301));
    CHECK(store->check().faults.empty());
  }
}

void contract_of_facts(const MakeStore& make) {
  const auto store = with_patient(make);
  SECTION("a reading comes back with all that was told") {
    Entry told = grip(31.8, day(1));
    auto& series = std::get<Series>(told.where);
    series = {*catalogue().measure("mrc"), Unit::score, Side::left, Region::cervical, "deltoid",
              Source::clinician,           "dyn \"A\"", "seated"};
    told.told_value = 70.25;
    told.told_unit = Unit::pound_force;
    told.upper_limit = 190;
    told.recorded = day(2);
    told.details = {day(3), std::chrono::minutes{-300}, "Dr. Ödön", "two\nlines", "", "4-", {31, 31.8, 30.125}, true};
    append(*store, "P1", {told});
    const History history = everything(*store);
    REQUIRE(history.readings.size() == 1);
    const Reading& r = history.readings[0];
    CHECK(history.series.at(r.series) == series);
    CHECK((r.effective == day(1) && r.recorded == day(2) && r.ordinal == 0));
    CHECK((r.value == 31.8 && r.told_value == 70.25 && r.told_unit == Unit::pound_force && r.upper_limit == 190));
    const Details& d = history.details.at(r.details);
    CHECK((d.entered == day(3) && d.told_offset == std::chrono::minutes{-300} && d.author == "Dr. Ödön"));
    CHECK((d.note == "two\nlines" && d.grade == "4-" && d.trials == told.details.trials && d.recorded_as_effective));
  }
  SECTION("could not is a fact of its own, never a zero") {
    Entry told = grip(0, day(1));
    told.value = told.told_value = std::nan("");
    append(*store, "P1", {told, grip(0, day(2))});
    const History history = everything(*store);
    CHECK(history.readings[0].could_not());
    CHECK_FALSE(history.readings[1].could_not());
    CHECK(append(*store, "P1", {told}) == std::vector{Appended::already_known});
  }
  SECTION("a sign is present or absent") {
    append(*store, "P1", {sign("dysarthria", true, day(1)), sign("dysphagia", false, day(1))});
    const History history = everything(*store);
    REQUIRE(history.signs.size() == 2);
    CHECK(history.signs[0].present);
    CHECK_FALSE(history.signs[1].present);
    CHECK(history.sites.at(history.signs[1].site) == site_of("dysphagia"));
  }
  SECTION("the civil day is that of the told offset, else of the patient's zone") {
    Entry late = grip(30, day(1) + std::chrono::hours{11});
    Entry told = late;
    told.effective = told.recorded = day(2) + std::chrono::hours{11};
    told.details.told_offset = std::chrono::minutes{120};
    append(*store, "P1", {late, told});
    const History history = everything(*store);
    CHECK(iso_text(history.readings[0].day) == "2025-01-01");
    CHECK(iso_text(history.readings[1].day) == "2025-01-03");
  }
  SECTION("a fact recorded before it held is not taken") {
    CHECK_THROWS_AS(append(*store, "P1", {recorded(grip(30, day(2)), day(1))}), std::invalid_argument);
    CHECK(everything(*store).readings.empty());
  }
}

void contract_of_history(const MakeStore& make) {
  const auto store = with_patient(make);
  Entry left = grip(20, day(2));
  std::get<Series>(left.where).side = Side::left;
  append(*store, "P1", {grip(32, day(3)), left, grip(31, day(1))});
  append(*store, "P1", event(EventKind::admission, day(2)));
  append(*store, "P1", event(EventKind::infection, day(1)));
  SECTION("series stand as they were first told, facts by time") {
    const History history = everything(*store);
    REQUIRE(history.series.size() == 2);
    CHECK(history.series[0] == grip_series());
    CHECK(history.series[1].side == Side::left);
    CHECK((history.readings[0].value == 31 && history.readings[1].value == 20 && history.readings[2].value == 32));
    CHECK((history.events[0].kind == EventKind::infection && history.events[1].kind == EventKind::admission));
  }
  SECTION("facts alone have no details, and are otherwise the same") {
    const History facts = store->history_of({"P1"}, Depth::facts);
    CHECK(facts.details.empty());
    CHECK(facts.readings[0].details == no_details);
    CHECK(facts.events[0].details == no_details);
    CHECK(input_sha256(known_at(facts, day(365))) == input_sha256(known_at(everything(*store), day(365))));
  }
  SECTION("inside a transaction its own changes are seen, outside not before it is committed") {
    const auto reader = store->reader();
    const auto transaction = store->begin();
    transaction->append({"P1"}, std::vector{grip(30, day(9))});
    CHECK(transaction->history_of({"P1"}, Depth::facts).readings.size() == 4);
    CHECK(reader->history_of({"P1"}, Depth::facts).readings.size() == 3);
    transaction->commit();
    CHECK(reader->history_of({"P1"}, Depth::facts).readings.size() == 4);
  }
}

void contract_of_identity(const MakeStore& make) {
  const auto store = with_patient(make);
  append(*store, "P1", {grip(32, day(1))});
  const FactKey first = key_of(everything(*store).readings[0]);
  SECTION("a repeat is already known, and the first recorded time stays") {
    CHECK(append(*store, "P1", {recorded(grip(32, day(1)), day(9))}) == std::vector{Appended::already_known});
    CHECK(everything(*store).readings.at(0).recorded == day(1));
    CHECK(everything(*store).readings.size() == 1);
  }
  SECTION("another value in the slot is kept beside the first") {
    CHECK(append(*store, "P1", {grip(33, day(1))}) == std::vector{Appended::second_in_slot});
    const History history = everything(*store);
    CHECK((history.readings.at(0).value == 32 && history.readings.at(1).value == 33));
    CHECK(history.readings[1].ordinal == 1);
    CHECK(append(*store, "P1", {grip(33, day(1))}) == std::vector{Appended::already_known});
    CHECK(append(*store, "P1", {grip(34, day(1)), grip(34, day(1))}) ==
          std::vector{Appended::second_in_slot, Appended::already_known});
  }
  SECTION("the unit told, the method and the device are part of the identity") {
    Entry pounds = grip(32, day(1));
    pounds.told_value = 70.55;
    pounds.told_unit = Unit::pound_force;
    CHECK(append(*store, "P1", {pounds}) == std::vector{Appended::second_in_slot});
    Entry other = grip(32, day(1));
    std::get<Series>(other.where).device = "dyn-B";
    CHECK(append(*store, "P1", {other}) == std::vector{Appended::added});
    std::get<Series>(other.where).method = "standing";
    CHECK(append(*store, "P1", {other}) == std::vector{Appended::added});
  }
  SECTION("a corrected or withdrawn reading stays so when the file comes again") {
    correct(*store, "P1", first, 23, day(2));
    CHECK(append(*store, "P1", {grip(32, day(1))}) == std::vector{Appended::already_known});
    retract(*store, "P1", first, day(3));
    CHECK(append(*store, "P1", {grip(32, day(1))}) == std::vector{Appended::already_known});
    CHECK(known_at(everything(*store), day(9)).readings.empty());
  }
  SECTION("in a slot whose facts were all withdrawn another value is simply added, and counts") {
    retract(*store, "P1", first, day(3));
    CHECK(append(*store, "P1", {recorded(grip(30, day(1)), day(4))}) == std::vector{Appended::added});
    CHECK(known_at(everything(*store), day(9)).readings.at(0).value == 30);
  }
  SECTION("the key of each entry is told, of known ones too") {
    const auto transaction = store->begin();
    transaction->append({"P1"}, std::vector{grip(40, day(5)), grip(32, day(1)), grip(33, day(1))});
    CHECK(transaction->appended_key(0).effective == day(5));
    CHECK(transaction->appended_key(1) == first);
    CHECK((transaction->appended_key(2).effective == day(1) && transaction->appended_key(2).ordinal == 1));
  }
}

void contract_of_external_ids(const MakeStore& make) {
  const auto store = with_patient(make);
  append(*store, "P1", {with_id(grip(32, day(1)), "x1")});
  SECTION("the same id and value is already known, even at another time") {
    CHECK(append(*store, "P1", {with_id(grip(32, day(1)), "x1"), with_id(grip(32, day(2)), "x1")}) ==
          std::vector{Appended::already_known, Appended::already_known});
  }
  SECTION("the same id with another value is a correction, told once") {
    CHECK(append(*store, "P1", {with_id(recorded(grip(30, day(1)), day(5)), "x1")}) ==
          std::vector{Appended::correction});
    CHECK(append(*store, "P1", {with_id(recorded(grip(30, day(1)), day(6)), "x1")}) ==
          std::vector{Appended::already_known});
    const History history = everything(*store);
    REQUIRE(history.corrections.size() == 1);
    CHECK((history.corrections[0].why == "re-import" && history.corrections[0].recorded == day(5)));
    CHECK(known_at(history, day(4)).readings.at(0).value == 32);
    CHECK(known_at(history, day(5)).readings.at(0).value == 30);
  }
  SECTION("an older file that comes again does not undo a correction") {
    append(*store, "P1", {with_id(grip(30, day(1)), "x1")});
    CHECK(append(*store, "P1", {with_id(grip(32, day(1)), "x1")}) == std::vector{Appended::already_known});
    CHECK(everything(*store).corrections.size() == 1);
  }
  SECTION("an id counts within its source and what was measured") {
    Entry device = with_id(grip(30, day(1)), "x1");
    std::get<Series>(device.where).source = Source::device;
    Entry ck = with_id(grip(30, day(1)), "x1");
    std::get<Series>(ck.where).measure = *catalogue().measure("ck");
    CHECK(append(*store, "P1", {device, ck}) == std::vector{Appended::added, Appended::added});
    Entry method = with_id(grip(32, day(1)), "x1");
    std::get<Series>(method.where).method = "told later";
    CHECK(append(*store, "P1", {method}) == std::vector{Appended::already_known});
  }
  SECTION("two ids with the same words are two records; a row without an id is the one that is there") {
    CHECK(append(*store, "P1", {with_id(grip(32, day(1)), "x2")}) == std::vector{Appended::second_in_slot});
    CHECK(append(*store, "P1", {grip(32, day(1))}) == std::vector{Appended::already_known});
  }
  SECTION("a sign that its source changed is taken back, and found as it is told now") {
    append(*store, "P1", {with_id(sign("dysarthria", true, day(1)), "s1")});
    const Entry changed = with_id(recorded(sign("dysarthria", false, day(1)), day(3)), "s1");
    CHECK(append(*store, "P1", {changed}) == std::vector{Appended::correction});
    const History history = everything(*store);
    CHECK(known_at(history, day(2)).signs.at(0).present);
    REQUIRE(known_at(history, day(3)).signs.size() == 1);
    CHECK_FALSE(known_at(history, day(3)).signs[0].present);
    CHECK(history.retractions.at(0).why == "re-import");
    const Entry as_before = with_id(sign("dysarthria", true, day(1)), "s1");
    CHECK(append(*store, "P1", {changed, as_before}) == std::vector{Appended::already_known, Appended::already_known});
    CHECK(store->check().faults.empty());
  }
}

}  // namespace myotrend::tests
