#include <catch2/catch.hpp>

#include "record/known_catalogue.h"

using namespace myotrend;
using namespace myotrend::test;

namespace {

Told grip(const char* value, const char* unit = "kg") {
  Told words = told_grip();
  words.value = value;
  words.unit = unit;
  return words;
}

}  // namespace

TEST_CASE("outside the soft range: accepted, with a warning") {
  const Entry entry = accepted(grip("80"));
  CHECK(entry.value == 80);
  CHECK_FALSE(entry.held_out);
  CHECK(entry.warnings ==
        std::vector<std::string>{"grip 80 kg is unusual (mostly 3 to 75 kg): please check value and unit"});
  CHECK(accepted(grip("2.5")).warnings.size() == 1);
  CHECK(accepted(grip("0")).warnings.size() == 1);
  CHECK(accepted(grip("75")).warnings.empty());
  CHECK(accepted(grip("3")).warnings.empty());
}

TEST_CASE("outside the hard range, but explained by another unit: kept and held out") {
  Entry entry = accepted(grip("130"));
  CHECK(entry.held_out);
  CHECK(entry.value == 130);
  CHECK(entry.warnings ==
        std::vector<std::string>{"grip 130 kg lies outside 0 to 120 kg: kept, but not counted; was it 130 lb?"});
  entry = accepted(grip("300"));
  CHECK(entry.held_out);
  CHECK(entry.warnings.at(0).ends_with("was it 300 N?"));
  CHECK(accepted(told("fvc", "80", "L")).warnings.at(0).ends_with("was it 80 %?"));
}

TEST_CASE("impossible under every unit: refused") {
  CHECK(refused(grip("5000")) == "grip 5000 kg is impossible; accepted is 0 to 120 kg");
  CHECK(refused(grip("-5")) == "grip -5 kg is impossible; accepted is 0 to 120 kg");
  CHECK(refused(grip("2000", "N")) == "grip 2000 N is impossible; accepted is 0 to 120 kg");
  CHECK(refused(told("mip", "900", "cmH2O")) == "mip 900 cmH2O is impossible; accepted is 0 to 300 cmH2O");
  CHECK(refused(told("fatigue", "11")) == "fatigue 11 score is impossible; accepted is 0 to 10 score");
  CHECK(refused(told("spo2", "101", "%")) == "spo2 101 % is impossible; accepted is 30 to 100 %");
  CHECK(refused(told("visible-fatigue", "4")) == "visible-fatigue 4 score is impossible; accepted is 0 to 3 score");
}

TEST_CASE("the hard limits themselves are possible") {
  CHECK_FALSE(accepted(grip("120")).held_out);
  CHECK(accepted(told("fatigue", "10")).warnings.empty());
  CHECK(accepted(told("fatigue", "0")).warnings.empty());
}

TEST_CASE("a fatigue severity total told as a mean is held out, told as a total it counts") {
  const Entry slip = accepted(told("fss", "36"));
  CHECK(slip.held_out);
  CHECK(slip.warnings ==
        std::vector<std::string>{"fss 36 score lies outside 1 to 7 score: kept, but not counted; was it 36 total?"});
  const Entry total = accepted(told("fss", "36", "total"));
  CHECK(total.value == 4);
  CHECK_FALSE(total.held_out);
  CHECK(accepted(told("fss", "4.2")).value == 4.2);
  CHECK(refused(told("fss", "36.5", "total")) == "fss 36.5 is impossible; only whole numbers are");
  CHECK(refused(told("fss", "64")) == "fss 64 score is impossible; accepted is 1 to 7 score");
  CHECK(refused(told("fss", "8")) == "fss 8 score is impossible; accepted is 1 to 7 score");
}

TEST_CASE("scales of whole numbers have no fractions, scales of 0 to 10 have") {
  for (const char* code : {"dyspnoea", "sit-to-stand", "cfq11", "facit-f", "alsfrs-r", "mrc-sum", "visible-fatigue"})
    CHECK(refused(told(code, "2.5")) == std::string(code) + " 2.5 is impossible; only whole numbers are");
  for (const char* code : {"fatigue", "myalgia", "cramp", "fasciculation", "cramp-count"})
    CHECK(accepted(told(code, "2.5")).value == 2.5);
  CHECK(accepted(told("sit-to-stand", "12.0")).value == 12);
}

TEST_CASE("a trial that no unit explains refuses the session, one of another unit is held with it") {
  Told words = grip("");
  words.trials = {"30", "3100", "31"};
  CHECK(refused(words) == "grip 3100 kg is impossible; accepted is 0 to 120 kg");
  words.trials = {"30", "310", "31"};
  CHECK(accepted(words).held_out);
}

TEST_CASE("whether a stored value lies outside its limits is known without its words") {
  const Series series{measure("grip"), Unit::kilogram_force, Side::left, {}, {}, {}, {}, {}};
  CHECK(outside_hard_range(known_catalogue(), series, 121));
  CHECK_FALSE(outside_hard_range(known_catalogue(), series, 120));
  CHECK_FALSE(outside_hard_range(known_catalogue(), series, std::numeric_limits<double>::quiet_NaN()));
  CHECK(unit_that_explains(known_catalogue(), series, 130, Unit::kilogram_force) == Unit::pound_force);
  CHECK_FALSE(unit_that_explains(known_catalogue(), series, 5000, Unit::kilogram_force));
}
