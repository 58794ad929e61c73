#include "myotrend/trend/unit_gate.h"

#include <catch2/catch.hpp>
#include <cmath>

#include "golden_case.h"

using namespace myotrend::trend;

namespace {

double log_pct(double value) { return 100 * std::log(value); }

UnitGate steady_gate(double grip_kg, int readings) {
  UnitGate gate(shipped_parameters());
  for (int i = 0; i < readings; ++i) {
    REQUIRE_FALSE(gate.judge(Stream::left_grip, log_pct(grip_kg + i % 3 - 1)).suspected());
  }
  return gate;
}

void compare(const std::string& path) {
  const GoldenFile file = golden_file(path);
  if (file.cases.empty()) WARN(path << " is not here: skipped");
  for (const auto& golden : file.cases) {
    UnitGate gate(file.parameters);
    std::vector<std::size_t> gated;
    for (std::size_t i = 0; i < golden.strength.size(); ++i) {
      if (gate.judge(golden.strength[i].stream, golden.strength[i].y).suspected()) gated.push_back(i);
    }
    INFO(golden.name);
    CHECK(gated == golden.unit_gated);
  }
}

}  // namespace

TEST_CASE("the unit gate leaves out what the reference leaves out") {
  compare("../shared/reference/golden.json");
  compare("tests/trend/golden_shipped.json");
}

TEST_CASE("pounds written as kilograms are named, and the other way round") {
  UnitGate gate = steady_gate(32, 8);
  const UnitVerdict pounds = gate.judge(Stream::left_grip, log_pct(32 * 2.2046));
  CHECK(pounds.suspected());
  CHECK(pounds.factor == 2.2046);
  CHECK(pounds.too_large);
  CHECK_FALSE(gate.judge(Stream::left_grip, log_pct(33)).suspected());
  const UnitVerdict kilograms = gate.judge(Stream::left_grip, log_pct(32 / 2.2046));
  CHECK(kilograms.factor == 2.2046);
  CHECK_FALSE(kilograms.too_large);
}

TEST_CASE("kPa written as cmH2O is named; streams do not mix") {
  UnitGate gate(shipped_parameters());
  for (int i = 0; i < 5; ++i) gate.judge(Stream::mip, log_pct(80 + i));
  CHECK(gate.judge(Stream::mip, log_pct(8)).factor == 10.197);
  CHECK_FALSE(gate.judge(Stream::right_grip, log_pct(8)).suspected());
}

TEST_CASE("a loss of 30 % or an outlier of 40 % is no unit") {
  UnitGate gate = steady_gate(32, 8);
  CHECK_FALSE(gate.judge(Stream::left_grip, log_pct(32 * .7)).suspected());
  CHECK_FALSE(gate.judge(Stream::left_grip, log_pct(32 * .6)).suspected());
}

TEST_CASE("a lasting loss of one half is believed at the third reading, a lasting use of pounds never") {
  UnitGate gate = steady_gate(32, 10);
  CHECK(gate.judge(Stream::left_grip, log_pct(16.2)).suspected());
  CHECK(gate.judge(Stream::left_grip, log_pct(15.8)).suspected());
  const UnitVerdict third = gate.judge(Stream::left_grip, log_pct(16.4));
  CHECK_FALSE(third.suspected());
  CHECK(third.lasting_change);
  CHECK_FALSE(gate.judge(Stream::left_grip, log_pct(16)).suspected());

  UnitGate pounds = steady_gate(32, 10);
  for (int i = 0; i < 9; ++i) {
    CHECK(pounds.judge(Stream::left_grip, log_pct((32 + i % 3 - 1) * 2.2046)).suspected());
  }
  CHECK_FALSE(pounds.judge(Stream::left_grip, log_pct(31)).suspected());
}

TEST_CASE("readings that disagree with each other are no lasting change") {
  UnitGate gate = steady_gate(32, 10);
  for (const double kg : {18.5, 13., 18., 12.5}) CHECK(gate.judge(Stream::left_grip, log_pct(kg)).suspected());
}

TEST_CASE("a first reading in pounds is found out by the two after it; a weak hand's first in kg is not") {
  UnitGate gate(shipped_parameters());
  gate.judge(Stream::right_grip, log_pct(70));
  CHECK(gate.judge(Stream::right_grip, log_pct(32)).suspected());
  const UnitVerdict third = gate.judge(Stream::right_grip, log_pct(31));
  CHECK_FALSE(third.suspected());
  CHECK(third.earlier_wrong());
  CHECK(third.earlier_factor == 2.2046);
  CHECK(gate.judge(Stream::right_grip, log_pct(69)).suspected());
  CHECK_FALSE(gate.judge(Stream::right_grip, log_pct(33)).earlier_wrong());

  UnitGate near_norm(shipped_parameters());
  near_norm.judge(Stream::right_grip, log_pct(34));
  for (int i = 0; i < 4; ++i) CHECK(near_norm.judge(Stream::right_grip, log_pct(34 * 2.2046)).suspected());
}
