#include "myotrend/trend/posterior.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "golden_case.h"
#include "myotrend/trend/progression.h"
#include "simulated_patient.h"

using namespace myotrend::trend;

namespace {

Detector followed(const Design& design, std::mt19937& random, const SimulatedPatient::Truth& truth, int days) {
  Detector detector(design, DominantHand::right);
  for (const auto& reading : SimulatedPatient(random).readings(days, 3, truth)) {
    detector.add_strength(reading.days, reading.stream, reading.y, 0);
  }
  return detector;
}

}  // namespace

TEST_CASE("nothing is known before the first day, and only the prior before the first reading") {
  const Design design(shipped_parameters());
  const Detector detector(design, DominantHand::right);
  CHECK_FALSE(detector.posterior(-2).has_value());
  const Posterior prior = *detector.posterior(0);
  CHECK(prior.right == Approx(prior.left));
  CHECK(prior.right + prior.left + prior.both + prior.mip == Approx(1));
  CHECK(prior.mip == Approx(.25 / .80));
  CHECK(prior.of(Stream::mip).rate_95.low < .5);
  CHECK(prior.of(Stream::mip).rate_95.high > 8);
}

TEST_CASE("a right hand that lost 3.5 % a month since day 100: side, onset, rate and loss") {
  const Design design(shipped_parameters());
  std::mt19937 random(1);
  const Detector detector = followed(design, random, {3.5, 100, .8, 0}, 360);
  const Posterior posterior = *detector.posterior(359);
  CHECK(posterior.right > .8);
  CHECK(posterior.most_affected == Stream::right_grip);
  CHECK(posterior.onset_90.low <= 100);
  CHECK(posterior.onset_90.high >= 100);
  const auto& right = posterior.of(Stream::right_grip);
  CHECK(right.declining > .9);
  CHECK(right.rate_mean == Approx(3.5).margin(1));
  CHECK(right.faster_than_1 > .9);
  CHECK(posterior.loss_mean() == Approx(1 - std::exp(-3.5 * 259 / 3044)).margin(.06));
  CHECK(posterior.of(Stream::left_grip).declining < .2);
  CHECK(posterior.of(Stream::left_grip).loss_mean < .03);
}

TEST_CASE("the onset is found to about a month on average, its 90 % interval holds it") {
  const Design design(shipped_parameters());
  std::mt19937 random(6);
  const int patients = 60;
  double sum = 0;
  int inside = 0;
  for (int i = 0; i < patients; ++i) {
    const Posterior posterior = *followed(design, random, {4, 120, .8, 0}, 360).posterior(359);
    sum += posterior.onset_mean;
    inside += posterior.onset_90.low <= 120 && posterior.onset_90.high >= 120;
  }
  CHECK(sum / patients == Approx(120).margin(35));
  CHECK(inside / static_cast<double>(patients) > .85);
}

TEST_CASE("the 95 % interval of the rate holds the true rate in about 95 %, also of a slow decline") {
  const Design design(shipped_parameters());
  std::mt19937 random(2);
  std::uniform_real_distribution<double> uniform;
  const int patients = 150;
  const auto share_inside = [&](double slowest, double fastest) {
    int inside = 0;
    for (int i = 0; i < patients; ++i) {
      const double rate = slowest + (fastest - slowest) * uniform(random);
      const double onset = 150 * uniform(random);
      const Detector detector = followed(design, random, {rate, onset, .6 + uniform(random), 6}, 300);
      const Interval interval = detector.posterior(299)->of(Stream::right_grip).rate_95;
      inside += rate >= interval.low && rate <= interval.high;
    }
    return inside / static_cast<double>(patients);
  };
  CHECK(share_inside(1.2, 6.5) > .90);
  CHECK(share_inside(.4, 1.2) > .90);
}

TEST_CASE("signs move the posterior: a confirmed weakness makes an early, fast decline likelier") {
  const Design design(shipped_parameters());
  std::mt19937 random(3);
  Detector plain = followed(design, random, {0, 0, 1, 0}, 200);
  Detector weak = plain, well = plain;
  for (const double day : {100., 150., 199.}) {
    weak.add_exam(day, SignGroup::weakness, true);
    well.add_exam(day, SignGroup::weakness, false);
  }
  CHECK(weak.evidence(200).log_fused > plain.evidence(200).log_fused + 2);
  CHECK(well.evidence(200).log_fused < plain.evidence(200).log_fused);
  CHECK(weak.evidence(200).log_strength == plain.evidence(200).log_strength);
  CHECK(weak.posterior(200)->loss_mean() > well.posterior(200)->loss_mean());
}

TEST_CASE("evidence beyond all bounds keeps the posterior finite") {
  const Design design(shipped_parameters());
  Detector detector(design, DominantHand::right);
  for (int day = 0; day < 540; day += 1) {
    detector.add_strength(day + .4, Stream::right_grip, 360 - .2 * day, 0);
    detector.add_strength(day + .5, Stream::left_grip, 355 - .15 * day, 0);
    detector.add_strength(day + .6, Stream::mip, 450 - .2 * day, 0);
    if (day % 10 == 0) detector.add_exam(day, SignGroup::weakness, true);
  }
  CHECK(std::isfinite(detector.evidence(539).log_fused));
  const Posterior posterior = *detector.posterior(539);
  CHECK(posterior.right + posterior.left + posterior.both + posterior.mip == Approx(1));
  CHECK(posterior.of(Stream::fvc).declining == 0);  // never measured
  for (const Stream of : {Stream::right_grip, Stream::left_grip, Stream::mip}) {
    const StreamPosterior& stream = posterior.of(of);
    CHECK(std::isfinite(stream.rate_mean));
    CHECK(stream.rate_95.low <= stream.rate_mean);
    CHECK(stream.rate_mean <= stream.rate_95.high);
    CHECK(stream.loss_mean > .5);
  }
}
