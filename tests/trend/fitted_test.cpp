#include "myotrend/trend/fitted.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "golden_case.h"
#include "simulated_patient.h"

using namespace myotrend::trend;

namespace {

std::vector<FittedReading> run(const Design& design, const std::vector<SimulatedPatient::Reading>& readings) {
  Detector detector(design, DominantHand::right);
  std::vector<FittedReading> all;
  for (const auto& reading : readings) {
    const auto outcome = detector.add_strength(reading.days, reading.stream, reading.y, 0);
    all.push_back({reading.days, reading.stream, reading.y, 0, outcome.status});
  }
  return all;
}

}  // namespace

TEST_CASE("the fitted line follows a decline to its end and a recovery from its start") {
  const Design design(shipped_parameters());
  std::mt19937 random(1);
  for (const double rate : {4., 0.}) {
    const double recovery = rate > 0 ? 0 : 25;
    double error_at_end = 0, error_at_start = 0;
    const int patients = 30;
    for (int i = 0; i < patients; ++i) {
      auto readings = SimulatedPatient(random).readings(300, 3, {rate, 100, .8, recovery});
      const auto lines = fitted_line(design.parameters(), run(design, readings));
      const auto& right = lines[0];
      REQUIRE(right.size() == 100);
      const double fell = right.back().fitted - right[30].fitted;
      error_at_end +=
          fell - (rate > 0 ? -rate * (right.back().days - 100) / 30.44
                           : recovery * (std::exp(-right[30].days / 60) - std::exp(-right.back().days / 60)));
      error_at_start += right[30].fitted - right[0].fitted - (rate > 0 ? 0 : recovery * (1 - std::exp(-90 / 60.)));
    }
    CHECK(std::abs(error_at_end / patients) < 2);
    CHECK(std::abs(error_at_start / patients) < 4);  // 25 % regained in the first weeks
  }
}

TEST_CASE("the line equals the conditional mean and variance of one long normal vector") {
  Parameters p = shipped_parameters();
  p.huber = 1e9;
  p.level_sd = 30;
  std::vector<FittedReading> readings;
  const std::vector<double> days{0.4, 3.4, 3.9, 11, 30, 31, 70};
  const std::vector<double> ys{350, 344, 351, 347, 340, 338, 330};
  for (std::size_t i = 0; i < days.size(); ++i) readings.push_back({days[i], Stream::left_grip, ys[i], 0, {}});
  readings[4].status = StrengthStatus::held;
  const auto line = fitted_line(p, readings)[1];
  // Level + integral of a wandering slope + slow state, all counted from the first reading.
  const double q = p.fitted_slope_walk * p.fitted_slope_walk;
  const double walk = p.common_walk * p.common_walk + p.hand_walk * p.hand_walk;
  const double slow = p.common_slow_sd * p.common_slow_sd + p.hand_slow_sd * p.hand_slow_sd;
  const auto shown = [&](double s, double t) {
    const double a = std::min(s, t) - days[0], b = std::max(s, t) - days[0];
    return p.level_sd * p.level_sd + p.fitted_slope_sd * p.fitted_slope_sd * a * b + walk * a +
           q * (a * a * b / 2 - a * a * a / 6) + slow * std::exp(-std::abs(s - t) / p.common_slow_tau);
  };
  const auto told = [&](double s, double t) {
    return shown(s, t) + p.day_sd * p.day_sd * std::exp(-std::abs(s - t) / p.day_tau) +
           (s == t ? p.grip_white_sd * p.grip_white_sd : 0);
  };
  std::vector<std::size_t> used{0, 1, 2, 3, 5, 6};
  for (std::size_t k = 0; k < days.size(); ++k) {
    // Solve told * w = shown(k) by Gauss-Jordan.
    std::vector<std::vector<double>> a;
    for (const auto i : used) {
      a.emplace_back();
      for (const auto j : used) a.back().push_back(told(days[i], days[j]));
      a.back().push_back(shown(days[i], days[k]));
    }
    for (std::size_t c = 0; c < a.size(); ++c) {
      for (std::size_t r = 0; r < a.size(); ++r) {
        if (r == c) continue;
        const double f = a[r][c] / a[c][c];
        for (std::size_t m = 0; m < a[r].size(); ++m) a[r][m] -= f * a[c][m];
      }
    }
    double mean = ys[0], variance = shown(days[k], days[k]);
    for (std::size_t i = 0; i < used.size(); ++i) {
      const double weight = a[i].back() / a[i][i];
      mean += weight * (ys[used[i]] - ys[0]);
      variance -= weight * shown(days[used[i]], days[k]);
    }
    INFO("day " << days[k]);
    CHECK(line[k].fitted == Approx(mean).epsilon(1e-9));
    // The band carries the personal scale, one factor for all points.
    const double half = (line[k].band_95.high - line[k].band_95.low) / 2;
    const double first_half = (line[0].band_95.high - line[0].band_95.low) / 2;
    static double first_variance = 0;
    if (k == 0) first_variance = variance;
    CHECK(half / first_half == Approx(std::sqrt(variance / first_variance)).epsilon(1e-6));
  }
}

TEST_CASE("the lines of every other reading differ no more than their 95 % bands say") {
  const Design design(shipped_parameters());
  std::mt19937 random(3);
  int inside = 0, all = 0;
  for (int i = 0; i < 60; ++i) {
    SimulatedPatient patient(random);
    const auto readings = patient.readings(240, 4, {3, 60, 1, 5});
    std::vector<SimulatedPatient::Reading> even, odd;
    int k = 0;
    for (const auto& reading : readings) {
      if (reading.stream == Stream::right_grip) (k++ % 2 == 0 ? even : odd).push_back(reading);
    }
    const auto a = fitted_line(design.parameters(), run(design, even))[0];
    const auto b = fitted_line(design.parameters(), run(design, odd))[0];
    for (std::size_t m = 4; m + 4 < std::min(a.size(), b.size()); m += 5) {
      const double sa = (a[m].band_95.high - a[m].fitted) / 1.96, sb = (b[m].band_95.high - b[m].fitted) / 1.96;
      inside += std::abs(a[m].fitted - b[m].fitted) < 1.96 * std::hypot(sa, sb) + .4;
      ++all;
    }
  }
  CHECK(inside / static_cast<double>(all) > .93);
}

TEST_CASE("a step is a step in the line, an outlier is none, and an empty stream has no line") {
  const Design design(shipped_parameters());
  std::mt19937 random(4);
  auto readings = SimulatedPatient(random).readings(200, 3, {0, 0, .7, 0});
  std::vector<SimulatedPatient::Reading> hands;
  for (auto reading : readings) {
    if (reading.stream == Stream::mip) continue;
    if (reading.stream == Stream::left_grip && reading.days > 90) reading.y -= 40;
    if (reading.stream == Stream::right_grip && reading.days > 120 && reading.days < 121) reading.y -= 40;
    hands.push_back(reading);
  }
  const auto lines = fitted_line(design.parameters(), run(design, hands));
  CHECK(lines[2].empty());
  const auto at = [](const std::vector<FittedPoint>& line, double day) {
    std::size_t best = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (std::abs(line[i].days - day) < std::abs(line[best].days - day)) best = i;
    }
    return line[best].fitted;
  };
  CHECK(at(lines[1], 87) - at(lines[1], 96) > 25);
  CHECK(std::abs(at(lines[0], 117) - at(lines[0], 120.4)) < 4);
}
