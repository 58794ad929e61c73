#include "myotrend/record/quantity.h"

#include <rapidcheck.h>
#include <catch2/catch.hpp>
#include <type_traits>

#include "myotrend/record/catalogue.h"

using namespace myotrend;

static_assert(!std::is_convertible_v<double, Quantity>);
static_assert(!std::is_constructible_v<Quantity, double>);
static_assert(!std::is_default_constructible_v<Quantity>);
static_assert(!std::is_convertible_v<Quantity, double>);
static_assert(!std::is_convertible_v<int, MeasureCode> && !std::is_constructible_v<MeasureCode, int>);
static_assert(!std::is_convertible_v<int, SignCode> && !std::is_constructible_v<SignCode, int>);
static_assert(!std::is_convertible_v<MeasureCode, SignCode> && !std::is_convertible_v<SignCode, MeasureCode>);
static_assert(!std::is_default_constructible_v<MeasureCode>);

namespace {

double in(double value, Unit from, Unit to) { return Quantity(value, from).in(to); }

}  // namespace

TEST_CASE("a quantity converts by exact definitions") {
  CHECK(in(1, Unit::pound_force, Unit::kilogram_force) == 0.45359237);
  CHECK(in(100, Unit::pound, Unit::kilogram) == Approx(45.359237).epsilon(1e-15));
  CHECK(in(9.80665, Unit::newton, Unit::kilogram_force) == Approx(1).epsilon(1e-15));
  CHECK(in(1, Unit::kilopascal, Unit::cm_water) == Approx(10.1971621297793).epsilon(1e-13));
  CHECK(in(1, Unit::mm_mercury, Unit::cm_water) == Approx(1.35951).epsilon(1e-7));
  CHECK(in(1, Unit::millibar, Unit::cm_water) == Approx(1.01971621297793).epsilon(1e-13));
  CHECK(in(1, Unit::hectopascal, Unit::cm_water) == in(1, Unit::millibar, Unit::cm_water));
  CHECK(in(1, Unit::microkatal_per_litre, Unit::unit_per_litre) == 60);
  CHECK(in(1.2, Unit::milligram_per_decilitre, Unit::milligram_per_litre) == 12);
  CHECK(in(150, Unit::nanogram_per_millilitre, Unit::microgram_per_litre) == 150);
  CHECK(in(36, Unit::score_total_of_nine, Unit::score) == 4);
  CHECK(in(63, Unit::score_total_of_nine, Unit::score) == 7);
  CHECK(in(14, Unit::per_week, Unit::per_day) == 2);
}

TEST_CASE("a quantity in its own unit is the very number that was told") {
  rc::check([](double value) {
    for (std::size_t i = 0; i <= static_cast<std::size_t>(Unit::last); ++i) {
      const auto unit = static_cast<Unit>(i);
      RC_ASSERT(Quantity(value, unit).in(unit) == value);
    }
  });
}

TEST_CASE("only units of one dimension convert") {
  CHECK(Quantity(32, Unit::kilogram_force).convertible_to(Unit::newton));
  CHECK_FALSE(Quantity(70, Unit::kilogram).convertible_to(Unit::kilogram_force));
  CHECK_FALSE(Quantity(3, Unit::litre).convertible_to(Unit::percent));
  CHECK_FALSE(Quantity(3, Unit::score).convertible_to(Unit::count));
}

TEST_CASE("every unit has a UCUM code of its own") {
  std::vector<std::string_view> codes;
  for (std::size_t i = 1; i <= static_cast<std::size_t>(Unit::last); ++i) {
    codes.push_back(ucum_of(static_cast<Unit>(i)));
    CHECK_FALSE(word_of(static_cast<Unit>(i)).empty());
    CHECK(factor_to_base(static_cast<Unit>(i)) > 0);
  }
  std::sort(codes.begin(), codes.end());
  CHECK(std::adjacent_find(codes.begin(), codes.end()) == codes.end());
  CHECK(ucum_of(Unit::kilogram_force) == "kgf");
  CHECK(ucum_of(Unit::pound_force) == "[lbf_av]");
  CHECK(ucum_of(Unit::cm_water) == "cm[H2O]");
}
