#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "myotrend/trend/progression.h"
#include "myotrend/trend/stream.h"

namespace myotrend::trend {

/// Days between the readings of each stream that may be expected from now on; 0: it will not be measured.
using Cadence = std::array<double, stream_count>;

/// What is lost: the strength of one hand (of the one that is measured less often), of both, or of breathing (MIP,
/// SNIP and FVC together).
enum class Loss : std::uint8_t { one_hand, both_hands, breathing };

struct PowerQuestion {
  Loss loss = Loss::one_hand;
  double days_ahead = 0;  // how long it may take to be seen; the loss begins now
  double threshold = 0;   // of E, signs included: those of which nothing more is heard
  Cadence cadence{};
};

/// How surely the detector would see a loss that begins now in this person, from what it has learnt of the person: the
/// noise scale, how well the levels are known, and the present E.
///
/// With b the rate, log E of the signature g of that loss grows by b D - b^2 J / 2, where D is normal with mean b J and
/// variance J (J grows like t^3). J comes from the filter itself, which is led through the readings to come. All other
/// onsets, rates and patterns of the mixture follow from D by regression, so that E is a function of D alone, and the
/// question is how probable a D is that lifts E to the threshold by the last day. Huber's limit lets a part of each
/// reading through: the moments of psi(z) for a normal z (Huber 1964). Within .07 of what simulation of the whole
/// detector gives (tests/trend/power_test.cpp).
class Power {
 public:
  /// `today` in the detector's days. Costs well below a millisecond.
  Power(const Detector& detector, double today, const PowerQuestion& question);

  /// That a loss of `rate_pct_per_month` is seen in time. 0 where nothing is measured that could show it.
  double probability(double rate_pct_per_month) const;
  /// The smallest loss, per cent per month, that is seen in time with this probability; empty where none is.
  std::optional<double> rate_seen_with(double probability) const;

 private:
  double drift_ = 0;   // mean of D per unit of rate; 0: nothing is measured that could show the loss
  double sd_ = 0;      // of D
  double needed_ = 0;  // D that lifts E to the threshold
};

}  // namespace myotrend::trend
