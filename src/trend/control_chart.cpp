#include "myotrend/trend/control_chart.h"

#include <cmath>

namespace myotrend::trend {

EwmaChart::EwmaChart(double lambda, double limit_l)
    : lambda_(lambda), limit_(limit_l * std::sqrt(lambda / (2 - lambda))) {}

bool EwmaChart::add(double x) {
  value_ = (1 - lambda_) * value_ + lambda_ * x;
  return std::abs(value_) > limit_;
}

}  // namespace myotrend::trend
