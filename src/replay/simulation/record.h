#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "replay/simulation/course.h"

namespace myotrend::simulation {

/// Puts what was measured, found and told into rows, as it would be filed: with the hours of the day, units, sources
/// and all that goes wrong on the way.
class Record {
 public:
  Record(const CohortParameters& parameters, const Person& person, const Course& course, std::uint64_t seed,
         std::uint64_t index);

  void measure_hands();
  void measure_breathing();
  void measure_others();
  void examine();
  void report();
  void keep_diary();
  void tell_events();
  /// Rows by effective time, some late, some twice.
  SimulatedPatient filed();

 private:
  struct Hour {
    int hour, minute;
  };
  Instant moment(int day, Hour hour) const;
  Hour waking_hour(Chance& chance) const;
  void add(Instant at, std::string_view measure, double value, int decimals, std::string_view unit, Side side,
           std::string_view source);
  void grip_session(int day, int session, Chance& chance);
  void mip_session(int day, int session, Chance& chance);
  void exam(int day, const std::array<double, 5>& appears_at, std::array<bool, 5>& found_before, Chance& chance);

  const CohortParameters& p_;
  const Person& person_;
  const Course& course_;
  std::uint64_t seed_, index_;
  std::vector<Instant> midnights_;
  SimulatedPatient out_;
  std::vector<int> exercise_days_;
};

}  // namespace myotrend::simulation
