#include <benchmark/benchmark.h>

#include <cmath>
#include <random>
#include <vector>

#include "myotrend/monitor/built_in.h"
#include "myotrend/trend/progression.h"

namespace {

using namespace myotrend::trend;

std::vector<double> levels(int readings) {
  std::mt19937_64 random(7);
  std::normal_distribution<double> noise(100 * std::log(34.0), 5);
  std::vector<double> y;
  for (int i = 0; i < readings; ++i) y.push_back(noise(random));
  return y;
}

/// Both hands every third day. `look`: the mixture too, once a day with data.
void strength_reading(benchmark::State& state, bool look) {
  const Design design(*parse_parameters(myotrend::built_in_texts().detector));
  const int readings = static_cast<int>(state.range(0));
  const std::vector<double> y = levels(readings);
  double sum = 0;
  for (auto _ : state) {
    Detector detector(design, DominantHand::right);
    for (int i = 0; i < readings; ++i) {
      const int day = i / 2 * 3;
      detector.add_strength(day + 0.4 + 0.001 * (i % 2), i % 2 ? Stream::left_grip : Stream::right_grip,
                            y[static_cast<std::size_t>(i)], 0);
      if (look && i % 2) sum += detector.evidence(day).log_fused;
    }
    sum += detector.expected_log_pct(Stream::right_grip);
  }
  benchmark::DoNotOptimize(sum);
  state.SetItemsProcessed(state.iterations() * readings);
  state.SetComplexityN(readings);
}

void filter_only(benchmark::State& state) { strength_reading(state, false); }
void filter_and_mixture(benchmark::State& state) { strength_reading(state, true); }

BENCHMARK(filter_only)->RangeMultiplier(10)->Range(10, 10000)->Complexity();
BENCHMARK(filter_and_mixture)->RangeMultiplier(10)->Range(10, 10000)->Complexity();

}  // namespace
