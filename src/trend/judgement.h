#pragma once

#include <algorithm>
#include <cmath>

#include "myotrend/trend/strength_filter.h"

namespace myotrend::trend {

constexpr double square(double x) { return x * x; }

inline double sign_of(double x) { return x > 0 ? 1. : x < 0 ? -1. : 0.; }

/// -(t - tau)+ in months is the unit ramp; this is (t - tau)+.
inline Onsets months_since_onset(const Design& design, double days) {
  Onsets age;
  for (std::size_t c = 0; c < onsets_max; ++c) {
    age[c] = std::max(days - design.onset()[c], 0.) / design.parameters().month;
  }
  return age;
}

/// One reading's forecast, and what is decided about it.
/// `Row` names the states that the reading sees.
template <class Filter, class Row>
class Judgement {
 public:
  Judgement(const Parameters& p, Filter& filter, const Row& row, double white_sd, double scale, double y)
      : p_(p), filter_(filter), row_(row), white_variance_(square(white_sd)), scale_(scale) {
    look();
    innovation_ = y - forecast_.value;
  }

  const typename Filter::Forecast& forecast() const { return forecast_; }
  double z() const { return innovation_ / std::sqrt(forecast_.variance * std::max(scale_, p_.scale_floor_for_z)); }
  double innovation() const { return innovation_; }
  double forecast_sd() const { return std::sqrt(forecast_.variance * std::max(scale_, p_.scale_floor_for_z)); }
  /// S inflated beyond 1.5 sigma (Huber): used for gain and, times the scale, for evidence.
  double variance() const { return forecast_.variance * std::max(1., std::abs(z()) / p_.huber); }
  double evidence_variance() const { return variance() * scale_; }

  /// Step guard: a CUSUM of -z per stream (Page 1954). When it leaves zero the sums are kept; beyond the limit they
  /// come back and the level is learnt anew.
  template <class Guard, class Sums>
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
  template <class Guard>
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
  void look() { forecast_ = filter_.forecast(row_, white_variance_); }
  template <class Guard>
  void relearn(Guard& guard, std::size_t level, double days) {
    filter_.covariance[level][level] += square(p_.relearn_sd);
    guard.relearn_until = days + p_.relearn_days;
  }

  const Parameters& p_;
  Filter& filter_;
  const Row& row_;
  double white_variance_, scale_;
  typename Filter::Forecast forecast_;
  double innovation_ = 0;
};

/// The personal noise scale learns from min(z^2 q, cap), one reading late.
template <class Course>
void learn_scale(const Parameters& p, Course& course, double z) {
  course.squares += std::min(z * z * course.scale(), p.scale_cap);
  course.weight += 1.;
}

}  // namespace myotrend::trend
