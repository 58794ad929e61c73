#include <catch2/catch.hpp>
#include <set>

#include "record/known_catalogue.h"
#include "record/sha256.h"
#include "record/small_history.h"

using namespace myotrend;
using namespace myotrend::test;

namespace {

constexpr auto* january_10 = "2025-01-10T09:00Z";
constexpr auto* january_11 = "2025-01-11T09:00Z";
constexpr auto* march = "2025-03-01T09:00Z";

History history_with_facts() {
  History history = empty_history();
  history.readings = {reading(left_grip, january_10, january_10, 32), reading(right_grip, january_10, january_10, 33),
                      reading(inspiratory, january_11, january_11, 72)};
  history.signs = {finding(weakness_left, january_10, january_11, true)};
  history.events = {event(EventKind::infection, january_10, january_11)};
  return history;
}

std::string hash_of(const History& history) { return input_sha256(known_at(history, at(march))); }

/// The hash after `change`; every change of what a judgement reads must show in it.
template <class Change>
std::string hash_after(Change change) {
  History history = history_with_facts();
  change(history);
  return hash_of(history);
}

}  // namespace

TEST_CASE("SHA-256 is that of the standard") {
  CHECK(hex_text(sha256_of("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("a printed id has a letter, six characters of the patient and ten of the fact") {
  const History history = history_with_facts();
  const std::string id = fact_id(history, key_of(history.readings[0]));
  CHECK(id.size() == 17);
  CHECK(id[0] == 'r');
  CHECK(id.substr(1, 6) == patient_tag({"P001"}));
  CHECK(id.find_first_not_of("0123456789abcdefghjkmnpqrstvwxyz") == std::string::npos);
  CHECK(fact_id(history, key_of(history.signs[0]))[0] == 's');
  CHECK(fact_id(history, key_of(history.events[0]))[0] == 'e');
}

TEST_CASE("a printed id is for ever: this one must not change with a new version") {
  const History history = history_with_facts();
  CHECK(fact_id(history, key_of(history.readings[0])) == "rvwf401dd5ggbacn1");
}

TEST_CASE("a fact is found by its printed id, and another's is not") {
  const History history = history_with_facts();
  std::set<std::string> ids;
  for (const Reading& fact : history.readings) {
    CHECK(fact_with_id(history, fact_id(history, key_of(fact))) == key_of(fact));
    ids.insert(fact_id(history, key_of(fact)));
  }
  CHECK(fact_with_id(history, fact_id(history, key_of(history.signs[0]))) == key_of(history.signs[0]));
  CHECK(fact_with_id(history, fact_id(history, key_of(history.events[0]))) == key_of(history.events[0]));
  CHECK(ids.size() == 3);
  History other = history_with_facts();
  other.patient.id = {"P002"};
  CHECK_FALSE(fact_with_id(other, *ids.begin()));
  CHECK_FALSE(fact_with_id(history, "r"));
  CHECK_FALSE(fact_with_id(history, ""));
  CHECK_FALSE(fact_with_id(history, "x" + ids.begin()->substr(1)));
}

TEST_CASE("an id does not depend on how series are numbered, nor on the catalogue's order") {
  const History history = history_with_facts();
  History other = history_with_facts();
  std::swap(other.series[left_grip], other.series[inspiratory]);
  other.readings[0].series = inspiratory;
  CHECK(fact_id(history, key_of(history.readings[0])) == fact_id(other, key_of(other.readings[0])));
}

TEST_CASE("the hash covers everything that a judgement reads") {
  std::set<std::string> hashes{hash_of(history_with_facts())};
  std::size_t changes = 0;
  const auto differs = [&](auto change) {
    ++changes;
    CHECK(hashes.insert(hash_after(change)).second);
  };
  differs([](History& h) { h.patient.sex = Sex::male; });
  differs([](History& h) { h.patient.birth_year = 1971; });
  differs([](History& h) { h.patient.birth_month = 1; });
  differs([](History& h) { h.patient.dominant_hand = Hand::left; });
  differs([](History& h) { h.patient.covid_date = *day_told("2024-01-01"); });
  differs([](History& h) { h.patient.enrolment = *day_told("2024-01-01"); });
  differs([](History& h) { h.patient.zone = *Zone::named("Europe/London"); });
  differs([](History& h) { h.readings[0].value = 31; });
  differs([](History& h) { h.readings[0].value = std::numeric_limits<double>::quiet_NaN(); });
  differs([](History& h) { h.readings[0].told_unit = Unit::pound_force; });
  differs([](History& h) { h.readings[0].recorded = at(january_11); });
  differs([](History& h) { h.readings[0].effective -= std::chrono::microseconds{1}; });
  differs([](History& h) { h.readings[0].day += days{1}; });
  differs([](History& h) { h.readings[2].upper_limit = 200; });
  differs([](History& h) { h.series[left_grip].device = "dyn-B"; });
  differs([](History& h) { h.series[left_grip].method = "sitting"; });
  differs([](History& h) { h.series[left_grip].source = Source::clinician; });
  differs([](History& h) { h.signs[0].present = false; });
  differs([](History& h) { h.sites[weakness_left].region = Region::lumbosacral; });
  differs([](History& h) { h.events[0].kind = EventKind::injury; });
  differs([](History& h) { h.events[0].end = at(january_11); });
  differs([](History& h) { h.readings.push_back(reading(inspiratory, january_11, march, 70, 1)); });
  differs([](History& h) { h.signs.push_back(finding(weakness_left, january_10, march, false, 1)); });
  differs([](History& h) { h.retractions = {{key_of(h.signs[0]), at(march), "", no_details}}; });
  differs([](History& h) { h.resolved = {{"emergency-ck", at(january_11)}}; });
  differs([](History& h) { h.resolved = {{"emergency-ck", at(january_10)}}; });
  CHECK(hashes.size() == changes + 1);
}

TEST_CASE("what is not known yet does not show in the hash of an earlier time") {
  const History history = history_with_facts();
  const std::string then = input_sha256(known_at(history, at(january_11)));
  History later = history;
  later.series.push_back({measure("ck"), Unit::unit_per_litre, Side::none, {}, {}, Source::lab, {}, {}});
  later.readings.push_back(reading(3, january_11, march, 180));
  later.sites.push_back({sign("atrophy"), Side::left, Region::cervical, {}, Source::clinician});
  later.signs.push_back(finding(2, january_11, march, true));
  CHECK(input_sha256(known_at(later, at(january_11))) == then);
  CHECK(hash_of(later) != hash_of(history));
}
