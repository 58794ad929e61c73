#pragma once

#include <array>
#include <cstddef>

#include "myotrend/trend/design.h"
#include "myotrend/trend/sign_evidence.h"
#include "myotrend/trend/stream.h"
#include "myotrend/trend/strength_filter.h"

namespace myotrend::trend {

/// A range that holds the quantity with the probability its user names.
struct Interval {
  double low = 0, high = 0;
};

/// What is known about one stream, given that a decline of strength has begun somewhere.
struct StreamPosterior {
  double declining = 0;      // probability that this stream declines
  double rate_mean = 0;      // per cent per month, given that it does
  Interval rate_95;          // equal-tailed, given that it does
  double faster_than_1 = 0;  // probability that it declines by more than 1 %/month
  double loss_mean = 0;      // posterior mean of the share lost, 1 - exp(-b age / (100 month)); not declining: 0
  double onset_mean = 0;     // day since the origin, given that it declines
};

/// The mixture's posterior over (onset, pattern, rate), signs included, given that a decline of strength has begun
/// (w_future, "signs only" and "no decline" are left out). What it is: to each pattern with lead rate b belongs the
/// likelihood exp(b D - b^2 J / 2), a Gaussian in b with mean D / J and precision J; the prior of b spreads each grid
/// rate's weight evenly over its bin (edges: 0, the geometric means of neighbours, twice the fastest rate). So the
/// posterior is a mixture of truncated Gaussians. It is summed over cells of 0.1 %/month, in logarithms shifted by
/// their maximum. A sign's ratio is that of its bin's rate; the rate of a system that follows has the same prior.
struct Posterior {
  double right = 0, left = 0, both = 0, mip = 0;   // which began (both: at once or one after the other); sum 1
  double onset_mean = 0, onset_most_probable = 0;  // days since the origin, of the first decline
  Interval onset_90;
  std::array<StreamPosterior, stream_count> streams;
  Stream most_affected = Stream::right_grip;  // the greatest expected loss of those measured

  const StreamPosterior& of(Stream stream) const { return streams[index_of(stream)]; }
  /// Loss of the most affected stream.
  double loss_mean() const { return of(most_affected).loss_mean; }
};

/// Precondition: at least one candidate has begun.
Posterior posterior_of(const Design& design, const StrengthFilter& strength, const SignEvidence& signs, int day);
/// Posterior::most_affected and loss_mean() alone, at a fraction of the work: rules ask for them at each look.
struct ExpectedLoss {
  Stream most_affected = Stream::right_grip;
  double share = 0;
};
ExpectedLoss expected_loss(const Design& design, const StrengthFilter& strength, const SignEvidence& signs, int day);

}  // namespace myotrend::trend
