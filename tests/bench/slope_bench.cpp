#include <benchmark/benchmark.h>

#include <vector>

#include "myotrend/trend/robust_slope.h"

namespace {

using namespace myotrend::trend;

/// The series that compare.py gives to SciPy and R, too.
std::vector<TimedValue> series_of(int readings) {
  std::vector<TimedValue> series;
  for (int i = 0; i < readings; ++i)
    series.push_back({static_cast<double>(i), 340 - .01 * i + static_cast<double>(i * 7919 % 101) / 10});
  return series;
}

void theil_sen_slope(benchmark::State& state) {
  const auto series = series_of(static_cast<int>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(theil_sen(series));
}

void mann_kendall(benchmark::State& state) {
  const auto series = series_of(static_cast<int>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(kendall(series));
}

BENCHMARK(theil_sen_slope)->RangeMultiplier(10)->Range(10, 10000);
BENCHMARK(mann_kendall)->RangeMultiplier(10)->Range(10, 10000);

}  // namespace
