// The breathing half of StrengthFilter: MIP, SNIP and FVC, which share a deficit that heals and a slow state.

#include <algorithm>
#include <cmath>

#include "myotrend/trend/strength_filter.h"
#include "trend/judgement.h"

namespace myotrend::trend {
namespace {

using Row = std::array<double, 7>;

/// What a reading of this stream sees: level of MIP, deficit, slow; level and own slow of SNIP; of FVC.
Row row_of(const Parameters& p, Stream stream) {
  switch (stream) {
    case Stream::snip: return {0, p.snip_shared_deficit, p.snip_shared_slow, 1, 1, 0, 0};
    case Stream::fvc: return {0, p.fvc_shared_deficit, p.fvc_shared_slow, 0, 0, 1, 1};
    default: return {1, 1, 1, 0, 0, 0, 0};
  }
}

std::size_t level_of(Stream stream) { return stream == Stream::snip ? 3 : stream == Stream::fvc ? 5 : 0; }

double white_sd_of(const Parameters& p, Stream stream) {
  return stream == Stream::snip ? p.snip_white_sd : stream == Stream::fvc ? p.fvc_white_sd : p.mip_white_sd;
}

double rate_ratio_of(const Parameters& p, Stream stream) {
  return stream == Stream::snip ? p.snip_rate_ratio : stream == Stream::fvc ? p.fvc_rate_ratio : 1;
}

}  // namespace

std::size_t StrengthFilter::breath_states_seen() const {
  if (readings(Stream::fvc) > 0) return 7;
  return readings(Stream::snip) > 0 ? 5 : 3;
}

StrengthFilter::Decay<StrengthFilter::breath_states> StrengthFilter::advance_breath(const Parameters& p, double days,
                                                                                    BreathFilter& filter) const {
  const double gap = std::max(days - breath_day_, 0.);
  const double slow = std::exp(-gap / p.mip_slow_tau);
  const Decay<breath_states> decay{1, std::exp(-gap / p.deficit_tau), slow, 1, slow, 1, slow};
  filter.advance(decay, {0, 0, square(p.mip_slow_sd), 0, square(p.snip_slow_sd), 0, square(p.fvc_slow_sd)});
  for (const std::size_t level : {0U, 3U, 5U}) filter.covariance[level][level] += square(p.mip_walk) * gap;
  return decay;
}

void StrengthFilter::decay_breath_responses(const Decay<breath_states>& decay) {
  for (std::size_t s = 1; s < breath_states_seen(); ++s) {
    for (double& value : breath_response_[s]) value *= decay[s];
  }
}

StrengthOutcome StrengthFilter::add_breath(const Design& design, double days, Stream stream, double y) {
  const auto& p = design.parameters();
  Guard& guard = guards_[index_of(stream)];
  Course& course = course_of(stream);
  const std::size_t level = level_of(stream);
  const auto decay = advance_breath(p, days, breath_filter_);
  breath_day_ = days;
  // SNIP and FVC have no norm: the first reading says about where the level lies.
  if (stream != Stream::mip && guard.readings <= 1) breath_filter_.mean[level] += y - breath_level(p, stream);
  const Row row = row_of(p, stream);
  Judgement judgement(p, breath_filter_, row, white_sd_of(p, stream), course.scale(), y);
  Passage passage;
  passage.fired =
      guard.readings > p.warmup && judgement.falls_abruptly(guard, level, days, breath_sums_,
                                                            breath_sums_before_fall_[index_of(stream) - hand_count]);
  passage.status = passage.fired                        ? StrengthStatus::step
                   : guard.readings > p.mip_gate_warmup ? judgement.gate(guard, level, days)
                                                        : StrengthStatus::used;
  passage.held = !passage.fired && passage.status != StrengthStatus::used;
  passage.innovation = judgement.innovation();
  passage.variance = judgement.variance();
  passage.evidence_variance = judgement.evidence_variance();
  decay_breath_responses(decay);
  const double z = judgement.z();
  const StrengthOutcome outcome{passage.status, z, judgement.forecast().value, judgement.forecast_sd()};
  if (passage.held) return outcome;
  const Onsets g = ramps_of_breath(design, days, stream, passage.variance, judgement.forecast().with_states);
  if (!passage.fired) {
    for (std::size_t c = 0; c < onsets_max; ++c) {
      breath_sums_.d[c] += g[c] * passage.innovation / passage.evidence_variance;
      breath_sums_.j[c] += g[c] * g[c] / passage.evidence_variance;
    }
  }
  breath_filter_.update(judgement.forecast(), passage.innovation, passage.variance);
  if (guard.readings > p.warmup) learn_scale(p, course, z);
  return outcome;
}

Onsets StrengthFilter::ramps_of_breath(const Design& design, double days, Stream stream, double variance,
                                       const std::array<double, breath_states>& with_states) {
  const auto& p = design.parameters();
  const Onsets age = months_since_onset(design, days);
  const Row row = row_of(p, stream);
  const double ratio = rate_ratio_of(p, stream);
  const std::size_t states = breath_states_seen();
  Onsets g;
  for (std::size_t c = 0; c < onsets_max; ++c) {
    double seen = 0;
    for (std::size_t s = 0; s < states; ++s) seen += row[s] * breath_response_[s][c];
    g[c] = -ratio * age[c] - seen;
    for (std::size_t s = 0; s < states; ++s) breath_response_[s][c] += g[c] * with_states[s] / variance;
  }
  return g;
}

StrengthFilter::Foresight StrengthFilter::foresee_breath(const Design& design, double days, Stream stream, Ramp& loss) {
  const auto& p = design.parameters();
  const auto decay = advance_breath(p, days, breath_filter_);
  breath_day_ = days;
  const Row row = row_of(p, stream);
  const auto forecast = breath_filter_.forecast(row, square(white_sd_of(p, stream)));
  decay_breath_responses(decay);
  Foresight told;
  told.g[0] = ramps_of_breath(design, days, stream, forecast.variance, forecast.with_states);
  told.weight = 1 / (forecast.variance * course_of(stream).scale());
  breath_filter_.update(forecast, 0, forecast.variance);
  if (!loss.of_breathing()) return told;
  told.loss = -rate_ratio_of(p, stream) * std::max(days - loss.onset, 0.) / p.month;
  for (std::size_t s = 0; s < breath_states; ++s) {
    loss.response[s] *= decay[s];
    told.loss -= row[s] * loss.response[s];
  }
  for (std::size_t s = 0; s < breath_states; ++s) {
    loss.response[s] += told.loss * forecast.with_states[s] / forecast.variance;
  }
  return told;
}

void StrengthFilter::widen_level(Stream stream, double variance) {
  const std::size_t level = level_of(stream);
  breath_filter_.covariance[level][level] += variance;
}

double StrengthFilter::breath_level(const Parameters& p, Stream stream) const {
  return breath_filter_.forecast(row_of(p, stream), 0).value;
}

double StrengthFilter::breath_variance(const Parameters& p, Stream stream) const {
  return breath_filter_.forecast(row_of(p, stream), 0).variance;
}

}  // namespace myotrend::trend
