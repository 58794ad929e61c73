#include "report/figures.h"

#include <catch2/catch.hpp>

#include "report/sample_patient.h"

using namespace myotrend;
using namespace myotrend::report;

TEST_CASE("a value has the digits that its method supports") {
  CHECK(figure_with_unit(32.44, Unit::kilogram_force) == "32.4 kg");
  CHECK(figure_with_unit(71.6, Unit::cm_water) == "72 cmH2O");
  CHECK(figure_with_unit(3.456, Unit::litre) == "3.46 L");
  CHECK(figure_with_unit(63.6, Unit::percent) == "64 %");
  CHECK(figure_with_unit(1234.6, Unit::unit_per_litre) == "1235 U/L");
  CHECK(figure_with_unit(4, Unit::score) == "4");
  CHECK(figure_with_unit(4.25, Unit::score) == "4.25");
  CHECK(figure(-0.04, Unit::kilogram_force) == "0.0");
}

TEST_CASE("a rate has one digit more, a percentage one or none") {
  CHECK(rate_figure(-0.87, Unit::kilogram_force) == "0.9");
  CHECK(rate_figure(-1.78, Unit::cm_water) == "1.8");
  CHECK(percent_figure(-3.64) == "3.6");
  CHECK(percent_figure(31.2) == "31");
}

TEST_CASE("figures that leave for another program have six digits") {
  CHECK(six_digits(1.0 / 3) == 0.333333);
  CHECK(six_digits(123456.789) == 123457);
}

TEST_CASE("days are told as people tell them") {
  CHECK(day_span(day("2025-05-06"), day("2025-05-12")) == "6 to 12 May 2025");
  CHECK(day_span(day("2025-05-30"), day("2025-06-02")) == "30 May 2025 to 2 June 2025");
  CHECK(day_span(day("2025-05-06"), day("2025-05-06")) == "6 May 2025");
  CHECK(count_of(1, "day", "days") == "1 day");
  CHECK(count_of(0, "day", "days") == "0 days");
}
