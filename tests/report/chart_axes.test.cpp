#include "report/chart_axes.h"

#include <catch2/catch.hpp>

#include "report/sample_patient.h"

using namespace myotrend;
using namespace myotrend::report;

TEST_CASE("ticks lie at round figures within the axis") {
  const ValueAxis axis = value_axis(28.3, 45.9, 4);
  CHECK(axis.ticks == std::vector<double>{30, 35, 40, 45});
  CHECK(axis.decimals == 0);
  CHECK(value_axis(0.12, 0.31, 4).decimals == 2);
  CHECK(value_axis(-3, 3, 3).ticks == std::vector<double>{-2, 0, 2});
}

TEST_CASE("one value, or none, still gets an axis") {
  for (const double value : {0.0, 5.0, 1e6}) {
    const ValueAxis axis = value_axis(value, value, 4);
    CHECK(axis.low < value);
    CHECK(axis.high > value);
    CHECK(axis.ticks.size() >= 2);
  }
}

TEST_CASE("a held outlier does not flatten the chart") {
  const auto sample = declining_patient();
  const auto picture = clinical_picture(sample.input());
  const auto axis = axis_of(picture.panels.front(), 4);
  CHECK(axis.high < 60);
}

TEST_CASE("dates stand at the first of months, or of weeks in a short span") {
  const Zone zone = Zone::named("Europe/London").value();
  const auto two_years = date_ticks(at("2024-01-08"), at("2025-12-12"), zone, 10);
  REQUIRE(two_years.size() == 7);
  CHECK(two_years.front().label == "Apr 2024");
  CHECK(two_years[3].label == "Jan 2025");
  CHECK(two_years[3].at == at("2025-01-01"));
  CHECK(two_years[1].label == "Jul");
  const auto month = date_ticks(at("2025-03-20"), at("2025-04-17"), zone, 10);
  REQUIRE(month.size() == 5);
  CHECK(month[1].label == "27 Mar");
  CHECK(month[2].at == at("2025-04-03"));  // the clock has changed between them
  for (const int years : {1, 5, 20, 60}) {
    const auto ticks = date_ticks(at("1965-01-01"), at("1965-01-01") + date::days{365 * years}, zone, 10);
    CHECK(ticks.size() <= 10);
    CHECK(ticks.size() >= 2);
  }
}
