#include <catch2/catch.hpp>

#include <cmath>
#include <nlohmann/json.hpp>
#include <random>
#include <sstream>
#include <vector>

#include "golden_case.h"
#include "myotrend/trend/control_chart.h"
#include "myotrend/trend/reference_change.h"
#include "myotrend/trend/robust_slope.h"
#include "myotrend/trend/series_trend.h"
#include "myotrend/trend/summary.h"

using namespace myotrend::trend;

namespace {

std::vector<TimedValue> series_of(const nlohmann::json& json) {
  std::vector<TimedValue> series;
  for (std::size_t i = 0; i < json["x"].size(); ++i) series.push_back({json["x"][i], json["y"][i]});
  return series;
}

auto near(double value, double relative = 1e-12) { return Approx(value).epsilon(relative).margin(1e-14); }

/// A NIST StRD univariate file of ../shared, or nothing.
std::vector<double> strd(const std::string& name) {
  std::istringstream text(text_of("../shared/data/nist/" + name + ".dat"));
  std::vector<double> values;
  bool data = false;
  for (std::string line; std::getline(text, line);) {
    if (data && line.find_first_not_of(" \r\t") != std::string::npos) values.push_back(std::stod(line));
    if (line.rfind("-----", 0) == 0) data = true;
  }
  return values;
}

void check_certified(const std::string& name, std::vector<double> values, double mean, double sd, double lag_1,
                     double sd_tolerance = 1e-12) {
  if (values.empty()) {
    WARN(name << " is not here: skipped");
    return;
  }
  INFO(name);
  const Summary summary = summary_of(values);
  CHECK(summary.count == values.size());
  CHECK(summary.mean == near(mean));
  CHECK(summary.sd == near(sd, sd_tolerance));
  CHECK(lag_1_autocorrelation(values) == near(lag_1, std::max(sd_tolerance, 1e-10)));
}

// NIST StRD Mavro (public domain): filter transmittance.
const std::vector<double> mavro{
    2.00180, 2.00170, 2.00180, 2.00190, 2.00180, 2.00170, 2.00150, 2.00140, 2.00150, 2.00150, 2.00170, 2.00180, 2.00180,
    2.00190, 2.00190, 2.00210, 2.00200, 2.00160, 2.00140, 2.00130, 2.00130, 2.00150, 2.00150, 2.00160, 2.00150, 2.00140,
    2.00130, 2.00140, 2.00150, 2.00140, 2.00150, 2.00160, 2.00150, 2.00160, 2.00190, 2.00200, 2.00200, 2.00210, 2.00220,
    2.00230, 2.00240, 2.00250, 2.00270, 2.00260, 2.00260, 2.00260, 2.00270, 2.00260, 2.00250, 2.00240};

template <class Chart>
double mean_run_length(const Chart& fresh, double shift, int runs, std::mt19937& random) {
  std::normal_distribution<double> normal(shift, 1);
  double sum = 0;
  for (int run = 0; run < runs; ++run) {
    Chart chart = fresh;
    int length = 1;
    while (!chart.add(normal(random))) ++length;
    sum += length;
  }
  return sum / runs;
}

}  // namespace

TEST_CASE("Theil-Sen, Kendall and Hamed-Rao equal SciPy and numpy") {
  const auto oracles = nlohmann::json::parse(text_of("tests/trend/oracles.json"));
  REQUIRE(oracles["cases"].size() >= 7);
  for (const auto& oracle : oracles["cases"]) {
    INFO(oracle["name"]);
    const auto series = series_of(oracle);
    const RobustSlope slope = theil_sen(series);
    CHECK(slope.per_day == near(oracle["slope"], 1e-11));
    CHECK(slope.interval.low == near(oracle["low"], 1e-11));
    CHECK(slope.interval.high == near(oracle["high"], 1e-11));
    const Kendall order = kendall(series);
    CHECK(order.tau_b == near(oracle["tau_b"]));
    CHECK(order.p_uncorrected() == near(oracle["p_uncorrected"], 1e-9));
    if (!oracle.contains("s")) continue;
    CHECK(order.s == oracle["s"].get<double>());
    CHECK(order.variance == near(oracle["variance"]));
    CHECK(kendall_autocorrelated(series).variance == near(oracle["variance_hamed_rao"], 1e-10));
  }
}

TEST_CASE("the Nile falls as R and SciPy say, whatever the order of entry") {
  const auto oracles = nlohmann::json::parse(text_of("tests/trend/oracles.json"));
  auto nile = series_of(oracles["cases"][0]);
  std::mt19937 random(1);
  std::shuffle(nile.begin(), nile.end(), random);
  const RobustSlope slope = theil_sen(nile);
  CHECK(slope.per_day == near(-2.6));
  CHECK(slope.interval.low == near(-3.627906976744186));
  CHECK(slope.interval.high == near(-1.4285714285714286));
  CHECK(kendall(nile).tau_b == near(-.2807413347246131));
  CHECK(kendall(nile).p_uncorrected() == near(3.6111799194816154e-05, 1e-10));
}

TEST_CASE("Mann-Kendall on 1 to 100") {
  std::vector<TimedValue> series;
  for (int i = 1; i <= 100; ++i) series.push_back({static_cast<double>(i), static_cast<double>(i)});
  const Kendall order = kendall(series);
  CHECK(order.s == 4950);
  CHECK(order.variance == near(112750));
  CHECK(order.z() == near(14.73869998208331));
  CHECK(order.tau_b == near(1));
}

TEST_CASE("the two ways of Theil-Sen agree") {
  std::mt19937 random(2);
  std::uniform_int_distribution<int> grade(0, 3);
  std::vector<TimedValue> series;
  for (int i = 0; i < 512; ++i) series.push_back({.5 * i, grade(random) + .003 * i});
  const RobustSlope all_pairs = theil_sen(series);
  series.push_back(series.back());  // the 513th reading: ranks by inversions
  series.back().days += .5;
  const RobustSlope by_ranks = theil_sen(series);
  CHECK(by_ranks.per_day == Approx(all_pairs.per_day).margin(2e-5));
  CHECK(by_ranks.interval.low < by_ranks.per_day);
}

TEST_CASE("a rate of change is per month on real time, and too little data is said") {
  std::vector<TimedValue> series;
  const DataNeed need{6, 28};
  CHECK(std::get<TooLittleData>(rate_of_change(series, need, 30.44)) == TooLittleData{0, 6, 0, 28});
  for (const double day : {0., 1., 2., 40., 80., 81., 160.}) series.push_back({day, 50 - .1 * day});
  const auto few = std::get<TooLittleData>(rate_of_change(std::span(series).first(3), need, 30.44));
  CHECK(few == TooLittleData{3, 6, 2, 28});
  std::swap(series[0], series[5]);
  const auto rate = std::get<RateOfChange>(rate_of_change(series, need, 30.44));
  CHECK(rate.per_month == near(-3.044));
  CHECK(rate.interval_95.low == near(-3.044, 1e-9));
  CHECK(rate.tau == near(-1));
  CHECK(rate.n == 7);
  CHECK(rate.days == 160);
  CHECK(rate.p < .01);
}

TEST_CASE("the reference change value of CK is asymmetric") {
  const LabVariation ck{.145, .04};
  const auto two = reference_change(ck, .95, Sides::two);
  CHECK(two.up == Approx(.514).margin(5e-4));
  CHECK(two.down == Approx(-.340).margin(5e-4));
  CHECK(reference_change(ck, .95, Sides::one).up == Approx(.42).margin(5e-3));
  CHECK(reference_change({.19, .04}, .95, Sides::two).up == Approx(.71).margin(5e-3));
  CHECK(reference_change({.052, .03}, .95, Sides::two).up == Approx(.18).margin(5e-3));
  CHECK(reference_change({.422, .05}, .95, Sides::two).up == Approx(2.10).margin(2e-2));
  const double s = std::sqrt(std::log(1 + .145 * .145) + std::log(1 + .04 * .04));
  CHECK(reference_change(ck, .95, Sides::two, 4).up == near(std::exp(1.959963984540054 * s * std::sqrt(1.25)) - 1));
}

TEST_CASE("CK from 150 U/L: significant above 227 or below 99") {
  const LabVariation ck{.145, .04};
  const std::vector<double> one{150};
  CHECK(lab_change(one, 226, ck, .95, Sides::two) == LabChange::within);
  CHECK(lab_change(one, 228, ck, .95, Sides::two) == LabChange::risen);
  CHECK(lab_change(one, 100, ck, .95, Sides::two) == LabChange::within);
  CHECK(lab_change(one, 98, ck, .95, Sides::two) == LabChange::fallen);
  const std::vector<double> three{100, 150, 225};
  CHECK(geometric_mean(three) == near(150));
  CHECK(lab_change(three, 215, ck, .95, Sides::two) == LabChange::risen);
}

TEST_CASE("reference change: simulated pairs without change are outside in 5 %") {
  std::mt19937 random(3);
  std::normal_distribution<double> normal;
  const LabVariation ck{.145, .04};
  const double within = std::sqrt(std::log1p(.145 * .145)), analytical = std::sqrt(std::log1p(.04 * .04));
  int outside = 0;
  const int pairs = 40000;
  for (int i = 0; i < pairs; ++i) {
    const auto draw = [&] { return 100 * std::exp(within * normal(random) + analytical * normal(random)); };
    const std::vector<double> before{draw()};
    outside += lab_change(before, draw(), ck, .95, Sides::two) != LabChange::within;
  }
  CHECK(outside / static_cast<double>(pairs) == Approx(.05).margin(.004));
}

TEST_CASE("summary statistics equal the certified values of NIST StRD") {
  check_certified("Mavro", mavro, 2.001856, 4.29123454003053e-4, .937989183438248, 1e-11);
  for (const auto& [offset, tolerance] : {std::pair{1., 1e-11}, {1e6, 1e-8}, {1e7, 1e-7}}) {
    std::vector<double> accuracy{offset + .2};  // NumAcc2, 3 and 4
    for (int i = 0; i < 500; ++i) {
      accuracy.push_back(offset + .1);
      accuracy.push_back(offset + .3);
    }
    check_certified("NumAcc", accuracy, offset + .2, .1, -.999, tolerance);
  }
  check_certified("Lew", strd("Lew"), -177.435, 277.332168044316, -.307304800605679);
  check_certified("Lottery", strd("Lottery"), 518.958715596330, 291.699727470969, -.120948622967393);
  check_certified("Michelso", strd("Michelso"), 299.8524, .0790105478190518, .535199668621283, 1e-10);
  CHECK(median_of(std::vector<double>{3, 1, 2}) == 2);
  CHECK(median_of(std::vector<double>{4, 1, 2, 3}) == 2.5);
  CHECK(summary_of(std::vector<double>{7}).sd == 0);
}

TEST_CASE("run lengths of the plain CUSUM and EWMA are those of R's spc") {
  std::mt19937 random(4);
  // xcusum.arl(.5, 5, mu), xcusum.arl(.5, 4, mu), xewma.arl(.1, 2.7, mu, sided = "two") of spc 0.6.7
  CHECK(mean_run_length(CusumChart(.5, 5), 0, 6000, random) == Approx(930.887).epsilon(.04));
  CHECK(mean_run_length(CusumChart(.5, 5), 1, 20000, random) == Approx(10.37598).epsilon(.02));
  CHECK(mean_run_length(CusumChart(.5, 4), 0, 6000, random) == Approx(335.3676).epsilon(.04));
  CHECK(mean_run_length(CusumChart(.5, 4), .5, 10000, random) == Approx(26.67916).epsilon(.03));
  CHECK(mean_run_length(EwmaChart(.1, 2.7), 0, 6000, random) == Approx(368.9937).epsilon(.04));
  CHECK(mean_run_length(EwmaChart(.1, 2.7), 1, 20000, random) == Approx(9.730012).epsilon(.02));
}
