#include "myotrend/trend/power.h"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/special_functions/expint.hpp>
#include <cmath>
#include <limits>

namespace myotrend::trend {
namespace {

using Sums = StrengthFilter;

constexpr int halvings = 18;
constexpr double rate_max = 20;         // per cent per month: no E is looked for beyond
constexpr double between_hands = .002;  // days: the left hand follows the right

/// How much of a reading passes Huber's limit, for a normal z: E psi'(z), E psi(z)^2, E min(1, limit / |z|).
struct Passed {
  double drift, variance, information;
  explicit Passed(double limit) {
    const boost::math::normal_distribution<double> normal;
    const double inside = 2 * boost::math::cdf(normal, limit) - 1;
    const double height = boost::math::pdf(normal, limit);
    drift = inside;
    variance = inside - 2 * limit * height + limit * limit * (1 - inside);
    information = inside + 2 * limit * boost::math::expint(1, limit * limit / 2) / 2 * boost::math::pdf(normal, 0.);
  }
};

/// What the readings to come add: J of every ramp, and their products with the loss in question.
struct Ahead {
  Sums::HandSums hands;
  std::array<Onsets, 2> hands_loss{};
  Sums::BreathSums breath;
  Onsets breath_loss{};
  double loss = 0;  // J of the loss

  void add(const Design& design, const Sums::Foresight& told, bool grip) {
    const double w = told.weight;
    loss += told.loss * told.loss * w;
    if (!grip) {
      for (std::size_t c = 0; c < onsets_max; ++c) {
        breath.j[c] += told.g[0][c] * told.g[0][c] * w;
        breath_loss[c] += told.g[0][c] * told.loss * w;
      }
      return;
    }
    for (std::size_t c = 0; c < onsets_max; ++c) {
      hands.j_across[c] += told.g[0][c] * told.g[1][c] * w;
      for (std::size_t h = 0; h < 2; ++h) {
        hands.j[h][c] += told.g[h][c] * told.g[h][c] * w;
        hands_loss[h][c] += told.g[h][c] * told.loss * w;
        for (std::size_t lag = 0; lag < lag_count; ++lag) {
          hands.lagged[lag][h][c] += told.g[h][c] * told.g[1 - h][design.later(c, lag)] * w;
        }
      }
    }
  }
};

/// The sums to be expected given D of the loss: their means by regression on D. What varies about the regression enters
/// J, so that each exp(b D - b^2 J / 2) becomes its expectation.
class Expected {
 public:
  Expected(const Ahead& ahead, const Passed& passed, double d) : ahead_(ahead), passed_(passed), d_(d) {}

  Sums::HandSums hands(const Design& design, Sums::HandSums sums) const {
    const auto& loss = ahead_.hands_loss;
    for (std::size_t c = 0; c < onsets_max; ++c) {
      sums.j_across[c] += growth(ahead_.hands.j_across[c], loss[0][c] * loss[1][c]);
      for (std::size_t h = 0; h < 2; ++h) {
        sums.d[h][c] += loss[h][c] / ahead_.loss * d_;
        sums.j[h][c] += growth(ahead_.hands.j[h][c], loss[h][c] * loss[h][c]);
        for (std::size_t lag = 0; lag < lag_count; ++lag) {
          const std::size_t second = design.later(c, lag);
          sums.lagged[lag][h][c] += growth(ahead_.hands.lagged[lag][h][c], loss[h][c] * loss[1 - h][second]);
        }
      }
    }
    return sums;
  }
  Sums::BreathSums breath(Sums::BreathSums sums) const {
    for (std::size_t c = 0; c < onsets_max; ++c) {
      sums.d[c] += ahead_.breath_loss[c] / ahead_.loss * d_;
      sums.j[c] += growth(ahead_.breath.j[c], ahead_.breath_loss[c] * ahead_.breath_loss[c]);
    }
    return sums;
  }

 private:
  double growth(double product, double with_loss) const {
    return passed_.information * product - passed_.variance * (product - with_loss / ahead_.loss);
  }

  const Ahead& ahead_;
  const Passed& passed_;
  double d_;
};

/// Where the loss lies. Of one hand: of the one that is measured less often.
Sums::Ramp ramp_of(const PowerQuestion& question, double onset) {
  const double right = question.cadence[index_of(Stream::right_grip)];
  const double left = question.cadence[index_of(Stream::left_grip)];
  Sums::Ramp ramp;
  ramp.onset = onset;
  if (question.loss == Loss::breathing) return ramp;
  const bool left_only = question.loss == Loss::one_hand && left > right;
  ramp.right = !left_only;
  ramp.left = question.loss == Loss::both_hands || left_only;
  return ramp;
}

}  // namespace

Power::Power(const Detector& detector, double today, const PowerQuestion& question) {
  Detector now = detector;
  now.renew_span(today);
  const Design& design = now.design();
  const double begin = today - now.span_start_;
  Ahead ahead;
  Sums::Ramp ramp = ramp_of(question, begin);
  std::array<double, stream_count> next{};
  for (const Stream stream : all_streams) {
    const double every = question.cadence[index_of(stream)];
    next[index_of(stream)] = every > 0 ? begin + every + (stream == Stream::left_grip ? between_hands : 0)
                                       : std::numeric_limits<double>::infinity();
  }
  while (true) {
    const auto soonest = std::min_element(next.begin(), next.end());
    if (!(*soonest <= begin + question.days_ahead)) break;
    const auto stream = static_cast<Stream>(soonest - next.begin());
    ahead.add(design, now.strength_.foresee(design, *soonest, stream, ramp), is_grip(stream));
    *soonest += question.cadence[index_of(stream)];
  }
  if (ahead.loss <= 0) return;
  const Passed passed(design.parameters().huber);
  drift_ = passed.drift * ahead.loss;
  sd_ = std::sqrt(passed.variance * ahead.loss);
  const int day = static_cast<int>(std::floor(today + question.days_ahead));
  const auto hands = now.strength_.hand_sums_;
  const auto breath = now.strength_.breath_sums_;
  const auto reached = [&](double d) {
    const Expected expected(ahead, passed, d);
    now.strength_.hand_sums_ = expected.hands(design, hands);
    now.strength_.breath_sums_ = expected.breath(breath);
    now.mixture_ = {};
    return now.evidence(day).log_fused >= std::log(question.threshold);
  };
  double low = -3 * sd_, high = rate_max * ahead.loss;
  if (reached(low)) high = low;
  for (int i = 0; i < halvings && high > low; ++i) {
    const double middle = (low + high) / 2;
    (reached(middle) ? high : low) = middle;
  }
  needed_ = high;
}

double Power::probability(double rate) const {
  if (drift_ <= 0) return 0;
  return boost::math::cdf(boost::math::normal_distribution<double>(), (rate * drift_ - needed_) / sd_);
}

std::optional<double> Power::rate_seen_with(double probability) const {
  if (drift_ <= 0 || probability <= 0 || probability >= 1) return std::nullopt;
  const double above = boost::math::quantile(boost::math::normal_distribution<double>(), probability);
  return std::max((needed_ + above * sd_) / drift_, 0.);
}

}  // namespace myotrend::trend
