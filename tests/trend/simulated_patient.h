#pragma once

#include <cmath>
#include <random>
#include <vector>

#include "myotrend/trend/progression.h"

/// Patients drawn from the detector's own model, with a fixed generator: the same on every run.
class SimulatedPatient {
 public:
  struct Truth {
    double rate = 0, onset = 0;  // of the right hand: %/month from that day
    double noise = 1;            // personal factor
    double recovery = 0;         // per cent missing on day 0
  };
  struct Reading {
    double days;
    myotrend::trend::Stream stream;
    double y;
  };

  explicit SimulatedPatient(std::mt19937& random) : random_(random) {}

  /// Both hands every `every` days, MIP every fourth time.
  std::vector<Reading> readings(int days, int every, const Truth& truth);

 private:
  struct Wave {  // Ornstein-Uhlenbeck
    double sd, tau, x = 0, t = 0;
  };
  double normal() { return normal_(random_); }
  double at(Wave& wave, double t) {
    const double a = std::exp(-(t - wave.t) / wave.tau);
    wave.x = a * wave.x + wave.sd * std::sqrt(1 - a * a) * normal();
    wave.t = t;
    return wave.x;
  }
  std::mt19937& random_;
  std::normal_distribution<double> normal_;
};

inline std::vector<SimulatedPatient::Reading> SimulatedPatient::readings(int days, int every, const Truth& truth) {
  using myotrend::trend::Stream;
  Wave slow{3, 40}, form{3, 1.4}, right{1.4, 30}, left{1.4, 30}, breath{4.5, 50};
  for (Wave* wave : {&slow, &form, &right, &left, &breath}) wave->x = wave->sd * normal();
  const double level = 360 + 20 * normal(), apart = 3.5 * normal(), mip = 440 + 20 * normal();
  double common = 0, before = 0;
  std::vector<Reading> all;
  for (int day = 0; day < days; day += every) {
    const double t = day + .4;
    common += .16 * std::sqrt(t - before) * normal();
    before = t;
    const double fall = truth.rate * std::max(t - truth.onset, 0.) / 30.44;
    const double missing = truth.recovery * std::exp(-t / 60);
    const double shared = at(slow, t) + at(form, t);
    const double hand = level + common - missing;
    all.push_back(
        {t, Stream::right_grip, hand + apart + truth.noise * (shared + at(right, t) + 4.2 * normal()) - fall});
    all.push_back({t + .002, Stream::left_grip, hand - apart + truth.noise * (shared + at(left, t) + 4.2 * normal())});
    if (day % (4 * every) == 0) {
      all.push_back({t + .1, Stream::mip, mip - missing + truth.noise * (at(breath, t) + 8.5 * normal())});
    }
  }
  return all;
}
