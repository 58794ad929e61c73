#include "replay/noise/likelihood.h"

#include <cmath>

#include "myotrend/trend/linear_filter.h"

namespace myotrend::replay {

namespace {

using trend::LinearFilter;
using trend::Parameters;
using trend::Stream;

constexpr std::array hand_sizes{
    NoiseSize{"grip_white_sd", "%", &Parameters::grip_white_sd, 0.05},
    NoiseSize{"day_sd", "%", &Parameters::day_sd, 0.05},
    NoiseSize{"common_slow_sd", "%", &Parameters::common_slow_sd, 0.05},
    NoiseSize{"hand_slow_sd", "%", &Parameters::hand_slow_sd, 0.05},
    NoiseSize{"common_walk", "% per sqrt(day)", &Parameters::common_walk, 0.005},
};
constexpr std::array mip_sizes{
    NoiseSize{"mip_white_sd", "%", &Parameters::mip_white_sd, 0.05},
    NoiseSize{"mip_slow_sd", "%", &Parameters::mip_slow_sd, 0.05},
    NoiseSize{"mip_walk", "% per sqrt(day)", &Parameters::mip_walk, 0.005},
};

constexpr double square(double x) { return x * x; }

/// Prediction errors of one patient.
struct Errors {
  double squares = 0, log_variances = 0, first_ones = 0;
  int readings = 0;
  /// The first readings of a stream teach its level and, as in the detector, not the personal scale.
  template <std::size_t N, std::size_t K>
  void see(LinearFilter<N>& filter, const std::array<std::size_t, K>& seen, double white_sd, double y, bool first) {
    const auto forecast = filter.forecast(seen, square(white_sd));
    const double innovation = y - forecast.value;
    if (first) {
      first_ones += square(innovation) / forecast.variance + std::log(forecast.variance);
    } else {
      squares += square(innovation) / forecast.variance;
      log_variances += std::log(forecast.variance);
      ++readings;
    }
    filter.update(forecast, innovation, forecast.variance);
  }
  /// The scale's most likely value is the one to which the detector's own learning tends: (w + squares) / (w + n).
  double log_likelihood(double prior_weight) const {
    const double weight = prior_weight + readings;
    return -0.5 * (first_ones + log_variances + weight * (std::log((prior_weight + squares) / weight) + 1));
  }
};

double of_hands(const Parameters& p, const SteadyRecord& record) {
  LinearFilter<7> filter;  // level right, level left, deficit, common slow, day, slow right, slow left
  const double shift = record.dominant == trend::DominantHand::right  ? p.dominant_shift
                       : record.dominant == trend::DominantHand::left ? -p.dominant_shift
                                                                      : 0;
  filter.mean = {p.norm_grip + shift, p.norm_grip - shift, p.deficit_mean, 0, 0, 0, 0};
  const std::array<double, 7> variance{
      0, 0, 0, square(p.common_slow_sd), square(p.day_sd), square(p.hand_slow_sd), square(p.hand_slow_sd)};
  for (std::size_t state = 3; state < 7; ++state) filter.covariance[state][state] = variance[state];
  filter.covariance[0][0] = filter.covariance[1][1] = square(p.level_sd);
  filter.covariance[0][1] = filter.covariance[1][0] = square(p.level_sd) - square(p.asymmetry_sd) / 2;
  filter.covariance[2][2] = square(p.deficit_sd);
  Errors errors;
  double last = 0;
  std::array<int, 2> readings{};
  for (const StrengthPoint& point : record.points) {
    if (!trend::is_grip(point.stream)) continue;
    const double dt = point.days - last;
    last = point.days;
    const auto keep = [dt](double tau) { return std::exp(-dt / tau); };
    const double hand = keep(p.hand_slow_tau);
    filter.advance({1, 1, keep(p.deficit_tau), keep(p.common_slow_tau), keep(p.day_tau), hand, hand}, variance);
    for (const std::size_t i : {0U, 1U}) {
      filter.covariance[i][i] += square(p.hand_walk) * dt;
      for (const std::size_t j : {0U, 1U}) filter.covariance[i][j] += square(p.common_walk) * dt;
    }
    const bool right = point.stream == Stream::right_grip;
    const std::array<std::size_t, 5> seen{right ? 0U : 1U, 2, 3, 4, right ? 5U : 6U};
    errors.see(filter, seen, p.grip_white_sd, point.y_log_pct, readings[right ? 0U : 1U]++ < p.warmup);
  }
  return errors.log_likelihood(p.scale_prior_weight);
}

double of_mip(const Parameters& p, const SteadyRecord& record) {
  LinearFilter<3> filter;  // level, deficit, slow
  filter.mean = {p.norm_mip, p.mip_deficit_mean, 0};
  const std::array<double, 3> variance{0, 0, square(p.mip_slow_sd)};
  filter.covariance[0][0] = square(p.mip_level_sd);
  filter.covariance[1][1] = square(p.mip_deficit_sd);
  filter.covariance[2][2] = variance[2];
  Errors errors;
  double last = 0;
  int readings = 0;
  for (const StrengthPoint& point : record.points) {
    if (point.stream != Stream::mip) continue;
    const double dt = point.days - last;
    last = point.days;
    filter.advance({1, std::exp(-dt / p.deficit_tau), std::exp(-dt / p.mip_slow_tau)}, variance);
    filter.covariance[0][0] += square(p.mip_walk) * dt;
    errors.see(filter, std::array<std::size_t, 3>{0, 1, 2}, p.mip_white_sd, point.y_log_pct, readings++ < p.warmup);
  }
  return errors.log_likelihood(p.scale_prior_weight);
}

}  // namespace

std::span<const NoiseSize> sizes_of(NoiseSystem system) {
  if (system == NoiseSystem::hands) return hand_sizes;
  return mip_sizes;
}

double log_likelihood(const Parameters& parameters, NoiseSystem system, const SteadyRecord& record) {
  return system == NoiseSystem::hands ? of_hands(parameters, record) : of_mip(parameters, record);
}

}  // namespace myotrend::replay
