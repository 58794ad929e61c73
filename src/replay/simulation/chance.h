#pragma once

#include <cstdint>

namespace myotrend::simulation {

/// What a stream of chance decides.
enum class Part : std::uint8_t {
  person,
  course,
  noise,
  fatigue,
  grip,
  mip,
  other_measures,
  exams,
  reports,
  diary,
  filing
};

/// Chance of one part of one patient of one cohort: SplitMix64 (Steele, Lea and Flood 2014) started from a hash of the
/// three, with distributions of its own, since those of the standard library differ between compilers.
class Chance {
 public:
  Chance(std::uint64_t seed, std::uint64_t patient, Part part);

  std::uint64_t next();
  /// In [0, 1).
  double uniform();
  double uniform(double low, double high) { return low + (high - low) * uniform(); }
  bool happens(double probability) { return uniform() < probability; }
  /// Standard normal, by the polar method of Marsaglia; one pair of numbers for each.
  double normal();
  double exponential(double mean);
  /// Student's t with variance 1; infinite freedom (0) is the normal.
  double heavy_tailed(int freedom);

 private:
  std::uint64_t state_;
};

}  // namespace myotrend::simulation
