#include "myotrend/trend/reference_change.h"

#include <boost/math/distributions/normal.hpp>
#include <cassert>
#include <cmath>

namespace myotrend::trend {

ReferenceChange reference_change(LabVariation variation, double confidence, Sides sides, int baseline_results) {
  assert(confidence > 0 && confidence < 1 && baseline_results >= 1);
  const double upper = sides == Sides::two ? (1 + confidence) / 2 : confidence;
  const double z = boost::math::quantile(boost::math::normal_distribution<double>(), upper);
  const double s = std::sqrt(std::log1p(variation.analytical * variation.analytical) +
                             std::log1p(variation.within_person * variation.within_person));
  const double change = z * s * std::sqrt(1 + 1. / baseline_results);
  return {std::expm1(change), std::expm1(-change)};
}

double geometric_mean(std::span<const double> values) {
  assert(!values.empty());
  double sum = 0;
  for (const double value : values) sum += std::log(value);
  return std::exp(sum / static_cast<double>(values.size()));
}

LabChange lab_change(std::span<const double> baseline, double latest, LabVariation variation, double confidence,
                     Sides sides) {
  const auto limits = reference_change(variation, confidence, sides, static_cast<int>(baseline.size()));
  const double change = latest / geometric_mean(baseline) - 1;
  if (change > limits.up) return LabChange::risen;
  return change < limits.down ? LabChange::fallen : LabChange::within;
}

}  // namespace myotrend::trend
