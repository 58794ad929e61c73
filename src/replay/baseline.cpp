#include "myotrend/replay/baseline.h"

#include <algorithm>
#include <cmath>

#include "myotrend/record/entry.h"

namespace myotrend::replay {

namespace {

constexpr double no_limit = std::numeric_limits<double>::infinity();  // the cut-off is the caller's

}  // namespace

Baseline::Baseline(Detector rule, trend::Stream stream, const BaselineParameters& parameters)
    : rule_(rule),
      parameters_(&parameters),
      sem_(trend::is_grip(stream) ? parameters.grip_sem : parameters.mip_sem),
      apart_(trend::is_grip(stream) ? parameters.grip_apart : parameters.mip_apart),
      rate_min_(trend::is_grip(stream) ? parameters.grip_rate_min : parameters.mip_rate_min),
      to_skip_(trend::is_grip(stream) ? 0 : parameters.mip_sessions_skipped),
      cusum_(parameters.cusum_allowance, no_limit),
      ewma_(parameters.ewma_weight, no_limit) {}

void Baseline::add(double at, double y) {
  if (to_skip_ > 0) {
    --to_skip_;
    return;
  }
  switch (rule_) {
    case Detector::naive_mdc: add_change(at, y, false); break;
    case Detector::two_mdc: add_change(at, y, true); break;
    case Detector::slope: add_slope(at, y); break;
    case Detector::cusum:
    case Detector::ewma: add_chart(y); break;
    case Detector::ramp: break;
  }
}

double Baseline::drop(double y) const {
  return (mean_ - y) / (sem_ * std::sqrt(1 + 1.0 / parameters_->change_baseline_readings));
}

void Baseline::add_change(double at, double y, bool two) {
  const int wanted = parameters_->change_baseline_readings;
  if (count_ < wanted) {
    mean_ += y / wanted;
    ++count_;
    return;
  }
  const double now = drop(y);
  if (!two) {
    statistic_ = now;
    return;
  }
  const auto after = std::upper_bound(first_.begin(), first_.end(), at - apart_,
                                      [](double wanted_day, const Point& point) { return wanted_day < point.days; });
  statistic_ = after == first_.begin() ? nothing : std::min(now, (after - 1)->value);
  first_.push_back({at, now});
}

void Baseline::add_slope(double at, double y) {
  if (count_ == 0) origin_ = {at, y};
  const double t = at - origin_.days, v = y - origin_.value;
  ++count_;
  sum_t_ += t;
  sum_y_ += v;
  sum_tt_ += t * t;
  sum_ty_ += t * v;
  sum_yy_ += v * v;
  newest_ = t;
  double look = nothing;
  const double n = count_, s_tt = sum_tt_ - sum_t_ * sum_t_ / n;
  if (count_ >= parameters_->slope_readings && newest_ >= parameters_->slope_days && s_tt > 0) {
    constexpr double month_days = 30.44;
    const double s_ty = sum_ty_ - sum_t_ * sum_y_ / n, s_yy = sum_yy_ - sum_y_ * sum_y_ / n;
    const double slope = s_ty / s_tt;
    const double residual = std::max(s_yy - slope * s_ty, 0.0) / (n - 2);
    if (-slope * month_days > rate_min_ && residual > 0) look = -slope / std::sqrt(residual / s_tt);
  }
  statistic_ = std::min(look, slope_before_);
  slope_before_ = look;
}

void Baseline::add_chart(double y) {
  const int wanted = parameters_->chart_baseline_readings;
  if (count_ < wanted) {
    first_.push_back({0, y});
    if (++count_ < wanted) return;
    for (const Point& point : first_) mean_ += point.value / wanted;
    for (const Point& point : first_) sd_ += (point.value - mean_) * (point.value - mean_) / (wanted - 1);
    sd_ = std::sqrt(sd_);
    return;
  }
  if (sd_ <= 0) return;
  const double z = (mean_ - y) / sd_;
  if (rule_ == Detector::cusum) {
    cusum_.add(z);
    statistic_ = cusum_.sum();
  } else {
    ewma_.add(z);
    const double weight = parameters_->ewma_weight;
    statistic_ = ewma_.value() / std::sqrt(weight / (2 - weight));
  }
}

}  // namespace myotrend::replay
