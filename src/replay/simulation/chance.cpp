#include "replay/simulation/chance.h"

#include <cmath>

namespace myotrend::simulation {

namespace {

constexpr std::uint64_t golden = 0x9e3779b97f4a7c15;

std::uint64_t mixed(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
  x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
  return x ^ (x >> 31);
}

}  // namespace

Chance::Chance(std::uint64_t seed, std::uint64_t patient, Part part)
    : state_(mixed(mixed(mixed(seed + golden) + patient * golden) + (static_cast<std::uint64_t>(part) + 1) * golden)) {}

std::uint64_t Chance::next() { return mixed(state_ += golden); }

double Chance::uniform() { return static_cast<double>(next() >> 11) * 0x1p-53; }

double Chance::normal() {
  for (;;) {
    const double x = 2 * uniform() - 1, y = 2 * uniform() - 1;
    const double square = x * x + y * y;
    if (square > 0 && square < 1) return x * std::sqrt(-2 * std::log(square) / square);
  }
}

double Chance::exponential(double mean) { return -mean * std::log1p(-uniform()); }

double Chance::heavy_tailed(int freedom) {
  const double z = normal();
  if (freedom <= 2) return z;
  double squares = 0;
  for (int i = 0; i < freedom; ++i) {
    const double each = normal();
    squares += each * each;
  }
  return z * std::sqrt((freedom - 2) / squares);
}

}  // namespace myotrend::simulation
