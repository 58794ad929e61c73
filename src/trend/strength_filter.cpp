#include "myotrend/trend/strength_filter.h"

#include <algorithm>
#include <cmath>

#include "trend/judgement.h"

namespace myotrend::trend {
namespace {

constexpr std::array<std::array<std::size_t, 5>, 2> seen_by_hand{{{0, 2, 3, 4, 5}, {1, 2, 3, 4, 6}}};

}  // namespace

StrengthFilter::StrengthFilter(const Parameters& p, DominantHand dominant, double norm_grip, double norm_mip)
    : norm_right_(norm_grip), norm_left_(norm_grip), norm_mip_(norm_mip) {
  if (dominant != DominantHand::unknown) {
    const double shift = dominant == DominantHand::right ? p.dominant_shift : -p.dominant_shift;
    norm_right_ += shift;
    norm_left_ -= shift;
  }
  static_assert(sizeof(*this) == sizeof(norm_right_) + sizeof(norm_left_) + sizeof(norm_mip_) + sizeof(hand_filter_) +
                                     sizeof(breath_filter_) + sizeof(hand_day_) + sizeof(breath_day_) +
                                     sizeof(courses_) + sizeof(guards_) + sizeof(hand_response_) +
                                     sizeof(breath_response_) + sizeof(hand_sums_) + sizeof(breath_sums_) +
                                     sizeof(hand_sums_before_fall_) + sizeof(breath_sums_before_fall_) &&
                    sizeof(Course) == 3 * sizeof(double) && sizeof(Guard) == 5 * sizeof(double),
                "no byte between members: equal filters are equal bytes");
  begin_anew(p, Stream::right_grip);
  begin_anew(p, Stream::mip);
}

void StrengthFilter::begin_anew(const Parameters& p, Stream of_system) {
  for (const Stream stream : all_streams) {
    if (is_grip(stream) != is_grip(of_system)) continue;
    guards_[index_of(stream)] = {};
    course_of(stream) = {p.scale_prior_weight, p.scale_prior_weight, no_device};
  }
  if (!is_grip(of_system)) {
    breath_filter_ = {};
    breath_filter_.mean = {norm_mip_, p.mip_deficit_mean};
    auto& breath = breath_filter_.covariance;
    breath[0][0] = breath[3][3] = breath[5][5] = square(p.mip_level_sd);
    breath[1][1] = square(p.mip_deficit_sd);
    breath[2][2] = square(p.mip_slow_sd);
    breath[4][4] = square(p.snip_slow_sd);
    breath[6][6] = square(p.fvc_slow_sd);
    breath_day_ = 0;
    breath_response_ = {};
    breath_sums_ = {};
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
  hand_day_ = 0;
  hand_response_ = {};
  hand_sums_ = {};
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
  for (auto& response : breath_response_) keep_lead(response);
  hand_sums_ = {};
  breath_sums_ = {};
  hand_sums_before_fall_ = {};
  breath_sums_before_fall_ = {};
  hand_day_ -= shift;
  breath_day_ -= shift;
  for (Guard& guard : guards_) {
    guard.fall_began -= shift;
    guard.relearn_until -= shift;
  }
}

StrengthFilter::Decay<StrengthFilter::hand_states> StrengthFilter::advance_hands(const Parameters& p, double days,
                                                                                 HandFilter& filter) const {
  const double gap = std::max(days - hand_day_, 0.);
  const double hand_slow = std::exp(-gap / p.hand_slow_tau);
  const Decay<hand_states> decay{1,
                                 1,
                                 std::exp(-gap / p.deficit_tau),
                                 std::exp(-gap / p.common_slow_tau),
                                 std::exp(-gap / p.day_tau),
                                 hand_slow,
                                 hand_slow};
  filter.advance(decay,
                 {0, 0, 0, square(p.common_slow_sd), square(p.day_sd), square(p.hand_slow_sd), square(p.hand_slow_sd)});
  const double common = square(p.common_walk) * gap;
  for (std::size_t hand = 0; hand < 2; ++hand) {
    const double own = days < guards_[hand].relearn_until ? p.relearn_walk : p.hand_walk;
    filter.covariance[hand][hand] += square(own) * gap + common;
    filter.covariance[hand][1 - hand] += common;
  }
  return decay;
}

void StrengthFilter::decay_hand_responses(const Decay<hand_states>& decay) {
  for (auto& response : hand_response_) {
    for (std::size_t s = 2; s < hand_states; ++s) {
      for (double& value : response[s]) value *= decay[s];
    }
  }
}

StrengthOutcome StrengthFilter::add(const Design& design, double days, Stream stream, double y, int device) {
  Course& course = course_of(stream);
  if (course.device != no_device && course.device != device) widen_for_device(design.parameters(), stream);
  course.device = device;
  ++guards_[index_of(stream)].readings;
  return is_grip(stream) ? add_grip(design, days, stream, y) : add_breath(design, days, stream, y);
}

StrengthOutcome StrengthFilter::add_grip(const Design& design, double days, Stream stream, double y) {
  const auto& p = design.parameters();
  const std::size_t hand = index_of(stream);
  Guard& guard = guards_[hand];
  Course& course = course_of(stream);
  const auto decay = advance_hands(p, days, hand_filter_);
  hand_day_ = days;
  Judgement judgement(p, hand_filter_, seen_by_hand[hand], p.grip_white_sd, course.scale(), y);
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
  decay_hand_responses(decay);
  const double z = judgement.z();
  const StrengthOutcome outcome{passage.status, z, judgement.forecast().value, judgement.forecast_sd()};
  if (passage.held) return outcome;
  const auto g = ramps_of_hands(design, days, hand, passage.variance, judgement.forecast().with_states);
  if (!passage.fired) gather_hands(design, g, passage);
  hand_filter_.update(judgement.forecast(), passage.innovation, passage.variance);
  if (warm) learn_scale(p, course, z);
  return outcome;
}

std::array<Onsets, 2> StrengthFilter::ramps_of_hands(const Design& design, double days, std::size_t hand,
                                                     double variance,
                                                     const std::array<double, hand_states>& with_states) {
  const Onsets age = months_since_onset(design, days);
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
      const double gain = with_states[s] / variance;
      for (std::size_t c = 0; c < onsets_max; ++c) response[s][c] += g[h][c] * gain;
    }
  }
  return g;
}

void StrengthFilter::gather_hands(const Design& design, const std::array<Onsets, 2>& g, const Passage& passage) {
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

double StrengthFilter::forecast_z(const Design& design, double days, Stream stream, double y) const {
  const auto& p = design.parameters();
  if (!is_grip(stream)) {
    StrengthFilter ahead = *this;
    return ahead.add_breath(design, days, stream, y).z;
  }
  HandFilter ahead = hand_filter_;
  advance_hands(p, days, ahead);
  return Judgement(p, ahead, seen_by_hand[index_of(stream)], p.grip_white_sd, course_of(stream).scale(), y).z();
}

StrengthFilter::Foresight StrengthFilter::foresee(const Design& design, double days, Stream stream, Ramp& loss) {
  if (!is_grip(stream)) return foresee_breath(design, days, stream, loss);
  const auto& p = design.parameters();
  const std::size_t hand = index_of(stream);
  const auto decay = advance_hands(p, days, hand_filter_);
  hand_day_ = days;
  const auto forecast = hand_filter_.forecast(seen_by_hand[hand], square(p.grip_white_sd));
  decay_hand_responses(decay);
  Foresight told;
  told.g = ramps_of_hands(design, days, hand, forecast.variance, forecast.with_states);
  told.weight = 1 / (forecast.variance * course_of(stream).scale());
  hand_filter_.update(forecast, 0, forecast.variance);
  if (loss.of_breathing()) return told;
  if (hand == 0 ? loss.right : loss.left) told.loss = -std::max(days - loss.onset, 0.) / p.month;
  for (std::size_t s = 0; s < hand_states; ++s) loss.response[s] *= decay[s];
  for (const std::size_t s : seen_by_hand[hand]) told.loss -= loss.response[s];
  for (std::size_t s = 0; s < hand_states; ++s) {
    loss.response[s] += told.loss * forecast.with_states[s] / forecast.variance;
  }
  return told;
}

void StrengthFilter::widen_for_device(const Parameters& p, Stream stream) {
  const double variance = square(p.device_sd);
  if (!is_grip(stream)) {
    widen_level(stream, variance);
    return;
  }
  for (const std::size_t i : {0U, 1U}) {
    for (const std::size_t j : {0U, 1U}) hand_filter_.covariance[i][j] += variance;
  }
}

void StrengthFilter::forget_level(const Parameters& p, Stream stream) {
  if (is_grip(stream)) {
    const std::size_t hand = index_of(stream);
    hand_filter_.covariance[hand][hand] += square(p.level_sd);
    guards_[hand].relearn_until = hand_day_ + p.relearn_days;
  } else {
    widen_level(stream, square(p.mip_level_sd));
  }
}

double StrengthFilter::level(const Parameters& p, Stream stream) const {
  if (!is_grip(stream)) return breath_level(p, stream);
  const auto& x = hand_filter_.mean;
  return stream == Stream::right_grip ? x[0] + x[2] + x[3] + x[5] : x[1] + x[2] + x[3] + x[6];
}

double StrengthFilter::level_sd(const Parameters& p, Stream stream) const {
  double variance = 0;
  if (is_grip(stream)) {
    for (const std::size_t i : seen_by_hand[index_of(stream)]) {
      for (const std::size_t j : seen_by_hand[index_of(stream)]) {
        if (i != 4 && j != 4) variance += hand_filter_.covariance[i][j];  // 4: the state of the day
      }
    }
  } else {
    variance = breath_variance(p, stream);
  }
  return std::sqrt(std::max(variance, 0.) * std::max(course_of(stream).scale(), p.scale_floor_for_z));
}

}  // namespace myotrend::trend
