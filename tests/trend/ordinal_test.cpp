#include "myotrend/trend/ordinal.h"

#include <date/date.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <random>
#include <sstream>

#include "golden_case.h"
#include "myotrend/trend/robust_slope.h"

using namespace myotrend;
using namespace myotrend::trend;

namespace {

constexpr DataNeed eight_weeks{8, 49};

/// Grades 0 to 3, mostly 0, whose mean runs from `first` to `last` over a year.
std::vector<TimedValue> diary(double first, double last, unsigned seed, int days = 364) {
  std::mt19937 random(seed);
  std::vector<TimedValue> series;
  for (int day = 0; day < days; ++day) {
    const double mean = first + (last - first) * day / 363;
    std::poisson_distribution<int> grade(mean);
    series.push_back({day + .8, static_cast<double>(std::min(grade(random), 3))});
  }
  return series;
}

OrdinalChange change_of(const std::vector<TimedValue>& series, Worse worse) {
  return std::get<OrdinalChange>(ordinal_change(series, worse, .01, eight_weeks));
}

}  // namespace

TEST_CASE("a tied diary item that falls is seen although its Theil-Sen slope is exactly 0") {
  const auto series = diary(.6, .1, 1);
  CHECK(theil_sen(series).per_day == 0);
  const auto change = change_of(series, Worse::up);
  CHECK(change.direction == OrdinalDirection::better);
  CHECK(change.first_mean > change.last_mean);
  CHECK(change.weeks == 52);
  CHECK(change_of(series, Worse::down).direction == OrdinalDirection::worse);
  CHECK(change_of(series, Worse::neither).direction == OrdinalDirection::no_change);
  CHECK(change_of(diary(.1, .6, 2), Worse::up).direction == OrdinalDirection::worse);
}

TEST_CASE("a steady diary item changes in about one of a hundred") {
  int changed = 0;
  for (unsigned seed = 10; seed < 310; ++seed) {
    changed += change_of(diary(.5, .5, seed, 180), Worse::up).direction != OrdinalDirection::no_change;
  }
  CHECK(changed <= 9);
}

TEST_CASE("an item that never varies is no change; few weeks are too little data") {
  std::vector<TimedValue> series;
  for (int day = 0; day < 100; ++day) series.push_back({static_cast<double>(day), 1});
  CHECK(change_of(series, Worse::up).direction == OrdinalDirection::no_change);
  series.resize(30);
  const auto little = std::get<TooLittleData>(ordinal_change(series, Worse::up, .01, eight_weeks));
  CHECK(little == TooLittleData{5, 8, 29, 49});
  CHECK(std::holds_alternative<TooLittleData>(ordinal_change({}, Worse::up, .01, eight_weeks)));
}

TEST_CASE("weeks are blocks of seven days from the start day, in any order of entry") {
  const std::vector<TimedValue> series{{8.5, 3}, {2, 1}, {-1, 9}, {6.9, 2}, {22, 4}, {0, 5}, {7, 1}};
  const auto weeks = weekly_medians(series);
  REQUIRE(weeks.size() == 3);
  CHECK(weeks[0].number == 0);
  CHECK(weeks[0].readings == 3);
  CHECK(weeks[0].median == 2);
  CHECK(weeks[0].mean == Approx(8. / 3));
  CHECK(weeks[1] == Week{1, 2, 2, 2});
  CHECK(weeks[2] == Week{3, 1, 4, 4});
  CHECK(weekly_medians(series, 2).front().readings == 4);
}

TEST_CASE("the real diary: muscle weakness got better over the year") {
  std::istringstream file(text_of("../shared/data/visible/visible-2025.csv"));
  std::vector<TimedValue> series;
  for (std::string line; std::getline(file, line);) {
    int year = 0, month = 0, day = 0;
    double value = 0;
    if (line.find(",Muscle weakness,") == std::string::npos) continue;
    const auto comma = line.rfind(',');
    if (std::sscanf(line.c_str(), "%d-%d-%d", &year, &month, &day) != 3) continue;
    if (std::sscanf(line.c_str() + comma + 1, "%lf", &value) != 1) continue;
    const date::local_days diary_day{date::year{year} / month / day};
    series.push_back({static_cast<double>(diary_day.time_since_epoch().count()), value});
  }
  if (series.empty()) {
    WARN("the diary is not here: skipped");
    return;
  }
  REQUIRE(series.size() > 150);
  const auto change = change_of(series, Worse::up);
  CHECK(change.direction == OrdinalDirection::better);
  CHECK(change.first_mean - change.last_mean > .5);
}
