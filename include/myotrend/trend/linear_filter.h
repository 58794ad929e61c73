#pragma once

#include <array>
#include <cstddef>

namespace myotrend::trend {

/// Scalar-observation Kalman filter (Kalman 1960) of N states that decay independently. An observation is the sum of
/// the states it sees: plain, so that its row H holds ones and zeros, or weighted.
template <std::size_t N>
struct LinearFilter {
  std::array<double, N> mean{};
  std::array<std::array<double, N>, N> covariance{};

  /// What the next reading is expected to be.
  struct Forecast {
    double value = 0;                     // H x
    double variance = 0;                  // S = H P H' + R
    std::array<double, N> with_states{};  // P H'
  };

  /// Passage of time: x -> a x, P -> a P a + sd^2 (1 - a^2), exact for an Ornstein-Uhlenbeck state over any gap.
  /// Levels have a = 1.
  void advance(const std::array<double, N>& decay, const std::array<double, N>& stationary_variance) {
    for (std::size_t i = 0; i < N; ++i) {
      mean[i] *= decay[i];
      for (std::size_t j = 0; j < N; ++j) covariance[i][j] *= decay[i] * decay[j];
      covariance[i][i] += stationary_variance[i] * (1 - decay[i] * decay[i]);
    }
  }

  template <std::size_t K>
  Forecast forecast(const std::array<std::size_t, K>& seen, double white_variance) const {
    Forecast result;
    for (const std::size_t i : seen) result.value += mean[i];
    for (std::size_t i = 0; i < N; ++i) {
      for (const std::size_t j : seen) result.with_states[i] += covariance[i][j];
    }
    for (const std::size_t i : seen) result.variance += result.with_states[i];
    result.variance += white_variance;
    return result;
  }

  /// A reading that sees each state with its weight of `row`.
  Forecast forecast(const std::array<double, N>& row, double white_variance) const {
    Forecast result;
    for (std::size_t i = 0; i < N; ++i) {
      result.value += row[i] * mean[i];
      for (std::size_t j = 0; j < N; ++j) result.with_states[i] += covariance[i][j] * row[j];
    }
    for (std::size_t i = 0; i < N; ++i) result.variance += row[i] * result.with_states[i];
    result.variance += white_variance;
    return result;
  }

  /// x += PH nu / S, P -= PH PH' / S.
  void update(const Forecast& forecast, double innovation, double variance) {
    for (std::size_t i = 0; i < N; ++i) {
      mean[i] += forecast.with_states[i] * innovation / variance;
      for (std::size_t j = 0; j < N; ++j) {
        covariance[i][j] -= forecast.with_states[i] * forecast.with_states[j] / variance;
      }
    }
  }
};

}  // namespace myotrend::trend
