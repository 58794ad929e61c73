#include "myotrend/trend/power.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "golden_case.h"
#include "simulated_patient.h"

using namespace myotrend::trend;

namespace {

const Design& shipped_design() {
  static const Design design(shipped_parameters());
  return design;
}

constexpr int calm_days = 168;

Cadence both_hands_every(double days) {
  Cadence cadence{};
  cadence[index_of(Stream::right_grip)] = cadence[index_of(Stream::left_grip)] = days;
  cadence[index_of(Stream::mip)] = 4 * days;
  return cadence;
}

struct Tally {
  double foretold = 0, seen = 0;
};

struct Situation {
  Loss loss;
  double rate;
  int days_ahead, every;
};

/// The whole detector, patient by patient: a loss that begins after a calm half year, looked at after every session,
/// against what was foretold on the day on which it began.
Tally brute_force(const Situation& s, int patients) {
  std::mt19937 random(5);
  Tally tally;
  const double threshold = 10;
  for (int i = 0; i < patients; ++i) {
    SimulatedPatient patient(random);
    const double noise = std::exp(.25 * std::normal_distribution<double>()(random));
    const auto readings = patient.readings(calm_days + s.days_ahead, s.every, {0, 0, noise, 6});
    Detector detector(shipped_design(), DominantHand::right);
    bool foretold = false, seen = false;
    for (std::size_t k = 0; k < readings.size(); ++k) {
      auto reading = readings[k];
      const bool falls = s.loss == Loss::both_hands  ? is_grip(reading.stream)
                         : s.loss == Loss::breathing ? !is_grip(reading.stream)
                                                     : reading.stream == Stream::right_grip;
      if (falls) reading.y -= s.rate * std::max(reading.days - calm_days, 0.) / 30.44;
      if (!foretold && reading.days >= calm_days) {
        foretold = true;
        const PowerQuestion question{s.loss, static_cast<double>(s.days_ahead), threshold, both_hands_every(s.every)};
        tally.foretold += Power(detector, calm_days, question).probability(s.rate) / patients;
      }
      detector.add_strength(reading.days, reading.stream, reading.y, 0);
      const int day = static_cast<int>(reading.days);
      const bool last_of_day = k + 1 == readings.size() || static_cast<int>(readings[k + 1].days) != day;
      if (foretold && last_of_day) seen = seen || detector.evidence(day).log_fused >= std::log(threshold);
    }
    tally.seen += seen ? 1. / patients : 0.;
  }
  return tally;
}

}  // namespace

TEST_CASE("the power foretold is what the whole detector does in simulated patients") {
  for (const auto& s : {Situation{Loss::one_hand, 2, 120, 3},
                        {Loss::one_hand, 3, 120, 3},
                        {Loss::one_hand, 4, 120, 3},
                        {Loss::one_hand, 3, 90, 2},
                        {Loss::one_hand, 2, 240, 7},
                        {Loss::one_hand, 3, 180, 7},
                        {Loss::both_hands, 3, 120, 3},
                        {Loss::breathing, 4, 180, 3}}) {
    const Tally tally = brute_force(s, 400);
    INFO(s.rate << " %/month, " << s.days_ahead << " d ahead, every " << s.every << " d: foretold " << tally.foretold
                << ", seen " << tally.seen);
    CHECK(tally.foretold == Approx(tally.seen).margin(.08));
  }
}

TEST_CASE("power grows with the rate, the time, the readings and a quieter hand") {
  std::mt19937 random(6);
  const auto detector_of = [&](double noise) {
    Detector detector(shipped_design(), DominantHand::right);
    for (const auto& reading : SimulatedPatient(random).readings(calm_days, 3, {0, 0, noise, 0})) {
      detector.add_strength(reading.days, reading.stream, reading.y, 0);
    }
    return detector;
  };
  const Detector quiet = detector_of(.7), loud = detector_of(1.5);
  const auto rate = [](const Detector& detector, double ahead, double every) {
    return Power(detector, calm_days, {Loss::one_hand, ahead, 10, both_hands_every(every)}).rate_seen_with(.8).value();
  };
  CHECK(rate(quiet, 120, 3) < rate(loud, 120, 3));
  CHECK(rate(quiet, 240, 3) < rate(quiet, 120, 3));
  CHECK(rate(quiet, 120, 3) < rate(quiet, 120, 10));
  const Power power(quiet, calm_days, {Loss::one_hand, 120, 10, both_hands_every(3)});
  CHECK(power.probability(1) < power.probability(2));
  CHECK(power.probability(rate(quiet, 120, 3)) == Approx(.8));
  // The fewer is measured, the less is seen; what is not measured is never seen.
  const Power nothing(quiet, calm_days, {Loss::both_hands, 120, 10, Cadence{}});
  CHECK(nothing.probability(6) == 0);
  CHECK_FALSE(nothing.rate_seen_with(.8).has_value());
  Cadence hands_only = both_hands_every(3);
  hands_only[index_of(Stream::mip)] = 0;
  CHECK(Power(quiet, calm_days, {Loss::breathing, 120, 10, hands_only}).probability(6) == 0);
}
