#include "myotrend/trend/summary.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <sstream>  // Boost.Accumulators 1.74 needs it first
#include <vector>

// clang-format off
#include <boost/accumulators/accumulators.hpp>
#include <boost/accumulators/statistics/count.hpp>
#include <boost/accumulators/statistics/max.hpp>
#include <boost/accumulators/statistics/mean.hpp>
#include <boost/accumulators/statistics/min.hpp>
#include <boost/accumulators/statistics/stats.hpp>
#include <boost/accumulators/statistics/variance.hpp>
// clang-format on

namespace myotrend::trend {

namespace acc = boost::accumulators;

Summary summary_of(std::span<const double> values) {
  assert(!values.empty());
  // tag::variance, not tag::lazy_variance: the difference of two sums is useless at an offset of 1e9.
  acc::accumulator_set<double, acc::stats<acc::tag::mean, acc::tag::variance, acc::tag::min, acc::tag::max>> running;
  for (const double value : values) running(value);
  const auto n = static_cast<double>(values.size());
  const double sd = values.size() < 2 ? 0. : std::sqrt(acc::variance(running) * n / (n - 1));
  return {values.size(), acc::mean(running), sd, acc::min(running), acc::max(running)};
}

double lag_1_autocorrelation(std::span<const double> values) {
  const double mean = summary_of(values).mean;
  double squares = 0, neighbours = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    squares += (values[i] - mean) * (values[i] - mean);
    if (i > 0) neighbours += (values[i - 1] - mean) * (values[i] - mean);
  }
  return squares > 0 ? neighbours / squares : 0.;
}

double median_of(std::span<const double> values) {
  assert(!values.empty());
  std::vector<double> sorted(values.begin(), values.end());
  const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
  std::nth_element(sorted.begin(), middle, sorted.end());
  if (sorted.size() % 2 == 1) return *middle;
  return (*std::max_element(sorted.begin(), middle) + *middle) / 2;
}

}  // namespace myotrend::trend
