#include <catch2/catch.hpp>

#include <cmath>
#include <functional>
#include <random>
#include <vector>

#include "golden_case.h"
#include "myotrend/trend/progression.h"

using namespace myotrend::trend;

// An independent way to the same number: every reading of a patient is one long normal vector, whose covariance without
// progression is written down directly; E is the mixture of density ratios. No filter, no recursion.
namespace {

using Row = std::vector<double>;

struct Reading {
  double days;
  Stream stream;
  double y;
};

double both_then(double sd, double tau, double s, double t) { return sd * sd * std::exp(-std::abs(s - t) / tau); }

/// What a stream of breathing has of the common deficit and of the common slow state, and of its own.
struct Share {
  double deficit = 1, slow = 1, own_slow_sd = 0, white_sd = 0, rate = 1;
};

Share share_of(const Parameters& p, Stream stream) {
  if (stream == Stream::snip) {
    return {p.snip_shared_deficit, p.snip_shared_slow, p.snip_slow_sd, p.snip_white_sd, p.snip_rate_ratio};
  }
  if (stream == Stream::fvc) {
    return {p.fvc_shared_deficit, p.fvc_shared_slow, p.fvc_slow_sd, p.fvc_white_sd, p.fvc_rate_ratio};
  }
  return {1, 1, 0, p.mip_white_sd, 1};
}

double expected(const Parameters& p, const Reading& a) {
  if (!is_grip(a.stream)) return p.norm_mip + p.mip_deficit_mean * std::exp(-a.days / p.deficit_tau);
  const double side = a.stream == Stream::right_grip ? p.dominant_shift : -p.dominant_shift;
  return p.norm_grip + side + p.deficit_mean * std::exp(-a.days / p.deficit_tau);
}

double covariance(const Parameters& p, const Reading& a, const Reading& b, bool same) {
  if (is_grip(a.stream) != is_grip(b.stream)) return 0;
  const double first = std::min(a.days, b.days);
  const double healed = std::exp(-(a.days + b.days) / p.deficit_tau);
  if (!is_grip(a.stream)) {
    const Share x = share_of(p, a.stream), y = share_of(p, b.stream);
    double sum = x.deficit * y.deficit * p.mip_deficit_sd * p.mip_deficit_sd * healed +
                 x.slow * y.slow * both_then(p.mip_slow_sd, p.mip_slow_tau, a.days, b.days);
    if (a.stream != b.stream) return sum;
    sum += p.mip_level_sd * p.mip_level_sd + p.mip_walk * p.mip_walk * first +
           both_then(x.own_slow_sd, p.mip_slow_tau, a.days, b.days);
    return sum + (same ? x.white_sd * x.white_sd : 0);
  }
  double sum = p.level_sd * p.level_sd + p.common_walk * p.common_walk * first + p.deficit_sd * p.deficit_sd * healed +
               both_then(p.common_slow_sd, p.common_slow_tau, a.days, b.days) +
               both_then(p.day_sd, p.day_tau, a.days, b.days);
  if (a.stream == b.stream) {
    sum += p.hand_walk * p.hand_walk * first + both_then(p.hand_slow_sd, p.hand_slow_tau, a.days, b.days);
  } else {
    sum -= p.asymmetry_sd * p.asymmetry_sd / 2;
  }
  return sum + (same ? p.grip_white_sd * p.grip_white_sd : 0);
}

/// L of a = L L'.
std::vector<Row> cholesky(std::vector<Row> a) {
  for (std::size_t j = 0; j < a.size(); ++j) {
    for (std::size_t k = 0; k < j; ++k) a[j][j] -= a[j][k] * a[j][k];
    a[j][j] = std::sqrt(a[j][j]);
    for (std::size_t i = j + 1; i < a.size(); ++i) {
      for (std::size_t k = 0; k < j; ++k) a[i][j] -= a[i][k] * a[j][k];
      a[i][j] /= a[j][j];
    }
  }
  return a;
}

/// log of density(y | mean - decline) / density(y | mean), from whitened vectors.
class Normal {
 public:
  Normal(const Parameters& p, const std::vector<Reading>& readings) : readings_(readings) {
    std::vector<Row> a(readings.size(), Row(readings.size()));
    for (std::size_t i = 0; i < a.size(); ++i) {
      for (std::size_t j = 0; j < a.size(); ++j) a[i][j] = covariance(p, readings[i], readings[j], i == j);
    }
    factor_ = cholesky(a);
    Row off;
    for (const auto& reading : readings) off.push_back(reading.y - expected(p, reading));
    white_ = whiten(off);
  }
  /// `fall(reading)`: per cent lost by then.
  double log_ratio(const std::function<double(const Reading&)>& fall) const {
    Row shift;
    for (const auto& reading : readings_) shift.push_back(-fall(reading));
    shift = whiten(shift);
    double sum = 0;
    for (std::size_t i = 0; i < shift.size(); ++i) sum += shift[i] * white_[i] - .5 * shift[i] * shift[i];
    return sum;
  }

 private:
  Row whiten(Row x) const {
    for (std::size_t i = 0; i < x.size(); ++i) {
      for (std::size_t k = 0; k < i; ++k) x[i] -= factor_[i][k] * x[k];
      x[i] /= factor_[i][i];
    }
    return x;
  }
  std::vector<Reading> readings_;
  std::vector<Row> factor_;
  Row white_;
};

struct Mixture {
  const Parameters& p;
  const Normal& density;
  std::vector<double> onsets, weights;
  std::size_t begun = 0;

  double ramp(double days, double onset, double rate) const { return rate * std::max(days - onset, 0.) / p.month; }
  double hands(double right, double right_onset, double left, double left_onset) const {
    return std::exp(density.log_ratio([&](const Reading& a) {
      if (a.stream == Stream::mip) return 0.;
      return a.stream == Stream::right_grip ? ramp(a.days, right_onset, right) : ramp(a.days, left_onset, left);
    }));
  }
  std::size_t nearest(double day) const {
    std::size_t best = 0;
    for (std::size_t c = 0; c < onsets.size(); ++c) {
      if (std::abs(onsets[c] - day) < std::abs(onsets[best] - day)) best = c;
    }
    return best;
  }
  double limb(std::size_t c) const {
    double sum = 0;
    for (std::size_t r = 0; r < rate_count; ++r) {
      const double b = p.rates[r], t = onsets[c], k = b * p.second_hand_ratio;
      const double one = .5 * (hands(b, t, 0, 0) + hands(0, 0, b, t));
      const double both = (hands(b, t, b, t) + hands(b, t, b / 2, t) + hands(b / 2, t, b, t)) / 3;
      double later = 0;
      for (const double lag : p.lags) {
        const std::size_t second = nearest(t + lag);
        const double s = onsets[second];
        later += second >= begun || second == c ? one / 2 : (hands(b, t, k, s) + hands(k, s, b, t)) / 4;
      }
      sum += p.rate_weights[r] * (.30 * one + .25 * both + .30 * later) / .85;
    }
    return sum;
  }
  double breath(std::size_t c) const {
    double sum = 0;
    for (std::size_t r = 0; r < rate_count; ++r) {
      sum += p.rate_weights[r] * std::exp(density.log_ratio([&](const Reading& a) {
               return a.stream == Stream::mip ? ramp(a.days, onsets[c], p.rates[r]) : 0.;
             }));
    }
    return sum;
  }
  double follow(const std::vector<double>& other, std::size_t c) const {
    double begins = .2 * other[c];
    for (const double lag : p.lags) {
      const std::size_t second = nearest(onsets[c] + lag);
      begins += .4 * (second < begun && second > c ? other[second] : 1.);
    }
    return .5 + .5 * begins;
  }
};

}  // namespace

TEST_CASE("the evidence of strength is the ratio of two normal densities") {
  Parameters p = shipped_parameters();
  p.huber = p.gate = p.step_limit = 1e9;  // the guards are no part of the density
  p.warmup = p.mip_gate_warmup = 1000;    // nor is the learnt noise scale
  p.log_clip = 300;
  const double level_sd = GENERATE(80., 20.);
  p.level_sd = p.mip_level_sd = level_sd;
  const Design design(p);
  Detector detector(design, DominantHand::right);
  std::mt19937 random(11);
  std::normal_distribution<double> normal;
  std::vector<Reading> readings;
  const int days = 130;
  for (int day = 0; day < days; day += 9) {
    readings.push_back({day + .3, Stream::right_grip, 358 - .12 * day + 5 * normal(random)});
    readings.push_back({day + .31, Stream::left_grip, 350 + 5 * normal(random)});
    if (day % 18 == 0) readings.push_back({day + .5, Stream::mip, 440 - .1 * day + 9 * normal(random)});
  }
  for (const auto& reading : readings) detector.add_strength(reading.days, reading.stream, reading.y, 0);

  const Normal density(p, readings);
  Mixture mixture{p, density, {-90}, {.10}};
  for (int i = 0; i <= 20; ++i) {
    mixture.onsets.push_back(28. * i);
    mixture.weights.push_back(i == 0 ? .15 : .75 / 20);
  }
  while (mixture.onsets[mixture.begun] < days) ++mixture.begun;
  std::vector<double> limb, breath;
  for (std::size_t c = 0; c < mixture.begun; ++c) {
    limb.push_back(mixture.limb(c));
    breath.push_back(mixture.breath(c));
  }
  double begun_weight = 0, e = 0, e_respiratory = 0;
  for (std::size_t c = 0; c < mixture.begun; ++c) {
    const double w = mixture.weights[c];
    begun_weight += w;
    e += w * (.55 * limb[c] * mixture.follow(breath, c) + .25 * breath[c] * mixture.follow(limb, c)) / .80;
    e_respiratory += w * breath[c];
  }
  const double log_e = std::log(e + 1 - begun_weight);
  CHECK(log_e > 1);  // the case says something
  CHECK(detector.evidence(days - 1).log_strength == Approx(log_e).epsilon(0).margin(1e-9));
  CHECK(detector.log_respiratory(days - 1) ==
        Approx(std::log(e_respiratory + 1 - begun_weight)).epsilon(0).margin(1e-9));
}

TEST_CASE("the evidence of MIP, SNIP and FVC together is the ratio of two normal densities") {
  Parameters p = shipped_parameters();
  p.huber = p.gate = p.step_limit = 1e9;
  p.warmup = p.mip_gate_warmup = 1000;
  const Design design(p);
  Detector detector(design, DominantHand::right);
  std::mt19937 random(12);
  std::normal_distribution<double> normal;
  std::vector<Reading> readings;
  const int days = 130;
  for (int day = 0; day < days; day += 13) {
    // SNIP and FVC come first: their levels are then the first readings less what is expected to be missing.
    readings.push_back({day + .2, Stream::snip, 430 - .12 * day + 8 * normal(random)});
    if (day % 26 == 0) readings.push_back({day + .3, Stream::fvc, 128 - .08 * day + 4 * normal(random)});
    readings.push_back({day + .5, Stream::mip, 440 - .1 * day + 9 * normal(random)});
  }
  for (const auto& reading : readings) detector.add_strength(reading.days, reading.stream, reading.y, 0);

  // The expectation of SNIP and FVC is written into the data: the density's own is that of MIP.
  std::vector<Reading> centred = readings;
  for (auto& reading : centred) {
    if (reading.stream == Stream::mip) continue;
    const std::size_t first = reading.stream == Stream::snip ? 0 : 1;
    const double missing = share_of(p, reading.stream).deficit * p.mip_deficit_mean;
    const auto healed = [&](double day) { return std::exp(-day / p.deficit_tau); };
    const double mean = readings[first].y + missing * (healed(reading.days) - healed(readings[first].days));
    reading.y += expected(p, {reading.days, Stream::mip, 0}) - mean;
  }
  const Normal density(p, centred);
  double e = 0, begun = 0;
  for (std::size_t c = 0; c < design.onsets() && design.onset()[c] < days; ++c) {
    begun += design.weight()[c];
    for (std::size_t r = 0; r < rate_count; ++r) {
      e += design.weight()[c] * p.rate_weights[r] * std::exp(density.log_ratio([&](const Reading& a) {
             const double months = std::max(a.days - design.onset()[c], 0.) / p.month;
             return share_of(p, a.stream).rate * p.rates[r] * months;
           }));
    }
  }
  const double log_e = std::log(e + 1 - begun);
  CHECK(log_e > .3);
  CHECK(detector.log_respiratory(days - 1) == Approx(log_e).epsilon(0).margin(1e-9));
}
