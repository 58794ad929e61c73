#include "myotrend/trend/progression.h"

#include <algorithm>
#include <cmath>

namespace myotrend::trend {
namespace {

constexpr double log_of_nothing = -45;  // adds less than the last bit of any E

double exp_of(double log_ratio, double clip) {
  return log_ratio < log_of_nothing ? 0. : std::exp(std::min(log_ratio, clip));
}

/// exp(b D - b^2 J / 2) of one system.
double ratio(double b, double d, double j, double clip) { return exp_of(b * d - .5 * b * b * j, clip); }

/// Both hands: rates b1 and b2, and the sum of their ramps' products.
double ratio(double b1, double d1, double j1, double b2, double d2, double j2, double across, double clip) {
  return exp_of(b1 * d1 + b2 * d2 - .5 * (b1 * b1 * j1 + 2 * b1 * b2 * across + b2 * b2 * j2), clip);
}

/// One half put by, one half staked.
double staked(double log_before, double log_span) { return log_before + std::log((1 + std::exp(log_span)) / 2); }

}  // namespace

Detector::Detector(const Design& design, DominantHand dominant, double norm_grip, double norm_mip)
    : design_(&design), strength_(design.parameters(), dominant, norm_grip, norm_mip) {
  static_assert(
      sizeof(*this) == sizeof(design_) + sizeof(strength_) + sizeof(signs_) + sizeof(mixture_) + sizeof(renewed_) +
                           sizeof(span_start_) + sizeof(put_by_) + sizeof(put_by_respiratory_) &&
          sizeof(Mixture) == sizeof(mixture_.begun) + sizeof(mixture_.hands_known) + sizeof(mixture_.breath_known) +
                                 sizeof(mixture_.hands) + sizeof(mixture_.breath) + sizeof(mixture_.hands_sum) +
                                 sizeof(mixture_.breath_sum),
      "no byte between members: equal detectors are equal words");
}

Detector::Detector(const Design& design, DominantHand dominant)
    : Detector(design, dominant, design.parameters().norm_grip, design.parameters().norm_mip) {}

StrengthOutcome Detector::add_strength(double days, Stream stream, double y_log_pct, int device) {
  renew_span(days);
  (is_grip(stream) ? mixture_.hands_known : mixture_.breath_known) = 0;
  return strength_.add(*design_, days - span_start_, stream, y_log_pct, device);
}

std::array<StrengthOutcome, 2> Detector::add_both_hands(double days, double y_right, double y_left, int device) {
  std::array<StrengthOutcome, 2> outcomes;
  const auto add_right = [&] { outcomes[0] = add_strength(days, Stream::right_grip, y_right, device); };
  const auto add_left = [&] { outcomes[1] = add_strength(days, Stream::left_grip, y_left, device); };
  if (left_is_nearer(days, y_right, y_left)) {
    add_left();
    add_right();
  } else {
    add_right();
    add_left();
  }
  return outcomes;
}

bool Detector::left_is_nearer(double days, double y_right, double y_left) const {
  const double span_days = days - span_start_;
  const double right_off = std::abs(strength_.forecast_z(*design_, span_days, Stream::right_grip, y_right));
  return std::abs(strength_.forecast_z(*design_, span_days, Stream::left_grip, y_left)) < right_off;
}

void Detector::declare_device_change(double, Stream stream) {
  strength_.widen_for_device(design_->parameters(), stream);
}

void Detector::renew_span(double days) {
  const auto& p = design_->parameters();
  if (days - span_start_ < p.horizon + p.step) return;
  const int day = static_cast<int>(std::floor(days));
  const Evidence now = evidence(day);
  if (now.log_fused >= std::log(p.span_renewed_below)) return;
  const double respiratory = log_respiratory(day);
  strength_.begin_span(*design_, day - span_start_);
  signs_.begin_span(day - span_start_);
  mixture_ = {};
  renewed_ = 1;
  span_start_ = day;
  put_by_ = now;
  put_by_respiratory_ = respiratory;
}

void Detector::begin_anew(Stream stream) {
  (is_grip(stream) ? mixture_.hands_known : mixture_.breath_known) = 0;
  strength_.begin_anew(design_->parameters(), stream);
}

void Detector::forget_level(Stream stream) { strength_.forget_level(design_->parameters(), stream); }

void Detector::add_exam(double days, SignGroup group, bool positive) {
  signs_.add_exam(*design_, days - span_start_, group, positive);
}

void Detector::add_report(double days, SignGroup group) { signs_.add_report(*design_, days - span_start_, group); }

const Detector::Mixture& Detector::mixture(std::size_t begun) const {
  if (mixture_.begun != begun) mixture_ = Mixture{.begun = begun};
  if (mixture_.hands_known == 0) weigh_hands();
  if (mixture_.breath_known == 0) weigh_breath();
  return mixture_;
}

void Detector::weigh_hands() const {
  const auto& p = design_->parameters();
  const auto& s = strength_.hands();
  const double shares = p.one_hand + p.both_hands + p.second_hand_later;
  mixture_.hands_sum.fill(0.);
  for (std::size_t c = 0; c < mixture_.begun; ++c) {
    const double dr = s.d[0][c], dl = s.d[1][c], jr = s.j[0][c], jl = s.j[1][c], across = s.j_across[c];
    for (std::size_t r = 0; r < rate_count; ++r) {
      const double b = p.rates[r], follower = b * p.second_hand_ratio;
      const double one = .5 * (ratio(b, dr, jr, p.log_clip) + ratio(b, dl, jl, p.log_clip));
      const double both =
          (ratio(b, dr, jr, b, dl, jl, across, p.log_clip) + ratio(b, dr, jr, b / 2, dl, jl, across, p.log_clip) +
           ratio(b / 2, dr, jr, b, dl, jl, across, p.log_clip)) /
          3;
      double later = 0;
      for (std::size_t lag = 0; lag < lag_count; ++lag) {
        const std::size_t second = design_->later(c, lag);
        if (second >= mixture_.begun || second <= c) {
          later += one / lag_count;
          continue;
        }
        for (std::size_t h = 0; h < 2; ++h) {
          later += .5 / lag_count *
                   ratio(b, s.d[h][c], s.j[h][c], follower, s.d[1 - h][second], s.j[1 - h][second], s.lagged[lag][h][c],
                         p.log_clip);
        }
      }
      mixture_.hands[r][c] =
          p.rate_weights[r] * (p.one_hand * one + p.both_hands * both + p.second_hand_later * later) / shares;
      mixture_.hands_sum[c] += mixture_.hands[r][c];
    }
  }
  mixture_.hands_known = 1;
}

void Detector::weigh_breath() const {
  const auto& p = design_->parameters();
  const auto& s = strength_.breathing();
  mixture_.breath_sum.fill(0.);
  for (std::size_t c = 0; c < mixture_.begun; ++c) {
    for (std::size_t r = 0; r < rate_count; ++r) {
      mixture_.breath[r][c] = p.rate_weights[r] * ratio(p.rates[r], s.d[c], s.j[c], p.log_clip);
      mixture_.breath_sum[c] += mixture_.breath[r][c];
    }
  }
  mixture_.breath_known = 1;
}

double Detector::follow(const Onsets& other, std::size_t c, std::size_t begun) const {
  const auto& p = design_->parameters();
  double begins = p.other_system_lag0 * other[c];
  for (std::size_t lag = 0; lag < lag_count; ++lag) {
    const std::size_t second = design_->later(c, lag);
    begins += (1 - p.other_system_lag0) / lag_count * (c < second && second < begun ? other[second] : 1.);
  }
  return 1 - p.other_system + p.other_system * begins;
}

Evidence Detector::span_evidence(int day) const {
  const auto& p = design_->parameters();
  const std::size_t begun = design_->begun(day);
  const Mixture& m = mixture(begun);
  const double future = design_->future_weight(begun);
  double strength = 0, fused = 0;
  for (std::size_t c = 0; c < begun; ++c) {
    const double breath_follows = follow(m.breath_sum, c, begun), hands_follow = follow(m.hands_sum, c, begun);
    double hands = 0, breath = 0, signs = 0;
    for (std::size_t r = 0; r < rate_count; ++r) {
      const double s = signs_.ratio(*design_, c, r, day + .5);
      hands += m.hands[r][c] * s;
      breath += m.breath[r][c] * s;
      signs += p.rate_weights[r] * s;
    }
    strength += design_->weight()[c] *
                (p.limb * m.hands_sum[c] * breath_follows + p.respiratory * m.breath_sum[c] * hands_follow) /
                (p.limb + p.respiratory);
    fused += design_->weight()[c] *
             (p.limb * hands * breath_follows + p.respiratory * breath * hands_follow + p.signs_only * signs) /
             (p.limb + p.respiratory + p.signs_only);
  }
  return {std::log(strength + future), std::log(fused + future)};
}

double Detector::span_respiratory(int day) const {
  const std::size_t begun = design_->begun(day);
  const Mixture& m = mixture(begun);
  double sum = design_->future_weight(begun);
  for (std::size_t c = 0; c < begun; ++c) sum += design_->weight()[c] * m.breath_sum[c];
  return std::log(sum);
}

Evidence Detector::evidence(int day) const {
  const Evidence span = span_evidence(day - span_start_);
  if (renewed_ == 0) return span;
  return {staked(put_by_.log_strength, span.log_strength), staked(put_by_.log_fused, span.log_fused)};
}

double Detector::log_respiratory(int day) const {
  const double span = span_respiratory(day - span_start_);
  return renewed_ != 0 ? staked(put_by_respiratory_, span) : span;
}

ExpectedLoss Detector::expected_loss(int day) const {
  if (design_->begun(day - span_start_) == 0) return {};
  return trend::expected_loss(*design_, strength_, signs_, day - span_start_);
}

std::optional<Posterior> Detector::posterior(int day) const {
  if (design_->begun(day - span_start_) == 0) return std::nullopt;
  Posterior result = posterior_of(*design_, strength_, signs_, day - span_start_);
  result.onset_mean += span_start_;
  result.onset_most_probable += span_start_;
  result.onset_90 = {result.onset_90.low + span_start_, result.onset_90.high + span_start_};
  for (auto& stream : result.streams) stream.onset_mean += span_start_;
  return result;
}

}  // namespace myotrend::trend
