#pragma once

#include <array>
#include <cstddef>

#include "myotrend/trend/parameters.h"
#include "myotrend/trend/rate_prior.h"

namespace myotrend::trend {

/// One number for each candidate onset; entries beyond Design::onsets() stay inert.
using Onsets = std::array<double, onsets_max>;

/// Candidate onsets of a decline, their prior weights and lags: what all patients share.
class Design {
 public:
  explicit Design(const Parameters& parameters);
  Design(const Design&) = delete;  // detectors point to it
  Design& operator=(const Design&) = delete;

  const Parameters& parameters() const { return parameters_; }
  std::size_t onsets() const { return onsets_; }
  /// Days since the origin of each candidate: `lead` days before, the first day, then every `step` days.
  /// Infinite beyond onsets().
  const Onsets& onset() const { return onset_; }
  const Onsets& weight() const { return weight_; }
  /// The candidate nearest to onset `c` + lag; at the end of the grid it may be `c` itself.
  std::size_t later(std::size_t c, std::size_t lag) const { return later_[lag][c]; }
  /// How many candidates have begun by the end of civil day `day`.
  std::size_t begun(int day) const;
  /// Weight of those that have not: "a decline that is still to come".
  double future_weight(std::size_t begun) const;
  const RatePrior& rate_prior() const { return rate_prior_; }

 private:
  Parameters parameters_;
  RatePrior rate_prior_;
  std::size_t onsets_ = 0;
  Onsets onset_{}, weight_{};
  std::array<std::array<std::size_t, onsets_max>, lag_count> later_{};
};

}  // namespace myotrend::trend
