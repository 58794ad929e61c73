#include "myotrend/trend/strength_filter.h"

#include <algorithm>
#include <cmath>

namespace myotrend::trend {
namespace {

constexpr std::array<std::array<std::size_t, 5>, 2> seen_by_hand{{{0, 2, 3, 4, 5}, {1, 2, 3, 4, 6}}};
constexpr std::array<std::size_t, 3> seen_by_mip{0, 1, 2};

constexpr double square(double x) { return x * x; }

/// -(t - tau)+ in months is the unit ramp; this is (t - tau)+.
Onsets months_since_onset(const Design& design, double days) {
  Onsets age;
  for (std::size_t c = 0; c < onsets_max; ++c) {
    age[c] = std::max(days - design.onset()[c], 0.) / design.parameters().month;
  }
  return age;
}

double sign_of(double x) { return x > 0 ? 1. : x < 0 ? -1. : 0.; }

/// One reading's forecast, and what is decided about it.
template <std::size_t N, std::size_t K, class Sums, class Guard, class Course>
class Judgement {
 public:
  Judgement(const Parameters& p, LinearFilter<N>& filter, const std::array<std::size_t, K>& seen, double white_sd,
            const Course& course, double y)
      : p_(p), filter_(filter), seen_(seen), white_variance_(square(white_sd)), scale_(course.scale()) {
    look();
    innovation_ = y - forecast_.value;
  }

  const typename LinearFilter<N>::Forecast& forecast() const { return forecast_; }
  double z() const { return innovation_ / std::sqrt(forecast_.variance * std::max(scale_, p_.scale_floor_for_z)); }
  double innovation() const { return innovation_; }
  double forecast_sd() const { return std::sqrt(forecast_.variance * std::max(scale_, p_.scale_floor_for_z)); }
  /// S inflated beyond 1.5 sigma (Huber): used for gain and, times the scale, for evidence.
  double variance() const { return forecast_.variance * std::max(1., std::abs(z()) / p_.huber); }
  double evidence_variance() const { return variance() * scale_; }

  /// Step guard: a CUSUM of -z per stream (Page 1954). When it leaves zero the sums are kept; beyond the limit they
  /// come back and the level is learnt anew.
  bool falls_abruptly(Guard& guard, std::size_t level, double days, Sums& sums, Sums& before_fall) {
    double fall = std::max(0., guard.fall + std::min(-z(), p_.gate) - p_.step_allowance);
    if (guard.fall == 0. && fall > 0.) {
      guard.fall_began = days;
      before_fall = sums;
    } else if (fall > 0. && days - guard.fall_began > p_.step_window) {
      fall = 0.;
    }
    const bool abrupt = fall > p_.step_limit;
    if (abrupt) {
      sums = before_fall;
      relearn(guard, level, days);
      look();
      fall = 0.;
    }
    guard.fall = fall;
    return abrupt;
  }

  /// Gate: a reading beyond 3.5 sigma is held; the third in a row on one side is a step.
  StrengthStatus gate(Guard& guard, std::size_t level, double days) {
    const double off = z();
    if (std::abs(off) <= p_.gate) {
      guard.held = 0;
      return StrengthStatus::used;
    }
    guard.held = guard.held_sign == sign_of(off) ? guard.held + 1 : 1;
    guard.held_sign = sign_of(off);
    if (guard.held < 3) return StrengthStatus::held;
    relearn(guard, level, days);
    guard.held = 0;
    return StrengthStatus::step;
  }

 private:
  void look() { forecast_ = filter_.forecast(seen_, white_variance_); }
  void relearn(Guard& guard, std::size_t level, double days) {
    filter_.covariance[level][level] += square(p_.relearn_sd);
    guard.relearn_until = days + p_.relearn_days;
  }

  const Parameters& p_;
  LinearFilter<N>& filter_;
  const std::array<std::size_t, K>& seen_;
  double white_variance_, scale_;
  typename LinearFilter<N>::Forecast forecast_;
  double innovation_ = 0;
};

/// The personal noise scale learns from min(z^2 q, cap), one reading late.
template <class Course>
void learn_scale(const Parameters& p, Course& course, double z) {
  course.squares += std::min(z * z * course.scale(), p.scale_cap);
  course.weight += 1.;
}

}  // namespace

StrengthFilter::StrengthFilter(const Parameters& p, DominantHand dominant, double norm_grip, double norm_mip)
    : norm_right_(norm_grip), norm_left_(norm_grip), norm_mip_(norm_mip) {
  if (dominant != DominantHand::unknown) {
    const double shift = dominant == DominantHand::right ? p.dominant_shift : -p.dominant_shift;
    norm_right_ += shift;
    norm_left_ -= shift;
  }
  begin_anew(p, true);
  begin_anew(p, false);
}

void StrengthFilter::begin_anew(const Parameters& p, bool grip) {
  Course& course = grip ? hand_course_ : mip_course_;
  course = {};
  course.squares = course.weight = p.scale_prior_weight;
  if (!grip) {
    mip_filter_ = {};
    mip_filter_.mean = {norm_mip_, p.mip_deficit_mean, 0};
    mip_filter_.covariance[0][0] = square(p.mip_level_sd);
    mip_filter_.covariance[1][1] = square(p.mip_deficit_sd);
    mip_filter_.covariance[2][2] = square(p.mip_slow_sd);
    mip_response_ = {};
    mip_sums_ = {};
    guards_[index_of(Stream::mip)] = {};
    return;
  }
  hand_filter_ = {};
  hand_filter_.mean = {norm_right_, norm_left_, p.deficit_mean, 0, 0, 0, 0};
  auto& hands = hand_filter_.covariance;
  hands[0][0] = hands[1][1] = square(p.level_sd);
  hands[0][1] = hands[1][0] = square(p.level_sd) - square(p.asymmetry_sd) / 2;
  hands[2][2] = square(p.deficit_sd);
  hands[3][3] = square(p.common_slow_sd);
  hands[4][4] = square(p.day_sd);
  hands[5][5] = hands[6][6] = square(p.hand_slow_sd);
  hand_response_ = {};
  hand_sums_ = {};
  guards_[index_of(Stream::right_grip)] = guards_[index_of(Stream::left_grip)] = {};
}

void StrengthFilter::begin_span(const Design& design, double shift) {
  std::size_t nearest = 0;
  const double lead = shift + design.onset()[0];
  for (std::size_t c = 1; c < design.onsets(); ++c) {
    if (std::abs(design.onset()[c] - lead) < std::abs(design.onset()[nearest] - lead)) nearest = c;
  }
  const auto keep_lead = [&](Onsets& response) {
    const double lead_response = response[nearest];
    response.fill(0.);
    response[0] = lead_response;
  };
  for (auto& hand : hand_response_) {
    for (auto& response : hand) keep_lead(response);
  }
  for (auto& response : mip_response_) keep_lead(response);
  hand_sums_ = {};
  mip_sums_ = {};
  hand_sums_before_fall_ = {};
  mip_sums_before_fall_ = {};
  hand_course_.last_day -= shift;
  mip_course_.last_day -= shift;
  for (Guard& guard : guards_) {
    guard.fall_began -= shift;
    guard.relearn_until -= shift;
  }
}

StrengthFilter::Decay<StrengthFilter::hand_states> StrengthFilter::advance_hands(const Parameters& p, double days) {
  const double gap = std::max(days - hand_course_.last_day, 0.);
  hand_course_.last_day = days;
  const double hand_slow = std::exp(-gap / p.hand_slow_tau);
  const Decay<hand_states> decay{1,
                                 1,
                                 std::exp(-gap / p.deficit_tau),
                                 std::exp(-gap / p.common_slow_tau),
                                 std::exp(-gap / p.day_tau),
                                 hand_slow,
                                 hand_slow};
  hand_filter_.advance(
      decay, {0, 0, 0, square(p.common_slow_sd), square(p.day_sd), square(p.hand_slow_sd), square(p.hand_slow_sd)});
  const double common = square(p.common_walk) * gap;
  for (std::size_t hand = 0; hand < 2; ++hand) {
    const double own = days < guards_[hand].relearn_until ? p.relearn_walk : p.hand_walk;
    hand_filter_.covariance[hand][hand] += square(own) * gap + common;
    hand_filter_.covariance[hand][1 - hand] += common;
  }
  return decay;
}

StrengthFilter::Decay<StrengthFilter::mip_states> StrengthFilter::advance_mip(const Parameters& p, double days) {
  const double gap = std::max(days - mip_course_.last_day, 0.);
  mip_course_.last_day = days;
  const Decay<mip_states> decay{1, std::exp(-gap / p.deficit_tau), std::exp(-gap / p.mip_slow_tau)};
  mip_filter_.advance(decay, {0, 0, square(p.mip_slow_sd)});
  mip_filter_.covariance[0][0] += square(p.mip_walk) * gap;
  return decay;
}

StrengthOutcome StrengthFilter::add(const Design& design, double days, Stream stream, double y, int device) {
  Course& course = is_grip(stream) ? hand_course_ : mip_course_;
  if (course.device.value_or(device) != device) widen_for_device(design.parameters(), is_grip(stream));
  course.device = device;
  ++guards_[index_of(stream)].readings;
  return is_grip(stream) ? add_grip(design, days, index_of(stream), y) : add_mip(design, days, y);
}

StrengthOutcome StrengthFilter::add_grip(const Design& design, double days, std::size_t hand, double y) {
  const auto& p = design.parameters();
  Guard& guard = guards_[hand];
  const auto decay = advance_hands(p, days);
  Judgement<hand_states, 5, HandSums, Guard, Course> judgement(p, hand_filter_, seen_by_hand[hand], p.grip_white_sd,
                                                               hand_course_, y);
  Passage passage;
  const bool warm = guard.readings > p.warmup;
  passage.fired = warm && judgement.falls_abruptly(guard, hand, days, hand_sums_, hand_sums_before_fall_[hand]);
  passage.status = passage.fired ? StrengthStatus::step
                   : warm        ? judgement.gate(guard, hand, days)
                                 : StrengthStatus::used;
  passage.held = !passage.fired && passage.status != StrengthStatus::used;
  passage.innovation = judgement.innovation();
  passage.variance = judgement.variance();
  passage.evidence_variance = judgement.evidence_variance();
  for (auto& response : hand_response_) {
    for (std::size_t s = 2; s < hand_states; ++s) {
      for (double& value : response[s]) value *= decay[s];
    }
  }
  const double z = judgement.z();
  const StrengthOutcome outcome{passage.status, z, judgement.forecast().value, judgement.forecast_sd()};
  if (passage.held) return outcome;
  gather_hands(design, months_since_onset(design, days), hand, passage, judgement.forecast().with_states);
  hand_filter_.update(judgement.forecast(), passage.innovation, passage.variance);
  if (warm) learn_scale(p, hand_course_, z);
  return outcome;
}

void StrengthFilter::gather_hands(const Design& design, const Onsets& age, std::size_t hand, const Passage& passage,
                                  const std::array<double, hand_states>& with_states) {
  std::array<Onsets, 2> g{};
  for (std::size_t h = 0; h < 2; ++h) {
    auto& response = hand_response_[h];
    if (h == hand) {
      for (std::size_t c = 0; c < onsets_max; ++c) g[h][c] = -age[c];
    }
    for (std::size_t c = 0; c < onsets_max; ++c) {
      double seen = 0;
      for (const std::size_t s : seen_by_hand[hand]) seen += response[s][c];
      g[h][c] -= seen;
    }
    for (std::size_t s = 0; s < hand_states; ++s) {
      const double gain = with_states[s] / passage.variance;
      for (std::size_t c = 0; c < onsets_max; ++c) response[s][c] += g[h][c] * gain;
    }
  }
  if (passage.fired) return;
  const double weight = 1 / passage.evidence_variance;
  const double pull = passage.innovation / passage.evidence_variance;
  for (std::size_t c = 0; c < onsets_max; ++c) {
    hand_sums_.d[0][c] += g[0][c] * pull;
    hand_sums_.d[1][c] += g[1][c] * pull;
    hand_sums_.j[0][c] += g[0][c] * g[0][c] * weight;
    hand_sums_.j[1][c] += g[1][c] * g[1][c] * weight;
    hand_sums_.j_across[c] += g[0][c] * g[1][c] * weight;
  }
  for (std::size_t lag = 0; lag < lag_count; ++lag) {
    for (std::size_t c = 0; c < design.onsets(); ++c) {
      const std::size_t second = design.later(c, lag);
      if (second <= c) continue;
      hand_sums_.lagged[lag][0][c] += g[0][c] * g[1][second] * weight;
      hand_sums_.lagged[lag][1][c] += g[1][c] * g[0][second] * weight;
    }
  }
}

StrengthOutcome StrengthFilter::add_mip(const Design& design, double days, double y) {
  const auto& p = design.parameters();
  Guard& guard = guards_[index_of(Stream::mip)];
  const auto decay = advance_mip(p, days);
  Judgement<mip_states, 3, MipSums, Guard, Course> judgement(p, mip_filter_, seen_by_mip, p.mip_white_sd, mip_course_,
                                                             y);
  Passage passage;
  passage.fired =
      guard.readings > p.warmup && judgement.falls_abruptly(guard, 0, days, mip_sums_, mip_sums_before_fall_);
  passage.status = passage.fired                        ? StrengthStatus::step
                   : guard.readings > p.mip_gate_warmup ? judgement.gate(guard, 0, days)
                                                        : StrengthStatus::used;
  passage.held = !passage.fired && passage.status != StrengthStatus::used;
  passage.innovation = judgement.innovation();
  passage.variance = judgement.variance();
  passage.evidence_variance = judgement.evidence_variance();
  for (std::size_t s = 1; s < mip_states; ++s) {
    for (double& value : mip_response_[s]) value *= decay[s];
  }
  const double z = judgement.z();
  const StrengthOutcome outcome{passage.status, z, judgement.forecast().value, judgement.forecast_sd()};
  if (passage.held) return outcome;
  gather_mip(months_since_onset(design, days), passage, judgement.forecast().with_states);
  mip_filter_.update(judgement.forecast(), passage.innovation, passage.variance);
  if (guard.readings > p.warmup) learn_scale(p, mip_course_, z);
  return outcome;
}

void StrengthFilter::gather_mip(const Onsets& age, const Passage& passage,
                                const std::array<double, mip_states>& with_states) {
  for (std::size_t c = 0; c < onsets_max; ++c) {
    const double g = -age[c] - (mip_response_[0][c] + mip_response_[1][c] + mip_response_[2][c]);
    for (std::size_t s = 0; s < mip_states; ++s) mip_response_[s][c] += g * with_states[s] / passage.variance;
    if (passage.fired) continue;
    mip_sums_.d[c] += g * passage.innovation / passage.evidence_variance;
    mip_sums_.j[c] += g * g / passage.evidence_variance;
  }
}

double StrengthFilter::forecast_z(const Design& design, double days, Stream stream, double y) const {
  StrengthFilter ahead = *this;
  const auto& p = design.parameters();
  if (stream == Stream::mip) {
    ahead.advance_mip(p, days);
    return Judgement<mip_states, 3, MipSums, Guard, Course>(p, ahead.mip_filter_, seen_by_mip, p.mip_white_sd,
                                                            mip_course_, y)
        .z();
  }
  ahead.advance_hands(p, days);
  return Judgement<hand_states, 5, HandSums, Guard, Course>(p, ahead.hand_filter_, seen_by_hand[index_of(stream)],
                                                            p.grip_white_sd, hand_course_, y)
      .z();
}

void StrengthFilter::widen_for_device(const Parameters& p, bool grip) {
  const double variance = square(p.device_sd);
  if (!grip) {
    mip_filter_.covariance[0][0] += variance;
    return;
  }
  for (const std::size_t i : {0U, 1U}) {
    for (const std::size_t j : {0U, 1U}) hand_filter_.covariance[i][j] += variance;
  }
}

double StrengthFilter::level(Stream stream) const {
  const auto& x = hand_filter_.mean;
  switch (stream) {
    case Stream::right_grip: return x[0] + x[2] + x[3] + x[5];
    case Stream::left_grip: return x[1] + x[2] + x[3] + x[6];
    case Stream::mip: break;
  }
  return mip_filter_.mean[0] + mip_filter_.mean[1] + mip_filter_.mean[2];
}

double StrengthFilter::level_sd(const Parameters& p, Stream stream) const {
  double variance = 0;
  double scale = mip_course_.scale();
  if (is_grip(stream)) {
    for (const std::size_t i : seen_by_hand[index_of(stream)]) {
      for (const std::size_t j : seen_by_hand[index_of(stream)]) {
        if (i != 4 && j != 4) variance += hand_filter_.covariance[i][j];  // 4: the state of the day
      }
    }
    scale = hand_course_.scale();
  } else {
    for (const auto& row : mip_filter_.covariance) {
      for (const double value : row) variance += value;
    }
  }
  return std::sqrt(std::max(variance, 0.) * std::max(scale, p.scale_floor_for_z));
}

}  // namespace myotrend::trend
