#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "pathway/course.h"
#include "pathway/known_rules.h"

using namespace myotrend;
using test::Course;

namespace {

constexpr int last_day = 160;

/// A reading of one hand.
struct Grip {
  Side side = Side::right;
  double kilograms = 0, day = 0;
};

/// Both hands on random days with the noise of real hands, without any loss.
std::vector<Grip> stable_hands() {
  std::mt19937 random(*rc::gen::arbitrary<unsigned>());
  std::normal_distribution<double> noise(0, 0.045);
  const double right = *rc::gen::inRange(15, 55), left = right * (0.85 + *rc::gen::inRange(0, 30) / 100.0);
  const int gap = *rc::gen::inRange(2, 8);
  std::vector<Grip> grips;
  for (int d = 0; d < last_day; d += gap) {
    grips.push_back({Side::right, right * std::exp(noise(random)), d + 0.4});
    grips.push_back({Side::left, left * std::exp(noise(random)), d + 0.4});
  }
  return grips;
}

Course course_of(const std::vector<Grip>& grips, Hand dominant = Hand::right) {
  Course course;
  course.patient.dominant_hand = dominant;
  for (const Grip& grip : grips) course.grip(grip.side, grip.kilograms, grip.day);
  return course;
}

}  // namespace

TEST_CASE(
    "right and left exchanged in a whole history, with the dominant hand: the same judgement, and nearly "
    "the same evidence") {
  CHECK(rc::check([] {
    const std::vector<Grip> grips = stable_hands();
    std::vector<Grip> mirrored = grips;
    for (Grip& grip : mirrored) grip.side = grip.side == Side::right ? Side::left : Side::right;
    const Assessment told = course_of(grips).at_end_of(last_day);
    const Assessment other = course_of(mirrored, Hand::left).at_end_of(last_day);
    RC_ASSERT(told.disposition == other.disposition);
    // Of one instant the left hand is taken first, whichever is dominant: that is all that differs.
    RC_ASSERT(std::abs(told.log_evidence_ratio - other.log_evidence_ratio) < 0.1);
  }));
}

TEST_CASE("one outlier, however far off, refers nobody whose course was quiet all along") {
  // Of a course that was close to a referral by chance, the one reading fewer can be the quiet one that held it back.
  CHECK(rc::check([] {
    std::vector<Grip> grips = stable_hands();
    const Course quiet = course_of(grips);
    for (double day = 28; day <= last_day; day += 2) {
      RC_PRE(quiet.at_end_of(day).disposition <= Disposition::insufficient_data);
    }
    grips[*rc::gen::inRange<std::size_t>(8, grips.size())].kilograms *= *rc::gen::inRange(30, 170) / 100.0;
    RC_ASSERT(course_of(grips).at_end_of(last_day).disposition < Disposition::refer_routine);
  }));
}

TEST_CASE("one slip of the unit refers nobody") {
  CHECK(rc::check([] {
    std::vector<Grip> grips = stable_hands();
    RC_PRE(course_of(grips).at_end_of(last_day).disposition == Disposition::continue_care);
    grips[*rc::gen::inRange<std::size_t>(0, grips.size())].kilograms *= *rc::gen::element(2.20462262, 0.45359237);
    RC_ASSERT(course_of(grips).at_end_of(last_day).disposition < Disposition::refer_routine);
  }));
}

TEST_CASE("one day told twice, an hour later or from another source, refers nobody") {
  CHECK(rc::check([] {
    const std::vector<Grip> grips = stable_hands();
    RC_PRE(course_of(grips).at_end_of(last_day).disposition == Disposition::continue_care);
    const double day = grips[*rc::gen::inRange<std::size_t>(0, grips.size())].day;
    const bool other_source = *rc::gen::arbitrary<bool>();
    Course course = course_of(grips);
    for (const Grip& grip : grips) {
      if (grip.day != day) continue;
      Told words;
      words.code = "grip";
      words.side = word_of(grip.side);
      words.value = std::to_string(grip.kilograms);
      words.unit = "kg";
      words.device = other_source ? "app" : "";
      words.effective = words.recorded = iso_text(test::on_day(grip.day + (other_source ? 0 : 0.04)), Zone());
      course.told(words);
    }
    RC_ASSERT(course.at_end_of(last_day).disposition < Disposition::refer_routine);
  }));
}

TEST_CASE("one more reading raises log E by at most half of Huber's limit times the gate, a quiet one by much less") {
  // A reading with innovation z (in its own standard deviations) lifts no component of the mixture by more than z^2 / 2
  // within Huber's limit and limit |z| / 2 beyond it; beyond the gate it gives nothing. A step is judged apart.
  const trend::Parameters& detector = test::known_rules().pathway->detector();
  const double bound = detector.huber * detector.gate / 2;
  CHECK(rc::check([&] {
    std::vector<Grip> grips = stable_hands();
    const Assessment before = course_of(grips).at_end_of(last_day);
    const Side side = *rc::gen::element(Side::right, Side::left);
    const double usual =
        std::find_if(grips.rbegin(), grips.rend(), [&](const Grip& g) { return g.side == side; })->kilograms;
    grips.push_back({side, usual * *rc::gen::inRange(50, 150) / 100.0, last_day - 0.2});
    const Assessment after = course_of(grips).at_end_of(last_day);
    const bool step = std::any_of(after.data_quality.begin(), after.data_quality.end(), [](const DataQuality& quality) {
      return quality.kind == DataQualityKind::abrupt_step;
    });
    RC_PRE(!step);
    RC_ASSERT(after.log_evidence_ratio - before.log_evidence_ratio <= bound + 1e-9);
  }));
}

TEST_CASE("looking again on later days without new facts changes no evidence of strength alone") {
  CHECK(rc::check([] {
    const Course course = course_of(stable_hands());
    const double then = course.at_end_of(last_day).log_evidence_ratio;
    for (const int later : {1, 9, 30})
      RC_ASSERT(std::abs(course.at_end_of(last_day + later).log_evidence_ratio - then) < 1e-9);
  }));
}
