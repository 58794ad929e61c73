#include <rapidcheck.h>
#include <algorithm>
#include <catch2/catch.hpp>
#include <numeric>

#include "record/known_catalogue.h"
#include "record/small_history.h"

using namespace myotrend;
using namespace myotrend::test;

namespace {

/// A history of a few weeks, with collisions of slots, corrections and retractions. No two facts of a slot are recorded
/// at one instant: which of those counts is then the order of entry, by contract.
History some_history() {
  History history = empty_history();
  const Instant start = at("2025-01-01T00:00Z");
  const int readings = *rc::gen::inRange(0, 40);
  for (int i = 0; i < readings; ++i) {
    Reading made = reading(*rc::gen::inRange<std::uint32_t>(0, 3), "2025-01-01T00:00Z", "2025-01-01T00:00Z", 0);
    made.effective = start + std::chrono::hours{*rc::gen::inRange(0, 20)};
    made.recorded = made.effective + std::chrono::hours{*rc::gen::inRange(0, 30)} + std::chrono::microseconds{i};
    made.value = made.told_value = *rc::gen::inRange(20, 40);
    made.ordinal = static_cast<std::uint32_t>(i);
    history.readings.push_back(made);
  }
  for (int i = 0; i < *rc::gen::inRange(0, 6); ++i) {
    SignFinding made =
        finding(*rc::gen::inRange<std::uint32_t>(0, 2), "2025-01-01T00:00Z", "2025-01-01T00:00Z", i % 2 == 0);
    made.effective = start + std::chrono::hours{*rc::gen::inRange(0, 3)};
    made.recorded = made.effective + std::chrono::microseconds{i};
    made.ordinal = static_cast<std::uint32_t>(i);
    history.signs.push_back(made);
  }
  for (std::size_t i = 0; i < history.readings.size(); i += 5) {
    Correction made;
    made.target = key_of(history.readings[i]);
    made.value = made.told_value = 25;
    made.recorded = start + std::chrono::hours{40} + std::chrono::microseconds{i};
    history.corrections.push_back(made);
  }
  for (std::size_t i = 3; i < history.readings.size(); i += 7)
    history.retractions.push_back({key_of(history.readings[i]), start + std::chrono::hours{45}, "", no_details});
  return history;
}

/// The same facts, told in another order, their series numbered in another way.
History shuffled(const History& history) {
  History other = history;
  std::vector<std::uint32_t> places(history.series.size());
  std::iota(places.begin(), places.end(), 0U);
  std::rotate(places.begin(), places.begin() + *rc::gen::inRange(0, 3), places.end());
  for (std::size_t i = 0; i < places.size(); ++i) other.series[places[i]] = history.series[i];
  for (Reading& reading : other.readings) reading.series = places[reading.series];
  for (Correction& correction : other.corrections) correction.target.where = places[correction.target.where];
  for (Retraction& retraction : other.retractions) retraction.target.where = places[retraction.target.where];
  std::swap(other.sites[0], other.sites[1]);
  for (SignFinding& finding : other.signs) finding.site = 1 - finding.site;
  const auto seed = *rc::gen::inRange<std::uint32_t>(0, 1000);
  const auto mix = [&](auto& facts) {
    for (std::size_t i = facts.size(); i > 1; --i) std::swap(facts[i - 1], facts[(seed * 31 + i * 17) % i]);
  };
  mix(other.readings);
  mix(other.signs);
  return other;
}

}  // namespace

TEST_CASE("neither the order of entry nor the numbering of series changes what is known") {
  rc::check([] {
    const History history = some_history();
    const History other = shuffled(history);
    const Instant then = at("2025-01-01T00:00Z") + std::chrono::hours{*rc::gen::inRange(0, 60)};
    const Picture one = known_at(history, then);
    const Picture two = known_at(other, then);
    RC_ASSERT(one.readings.size() == two.readings.size());
    for (std::size_t i = 0; i < one.readings.size(); ++i) {
      RC_ASSERT(history.series[one.readings[i].series] == other.series[two.readings[i].series]);
      RC_ASSERT(one.readings[i].value == two.readings[i].value);
      RC_ASSERT(one.readings[i].effective == two.readings[i].effective);
      RC_ASSERT(fact_id(history, key_of(one.readings[i])) == fact_id(other, key_of(two.readings[i])));
    }
    RC_ASSERT(one.shadowed.size() == two.shadowed.size());
    RC_ASSERT(input_sha256(one) == input_sha256(two));
  });
}

TEST_CASE("a picture has one reading per slot, in order of time") {
  rc::check([] {
    const History history = some_history();
    const Picture picture = known_at(history, at("2025-02-01T00:00Z"));
    for (std::size_t i = 1; i < picture.readings.size(); ++i) {
      const Reading& before = picture.readings[i - 1];
      const Reading& after = picture.readings[i];
      RC_ASSERT(before.effective <= after.effective);
      if (before.effective == after.effective) RC_ASSERT(history.series[before.series] < history.series[after.series]);
    }
    RC_ASSERT(picture.readings.size() + picture.shadowed.size() + history.retractions.size() ==
              history.readings.size());
  });
}
