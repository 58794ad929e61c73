#include "replay/simulation/chance.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <functional>
#include <set>

using myotrend::simulation::Chance;
using myotrend::simulation::Part;

namespace {

constexpr int drawn = 200'000;

struct Moments {
  double mean = 0, variance = 0;
};

Moments moments_of(const std::function<double()>& draw) {
  double sum = 0, squares = 0;
  for (int i = 0; i < drawn; ++i) {
    const double x = draw();
    sum += x;
    squares += x * x;
  }
  const double mean = sum / drawn;
  return {mean, squares / drawn - mean * mean};
}

}  // namespace

TEST_CASE("chance has the moments it promises") {
  Chance chance(1, 2, Part::person);
  const Moments uniform = moments_of([&] { return chance.uniform(); });
  CHECK(uniform.mean == Approx(0.5).margin(0.004));
  CHECK(uniform.variance == Approx(1 / 12.).epsilon(0.02));
  const Moments normal = moments_of([&] { return chance.normal(); });
  CHECK(normal.mean == Approx(0).margin(0.01));
  CHECK(normal.variance == Approx(1).epsilon(0.02));
  const Moments heavy = moments_of([&] { return chance.heavy_tailed(5); });
  CHECK(heavy.mean == Approx(0).margin(0.01));
  CHECK(heavy.variance == Approx(1).epsilon(0.06));
  const Moments waiting = moments_of([&] { return chance.exponential(3); });
  CHECK(waiting.mean == Approx(3).epsilon(0.02));
  CHECK(waiting.variance == Approx(9).epsilon(0.05));
}

TEST_CASE("the same seed, patient and part draw the same for ever") {
  // Whoever changes these numbers changes every cohort that was ever named by its seed.
  Chance chance(7, 3, Part::grip);
  CHECK(chance.next() == 0x1efb6f6e100de409);
  CHECK(chance.next() == 0xceef5aaa058155d8);
}

TEST_CASE("seeds, patients and parts have streams of their own") {
  std::set<std::uint64_t> firsts;
  for (std::uint64_t seed = 0; seed < 20; ++seed)
    for (std::uint64_t patient = 0; patient < 50; ++patient)
      for (const Part part : {Part::person, Part::noise, Part::filing})
        firsts.insert(Chance(seed, patient, part).next());
  CHECK(firsts.size() == 20 * 50 * 3);
}
