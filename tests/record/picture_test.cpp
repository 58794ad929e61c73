#include <catch2/catch.hpp>

#include "record/known_catalogue.h"
#include "record/small_history.h"

using namespace myotrend;
using namespace myotrend::test;

namespace {

constexpr auto* january_10 = "2025-01-10T09:00Z";
constexpr auto* january_11 = "2025-01-11T09:00Z";
constexpr auto* february = "2025-02-01T09:00Z";
constexpr auto* march = "2025-03-01T09:00Z";

std::vector<double> values(const Picture& picture) {
  std::vector<double> list;
  for (const Reading& reading : picture.readings) list.push_back(reading.value);
  return list;
}

Correction correction(const Reading& target, std::string_view recorded, double value) {
  Correction made;
  made.target = key_of(target);
  made.value = made.told_value = value;
  made.told_unit = Unit::kilogram_force;
  made.recorded = at(recorded);
  return made;
}

}  // namespace

TEST_CASE("only what was recorded by then is known") {
  History history = empty_history();
  history.readings = {reading(left_grip, january_10, january_10, 32), reading(left_grip, january_11, february, 30)};
  history.signs = {finding(weakness_left, january_10, february, true)};
  history.events = {event(EventKind::infection, january_10, february)};
  const Picture before = known_at(history, at(january_11));
  CHECK(values(before) == std::vector<double>{32});
  CHECK(before.signs.empty());
  CHECK(before.events.empty());
  const Picture then = known_at(history, at(february));
  CHECK(values(then) == std::vector<double>{32, 30});
  CHECK(then.signs.size() == 1);
  CHECK(then.events.size() == 1);
}

TEST_CASE("a correction holds from its recorded time on, and the newest counts") {
  History history = empty_history();
  history.readings = {reading(left_grip, january_10, january_10, 23)};
  history.corrections = {correction(history.readings[0], february, 32), correction(history.readings[0], march, 33)};
  CHECK(values(known_at(history, at(january_11))) == std::vector<double>{23});
  const Picture then = known_at(history, at(february));
  CHECK(values(then) == std::vector<double>{32});
  CHECK(then.readings[0].recorded == at(february));
  CHECK(values(known_at(history, at(march))) == std::vector<double>{33});
}

TEST_CASE("of two values in one slot the first recorded counts, the other is flagged") {
  History history = empty_history();
  history.readings = {reading(left_grip, january_10, february, 30, 0),
                      reading(left_grip, january_10, january_11, 32, 1)};
  const Picture then = known_at(history, at(march));
  CHECK(values(then) == std::vector<double>{32});
  REQUIRE(then.shadowed.size() == 1);
  CHECK(then.shadowed[0].reading.value == 30);
  CHECK(then.shadowed[0].counted.value == 32);
  history.readings[0].recorded = at(january_11);
  CHECK(values(known_at(history, at(march))) == std::vector<double>{30});
}

TEST_CASE("a corrected reading keeps its place as the first of its slot") {
  History history = empty_history();
  history.readings = {reading(left_grip, january_10, january_10, 23, 0),
                      reading(left_grip, january_10, january_11, 30, 1)};
  history.corrections = {correction(history.readings[0], february, 32)};
  const Picture then = known_at(history, at(march));
  CHECK(values(then) == std::vector<double>{32});
  CHECK(then.shadowed.at(0).reading.value == 30);
  CHECK(then.shadowed.at(0).counted.value == 32);
}

TEST_CASE("a retracted reading is gone from then on, and the next of its slot counts") {
  History history = empty_history();
  history.readings = {reading(left_grip, january_10, january_10, 23, 0),
                      reading(left_grip, january_10, january_11, 30, 1),
                      reading(right_grip, january_10, january_10, 35)};
  history.corrections = {correction(history.readings[0], january_11, 24)};
  history.retractions = {{key_of(history.readings[0]), at(february), "wrong hand", no_details}};
  CHECK(values(known_at(history, at(january_11))) == std::vector<double>{24, 35});
  const Picture then = known_at(history, at(february));
  CHECK(values(then) == std::vector<double>{30, 35});
  CHECK(then.shadowed.empty());
}

TEST_CASE("signs and events are withdrawn too") {
  History history = empty_history();
  history.signs = {finding(weakness_left, january_10, january_10, true),
                   finding(babinski_right, january_10, january_10, false)};
  history.events = {event(EventKind::infection, january_10, january_10)};
  history.retractions = {{key_of(history.signs[0]), at(february), "", no_details},
                         {key_of(history.events[0]), at(march), "", no_details}};
  const Picture then = known_at(history, at(february));
  REQUIRE(then.signs.size() == 1);
  CHECK(then.signs[0].site == babinski_right);
  CHECK(then.events.size() == 1);
  CHECK(known_at(history, at(march)).events.empty());
}

TEST_CASE("a sign looked for twice at one instant counts as first recorded") {
  History history = empty_history();
  history.signs = {finding(weakness_left, january_10, january_10, true, 0),
                   finding(weakness_left, january_10, january_11, false, 1)};
  const Picture then = known_at(history, at(march));
  REQUIRE(then.signs.size() == 1);
  CHECK(then.signs[0].present);
  REQUIRE(then.shadowed_signs.size() == 1);
  CHECK_FALSE(then.shadowed_signs[0].finding.present);
}

TEST_CASE("an event is open until its end was recorded") {
  History history = empty_history();
  history.events = {event(EventKind::treatment_start, january_10, january_10)};
  history.events[0].end = at(january_11);
  history.events[0].end_recorded = at(february);
  CHECK_FALSE(known_at(history, at(january_11)).events.at(0).end);
  CHECK_FALSE(known_at(history, at(january_11)).events.at(0).end_recorded);
  CHECK(known_at(history, at(february)).events.at(0).end == at(january_11));
}

TEST_CASE("an end that was told with the event is known with it") {
  History history = empty_history();
  history.events = {event(EventKind::infection, january_10, january_11)};
  history.events[0].end = at(january_11);
  CHECK(known_at(history, at(january_11)).events.at(0).end == at(january_11));
}

TEST_CASE("an alert is resolved from the time of its closing on") {
  History history = empty_history();
  history.resolved = {{"emergency-ck", at(march)}, {"emergency-breathing", at(february)}};
  CHECK(known_at(history, at(january_11)).resolved.empty());
  REQUIRE(known_at(history, at(february)).resolved.size() == 1);
  const Picture then = known_at(history, at(march));
  REQUIRE(then.resolved.size() == 2);
  CHECK(then.resolved[0].flag == "emergency-breathing");
}

TEST_CASE("an empty history gives an empty picture") {
  const History history = empty_history();
  const Picture picture = known_at(history, at(march));
  CHECK(picture.readings.empty());
  CHECK(picture.shadowed.empty());
  CHECK(input_sha256(picture).size() == 64);
}
